import { type Page } from '@playwright/test';
import { withLook } from './look';
import { type Rgba, distance, expect, test } from './meme';
import { extent, ink } from './plain';

const near = (wanted: Rgba, reach = 8) => (pixel: Rgba) => distance(pixel, wanted) <= reach;

test.describe('a comic bubble has a tail', () => {
  async function withBubble(page: Page) {
    const { meme, look } = await withLook(page, 'Hello there');
    await look.button('Comic bubble').click();
    // Room for a tail on every side.
    await look.unfold('Place');
    await look.set({ X: 200, Y: 150, Width: 800, Height: 500 });
    await look.unfold('Box behind the text');
    await look.set({ Tail: 0 });
    return { meme, look, plain: await ink(meme) };
  }

  test('as long as it is told, in each direction', async ({ page }) => {
    const { meme, look, plain } = await withBubble(page);
    const grown = async () => {
      const box = await ink(meme);
      return { left: plain.left - box.left, right: box.right - plain.right, top: plain.top - box.top, bottom: box.bottom - plain.bottom };
    };
    await look.set({ Tail: 100 });
    for (const [direction, side] of [[0, 'right'], [90, 'bottom'], [180, 'left'], [-90, 'top']] as const) {
      await look.set({ 'Tail direction': direction });
      const by = await grown();
      expect(by[side], `to ${direction}°`).toBeGreaterThan(20);
      for (const other of ['left', 'right', 'top', 'bottom'] as const) if (other !== side) expect(Math.abs(by[other])).toBeLessThan(3);
    }
    await look.set({ 'Tail direction': 90 });
    const long = (await grown()).bottom;
    await look.set({ Tail: 50 });
    const short = (await grown()).bottom;
    expect(short).toBeGreaterThan(5);
    expect(Math.abs(long - 2 * short)).toBeLessThan(0.35 * long);
  });

  test('of the box’s own colour and opacity, that ends in a point and hangs together with it', async ({ page }) => {
    const { meme, look, plain } = await withBubble(page);
    await look.paint('Box colour', '#2bb24c');
    await look.set({ Tail: 100, 'Tail direction': 90 });
    const isBubble = near([43, 178, 76, 255]);
    const { picture } = await meme.download();
    const box = extent(picture, isBubble);
    const widthAt = (y: number) => {
      let count = 0;
      for (let x = 0; x < picture.width; x++) if (isBubble(picture.at(x, y))) count++;
      return count;
    };
    const rows = Array.from({ length: box.bottom - plain.bottom - 2 }, (_, index) => widthAt(plain.bottom + 1 + index));
    expect(Math.min(...rows)).toBeGreaterThan(0);
    expect(rows[0]).toBeGreaterThan(2 * (rows.at(-1) ?? 0));
    expect(rows[0]).toBeLessThan(0.8 * plain.width);
    // One shape: where the tail meets the box nothing is painted twice. That would be 40 levels darker; edges are a few.
    await look.set({ Box: 50 });
    const half = (await meme.download()).picture;
    const inside = half.at((plain.left + plain.right) / 2, plain.bottom - 8);
    let farthest = 0;
    for (let y = plain.bottom - 6; y < plain.bottom + 4; y++) {
      for (let x = plain.left; x < plain.right; x++) {
        if (isBubble(picture.at(x, y))) farthest = Math.max(farthest, distance(half.at(x, y), inside));
      }
    }
    expect(farthest).toBeLessThan(16);
  });

  test('by the preset itself', { tag: '@phone' }, async ({ page }) => {
    const { look } = await withLook(page, 'Hello there');
    await look.button('Comic bubble').click();
    await look.unfold('Box behind the text');
    expect(Number(await look.number('Tail').inputValue())).toBeGreaterThan(0);
    await look.button('Classic').click();
    await expect(look.number('Tail')).toHaveValue('0');
  });
});
