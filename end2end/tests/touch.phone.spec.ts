import { type Locator, type Page } from '@playwright/test';
import { MemePage, expect, test } from './meme';
import { ink, inPlace, onStage, withText } from './plain';
import { expectTrueView, memeRect, stageRect, toScreen } from './stage';
import { Fingers, type Point } from './touch';

/** The middle of an element. */
async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox();
  if (!box) throw new Error('it is not there');
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Whether the page itself has been scrolled or zoomed, which fingers on the stage never do. */
const pageView = (page: Page) =>
  page.evaluate(() => [scrollX, scrollY, visualViewport?.scale, visualViewport?.offsetLeft, visualViewport?.offsetTop]);

test('a tap selects, a tap on what is selected writes in it, and one beside it does neither', async ({ page }) => {
  await withText(page, 'mine');
  const [fingers, { place }] = [await Fingers.on(page), await toScreen(page)];
  await fingers.tap(place(100, 400));
  await expect(onStage(page, 'mine')).toHaveAttribute('aria-pressed', 'false');
  await fingers.tap(place(600, 400));
  await expect(onStage(page, 'mine')).toHaveAttribute('aria-pressed', 'true');
  await expect(inPlace(page)).toBeHidden();
  await fingers.tap(place(600, 400));
  await expect(inPlace(page)).toBeFocused();
  await page.keyboard.type('!');
  await expect(inPlace(page)).toHaveValue(/!/);
  await fingers.tap(place(100, 400));
  await expect(inPlace(page)).toBeHidden();
  await expect(page.locator('.frame[aria-pressed="true"]')).toHaveCount(0);
});

test('a finger drags a text, and its export', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const [fingers, { place, scale }] = [await Fingers.on(page), await toScreen(page)];
  const before = await ink(meme);
  await fingers.drag(place(600, 400), place(500, 640));
  const after = await ink(meme);
  // It may come to rest at what is near: within 6 pixels of the screen.
  expect(Math.abs(after.left - before.left + 100)).toBeLessThan(7 / scale);
  expect(Math.abs(after.top - before.top - 240)).toBeLessThan(7 / scale);
  await expect(inPlace(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Undo moving' })).toBeVisible();
});

test('a pinch zooms around its middle, two fingers move the view, and the page does neither', async ({ page }) => {
  const meme = await new MemePage(page).open();
  const [fingers, stage] = [await Fingers.on(page), await stageRect(page)];
  const before = await pageView(page);
  const fit = await memeRect(page);
  const middle: Point = [fit.x + 0.4 * fit.width, fit.y + 0.6 * fit.height];
  const around = (by: number, [x, y] = middle): [Point, Point] => [
    [x - by, y - by / 2],
    [x + by, y + by / 2],
  ];
  await fingers.press(...around(30));
  await fingers.move(...around(75));
  const zoomed = await memeRect(page);
  expect(zoomed.width / fit.width).toBeCloseTo(2.5, 1);
  // What was between the fingers still is.
  expect(Math.abs((middle[0] - zoomed.x) / zoomed.width - 0.4)).toBeLessThan(0.01);
  expect(Math.abs((middle[1] - zoomed.y) / zoomed.height - 0.6)).toBeLessThan(0.01);

  await fingers.move(...around(75, [middle[0] + 40, middle[1] - 30]));
  const moved = await memeRect(page);
  expect(moved.width).toBeCloseTo(zoomed.width, 0);
  expect(Math.abs(moved.x - zoomed.x - 40)).toBeLessThan(2);
  expect(Math.abs(moved.y - zoomed.y + 30)).toBeLessThan(2);
  await fingers.lift();
  expect(await pageView(page)).toEqual(before);
  expect(await stageRect(page)).toEqual(stage);
  await expectTrueView(meme);
  // Two fingers write nothing down: the texts are where they were.
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveAttribute('aria-disabled', 'true');

  await page.getByRole('button', { name: 'Zoom to fit' }).tap();
  expect(await memeRect(page)).toEqual(fit);
});

test('a second finger gives a drag up, and the text is where it was', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const [fingers, { place }] = [await Fingers.on(page), await toScreen(page)];
  const before = await ink(meme);
  await fingers.press(place(600, 400));
  await fingers.move(place(500, 640));
  await fingers.press(place(900, 200));
  await fingers.move(place(480, 660), place(920, 180));
  await fingers.lift();
  await page.getByRole('button', { name: 'Zoom to fit' }).tap();
  expect(await ink(meme)).toEqual(before);
});

test('handles are hit beside the dot that is seen', async ({ page }) => {
  const meme = await withText(page, 'HHHHHH');
  const fingers = await Fingers.on(page);
  // 21 pixels from the middle of each, to where no other handle is nearer.
  for (const [name, dx, dy] of [
    ['Resize top left', -21, -21],
    ['Resize top right', 21, -21],
    ['Resize bottom left', -21, 21],
    ['Resize top', 21, -21],
    ['Resize bottom', -21, 0],
    ['Rotate', 21, 21],
  ] as const) {
    const [x, y] = await middleOf(page.getByRole('button', { name, exact: true }));
    const at = { x: x + dx, y: y + dy };
    const hit = await page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.getAttribute('aria-label'), at);
    expect(hit, `beside the middle of ${name}`).toBe(name);
  }
  const box = await onStage(page, 'HHHHHH').boundingBox();
  const [x, y] = await middleOf(page.getByRole('button', { name: 'Resize bottom right', exact: true }));
  await fingers.drag([x + 19, y + 19], [x + 19 + 40, y + 19 + 30]);
  const resized = await onStage(page, 'HHHHHH').boundingBox();
  expect(Math.abs((resized?.width ?? 0) - (box?.width ?? 0) - 40)).toBeLessThan(7);
  expect(Math.abs((resized?.height ?? 0) - (box?.height ?? 0) - 30)).toBeLessThan(7);
  await expect(page.getByRole('button', { name: 'Undo resizing' })).toBeVisible();
  // What is fitted to its box gets larger with it.
  const grown = await ink(meme);
  await page.getByRole('button', { name: 'Undo resizing' }).tap();
  expect(grown.left).toBeGreaterThan((await ink(meme)).left);
});

test('a finger turns a text by its handle', async ({ page }) => {
  const meme = await withText(page, 'HHHHHH');
  const [fingers, { place }] = [await Fingers.on(page), await toScreen(page)];
  const flat = await ink(meme);
  // From below the text to its left: a quarter, where it comes to rest.
  await fingers.drag(await middleOf(page.getByRole('button', { name: 'Rotate', exact: true })), place(300, 400));
  const turned = await ink(meme);
  expect(Math.abs(turned.height - flat.width)).toBeLessThan(4);
  expect(Math.abs(turned.width - flat.height)).toBeLessThan(4);
});

test('the sheet has two heights, by tap and by drag', async ({ page }) => {
  const meme = await new MemePage(page).open();
  const panel = await meme.panel('Text');
  await meme.panel('Picture');
  await meme.panel('Text');
  // Enough in it to fill the sheet at both heights.
  await panel.getByRole('button', { name: 'Add text' }).tap();
  await page.keyboard.press('Escape');
  for (let index = 0; index < 8; index++) await panel.getByRole('button', { name: 'Add text' }).tap();
  await meme.panel('Layers');
  const fingers = await Fingers.on(page);
  const stage = async () => (await stageRect(page)).height;
  const [larger, smaller] = ['Make the panel larger', 'Make the panel smaller'].map((name) => page.getByRole('button', { name }));
  const low = await stage();
  await larger.tap();
  await expect(smaller).toBeVisible();
  expect(await stage()).toBeLessThan(low - 100);
  await smaller.tap();
  expect(await stage()).toBe(low);

  const [x, y] = await middleOf(larger);
  await fingers.drag([x, y], [x, y - 120]);
  await expect(smaller).toBeVisible();
  const [, lower] = await middleOf(smaller);
  await fingers.drag([x, lower], [x, lower + 120]);
  await expect(larger).toBeVisible();
  expect(await stage()).toBe(low);
  // A drag that comes to nothing changes nothing, and neither does what a tap would.
  await fingers.press([x, y]);
  await fingers.move([x, y - 6]);
  await fingers.move([x, y]);
  await fingers.lift();
  expect(await pageView(page)).toEqual([0, 0, 1, 0, 0]);
});

test('each tab shows its panel, and only that', async ({ page }) => {
  await withText(page, 'mine');
  const tabs = page.getByRole('navigation', { name: 'Panels' });
  const controls = {
    Picture: page.getByRole('group', { name: 'Around it' }),
    Text: page.getByRole('textbox', { name: 'Text 3' }),
    Look: page.getByRole('group', { name: 'Presets' }),
    Layers: page.getByRole('button', { name: 'Lock mine' }),
  };
  for (const [name, control] of Object.entries(controls)) {
    await tabs.getByRole('button', { name, exact: true }).tap();
    await expect(control).toBeVisible();
    await expect(tabs.locator('[aria-pressed="true"]')).toHaveText([name]);
    for (const other of Object.values(controls)) if (other !== control) await expect(other).toBeHidden();
  }
});

test('a long panel is scrolled by a finger, and the page stays', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const panel = await meme.panel('Look');
  const fingers = await Fingers.on(page);
  const last = panel.locator('summary').getByText('Place', { exact: true });
  await expect(last).not.toBeInViewport();
  const [x, grip] = await middleOf(page.getByRole('button', { name: 'Make the panel larger' }));
  for (let swipe = 0; swipe < 15; swipe++) await fingers.drag([x, grip + 220], [x, grip + 40]);
  await expect(last).toBeInViewport();
  expect(await pageView(page)).toEqual([0, 0, 1, 0, 0]);
});
