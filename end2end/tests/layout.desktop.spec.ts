// Content of any length, and windows of any size: all is in the window, and can be reached.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { MemePage, expect, fixture, test } from './meme';

const WIDTHS = [320, 390, 768, 960, 1024, 1280, 1920];

/** Names without a space, of so many letters with their extension. */
const NAMES = [20, 57, 60, 250].map((letters) => `${'Screenshot_2024-01-01-10-00-00-123_com.android.chrome'.repeat(9).slice(0, letters - 4)}.png`);

/** What can be pressed or typed into and is not in the window, of what is seen at all; and what scrolls sideways. */
const outside = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const root = document.querySelector('dialog[open]') ?? document.body;
    for (const element of root.querySelectorAll<HTMLElement>('button, input, textarea, label, p, h2, h3')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.overlay, .visually-hidden, .picker-input')) continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 1 && (left < -0.5 || right > innerWidth + 0.5)) found.push(`${element.tagName} ${element.textContent || element.id}: ${left} to ${right}`);
    }
    for (const element of [document.documentElement, ...root.querySelectorAll<HTMLElement>('#page, .panel, dialog, dialog > *, dialog > * > *')]) {
      if (element.closest('.visually-hidden')) continue;
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible') found.push(`${element.className || element.tagName} scrolls sideways`);
    }
    return found;
  });

async function expectInside(page: Page, what: string) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await outside(page), `${what} at ${width}`).toEqual([]);
  }
}

for (const name of NAMES) {
  test(`a name of ${name.length} letters widens nothing`, async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.picker.setInputFiles({ name, mimeType: 'image/png', buffer: readFileSync(fixture('cat.png')) });
    await meme.expectOpened(name);
    await expectInside(page, 'the file');

    await page.setViewportSize({ width: 1280, height: 800 });
    const file = page.locator('.file-name .name');
    await expect(file).toHaveText(name);
    await expect(file).toHaveAttribute('title', name);
    // The extension is seen, whatever is left out.
    const [end, download] = [await file.locator('span').last().boundingBox(), await meme.downloadButton.boundingBox()];
    expect((end?.x ?? 0) + (end?.width ?? 0)).toBeLessThan(download?.x ?? 0);
    expect(await file.evaluate((file) => getComputedStyle(file.firstElementChild as Element).textOverflow)).toBe('ellipsis');

    // A layer.
    await meme.topText.fill(name);
    await page.locator('.layer-select').last().dblclick();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page.keyboard.press('Enter');
    await expectInside(page, 'a layer');
    await page.setViewportSize({ width: 1280, height: 800 });

    // A font of one's own.
    await page.getByRole('button', { name: /^Font: / }).click();
    const font = readFileSync(new URL('../../public/fonts/bangers-latin-400-normal.woff2', import.meta.url));
    await page.getByLabel('Add a font file').setInputFiles({ name: name.replace(/png$/, 'woff2'), mimeType: 'font/woff2', buffer: font });
    await expect(page.getByRole('button', { name: /^Font: Screenshot/ })).toBeVisible();
    await expectInside(page, 'a font');
    await page.setViewportSize({ width: 1280, height: 800 });

    // A template of one's own, with what is announced of it.
    await meme.downloadButton.focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command' }).fill('save as template');
    await page.keyboard.press('Enter');
    await expectInside(page, 'the name of a template');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.locator('.toast')).toBeVisible();
    await expectInside(page, 'a toast');
    for (const [open, dialog] of [
      ['Templates', 'Templates'],
      ['Drafts', 'Drafts'],
      ['Export', 'Export'],
    ]) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await meme.downloadButton.focus();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Find a command' }).fill(open);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
      await expectInside(page, dialog);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }

    // A notice.
    await page.setViewportSize({ width: 1280, height: 800 });
    await meme.picker.setInputFiles({ name, mimeType: 'image/png', buffer: Buffer.from('x') });
    await expect(meme.alert).toBeVisible();
    await expectInside(page, 'a notice');
  });
}

for (const [width, height] of [
  [320, 256],
  [341, 192],
  [360, 300],
  [320, 200],
  [480, 270],
  [667, 375],
  [1280, 220],
]) {
  test.describe(`a window of ${width} × ${height}`, () => {
    test('shows all of it, and scrolls in one direction', async ({ page }) => {
      await page.setViewportSize({ width, height });
      const meme = await new MemePage(page).open();
      expect(await outside(page)).toEqual([]);
      const canvas = page.locator('#memeCanvas');
      await canvas.scrollIntoViewIfNeeded();
      const box = await canvas.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(120);
      expect((box?.y ?? -1) + (box?.height ?? 0)).toBeLessThanOrEqual(height + 1);

      // By keyboard everything comes into sight.
      const reached = new Set<string>();
      for (const name of width < 960 ? (['Picture', 'Text', 'Look', 'Layers'] as const) : (['Text'] as const)) {
        const panel = await meme.panel(name);
        await panel.scrollIntoViewIfNeeded();
        const first = panel.locator('button, input, textarea').first();
        await first.focus();
        for (let index = 0; index < 12; index++) {
          const seen = await page.evaluate(() => {
            const focused = document.activeElement as HTMLElement;
            const shown = focused.matches('.picker-input, .choice input, .face input') ? (focused.parentElement as HTMLElement) : focused;
            const { top, bottom, left, right } = shown.getBoundingClientRect();
            const isSeen = Math.min(bottom, innerHeight) - Math.max(top, 0) > Math.min(20, bottom - top - 1) && left >= -0.5 && right <= innerWidth + 0.5;
            return { isSeen, name: focused.id || focused.getAttribute('aria-label') || focused.textContent || focused.tagName, at: [top, bottom, left, right].join() };
          });
          if (seen.name === 'BODY') break;
          reached.add(seen.name);
          expect(seen.isSeen, `${seen.name} is in sight: ${seen.at}`).toBe(true);
          await page.keyboard.press('Tab');
        }
      }
      expect([...reached]).toEqual(expect.arrayContaining(['topText', 'bottomText']));
    });

    test('has room for each dialog', async ({ page }) => {
      await page.setViewportSize({ width, height });
      const meme = await new MemePage(page).open();
      for (const name of ['Templates', 'Drafts', 'Export', 'New', 'Shortcuts', 'Save as template']) {
        await meme.downloadButton.focus();
        await page.keyboard.press('Control+k');
        await page.getByRole('combobox', { name: 'Find a command' }).fill(name);
        await page.keyboard.press('Enter');
        const dialog = page.getByRole('dialog');
        await expect(dialog.locator('.dialog-bar')).toBeVisible();
        await page.waitForTimeout(200);
        expect(await outside(page), name).toEqual([]);
        // The last thing in it can be brought into sight.
        const last = dialog.locator('button:visible:not(:disabled), input:visible').last();
        await last.scrollIntoViewIfNeeded();
        const box = await last.boundingBox();
        expect((box?.y ?? -99) + (box?.height ?? 0), `the end of ${name}`).toBeLessThanOrEqual(height + 1);
        expect(box?.y, `the end of ${name}`).toBeGreaterThanOrEqual(-1);
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
      }
    });
  });
}

test('a wheel over a meme that is seen as a whole scrolls a page that is too low', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await new MemePage(page).open();
  await page.mouse.move(160, 130);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.locator('#page').evaluate((page) => page.scrollTop)).toBeGreaterThan(50);
});
