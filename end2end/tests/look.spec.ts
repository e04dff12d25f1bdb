import { withLook } from './look';
import { Picture, type Rgba, distance, expect, isBlack, isWhite, test } from './meme';
import { PLAIN, extent, ink, onStage } from './plain';

const RED: Rgba = [255, 0, 0, 255];
const isRed = (pixel: Rgba) => distance(pixel, RED) <= 8;
/** A font size of 12.5 %, as texts have it: an eighth of the picture's 800 pixels. */
const EM = 100;

/** How `over` looks on the picture where `opacity` of it is seen. */
const blend = (over: Rgba, opacity: number) =>
  over.map((channel, index) => channel * opacity + PLAIN[index] * (1 - opacity)) as Rgba;
const near = (wanted: Rgba, reach = 8) => (pixel: Rgba) => distance(pixel, wanted) <= reach;
const middle = (low: number, high: number) => (low + high) / 2;

test('the size is that of the box, no larger than it is told, or fixed', { tag: '@phone' }, async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  // Capitals of 0.86 em, and an outline of 0.07 em on both sides.
  const letters = (percent: number) => percent * 8 * (0.86 + 0.14);
  expect(Math.abs((await ink(meme)).height - letters(12.5))).toBeLessThan(4);
  await look.set({ Size: 6 });
  expect(Math.abs((await ink(meme)).height - letters(6))).toBeLessThan(4);
  // The box is 160 high.
  await look.set({ Size: 40 });
  const fitted = await ink(meme);
  expect(fitted.height).toBeLessThanOrEqual(160);
  expect(fitted.height).toBeGreaterThan(120);
  await look.section.getByRole('checkbox', { name: 'Fit the box' }).uncheck();
  expect(Math.abs((await ink(meme)).height - letters(40))).toBeLessThan(8);
  await look.section.getByRole('checkbox', { name: 'Fit the box' }).check();
  expect(await ink(meme)).toEqual(fitted);
});

test('each case is as if it had been typed so', async ({ page }) => {
  const { meme, look } = await withLook(page, 'sOme Words');
  const cased: Picture[] = [];
  for (const label of ['AA', 'As typed', 'aa', 'aLtErNaTe']) {
    await look.choose('Case', label);
    cased.push((await meme.download()).picture);
  }
  await look.choose('Case', 'As typed');
  const field = (await meme.panel('Text')).getByRole('textbox', { name: 'Text 3' });
  for (const [index, typed] of ['SOME WORDS', 'sOme Words', 'some words', 'sOmE wOrDs'].entries()) {
    await field.fill(typed);
    expect((await meme.download()).picture.difference(cased[index]), typed).toBe(0);
  }
});

test('fill, outline and opacity', async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  const before = (await meme.download()).picture;
  await look.paint('Fill', '#ff0000');
  const red = (await meme.download()).picture;
  expect(red.count(isWhite)).toBe(0);
  expect(red.count(isRed)).toBe(before.count(isWhite));

  await look.button('Outline #2bb24c').click();
  await look.set({ 'Outline width': 20 });
  const outlined = (await meme.download()).picture;
  expect(outlined.count(isBlack)).toBe(0);
  const [fill, all] = [extent(outlined, isRed), extent(outlined)];
  const isGreen = near([43, 178, 76, 255]);
  expect(isGreen(outlined.at(fill.left - 10, middle(fill.top, fill.bottom)))).toBe(true);
  for (const width of [fill.left - all.left, all.right - fill.right, fill.top - all.top, all.bottom - fill.bottom]) {
    expect(Math.abs(width - 0.2 * EM)).toBeLessThan(3);
  }
  await look.set({ 'Outline width': 0 });
  expect((await meme.download()).picture.count(isGreen)).toBe(0);

  // Letters and outline together: no outline shines through the letters.
  await look.set({ 'Outline width': 20, Opacity: 50 });
  const { picture } = await meme.download();
  expect(near(blend(RED, 0.5))(picture.at(fill.left + 8, middle(fill.top, fill.bottom)))).toBe(true);
  await look.set({ Opacity: 0 });
  expect((await meme.download()).picture.count((pixel) => distance(pixel, PLAIN) > 0)).toBe(0);
});

test('a shadow falls as far, in the direction, as soft and as dark as it is told', async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  const bare = await ink(meme);
  await look.unfold('Shadow');
  await look.paint('Shadow colour', '#ff0000');
  await look.set({ Shadow: 100, Distance: 40, Direction: 0, Blur: 0 });
  for (const [direction, x, y] of [[0, 40, 0], [90, 0, 40], [180, -40, 0], [-90, 0, -40]]) {
    await look.set({ Direction: direction });
    const cast = await ink(meme);
    expect(cast.right - bare.right, `to ${direction}°`).toBe(Math.max(x, 0));
    expect(cast.left - bare.left, `to ${direction}°`).toBe(Math.min(x, 0));
    expect(cast.bottom - bare.bottom, `to ${direction}°`).toBe(Math.max(y, 0));
    expect(cast.top - bare.top, `to ${direction}°`).toBe(Math.min(y, 0));
  }
  await look.set({ Direction: 0 });
  const hard = (await meme.download()).picture;
  expect(hard.count(isRed)).toBeGreaterThan(1000);
  await look.set({ Shadow: 50 });
  const half = (await meme.download()).picture;
  expect(half.count(isRed)).toBe(0);
  expect(half.count(near(blend(RED, 0.5)))).toBeGreaterThan(1000);
  await look.set({ Shadow: 100, Blur: 40 });
  const soft = await ink(meme);
  expect(soft.right).toBeGreaterThan(bare.right + 45);
  expect((await meme.download()).picture.count(isRed)).toBeLessThan(hard.count(isRed) / 2);
});

test('a box stands behind the lines, with padding and round corners', async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  const letters = await ink(meme);
  await look.unfold('Box behind the text');
  await look.button('Box colour #e5322d').click();
  await look.set({ Box: 100, Padding: 10, 'Round corners': 0 });
  const isBox = near([229, 50, 45, 255]);
  const tight = (await meme.download()).picture;
  const box = extent(tight, isBox);
  expect(box.left).toBeLessThan(letters.left);
  expect(box.bottom).toBeGreaterThan(letters.bottom);
  for (const [x, y] of [[box.left, box.top], [box.right, box.top], [box.left, box.bottom], [box.right, box.bottom]]) {
    expect(isBox(tight.at(x, y))).toBe(true);
  }
  await look.set({ Padding: 30 });
  const wide = extent((await meme.download()).picture, isBox);
  // By 0.2 em on each side, where the box is large enough for both: it was made for that.
  expect(Math.abs(wide.width - box.width - 0.4 * EM)).toBeLessThan(4);

  await look.set({ 'Round corners': 60 });
  const round = (await meme.download()).picture;
  expect(extent(round, isBox)).toEqual(wide);
  expect(near(PLAIN)(round.at(wide.left + 4, wide.top + 4))).toBe(true);
  expect(isBox(round.at(wide.left + 4, middle(wide.top, wide.bottom)))).toBe(true);

  await look.set({ Box: 50 });
  const { picture } = await meme.download();
  expect(near(blend([229, 50, 45, 255], 0.5))(picture.at(wide.left + 4, middle(wide.top, wide.bottom)))).toBe(true);
});

test('letters get bold, and lean', async ({ page }) => {
  const { meme, look } = await withLook(page, 'IIIII');
  await look.chooseFace('Inter');
  const regular = (await meme.download()).picture;
  await look.button('Bold').click();
  await expect(look.button('Bold')).toHaveAttribute('aria-pressed', 'true');
  const bold = (await meme.download()).picture;
  expect(bold.count(isWhite)).toBeGreaterThan(1.2 * regular.count(isWhite));
  await look.button('Bold').click();
  expect((await meme.download()).picture.difference(regular)).toBe(0);

  const lean = (picture: Picture) => {
    const { top, bottom, height } = extent(picture, isWhite);
    const rightmost = (y: number) => extent(picture, (pixel, _, row) => isWhite(pixel) && row === Math.round(y)).right;
    return rightmost(top + 0.15 * height) - rightmost(bottom - 0.15 * height);
  };
  expect(Math.abs(lean(regular))).toBeLessThan(2);
  await look.button('Italic').click();
  expect(lean((await meme.download()).picture)).toBeGreaterThan(8);
});

test('lines keep to each side and each edge of their box', async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  // The box is 600 × 160 at 300, 320; the outline of 7 stays within it.
  await look.choose('Lines', 'Left');
  expect(Math.abs((await ink(meme)).left - 300)).toBeLessThan(8);
  await look.choose('Lines', 'Right');
  expect(Math.abs((await ink(meme)).right - 900)).toBeLessThan(8);
  await look.choose('Lines', 'Centre');
  const centered = await ink(meme);
  expect(Math.abs(middle(centered.left, centered.right) - 600)).toBeLessThan(2);
  await look.choose('Edge', 'Top');
  const atTop = await ink(meme);
  expect(Math.abs(atTop.top - 320)).toBeLessThan(8);
  await look.choose('Edge', 'Bottom');
  const atBottom = await ink(meme);
  expect(Math.abs(atBottom.bottom - 480)).toBeLessThan(16);
  await look.choose('Edge', 'Middle');
  const { top } = await ink(meme);
  expect(Math.abs(top - middle(atTop.top, atBottom.top))).toBeLessThan(2);
});

test('lines come closer and letters go apart', async ({ page }) => {
  const { meme, look } = await withLook(page, 'IIII\nIIII');
  await look.set({ Size: 5 });
  const before = await ink(meme);
  await look.set({ 'Line height': 150 });
  // Anton's lines are 1.1 em apart, and an em is 40 pixels here.
  expect(Math.abs((await ink(meme)).height - before.height - 0.5 * 1.1 * 40)).toBeLessThan(2);
  await look.set({ 'Line height': 100, 'Letter spacing': 50 });
  const spaced = await ink(meme);
  expect(Math.abs(spaced.width - before.width - 3 * 0.5 * 40)).toBeLessThan(3);
  expect(Math.abs(middle(spaced.left, spaced.right) - 600)).toBeLessThan(2);
});

test('a line runs along an arc, upwards and downwards', async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHHHHHHHH');
  await look.set({ Size: 10 });
  const flat = await ink(meme);
  const ends = (picture: Picture) => {
    const all = extent(picture);
    const topOf = (from: number, to: number) =>
      extent(picture, (pixel, x) => distance(pixel, PLAIN) > 8 && x >= from && x < to).top;
    return { all, left: topOf(all.left, all.left + 12), middle: topOf(594, 606), right: topOf(all.right - 12, all.right) };
  };
  await look.set({ Arc: 180 });
  const up = ends((await meme.download()).picture);
  expect(up.all.height).toBeGreaterThan(flat.height + 10);
  expect(up.middle).toBeLessThan(up.left - 10);
  expect(Math.abs(up.left - up.right)).toBeLessThan(3);
  await look.set({ Arc: -180 });
  const down = ends((await meme.download()).picture);
  expect(down.middle).toBeGreaterThan(down.left + 10);
  await look.set({ Arc: 0 });
  expect(await ink(meme)).toEqual(flat);
});

test('the place is said in numbers', { tag: '@phone' }, async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  const before = await ink(meme);
  await look.unfold('Place');
  for (const [label, value] of Object.entries({ X: '300', Y: '320', Width: '600', Height: '160', Rotation: '0' })) {
    await expect(look.number(label)).toHaveValue(value);
  }
  await look.set({ X: 340, Y: 120 });
  const moved = await ink(meme);
  expect([moved.left - before.left, moved.top - before.top]).toEqual([40, -200]);
  await look.set({ Width: 100 });
  expect((await ink(meme)).width).toBeLessThanOrEqual(100);
  await look.set({ Width: 600, Height: 40 });
  expect((await ink(meme)).height).toBeLessThanOrEqual(40);
  await look.set({ Height: 160, Rotation: 90 });
  const turned = await ink(meme);
  expect(Math.abs(turned.width - before.height)).toBeLessThan(3);
  expect(Math.abs(turned.height - before.width)).toBeLessThan(3);
  await look.button('Align left').click();
  await expect(look.number('X')).toHaveValue(String(-(600 - 160) / 2));
});

test('a look is copied and pasted', async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  await look.paint('Fill', '#ff0000');
  await look.set({ Size: 5, 'Outline width': 0 });
  await look.button('Copy look').click();
  const red = (await meme.download()).picture.count(isRed);
  await meme.panel('Text');
  await meme.topText.fill('HHH');
  await meme.panel('Look');
  await look.button('Paste look').click();
  // The same letters once more.
  const { picture } = await meme.download();
  expect(picture.count(isRed)).toBe(2 * red);
  expect(picture.rows(0, 0.35).count(isRed)).toBe(red);
  await expect(page.getByRole('button', { name: 'Undo pasting a look' })).toBeVisible();
});

test.describe('every preset', () => {
  for (const [name, check] of Object.entries<(picture: Picture) => void>({
    Classic: (picture) => {
      expect([picture.width, picture.height]).toEqual([1200, 800]);
      expect(picture.count(isWhite)).toBeGreaterThan(500);
      expect(picture.count(isBlack)).toBeGreaterThan(500);
    },
    'Caption bar': (picture) => {
      expect([picture.width, picture.height]).toEqual([1200, 976]);
      const bar = picture.rows(0, 176 / 976);
      expect(bar.count(isBlack)).toBeGreaterThan(500);
      expect(bar.count(near(PLAIN))).toBe(0);
      expect(picture.rows(176 / 976, 1).count(isBlack)).toBe(0);
    },
    Subtitle: (picture) => {
      const isYellow = near([255, 233, 54, 255]);
      const letters = extent(picture, isYellow);
      expect(letters.top).toBeGreaterThan(0.78 * 800);
      expect(picture.count(isYellow)).toBeGreaterThan(300);
    },
    Demotivational: (picture) => {
      // The frame is 12 % at the sides, 10 % above and 34 % below, of 800 pixels.
      expect([picture.width, picture.height]).toEqual([1200 + 192, 800 + 80 + 272]);
      for (const [x, y] of [[3, 3], [1388, 3], [3, 1148], [1388, 1148]]) expect(isBlack(picture.at(x, y))).toBe(true);
      expect(picture.rows(910 / 1152, 1).count(isWhite)).toBeGreaterThan(500);
      expect(near(PLAIN)(picture.at(696, 480))).toBe(true);
    },
    'Comic bubble': (picture) => {
      const bubble = extent(picture, isWhite);
      expect(near(PLAIN)(picture.at(bubble.left + 2, bubble.top + 2))).toBe(true);
      expect(isWhite(picture.at(bubble.left + 6, middle(bubble.top, bubble.bottom)))).toBe(true);
      expect(picture.count(isBlack)).toBeGreaterThan(300);
    },
  })) {
    test(`makes its own look: ${name}`, async ({ page }) => {
      const { meme, look } = await withLook(page, 'a finished look');
      await look.paint('Fill', '#ff0000');
      const before = (await meme.download()).picture;
      await look.button(name).click();
      const { picture } = await meme.download();
      expect(picture.count(isRed)).toBe(0);
      check(picture);
      await page.getByRole('button', { name: 'Undo applying a preset' }).click();
      expect((await meme.download()).picture.difference(before)).toBe(0);
    });
  }
});

test('changes go to all texts that are selected', { tag: '@phone' }, async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  await meme.panel('Text');
  await meme.topText.fill('HHH');
  await onStage(page, 'HHH').first().focus();
  await page.keyboard.press('Control+a');
  await meme.panel('Look');
  await expect(page.getByRole('region', { name: 'Look of 3 texts' })).toBeVisible();
  await look.paint('Fill', '#ff0000');
  const { picture } = await meme.download();
  expect(picture.count(isWhite)).toBe(0);
  expect(picture.rows(0, 0.3).count(isRed)).toBe(picture.rows(0.35, 0.65).count(isRed));
});

test('a text without letters is not seen, and takes its look along', async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  await look.unfold('Box behind the text');
  await look.set({ Box: 100 });
  await look.paint('Fill', '#ff0000');
  const field = (await meme.panel('Text')).getByRole('textbox', { name: 'Text 3' });
  await field.fill('');
  expect((await meme.download()).picture.count((pixel) => distance(pixel, PLAIN) > 0)).toBe(0);
  await field.fill('HHH');
  expect((await meme.download()).picture.count(isRed)).toBeGreaterThan(500);
});
