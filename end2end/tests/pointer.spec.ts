import { expect, test } from './meme';
import { ink, mouseOn, onStage, said, withText } from './plain';

test('a click selects a text, and one beside it selects nothing', async ({ page }) => {
  const meme = await withText(page, 'mine');
  await meme.bottomText.fill('other');
  const mouse = await mouseOn(meme);
  await mouse.click(600, 400);
  await expect(onStage(page, 'mine')).toHaveAttribute('aria-pressed', 'true');
  await expect(onStage(page, 'other')).toHaveAttribute('aria-pressed', 'false');
  await mouse.click(150, 400);
  await expect(onStage(page, 'mine')).toHaveAttribute('aria-pressed', 'false');
});

test('Shift keeps the axis', async ({ page }) => {
  const meme = await withText(page, 'axis');
  const mouse = await mouseOn(meme);
  const before = await ink(meme);
  await mouse.drag([600, 400], [700, 440], ['Shift', 'Control']);
  const after = await ink(meme);
  expect(Math.abs(after.left - before.left - 100)).toBeLessThan(3);
  expect(after.top).toBe(before.top);
});

test('Alt leaves a copy behind', async ({ page }) => {
  const meme = await withText(page, 'twin');
  const mouse = await mouseOn(meme);
  const before = await ink(meme);
  await mouse.drag([600, 400], [600, 500], ['Alt', 'Control']);
  await expect(onStage(page, 'twin')).toHaveCount(2);
  const after = await ink(meme);
  expect(after.top).toBe(before.top);
  expect(Math.abs(after.bottom - before.bottom - 100)).toBeLessThan(3);
});

test('a text comes to rest in the middle, with a guide, but not with Ctrl', async ({ page }) => {
  const meme = await withText(page, 'middle');
  const mouse = await mouseOn(meme);
  const near = 600 + 4 / mouse.scale;
  await mouse.move(600, 400);
  await page.mouse.down();
  await mouse.move(700, 400);
  await mouse.move(near, 400);
  const guide = () => page.locator('.guides > .vertical').evaluate((line) => line.getBoundingClientRect().x);
  expect(await guide()).toBeCloseTo((await meme.preview.boundingBox())!.x + 600 * mouse.scale, 0);
  await page.mouse.up();
  await expect(said(page)).toContainText('X 300, Y 320');
  expect(await guide()).toBeLessThan((await meme.preview.boundingBox())!.x);

  await mouse.drag([600, 400], [near, 400], ['Control']);
  await expect(said(page)).toContainText(`X ${Math.round(near - 300)}, Y 320`);
});

for (const [name, from, to, keys, expected] of [
  ['right', [900, 400], [980, 430], ['Control'], [300, 320, 680, 160]],
  ['bottom right', [900, 480], [1050, 480], ['Control', 'Shift'], [300, 320, 750, 200]],
  ['right', [900, 400], [940, 400], ['Control', 'Alt'], [260, 320, 680, 160]],
] as const) {
  test(`the handle at the ${name} resizes with ${keys.join(' and ')}`, async ({ page }) => {
    const meme = await withText(page, 'size');
    const mouse = await mouseOn(meme);
    await expect(page.getByRole('button', { name: `Resize ${name}`, exact: true })).toBeVisible();
    await mouse.drag([...from], [...to], [...keys]);
    const status = said(page);
    await expect(status).toContainText(/X -?\d+, Y -?\d+, \d+ × \d+/);
    const place = (await status.textContent())?.match(/X (-?\d+), Y (-?\d+), (\d+) × (\d+)/)?.slice(1).map(Number) ?? [];
    // The mouse is where whole CSS pixels are, of two pixels of the meme each; from the middle both sides move by that.
    const near = keys.some((key) => key === 'Alt') ? 5 : 3;
    for (const [index, value] of expected.entries()) expect(Math.abs(place[index] - value)).toBeLessThan(near);
  });
}

test('the rotation handle turns, with Shift by steps', async ({ page }) => {
  const meme = await withText(page, 'turn around');
  const flat = await ink(meme);
  const box = await page.getByRole('button', { name: 'Rotate', exact: true }).boundingBox();
  const mouse = await mouseOn(meme);
  if (!box) throw new Error('there is no handle');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.keyboard.down('Shift');
  // From below the text to its left, not quite: 90°.
  await mouse.move(450, 396);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const tall = await ink(meme);
  expect(Math.abs(tall.height - flat.width)).toBeLessThan(4);
  expect(Math.abs(tall.width - flat.height)).toBeLessThan(4);
});

test('a marquee and Shift select several, which move together', async ({ page }) => {
  const meme = await withText(page, 'mine');
  await meme.bottomText.fill('other');
  const mouse = await mouseOn(meme);
  await mouse.drag([10, 300], [350, 600]);
  for (const text of ['mine', 'other']) await expect(onStage(page, text)).toHaveAttribute('aria-pressed', 'true');

  const before = await ink(meme);
  await mouse.drag([600, 400], [640, 380], ['Control']);
  const after = await ink(meme);
  for (const side of ['left', 'right'] as const) expect(Math.abs(after[side] - before[side] - 40)).toBeLessThan(3);
  for (const side of ['top', 'bottom'] as const) expect(Math.abs(after[side] - before[side] + 20)).toBeLessThan(3);

  await mouse.click(640, 380);
  await expect(onStage(page, 'other')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.down('Shift');
  await mouse.click(600, 600);
  await page.keyboard.up('Shift');
  for (const text of ['mine', 'other']) await expect(onStage(page, text)).toHaveAttribute('aria-pressed', 'true');
});

test('a double-click writes where it was', async ({ page }) => {
  const meme = await withText(page, 'MMMM');
  const { left, right, top, bottom } = await ink(meme);
  const mouse = await mouseOn(meme);
  await mouse.doubleClick((left + right) / 2 + 4, (top + bottom) / 2);
  const field = page.getByRole('textbox', { name: 'Text on the meme' });
  await expect(field).toBeFocused();
  await page.keyboard.type('x');
  await expect(field).toHaveValue('MMxMM');
});

test('a double-click beside the texts adds one there', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const mouse = await mouseOn(meme);
  await mouse.doubleClick(150, 400);
  await expect(page.getByRole('textbox', { name: 'Text on the meme' })).toBeFocused();
  await page.keyboard.type('new');
  await page.keyboard.press('Escape');
  await expect(onStage(page, 'new')).toBeFocused();
});

test('Ctrl and the wheel zoom the stage, space pans it, and neither moves the page', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const magnification = page.locator('.magnification');
  const [fitting, box] = [await magnification.textContent(), await meme.preview.boundingBox()];
  const mouse = await mouseOn(meme);
  await mouse.move(600, 400);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await expect(magnification).not.toHaveText(fitting ?? '');
  const page_ = () => page.evaluate(() => [scrollX, scrollY, visualViewport?.scale, innerWidth]);
  expect(await page_()).toEqual([0, 0, 1, 1280]);

  // The canvas is no larger than what is seen of the meme.
  const left = async () => (await page.locator('.meme').boundingBox())?.x ?? 0;
  const zoomed = await left();
  await onStage(page, 'mine').focus();
  await page.keyboard.down(' ');
  await page.mouse.down();
  const [x, y] = mouse.place(600, 400);
  await page.mouse.move(x + 50, y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up(' ');
  await expect.poll(async () => (await left()) - zoomed).toBeCloseTo(50, 0);

  await page.getByRole('button', { name: 'Zoom to fit', exact: true }).click();
  await expect(magnification).toHaveText(fitting ?? '');
  expect(await meme.preview.boundingBox()).toEqual(box);
});

test('a row is dragged by its grip', async ({ page }) => {
  await withText(page, 'mine');
  const panel = page.getByRole('region', { name: 'Layers' });
  const grips = panel.locator('.grip');
  await grips.last().scrollIntoViewIfNeeded();
  const [from, to] = [await grips.first().boundingBox(), await grips.last().boundingBox()];
  if (!from || !to) throw new Error('there are no grips');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(panel.locator('.layer-select')).toHaveText(['Text 2', 'Text 1', 'mine']);
});

test('a key that is pressed in the middle of a drag counts at once', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const mouse = await mouseOn(meme);
  const before = await ink(meme);
  await mouse.move(600, 400);
  await page.mouse.down();
  await page.keyboard.down('Control');
  await mouse.move(700, 450);
  const free = await page.screenshot();
  await page.keyboard.down('Shift');
  await expect.poll(async () => (await page.screenshot()).equals(free)).toBe(false);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await page.keyboard.up('Control');
  const after = await ink(meme);
  // Only sideways.
  expect(after.top).toBe(before.top);
  expect(Math.abs(after.left - before.left - 100)).toBeLessThan(4);
});
