// Panels by what a phone does not have: a wheel, and a keyboard alone.
import { executablePath, launchArguments } from '../browser.mjs';
import { type Picture, type Rgba, distance, expect, test } from './meme';
import { BLUE, NewMeme, RED, halves, plain } from './new';

// Space opens the dialog for files.
test.use({ launchOptions: { executablePath, args: launchArguments } });

const near = (picture: Picture, x: number, y: number, color: readonly number[], within = 3) =>
  expect(distance(picture.at(x, y), color as unknown as Rgba), `${x}, ${y}: ${picture.at(x, y)}`).toBeLessThanOrEqual(within);

test('a wheel zooms around the pointer', async ({ page }) => {
  const dialog = await NewMeme.open(page, 'Panels');
  await dialog.set('Gutter', 0);
  await dialog.choose(dialog.empty(1), await halves('halves.png', RED, BLUE));
  const cell = dialog.filled(1, 'halves.png');
  const box = await cell.boundingBox();
  if (!box) throw new Error('the cell is not there');
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.wheel(0, -300);
  const zoom = dialog.dialog.getByRole('spinbutton', { name: 'Zoom', exact: true });
  await expect(zoom).toHaveValue('193.5');
  const picture = await dialog.made('Panels');
  near(picture, 20, 500, RED);
  near(picture, 520, 500, BLUE);
});

test('by the keyboard alone', async ({ page }) => {
  const dialog = await NewMeme.open(page, 'Panels');
  await page.keyboard.press('Escape');
  await expect(dialog.dialog).toBeHidden();
  await page.locator('.stage').focus();
  await page.keyboard.press('n');
  const tabTo = async (is: () => Promise<boolean>) => {
    for (let press = 0; press < 60 && !(await is()); press++) await page.keyboard.press('Tab');
    expect(await is()).toBe(true);
  };
  const hasFocus = (element: ReturnType<NewMeme['empty']>) => () => element.evaluate((it) => it === document.activeElement);
  await tabTo(hasFocus(dialog.empty(2)));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles([await plain('red.png', RED)]);
  const cell = dialog.filled(2, 'red.png');
  await expect(cell).toBeFocused();
  await expect(cell).toHaveAccessibleDescription('Arrow keys move the picture, plus and minus zoom it, Delete empties the panel.');
  await page.keyboard.press('Delete');
  await expect(dialog.empty(2)).toBeFocused();
  // What was taken out can be put back.
  await dialog.dialog.getByRole('button', { name: 'Bring the picture back' }).press('Enter');
  await expect(cell).toBeVisible();
  await dialog.dialog.getByRole('button', { name: 'Empty the panel' }).press('Enter');
  await dialog.empty(2).focus();
  const [again] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press(' ')]);
  await again.setFiles([await plain('blue.png', BLUE)]);
  await expect(dialog.filled(2, 'blue.png')).toBeVisible();
  await tabTo(hasFocus(dialog.make));
  await page.keyboard.press('Enter');
  await dialog.meme.expectOpened('Panels');
  const { picture } = await dialog.meme.download();
  near(picture, 1000, 500, BLUE);
  near(picture, 100, 500, [255, 255, 255, 255]);
});
