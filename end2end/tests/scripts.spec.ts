import { fileURLToPath } from 'node:url';
import { withLook } from './look';
import { type MemePage, Picture, type Rgba, distance, expect, isWhite, test } from './meme';
import { extent, ink } from './plain';

/** In it every character of every script is a box: 0.4 em wide and 0.7 em high in the middle of half an em. */
const HALF_EM = fileURLToPath(new URL('../fixtures/half_em.ttf', import.meta.url));

async function retype(meme: MemePage, text: string) {
  await (await meme.panel('Text')).getByRole('textbox', { name: 'Text 3' }).fill(text);
  await meme.panel('Look');
  return (await meme.download()).picture;
}

/** The parts of what is white that hang together, without specks: the widths of their boxes. */
function parts(picture: Picture) {
  const seen = new Uint8Array(picture.width * picture.height);
  const widths: number[] = [];
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      if (seen[y * picture.width + x] || !isWhite(picture.at(x, y))) continue;
      let [left, right, size] = [x, x, 0];
      const open = [[x, y]];
      seen[y * picture.width + x] = 1;
      for (let next = open.pop(); next; next = open.pop()) {
        const [px, py] = next;
        [left, right, size] = [Math.min(left, px), Math.max(right, px), size + 1];
        for (const [nx, ny] of [[px + 1, py], [px - 1, py], [px, py + 1], [px, py - 1]]) {
          const index = ny * picture.width + nx;
          if (seen[index] || !isWhite(picture.at(nx, ny))) continue;
          seen[index] = 1;
          open.push([nx, ny]);
        }
      }
      if (size > 20) widths.push(right - left + 1);
    }
  }
  return widths;
}

test('Arabic letters join, and neither spacing nor an arc takes them apart', async ({ page }) => {
  const { meme, look } = await withLook(page, 'محمد');
  await look.set({ 'Outline width': 0 });
  // All four letters of the name join; between each two of them stands what forbids it the second time.
  const joined = (await meme.download()).picture;
  expect(parts(joined)).toHaveLength(1);
  expect(parts(await retype(meme, [...'محمد'].join('\u200c'))).length).toBe(4);
  expect((await retype(meme, 'محمد')).difference(joined)).toBe(0);
  await look.set({ 'Letter spacing': 40 });
  expect(parts((await meme.download()).picture)).toHaveLength(1);
  await look.set({ 'Letter spacing': 0, Arc: 60 });
  expect(parts((await meme.download()).picture)).toHaveLength(1);
  // The preview shows what the export has.
  await look.set({ Arc: 0 });
  const preview = await meme.previewPicture();
  const [seen, saved] = [extent(preview), extent(joined)];
  expect(Math.abs(seen.left / preview.width - saved.left / joined.width)).toBeLessThan(0.008);
  expect(Math.abs(seen.right / preview.width - saved.right / joined.width)).toBeLessThan(0.008);
});

test('Hebrew runs from right to left', async ({ page }) => {
  // Its first letter alone reaches above the others.
  const { meme } = await withLook(page, 'לווווו');
  const { picture } = await meme.download();
  const all = extent(picture);
  const tall = extent(picture, (pixel, x, y) => isWhite(pixel) && y < all.top + 0.12 * all.height);
  expect(tall.left).toBeGreaterThan(all.left + 0.7 * all.width);
});

for (const [script, word] of [['Hebrew', 'שלום'], ['Arabic', 'سلام']]) {
  test(`${script} keeps to the right by its script, and its closing sign stands at the left`, async ({ page }) => {
    const { meme, look } = await withLook(page, word);
    await look.choose('Lines', 'By script');
    // The box goes from 300 to 900.
    const alone = await ink(meme);
    expect(Math.abs(alone.right - 900)).toBeLessThan(16);
    expect(alone.left).toBeGreaterThan(600);
    const closed = extent(await retype(meme, `${word}!`));
    expect(closed.left).toBeLessThan(alone.left - 15);
    expect(Math.abs(closed.right - alone.right)).toBeLessThan(3);
    expect(Math.abs(extent(await retype(meme, 'word')).left - 300)).toBeLessThan(16);
  });
}

test('numbers and Latin within Hebrew run from left to right', async ({ page }) => {
  const { meme, look } = await withLook(page, 'I1');
  await look.set({ 'Outline width': 0 });
  const latin = extent((await meme.download()).picture);
  await look.choose('Lines', 'Right');
  // At its right end the line has the Hebrew letter, and at its left what comes after it, unturned.
  const picture = await retype(meme, 'ו I1');
  const widths = parts(picture);
  expect(widths.length).toBe(3);
  const all = extent(picture);
  const seen = extent(picture, (pixel, x) => isWhite(pixel) && x <= all.left + latin.width);
  const twice = await retype(meme, 'I1');
  const alone = extent(twice, isWhite);
  let differing = 0;
  for (let y = 0; y < alone.height; y++) {
    for (let x = 0; x < alone.width; x++) {
      if (distance(picture.at(seen.left + x, alone.top + y), twice.at(alone.left + x, alone.top + y)) > 96) differing++;
    }
  }
  expect(differing).toBeLessThan(0.1 * alone.width * alone.height);
});

test.describe('lines break as a script breaks', () => {
  /** How many characters each line has. */
  const perLine = (picture: Picture) => {
    const counts: number[] = [];
    let wasInk = false;
    for (let y = 0; y < picture.height; y++) {
      let [count, wasWhite] = [0, false];
      for (let x = 0; x < picture.width; x++) {
        const is = isWhite(picture.at(x, y));
        if (is && !wasWhite) count++;
        wasWhite = is;
      }
      if (count > 0 && !wasInk) counts.push(count);
      wasInk = count > 0;
    }
    return counts;
  };

  test('Chinese, Japanese, Korean and Thai', async ({ page }) => {
    const { meme, look } = await withLook(page, 'x');
    await look.section.getByRole('button', { name: 'Font: Anton' }).click();
    await page.getByLabel('Add a font file').setInputFiles(HALF_EM);
    await look.section.getByRole('checkbox', { name: 'Fit the box' }).uncheck();
    await look.set({ 'Outline width': 0 });
    // Marks stand over their letters, and take no room.
    const letters = (text: string) => [...text.replace(/\p{M}/gu, '')].length;
    const lines = async (text: string) => {
      const counts = perLine(await retype(meme, text));
      expect(counts.reduce((sum, count) => sum + count, 0), text).toBe(letters(text));
      return counts;
    };
    // Twelve characters of 50 pixels fill the box of 600: sixteen take two lines, as even as may be.
    expect(await lines('中'.repeat(16))).toEqual([8, 8]);
    expect(await lines('한'.repeat(16))).toEqual([8, 8]);
    // No line begins with what closes, and none ends with what opens.
    for (const sign of ['。', '、', '」', '！']) {
      expect([[7, 9], [9, 7]], sign).toContainEqual(await lines(`${'あ'.repeat(8)}${sign}${'あ'.repeat(7)}`));
    }
    expect([[7, 9], [9, 7]]).toContainEqual(await lines(`${'あ'.repeat(7)}「${'あ'.repeat(8)}`));

    // Thai has no spaces between its words: each line ends where a word does.
    const thai = 'แมวของฉันชอบนอนบนโซฟาทั้งวันและกินปลา';
    const words = [...new Intl.Segmenter('th', { granularity: 'word' }).segment(thai)];
    const ends = words.map(({ index, segment }) => letters(thai.slice(0, index + segment.length)));
    let end = 0;
    const counts = await lines(thai);
    expect(counts.length).toBeGreaterThan(2);
    for (const count of counts) {
      end += count;
      expect(ends).toContain(end);
    }
  });
});

test('Thai marks stay above their letter, and are not cut off', async ({ page }) => {
  const { meme, look } = await withLook(page, 'ก');
  await look.set({ 'Outline width': 0 });
  await look.choose('Edge', 'Top');
  const letter = await ink(meme);
  const marked = extent(await retype(meme, 'กี้'));
  expect(marked.height).toBeGreaterThan(1.3 * letter.height);
  expect(marked.top).toBeGreaterThanOrEqual(318);
  // Whatever is added between letters, there is one.
  await look.set({ 'Letter spacing': 80 });
  const spaced = await ink(meme);
  expect([spaced.width, spaced.height]).toEqual([marked.width, marked.height]);
});

test('a letter and its mark are one, however they were typed', async ({ page }) => {
  const { meme, look } = await withLook(page, 'né à ô');
  const looks: Record<string, number>[] = [{}, { 'Letter spacing': 40 }, { 'Letter spacing': 0, Arc: 90 }];
  for (const numbers of looks) {
    await look.set(numbers);
    const composed = await retype(meme, 'né à ô'.normalize('NFC'));
    const apart = await retype(meme, 'né à ô'.normalize('NFD'));
    expect(apart.difference(composed, 96)).toBeLessThan(40);
  }
});

test('emoji of several parts stay one, by spacing and along an arc', async ({ page }) => {
  const { meme, look } = await withLook(page, '👨‍👩‍👧');
  const size = async () => {
    const { width, height } = await ink(meme);
    return { width, height };
  };
  const one = await size();
  expect(one.width).toBeLessThan(1.6 * one.height);
  await look.set({ 'Letter spacing': 100 });
  expect(await size()).toEqual(one);
  await look.set({ 'Letter spacing': 0, Arc: 180 });
  const bent = await size();
  expect(Math.abs(bent.width - one.width)).toBeLessThan(3);
  // Flags and skin tones too: as wide as one, and not as what they are made of.
  await look.set({ Arc: 0, 'Letter spacing': 100 });
  for (const emoji of ['👍🏽', '🇫🇷', '❤️']) {
    expect(extent(await retype(meme, emoji)).width, emoji).toBeLessThan(1.6 * one.width);
  }
});

test('emoji keep their colours inside of an outline', async ({ page }) => {
  const { meme, look } = await withLook(page, '🍓');
  const isRed = ([r, g, b]: Rgba) => r > 180 && g < 90 && b < 110;
  const isOutline = (pixel: Rgba) => distance(pixel, [0, 0, 255, 255]) <= 8;
  await look.set({ 'Outline width': 0 });
  const bare = (await meme.download()).picture;
  await look.paint('Outline', '#0000ff');
  await look.set({ 'Outline width': 15 });
  const { picture } = await meme.download();
  expect(bare.count(isOutline)).toBe(0);
  expect(Math.abs(picture.count(isRed) - bare.count(isRed))).toBeLessThan(0.02 * bare.count(isRed));
  const [emoji, all] = [extent(bare), extent(picture, isOutline)];
  for (const width of [all.width - emoji.width, all.height - emoji.height]) expect(Math.abs(width - 30)).toBeLessThan(6);
  // Nothing of the outline lies over it.
  const inside = { left: emoji.left + 20, right: emoji.right - 20, top: emoji.top + 40, bottom: emoji.bottom - 30 };
  const isInside = (x: number, y: number) => x > inside.left && x < inside.right && y > inside.top && y < inside.bottom;
  expect(picture.count((pixel, x, y) => isOutline(pixel) && isInside(x, y))).toBe(0);
});
