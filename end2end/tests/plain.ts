// A meme on a picture of one colour, 1200 × 800, and what is inked on it.
import { type Page } from '@playwright/test';
import { type Box, MemePage, Picture, distance, expect, type Rgba } from './meme';

export const PLAIN: Rgba = [90, 120, 150, 255];
export const isInk = (pixel: Rgba) => distance(pixel, PLAIN) > 8;

export const onStage = (page: Page, text: string) => page.getByRole('button', { name: `Text: ${text}`, exact: true });

/** With one text that was added in its middle: 600 × 160 at 300, 320. It is selected and has the focus. */
export async function withText(page: Page, text: string) {
  const meme = await new MemePage(page).open();
  await meme.choose('plain.png');
  await addText(page, text);
  return meme;
}

/** Adds a text in the middle of the meme, and leaves it selected, with the focus. */
export async function addText(page: Page, text: string) {
  await page.locator('.stage').focus();
  await page.keyboard.press('t');
  await expect(inPlace(page)).toBeFocused();
  await inPlace(page).fill(text);
  await page.keyboard.press('Escape');
  await expect(onStage(page, text.split(/\s+/u).join(' '))).toBeFocused();
}

/** The field in which a text is written right on the meme. */
export const inPlace = (page: Page) => page.getByRole('textbox', { name: 'Text on the meme' });

/** The box around all that is not the picture. */
export const ink = async (meme: MemePage, isWanted = isInk) => extent((await meme.download()).picture, isWanted);

/** The box around all pixels that `isWanted` says yes to. There have to be some. */
export function extent(picture: Picture, isWanted: (pixel: Rgba, x: number, y: number) => boolean = isInk) {
  const box = picture.boundsOf(isWanted);
  if (!box) throw new Error('nothing is inked');
  return sized(box);
}

const sized = (box: Box) => ({ ...box, width: box.right - box.left + 1, height: box.bottom - box.top + 1 });

/** The mouse, in pixels of the meme. */
export async function mouseOn(meme: MemePage) {
  const { mouse } = meme.page;
  const canvas = await meme.preview.boundingBox();
  if (!canvas) throw new Error('the stage is empty');
  const scale = canvas.width / 1200;
  const place = (x: number, y: number): [number, number] => [canvas.x + x * scale, canvas.y + y * scale];
  return {
    scale,
    place,
    move: (x: number, y: number) => mouse.move(...place(x, y), { steps: 5 }),
    click: (x: number, y: number) => mouse.click(...place(x, y)),
    doubleClick: (x: number, y: number) => mouse.dblclick(...place(x, y)),
    /** Presses at `from` and lets go at `to`; keys are held from after the press until after the release. */
    async drag(from: [number, number], to: [number, number], keys: string[] = []) {
      await mouse.move(...place(...from));
      await mouse.down();
      for (const key of keys) await meme.page.keyboard.down(key);
      await mouse.move(...place(...to), { steps: 5 });
      await mouse.up();
      for (const key of keys) await meme.page.keyboard.up(key);
    },
  };
}

/** What is said to those who do not see the page. */
export const said = (page: Page) => page.locator('p[role="status"]');
