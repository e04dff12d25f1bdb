import { type Page } from '@playwright/test';
import { MemePage, expect, test } from './meme';
import { ink, onStage, said, withText } from './plain';
import { expectTrueView, likeness, memeRect, stageRect, toScreen } from './stage';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const magnification = (page: Page) => page.getByRole('group', { name: 'Zoom' }).getByTitle('Magnification');

test('the view that fits shows the whole meme, and the comparison would tell if it did not', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await expectTrueView(meme);
  const { same, beside } = await likeness(meme);
  expect(same).toBeLessThan(8);
  expect(beside).toBeGreaterThan(12);
  const [rect, stage] = [await memeRect(page), await stageRect(page)];
  expect(rect.x).toBeGreaterThanOrEqual(stage.x);
  expect(rect.x + rect.width).toBeLessThanOrEqual(stage.x + stage.width);
});

for (const [how, zoom] of Object.entries<(page: Page) => Promise<void>>({
  'in by the button': async (page) => {
    for (let click = 0; click < 3; click++) await button(page, 'Zoom in').click();
  },
  'in by keys': async (page) => {
    for (let press = 0; press < 5; press++) await page.keyboard.press('Control+=');
  },
  'to 100 % by keys': (page) => page.keyboard.press('Control+1'),
  'out by the button': (page) => button(page, 'Zoom out').click(),
  'in by the wheel, in a corner': async (page) => {
    const { x, y, width, height } = await memeRect(page);
    await page.mouse.move(x + 0.9 * width, y + 0.1 * height);
    await page.keyboard.down('Control');
    for (let notch = 0; notch < 5; notch++) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
  },
})) {
  test(`zoomed ${how}, the right part of the meme is in the right place`, async ({ page }) => {
    const meme = await new MemePage(page).open();
    const fit = await memeRect(page);
    await zoom(page);
    await expect.poll(async () => (await memeRect(page)).width).not.toBe(fit.width);
    const rect = await memeRect(page);
    // What is said is true: 1353 pixels of the meme, on a screen of one pixel a CSS pixel.
    await expect(magnification(page)).toHaveText(`${Math.round((rect.width / 1353) * 100)} %`);
    await expectTrueView(meme);
    await button(page, 'Zoom to fit').click();
    expect(await memeRect(page)).toEqual(fit);
    await expectTrueView(meme);
  });
}

test('zooming by the buttons keeps the middle of the stage where it is', async ({ page }) => {
  await new MemePage(page).open();
  const stage = await stageRect(page);
  const middle = [stage.x + stage.width / 2, stage.y + stage.height / 2];
  for (let click = 0; click < 4; click++) {
    await button(page, 'Zoom in').click();
    const rect = await memeRect(page);
    expect(Math.abs(rect.x + rect.width / 2 - middle[0])).toBeLessThan(2);
    expect(Math.abs(rect.y + rect.height / 2 - middle[1])).toBeLessThan(2);
  }
});

test('the wheel keeps what is under it, and without Ctrl it moves the view', async ({ page }) => {
  const meme = await new MemePage(page).open();
  const before = await memeRect(page);
  const [fx, fy] = [0.2, 0.5];
  const at = [before.x + fx * before.width, before.y + fy * before.height];
  await page.mouse.move(at[0], at[1]);
  await page.keyboard.down('Control');
  for (let notch = 0; notch < 4; notch++) await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  const zoomed = await memeRect(page);
  expect(zoomed.width).toBeGreaterThan(2 * before.width);
  expect(Math.abs((at[0] - zoomed.x) / zoomed.width - fx)).toBeLessThan(0.005);
  expect(Math.abs((at[1] - zoomed.y) / zoomed.height - fy)).toBeLessThan(0.005);
  for (const [dx, dy] of [[120, 0], [0, 90], [-60, -40]]) {
    const from = await memeRect(page);
    await page.mouse.wheel(dx, dy);
    await expect.poll(async () => Math.round(from.x - (await memeRect(page)).x)).toBe(dx);
    expect(Math.round(from.y - (await memeRect(page)).y)).toBe(dy);
  }
  await expectTrueView(meme);
});

test('dragging with the space bar held shows another part, and moves no text', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const text = await ink(meme);
  await page.locator('.stage').focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press('Control+=');
  const [before, stage] = [await memeRect(page), await stageRect(page)];
  const middle = [stage.x + stage.width / 2, stage.y + stage.height / 2];
  await page.keyboard.down(' ');
  await page.mouse.move(middle[0], middle[1]);
  await page.mouse.down();
  await page.mouse.move(middle[0] - 90, middle[1] + 70, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up(' ');
  const after = await memeRect(page);
  expect([Math.round(after.x - before.x), Math.round(after.y - before.y)]).toEqual([-90, 70]);
  expect(await ink(meme)).toEqual(text);
});

test('what is done while zoomed in is done where it is seen', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const before = await ink(meme);
  for (let press = 0; press < 4; press++) await page.keyboard.press('Control+=');
  const { place, scale } = await toScreen(page);
  await page.mouse.click(...place(420, 600));
  await expect(onStage(page, 'mine')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.down('Control');
  await page.mouse.move(...place(600, 400));
  await page.mouse.down();
  await page.mouse.move(...place(650, 440), { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Control');
  const [, left, top] = (await said(page).textContent())?.match(/X (-?\d+), Y (-?\d+)/)?.map(Number) ?? [];
  expect(Math.abs(left - 350)).toBeLessThan(2);
  expect(Math.abs(top - 360)).toBeLessThan(2);
  const after = await ink(meme);
  expect(Math.abs(after.left - before.left - 50)).toBeLessThan(2);
  expect(Math.abs(after.top - before.top - 40)).toBeLessThan(2);
  expect(scale).toBeGreaterThan(1);
  // The text's frame lies over the text.
  const frame = await onStage(page, 'mine').boundingBox();
  const [x, y] = place(left, top);
  expect(Math.abs((frame?.x ?? 0) - x)).toBeLessThan(2);
  expect(Math.abs((frame?.y ?? 0) - y)).toBeLessThan(2);
});

test('nothing can be moved or made so far that it is out of sight', async ({ page }) => {
  await new MemePage(page).open();
  for (let press = 0; press < 30; press++) await page.keyboard.press('Control+-');
  const small = await memeRect(page);
  expect(small.width).toBeGreaterThan(100);
  for (let press = 0; press < 40; press++) await page.keyboard.press('Control+=');
  const stage = await stageRect(page);
  await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2);
  for (const [dx, dy] of [[9000, 9000], [-30000, -30000]]) {
    await page.mouse.wheel(dx, dy);
    await page.mouse.wheel(dx, dy);
    const large = await memeRect(page);
    expect(large.x).toBeLessThan(stage.x + stage.width);
    expect(large.x + large.width).toBeGreaterThan(stage.x);
    expect(large.y).toBeLessThan(stage.y + stage.height);
    expect(large.y + large.height).toBeGreaterThan(stage.y);
  }
});
