// Devices and connections that give less than others: no clipboard, no locks, no database, a clock that is wrong.
import { DraftList, comeBack, expectKept, keptNames } from './kept';
import { MemePage, expect, test } from './meme';

test.use({ isFresh: true });

/** As a page is that came over plain HTTP from an address of the network. */
const isNotSecure = () => {
  Object.defineProperty(window, 'isSecureContext', { value: false });
  for (const name of ['clipboard', 'locks', 'storage', 'share', 'canShare']) Object.defineProperty(Navigator.prototype, name, { get: () => undefined });
  Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });
  for (const name of ['caches', 'ClipboardItem', 'EyeDropper']) Object.defineProperty(window, name, { get: () => undefined });
};

test.describe('a connection that is not secure', () => {
  test.beforeEach(async ({ context }) => context.addInitScript(isNotSecure));

  test('has the link in a field, selected, with one sentence', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.topText.fill('shared');
    await meme.downloadButton.focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command' }).fill('copy link');
    await page.keyboard.press('Enter');
    const field = page.getByRole('dialog', { name: 'Link' }).getByRole('textbox', { name: 'This page may not use the clipboard: copy the link from here.' });
    await expect(field).toBeFocused();
    const selected = await field.evaluate((field: HTMLInputElement) => field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0));
    expect(selected).toBe(await field.inputValue());
    await page.goto('about:blank');
    await page.goto(selected);
    await expect(meme.topText).toHaveValue('shared');
  });

  test('keeps drafts, one tab each', async ({ page, context }) => {
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.topText.fill('of the first tab');
    await expectKept(page, 'of the first tab');
    const other = await comeBack(await context.newPage());
    await other.page.waitForTimeout(1000);
    await expect(other.topText).toHaveValue('No account, no watermark');
    await page.close();
    await other.page.reload();
    await expect(other.topText).toHaveValue('of the first tab');
  });

  test('gives files, and says what it cannot do', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    expect((await meme.download()).picture.width).toBe(240);
    await meme.downloadButton.focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command' }).fill('copy as a picture');
    await page.keyboard.press('Enter');
    await meme.expectRefused('The browser did not take the picture. Download it, and copy the file.');
  });
});

test('a database that never answers is said, and the editor works', async ({ page, context }) => {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  const meme = new MemePage(page);
  await page.goto('/');
  await meme.expectTools();
  await meme.expectRefused('This browser does not answer when it is asked to keep something. The meme is lost when this page is closed: download it.');
  // Once.
  await meme.alert.getByRole('button', { name: 'Dismiss' }).click();
  await meme.panel('Text');
  await meme.topText.fill('still there');
  expect((await meme.download()).name).toBe('cat-meme.png');
  await meme.topText.fill('another one');
  await page.waitForTimeout(6000);
  await expect(meme.alert).toHaveCount(0);
});

test('the draft that was worked on last is taken up, whatever the clock said', async ({ page, context }) => {
  const wrong = await context.newPage();
  await wrong.addInitScript(() => {
    const { now } = Date;
    Date.now = () => now() + 10 * 365 * 86_400_000;
  });
  const first = await new MemePage(wrong).open();
  await first.panel('Text');
  await first.topText.fill('of the future');
  await expectKept(wrong, 'of the future');
  await wrong.close();

  const meme = await comeBack(page);
  await expect(meme.topText).toHaveValue('of the future');
  const list = new DraftList(page, meme);
  await list.show();
  await list.begin();
  await meme.panel('Text');
  await meme.topText.fill('of today');
  await expectKept(page, 'of today');
  expect(await keptNames(page)).toHaveLength(2);
  await page.close();

  const last = await comeBack(await context.newPage());
  await expect(last.topText).toHaveValue('of today');
  // The other one is there as well, below it.
  const others = new DraftList(last.page, last);
  await others.show();
  await expect(others.names).toHaveText([/^of today/, /^of the future/]);
  await others.open('of the future');
  await expect(last.topText).toHaveValue('of the future');
});

test('a draft of an earlier version, which has no turn, opens', async ({ page, context }) => {
  const meme = await new MemePage(page).open();
  await meme.panel('Text');
  await meme.topText.fill('kept before');
  await expectKept(page, 'kept before');
  await page.goto('/health');
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('memeforge');
      request.onsuccess = () => done(request.result);
    });
    const store = database.transaction('drafts', 'readwrite').objectStore('drafts');
    const [record] = await new Promise<Record<string, unknown>[]>((done) => {
      const request = store.getAll();
      request.onsuccess = () => done(request.result);
    });
    delete record.turn;
    await new Promise((done) => {
      store.put(record, record.id as string).onsuccess = done;
    });
    database.close();
  });
  await page.close();
  const other = await comeBack(await context.newPage());
  await expect(other.topText).toHaveValue('kept before');
});

test.describe('a download that stays editable', () => {
  const line = /The file stays editable: it holds what is covered or hidden, too\./;

  test('says so the first time, and when something is covered', async ({ page }) => {
    const meme = await new MemePage(page).open();
    const said = page.getByText(line);
    await meme.download();
    await expect(said).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).filter({ visible: true }).click();
    await expect(said).toBeHidden();
    await meme.download();
    await page.waitForTimeout(300);
    await expect(said).toBeHidden();

    await (await meme.panel('Picture')).getByRole('radio', { name: 'Frame' }).check({ force: true });
    await meme.download();
    await expect(said).toBeVisible();
    const editable = page.getByRole('checkbox', { name: 'Stays editable', exact: true });
    await expect(editable).toBeChecked();
    await editable.uncheck();
    await expect(page.getByText('From now on files are pictures alone. Download it again.')).toBeVisible();
    await meme.download();
    await expect(said).toBeHidden();
    // It goes with the next change.
    await meme.panel('Text');
    await meme.topText.fill('changed');
    await expect(page.getByText('From now on')).toBeHidden();
  });
});
