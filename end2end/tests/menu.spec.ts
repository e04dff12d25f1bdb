// The menu of the meme: by the right button, by a finger that rests, by keys.
import { type Page } from '@playwright/test';
import { expect, test } from './meme';
import { inPlace, onStage, said, withText } from './plain';

const menu = (page: Page) => page.getByRole('menu');
const item = (page: Page, name: string) => menu(page).getByRole('menuitem', { name, exact: true });
const middle = async (page: Page, text: string): Promise<[number, number]> => {
  const box = await onStage(page, text).boundingBox();
  if (!box) throw new Error('the text is not there');
  return [box.x + box.width / 2, box.y + box.height / 2];
};

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('the right button shows what can be done with a text', async ({ page }) => {
  await withText(page, 'mine');
  await page.mouse.click(...(await middle(page, 'mine')), { button: 'right' });
  await expect(menu(page)).toHaveAccessibleName('Text');
  for (const name of ['Edit text', 'Duplicate', 'Copy', 'Cut', 'Bring forward', 'Send backward', 'Lock or unlock', 'Hide', 'Delete', 'Paste', 'Copy as a picture', 'Download']) {
    await expect(item(page, name)).toBeVisible();
  }
  await item(page, 'Duplicate').click();
  await expect(menu(page)).toBeHidden();
  await expect(onStage(page, 'mine')).toHaveCount(2);
});

test('and beside it, with the meme', async ({ page }) => {
  await withText(page, 'mine');
  const stage = await page.locator('#memeCanvas').boundingBox();
  if (!stage) throw new Error('there is no stage');
  await page.mouse.click(stage.x + 8, stage.y + stage.height / 2, { button: 'right' });
  await expect(menu(page)).toHaveAccessibleName('Meme');
  await expect(item(page, 'Duplicate')).toBeHidden();
  const [download] = await Promise.all([page.waitForEvent('download'), item(page, 'Download').click()]);
  expect(download.suggestedFilename()).toMatch(/\.png$/);
  await page.mouse.click(stage.x + 8, stage.y + stage.height / 2, { button: 'right' });
  await item(page, 'Copy as a picture').click();
  await expect(said(page)).toHaveText('Copied as a picture');
});

test('copies and pastes', async ({ page }) => {
  await withText(page, 'mine');
  await page.mouse.click(...(await middle(page, 'mine')), { button: 'right' });
  await item(page, 'Copy').click();
  await expect(said(page)).toHaveText('Text copied');
  await page.mouse.click(...(await middle(page, 'mine')), { button: 'right' });
  await item(page, 'Paste').click();
  await expect(onStage(page, 'mine')).toHaveCount(2);
});

test('is used by keys alone', async ({ page }) => {
  await withText(page, 'mine');
  await onStage(page, 'mine').focus();
  await page.keyboard.press('Shift+F10');
  await expect(item(page, 'Edit text')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(item(page, 'Export')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(item(page, 'Duplicate')).toBeFocused();
  await page.keyboard.press('End');
  await expect(item(page, 'Export')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(item(page, 'Edit text')).toBeFocused();
  // No key does anything below it.
  await page.keyboard.press('t');
  await page.keyboard.press('Control+d');
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
  await expect(onStage(page, 'mine')).toBeFocused();
  await expect(page.locator('.frame')).toHaveCount(3);
  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('Enter');
  await expect(inPlace(page)).toBeFocused();
  await expect(menu(page)).toBeHidden();
});

test('what cannot be done says why, and a press beside the menu closes it', async ({ page }) => {
  await withText(page, 'mine');
  await page.keyboard.press('Control+Shift+l');
  // A pointer goes through what is locked; the keyboard does not.
  await onStage(page, 'mine, locked').focus();
  await page.keyboard.press('Shift+F10');
  await expect(item(page, 'Delete')).toHaveAttribute('aria-disabled', 'true');
  await expect(item(page, 'Delete')).toHaveAttribute('title', 'Unlock the text first');
  await item(page, 'Delete').click({ force: true });
  await expect(menu(page)).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(menu(page)).toBeHidden();
  await expect(onStage(page, 'mine, locked')).toBeVisible();
});

test('all of it is on the screen', async ({ page }) => {
  await withText(page, 'mine');
  const stage = await page.locator('.stage').boundingBox();
  const window = page.viewportSize();
  if (!stage || !window) throw new Error('there is no stage');
  await page.mouse.click(stage.x + stage.width - 4, stage.y + stage.height - 4, { button: 'right' });
  const box = await menu(page).boundingBox();
  if (!box) throw new Error('there is no menu');
  expect(box.x + box.width).toBeLessThanOrEqual(window.width);
  expect(box.y + box.height).toBeLessThanOrEqual(window.height);
});
