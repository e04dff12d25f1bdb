import type { Page } from '@playwright/test';
import { MemePage, expect, test } from './meme';
import { onStage } from './plain';

test.use({ isFresh: true });

/** Files of parts that come later. */
const parts = /\/pkg\/(split|chunk)_.*\.wasm$/;

/** Holds the parts back until the returned function is called. */
async function holdBack(page: Page) {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  await page.route(parts, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test('a meme is made before the tools are there, and they find it as it is', { tag: '@phone' }, async ({ page }) => {
  const release = await holdBack(page);
  const meme = new MemePage(page);
  await page.goto('/');
  await expect(meme.downloadButton).toBeEnabled();
  await meme.topText.fill('early');
  await expect(meme.preview).toHaveAccessibleName(/early/);
  expect((await meme.download()).name).toBe('cat-meme.png');
  // What the server has drawn of the tools is seen, and out of reach.
  const layers = page.locator('[data-later="layers"]');
  await expect(layers.locator('.layer-select')).toHaveCount(2);
  await expect(layers).toHaveAttribute('inert');
  const before = await page.locator('.for-layers').boundingBox();

  release();
  await meme.expectTools();
  await expect(onStage(page, 'early')).toBeVisible();
  expect(await page.locator('.for-layers').boundingBox()).toEqual(before);
  await page.getByRole('button', { name: 'Undo typing' }).click();
  await expect(meme.topText).toHaveValue('No account, no watermark');
});

test.describe('a part that does not come', () => {
  // What the browser itself says of it.
  test.use({ expectedError: 'Failed to fetch' });
  test('is said, and comes when it is wanted again', async ({ page }) => {
    // Fetched ahead, it does not come either; that is nobody's trouble yet.
    await page.route(/split_look/, (route) => route.abort());
    const meme = await new MemePage(page).open();
    await onStage(page, 'Just the cat').focus();
    await meme.expectRefused('A part of MemeForge could not be loaded. Check the connection and try again.');
    await page.unroute(/split_look/);
    await page.keyboard.press('Escape');
    await onStage(page, 'Just the cat').focus();
    if (test.info().project.name === 'phone') await page.getByRole('button', { name: 'Look', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Subtitle', exact: true })).toBeVisible();
  });
});
