import { withLook } from './look';
import { type Rgba, distance, expect, isWhite, test } from './meme';
import { ink } from './plain';

const isGreen = (pixel: Rgba) => distance(pixel, [0, 255, 0, 255]) <= 8;

for (const [label, usual, step, most] of [
  ['Size', 12.5, 0.5, 60],
  ['Outline width', 7, 1, 30],
  ['Opacity', 100, 1, 100],
  ['Line height', 100, 1, 250],
  ['Letter spacing', 0, 1, 100],
  ['Arc', 0, 1, 360],
] as const) {
  test(`the number ${label} is typed, stepped, turned and reset`, async ({ page }) => {
    const { look } = await withLook(page, 'number');
    const [field, slider] = [look.number(label), look.slider(label)];
    await expect(field).toHaveValue(String(usual));
    const start = most === usual ? most - 50 : usual + 2;
    await field.fill(String(start));
    await field.press('Enter');
    await expect(slider).toHaveValue(String(start));
    await field.press('ArrowUp');
    await expect(field).toHaveValue(String(start + step));
    await field.press('ArrowDown');
    await field.press('Shift+ArrowUp');
    await expect(field).toHaveValue(String(start + 10 * step));
    await field.press('Shift+ArrowDown');
    await expect(field).toHaveValue(String(start));
    await slider.press('ArrowRight');
    await expect(field).toHaveValue(String(start + step));

    // The wheel turns what has the focus, and nothing else.
    await field.focus();
    await field.hover();
    await page.mouse.wheel(0, -100);
    await expect(field).toHaveValue(String(start + 2 * step));
    await page.mouse.wheel(0, 100);
    await expect(field).toHaveValue(String(start + step));
    await field.blur();
    await page.mouse.wheel(0, -100);
    await page.mouse.wheel(0, 100);
    await expect(field).toHaveValue(String(start + step));

    await look.section.getByText(label, { exact: true }).dblclick();
    await expect(field).toHaveValue(String(usual));
    await expect(slider).toHaveValue(String(usual));
  });
}

test('a number keeps to its bounds', async ({ page }) => {
  const { look } = await withLook(page, 'number');
  const field = look.number('Size');
  for (const [typed, kept] of [['999', '60'], ['-3', '1']]) {
    await field.fill(typed);
    await field.press('Enter');
    await expect(field).toHaveValue(kept);
  }
});

test('a field shows what holds, whatever was typed', async ({ page }) => {
  const { look } = await withLook(page, 'number');
  const field = look.number('Size');
  await look.set({ Size: 60 });
  for (const typed of ['999', '', '61']) {
    await field.fill(typed);
    await field.press('Enter');
    await expect(field, `after “${typed}”`).toHaveValue('60');
  }
});

test('a slider is dragged, which is one step', async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  const before = await ink(meme);
  const slider = look.slider('Letter spacing');
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('there is no slider');
  const y = box.y + box.height / 2;
  const at = (part: number) => box.x + 8 + (box.width - 16) * part;
  // From -20 to 100: 0 is a sixth of the way.
  await page.mouse.move(at(1 / 6), y);
  await page.mouse.down();
  await page.mouse.move(at(1 / 2), y, { steps: 10 });
  await page.mouse.up();
  const value = Number(await look.number('Letter spacing').inputValue());
  expect(Math.abs(value - 40)).toBeLessThan(3);
  expect((await ink(meme)).width).toBeGreaterThan(before.width + 60);
  await page.getByRole('button', { name: 'Undo changing the look' }).click();
  await expect(look.number('Letter spacing')).toHaveValue('0');
  expect(await ink(meme)).toEqual(before);
});

test('a colour is a swatch, a picked one or a number, and never nonsense', async ({ page }) => {
  const { meme, look } = await withLook(page, 'HHH');
  const hex = look.hex('Fill');
  const white = (await meme.download()).picture.count(isWhite);
  await look.button('Fill #2f7df6').click();
  await expect(hex).toHaveValue('#2f7df6');
  await expect(look.button('Fill #2f7df6')).toHaveAttribute('aria-pressed', 'true');
  await expect(look.button('Fill #ffffff')).toHaveAttribute('aria-pressed', 'false');
  await look.section.getByLabel('Fill: any colour').fill('#00ff00');
  await expect(hex).toHaveValue('#00ff00');
  expect((await meme.download()).picture.count(isGreen)).toBe(white);
  for (const nonsense of ['green', '#12345', '#gggggg', '', '#']) {
    await hex.fill(nonsense);
    await hex.press('Enter');
    await expect(hex, `instead of ${nonsense}`).toHaveValue('#00ff00');
  }
  for (const [typed, meant] of [['f00', '#ff0000'], ['#FFF', '#ffffff'], ['00FF00', '#00ff00']]) {
    await hex.fill(typed);
    await hex.press('Enter');
    await expect(hex).toHaveValue(meant);
  }
  expect((await meme.download()).picture.count(isGreen)).toBe(white);
});

test('another text shows its own look, in the same controls', async ({ page }) => {
  const { meme, look } = await withLook(page, 'mine');
  await look.set({ Size: 6, 'Line height': 150 });
  await look.choose('Lines', 'Right');
  await look.unfold('Shadow');
  await meme.topText.focus();
  await expect(look.number('Size')).toHaveValue('12.5');
  await expect(look.number('Line height')).toHaveValue('100');
  await expect(look.section.getByRole('radio', { name: 'Centre', exact: true })).toBeChecked();
  // What was unfolded stays so: the controls are the same ones.
  await expect(look.number('Distance')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Text: mine' }).focus();
  await expect(look.number('Size')).toHaveValue('6');
  await expect(look.section.getByRole('radio', { name: 'Right', exact: true })).toBeChecked();
});

test('without a selected text the panel says what to do', async ({ page }) => {
  const { look } = await withLook(page, 'mine');
  await page.keyboard.press('Escape');
  await expect(look.section.getByText('Select a text to change how it looks.')).toBeVisible();
  await expect(look.number('Size')).toHaveCount(0);
  await page.getByRole('button', { name: 'Text: mine' }).focus();
  await expect(look.number('Size')).toBeVisible();
});
