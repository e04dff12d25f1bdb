// Keys of keyboards that are not Latin, and of input methods.
import { type Page } from '@playwright/test';
import { MemePage, expect, test } from './meme';
import { inPlace, onStage, said, withText } from './plain';

type Held = 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey';

/** Presses a key of another keyboard where the focus is. Returns whether the page has kept the browser from doing anything. */
const press = (page: Page, key: string, code: string, ...held: Held[]) =>
  page.evaluate(
    ({ key, code, held }) => {
      const options = { key, code, bubbles: true, cancelable: true, composed: true };
      const event = new KeyboardEvent('keydown', Object.assign(options, Object.fromEntries(held.map((name) => [name, true]))));
      return !(document.activeElement ?? document.body).dispatchEvent(event);
    },
    { key, code, held },
  );

const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands' });

for (const [layout, t, z, k] of [
  ['Russian', 'е', 'я', 'л'],
  ['Greek', 'τ', 'ζ', 'κ'],
  ['Hebrew', 'א', 'ז', 'ל'],
  ['Arabic', 'ف', 'ئ', 'ن'],
]) {
  test(`shortcuts are found on a keyboard that is ${layout}`, async ({ page }) => {
    await withText(page, 'mine');
    await press(page, t, 'KeyT');
    await expect(inPlace(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.locator('.frame')).toHaveCount(4);
    await press(page, z, 'KeyZ', 'ctrlKey');
    await expect(page.locator('.frame')).toHaveCount(3);
    await press(page, k, 'KeyK', 'ctrlKey');
    await expect(palette(page)).toBeVisible();
  });
}

test('Option and a letter are a shortcut on a Mac', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' }));
  await withText(page, 'mine');
  const left = async () => (await onStage(page, 'mine').boundingBox())?.x ?? Number.NaN;
  const before = await left();
  await press(page, 'å', 'KeyA', 'altKey');
  await expect.poll(left).toBeLessThan(before);
  await press(page, '∂', 'KeyD', 'altKey');
  await expect.poll(left).toBeGreaterThan(before);
});

test('Ctrl+0 and Ctrl+1 zoom on a French keyboard', async ({ page }) => {
  await withText(page, 'mine');
  const zoom = page.locator('.magnification');
  const fit = (await zoom.textContent()) ?? '';
  await press(page, '&', 'Digit1', 'ctrlKey');
  await expect(zoom).toHaveText('100 %');
  await press(page, 'à', 'Digit0', 'ctrlKey');
  await expect(zoom).toHaveText(fit);
});

/** Presses a key that the input method takes: in the middle of a word, and as Safari tells of it after the word. */
const compose = async (page: Page, key: string) => {
  for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
    await page.evaluate(
      ({ key, how }) => {
        const event = new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...how });
        document.activeElement?.dispatchEvent(event);
      },
      { key, how },
    );
  }
};

test('keys that end a word of an input method do nothing else', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const keys = ['Enter', 'ArrowDown', 'Escape', 'Tab'];
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await field.fill('theme');
  const chosen = await field.getAttribute('aria-activedescendant');
  for (const key of keys) await compose(page, key);
  await expect(field).toBeFocused();
  expect(await field.getAttribute('aria-activedescendant')).toBe(chosen);
  await page.keyboard.press('Escape');

  await onStage(page, 'mine').focus();
  await page.keyboard.press('Shift+F2');
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('なまえ');
  for (const key of keys) await compose(page, key);
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Layers' }).getByRole('button', { name: 'なまえ', exact: true })).toBeFocused();

  const size = page.getByRole('spinbutton', { name: 'Size', exact: true });
  await size.focus();
  const value = await size.inputValue();
  for (const key of ['ArrowUp', ...keys]) await compose(page, key);
  await expect(size).toHaveValue(value);

  await page.locator('.stage').focus();
  await page.keyboard.press('m');
  const search = page.getByRole('searchbox', { name: 'Find a template' });
  await search.fill('drake');
  await expect(page.locator('.gallery .thumb').first()).toBeVisible();
  for (const key of keys) await compose(page, key);
  await expect(search).toBeFocused();
  // What was looked for goes first, and then the dialog.
  await page.keyboard.press('Escape');
  if (await search.isVisible()) await page.keyboard.press('Escape');
  await expect(search).toBeHidden();

  await onStage(page, 'なまえ').focus();
  await page.keyboard.press('Enter');
  for (const key of keys) await compose(page, key);
  await expect(inPlace(page)).toBeFocused();
  await meme.expectOpened('plain.png');
});

test('a real composition ends by Enter, and nothing else does', async ({ page, browserName }) => {
  await new MemePage(page).open();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await expect(field).toBeFocused();
  if (browserName === 'chromium') {
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'theme', selectionStart: 5, selectionEnd: 5 });
  } else {
    await field.fill('theme');
    await compose(page, 'Enter');
  }
  const before = await page.locator('html').getAttribute('data-theme');
  if (browserName === 'chromium') await page.keyboard.press('Enter');
  await expect(field).toBeVisible();
  expect(await page.locator('html').getAttribute('data-theme')).toBe(before);
  await expect(said(page)).not.toHaveText(/theme/i);
});
