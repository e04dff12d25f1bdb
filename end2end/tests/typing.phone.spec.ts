import { type Locator, type Page } from '@playwright/test';
import { MemePage, expect, test } from './meme';
import { inPlace, onStage, withText } from './plain';
import { stageRect } from './stage';

/** What a keyboard leaves of a window 844 pixels high. */
const LEFT = 480;

/** Phones bring what is written in into sight themselves, where it can be scrolled to. */
const showField = (page: Page) => page.evaluate(() => document.activeElement?.scrollIntoView({ block: 'nearest' }));

/** A phone's keyboard comes up: the window gets lower, as Android and the page's viewport setting have it. */
async function lowersWindow(page: Page) {
  await page.setViewportSize({ width: 390, height: LEFT });
  await showField(page);
}

/** The window stays, and only its visual viewport gets lower, as on an iPhone. */
async function coversWindow(page: Page) {
  await page.evaluate((height) => {
    const view = window.visualViewport as VisualViewport;
    Object.defineProperty(view, 'height', { get: () => height });
    view.dispatchEvent(new Event('resize'));
  }, LEFT);
  await showField(page);
}

/** What is left by the keyboard shows all of it, and nothing lies over it. */
async function expectInSight(element: Locator, what: string) {
  await expect(async () => {
    const box = await element.boundingBox();
    if (!box) throw new Error(`${what} is not there`);
    expect(box.y, `${what}: its top`).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height, `${what}: its bottom`).toBeLessThan(LEFT + 1);
    expect(box.height, `${what}: its height`).toBeGreaterThan(16);
    const isOnTop = await element.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return element === hit || element.contains(hit) || hit?.closest('.in-place') !== null;
    });
    expect(isOnTop, `${what} is covered`).toBe(true);
  }).toPass({ timeout: 3000 });
}

for (const [keyboard, comesUp] of [
  ['that makes the window lower', lowersWindow],
  ['that covers the window', coversWindow],
] as const) {
  test.describe(`a keyboard ${keyboard}`, () => {
    for (const label of ['Top text', 'Bottom text', 'Text 3']) {
      test(`leaves the field and the text in sight: ${label}`, async ({ page }) => {
        const meme = await withText(page, 'mine');
        const field = (await meme.panel('Text')).getByRole('textbox', { name: label });
        await field.tap();
        await comesUp(page);
        await field.fill('typed by thumb');
        await expectInSight(field, 'the field');
        await expectInSight(onStage(page, 'typed by thumb'), 'the text');
        // Nothing else moves there: what was typed last is where it was.
        await page.keyboard.type('!');
        await expectInSight(onStage(page, 'typed by thumb!'), 'the text');
      });
    }

    for (const at of ['top', 'middle', 'bottom']) {
      test(`leaves a text that is written on the stage in sight: at the ${at}`, async ({ page }) => {
        const meme = await withText(page, 'mine');
        await meme.write('top', 'bottom');
        const frame = onStage(page, at === 'middle' ? 'mine' : at);
        await frame.tap();
        await frame.tap();
        await expect(inPlace(page)).toBeFocused();
        await comesUp(page);
        await page.keyboard.type('!');
        await expectInSight(inPlace(page), 'the field');
        // Letters that can be read: a line of the field is as high as a line of the text.
        expect((await inPlace(page).boundingBox())?.height).toBeGreaterThan(20);
        expect((await stageRect(page)).height).toBeGreaterThan(200);
      });
    }

    test('leaves the number that is typed in sight, and the text that it changes', async ({ page }) => {
      const meme = await withText(page, 'mine');
      const panel = await meme.panel('Look');
      const field = panel.getByRole('spinbutton', { name: 'Line height', exact: true });
      await field.tap();
      await comesUp(page);
      await expectInSight(field, 'the field');
      await expectInSight(onStage(page, 'mine'), 'the text');
    });
  });
}

test('when the keyboard goes, everything is where it was', async ({ page }) => {
  const meme = await new MemePage(page).open();
  const before = await stageRect(page);
  await meme.topText.tap();
  await lowersWindow(page);
  await expect(page.getByRole('navigation', { name: 'Panels' })).toBeHidden();
  await meme.topText.blur();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('navigation', { name: 'Panels' })).toBeVisible();
  expect(await stageRect(page)).toEqual(before);
});
