// Drafts as people find their way around in them.
import { type Locator, type Page } from '@playwright/test';
import { MemePage, expect } from './meme';

export class DraftList {
  readonly dialog: Locator;
  readonly field: Locator;

  constructor(
    readonly page: Page,
    readonly meme: MemePage,
  ) {
    this.dialog = page.getByRole('dialog', { name: 'Drafts' });
    this.field = this.dialog.getByRole('searchbox', { name: 'Find a draft' });
  }

  /** Opens the list by its shortcut. */
  async show() {
    await leaveField(this.page);
    await this.page.keyboard.press('d');
    await expect(this.field).toBeFocused();
  }

  async close() {
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
  }

  /** The names of the drafts that are listed. */
  get names() {
    return this.dialog.getByRole('list', { name: 'Drafts' }).locator('.draft-name');
  }

  async open(name: string) {
    await this.dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await expect(this.dialog).toBeHidden();
  }

  async rename(from: string, to: string) {
    await this.dialog.getByRole('button', { name: `Rename ${from}`, exact: true }).click();
    const field = this.dialog.getByRole('textbox', { name: 'Name' });
    await expect(field).toBeFocused();
    await field.fill(to);
    await field.press('Enter');
    await expect(field).toBeHidden();
  }

  async begin() {
    await this.dialog.getByRole('button', { name: 'New draft' }).click();
    await expect(this.dialog).toBeHidden();
  }
}

export const leaveField = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

/** The drafts that are kept, as the database has them. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const found = (await indexedDB.databases()).some(({ name }) => name === 'memeforge');
    if (!found) return [];
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('memeforge');
      request.onsuccess = () => done(request.result);
    });
    const records = await new Promise<{ name: string; json: string }[]>((done) => {
      const request = database.transaction('drafts').objectStore('drafts').getAll();
      request.onsuccess = () => done(request.result);
    });
    database.close();
    return records.map(({ name, json }) => ({ name, texts: JSON.parse(json).document.texts.map(({ text }: { text: string }) => text) as string[] }));
  });

/** The texts of the drafts that are kept. */
export const keptTexts = async (page: Page) => (await kept(page)).map(({ texts }) => texts);

/** What they are called. */
export const keptNames = async (page: Page) => (await kept(page)).map(({ name }) => name);

/** Waits until a draft with this text is kept. */
export const expectKept = (page: Page, text: string) => expect.poll(async () => (await keptTexts(page)).flat()).toContain(text);

/** Opens the page in the same browser again, as one who comes back does. */
export async function comeBack(page: Page) {
  const meme = new MemePage(page);
  await page.goto('/');
  await meme.expectTools();
  return meme;
}
