import { MemePage, expect, test } from './meme';

test('a resized window keeps the preview sharp', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.choose('cat.png');
  await page.setViewportSize({ width: 1000, height: 600 });
  const width = () => meme.preview.evaluate((canvas: HTMLCanvasElement) => canvas.width - canvas.clientWidth);
  await expect.poll(width).toBe(0);
});
