import { withLook } from './look';
import { type MemePage, type Picture, expect, isBlack, isWhite, test } from './meme';
import { addText, extent, isInk } from './plain';

test.describe('what is around the picture is as high as it is told', () => {
  const height = async (meme: MemePage) =>
    (await meme.panel('Picture')).getByRole('spinbutton', { name: 'Height', exact: true });

  async function setHeight(meme: MemePage, percent: number) {
    const field = await height(meme);
    await field.fill(String(percent));
    await field.press('Enter');
    await expect(field).toHaveValue(String(percent));
  }

  test('a caption bar, and the words in it go along', { tag: '@phone' }, async ({ page }) => {
    const { meme, look } = await withLook(page, 'the caption');
    await look.button('Caption bar').click();
    await expect(await height(meme)).toHaveValue('22');
    // Of the picture's shorter side: 800.
    for (const percent of [40, 10]) {
      await setHeight(meme, percent);
      const { picture } = await meme.download();
      const bar = percent * 8;
      expect([picture.width, picture.height]).toEqual([1200, 800 + bar]);
      expect(isWhite(picture.at(600, bar - 2))).toBe(true);
      expect(isInk(picture.at(600, bar + 2))).toBe(false);
      const words = extent(picture, isBlack);
      expect(words.bottom).toBeLessThan(bar);
      expect(Math.abs((words.top + words.bottom) / 2 - bar / 2)).toBeLessThan(0.15 * bar);
    }
    await expect(page.getByRole('button', { name: 'Undo changing the border' })).toBeVisible();
  });

  test('a frame, and what is on the picture stays there', async ({ page }) => {
    const { meme, look } = await withLook(page, 'the poster');
    await look.button('Demotivational').click();
    await addText(page, 'on it');
    const before = (await meme.download()).picture;
    const onIt = (picture: Picture) => extent(picture, (pixel, x, y) => isWhite(pixel) && x > 300 && x < 1100 && y > 300 && y < 800);
    const [{ left, top }, words] = [onIt(before), extent(before, (pixel, _, y) => isWhite(pixel) && y > 910)];
    await setHeight(meme, 60);
    const { picture } = await meme.download();
    expect(picture.width).toBe(before.width);
    expect(picture.height).toBe(800 + 80 + 480);
    expect(Math.abs(onIt(picture).left - left)).toBeLessThan(2);
    expect(Math.abs(onIt(picture).top - top)).toBeLessThan(2);
    const moved = extent(picture, (pixel, _, y) => isWhite(pixel) && y > 910);
    expect((moved.top + moved.bottom) / 2).toBeGreaterThan((words.top + words.bottom) / 2 + 60);
  });

  test('where nothing is around it there is no height', async ({ page }) => {
    const { meme } = await withLook(page, 'mine');
    const panel = await meme.panel('Picture');
    const field = panel.getByRole('spinbutton', { name: 'Height', exact: true });
    // Shown disabled, or not at all.
    if ((await field.count()) > 0) await expect(field).toBeDisabled();
    await panel.getByRole('radio', { name: 'Caption bar' }).check();
    await expect(field).toBeEnabled();
  });
});
