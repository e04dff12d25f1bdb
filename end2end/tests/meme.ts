// What the tests share: the page as people find their way around on it, and pictures as pixels.
import { readFileSync } from 'node:fs';
import { type BrowserContext, type Locator, type Page, test as base, expect } from '@playwright/test';
import { Picture, fixture } from '../picture.mjs';

export { expect };
export { Picture, distance, fixture, isBlack, isWhite } from '../picture.mjs';
export type Rgba = [number, number, number, number];
export type Box = { left: number; top: number; right: number; bottom: number };

/** The contexts that the tests of a worker share, by the options they were made with. */
type Contexts = Map<string, BrowserContext>;

/** A context with a page that stays, so that the process of this site does, and what it has compiled. */
async function kept(context: BrowserContext) {
  await (await context.newPage()).goto('/health');
  return context;
}

/** Closes the pages of a test, and takes away what it kept and was granted. What was fetched and compiled stays. */
async function empty(context: BrowserContext, origin: string) {
  const [keeper, ...pages] = context.pages();
  for (const page of pages) await page.close();
  await context.unrouteAll();
  await context.clearPermissions();
  const session = await context.newCDPSession(keeper);
  const storageTypes = 'cookies,file_systems,indexeddb,local_storage,cache_storage,service_workers';
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes });
  await session.detach();
}

/**
 * Fails a test in which the page broke its Content-Security-Policy, threw, or asked anything of another place.
 *
 * In Chromium the tests of a worker share a context, which is emptied after each: fetching and compiling the WebAssembly anew
 * takes longer than most of them. A test of first loads, of storage or of tabs says `isFresh`.
 */
export const test = base.extend<{ expectedError: string; isFresh: boolean; watched: void }, { contexts: Contexts }>({
  isFresh: [false, { option: true }],
  contexts: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads off the pattern what a fixture needs.
    async ({}, use) => {
      const contexts: Contexts = new Map();
      await use(contexts);
      for (const context of contexts.values()) await context.close();
    },
    { scope: 'worker' },
  ],
  context: async (
    { browser, browserName, baseURL, contexts, isFresh, permissions, colorScheme, deviceScaleFactor, javaScriptEnabled, locale, viewport },
    use,
  ) => {
    // Playwright gives `newContext` the options of the test.
    if (isFresh || browserName !== 'chromium') {
      const context = await browser.newContext();
      await use(context);
      return context.close();
    }
    const options = JSON.stringify({ colorScheme, deviceScaleFactor, javaScriptEnabled, locale, viewport });
    const context = contexts.get(options) ?? (await kept(await browser.newContext()));
    contexts.set(options, context);
    if (permissions) await context.grantPermissions(permissions);
    await use(context);
    await empty(context, new URL(baseURL ?? '').origin);
  },
  /** The one error that a test provokes. */
  expectedError: ['', { option: true }],
  watched: [
    async ({ page, baseURL, expectedError }, use) => {
      const troubles: string[] = [];
      page.on('pageerror', ({ message }) => {
        if (message !== expectedError) troubles.push(message);
      });
      page.on('console', (message) => {
        if (/Content.Security.Policy|panicked/i.test(message.text())) troubles.push(message.text());
      });
      page.on('request', (request) => {
        const isOwn = request.url().startsWith(`${baseURL}/`) && request.method() === 'GET';
        if (!isOwn && !/^(blob|data):/.test(request.url())) troubles.push(`${request.method()} ${request.url()}`);
      });
      await use();
      expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
});

export class MemePage {
  readonly topText: Locator;
  readonly bottomText: Locator;
  readonly picker: Locator;
  readonly preview: Locator;
  readonly downloadButton: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.topText = page.getByRole('textbox', { name: 'Top text' });
    this.bottomText = page.getByRole('textbox', { name: 'Bottom text' });
    this.picker = page.getByLabel('Choose a picture');
    this.preview = page.getByRole('img', { name: /^Meme with the picture/ });
    this.downloadButton = page.getByRole('button', { name: 'Download', exact: true });
    this.alert = page.getByRole('alert').filter({ hasText: /\S/ });
  }

  /** Opens the page as somebody who was never here, and waits until it can do everything. */
  async open() {
    if (this.page.url() !== 'about:blank') await this.forget();
    await this.page.goto('/');
    await expect(this.downloadButton).toBeEnabled();
    await expect(this.page.getByAltText('A cat looks up')).toBeHidden();
    await this.expectTools();
    return this;
  }

  /** Deletes the drafts of this browser, from where no editor keeps any. */
  private async forget() {
    await this.page.goto('/health');
    await this.page.evaluate(async () => {
      sessionStorage.clear();
      await new Promise((done) => {
        const request = indexedDB.deleteDatabase('memeforge');
        request.onsuccess = done;
        request.onerror = done;
      });
    });
  }

  /** Waits until the parts that come later have taken their places. */
  async expectTools() {
    await expect(this.page.locator('[data-later][inert]')).toHaveCount(0);
  }

  /** Chooses a picture of the fixtures and waits until it is on the stage. */
  async choose(name: string) {
    await this.picker.setInputFiles(fixture(name));
    await this.expectOpened(name);
  }

  async expectOpened(name: string) {
    await expect(this.preview).toHaveAccessibleName(new RegExp(`^Meme with the picture ${name.replaceAll('.', '\\.')}`));
  }

  async write(top: string, bottom: string) {
    await this.topText.fill(top);
    await this.bottomText.fill(bottom);
  }

  /** Downloads the meme. */
  async download(button = this.downloadButton) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    return { name: download.suggestedFilename(), picture: await Picture.decode(readFileSync(await download.path())) };
  }

  /** What the preview shows now. */
  async previewPicture() {
    // A frame for the page to paint what has changed, and one more to be sure that it was painted.
    const url = await this.page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      await frame();
      await frame();
      return (document.querySelector('#memeCanvas') as HTMLCanvasElement).toDataURL();
    });
    return Picture.decode(Buffer.from(url.split(',')[1], 'base64'));
  }

  /** Has a phone show one of its panels; on a desktop all are there. Returns the panel's section. */
  async panel(name: 'Picture' | 'Text' | 'Look' | 'Layers') {
    const tab = this.page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name, exact: true });
    if (await tab.isVisible()) await tab.click();
    const section = this.page.getByRole('region', { name: new RegExp(`^${name}( of|$)`) });
    await expect(section).toBeVisible();
    return section;
  }

  /** The error that is announced. */
  async expectRefused(sentence: string | RegExp) {
    await expect(this.alert).toHaveCount(1);
    await expect(this.alert).toContainText(sentence);
  }
}

/** The cases that share a page: opening it takes longer than most of them. */
const CASES = 5;

/** Tests each case, some on one page, one after the other. */
export function testEach<T extends string | readonly [string, ...unknown[]]>(title: string, cases: readonly T[], run: (meme: MemePage, one: T) => Promise<unknown>) {
  const nameOf = (one: T) => (typeof one === 'string' ? one : one[0]);
  for (let first = 0; first < cases.length; first += CASES) {
    const group = cases.slice(first, first + CASES);
    test(`${title}: ${group.map(nameOf).join(', ')}`, async ({ page }) => {
      const meme = await new MemePage(page).open();
      for (const one of group) await test.step(nameOf(one), () => run(meme, one));
    });
  }
}
