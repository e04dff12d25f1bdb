// The look panel as people find their way around in it: every control by its label.
import { type Page } from '@playwright/test';
import { MemePage, expect } from './meme';
import { withText } from './plain';

/** A meme with one text in its middle, as `withText` makes it, and the panel with its look. */
export async function withLook(page: Page, text: string) {
  const meme = await withText(page, text);
  return { meme, look: await LookPanel.open(meme) };
}

export class LookPanel {
  private constructor(
    readonly page: Page,
    readonly section: Awaited<ReturnType<MemePage['panel']>>,
  ) {}

  /** Opens the panel; a text has to be selected. */
  static async open(meme: MemePage) {
    const look = new LookPanel(meme.page, await meme.panel('Look'));
    await expect(look.number('Size')).toBeVisible();
    return look;
  }

  number(label: string) {
    return this.section.getByRole('spinbutton', { name: label, exact: true });
  }

  slider(label: string) {
    return this.section.getByRole('slider', { name: label, exact: true });
  }

  /** Types numbers into the fields with these labels. */
  async set(values: Record<string, number>) {
    for (const [label, value] of Object.entries(values)) {
      await this.number(label).fill(String(value));
      await this.number(label).press('Enter');
      await expect(this.number(label)).toHaveValue(String(value));
    }
  }

  /** The field with a colour's number. */
  hex(label: string) {
    return this.section.getByRole('textbox', { name: `${label}: number`, exact: true });
  }

  async paint(label: string, color: string) {
    await this.hex(label).fill(color);
    await this.hex(label).press('Enter');
    await expect(this.hex(label)).toHaveValue(color);
  }

  /** Chooses one of several that lie side by side. */
  async choose(group: string, label: string) {
    const choice = this.section.getByRole('group', { name: group, exact: true }).getByRole('radio', { name: label, exact: true });
    await choice.check();
    await expect(choice).toBeChecked();
  }

  button(name: string) {
    return this.section.getByRole('button', { name, exact: true });
  }

  async unfold(name: 'Shadow' | 'Box behind the text' | 'Place') {
    await this.section.locator('summary').getByText(name, { exact: true }).click();
  }

  async chooseFace(name: string) {
    const list = this.section.getByRole('group', { name: 'Font', exact: true });
    if (!(await list.isVisible())) await this.section.getByRole('button', { name: /^Font: / }).click();
    await list.getByRole('radio', { name, exact: true }).check();
    await expect(this.section.getByRole('button', { name: `Font: ${name}`, exact: true })).toBeVisible();
  }
}
