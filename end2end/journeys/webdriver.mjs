// Drives WebKitGTK's MiniBrowser by plain W3C WebDriver, on a screen that nobody sees. What a page is asked and told is the
// same as in bidi.mjs.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.mjs';

/** MiniBrowser as Debian installs it beside its driver; none where either, or the screen, is missing. */
export const executablePath = findMiniBrowser();

/** Where it is automated it keeps nothing, as in a private window: IndexedDB is refused. */
export const keepsDrafts = false;

/** A canvas of WebKitGTK 2.50 gives PNG and JPEG. */
export const makesWebP = false;

function findMiniBrowser() {
  if (!['WebKitWebDriver', 'Xvfb'].every((program) => existsSync(`/usr/bin/${program}`))) return undefined;
  const libraries = '/usr/lib';
  return readdirSync(libraries)
    .map((folder) => join(libraries, folder, 'webkit2gtk-4.1/MiniBrowser'))
    .find((path) => existsSync(path));
}

/** What the protocol calls the property that has an element's id. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Roles for which WebKitGTK has another one: to 2.50 a field for a number is one for text. */
const ROLES = { spinbutton: 'textbox' };

/** Keys that are no letters, as the protocol has them. */
const KEYS = {
  Control: '\uE009',
  Shift: '\uE008',
  Enter: '\uE007',
  Escape: '\uE00C',
  Backspace: '\uE003',
};

/** Starts the browser. It saves what is downloaded in the folder `downloads`, which is the user's for that. */
export async function start({ downloads, viewport }) {
  const settings = mkdtempSync(join(tmpdir(), 'memeforge-webkit-'));
  writeFileSync(join(settings, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise((resolve, reject) => {
    screen.stdio[3].once('data', (number) => resolve(`:${String(number).trim()}`));
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: {
      ...process.env,
      DISPLAY: display,
      XDG_CONFIG_HOME: settings,
      NO_AT_BRIDGE: '1',
      // As root, in containers, it has no sandbox and would not start.
      ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {}),
    },
    stdio: 'ignore',
  });
  const stop = () => {
    driver.kill();
    screen.kill();
    rmSync(settings, { recursive: true, force: true });
  };
  try {
    const call = caller(`http://127.0.0.1:${port}`);
    await until('the driver is ready', async () => (await call('GET', '/status')).ready);
    const browser = {
      binary: executablePath,
      // So that the page can be opened by one that watches it.
      args: ['--automation', '--javascript-can-open-windows-automatically=true'],
    };
    const { sessionId } = await call('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': browser } },
    });
    return new WebKit(caller(`http://127.0.0.1:${port}/session/${sessionId}`), viewport, stop);
  } catch (error) {
    stop();
    throw error;
  }
}

class WebKit {
  #call;
  #viewport;
  #stop;
  #origin;

  constructor(call, viewport, stop) {
    this.#call = call;
    this.#viewport = viewport;
    this.#stop = stop;
  }

  /**
   * Opens an address as somebody who was never here: the session keeps nothing on the device, and what it has of an earlier
   * visit is forgotten. The page is opened by another one of the same host, which listens to it before its scripts run: the
   * protocol has no events, and MiniBrowser writes no console where it is automated.
   */
  async visit(address) {
    const { origin } = new URL(address);
    this.#origin = origin;
    const [first] = await this.#call('GET', '/window/handles');
    await this.#call('POST', '/window', { handle: first });
    await this.#call('POST', '/url', { url: `${origin}/health` });
    await this.evaluate((address) => {
      sessionStorage.clear();
      localStorage.clear();
      const page = open(address);
      page.troubles = [];
      const note = (trouble) => page.troubles.push(trouble);
      page.addEventListener('error', ({ message, target }) => note(message ?? `${target.src ?? target.href} did not load`), true);
      page.addEventListener('unhandledrejection', ({ reason }) => note(String(reason)));
      page.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        note(`Content-Security-Policy: ${violatedDirective} ${blockedURI}`),
      );
      page.console.error = (...words) => note(words.join(' '));
    }, address);
    await this.#call('DELETE', '/window');
    const [handle] = await until('the page has a window', () => this.#call('GET', '/window/handles'));
    await this.#call('POST', '/window', { handle });
    await this.#call('POST', '/window/rect', this.#viewport);
    await until('the page is loaded', () =>
      this.evaluate((address) => location.href.startsWith(address) && document.readyState === 'complete', origin),
    );
    if (!(await this.evaluate(() => 'troubles' in window))) throw new Error('nobody listens to the page');
  }

  async reload() {
    await this.#call('POST', '/refresh', {});
  }

  /** All that the page has thrown, reported as an error or asked of another place since it was visited. */
  troubles() {
    return this.evaluate((origin) => {
      const asked = performance.getEntriesByType('resource').map(({ name }) => name);
      return [...window.troubles, ...asked.filter((url) => !url.startsWith(`${origin}/`) && !/^(blob|data):/.test(url))];
    }, this.#origin);
  }

  /** Runs a function, or a script, in the page. */
  async evaluate(script, ...values) {
    if (typeof script === 'string') return this.#call('POST', '/execute/sync', { script, args: [] });
    const { value, error } = await this.#call('POST', '/execute/async', {
      script: `const values = [...arguments], done = values.pop();
        (async () => (${script})(...values))().then((value) => done({ value }), (error) => done({ error: String(error) }));`,
      args: values,
    });
    if (error) throw new Error(error);
    return value;
  }

  /** Elements with this role and name, as the browser tells them to assistive technology. */
  async find(role, name) {
    // Only those that are seen and have these words: of the others the driver tells nothing, or too slowly.
    const candidates = await this.evaluate((name) => {
      const words = (element) => {
        const named = element.getAttribute('aria-label') ?? (element.labels?.length ? element.labels[0].textContent : element.textContent);
        return named.replace(/\s+/g, ' ');
      };
      return [...document.querySelectorAll('button, input, textarea, summary, dialog, [role]')].filter(
        (element) => element.checkVisibility() && (element.hasAttribute('aria-labelledby') || words(element).includes(name)),
      );
    }, name);
    const found = [];
    for (const element of candidates) {
      const about = (what) => this.#call('GET', `/element/${element[ELEMENT]}/${what}`);
      if ((await about('computedlabel')) === name && (await about('computedrole')) === (ROLES[role] ?? role)) found.push(element);
    }
    return found;
  }

  /** The element that a function in the page returns; none if it returns none. */
  element(script, ...values) {
    return this.evaluate(script, ...values);
  }

  async click(element) {
    // Of itself the driver scrolls the page alone, and no panel.
    await this.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }), element);
    await this.#call('POST', `/element/${element[ELEMENT]}/click`, {});
  }

  giveFile(element, path) {
    return this.#call('POST', `/element/${element[ELEMENT]}/value`, { text: path });
  }

  /** Presses at one place and lets go at another, by way of some between them. */
  async drag(from, to) {
    const at = ([x, y]) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 });
    const between = [0.2, 0.4, 0.6, 0.8, 1].map((part) => at(from.map((start, axis) => start + (to[axis] - start) * part)));
    const actions = [at(from), { type: 'pointerDown', button: 0 }, ...between, { type: 'pointerUp', button: 0 }];
    await this.#call('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
  }

  type(text) {
    return this.#keys([...text].flatMap((letter) => [down(letter), up(letter)]));
  }

  /** Presses a key, such as `e`, or one with others held, such as `Control+z`. */
  press(keys) {
    const all = keys.split('+').map((key) => KEYS[key] ?? key);
    return this.#keys([...all.map(down), ...all.reverse().map(up)]);
  }

  async #keys(actions) {
    if (actions.length) await this.#call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Waits until the page has the size that it keeps after a download: MiniBrowser lists those below it from the first one on. */
  async settle() {
    await until('the list of downloads is shown', () => this.evaluate((height) => innerHeight < height, this.#viewport.height));
  }

  async stop() {
    try {
      await this.#call('DELETE', '');
    } finally {
      this.#stop();
    }
  }
}

const down = (value) => ({ type: 'keyDown', value });
const up = (value) => ({ type: 'keyUp', value });

/** Calls the protocol's commands below an address. */
function caller(address) {
  return async (method, path, body) => {
    const response = await fetch(`${address}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}. ${value.message}`);
    return value;
  };
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
