import { expect, test } from './meme';
import { onStage, said, withText } from './plain';

test('Tab reaches a text, arrows move it, Enter writes in it and Escape leaves it', async ({ page }) => {
  await withText(page, 'mine');
  const [mine, status] = [onStage(page, 'mine'), said(page)];
  await page.locator('.stage').focus();
  for (let index = 0; index < 3; index++) await page.keyboard.press('Tab');
  await expect(mine).toBeFocused();
  await expect(mine).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(status).toContainText('X 301, Y 320');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(status).toContainText('X 301, Y 330');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Text on the meme' })).toBeFocused();
  await page.keyboard.type('!');
  await page.keyboard.press('Escape');
  await expect(onStage(page, 'mine!')).toBeFocused();
});

test('texts are duplicated, deleted and all selected', async ({ page }) => {
  await withText(page, 'mine');
  await page.keyboard.press('Control+d');
  await expect(onStage(page, 'mine')).toHaveCount(2);
  await expect(onStage(page, 'mine').nth(1)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(onStage(page, 'mine')).toHaveCount(1);
  await page.keyboard.press('Control+a');
  await expect(said(page)).toContainText('3 texts selected');
  await expect(page.getByRole('heading', { name: 'Look of 3 texts' })).toBeVisible();
});

test('steps are taken back and done again, and say what they are', async ({ page }) => {
  await withText(page, 'mine');
  const [mine, status] = [onStage(page, 'mine'), said(page)];
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('button', { name: 'Undo moving' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(status).toContainText('Undone: moving');
  await expect(page.getByRole('button', { name: 'Redo moving' })).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(status).toContainText('Redone: moving');
  await page.keyboard.press('Control+z');
  await expect(status).toContainText('Undone: moving');
  await page.keyboard.press('Control+y');
  await expect(status).toContainText('Redone: moving');
  await expect(mine).toBeVisible();
});

test('a burst of typing is one step', async ({ page }) => {
  const meme = await withText(page, 'mine');
  await meme.topText.focus();
  await page.keyboard.type('several letters');
  await expect(page.getByRole('button', { name: 'Undo typing' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(meme.topText).toHaveValue('');
  await expect(onStage(page, 'mine')).toBeVisible();
});

test('arrow keys resize from a handle', async ({ page }) => {
  await withText(page, 'mine');
  await page.getByRole('button', { name: 'Resize right', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(said(page)).toContainText('X 300, Y 320, 601 × 160');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(said(page)).toContainText('X 300, Y 320, 611 × 160');
  await expect(page.getByRole('button', { name: 'Undo resizing' })).toBeVisible();
});

test('the help sheet lists the shortcuts', async ({ page }) => {
  await withText(page, 'mine');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Shortcuts' });
  await expect(sheet).toBeVisible();
  for (const keys of ['Ctrl+D', 'Ctrl+Shift+Z', 'Ctrl+K']) await expect(sheet.getByText(keys, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(onStage(page, 'mine')).toBeFocused();
});

test('the palette does a command, and says why one cannot be done', async ({ page }) => {
  await withText(page, 'mine');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.type('dupl');
  await page.keyboard.press('Enter');
  await expect(onStage(page, 'mine')).toHaveCount(2);

  await page.keyboard.press('Escape');
  await expect(page.locator('[aria-pressed="true"].frame')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.type('dupl');
  const option = page.getByRole('option', { name: /^Duplicate/ });
  await expect(option).toContainText('Select a text first');
  await expect(option).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(said(page)).toContainText('Select a text first');
  await expect(onStage(page, 'mine')).toHaveCount(2);
});
