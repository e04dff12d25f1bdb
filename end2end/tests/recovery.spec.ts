import { readFileSync } from 'node:fs';
import { type Page } from '@playwright/test';
import { withLook } from './look';
import { MemePage, distance, expect, fixture, test } from './meme';
import { PLAIN, ink, inPlace, withText } from './plain';

test.use({ isFresh: true });

/** Files come by paste or drop, wherever one is on the page. */
const drop = (page: Page, name: string) =>
  page.evaluate(
    ({ name, base64 }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    },
    { name, base64: readFileSync(fixture(name)).toString('base64') },
  );

for (const tab of ['Picture', 'Text', 'Look', 'Layers'] as const) {
  test(`a refused picture is said where it is seen, with the panel ${tab} open`, { tag: '@phone' }, async ({ page }) => {
    const { meme } = await withLook(page, 'mine');
    await meme.panel(tab);
    await meme.picker.setInputFiles(fixture('text.png'));
    await expect(meme.alert).toBeVisible();
    await expect(meme.alert).toBeInViewport();
    await meme.expectRefused('This file is not a picture. Try a PNG, JPEG or WebP.');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(meme.alert).toHaveCount(0);

    await meme.panel(tab);
    await drop(page, 'empty.png');
    await meme.expectRefused('This file is empty.');
    await expect(meme.alert).toBeInViewport();
    await meme.expectOpened('plain.png');
  });
}

test.describe('a preview that the browser has lost', () => {
  /** Chromium tells the page when it has a new canvas for it, which is then empty. */
  const lose = (meme: MemePage) =>
    meme.preview.evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      context.reset();
      context.clearRect(0, 0, canvas.width, canvas.height);
      canvas.dispatchEvent(new Event('contextlost'));
      canvas.dispatchEvent(new Event('contextrestored'));
    });

  test('is painted again', async ({ page }) => {
    const meme = await withText(page, 'mine');
    const before = await meme.previewPicture();
    await lose(meme);
    await expect.poll(async () => (await meme.previewPicture()).difference(before)).toBe(0);
  });

  test('is painted again while a text is being written, layer by layer', { tag: '@phone' }, async ({ page }) => {
    const meme = await withText(page, 'mine');
    await meme.write('above', 'below');
    const before = await meme.previewPicture();
    await page.getByRole('button', { name: 'Text: mine' }).focus();
    await page.keyboard.press('Enter');
    await expect(inPlace(page)).toBeFocused();
    await page.keyboard.type('!');
    await lose(meme);
    await page.keyboard.press('Backspace');
    await expect.poll(async () => (await meme.previewPicture()).difference(before)).toBe(0);
  });
});

test('a picture that comes while a text is written takes nothing away', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const before = await ink(meme);
  await page.getByRole('button', { name: 'Text: mine' }).focus();
  await page.keyboard.press('Enter');
  await inPlace(page).fill('minor');
  await drop(page, 'cat.png');
  await meme.expectOpened('cat.png');
  await expect(meme.preview).toHaveAccessibleName(/minor/);
  await page.keyboard.press('Escape');
  for (const step of ['changing the picture', 'typing']) await page.getByRole('button', { name: `Undo ${step}` }).click();
  await meme.expectOpened('plain.png');
  await expect.poll(async () => (await meme.previewPicture()).count((pixel) => distance(pixel, PLAIN) === 0)).toBeGreaterThan(1000);
  expect(await ink(meme)).toEqual(before);
});
