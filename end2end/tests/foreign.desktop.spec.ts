// Translators and extensions change the page, before the WebAssembly is there and after: the editor works, and says what is so.
import type { Page } from '@playwright/test';
import { interferences, splitWords, translate } from './foreign';
import { MemePage, expect, fixture, test } from './meme';

/** Holds the WebAssembly back until the returned function is called. */
async function holdBack(page: Page) {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  await page.route(/\/pkg\/memeforge.*\.wasm$/, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test('a page that nobody has changed is hydrated', async ({ page }) => {
  const release = await holdBack(page);
  await page.goto('/');
  const field = await page.locator('#topText').elementHandle();
  release();
  const meme = new MemePage(page);
  await meme.expectTools();
  expect(await field?.evaluate((field) => field.isConnected)).toBe(true);
});

for (const [what, interfere] of interferences) {
  test(`it starts after ${what}`, async ({ page }) => {
    const release = await holdBack(page);
    const meme = new MemePage(page);
    await page.goto('/');
    const isThere = !what.includes('emptied');
    if (isThere) {
      await meme.page.locator('#topText').fill('typed early');
      await page.locator('#imageInput').setInputFiles(fixture('cat.png'));
      await page.locator('#topText').focus();
    }
    await interfere(page);
    // An element that is moved loses the focus by that.
    const hadFocus = await page.evaluate(() => document.activeElement?.id === 'topText');
    release();
    await expect(meme.downloadButton).toBeEnabled();
    await meme.expectTools();
    if (isThere) {
      await meme.expectOpened('cat.png');
      await expect(page.locator('#topText')).toHaveValue('typed early');
      if (hadFocus) await expect(page.locator('#topText')).toBeFocused();
      await page.locator('#topText').press('End');
    } else {
      await page.locator('#topText').fill('typed early');
    }
    await page.locator('#topText').pressSequentially('!');
    await expect(meme.preview).toHaveAccessibleName(/typed early!/);
    const { picture } = await meme.download();
    expect(picture.width).toBe(isThere ? 240 : 1353);
    // All of it is in the window.
    const download = await meme.downloadButton.boundingBox();
    expect(download?.y).toBeLessThan(80);
  });
}

for (const [what, change] of [
  ['translated', translate],
  ['marked', splitWords],
] as const) {
  test(`what changes is not stale once the page was ${what}`, async ({ page }) => {
    const meme = await new MemePage(page).open();
    await change(page);
    await page.locator('#imageInput').setInputFiles(fixture('cat.png'));
    await meme.expectOpened('cat.png');
    await expect(page.locator('.file-name')).toHaveText('cat.png 240 × 160');
    await expect(page.getByText('cat.png opened, 240 × 160 pixels')).toBeAttached();
    await change(page);
    await page.locator('#topText').fill('another text');
    await expect(page.locator('.layer-select').last()).toHaveText('another text');
    const before = await page.locator('.magnification').textContent();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const after = page.locator('.magnification');
    await expect(after).toHaveText(/^\d+ %$/);
    expect(await after.textContent()).not.toBe(before);
    // A notice, and another one.
    for (const [name, sentence] of [
      ['empty.png', /^This file is empty\./],
      ['nothing.txt', /^This file is not a picture/],
    ] as const) {
      await page.locator('#imageInput').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(name === 'empty.png' ? '' : 'no picture at all') });
      await expect(page.locator('.for-picture .notice p')).toHaveText(sentence);
      await change(page);
    }
  });
}

test.describe('a palette that was translated', () => {
  test('names in each row the command that it runs', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.downloadButton.focus();
    await page.keyboard.press('Control+k');
    const rows = page.getByRole('listbox', { name: 'Commands' }).getByRole('option');
    await expect(rows.first()).toBeVisible();
    await translate(page);
    await expect(rows.first()).toContainText('«');
    for (const query of ['theme', 'short', 'export', '']) {
      await page.getByRole('combobox', { name: 'Find a command' }).fill(query);
      const untouched = await labels(page, query);
      await expect(rows).toHaveCount(untouched.length);
      const seen = await rows.locator('> span').allTextContents();
      expect(seen.map((label) => label.replace(/[«»]/g, ''))).toEqual(untouched);
    }
  });
});

/** What the palette of another page, which nobody translates, says. */
async function labels(page: Page, query: string) {
  const other = await page.context().newPage();
  const meme = new MemePage(other);
  await other.goto('/');
  await meme.expectTools();
  await meme.downloadButton.focus();
  await other.keyboard.press('Control+k');
  await other.getByRole('combobox').fill(query);
  const said = await other.getByRole('listbox', { name: 'Commands' }).getByRole('option').locator('> span').allTextContents();
  await other.close();
  return said;
}
