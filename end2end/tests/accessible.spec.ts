import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { downloaded, giveFile, showExport } from './given';
import { DraftList, expectKept } from './kept';
import { Gallery } from './library';
import { LookPanel, withLook } from './look';
import { MemePage, Picture, type Rgba, distance, expect, fixture, test } from './meme';
import { NewMeme } from './new';
import { inPlace, onStage, withText } from './plain';

const isPhone = () => test.info().project.name === 'phone';

/** The list of drafts, with one in it. */
async function drafts(page: Page) {
  const meme = await new MemePage(page).open();
  await meme.panel('Text');
  await meme.write('a text that is long enough to be cut off somewhere', '');
  await expectKept(page, 'a text that is long enough to be cut off somewhere');
  const list = new DraftList(page, meme);
  await list.show();
  return list;
}

/** Each state of the page in which there is something else to see. */
const STATES: Record<string, (page: Page) => Promise<unknown>> = {
  'the page as it opens': (page) => new MemePage(page).open(),
  'the look of a text, with all that is folded in open': async (page) => {
    const { look } = await withLook(page, 'mine');
    for (const name of ['Shadow', 'Box behind the text', 'Place'] as const) await look.unfold(name);
    await expect(look.number('Rotation')).toBeVisible();
  },
  'the list of fonts': async (page) => {
    const { look } = await withLook(page, 'mine');
    await look.section.getByRole('button', { name: 'Font: Anton' }).click();
    await expect(look.section.getByRole('radio', { name: 'Lora' })).toBeVisible();
  },
  'a refused font': async (page) => {
    const { meme, look } = await withLook(page, 'mine');
    await look.section.getByRole('button', { name: 'Font: Anton' }).click();
    await page.getByLabel('Add a font file').setInputFiles({ name: 'a.ttf', mimeType: 'font/ttf', buffer: Buffer.from('none') });
    await meme.expectRefused('not a font');
  },
  'several texts selected': async (page) => {
    const { meme } = await withLook(page, 'mine');
    await onStage(page, 'mine').focus();
    await page.keyboard.press('Control+a');
    await meme.panel('Look');
    await expect(page.getByRole('region', { name: 'Look of 3 texts' })).toBeVisible();
  },
  'the list of layers, one locked, one hidden': async (page) => {
    const meme = await withText(page, 'mine');
    const layers = await meme.panel('Layers');
    await layers.getByRole('button', { name: 'Lock mine' }).click();
    await layers.getByRole('button', { name: 'Hide Text 1' }).click();
    await expect(layers.getByRole('button', { name: 'Show Text 1' })).toBeVisible();
  },
  'a layer’s name being written': async (page) => {
    const meme = await withText(page, 'mine');
    await (await meme.panel('Layers')).getByRole('button', { name: 'mine', exact: true }).dblclick();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  },
  'a text being written on the meme': async (page) => {
    await withText(page, 'mine');
    await page.keyboard.press('Enter');
    await expect(inPlace(page)).toBeFocused();
  },
  'the palette': async (page) => {
    await withText(page, 'mine');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  },
  'the palette with nothing found': async (page) => {
    await withText(page, 'mine');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command' }).fill('no such command');
    await expect(page.getByText('No command has that name.')).toBeVisible();
  },
  'the shortcuts': async (page) => {
    await withText(page, 'mine');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Shortcuts' }).getByRole('heading', { name: 'On the stage' })).toBeVisible();
  },
  'a new meme of a gradient': async (page) => {
    const dialog = await NewMeme.open(page, 'Blank');
    await dialog.radio('Filled with', 'Gradient').check();
    await expect(dialog.dialog.getByRole('spinbutton', { name: 'Direction', exact: true })).toBeVisible();
  },
  'a new meme of panels, one filled, a file refused': async (page) => {
    const dialog = await NewMeme.open(page, 'Panels');
    await dialog.choose(dialog.empty(1), fixture('cat.png'), fixture('text.png'));
    await expect(dialog.filled(1, 'cat.png')).toBeVisible();
    await expect(dialog.dialog.getByRole('alert')).toContainText('not a picture');
  },
  'the templates': async (page) => {
    const gallery = await Gallery.open(page);
    await gallery.field.fill('cat');
    await expect(gallery.template('Cat')).toBeVisible();
  },
  'the templates, with one of one’s own': async (page) => {
    const gallery = await Gallery.open(page);
    await gallery.save('Mine');
    await gallery.show();
    await expect(gallery.templates('Yours')).toHaveText(['Mine']);
  },
  'a template being saved without a name': async (page) => {
    const gallery = await Gallery.open(page);
    await gallery.dialog.getByRole('button', { name: 'Save as template' }).click();
    const form = page.getByRole('dialog', { name: 'Save as template' });
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(form.getByRole('alert')).toHaveText('Give it a name.');
  },
  'the drafts, one deleted, one being named': async (page) => {
    const list = await drafts(page);
    await list.dialog.getByRole('button', { name: /^Duplicate/ }).click();
    await expect(list.names).toHaveCount(2);
    await list.dialog.getByRole('button', { name: /^Delete/ }).first().click();
    await expect(list.names).toHaveCount(1);
    await list.dialog.getByRole('button', { name: /^Rename/ }).click();
    await expect(list.dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  },
  'drafts being selected': async (page) => {
    const list = await drafts(page);
    await list.dialog.getByRole('button', { name: 'Select' }).click();
    await list.dialog.getByRole('button', { name: 'All' }).click();
    await expect(list.dialog.getByRole('button', { name: 'Save 1 as a zip' })).toBeEnabled();
  },
  'the export': async (page) => {
    const shown = await showExport(await new MemePage(page).open());
    await shown.getByRole('radio', { name: 'JPEG' }).check();
    await expect(shown.getByLabel('Background colour')).toBeVisible();
    await expect(shown.getByText(/pixels, /)).toBeVisible();
  },
  'a picture that holds a meme': async (page) => {
    const meme = await new MemePage(page).open();
    await giveFile(meme, 'meme.png', (await downloaded(meme)).bytes);
    await expect(page.getByRole('dialog', { name: 'Edit on' })).toBeVisible();
  },
  'a refused picture, said at the button': async (page) => {
    const meme = await new MemePage(page).open();
    await meme.picker.setInputFiles(fixture('text.png'));
    await meme.expectRefused('not a picture');
  },
  'the picture panel': async (page) => {
    const meme = await new MemePage(page).open();
    await (await meme.panel('Picture')).getByRole('radio', { name: 'Frame' }).check();
  },
  'a tall sheet': async (page) => {
    const { meme } = await withLook(page, 'mine');
    const grip = page.getByRole('button', { name: 'Make the panel larger' });
    if (await grip.isVisible()) await grip.click();
    await meme.panel('Look');
  },
};

for (const [name, reach] of Object.entries(STATES)) {
  test(`for everybody: ${name}`, { tag: '@phone' }, async ({ page }) => {
    await reach(page);
    // The page has no frames, for which axe would open a page of its own.
    const found = async (axe: AxeBuilder) =>
      (await axe.setLegacyMode().analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect.soft(await found(new AxeBuilder({ page })), 'axe, light').toEqual([]);
    // In the dark there are other colours, at once where less motion is asked for, and nothing else.
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect.soft(await found(new AxeBuilder({ page }).withRules(['color-contrast'])), 'axe, dark').toEqual([]);
    expect.soft(await tooSmall(page, isPhone() ? 44 : 24), 'too small to be tapped or clicked').toEqual([]);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect.soft(await tooWide(page), 'cut off sideways with text of twice the size').toEqual([]);
    expect.soft(await overlapping(page), 'over each other with text of twice the size').toEqual([]);
  });
}

/** What has more to show sideways than it has room for, and cannot be scrolled either. */
const tooWide = (page: Page) =>
  page.evaluate(() => {
    const isSeen = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const troubles: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) troubles.push('the page');
    const checked = '.panel, .panel *, .top-bar, .top-bar *, .tabs, .tabs *, dialog[open], dialog[open] *';
    for (const element of document.querySelectorAll(checked)) {
      if (!(element instanceof HTMLElement) || !isSeen(element) || element.closest('.visually-hidden, svg')) continue;
      // A field of letters scrolls by itself, and long names end in an ellipsis on purpose.
      const style = getComputedStyle(element);
      if (element.matches('input, textarea') || style.textOverflow === 'ellipsis' || style.position === 'absolute') continue;
      const over = element.scrollWidth - element.clientWidth;
      if (element.clientWidth > 0 && over > 1) troubles.push(`${element.outerHTML.slice(0, 100)} by ${over} px`);
    }
    // Values of numbers are fields too, but no number may be cut off.
    for (const field of document.querySelectorAll<HTMLInputElement>('.panel input[type="number"], .panel .color-fields input[type="text"]')) {
      if (isSeen(field) && field.scrollWidth > field.clientWidth + 1) troubles.push(`${field.outerHTML.slice(0, 100)}: ${field.value}`);
    }
    return troubles;
  });

/** Controls, and words beside them, that lie over each other. */
const overlapping = (page: Page) =>
  page.evaluate(() => {
    const selector = 'button, select, textarea, summary, .picker-label, .choice, .tick, .face, input:not(.picker-input, .choice *, .tick *, .face *), .number > label, .field > label, legend, h2';
    // What lies under a dialog cannot be reached.
    const places = document.querySelector('dialog[open]') ? 'dialog' : ':is(.panel, .top-bar, .tabs)';
    const items = [...document.querySelectorAll(`${places} :is(${selector})`)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.visually-hidden'))
      .filter((element) => getComputedStyle(element).position !== 'absolute')
      .map((element) => ({ element, rect: element.getBoundingClientRect() }))
      .filter(({ rect }) => rect.width > 2 && rect.height > 2);
    const scrolling = '.face-list, .palette, .help, .panel, .new-settings, .gallery, .drafts';
    const troubles: string[] = [];
    for (const [index, a] of items.entries()) {
      for (const b of items.slice(index + 1)) {
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        // What scrolls in different boxes covers each other without being seen.
        if (a.element.closest(scrolling) !== b.element.closest(scrolling)) continue;
        const x = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
        const y = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
        if (x > 1 && y > 1) troubles.push(`${a.element.outerHTML.slice(0, 80)} and ${b.element.outerHTML.slice(0, 80)}`);
      }
    }
    return troubles;
  });

/** What is smaller than `least` CSS pixels in either direction. A control within a label is as large as the label. */
const tooSmall = (page: Page, least: number) =>
  page.evaluate((least) => {
    const troubles: string[] = [];
    for (const control of document.querySelectorAll<HTMLElement>('button, input, textarea, summary, [role="option"], [role="button"]')) {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.matches('.frame, .in-place *')) continue;
      const target = control.matches('.picker-input') ? control : (control.closest('label') ?? control);
      let { width, height } = target.getBoundingClientRect();
      if (width === 0) continue;
      if (control.matches('.handle')) {
        // What is hit is larger than what is seen.
        const hit = getComputedStyle(control, '::after');
        [width, height] = [Number.parseFloat(hit.width), Number.parseFloat(hit.height)];
      }
      const name = control.getAttribute('aria-label') ?? target.textContent?.trim();
      if (width < least - 0.1 || height < least - 0.1) {
        troubles.push(`${name || target.outerHTML.slice(0, 80)}: ${width.toFixed(1)} × ${height.toFixed(1)}`);
      }
    }
    return troubles;
  }, least);

test.describe('forced colours', { tag: '@phone' }, () => {
  test('the selection and the handles are seen', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await withText(page, 'mine');
    const frame = await onStage(page, 'mine').boundingBox();
    if (!frame) throw new Error('the text is not there');
    const shot = async (x: number, y: number, size: number) =>
      Picture.decode(await page.screenshot({ clip: { x: x - size / 2, y: y - size / 2, width: size, height: size }, scale: 'css' }));
    const isPlain = (pixel: Rgba) => distance(pixel, [90, 120, 150, 255]) <= 8;
    // Each corner has its handle, a dot of some 14 pixels that is not the picture's colour.
    for (const name of ['top left', 'top right', 'bottom left', 'bottom right']) {
      const handle = await page.getByRole('button', { name: `Resize ${name}`, exact: true }).boundingBox();
      if (!handle) throw new Error('there is no handle');
      const seen = await shot(handle.x + handle.width / 2, handle.y + handle.height / 2, 14);
      expect(seen.count((pixel) => !isPlain(pixel)), name).toBeGreaterThan(100);
      const colors = new Set<string>();
      seen.count((pixel) => !!colors.add(pixel.join()));
      expect(colors.size, 'a rim and a middle').toBeGreaterThan(1);
    }
    // Halfway between two corners, on the frame's edge.
    const edge = () => shot(frame.x + frame.width * 0.3, frame.y, 12);
    const selected = (await edge()).count((pixel) => !isPlain(pixel));
    await page.keyboard.press('Escape');
    await page.mouse.move(2, 2);
    await page.locator('.stage').focus();
    await expect(page.locator('.frame[aria-pressed="true"]')).toHaveCount(0);
    expect((await edge()).count((pixel) => !isPlain(pixel))).toBe(0);
    expect(selected).toBeGreaterThan(20);
  });

  test('what is chosen in the panels is told by more than its ground', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    const { look } = await withLook(page, 'mine');
    const outlineOf = (label: string) =>
      look.section.getByRole('radio', { name: label, exact: true }).evaluate((radio) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(radio.closest('label') as Element);
        return outlineStyle === 'none' ? '0px' : outlineWidth;
      });
    await page.locator('body').focus();
    expect(await outlineOf('AA')).not.toBe('0px');
    expect(await outlineOf('aa')).toBe('0px');
    const bold = look.button('Bold');
    const before = await bold.screenshot();
    await bold.click();
    await page.locator('.stage').focus();
    expect((await Picture.decode(await bold.screenshot())).difference(await Picture.decode(before), 64)).toBeGreaterThan(20);
  });
});

test('where less motion is asked for, nothing moves by itself', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = () =>
    page.evaluate(() => {
      const isLong = (durations: string) => durations.split(',').some((duration) => Number.parseFloat(duration) > 0);
      return [...document.querySelectorAll('*')]
        .filter((element) => {
          const styles = [getComputedStyle(element), getComputedStyle(element, '::before'), getComputedStyle(element, '::after')];
          return styles.some((style) => isLong(style.transitionDuration) || (style.animationName !== 'none' && isLong(style.animationDuration)));
        })
        .map((element) => element.outerHTML.slice(0, 80));
    });
  await withLook(page, 'mine');
  expect(await moving()).toEqual([]);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  expect(await moving()).toEqual([]);
  // And the check would tell: by default something does.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect((await moving()).length).toBeGreaterThan(0);
});

test.describe('light and dark', () => {
  const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.querySelector('.top-bar') as Element).backgroundColor);

  async function switchTheme(page: Page) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command' }).fill('light and dark');
    await page.keyboard.press('Enter');
  }

  test('follow the system, until one is chosen, which holds on the next visit', async ({ page }) => {
    await new MemePage(page).open();
    const light = await ground(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await ground(page);
    expect(dark).not.toBe(light);
    await switchTheme(page);
    await expect.poll(() => ground(page)).toBe(light);
    await expect(page.locator('p[role="status"]')).toHaveText('Light');

    // Before anything is painted: when the page's body begins, the choice has been made.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        observer.disconnect();
        Object.assign(window, { themeAtBody: document.documentElement.dataset.theme });
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    expect(await page.evaluate(() => (window as unknown as { themeAtBody: string }).themeAtBody)).toBe('light');
    expect(await ground(page)).toBe(light);
    await new MemePage(page).open();
    await switchTheme(page);
    await expect.poll(() => ground(page)).toBe(dark);
  });
});

test('what has the focus is never hidden by something else', { tag: '@phone' }, async ({ page }) => {
  const { meme, look } = await withLook(page, 'mine');
  for (const name of ['Shadow', 'Box behind the text', 'Place'] as const) await look.unfold(name);
  await page.locator('.stage').focus();
  const seen = new Set<string>();
  for (let index = 0; index < 160; index++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (element === document.body) return { name: 'the page', isInSight: true };
      const target = element.closest('label') ?? element;
      const { left, top, width, height } = target.getBoundingClientRect();
      // Some part of it is what a click there would hit.
      const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * width, top + y * height]));
      const isInSight = points.some(([x, y]) => {
        const hit = document.elementFromPoint(x, y);
        return hit !== null && (target.contains(hit) || element.contains(hit) || (element.matches('.frame') && hit.closest('.overlay') !== null));
      });
      return { name: `${element.getAttribute('aria-label') ?? target.textContent?.trim()} ${element.id} ${element.className}`, isInSight };
    });
    expect(focused.isInSight, focused.name).toBe(true);
    if (seen.has(focused.name) && focused.name.includes('Undo')) break;
    seen.add(focused.name);
  }
  expect(seen.size).toBeGreaterThan(40);
  await meme.panel('Look');
});

test('what is dragged can be done without dragging', { tag: '@phone' }, async ({ page }) => {
  const { look } = await withLook(page, 'mine');
  const number = (label: string) => look.number(label);
  await look.unfold('Place');
  // Moving, resizing and turning: by keys on the frame and its handles, and by numbers.
  await onStage(page, 'mine').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(number('X')).toHaveValue('310');
  await page.getByRole('button', { name: 'Resize bottom right', exact: true }).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(number('Height')).toHaveValue('170');
  await page.getByRole('button', { name: 'Rotate', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(number('Rotation')).toHaveValue('1');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(number('Rotation')).toHaveValue('-9');
  await look.set({ X: 20, Y: 30, Width: 500, Height: 200, Rotation: 15 });
  // A slider: by its field. The order of layers: by buttons. The height of a phone's sheet: by a tap.
  await look.set({ Opacity: 40 });
  await expect(look.slider('Opacity')).toHaveValue('40');
});

test('the page says what it is made of', { tag: '@phone' }, async ({ page }) => {
  const meme = await withText(page, 'mine');
  await LookPanel.open(meme);
  await expect(page.getByRole('banner')).toBeVisible();
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'MemeForge' })).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Preview' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Texts on the meme' })).toBeVisible();
  expect(await page.title()).toBe('MemeForge');
  // Every control that is seen has a name.
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, textarea')]
      .filter((control) => control.checkVisibility())
      .filter((control) => !(control.getAttribute('aria-label') || (control as HTMLInputElement).labels?.[0]?.textContent?.trim() || control.textContent?.trim()))
      .map((control) => control.outerHTML.slice(0, 100)),
  );
  expect(nameless).toEqual([]);
});
