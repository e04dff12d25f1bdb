import { LookPanel } from './look';
import { MemePage, Picture, distance, expect, isBlack, isWhite, test } from './meme';

const PLAIN: [number, number, number, number] = [90, 120, 150, 255];
const isText = (pixel: [number, number, number, number]) => distance(pixel, PLAIN) > 8;

/** A meme on a picture of one colour, 1200 × 800. */
async function onPlain(page: import('@playwright/test').Page, top: string, bottom = '') {
  const meme = await new MemePage(page).open();
  await meme.choose('plain.png');
  await meme.write(top, bottom);
  return meme;
}

test('texts stand where they belong, white on a black outline, and nothing else changes', async ({ page }) => {
  const meme = await onPlain(page, 'one does not simply', 'draw a meme');
  const { picture } = await meme.download();
  expect([picture.width, picture.height]).toEqual([1200, 800]);

  const top = picture.rows(0, 0.5).boundsOf(isText);
  const bottom = picture.rows(0.5, 1).boundsOf(isText);
  if (!top || !bottom) throw new Error('a text is missing');
  // Near its edge, but not cut off by it; centred.
  expect(top.top).toBeGreaterThanOrEqual(18);
  expect(top.top).toBeLessThan(32);
  expect(400 + bottom.bottom).toBeLessThan(782);
  expect(400 + bottom.bottom).toBeGreaterThan(760);
  for (const box of [top, bottom]) {
    expect(box.left).toBeGreaterThanOrEqual(30);
    expect(Math.abs((box.left + box.right) / 2 - 600)).toBeLessThan(6);
  }
  // Letters as high as the rule says: capitals of 0.86 em at an eighth of the height, and the outline around them.
  expect(top.bottom - top.top).toBeGreaterThan(0.86 * 100);
  expect(top.bottom - top.top).toBeLessThan(1.02 * 100);
  // Between the texts: the picture and nothing else.
  expect(picture.rows(0.2, 0.8).count((pixel) => distance(pixel, PLAIN) > 0)).toBe(0);
});

test('the outline goes all the way around the fill', async ({ page }) => {
  const meme = await onPlain(page, 'MAVW');
  const { picture } = await meme.download();
  const fill = picture.boundsOf(isWhite);
  const all = picture.boundsOf(isText);
  if (!fill || !all) throw new Error('the text is missing');
  // 7 % of 100 px on each side, and no mitres that spike from the letters' corners.
  for (const width of [fill.left - all.left, all.right - fill.right, fill.top - all.top, all.bottom - fill.bottom]) {
    expect(width).toBeGreaterThanOrEqual(6);
    expect(width).toBeLessThanOrEqual(9);
  }
  // No white pixel touches the picture: wherever one goes from white, black comes before the plain colour.
  let bare = 0;
  for (let y = fill.top; y <= fill.bottom; y++) {
    for (let x = fill.left; x <= fill.right; x++) {
      if (!isWhite(picture.at(x, y))) continue;
      for (const [dx, dy] of [[3, 0], [-3, 0], [0, 3], [0, -3]]) {
        if (distance(picture.at(x + dx, y + dy), PLAIN) <= 8) bare++;
      }
    }
  }
  expect(bare).toBe(0);
  expect(picture.count(isBlack)).toBeGreaterThan(1000);
});

test('the preview shows each letter as it is typed, just as the export will have it', { tag: '@phone' }, async ({ page }) => {
  const meme = await onPlain(page, '');
  const inkAfter = async (text: string) => {
    await meme.topText.pressSequentially(text);
    return (await meme.previewPicture()).count(isWhite);
  };
  const one = await inkAfter('m');
  const two = await inkAfter('e');
  expect(one).toBeGreaterThan(0);
  expect(two).toBeGreaterThan(one);

  await meme.write('preview and export', 'agree');
  const preview = await meme.previewPicture();
  const { picture: full } = await meme.download();
  for (const part of [[0, 0.5], [0.5, 1]] as const) {
    const [a, b] = [preview, full].map((picture) => {
      const rows = picture.rows(...part);
      const box = rows.boundsOf(isText);
      if (!box) throw new Error('a text is missing');
      return [box.left / rows.width, box.top / rows.height, box.right / rows.width, box.bottom / rows.height];
    });
    for (const [index, side] of a.entries()) expect(Math.abs(side - b[index])).toBeLessThan(0.008);
  }
});

test('the preview has the size at which it is seen, not the photo’s', { tag: '@phone' }, async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.choose('photo.jpg');
  const seen = await meme.preview.evaluate((canvas: HTMLCanvasElement) => {
    const box = canvas.getBoundingClientRect();
    return { css: [box.width, box.height], canvas: [canvas.width, canvas.height], ratio: devicePixelRatio };
  });
  for (const side of [0, 1]) expect(Math.abs(seen.canvas[side] - seen.css[side] * seen.ratio)).toBeLessThan(2);
  expect(seen.css[0] / seen.css[1]).toBeCloseTo(3 / 4, 2);
});

test('several lines stay several lines', async ({ page }) => {
  const meme = await onPlain(page, 'one\ntwo\nthree');
  const { picture } = await meme.download();
  const rows = new Set<number>();
  picture.boundsOf((pixel, _, y) => isWhite(pixel) && !!rows.add(y));
  // Three runs of rows with white in them.
  const starts = [...rows].filter((y) => !rows.has(y - 1));
  expect(starts).toHaveLength(3);
});

test('a long text wraps and fits into its box', async ({ page }) => {
  const meme = await onPlain(page, 'when the text is so long that it takes three lines or more '.repeat(4));
  const { picture } = await meme.download();
  const box = picture.boundsOf(isText);
  if (!box) throw new Error('the text is missing');
  expect(box.left).toBeGreaterThanOrEqual(30);
  expect(box.right).toBeLessThan(1170);
  expect(box.top).toBeGreaterThanOrEqual(20);
  expect(box.bottom).toBeLessThan(0.335 * 800);
});

test('a word wider than its box shrinks rather than spills', async ({ page }) => {
  const meme = await onPlain(page, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft');
  const { picture } = await meme.download();
  const box = picture.boundsOf(isText);
  if (!box) throw new Error('the text is missing');
  expect(box.left).toBeGreaterThanOrEqual(29);
  expect(box.right).toBeLessThan(1171);
  // It uses the width that it has.
  expect(box.right - box.left).toBeGreaterThan(1080);
});

test('accents and descenders are not cut off', async ({ page }) => {
  const meme = await onPlain(page, 'ÅÉÎÕÜ Ẫ', 'ÇŞȚ, ;(Qj');
  const { picture } = await meme.download();
  expect(picture.rows(0, 0.024).count(isText)).toBe(0);
  expect(picture.rows(0.976, 1).count(isText)).toBe(0);
  const box = picture.rows(0, 0.3).boundsOf(isText);
  expect(box?.top).toBeGreaterThanOrEqual(19);
});

test('letters beyond Latin-1 come in the bundled font, once it is there', async ({ page }) => {
  const fonts: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/fonts/')) fonts.push(response.url().split('/').pop() ?? '');
  });
  const meme = await onPlain(page, 'plain');
  expect(fonts).toEqual(['anton-latin-400-normal.woff2']);
  await meme.topText.fill('Příliš žluťoučký kůň');
  await expect.poll(() => fonts).toContain('anton-latin-ext-400-normal.woff2');
  // Painted again with the right letters: the preview and the export agree on where the text ends.
  const { picture } = await meme.download();
  const preview = await meme.previewPicture();
  const right = (p: Picture) => (p.rows(0, 0.5).boundsOf(isText)?.right ?? 0) / p.width;
  expect(Math.abs(right(picture) - right(preview))).toBeLessThan(0.008);
});

test('emoji come out in colour', async ({ page }) => {
  const meme = await onPlain(page, '🍓 😀', '');
  const { picture } = await meme.download();
  const isRed = ([r, g, b]: number[]) => r > 180 && g < 90 && b < 110;
  const isYellow = ([r, g, b]: number[]) => r > 200 && g > 140 && b < 90;
  expect(picture.count(isRed)).toBeGreaterThan(200);
  expect(picture.count(isYellow)).toBeGreaterThan(50);
});

test('a keystroke costs no more on twelve megapixels', { tag: '@phone' }, async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.choose('photo.jpg');
  // What is painted per keystroke is the preview: nothing of the photo's size is drawn.
  await page.evaluate(() => {
    const paint = CanvasRenderingContext2D.prototype.drawImage;
    Object.assign(window, { largest: 0 });
    CanvasRenderingContext2D.prototype.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      const image = args[0] as ImageBitmap;
      const seen = window as unknown as { largest: number };
      seen.largest = Math.max(seen.largest, image.width * image.height);
      return (paint as (...args: unknown[]) => void).apply(this, args);
    } as typeof paint;
  });
  await meme.topText.fill('typed');
  await meme.previewPicture();
  const { largest, canvas } = await page.evaluate(() => {
    const canvas = document.querySelector('#memeCanvas') as HTMLCanvasElement;
    return { largest: (window as unknown as { largest: number }).largest, canvas: canvas.width * canvas.height };
  });
  expect(largest).toBe(canvas);
});

test('white space before a line is kept where lines keep to the left, and a tab has a width', async ({ page }) => {
  const meme = await onPlain(page, 'B');
  // The look is that of the text which was typed last.
  const lines = async (side: string) => {
    await meme.panel('Text');
    await meme.topText.press('End');
    await meme.topText.fill('B');
    await (await LookPanel.open(meme)).choose('Lines', side);
  };
  await lines('Left');
  const left = async (text: string) => {
    await meme.panel('Text');
    await meme.topText.fill(text);
    const box = (await meme.download()).picture.boundsOf(isWhite);
    if (!box) throw new Error('the text is missing');
    return box;
  };
  const plain = await left('B');
  const indented = await left('    B');
  const tabbed = await left('\tB');
  const indent = indented.left - plain.left;
  expect(indent).toBeGreaterThan(40);
  // Eight spaces, of which the other has four.
  expect(Math.abs(tabbed.left - plain.left - 2 * indent)).toBeLessThan(2);
  const apart = await left('B\tB');
  expect(apart.right - apart.left).toBeGreaterThan(2 * indent);
  // What is centred is centred by what is seen.
  await lines('Centre');
  expect((await left('    B')).left).toBe((await left('B')).left);
});

test('a word of 300 letters is cut rather than painted as a hairline', async ({ page }) => {
  const meme = await onPlain(page, 'm'.repeat(300));
  const box = (await meme.download()).picture.boundsOf(isText);
  if (!box) throw new Error('the text is missing');
  // A 40th of the picture's 800 pixels, on more lines than one.
  expect(box.bottom - box.top).toBeGreaterThan(2 * 20);
  expect(box.right).toBeLessThan(1200 - 30);
});
