// The menu of the meme by a finger.
import { expect, test } from './meme';
import { onStage, withText } from './plain';
import { Fingers } from './touch';

test('a finger that rests on a text shows its menu, and one that moves drags it', async ({ page }) => {
  await withText(page, 'mine');
  const menu = page.getByRole('menu', { name: 'Text' });
  const box = await onStage(page, 'mine').boundingBox();
  if (!box) throw new Error('the text is not there');
  const at: [number, number] = [box.x + box.width / 2, box.y + box.height / 2];
  const fingers = await Fingers.on(page);
  await fingers.press(at);
  await expect(menu).toBeVisible();
  await fingers.lift();
  await expect(menu).toBeVisible();
  await menu.getByRole('menuitem', { name: 'Duplicate' }).tap();
  await expect(onStage(page, 'mine')).toHaveCount(2);
  await fingers.drag(at, [at[0] + 40, at[1] + 30]);
  await expect(menu).toBeHidden();
});
