import { MemePage, distance, expect, test } from './meme';
import { PLAIN, ink, isInk, onStage, withText } from './plain';

test('a text is added, moved, taken back and done again by keyboard', { tag: '@phone' }, async ({ page }) => {
  const meme = await withText(page, 'mine');
  const before = await ink(meme);
  expect(Math.abs((before.left + before.right) / 2 - 600)).toBeLessThan(6);
  await onStage(page, 'mine').focus();
  for (let index = 0; index < 3; index++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('status')).toContainText('layer 3 of 3');
  const moved = await ink(meme);
  expect(moved.left - before.left).toBe(30);
  expect(moved.top - before.top).toBe(-1);

  await page.getByRole('button', { name: 'Undo moving' }).click();
  expect((await ink(meme)).left).toBe(before.left);
  await page.keyboard.press('Control+y');
  expect((await ink(meme)).left).toBe(moved.left);
});

test('arrow keys on a handle resize, and a locked text stays', { tag: '@phone' }, async ({ page }) => {
  const meme = await withText(page, 'wide');
  const frame = onStage(page, 'wide');
  const before = await frame.boundingBox();
  await page.getByRole('button', { name: 'Resize bottom right', exact: true }).focus();
  for (let index = 0; index < 10; index++) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await frame.boundingBox())?.width).toBeGreaterThan((before?.width ?? 0) + 5);
  await frame.focus();
  await page.keyboard.press('Control+Shift+l');
  await expect(onStage(page, 'wide, locked')).toBeVisible();
  const locked = await ink(meme);
  await page.keyboard.press('ArrowRight');
  expect((await ink(meme)).left).toBe(locked.left);
});

test('a preset adds a caption bar above the picture', { tag: '@phone' }, async ({ page }) => {
  const meme = await withText(page, 'the caption');
  await onStage(page, 'the caption').focus();
  await (await meme.panel('Look')).getByRole('button', { name: 'Caption bar', exact: true }).click();
  const { picture } = await meme.download();
  expect([picture.width, picture.height]).toEqual([1200, 976]);
  expect(picture.at(5, 5)).toEqual([255, 255, 255, 255]);
  expect(picture.at(600, 900)).toEqual(PLAIN);
  const bar = picture.rows(0, 170 / 976);
  expect(bar.count((pixel) => distance(pixel, [0, 0, 0, 255]) < 16)).toBeGreaterThan(500);
});

test('the palette finds a command and does it', { tag: '@phone' }, async ({ page }) => {
  await withText(page, 'twice');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await expect(field).toBeFocused();
  await field.fill('dupl');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Text: twice' })).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo duplicating' }).click();
  await expect(page.getByRole('button', { name: 'Text: twice' })).toHaveCount(1);
});

test('the first text comes back when its field is typed in', { tag: '@phone' }, async ({ page }) => {
  const meme = await new MemePage(page).open();
  await page.getByRole('button', { name: 'Text: No account, no watermark' }).focus();
  await page.keyboard.press('Delete');
  await expect(meme.topText).toHaveValue('');
  await meme.topText.fill('back');
  await expect(page.getByRole('button', { name: 'Text: back' })).toBeVisible();
  await expect(meme.preview).toHaveAccessibleName(/back\. Just the cat|Just the cat\. back/);
});

test('emoji keep their colours and get an outline', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.choose('plain.png');
  await meme.write('🍓', '');
  const { picture } = await meme.download();
  const isRed = ([r, g, b]: number[]) => r > 180 && g < 90 && b < 110;
  const red = picture.boundsOf(isRed);
  const all = picture.boundsOf(isInk);
  if (!red || !all) throw new Error('the emoji is missing');
  expect(red.left - all.left).toBeGreaterThanOrEqual(5);
  expect(distance(picture.at(all.left + 3, (red.top + red.bottom) / 2), [0, 0, 0, 255])).toBeLessThan(200);
});
