import { readFileSync } from 'node:fs';
import { texts } from './library';
import { DraftList, comeBack, expectKept, keptNames, keptTexts, leaveField } from './kept';
import { test as plainTest } from '@playwright/test';
import { MemePage, expect, test } from './meme';
import { plain, RED } from './new';

test.use({ isFresh: true });

test.describe('what was made is there again', () => {
  test('after a reload, with its picture and its history', { tag: '@phone' }, async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await meme.panel('Text');
    await meme.write('first', 'second');
    await expectKept(page, 'second');
    const before = (await meme.download()).picture;
    await page.reload();
    await meme.expectOpened('cat.png');
    await meme.expectTools();
    expect(await texts(meme)).toEqual(['first', 'second']);
    expect((await meme.download()).picture.difference(before)).toBe(0);
    // Back to before all of it, and forward again.
    const undo = page.getByRole('button', { name: /^Undo/ });
    await undo.click();
    await undo.click();
    await undo.click();
    await expect(meme.preview).toHaveAccessibleName(/cat\.webp/);
    await expect(undo).toHaveAttribute('aria-disabled', 'true');
    await page.getByRole('button', { name: /^Redo/ }).click();
    await meme.expectOpened('cat.png');
    // What was taken back stays so.
    await expect.poll(() => keptTexts(page)).toEqual([['', '']]);
    await page.reload();
    await meme.expectOpened('cat.png');
    await page.getByRole('button', { name: /^Redo/ }).click();
    await page.getByRole('button', { name: /^Redo/ }).click();
    expect(await texts(meme)).toEqual(['first', 'second']);
  });

  test('in a new tab, once the old one is closed', async ({ page, context }) => {
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.write('come back', '');
    await expectKept(page, 'come back');
    await page.close();
    const other = await comeBack(await context.newPage());
    await expect(other.topText).toHaveValue('come back');
    // A picture that is chosen now is another one than those that were.
    await other.picker.setInputFiles(await plain('red.png', RED));
    await other.expectOpened('red.png');
    await expect(other.topText).toHaveValue('come back');
  });

  test('within a second of each change', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.topText.fill('soon');
    await page.waitForTimeout(1000);
    expect((await keptTexts(page)).flat()).toContain('soon');
  });

  test('where somebody typed before it could be, it is another draft', async ({ page, context }) => {
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.topText.fill('old');
    await expectKept(page, 'old');
    await page.close();
    const next = await context.newPage();
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    await next.route(/split_tools/, async (route) => {
      await held;
      await route.continue();
    });
    const other = new MemePage(next);
    await next.goto('/');
    await expect(other.downloadButton).toBeEnabled();
    await other.topText.fill('new');
    release();
    await other.expectTools();
    await expectKept(next, 'new');
    expect((await keptTexts(next)).flat().filter((text) => text === 'old' || text === 'new').sort()).toEqual(['new', 'old']);
    await expect(other.topText).toHaveValue('new');
  });

  test('and the example, which nobody has touched, is nobody’s draft', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await page.waitForTimeout(1000);
    expect(await keptTexts(page)).toEqual([]);
    const list = new DraftList(page, meme);
    await list.show();
    await expect(list.dialog.getByText('What you make is kept here by itself.')).toBeVisible();
  });
});

test.describe('the list of drafts', () => {
  async function withTwo(page: Parameters<typeof comeBack>[0]) {
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.write('Über alles', 'eins');
    await expectKept(page, 'eins');
    const list = new DraftList(page, meme);
    await list.show();
    await list.begin();
    await expect(meme.topText).toHaveValue('No account, no watermark');
    await meme.write('second one', 'zwei');
    await expectKept(page, 'zwei');
    return { meme, list };
  }

  test('finds, opens and begins them', { tag: '@phone' }, async ({ page }) => {
    const { meme, list } = await withTwo(page);
    await list.show();
    await expect(list.names).toHaveText(['second one / zwei', 'Über alles / eins']);
    expect(await list.dialog.locator('.draft img').count()).toBe(2);
    await list.field.fill('uber');
    await expect(list.names).toHaveText(['Über alles / eins']);
    await list.open('Über alles');
    await expect(meme.topText).toHaveValue('Über alles');
    await meme.topText.fill('changed');
    await expectKept(page, 'changed');
    expect((await keptTexts(page)).length).toBe(2);
  });

  test('duplicates and deletes them, and takes that back', async ({ page }) => {
    const { meme, list } = await withTwo(page);
    await list.show();
    await list.dialog.getByRole('button', { name: 'Duplicate Über alles / eins' }).click();
    await expect(list.names).toHaveCount(3);
    await list.dialog.getByRole('button', { name: 'Delete second one / zwei' }).click();
    await expect(list.names).toHaveText(['Über alles / eins', 'Über alles / eins']);
    await list.dialog.getByRole('button', { name: 'Undo' }).click();
    await expect(list.names).toHaveCount(3);
    await list.open('second one');
    await expect(meme.topText).toHaveValue('second one');
    await expect(page.getByRole('button', { name: /^Undo typing/ })).toBeVisible();
  });
});

test.describe('a draft’s name', () => {
  test('is what somebody calls it, and by itself what it says', async ({ page }) => {
    const meme = await new MemePage(page).open();
    const list = new DraftList(page, meme);
    await meme.panel('Text');
    await meme.write('first', '');
    await expect.poll(() => keptTexts(page)).toEqual([['first', '']]);
    await list.show();
    await list.begin();
    await meme.panel('Text');
    await meme.write('second', '');
    await expect.poll(async () => (await keptTexts(page)).map((texts) => texts.join()).sort()).toEqual(['first,', 'second,']);
    await list.show();
    // The one on the stage, and another one.
    await list.rename('second', 'Mine');
    await list.dialog.getByRole('button', { name: 'Rename first', exact: true }).click();
    const field = list.dialog.getByRole('textbox', { name: 'Name' });
    await field.fill('Yours');
    // What is kept meanwhile, under its new name, takes nothing from who writes another one.
    await expect.poll(() => keptNames(page)).toContain('Mine');
    await expect(field).toHaveValue('Yours');
    await field.press('Enter');
    await expect(list.names).toHaveText(['Mine', 'Yours']);
    await expect(list.dialog.getByRole('button', { name: /^Yours/ })).toBeFocused();
    await list.close();
    await meme.topText.fill('changed');
    await expectKept(page, 'changed');
    await page.reload();
    await meme.expectTools();
    await expect(meme.topText).toHaveValue('changed');
    await list.show();
    await expect(list.names).toHaveText(['Mine', 'Yours']);
    await list.field.fill('yours');
    await list.open('Yours');
    await expect(meme.topText).toHaveValue('first');
    await list.show();
    await list.rename('Yours', '');
    await expect(list.names).toHaveText(['Mine', 'first']);
  });

  test('stays where the renaming is given up', { tag: '@phone' }, async ({ page }) => {
    const meme = await new MemePage(page).open();
    const list = new DraftList(page, meme);
    await meme.panel('Text');
    await meme.write('as it is', '');
    await expect.poll(() => keptTexts(page)).toEqual([['as it is', '']]);
    await list.show();
    await list.dialog.getByRole('button', { name: 'Rename as it is' }).click();
    await page.keyboard.type('something else');
    await page.keyboard.press('Escape');
    await expect(list.names).toHaveText(['as it is']);
    await expect(list.dialog.getByRole('button', { name: /^as it is/ })).toBeFocused();
  });

  test('is not changed under a tab that has it', async ({ page, context }) => {
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.write('taken', '');
    await expect.poll(() => keptTexts(page)).toEqual([['taken', '']]);
    const other = await comeBack(await context.newPage());
    const list = new DraftList(other.page, other);
    await list.show();
    await list.rename('taken', 'mine now');
    await expect(list.dialog.getByText('This draft is open in another tab. Rename it there.')).toBeVisible();
    await expect(list.names).toHaveText(['taken']);
  });
});

test.describe('two tabs', () => {
  test('with one draft: the second is told, and both are kept', async ({ page, context }) => {
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.write('one', 'draft');
    await expectKept(page, 'draft');
    const list = new DraftList(page, meme);
    const other = await new MemePage(await context.newPage()).open();
    // A new tab has a meme of its own.
    await expect(other.topText).toHaveValue('No account, no watermark');
    const otherList = new DraftList(other.page, other);
    await otherList.show();
    await otherList.open('one / draft');
    await other.expectRefused('This draft is open in another tab. What you change here is kept as another draft.');
    await other.panel('Text');
    await other.topText.fill('the other’s');
    await expectKept(other.page, 'the other’s');
    await meme.topText.fill('the first’s');
    await expectKept(page, 'the first’s');
    await list.show();
    await expect(list.names).toHaveCount(2);
  });

  test('of which one was duplicated', async ({ page, context }) => {
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.write('mine', 'alone');
    await expectKept(page, 'alone');
    const remembered = await page.evaluate(() => Object.entries(sessionStorage));
    const copy = await context.newPage();
    await copy.addInitScript((entries) => {
      for (const [key, value] of entries) sessionStorage.setItem(key, value);
    }, remembered);
    const other = await comeBack(copy);
    await other.expectRefused('This draft is open in another tab.');
    await expect(other.topText).toHaveValue('mine');
    await other.panel('Text');
    await other.topText.fill('theirs');
    await expectKept(copy, 'theirs');
    expect((await keptTexts(copy)).map(([text]) => text).sort()).toEqual(['mine', 'theirs']);
  });
});

test.describe('a store that cannot keep', () => {
  test('leaves the editor working, and says what that means', async ({ page }) => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    });
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.topText.fill('not kept');
    await meme.expectRefused('The meme is lost when this page is closed: download it.');
    const { picture } = await meme.download();
    expect(picture.width).toBeGreaterThan(100);
  });

  test('or is full: says so, and keeps again when there is room', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...values) {
        if ((window as unknown as { full?: boolean }).full) throw new DOMException('full', 'QuotaExceededError');
        return put.apply(this, values as [unknown, IDBValidKey]);
      };
      (window as unknown as { full?: boolean }).full = true;
    });
    await meme.panel('Text');
    await meme.topText.fill('too much');
    await meme.expectRefused('This device has no room left');
    await page.evaluate(() => {
      (window as unknown as { full?: boolean }).full = false;
    });
    await meme.topText.fill('enough room');
    await expectKept(page, 'enough room');
  });
});

test('a draft of a newer version says so, and stays as it is', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.panel('Text');
  await meme.write('from the future', '');
  await expectKept(page, 'from the future');
  const json = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('memeforge');
      request.onsuccess = () => done(request.result);
    });
    const store = database.transaction('drafts', 'readwrite').objectStore('drafts');
    const [record] = await new Promise<{ id: string; json: string }[]>((done) => {
      const request = store.getAll();
      request.onsuccess = () => done(request.result);
    });
    record.json = JSON.stringify({ ...JSON.parse(record.json), version: 2, more: true });
    store.put(record, record.id);
    database.close();
    return record.json;
  });
  await page.reload();
  await meme.expectRefused('A newer MemeForge has made this draft. Load the page anew to open it.');
  await meme.topText.fill('now');
  await expectKept(page, 'now');
  const kept = await keptTexts(page);
  expect(kept.length).toBe(2);
  expect(JSON.parse(json).more).toBe(true);
  await leaveField(page);
});

test('pictures that no draft has any more are deleted', async ({ page }) => {
  const files = () =>
    page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open('memeforge');
        request.onsuccess = () => done(request.result);
      });
      const keys = await new Promise<IDBValidKey[]>((done) => {
        const request = database.transaction('files').objectStore('files').getAllKeys();
        request.onsuccess = () => done(request.result);
      });
      database.close();
      return keys.length;
    });
  const meme = await new MemePage(page).open();
  await meme.choose('cat.png');
  await meme.panel('Text');
  await meme.write('with a picture', '');
  await expectKept(page, 'with a picture');
  // The example's, which can come back, and the one that was chosen.
  expect(await files()).toBe(2);
  const list = new DraftList(page, meme);
  await list.show();
  await list.dialog.getByRole('button', { name: /^Delete/ }).click();
  await expect(list.names).toHaveCount(0);
  await page.reload();
  await meme.expectTools();
  await expect.poll(files).toBe(0);
});

plainTest('where the editor really stops, the draft is there as a file', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.panel('Text');
  await meme.write('still', 'here');
  await expectKept(page, 'here');
  // A browser that once makes no element: the editor, which needs it, comes to its end.
  await page.evaluate(() => {
    const { cloneNode } = Node.prototype;
    const { createElement, createElementNS } = Document.prototype;
    const refuse = () => {
      Object.assign(Node.prototype, { cloneNode });
      Object.assign(Document.prototype, { createElement, createElementNS });
      throw new Error('no more elements');
    };
    Object.assign(Node.prototype, { cloneNode: refuse });
    Object.assign(Document.prototype, { createElement: refuse, createElementNS: refuse });
  });
  const stopped = page.waitForEvent('pageerror');
  await (await meme.panel('Text')).getByRole('button', { name: 'Add text' }).click();
  expect((await stopped).message).toBe('unreachable');
  await expect(page.getByRole('heading', { name: 'MemeForge has stopped' })).toBeVisible();
  await page.getByRole('button', { name: 'Load the page anew' }).click();
  await meme.expectTools();
  await expect(meme.topText).toHaveValue('still');
});

test('where the editor itself stops, a plain page has the draft as a file, and begins anew', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.choose('cat.png');
  await meme.panel('Text');
  await meme.write('rescued', 'text');
  await expectKept(page, 'text');
  // What the browser says when a program in WebAssembly has come to its end.
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));
  await expect(page.getByRole('heading', { name: 'MemeForge has stopped' })).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the draft as a file' }).click()]);
  const file = await download.path();
  await page.getByRole('button', { name: 'Load the page anew' }).click();
  await meme.expectOpened('cat.png');
  expect(await texts(meme)).toEqual(['rescued', 'text']);
  // And the file opens in a browser that has no such draft.
  const other = await new MemePage(page).open();
  await other.picker.setInputFiles({ name: 'rescued.memeforge', mimeType: '', buffer: readFileSync(file) });
  await other.expectOpened('cat.png');
  expect(await texts(other)).toEqual(['rescued', 'text']);
});
