// Panels by fingers.
import { expect, test } from './meme';
import { BLUE, NewMeme, RED, halves } from './new';
import { Fingers } from './touch';

test('two fingers zoom', async ({ page }) => {
  const dialog = await NewMeme.open(page, 'Panels');
  await dialog.choose(dialog.empty(1), await halves('halves.png', RED, BLUE));
  const box = await dialog.filled(1, 'halves.png').boundingBox();
  if (!box) throw new Error('the cell is not there');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const fingers = await Fingers.on(page);
  await fingers.press([x, y - 20], [x, y + 20]);
  await fingers.move([x, y - 60], [x, y + 60]);
  await fingers.lift();
  const zoom = dialog.dialog.getByRole('spinbutton', { name: 'Zoom', exact: true });
  await expect.poll(async () => Number(await zoom.inputValue())).toBeGreaterThan(280);
  expect(Number(await zoom.inputValue())).toBeLessThan(320);
});
