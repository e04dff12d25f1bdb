import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Page } from '@playwright/test';
import { LookPanel, withLook } from './look';
import { MemePage, expect, isWhite, test } from './meme';
import { extent, ink } from './plain';

test.use({ isFresh: true });

/** In it every character is a box: 0.4 em wide and 0.7 em high in the middle of half an em. */
const HALF_EM = fileURLToPath(new URL('../fixtures/half_em.ttf', import.meta.url));

/** The names of the font files that the page has asked for. */
function fontFiles(page: Page) {
  const files = new Set<string>();
  page.on('request', (request) => {
    const [, file] = request.url().split('/fonts/');
    if (file) files.add(file);
  });
  return files;
}

test('a face is fetched when it is used, and its name is shown in itself', { tag: '@phone' }, async ({ page }) => {
  const files = fontFiles(page);
  const { look } = await withLook(page, 'face');
  const faces = () => [...files].filter((file) => !file.startsWith('preview/'));
  expect(faces()).toEqual(['anton-latin-400-normal.woff2']);
  await look.section.getByRole('button', { name: 'Font: Anton' }).click();
  const list = look.section.getByRole('group', { name: 'Font', exact: true });
  const names = await list.getByRole('radio').evaluateAll((radios) => radios.map((radio) => radio.parentElement?.textContent ?? ''));
  expect(names.length).toBeGreaterThanOrEqual(10);
  for (const name of names) {
    const label = list.getByText(name, { exact: true });
    const family = await label.evaluate((label) => getComputedStyle(label).fontFamily);
    expect(family).toMatch(new RegExp(`^"?${name} preview"?`));
  }
  await expect
    .poll(() => page.evaluate((names) => names.filter((name) => !document.fonts.check(`20px "${name} preview"`, name)), names))
    .toEqual([]);
  // The previews have the letters of the names and no more: no face was fetched for them.
  expect(faces()).toHaveLength(1);
  await list.getByRole('radio', { name: 'Bangers', exact: true }).check();
  await expect.poll(faces).toEqual(['anton-latin-400-normal.woff2', 'bangers-latin-400-normal.woff2']);
});

test('the export has the letters of the chosen face', async ({ page }) => {
  const { meme, look } = await withLook(page, 'HAMBURG');
  await look.set({ Size: 5, 'Outline width': 0 });
  const widths = new Set<number>();
  for (const name of ['Archivo Black', 'Bangers', 'Courier Prime', 'Lora', 'Pacifico', 'Permanent Marker']) {
    await look.chooseFace(name);
    const { width } = await ink(meme);
    // What the browser says of that face itself; an em is 40 pixels.
    const expected = await page.evaluate((name) => {
      const context = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
      context.font = `400px "${name}", monospace`;
      const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = context.measureText('HAMBURG');
      return (left + right) / 10;
    }, name);
    expect(Math.abs(width - expected), `${name}: ${width} instead of ${expected}`).toBeLessThan(3);
    widths.add(width);
  }
  expect(widths.size).toBeGreaterThan(3);
});

test.describe('a font file of one’s own', () => {
  const add = (page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) =>
    page.getByLabel('Add a font file').setInputFiles(file);

  /** Three boxes, 100 pixels an em. */
  async function expectBoxes(meme: MemePage) {
    const { picture } = await meme.download();
    const { left, top, width, height } = extent(picture, isWhite);
    expect(Math.abs(width - 140)).toBeLessThan(3);
    expect(Math.abs(height - 70)).toBeLessThan(3);
    const row = [20, 70, 120].map((x) => isWhite(picture.at(left + x, top + 35)));
    expect(row).toEqual([true, true, true]);
    for (const x of [45, 95]) expect(isWhite(picture.at(left + x, top + 35))).toBe(false);
  }

  test('is used at once, and is there on the next visit', { tag: '@phone' }, async ({ page }) => {
    const { meme, look } = await withLook(page, 'abc');
    await look.section.getByRole('button', { name: 'Font: Anton' }).click();
    await add(page, HALF_EM);
    await expect(look.section.getByRole('button', { name: 'Font: half_em' })).toBeVisible();
    await expect(page.locator('p[role="status"]')).toHaveText('Font half_em added');
    await expectBoxes(meme);

    await meme.open();
    await meme.choose('plain.png');
    await meme.write('', 'abc');
    const again = await LookPanel.open(meme);
    await again.chooseFace('half_em');
    await expectBoxes(meme);
  });

  test('that is damaged is refused in a sentence, and nothing changes', async ({ page }) => {
    const { meme, look } = await withLook(page, 'abc');
    const before = (await meme.download()).picture;
    await look.section.getByRole('button', { name: 'Font: Anton' }).click();
    const font = readFileSync(HALF_EM);
    for (const [name, buffer] of [
      ['damaged.ttf', Buffer.concat([font.subarray(0, 200), Buffer.alloc(font.length - 200, 0xaa)])],
      ['words.woff2', Buffer.from('These are words.')],
      ['empty.otf', Buffer.alloc(0)],
    ] as const) {
      await add(page, { name, mimeType: 'font/ttf', buffer });
      await meme.expectRefused('This file is not a font that the browser can read. Try a TTF, OTF or WOFF2.');
      await expect(look.section.getByRole('radio', { name: name.split('.')[0], exact: true })).toHaveCount(0);
    }
    await expect(look.section.getByRole('button', { name: 'Font: Anton' })).toBeVisible();
    expect((await meme.download()).picture.difference(before)).toBe(0);
    // The next one takes the sentence away.
    await add(page, HALF_EM);
    await expect(meme.alert).toHaveCount(0);
  });
});
