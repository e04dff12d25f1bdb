// The dialog for a new meme as people find their way around in it: every control by its label.
import { type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import { MemePage, expect } from './meme';

export type File = { name: string; mimeType: string; buffer: Buffer };

export const RED = [224, 32, 32, 255] as const;
export const GREEN = [32, 192, 32, 255] as const;
export const BLUE = [32, 64, 224, 255] as const;
export const YELLOW = [240, 208, 32, 255] as const;

type Channels = readonly [number, number, number, number];
const background = ([r, g, b]: Channels) => ({ r, g, b });

/** A picture of one colour. */
export const plain = async (name: string, color: Channels, width = 400, height = 400): Promise<File> => ({
  name,
  mimeType: 'image/png',
  buffer: await sharp({ create: { width, height, channels: 3, background: background(color) } }).png().toBuffer(),
});

/** A picture whose left half has one colour, and its right half another. */
export async function halves(name: string, left: Channels, right: Channels, width = 1600, height = 800): Promise<File> {
  const half = sharp({ create: { width: width / 2, height, channels: 3, background: background(left) } });
  const input = await half.png().toBuffer();
  const image = sharp({ create: { width, height, channels: 3, background: background(right) } });
  return { name, mimeType: 'image/png', buffer: await image.composite([{ input, left: 0, top: 0 }]).png().toBuffer() };
}

export class NewMeme {
  readonly dialog: Locator;
  readonly make: Locator;

  private constructor(
    readonly page: Page,
    readonly meme: MemePage,
  ) {
    this.dialog = page.getByRole('dialog', { name: 'New meme' });
    this.make = this.dialog.getByRole('button', { name: /^(Make|Change) the meme$/ });
  }

  /** Opens the page, and the dialog. */
  static async open(page: Page, kind: 'Blank' | 'Panels') {
    const dialog = new NewMeme(page, await new MemePage(page).open());
    await dialog.show();
    await dialog.radio('Begin with', kind).check();
    return dialog;
  }

  /** Opens the dialog by its button. */
  async show() {
    await (await this.meme.panel('Picture')).getByRole('button', { name: 'New meme', exact: true }).click();
    await expect(this.make).toBeVisible();
  }

  radio(group: string, name: string) {
    return this.dialog.getByRole('group', { name: group, exact: true }).getByRole('radio', { name, exact: true });
  }

  async set(label: string, value: number) {
    const field = this.dialog.getByRole('spinbutton', { name: label, exact: true });
    await field.fill(String(value));
    await field.press('Enter');
    await expect(field).toHaveValue(String(value));
  }

  async paint(label: string, color: string) {
    const field = this.dialog.getByRole('textbox', { name: `${label}: number`, exact: true });
    await field.fill(color);
    await field.press('Enter');
    await expect(field).toHaveValue(color);
  }

  /** The cell that has no picture yet. */
  empty(number: number) {
    return this.dialog.getByRole('button', { name: `Choose a picture for panel ${number}`, exact: true });
  }

  /** The cell with this picture. */
  filled(number: number, name: string) {
    return this.dialog.getByRole('button', { name: `Panel ${number}: ${name}`, exact: true });
  }

  /** Chooses files by a button. */
  async choose(button: Locator, ...files: (File | string)[]) {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles(files as File[]);
  }

  /** Puts what was chosen on the stage, and downloads it. */
  async made(name: 'Blank' | 'Panels') {
    await this.make.click();
    await expect(this.dialog).toBeHidden();
    await this.meme.expectOpened(name);
    return (await this.meme.download()).picture;
  }
}
