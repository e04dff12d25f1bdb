import { type Page } from '@playwright/test';
import { type MemePage, expect, test } from './meme';
import { addText, ink, inPlace, onStage, said, withText } from './plain';
import { memeRect } from './stage';

const help = (page: Page) => page.getByRole('dialog', { name: 'Shortcuts' });
const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands' });
const field = (page: Page) => page.getByRole('combobox', { name: 'Find a command' });
const place = async (page: Page) => (await said(page).textContent())?.match(/X (-?\d+), Y (-?\d+)/)?.slice(1).map(Number) ?? [];
const order = (page: Page) => page.getByRole('region', { name: 'Layers' }).locator('.layer-select').allTextContents();

/** From the front to the back, with the text `mine` in the middle and selected. */
async function between(page: Page) {
  await page.keyboard.press('Control+[');
  await expect.poll(() => order(page)).toEqual(['Text 2', 'mine', 'Text 1']);
}

const expectOrder = (...names: string[]) => (page: Page) => expect.poll(() => order(page)).toEqual(names);

/** Where a text of 600 × 160 that was at 300, 320 is said to be. */
const expectPlace = (x: number, y: number) => (page: Page) => expect.poll(() => place(page)).toEqual([x, y]);

/** Where the text of 600 × 160 has come in the export. */
type Ink = Awaited<ReturnType<typeof ink>>;

const expectMoved = (x: number, y: number) => async (page: Page, meme: MemePage, before: Ink) => {
  const after = await ink(meme);
  expect([after.left - before.left, after.top - before.top]).toEqual([x, y]);
};

interface Check {
  /** What is done before the keys are pressed. The text `mine` is selected, has the focus, and stands at 300, 320. */
  prepare?: (page: Page) => Promise<unknown>;
  /** Whether the keys have done what they should. */
  /** Where it was before is found out only where this asks for it. */
  did: (page: Page, meme: MemePage, before: Ink) => Promise<unknown>;
}

/** What each command of the help sheet does. */
const CHECKS: Record<string, Check> = {
  'Choose a picture': { prepare: expectFileChooser, did: (page) => fileChooser.get(page) ?? Promise.reject(new Error('not asked')) },
  Download: { prepare: expectDownload, did: (page) => download.get(page) ?? Promise.reject(new Error('not asked')) },
  'Find a command': { did: (page) => expect(field(page)).toBeFocused() },
  'Show shortcuts': { did: (page) => expect(help(page)).toBeVisible() },
  Templates: { did: (page) => expect(page.getByRole('searchbox', { name: 'Find a template' })).toBeFocused() },
  'Copy link': { did: (page) => expect(said(page)).toHaveText(/^Link copied/) },
  Drafts: { did: (page) => expect(page.getByRole('searchbox', { name: 'Find a draft' })).toBeFocused() },
  Export: { did: (page) => expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible() },
  'Copy as a picture': { did: (page) => expect(said(page)).toHaveText(/^(Copied as a picture)?$/) },
  'New meme': { did: (page) => expect(page.getByRole('dialog', { name: 'New meme' }).getByRole('radio', { name: 'Blank' })).toBeFocused() },
  'Add text': { did: (page) => expect(inPlace(page)).toBeFocused() },
  'Edit text': { did: (page) => expect(inPlace(page)).toHaveValue('mine') },
  Copy: { did: (page) => expect(said(page)).toHaveText('Text copied') },
  Cut: { did: (page) => expect(onStage(page, 'mine')).toHaveCount(0) },
  Paste: { prepare: (page) => page.keyboard.press('Control+c'), did: (page) => expect(onStage(page, 'mine')).toHaveCount(2) },
  'Show the menu': { did: (page) => expect(page.getByRole('menu', { name: 'Text' })).toBeVisible() },
  Duplicate: { did: (page) => expect(onStage(page, 'mine')).toHaveCount(2) },
  Delete: { did: (page) => expect(onStage(page, 'mine')).toHaveCount(0) },
  Rename: { did: (page) => expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused() },
  'Copy look': { did: (page) => expect(said(page)).toHaveText('Look copied') },
  'Paste look': {
    prepare: (page) => page.keyboard.press('Control+Alt+c'),
    did: (page) => expect(said(page)).toHaveText('Look pasted'),
  },
  'Lock or unlock': { did: (page) => expect(onStage(page, 'mine, locked')).toBeVisible() },
  Hide: { did: (page) => expect(onStage(page, 'mine')).toHaveCount(0) },
  'Select all texts': { did: (page) => expect(said(page)).toHaveText('3 texts selected') },
  'Select nothing': { did: (page) => expect(page.locator('.frame[aria-pressed="true"]')).toHaveCount(0) },
  'Bring to front': { prepare: between, did: expectOrder('mine', 'Text 2', 'Text 1') },
  'Bring forward': { prepare: between, did: expectOrder('mine', 'Text 2', 'Text 1') },
  'Send backward': { did: expectOrder('Text 2', 'mine', 'Text 1') },
  'Send to back': { did: expectOrder('Text 2', 'Text 1', 'mine') },
  'Align left': { did: expectMoved(-300, 0) },
  'Align centres': { prepare: (page) => page.keyboard.press('Alt+a'), did: expectMoved(0, 0) },
  'Align right': { did: expectMoved(300, 0) },
  'Align top': { did: expectMoved(0, -320) },
  'Align middles': { prepare: (page) => page.keyboard.press('Alt+w'), did: expectMoved(0, 0) },
  'Align bottom': { did: expectMoved(0, 320) },
  'Move left by 1 px': { did: expectPlace(299, 320) },
  'Move right by 1 px': { did: expectPlace(301, 320) },
  'Move up by 1 px': { did: expectPlace(300, 319) },
  'Move down by 1 px': { did: expectPlace(300, 321) },
  'Move left by 10 px': { did: expectPlace(290, 320) },
  'Move right by 10 px': { did: expectPlace(310, 320) },
  'Move up by 10 px': { did: expectPlace(300, 310) },
  'Move down by 10 px': { did: expectPlace(300, 330) },
  Undo: { did: (page) => expect(said(page)).toHaveText('Undone: typing') },
  Redo: { prepare: (page) => page.keyboard.press('Control+z'), did: (page) => expect(said(page)).toHaveText('Redone: typing') },
  'Zoom in': { prepare: rememberWidth, did: async (page) => expect(await zoomed(page)).toBeCloseTo(1.25, 2) },
  'Zoom out': { prepare: rememberWidth, did: async (page) => expect(await zoomed(page)).toBeCloseTo(0.8, 2) },
  'Zoom to fit': {
    prepare: async (page) => {
      await rememberWidth(page);
      await page.keyboard.press('Control+=');
    },
    did: async (page) => expect(await zoomed(page)).toBe(1),
  },
  'Zoom to 100 %': { did: async (page) => expect((await memeRect(page)).width).toBeCloseTo(1200, 0) },
};

const widths = new WeakMap<Page, number>();
async function rememberWidth(page: Page) {
  widths.set(page, (await memeRect(page)).width);
}
const zoomed = async (page: Page) => (await memeRect(page)).width / (widths.get(page) ?? Number.NaN);

const fileChooser = new WeakMap<Page, Promise<unknown>>();
async function expectFileChooser(page: Page) {
  fileChooser.set(page, page.waitForEvent('filechooser'));
}
const download = new WeakMap<Page, Promise<unknown>>();
async function expectDownload(page: Page) {
  download.set(page, page.waitForEvent('download'));
}

/** What is listed under a heading of the help sheet: labels with their keys. */
async function listed(page: Page) {
  await page.keyboard.press('?');
  await expect(help(page).getByRole('heading', { name: 'On the stage' })).toBeVisible();
  const rows = await help(page).evaluate((dialog) =>
    [...dialog.querySelectorAll('section')].flatMap((section) =>
      [...section.querySelectorAll('dl > div')].map((row) => ({
        group: section.querySelector('h3')?.textContent ?? '',
        label: row.querySelector('dt')?.textContent ?? '',
        keys: row.querySelector('dd')?.textContent?.trim() ?? '',
      })),
    ),
  );
  await page.keyboard.press('Escape');
  await expect(help(page)).toBeHidden();
  const isByPointer = ({ group }: { group: string }) => group === 'On the stage';
  return { commands: rows.filter((row) => !isByPointer(row)), byPointer: rows.filter(isByPointer) };
}

/** As Playwright names the keys. */
const press = (keys: string) => {
  const names: Record<string, string> = { '←': 'ArrowLeft', '→': 'ArrowRight', '↑': 'ArrowUp', '↓': 'ArrowDown', Del: 'Delete', Esc: 'Escape' };
  const isPlus = keys.endsWith('++');
  const parts = isPlus ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+');
  return parts
    .map((part, index) => (index < parts.length - 1 ? part.replace('Ctrl', 'Control') : (names[part] ?? (part.length === 1 ? part.toLowerCase() : part))))
    .join('+');
};

test('the help sheet lists what is tested here, and what pointers do', async ({ page }) => {
  await withText(page, 'mine');
  const { commands, byPointer } = await listed(page);
  expect(commands.map(({ label }) => label).sort()).toEqual(Object.keys(CHECKS).sort());
  expect(new Set(commands.map(({ keys }) => keys)).size).toBe(commands.length);
  for (const { keys } of commands) expect(keys).not.toBe('');
  expect(byPointer.length).toBeGreaterThan(5);
});

// The keys come from the help sheet itself, some on one page so that it does not have to be opened again and again.
const labels = Object.keys(CHECKS);
const GROUP = 7;
for (let first = 0; first < labels.length; first += GROUP) {
  const group = labels.slice(first, first + GROUP);
  test(`the listed keys do it: ${group.join(', ')}`, async ({ page }) => {
    let keysOf: Map<string, string> | undefined;
    for (const label of group) {
      await test.step(label, async () => {
        const meme = await withText(page, 'mine');
        keysOf ??= new Map((await listed(page)).commands.map((row) => [row.label, row.keys]));
        await onStage(page, 'mine').focus();
        const { prepare, did } = CHECKS[label];
        const before = did.length > 2 ? await ink(meme) : undefined;
        await onStage(page, 'mine').focus();
        await prepare?.(page);
        await page.keyboard.press(press(keysOf.get(label) ?? ''));
        await did(page, meme, before as Ink);
      });
    }
  });
}

test('the palette has every command, with the same keys', async ({ page }) => {
  await withText(page, 'mine');
  const { commands } = await listed(page);
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  const options = await palette(page)
    .getByRole('option')
    .evaluateAll((options) => options.map((option) => [option.querySelector('span')?.textContent, option.querySelector('kbd')?.textContent]));
  for (const { label, keys } of commands) {
    // Undoing says what it would undo.
    const found = options.find(([name, theirs]) => theirs === keys && name?.startsWith(label));
    expect(found, `${label} by ${keys}`).toBeTruthy();
  }
  // And those that have no keys.
  for (const label of ['Switch between light and dark', 'Distribute horizontally']) {
    await field(page).fill(label);
    await expect(palette(page).getByRole('option')).toHaveCount(1);
  }
  await field(page).fill('no such command');
  await expect(palette(page).getByText('No command has that name.')).toBeVisible();
  await field(page).fill('ALIGN LEFT');
  await expect(palette(page).getByRole('option')).toHaveText([/^Align left/]);
});

test('arrows go through the palette, around its ends', async ({ page }) => {
  await withText(page, 'mine');
  await page.keyboard.press('Control+k');
  await field(page).fill('align');
  const options = palette(page).getByRole('option');
  const chosen = palette(page).getByRole('option', { selected: true });
  await expect(chosen).toHaveText((await options.first().textContent()) ?? '');
  await page.keyboard.press('ArrowUp');
  await expect(chosen).toHaveText((await options.last().textContent()) ?? '');
  await expect(chosen).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(chosen).toHaveText((await options.nth(1).textContent()) ?? '');
  expect(await field(page).getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
});

test('Escape gives up from the inside out', async ({ page }) => {
  const meme = await withText(page, 'mine');
  const before = await ink(meme);
  await onStage(page, 'mine').focus();

  // A dialog over the page, which takes nothing else along.
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await expect(onStage(page, 'mine')).toBeFocused();
  await expect(onStage(page, 'mine')).toHaveAttribute('aria-pressed', 'true');

  // A drag.
  const box = await onStage(page, 'mine').boundingBox();
  if (!box) throw new Error('the text is not there');
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + 90, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await onStage(page, 'mine').boundingBox()).toEqual(box);
  expect(await ink(meme)).toEqual(before);
  await onStage(page, 'mine').focus();

  // Writing: the text stays selected.
  await page.keyboard.press('Enter');
  await expect(inPlace(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(inPlace(page)).toBeHidden();
  await expect(onStage(page, 'mine')).toBeFocused();
  await expect(onStage(page, 'mine')).toHaveAttribute('aria-pressed', 'true');

  // The selection, and then there is nothing to give up.
  await page.keyboard.press('Escape');
  await expect(page.locator('.frame[aria-pressed="true"]')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(onStage(page, 'mine')).toBeVisible();
});

test('a dialog keeps the focus, closes by its button and by a click beside it, and gives the focus back', async ({ page }) => {
  await withText(page, 'mine');
  await page.keyboard.press('?');
  await expect(help(page)).toBeVisible();
  for (let index = 0; index < 6; index++) {
    await page.keyboard.press('Tab');
    const isOutside = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused !== document.body && focused?.closest('dialog') === null;
    });
    expect(isOutside).toBe(false);
  }
  await help(page).getByRole('button', { name: 'Close' }).click();
  await expect(help(page)).toBeHidden();
  await expect(onStage(page, 'mine')).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.mouse.click(5, 5);
  await expect(palette(page)).toBeHidden();
  await expect(onStage(page, 'mine')).toBeFocused();
});

test('the palette is used by mouse', async ({ page }) => {
  await withText(page, 'mine');
  await page.getByRole('button', { name: 'Find a command', exact: true }).click();
  await field(page).fill('duplicate');
  await palette(page).getByRole('option', { name: /^Duplicate/ }).click();
  await expect(palette(page)).toBeHidden();
  await expect(onStage(page, 'mine')).toHaveCount(2);
  // A click on what is no option does nothing.
  await page.getByRole('button', { name: 'Find a command', exact: true }).click();
  await field(page).fill('no such command');
  await palette(page).getByText('No command has that name.').click();
  await expect(field(page)).toBeVisible();
});

test('letters are left to fields: no command is done while typing', async ({ page }) => {
  const meme = await withText(page, 'mine');
  await addText(page, 'other');
  await meme.topText.focus();
  await page.keyboard.type('t?[]');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Delete');
  await page.keyboard.press('ArrowLeft');
  await expect(meme.topText).toHaveValue('t?[');
  await expect(help(page)).toBeHidden();
  await expect(page.locator('.frame')).toHaveCount(4);
});
