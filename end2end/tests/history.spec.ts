import { type Page } from '@playwright/test';
import { LookPanel, withLook } from './look';
import { type MemePage, expect, fixture, test } from './meme';
import { inPlace, onStage, withText } from './plain';

const undo = (page: Page, step: string) => page.getByRole('button', { name: `Undo ${step}`, exact: true });
const redo = (page: Page, step: string) => page.getByRole('button', { name: `Redo ${step}`, exact: true });

/** Everything that changes the meme, and what its step is called. */
const STEPS: [string, (meme: MemePage, look: LookPanel) => Promise<unknown>][] = [
  ['typing', async (meme) => (await meme.panel('Text')).getByRole('textbox', { name: 'Text 3' }).fill('typed')],
  ['changing the picture', (meme) => meme.choose('cat.png')],
  ['changing the border', async (meme) => (await meme.panel('Picture')).getByRole('radio', { name: 'Frame' }).check()],
  ['adding a text', async (meme) => (await meme.panel('Text')).getByRole('button', { name: 'Add text' }).click()],
  ['changing the look', (_, look) => look.button('Italic').click()],
  ['applying a preset', (_, look) => look.button('Subtitle').click()],
  ['placing', async (_, look) => {
    await look.unfold('Place');
    await look.set({ Rotation: 20 });
  }],
  ['aligning', async (_, look) => {
    await look.unfold('Place');
    await look.button('Align right').click();
  }],
  ['duplicating', async (meme) => (await meme.panel('Layers')).getByRole('button', { name: 'Duplicate' }).click()],
  ['deleting', async (meme) => (await meme.panel('Layers')).getByRole('button', { name: 'Delete' }).click()],
  ['changing the order', async (meme) => (await meme.panel('Layers')).getByRole('button', { name: 'Send backward' }).click()],
  ['hiding', async (meme) => (await meme.panel('Layers')).getByRole('button', { name: 'Hide mine' }).click()],
  ['locking', async (meme) => (await meme.panel('Layers')).getByRole('button', { name: 'Lock mine' }).click()],
];

for (const [step, act] of STEPS) {
  test(`${step} is a step that is taken back and done again`, async ({ page }) => {
    const { meme, look } = await withLook(page, 'mine');
    const before = await meme.previewPicture();
    await act(meme, look);
    await expect(undo(page, step)).toBeVisible();
    await expect(undo(page, step)).toHaveAttribute('title', `Undo ${step} (Ctrl+Z)`);
    const after = await meme.previewPicture();
    await undo(page, step).click();
    await expect(redo(page, step)).toBeVisible();
    await expect(page.locator('p[role="status"]')).toHaveText(`Undone: ${step}`);
    await expect.poll(async () => isSame(await meme.previewPicture(), before)).toBe(true);
    await redo(page, step).click();
    await expect(undo(page, step)).toBeVisible();
    await expect.poll(async () => isSame(await meme.previewPicture(), after)).toBe(true);
  });
}

type Preview = Awaited<ReturnType<MemePage['previewPicture']>>;
const isSame = (a: Preview, b: Preview) => a.width === b.width && a.height === b.height && a.difference(b) === 0;

test('where nothing can be taken back or done again, the buttons say so', { tag: '@phone' }, async ({ page }) => {
  const meme = await withText(page, 'mine');
  await undo(page, 'typing').click();
  await undo(page, 'adding a text').click();
  await undo(page, 'changing the picture').click();
  await expect(meme.preview).toHaveAccessibleName(/cat\.webp/);
  for (const name of ['Undo', 'Redo changing the picture']) await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  const nothing = page.getByRole('button', { name: 'Undo', exact: true });
  await expect(nothing).toHaveAttribute('aria-disabled', 'true');
  await expect(nothing).toHaveAttribute('title', 'Undo: Nothing to undo');
  // It stays within reach, for whoever wants to know.
  await nothing.click({ force: true });
  await expect(page.locator('p[role="status"]')).toHaveText('Nothing to undo');
  // A new step, and there is nothing to do again.
  await (await meme.panel('Text')).getByRole('textbox', { name: 'Top text' }).fill('new');
  await expect(page.getByRole('button', { name: 'Redo', exact: true })).toHaveAttribute('aria-disabled', 'true');
});

test('typing in one go is one step, in the field and on the meme', { tag: '@phone' }, async ({ page }) => {
  const meme = await withText(page, 'mine');
  await (await meme.panel('Text')).getByRole('textbox', { name: 'Top text' }).pressSequentially('in one go');
  await undo(page, 'typing').click();
  await expect(meme.topText).toHaveValue('');
  await expect(onStage(page, 'mine')).toBeVisible();

  await onStage(page, 'mine').focus();
  await page.keyboard.press('Enter');
  await expect(inPlace(page)).toBeFocused();
  await page.keyboard.type(' and more');
  await page.keyboard.press('Control+z');
  await expect(inPlace(page)).toHaveValue('mine');
});

test('a step is not lost when a picture is refused', async ({ page }) => {
  const meme = await withText(page, 'mine');
  await meme.picker.setInputFiles(fixture('text.png'));
  await meme.expectRefused('not a picture');
  await undo(page, 'typing').click();
  await redo(page, 'typing').click();
  await expect(onStage(page, 'mine')).toBeVisible();
});
