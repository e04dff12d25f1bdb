// The stage as it is seen: where on the screen the meme is, and which part of it.
import { type Page } from '@playwright/test';
import { type MemePage, Picture, expect } from './meme';

/** Where the whole meme is on the screen, in CSS pixels, with what of it may be outside of the stage. */
export async function memeRect(page: Page) {
  const rect = await page.getByRole('group', { name: 'Texts on the meme' }).boundingBox();
  if (!rect) throw new Error('the stage is empty');
  return rect;
}

/** From pixels of a meme `width` pixels wide to the screen's. */
export async function toScreen(page: Page, width = 1200) {
  const { x, y, width: seen } = await memeRect(page);
  const scale = seen / width;
  return { scale, place: (px: number, py: number): [number, number] => [x + px * scale, y + py * scale] };
}

export const stageRect = async (page: Page) => {
  const rect = await page.getByRole('region', { name: 'Preview' }).boundingBox();
  if (!rect) throw new Error('there is no stage');
  return rect;
};

/** How far the screen is from what it should show: the mean of all channels' distances, from 0 to 255. */
export interface Likeness {
  /** Of what is seen from the same part of the export. */
  same: number;
  /** Of what is seen from the part of the export beside it: what a wrong place would come to. */
  beside: number;
}

/** Compares what is seen of the meme with the same part of its export. */
export async function likeness(meme: MemePage): Promise<Likeness> {
  const { page } = meme;
  const { picture } = await meme.download();
  const rect = await memeRect(page);
  const stage = await page.locator('.ground').boundingBox();
  if (!stage) throw new Error('there is no stage');
  // A little less than what is seen, so that no edge of the stage and no shadow of the meme is in it.
  const inset = 4;
  const x0 = Math.ceil(Math.max(rect.x, stage.x) + inset);
  const y0 = Math.ceil(Math.max(rect.y, stage.y) + inset);
  const x1 = Math.floor(Math.min(rect.x + rect.width, stage.x + stage.width) - inset);
  const y1 = Math.floor(Math.min(rect.y + rect.height, stage.y + stage.height) - inset);
  expect(x1 - x0).toBeGreaterThan(100);
  const clip = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  const seen = await Picture.decode(await page.screenshot({ clip, scale: 'css' }));
  const scale = picture.width / rect.width;
  const distanceAt = (dx: number, dy: number) => {
    let [sum, count] = [0, 0];
    for (let y = 0; y < seen.height; y += 3) {
      for (let x = 0; x < seen.width; x += 3) {
        const from = [(x0 + x + 0.5 - rect.x) * scale + dx, (y0 + y + 0.5 - rect.y) * scale + dy];
        if (from[0] < 0 || from[1] < 0 || from[0] >= picture.width || from[1] >= picture.height) continue;
        const [a, b] = [seen.at(x, y), picture.at(from[0], from[1])];
        sum += Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);
        count += 3;
      }
    }
    return sum / count;
  };
  const step = 0.03 * picture.width;
  const beside = [[step, 0], [-step, 0], [0, step], [0, -step]].map(([dx, dy]) => distanceAt(dx, dy));
  return { same: distanceAt(0, 0), beside: Math.min(...beside) };
}

/** What is seen of the meme is the right part of it in the right place. */
export async function expectTrueView(meme: MemePage) {
  await expect(async () => {
    const { same, beside } = await likeness(meme);
    expect(same).toBeLessThan(beside / 2);
  }).toPass({ timeout: 5000 });
}
