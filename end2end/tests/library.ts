// The templates as people find their way around in them, and addresses that open memes.
import { type Locator, type Page } from '@playwright/test';
import { MemePage, expect } from './meme';

export class Gallery {
  readonly dialog: Locator;
  readonly field: Locator;

  constructor(
    readonly page: Page,
    readonly meme: MemePage,
  ) {
    this.dialog = page.getByRole('dialog', { name: 'Templates' });
    this.field = this.dialog.getByRole('searchbox', { name: 'Find a template' });
  }

  /** Opens the page, and the gallery. */
  static async open(page: Page) {
    const gallery = new Gallery(page, await new MemePage(page).open());
    await gallery.show();
    return gallery;
  }

  /** Opens the gallery by its button, and waits until the templates are there. */
  async show() {
    await (await this.meme.panel('Picture')).getByRole('button', { name: 'Templates', exact: true }).click();
    await expect(this.field).toBeVisible();
    await expect(this.dialog.getByRole('group', { name: 'Templates', exact: true })).toHaveAttribute('aria-busy', 'false');
  }

  /** The templates that are shown under a heading, or all of them. */
  templates(heading?: string) {
    const section = heading ? this.dialog.getByRole('region', { name: heading, exact: true }) : this.dialog;
    return section.locator('.thumb');
  }

  template(name: string) {
    return this.dialog.getByRole('button', { name, exact: true }).first();
  }

  /** Chooses a template, and waits until it is on the stage. */
  async choose(name: string) {
    await this.template(name).click();
    await expectTemplate(this.meme, name);
  }

  /** Opens what the meme on the stage can be saved as a template with. */
  async save(name: string, keywords = '') {
    await this.dialog.getByRole('button', { name: 'Save as template' }).click();
    const form = this.page.getByRole('dialog', { name: 'Save as template' });
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await form.getByRole('textbox', { name: 'Keywords' }).fill(keywords);
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(form).toBeHidden();
  }
}

/** Waits until a template is on the stage. */
export async function expectTemplate(meme: MemePage, name: string) {
  await expect(meme.preview).toHaveAccessibleName(new RegExp(`^Meme with the picture ${name.replaceAll('.', '\\.')}`));
}

/** What all texts say, in the order of their fields. */
export async function texts(meme: MemePage) {
  const panel = await meme.panel('Text');
  return panel.getByRole('textbox').evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));
}
