import { type Page } from '@playwright/test';
import { MemePage, expect, test } from './meme';
import { ink, isInk, mouseOn, onStage, said, withText } from './plain';

/** The list of layers, in its panel; the names are those of the texts, from the front to the back. */
async function layers(page: Page) {
  if (test.info().project.name === 'phone') await page.getByRole('button', { name: 'Layers', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Layers' });
  await expect(panel).toBeVisible();
  const row = (name: string) => panel.getByRole('button', { name, exact: true });
  const expectOrder = (names: string[]) => expect(panel.locator('.layer-select')).toHaveText(names);
  return { panel, row, expectOrder };
}

test('a text is added, duplicated and deleted in the list', { tag: '@phone' }, async ({ page }) => {
  await withText(page, 'mine');
  const { panel, row, expectOrder } = await layers(page);
  await expectOrder(['mine', 'Text 2', 'Text 1']);
  await row('Duplicate').click();
  await expectOrder(['mine', 'mine', 'Text 2', 'Text 1']);
  await row('Delete').click();
  await expectOrder(['mine', 'Text 2', 'Text 1']);
  await row('Add text').click();
  await page.keyboard.type('other');
  await expect(panel.locator('.layer-select').first()).toHaveText('other');
  await expectOrder(['other', 'mine', 'Text 2', 'Text 1']);
});

test('the order changes by buttons and by Alt with arrows', { tag: '@phone' }, async ({ page }) => {
  await withText(page, 'mine');
  const { row, expectOrder } = await layers(page);
  await row('mine').click();
  await row('Send backward').click();
  await expectOrder(['Text 2', 'mine', 'Text 1']);
  await row('Bring forward').click();
  await expectOrder(['mine', 'Text 2', 'Text 1']);
  await row('mine').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expectOrder(['Text 2', 'mine', 'Text 1']);
  await expect(row('mine')).toBeFocused();
  await expect(said(page)).toContainText('layer 2 of 3');
});

test('a locked text cannot be dragged', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const { row } = await layers(page);
  const before = await ink(meme);
  await row('Lock mine').click();
  await expect(onStage(page, 'mine, locked')).toBeVisible();
  const mouse = await mouseOn(meme);
  await mouse.drag([600, 400], [700, 500]);
  expect(await ink(meme)).toEqual(before);
  await row('Unlock mine').click();
  await mouse.drag([600, 400], [700, 500]);
  expect((await ink(meme)).left).toBeGreaterThan(before.left + 80);
});

test('a hidden text is not exported', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const { row } = await layers(page);
  await row('Hide mine').click();
  expect((await meme.download()).picture.count(isInk)).toBe(0);
  await row('Show mine').click();
  expect((await meme.download()).picture.count(isInk)).toBeGreaterThan(500);
});

test('the two fields stay, and bring their texts back', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await page.getByRole('button', { name: 'Text: No account, no watermark' }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Text: Just the cat' }).focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('.frame')).toHaveCount(0);
  for (const field of [page.locator('#topText'), page.locator('#bottomText')]) await expect(field).toHaveValue('');
  await meme.write('first again', 'second again');
  await expect(onStage(page, 'first again')).toBeVisible();
  await expect(onStage(page, 'second again')).toBeVisible();
});

test('a hundred texts stay usable', { tag: '@phone' }, async ({ page }) => {
  const meme = await withText(page, 'many');
  for (let count = 4; count <= 100; count++) await page.keyboard.press('Control+d');
  await expect(page.locator('.frame')).toHaveCount(100);
  const begun = Date.now();
  await meme.topText.fill('still quick');
  await expect(onStage(page, 'still quick')).toBeVisible();
  expect(Date.now() - begun).toBeLessThan(2000);
  const { panel } = await layers(page);
  await expect(panel.locator('.layer-select')).toHaveCount(100);
});
