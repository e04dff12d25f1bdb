// Who a paste, a drop, a key belongs to: the field, the words, the dialog, or the meme.
import { readFileSync } from 'node:fs';
import { type Locator, type Page } from '@playwright/test';
import { MemePage, expect, fixture, test } from './meme';
import { addText, inPlace, onStage, said, withText } from './plain';

test.use({ isFresh: true });

/** Pastes on an element what an office program copies: words as plain text and as HTML, and a picture of them. */
const paste = (element: Locator, text: string, picture?: string) =>
  element.evaluate(
    async (element, { text, data }) => {
      const transfer = new DataTransfer();
      if (text) {
        transfer.setData('text/plain', text);
        transfer.setData('text/html', `<p>${text}</p>`);
      }
      if (data) {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }));
      }
      (element as HTMLElement).focus();
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true, clipboardData: transfer });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    },
    { text, data: picture && readFileSync(fixture(picture)).toString('base64') },
  );

/** Drops a picture on an element. Returns whether the page kept the browser from showing it by itself. */
const drop = (element: Locator) =>
  element.evaluate(
    async (element, data) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
      const options = { bubbles: true, cancelable: true, dataTransfer: transfer };
      element.dispatchEvent(new DragEvent('dragover', options));
      const event = new DragEvent('drop', options);
      element.dispatchEvent(event);
      return event.defaultPrevented;
    },
    readFileSync(fixture('cat.png')).toString('base64'),
  );

const name = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

/** The picture on the stage is the one that was there. */
async function expectSame(meme: MemePage) {
  // A picture that was taken would be there by now: it says so first.
  await expect(meme.page.locator('.stage')).toHaveAttribute('aria-busy', 'false');
  await expect(said(meme.page)).not.toHaveText(/pasted\.png|dropped\.png/);
  await meme.expectOpened('plain.png');
}

test('words, HTML and a picture that are pasted into a field are its own', async ({ page }) => {
  const meme = await withText(page, 'mine');
  await page.keyboard.press('Shift+F2');
  await expect(name(page)).toBeFocused();
  expect(await paste(name(page), 'Quarter', 'cat.png')).toBe(false);
  expect(await paste(name(page), '', 'cat.png')).toBe(false);
  await page.keyboard.press('Escape');
  const size = page.getByRole('spinbutton', { name: 'Size', exact: true });
  expect(await paste(size, '12', 'cat.png')).toBe(false);
  expect(await paste(page.getByRole('textbox', { name: /: number$/ }).first(), '#123456', 'cat.png')).toBe(false);
  expect(await paste(meme.topText, 'words', 'cat.png')).toBe(false);
  await page.keyboard.press('Control+k');
  expect(await paste(page.getByRole('combobox', { name: 'Find a command' }), 'align', 'cat.png')).toBe(false);
  await page.keyboard.press('Escape');
  await page.locator('.stage').focus();
  await page.keyboard.press('m');
  expect(await paste(page.getByRole('searchbox', { name: 'Find a template' }), 'cat', 'cat.png')).toBe(false);
  await page.keyboard.press('Escape');
  await expectSame(meme);
  // A picture alone is no use to a text of the meme.
  expect(await paste(meme.topText, '', 'cat.png')).toBe(true);
  await meme.expectOpened('pasted.png');
});

test('nothing changes below a dialog', async ({ page }) => {
  const meme = await withText(page, 'mine');
  for (const [key, title] of [['?', 'Shortcuts'], ['e', 'Export'], ['m', 'Templates'], ['d', 'Drafts'], ['Control+k', 'Commands']]) {
    await onStage(page, 'mine').focus();
    await page.keyboard.press(key);
    const shown = dialog(page, title);
    await expect(shown).toBeVisible();
    const close = shown.getByRole('button', { name: 'Close' });
    const inside = (await close.count()) > 0 ? close : shown.getByRole('combobox');
    expect(await drop(inside)).toBe(true);
    expect(await drop(page.locator('.stage'))).toBe(true);
    await paste(inside, 'words', 'cat.png');
    await paste(inside, '', 'cat.png');
    await inside.focus();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+d');
    await page.keyboard.press('Control+Shift+h');
    await page.keyboard.press('Escape');
    await expect(shown).toBeHidden();
  }
  await expectSame(meme);
  await expect(onStage(page, 'mine')).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Layers' }).locator('.layer')).toHaveCount(3);
});

test('a field takes back what was typed in it, and no text of the meme', async ({ page }) => {
  const meme = await withText(page, 'mine');
  await meme.topText.focus();
  await page.keyboard.type('top');
  await onStage(page, 'mine').focus();
  await page.keyboard.press('Shift+F2');
  await expect(name(page)).toBeFocused();
  await page.keyboard.type('N');
  for (let press = 0; press < 4; press++) await page.keyboard.press('Control+z');
  await expect(name(page)).toBeFocused();
  await expect(name(page)).not.toHaveValue('N');
  await expect(meme.topText).toHaveValue('top');
  await page.keyboard.press('Escape');
  await expect(onStage(page, 'mine')).toBeVisible();
  // In a number, in what is looked for.
  await page.getByRole('spinbutton', { name: 'Size', exact: true }).focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(meme.topText).toHaveValue('top');
  await expect(onStage(page, 'mine')).toBeVisible();
  // In the meme's own texts the editor undoes, and elsewhere.
  await meme.topText.focus();
  await page.keyboard.press('Control+z');
  await expect(meme.topText).toHaveValue('');
  await page.keyboard.press('Control+Shift+z');
  await expect(meme.topText).toHaveValue('top');
  await page.getByRole('button', { name: 'Find a command', exact: true }).focus();
  await page.keyboard.press('Control+z');
  await expect(meme.topText).toHaveValue('');
});

test('words that are let go outside of a dialog leave it open; a press on the ground closes it', async ({ page }) => {
  await withText(page, 'mine');
  await page.keyboard.press('e');
  const shown = dialog(page, 'Export');
  const field = shown.getByRole('textbox', { name: 'What it shows' });
  await field.fill('some words');
  const box = await field.boundingBox();
  if (!box) throw new Error('the field is not there');
  await page.mouse.move(box.x + 60, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(5, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(shown).toBeVisible();
  // The other way around.
  await page.mouse.move(5, 5);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 5, { steps: 5 });
  await page.mouse.up();
  await expect(shown).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(shown).toBeHidden();
  await page.keyboard.press('e');
  await expect(field).toHaveValue('some words');
});

test('what was written of a template comes back until it is saved', async ({ page }) => {
  await withText(page, 'mine');
  const shown = dialog(page, 'Save as template');
  const open = async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command' }).fill('save as template');
    await page.keyboard.press('Enter');
    await expect(shown.getByRole('textbox', { name: 'Name', exact: true })).toBeVisible();
  };
  await open();
  await shown.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine');
  await shown.getByRole('textbox', { name: 'Keywords' }).fill('a, b');
  await shown.getByRole('textbox', { name: 'What the picture shows' }).fill('a plain');
  await page.keyboard.press('Escape');
  await expect(shown).toBeHidden();
  await open();
  await expect(shown.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Mine');
  await expect(shown.getByRole('textbox', { name: 'Keywords' })).toHaveValue('a, b');
  await expect(shown.getByRole('textbox', { name: 'What the picture shows' })).toHaveValue('a plain');
  await shown.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(shown).toBeHidden();
  await open();
  await expect(shown.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('plain');
});

for (const field of ['What it shows', 'At most, in KB', 'Width, in px']) {
  test(`what was typed in an export's field comes back: ${field}`, async ({ page }) => {
    await withText(page, 'mine');
    await page.keyboard.press('e');
    const shown = dialog(page, 'Export').getByLabel(field);
    await shown.fill('321');
    await page.keyboard.press('Escape');
    await expect(dialog(page, 'Export')).toBeHidden();
    await page.keyboard.press('e');
    await expect(shown).toHaveValue('321');
  });
}

test('what was typed for a new meme comes back', async ({ page }) => {
  await withText(page, 'mine');
  await page.keyboard.press('n');
  const shown = dialog(page, 'New meme').getByRole('spinbutton', { name: 'Width' });
  await shown.fill('640');
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'New meme')).toBeHidden();
  await page.keyboard.press('n');
  await expect(shown).toHaveValue('640');
});

test('two toasts stay their time each', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await withText(page, 'mine');
  await page.clock.install();
  const toast = (text: string) => page.locator('.toast', { hasText: text });
  await page.keyboard.press('l');
  await expect(toast('Link copied')).toBeVisible();
  await page.clock.fastForward(3000);
  await page.keyboard.press('Control+c');
  await expect(toast('Text copied')).toBeVisible();
  await expect(toast('Link copied')).toBeVisible();
  await page.clock.fastForward(1500);
  await expect(toast('Link copied')).toBeHidden();
  await expect(toast('Text copied')).toBeVisible();
  await page.clock.fastForward(3000);
  await expect(toast('Text copied')).toBeHidden();
});

test('words of a hint that are selected are copied, not the meme', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await withText(page, 'mine');
  const hint = page.locator('#pictureHint');
  await hint.click({ clickCount: 3 });
  await page.keyboard.press('Control+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Or drop or paste one\./);
  // What is chosen afterwards is copied.
  const box = await onStage(page, 'mine').boundingBox();
  if (!box) throw new Error('the text is not there');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.press('Control+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
});

test.describe('a text', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
  const layers = (page: Page) => page.getByRole('region', { name: 'Layers' }).locator('.layer');

  test('is copied as it looks, and pasted beside itself', async ({ page }) => {
    await withText(page, 'mine');
    await page.keyboard.press('Control+c');
    await expect(said(page)).toHaveText('Text copied');
    await page.keyboard.press('Control+v');
    await expect(onStage(page, 'mine')).toHaveCount(2);
    await expect(said(page)).toHaveText('Pasted');
    const boxes = await Promise.all([0, 1].map((index) => onStage(page, 'mine').nth(index).boundingBox()));
    expect(boxes[1]?.x).toBeGreaterThan(boxes[0]?.x ?? Number.NaN);
    expect(boxes[1]?.width).toBeCloseTo(boxes[0]?.width ?? Number.NaN, 0);
    await expect(onStage(page, 'mine').nth(1)).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(onStage(page, 'mine')).toHaveCount(1);
  });

  test('goes to another tab, with others; a field takes its words', async ({ page, context }) => {
    await withText(page, 'mine');
    await addText(page, 'other');
    await page.getByRole('region', { name: 'Look' }).getByRole('button', { name: 'Italic' }).click();
    await onStage(page, 'other').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await expect(said(page)).toHaveText('4 texts copied');
    const tab = await context.newPage();
    const elsewhere = await new MemePage(tab).open();
    await tab.locator('.stage').focus();
    await tab.keyboard.press('Control+v');
    await expect(onStage(tab, 'mine')).toBeVisible();
    await expect(said(tab)).toHaveText('4 texts pasted');
    await onStage(tab, 'other').click();
    await expect(tab.getByRole('region', { name: 'Look' }).getByRole('button', { name: 'Italic' })).toHaveAttribute('aria-pressed', 'true');
    await elsewhere.topText.fill('');
    await tab.keyboard.press('Control+v');
    await expect(elsewhere.topText).toHaveValue(/mine\s+other/);
  });

  test('is cut, and pasted where it was', async ({ page }) => {
    await withText(page, 'mine');
    const before = await onStage(page, 'mine').boundingBox();
    await page.keyboard.press('Control+x');
    await expect(onStage(page, 'mine')).toHaveCount(0);
    await page.keyboard.press('Control+v');
    expect(await onStage(page, 'mine').boundingBox()).toEqual(before);
    // One that is locked stays.
    await page.keyboard.press('Control+Shift+l');
    await page.keyboard.press('Control+x');
    await expect(said(page)).toHaveText('Unlock the text first');
    await expect(layers(page)).toHaveCount(3);
  });

  test('is made of plain text', async ({ page }) => {
    await withText(page, 'mine');
    await page.evaluate(() => navigator.clipboard.writeText('one\ntwo'));
    await page.keyboard.press('Control+v');
    await expect(onStage(page, 'one two')).toBeFocused();
    await expect(inPlace(page)).toBeHidden();
    await page.evaluate(() => navigator.clipboard.writeText(' \n'));
    await page.keyboard.press('Control+v');
    await expect(layers(page)).toHaveCount(4);
  });

  test('is copied, cut and pasted by the palette', async ({ page }) => {
    await withText(page, 'mine');
    const run = async (command: string) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Find a command' }).fill(command);
      await page.getByRole('option', { name: new RegExp(`^${command}\\s*(Ctrl|$)`) }).click();
    };
    await run('Copy');
    await expect(said(page)).toHaveText('Text copied');
    await run('Paste');
    await expect(onStage(page, 'mine')).toHaveCount(2);
    await run('Cut');
    await expect(onStage(page, 'mine')).toHaveCount(1);
  });
});
