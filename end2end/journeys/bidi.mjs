// Drives Firefox by WebDriver BiDi. What a page is asked and told is the same as in webdriver.mjs.
import puppeteer from 'puppeteer-core';

/** Firefox as Debian installs it. */
const executablePath = '/usr/bin/firefox-esr';

/** What the browser does, also where it is automated. */
export const [keepsDrafts, makesWebP] = [true, true];

/** Starts the browser. It saves what is downloaded in the folder `downloads`, as its settings say. */
export async function start({ downloads, viewport }) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    defaultViewport: viewport,
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.alwaysOpenPanel': false,
    },
  });
  return new Firefox(browser);
}

class Firefox {
  #browser;
  #visit;
  #page;
  #troubles = [];

  constructor(browser) {
    this.#browser = browser;
  }

  /** Opens an address as somebody who was never here. */
  async visit(address) {
    await this.#visit?.close();
    this.#visit = await this.#browser.createBrowserContext();
    this.#page = await this.#visit.newPage();
    this.#troubles = [];
    const { origin } = new URL(address);
    // Firefox reports what breaks the page's policy as errors, too.
    this.#page.on('pageerror', ({ message }) => this.#troubles.push(message));
    this.#page.on('console', (message) => {
      if (message.type() === 'error') this.#troubles.push(message.text());
    });
    this.#page.on('requestfailed', (request) => {
      // What the page no longer wants is no trouble, such as small pictures of a list that was closed.
      const error = request.failure()?.errorText;
      if (error !== 'NS_BINDING_ABORTED') this.#troubles.push(`${request.url()} ${error}`);
    });
    this.#page.on('request', (request) => {
      const isOwn = request.url().startsWith(`${origin}/`) && request.method() === 'GET';
      if (!isOwn && !/^(blob|data):/.test(request.url())) this.#troubles.push(`${request.method()} ${request.url()}`);
    });
    await this.#page.goto(address);
  }

  async reload() {
    await this.#page.reload();
  }

  /** All that the page has thrown, reported as an error or asked of another place since it was visited. */
  async troubles() {
    return this.#troubles;
  }

  /** Runs a function, or a script, in the page. */
  evaluate(script, ...values) {
    return this.#page.evaluate(script, ...values);
  }

  /** Elements with this role and name, as the browser tells them to assistive technology. */
  find(role, name) {
    return this.#page.$$(`aria/${name}[role="${role}"]`);
  }

  /** The element that a function in the page returns; none if it returns none. */
  async element(script, ...values) {
    return (await this.#page.evaluateHandle(script, ...values)).asElement();
  }

  click(element) {
    return element.click();
  }

  giveFile(element, path) {
    return element.uploadFile(path);
  }

  /** Presses at one place and lets go at another, by way of some between them. */
  async drag(from, to) {
    const { mouse } = this.#page;
    await mouse.move(...from);
    await mouse.down();
    await mouse.move(...to, { steps: 5 });
    await mouse.up();
  }

  type(text) {
    return this.#page.keyboard.type(text);
  }

  /** Presses a key, such as `e`, or one with others held, such as `Control+z`. */
  async press(keys) {
    const held = keys.split('+');
    const key = held.pop();
    for (const name of held) await this.#page.keyboard.down(name);
    await this.#page.keyboard.press(key);
    for (const name of held.reverse()) await this.#page.keyboard.up(name);
  }

  /** Waits until the page has the size that it keeps after a download. */
  async settle() {}

  async stop() {
    await this.#browser.close();
  }
}
