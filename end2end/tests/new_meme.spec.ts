import { type Page } from '@playwright/test';
import { CORNERS } from '../fixtures/make.mjs';
import { type Picture, type Rgba, distance, expect, fixture, test } from './meme';
import { BLUE, GREEN, NewMeme, RED, YELLOW, halves, plain } from './new';
import { Fingers } from './touch';

const isPhone = () => test.info().project.name === 'phone';
const near = (picture: Picture, x: number, y: number, color: readonly number[], within = 3) =>
  expect(distance(picture.at(x, y), color as unknown as Rgba), `${x}, ${y}: ${picture.at(x, y)}`).toBeLessThanOrEqual(within);
const size = ({ width, height }: Picture) => [width, height];

test.describe('a blank meme', () => {
  for (const [shape, width, height] of [
    ['Square', 1080, 1080],
    ['Portrait', 1080, 1350],
    ['Landscape', 1200, 800],
    ['Story', 1080, 1920],
    ['Banner', 1500, 500],
  ] as const) {
    test(`of one colour: ${shape}`, async ({ page }) => {
      const dialog = await NewMeme.open(page, 'Blank');
      await dialog.radio('Shape', shape).check();
      await dialog.paint('Colour', '#e02020');
      await expect(dialog.dialog.getByText(`${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels`)).toBeVisible();
      const picture = await dialog.made('Blank');
      expect(size(picture)).toEqual([width, height]);
      // The example's texts have left with its photo.
      expect(picture.count((pixel) => distance(pixel, RED as unknown as Rgba) > 0)).toBe(0);
    });
  }

  test('of a gradient, in a size of one’s own', { tag: '@phone' }, async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Blank');
    await dialog.set('Width', 600);
    await dialog.set('Height', 300);
    await dialog.radio('Filled with', 'Gradient').check();
    await dialog.paint('From', '#e02020');
    await dialog.paint('To', '#2040e0');
    await dialog.set('Direction', 90);
    const picture = await dialog.made('Blank');
    expect(size(picture)).toEqual([600, 300]);
    near(picture, 1, 150, RED);
    near(picture, 598, 20, BLUE);
    near(picture, 300, 280, [128, 48, 128, 255]);
    // Opened again it is as it was, and can be changed.
    await dialog.show();
    await expect(dialog.make).toHaveText('Change the meme');
    await dialog.set('Direction', 0);
    const turned = await dialog.made('Blank');
    near(turned, 20, 298, RED);
    near(turned, 580, 1, BLUE);
  });

  test('what was typed stays on it, and undo brings the picture before back', async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Blank');
    await dialog.dialog.getByRole('button', { name: 'Close' }).click();
    if (isPhone()) await dialog.meme.panel('Text');
    await dialog.meme.topText.fill('mine');
    await dialog.show();
    await dialog.paint('Colour', '#20c020');
    const picture = await dialog.made('Blank');
    expect(picture.count((pixel) => distance(pixel, [255, 255, 255, 255]) < 8)).toBeGreaterThan(1000);
    await page.getByRole('button', { name: 'Undo changing the picture' }).click();
    await dialog.meme.expectOpened('cat.webp');
  });

  test('what cannot be made is said', { tag: '@phone' }, async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Blank');
    await dialog.set('Width', 8192);
    await dialog.set('Height', 8192);
    await expect(dialog.make).toBeDisabled();
    await expect(dialog.dialog.getByText('That is more than 16,777,216 pixels in all. Make a side shorter.')).toBeVisible();
    await dialog.set('Height', 2048);
    await expect(dialog.make).toBeEnabled();
  });
});

test.describe('panels', () => {
  test('two pictures side by side, with a gutter', async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Panels');
    await expect(dialog.make).toBeDisabled();
    await expect(dialog.dialog.getByText('Choose a picture for at least one panel.')).toBeVisible();
    await dialog.choose(dialog.empty(1), await plain('red.png', RED));
    await expect(dialog.filled(1, 'red.png')).toBeVisible();
    await dialog.choose(dialog.empty(2), await plain('blue.png', BLUE));
    await expect(dialog.filled(2, 'blue.png')).toBeVisible();
    await dialog.set('Gutter', 5);
    await dialog.paint('Gutter colour', '#20c020');
    const picture = await dialog.made('Panels');
    expect(size(picture)).toEqual([1080, 1080]);
    // 54 pixels between two cells of 513.
    for (const y of [0, 540, 1079]) {
      near(picture, 0, y, RED);
      near(picture, 512, y, RED);
      near(picture, 513, y, GREEN);
      near(picture, 566, y, GREEN);
      near(picture, 567, y, BLUE);
      near(picture, 1079, y, BLUE);
    }
  });

  test('four pictures chosen at once fill a grid that grows, with a border', { tag: '@phone' }, async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Panels');
    const colors = { 'red.png': RED, 'green.png': GREEN, 'blue.png': BLUE, 'yellow.png': YELLOW };
    const files = await Promise.all(Object.entries(colors).map(([name, color]) => plain(name, color, 900, 600)));
    await dialog.choose(dialog.empty(1), ...files);
    await expect(dialog.filled(4, 'yellow.png')).toBeVisible();
    await expect(dialog.radio('Pictures', '4')).toBeChecked();
    await expect(dialog.radio('Layout', 'Two rows of two')).toBeChecked();
    await dialog.radio('Shape', 'Landscape').check();
    await dialog.set('Gutter', 2);
    await dialog.set('Border', 4);
    // White between them. Each cell of 1,200 × 800 has 560 × 360; 900 × 600 covers it at 0.62, so nothing is lost at 1.6.
    const picture = await dialog.made('Panels');
    expect(picture.width / picture.height).toBeCloseTo(1.5, 2);
    expect(picture.width).toBeGreaterThan(1900);
    const { width, height } = picture;
    const at = (x: number, y: number, color: readonly number[]) => near(picture, x * width, y * height, color);
    at(0.05, 0.08, RED);
    at(0.95, 0.08, GREEN);
    at(0.05, 0.92, BLUE);
    at(0.95, 0.92, YELLOW);
    const white = [255, 255, 255, 255];
    for (const [x, y] of [[0.5, 0.25], [0.25, 0.5], [0.01, 0.5], [0.5, 0.99]]) at(x, y, white);
    // The layout can be another one, with the same pictures.
    await dialog.show();
    await dialog.radio('Layout', 'One above three').check();
    const other = await dialog.made('Panels');
    near(other, other.width * 0.9, other.height * 0.2, RED);
    near(other, other.width * 0.1, other.height * 0.9, GREEN);
    near(other, other.width * 0.5, other.height * 0.9, BLUE);
  });

  test('a picture is panned and zoomed in its cell, never past its edge', { tag: '@phone' }, async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Panels');
    await dialog.set('Gutter', 0);
    await dialog.choose(dialog.empty(1), await halves('halves.png', RED, BLUE));
    const cell = dialog.filled(1, 'halves.png');
    await expect(cell).toBeVisible();
    // 540 × 1080 of 2160 × 1080: the middle, half red and half blue.
    let picture = await dialog.made('Panels');
    near(picture, 20, 500, RED);
    near(picture, 520, 500, BLUE);
    // Dragged to the right until its left edge is reached, and further.
    await dialog.show();
    const box = await cell.boundingBox();
    if (!box) throw new Error('the cell is not there');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (isPhone()) {
      const fingers = await Fingers.on(page);
      for (const _ of [1, 2, 3]) await fingers.drag([x - box.width / 3, y], [x + box.width / 3, y]);
    } else {
      for (const _ of [1, 2, 3]) {
        await page.mouse.move(x - box.width / 3, y);
        await page.mouse.down();
        await page.mouse.move(x + box.width / 3, y, { steps: 5 });
        await page.mouse.up();
      }
    }
    picture = await dialog.made('Panels');
    for (const left of [0, 270, 539]) near(picture, left, 500, RED);
    // By keys, back to the middle and past it.
    await dialog.show();
    await cell.focus();
    for (let press = 0; press < 40; press++) await page.keyboard.press('Shift+ArrowLeft');
    picture = await dialog.made('Panels');
    for (const left of [0, 270, 539]) near(picture, left, 500, BLUE);
    await dialog.show();
    await cell.focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('+');
    await expect(dialog.dialog.getByRole('spinbutton', { name: 'Zoom', exact: true })).toHaveValue('146.4');
    await dialog.set('Zoom', 100);
    await page.keyboard.press('Escape');
    await expect(dialog.dialog).toBeHidden();
  });

  test('undo brings the picture before back, redo the panels, and they can be changed', async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Panels');
    await dialog.set('Gutter', 0);
    await dialog.choose(dialog.empty(1), await plain('red.png', RED), await plain('blue.png', BLUE));
    await expect(dialog.filled(2, 'blue.png')).toBeVisible();
    await dialog.made('Panels');
    await page.getByRole('button', { name: 'Undo changing the picture' }).click();
    await dialog.meme.expectOpened('cat.webp');
    await page.getByRole('button', { name: 'Redo changing the picture' }).click();
    await dialog.meme.expectOpened('Panels');
    near((await dialog.meme.download()).picture, 20, 500, RED);
    await dialog.show();
    await dialog.filled(2, 'blue.png').focus();
    await dialog.dialog.getByRole('button', { name: 'Move to the panel before' }).click();
    await expect(dialog.filled(1, 'blue.png')).toBeVisible();
    near(await dialog.made('Panels'), 20, 500, BLUE);
    // The former state is shown as it was, after undo.
    await page.getByRole('button', { name: 'Undo changing the picture' }).click();
    near((await dialog.meme.download()).picture, 20, 500, RED);
    await dialog.show();
    await expect(dialog.filled(1, 'red.png')).toBeVisible();
  });

  test('a file that is no picture is named, and the others come', async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Panels');
    const text = { name: 'text.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
    await dialog.choose(dialog.empty(1), text, await plain('red.png', RED));
    await expect(dialog.filled(1, 'red.png')).toBeVisible();
    await expect(dialog.dialog.getByRole('alert')).toHaveText('text.png: This file is not a picture. Try a PNG, JPEG or WebP.');
    await expect(dialog.empty(2)).toBeVisible();
  });

  test('what is dropped on a cell goes there, what is pasted to the first that is empty', async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Panels');
    await give(page, 'drop', [fixture('cat.png')], dialog.empty(2));
    await expect(dialog.filled(2, 'cat.png')).toBeVisible();
    await give(page, 'paste', [fixture('cat.jpg')], dialog.make);
    await expect(dialog.filled(1, 'cat.jpg')).toBeVisible();
    // Nothing of it has gone under the texts.
    await page.keyboard.press('Escape');
    await dialog.meme.expectOpened('cat.webp');
  });

  test('nine pictures are the most', async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Panels');
    const files = await Promise.all(Array.from({ length: 11 }, (_, index) => plain(`${index}.png`, RED, 20, 20)));
    await dialog.choose(dialog.empty(1), ...files);
    await expect(dialog.dialog.getByRole('alert')).toHaveText('9 pictures are the most, so 2 had to stay out. Empty a panel first.');
    await expect(dialog.radio('Layout', 'Three rows of three')).toBeChecked();
    await expect(dialog.filled(9, '8.png')).toBeVisible();
  });

  test('large photos, turned as the camera says', async ({ page }) => {
    const dialog = await NewMeme.open(page, 'Panels');
    await dialog.choose(dialog.empty(1), fixture('photo.jpg'), fixture('orientation-6.jpg'));
    await expect(dialog.filled(2, 'orientation-6.jpg')).toBeVisible();
    await dialog.radio('Layout', 'Two stacked').check();
    await dialog.set('Gutter', 0);
    const picture = await dialog.made('Panels');
    // The photo of 3,000 × 4,000 loses nothing.
    expect(size(picture)).toEqual([3000, 3000]);
    // The cat lies as it should, from side to side, between its corners.
    for (const [index, [x, y]] of [[20, 1520], [2980, 1520], [2980, 2980], [20, 2980]].entries()) {
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(CORNERS[index].slice(at, at + 2), 16));
      near(picture, x, y, [r, g, b, 255], 24);
    }
  });
});

/** Drops files on an element, or pastes them there. */
async function give(page: Page, event: 'drop' | 'paste', paths: string[], on: ReturnType<NewMeme['empty']>) {
  const { readFileSync } = await import('node:fs');
  const { basename } = await import('node:path');
  const files = paths.map((path) => ({ name: basename(path), bytes: [...readFileSync(path)] }));
  await on.evaluate(
    (element, { event, files }) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of files) transfer.items.add(new File([new Uint8Array(bytes)], name));
      const shared = { bubbles: true, cancelable: true };
      if (event === 'drop') {
        element.dispatchEvent(new DragEvent('dragover', { ...shared, dataTransfer: transfer }));
        element.dispatchEvent(new DragEvent('drop', { ...shared, dataTransfer: transfer }));
      } else {
        element.dispatchEvent(new ClipboardEvent('paste', { ...shared, clipboardData: transfer }));
      }
    },
    { event, files },
  );
}
