import { MemePage, distance, expect, test } from './meme';

test('a resized window keeps the preview sharp', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.choose('cat.png');
  await page.setViewportSize({ width: 1000, height: 600 });
  const width = () => meme.preview.evaluate((canvas: HTMLCanvasElement) => canvas.width - canvas.clientWidth);
  await expect.poll(width).toBe(0);
});

test('a drag moves a text, and its export', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.choose('plain.png');
  await meme.write('drag', '');
  const ink = async () => {
    const box = (await meme.download()).picture.boundsOf((pixel) => distance(pixel, [90, 120, 150, 255]) > 8);
    if (!box) throw new Error('the text is missing');
    return box;
  };
  const before = await ink();
  const box = await page.getByRole('button', { name: 'Text: drag' }).boundingBox();
  const canvas = await meme.preview.boundingBox();
  if (!box || !canvas) throw new Error('the stage is empty');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.keyboard.down('Control');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 30, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Control');
  const after = await ink();
  const scale = 1200 / canvas.width;
  expect(Math.abs(after.left - before.left - 40 * scale)).toBeLessThan(3);
  expect(Math.abs(after.top - before.top - 30 * scale)).toBeLessThan(3);
});

test('nothing of the bar is cut off, however wide the window is', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.choose('plain.png');
  for (const width of [960, 1000, 1100, 1199, 1200, 1280, 1600]) {
    await page.setViewportSize({ width, height: 700 });
    const right = await page.evaluate(() => {
      const seen = [...document.querySelectorAll('.top-bar *, .properties')].filter((element) => element.checkVisibility());
      return Math.max(...seen.map((element) => element.getBoundingClientRect().right));
    });
    expect(right, `${width}`).toBeLessThanOrEqual(width);
    await expect(meme.downloadButton).toBeInViewport({ ratio: 1 });
  }
});
