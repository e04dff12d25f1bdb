// The page as people find their way around on it, by whichever driver.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Picture, fixture } from '../picture.mjs';
import { until } from './until.mjs';

export class MemePage {
  constructor(driver, host, downloads) {
    this.driver = driver;
    this.host = host;
    this.downloads = downloads;
  }

  /** Opens the page as somebody who was never here, and waits until it can do everything. */
  async open(path = '/') {
    await this.driver.visit(`${this.host}${path}`);
    await this.expectTools();
  }

  /** Waits until the meme is painted and the parts that come later have taken their places. */
  async expectTools() {
    await until('the page can do everything', () =>
      this.driver.evaluate(() => document.querySelector('img.example')?.hidden && !document.querySelector('[data-later][inert]')),
    );
  }

  /** The one element with this role and name that can be seen and used, once there is one. */
  control(role, name) {
    return until(`${role} '${name}'`, async () => {
      const found = await this.#seen(role, name);
      return found.length === 1 && found[0];
    });
  }

  async expectGone(role, name) {
    await until(`no ${role} '${name}'`, async () => (await this.#seen(role, name)).length === 0);
  }

  async #seen(role, name) {
    const seen = [];
    for (const element of await this.driver.find(role, name)) {
      const isUsable = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]');
      if (await this.driver.evaluate(isUsable, element)) seen.push(element);
    }
    return seen;
  }

  async click(role, name) {
    await this.driver.click(await this.control(role, name));
  }

  /** Types into a field in place of what is in it. */
  async fill(role, name, text) {
    const field = await this.control(role, name);
    await this.driver.click(field);
    await this.driver.press('Control+a');
    await this.driver.press('Backspace');
    await this.driver.type(text);
    await this.expectValue(role, name, text);
  }

  async expectValue(role, name, text) {
    await until(`'${text}' in ${role} '${name}'`, async () => {
      const value = await this.driver.evaluate((field) => field.value, await this.control(role, name));
      return value === text;
    });
  }

  /** Types a number into a field, and leaves it. */
  async setNumber(name, value) {
    await this.fill('spinbutton', name, String(value));
    await this.driver.press('Enter');
    await this.expectValue('spinbutton', name, String(value));
  }

  async leaveField() {
    await this.driver.evaluate(() => document.activeElement?.blur());
  }

  /** Gives a file to the field with this label. */
  async giveFile(label, path) {
    const find = (label) =>
      [...document.querySelectorAll('input[type="file"]')].find((input) => [...input.labels].some(({ textContent }) => textContent.trim() === label));
    await this.driver.giveFile(await until(`a field for files '${label}'`, () => this.driver.element(find, label)), path);
  }

  /** Chooses a picture of the fixtures and waits until it is on the stage. */
  async choose(name) {
    await this.driver.giveFile(await this.driver.element(() => document.querySelector('#imageInput')), fixture(name));
    await this.expectOnStage(`Meme with the picture ${name}`);
  }

  /** What is on the stage, in words. */
  description() {
    return this.driver.evaluate(() => document.querySelector('#memeCanvas').getAttribute('aria-label'));
  }

  async expectOnStage(words) {
    await until(`'${words}' on the stage`, async () => {
      const description = await this.description();
      return description === words || description.startsWith(`${words}. `);
    });
  }

  /** What was said last to those who do not see the page. */
  async expectSaid(words) {
    await until(`'${words}' is said`, async () => {
      const said = await this.driver.evaluate(() => document.querySelector('p[role="status"]').textContent);
      return said.includes(words);
    });
  }

  /** Has a file downloaded, and waits until it is whole. Returns its name, its bytes and its picture. */
  async download(act = () => this.click('button', 'Download')) {
    for (const name of readdirSync(this.downloads)) rmSync(join(this.downloads, name));
    await act();
    const file = await until('a picture is downloaded', async () => {
      const [name, ...others] = readdirSync(this.downloads);
      // Firefox and WebKit write into files of these names first.
      if (!name || others.length || /\.(part|wkdownload)$/.test(name)) return undefined;
      // What is not whole cannot be decoded.
      const bytes = readFileSync(join(this.downloads, name));
      return { name, bytes, picture: await Picture.decode(bytes) };
    });
    await this.driver.settle();
    return file;
  }

  /** What the preview shows now. */
  async preview() {
    // A frame for the page to paint what has changed, and one more to be sure that it was painted.
    const url = await this.driver.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      await frame();
      await frame();
      return document.querySelector('#memeCanvas').toDataURL();
    });
    return Picture.decode(Buffer.from(url.split(',')[1], 'base64'));
  }

  /** From pixels of a meme 1200 pixels wide to where they are on the screen. */
  async places() {
    const { x, y, width } = await this.#rect(await this.driver.element(() => document.querySelector('#memeCanvas')));
    return (px, py) => [x + (px * width) / 1200, y + (py * width) / 1200];
  }

  /** The middle of an element on the screen. */
  async middleOf(role, name) {
    const { x, y, width, height } = await this.#rect(await this.control(role, name));
    return [x + width / 2, y + height / 2];
  }

  /** Where an element is, once it stays there from frame to frame. */
  #rect(element) {
    return this.driver.evaluate(async (element) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const rect = () => element.getBoundingClientRect().toJSON();
      for (;;) {
        const before = rect();
        for (let index = 0; index < 3; index++) await frame();
        if (JSON.stringify(rect()) === JSON.stringify(before)) return before;
      }
    }, element);
  }
}
