// A dozen journeys through the page, for the engines that are not Chromium's: what is typed, dragged, chosen and saved, and
// the pixels that come out. Each driver runs them all.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { CORNERS, makeAll } from '../fixtures/make.mjs';
import { Picture, distance, isBlack, isWhite } from '../picture.mjs';
import { startServer } from '../server.mjs';
import { MemePage } from './page.mjs';
import { until } from './until.mjs';

const viewport = { width: 1280, height: 800 };

/** What plain.png has everywhere; it is 1200 × 800. */
const PLAIN = [90, 120, 150, 255];
const isInk = (pixel) => distance(pixel, PLAIN) > 8;
const isRed = ([r, g, b]) => r > 180 && g < 100 && b < 110;
const isBlue = ([r, g, b]) => b > 180 && r < 110 && g < 180;

/** In it every character is a box: 0.4 em wide and 0.7 em high in the middle of half an em. */
const HALF_EM = fileURLToPath(new URL('../fixtures/half_em.ttf', import.meta.url));

/** Has the journeys tested in one browser, as its driver starts it. */
export function journeys(name, { start, keepsDrafts, makesWebP }) {
  let server, driver, downloads, page;

  before(async () => {
    await makeAll();
    // A MemeForge that runs already, in place of the one that was built.
    const running = process.env.MEMEFORGE_URL;
    server = running ? { address: running, stop: () => {} } : await startServer();
    downloads = mkdtempSync(join(tmpdir(), 'memeforge-downloads-'));
    driver = await start({ downloads, viewport });
    page = new MemePage(driver, server.address, downloads);
  });

  after(async () => {
    await driver?.stop();
    server?.stop();
    if (downloads) rmSync(downloads, { recursive: true, force: true });
  });

  /** A test from the first load on; in none may the page throw, report an error or ask another host. */
  const journey = (what, act) =>
    test(`${name}: ${what}`, { timeout: 300_000 }, async () => {
      await page.open();
      await act();
      assert.deepEqual(await driver.troubles(), []);
    });

  journey('the first load shows the example, and can be typed into', async () => {
    assert.equal(await page.description(), 'Meme with the picture cat.webp. No account, no watermark. Just the cat');
    const preview = await page.preview();
    for (const part of [preview.rows(0, 0.33), preview.rows(0.67, 1)]) {
      assert.ok(part.count(isWhite) > 500);
      assert.ok(part.count(isBlack) > 200);
    }
    await page.fill('textbox', 'Top text', 'mine');
    await page.expectOnStage('Meme with the picture cat.webp. mine');
    assert.ok((await page.preview()).difference(preview) > 1000);
  });

  journey('what is typed is on the picture, and nothing else', async () => {
    await page.choose('plain.png');
    await page.fill('textbox', 'Top text', 'Wörd 🍓');
    await page.fill('textbox', 'Bottom text', 'مرحبا');
    await page.expectOnStage('Meme with the picture plain.png. Wörd 🍓. مرحبا');
    const { name, picture } = await page.download();
    assert.equal(name, 'plain-meme.png');
    assert.deepEqual([picture.width, picture.height], [1200, 800]);
    const [top, middle, bottom] = [picture.rows(0, 0.33), picture.rows(0.33, 0.67), picture.rows(0.67, 1)];
    for (const part of [top, bottom]) {
      assert.ok(part.count(isWhite) > 1000);
      assert.ok(part.count(isBlack) > 1000);
    }
    assert.equal(middle.count(isInk), 0);
    // Emoji keep their colours, to the right of the word.
    const [letters, emoji] = [top.boundsOf(isWhite), top.boundsOf(isRed)];
    assert.ok(emoji.right - emoji.left > 40);
    assert.ok(emoji.left > (letters.left + letters.right) / 2);
    assert.equal(bottom.count(isRed), 0);
  });

  journey('a photo is turned as its camera says', async () => {
    await page.choose('orientation-6.jpg');
    const { name, picture } = await page.download();
    assert.equal(name, 'orientation-6-meme.png');
    assert.deepEqual([picture.width, picture.height], [240, 160]);
    const corners = [picture.at(20, 20), picture.at(220, 20), picture.at(220, 140), picture.at(20, 140)];
    for (const [index, corner] of corners.entries()) {
      const wanted = CORNERS[index].match(/\w\w/g).map((digits) => Number.parseInt(digits, 16));
      assert.ok(distance(corner, [...wanted, 255]) < 24, `${corner} instead of ${CORNERS[index]}`);
    }

    await page.choose('photo.jpg');
    const large = (await page.download()).picture;
    assert.deepEqual([large.width, large.height], [3000, 4000]);
    // Decoders may round a little apart.
    const original = await Picture.fixture('photo.jpg');
    assert.ok(large.difference(original, 24) < 3000 * 4000 * 0.0001);
  });

  /** Adds a text in the middle of plain.png, 600 × 160 at 300, 320, and leaves it selected. */
  const addText = async (text) => {
    await page.choose('plain.png');
    await page.leaveField();
    await driver.press('t');
    await page.control('textbox', 'Text on the meme');
    await driver.type(text);
    await driver.press('Escape');
    await page.control('button', `Text: ${text}`);
  };

  const ink = async (isWanted = isInk) => extent((await page.download()).picture, isWanted);

  journey('a text is dragged, resized and turned', async () => {
    await addText('turn around');
    const before = await ink();
    let place = await page.places();
    await driver.drag(place(600, 400), place(730, 500));
    const moved = await ink();
    assert.ok(Math.abs(moved.left - before.left - 130) < 4, `from ${before.left} to ${moved.left}`);
    assert.ok(Math.abs(moved.top - before.top - 100) < 4, `from ${before.top} down to ${moved.top}`);
    assert.ok(Math.abs(moved.width - before.width) < 2);

    // From 600 × 160 to 300 × 90: it has to become smaller.
    place = await page.places();
    await driver.drag(await page.middleOf('button', 'Resize bottom right'), place(730, 510));
    const small = await ink();
    assert.ok(small.width <= 304 && small.width > 150, `${small.width} wide`);
    assert.ok(small.height < moved.height);

    // From below the text to its left: a quarter.
    place = await page.places();
    await driver.drag(await page.middleOf('button', 'Rotate'), place(250, 465));
    const tall = await ink();
    assert.ok(Math.abs(tall.height - small.width) < 12, `${tall.height} high, not ${small.width}`);
    assert.ok(Math.abs(tall.width - small.height) < 12, `${tall.width} wide, not ${small.height}`);
  });

  journey('a template is found and filled', async () => {
    await page.click('button', 'Templates');
    await page.fill('searchbox', 'Find a template', 'brian');
    await driver.press('Enter');
    await page.expectOnStage('Meme with the picture Growing brain');
    await page.fill('textbox', 'Top text', 'I type');
    const { name, picture } = await page.download();
    assert.equal(name, 'Growing brain-meme.png');
    assert.deepEqual([picture.width, picture.height], [1200, 1600]);
    // Each text is in its panel, dark on light.
    for (const top of [20, 420, 820, 1220]) {
      const isText = (pixel, x, y) => x < 680 && y > top && y < top + 360 && distance(pixel, [35, 31, 32, 255]) < 60;
      const { left, right } = extent(picture, isText);
      assert.ok(left > 20 && right < 670, `from ${left} to ${right}`);
    }
  });

  journey('what was done is taken back and done again', async () => {
    await page.choose('plain.png');
    const before = await page.preview();
    await page.fill('textbox', 'Top text', 'typed');
    await page.control('button', 'Undo typing');
    const typed = await page.preview();
    assert.ok(typed.difference(before) > 500);
    await page.click('button', 'Undo typing');
    await page.expectSaid('Undone: typing');
    await page.expectValue('textbox', 'Top text', '');
    assert.equal((await page.preview()).difference(before), 0);
    await page.leaveField();
    await driver.press('Control+y');
    await page.expectValue('textbox', 'Top text', 'typed');
    assert.equal((await page.preview()).difference(typed), 0);
  });

  const showExport = async () => {
    await page.leaveField();
    await driver.press('e');
    await page.control('dialog', 'Export');
  };
  const expectMade = () =>
    until('the export is made', () =>
      driver.evaluate(() => /pixels, [\d.]+ [KM]B/.test(document.querySelector('dialog[open]')?.textContent)),
    );

  journey(`the meme is exported as PNG, JPEG${makesWebP ? ' and WebP' : ', and no WebP is offered'}`, async () => {
    await page.choose('plain.png');
    await page.fill('textbox', 'Top text', 'saved');
    const png = (await page.download()).picture;
    const kinds = { JPEG: 'jpg', ...(makesWebP && { WebP: 'webp' }), PNG: 'png' };
    for (const [label, ending] of Object.entries(kinds)) {
      await showExport();
      if (!makesWebP) await page.expectGone('radio', 'WebP');
      await page.click('radio', label);
      await expectMade();
      const { name, bytes, picture } = await page.download(() => page.click('button', 'Save'));
      await page.expectGone('dialog', 'Export');
      assert.equal(name, `plain-meme.${ending}`);
      assert.equal((await sharp(bytes).metadata()).format, label.toLowerCase());
      // The same pixels, but for what a lossy kind leaves out around the letters.
      assert.ok(picture.difference(png, 48) < 1200 * 800 * 0.001, label);
      assert.ok(picture.count(isWhite) > 1000);
      assert.ok(distance(picture.at(600, 400), PLAIN) < 4);
    }
  });

  journey('a copied link opens the same meme', async () => {
    await page.open('/m/cat/one/two');
    await page.expectOnStage('Meme with the picture Cat');
    await page.fill('textbox', 'Top text', 'Où est-il? 100% 😺');
    await page.leaveField();
    const before = await page.preview();
    await driver.press('l');
    await page.expectSaid('Link copied');
    // Pasted as anybody would.
    await driver.click(await page.control('textbox', 'Bottom text'));
    await driver.press('Control+a');
    await driver.press('Control+v');
    const link = await until('the link is pasted', async () => {
      const text = await driver.evaluate((field) => field.value, await page.control('textbox', 'Bottom text'));
      return text !== 'two' && text;
    });
    assert.ok(link.startsWith(`${server.address}/m/cat/`), link);
    await page.open(link.slice(server.address.length));
    await page.expectOnStage('Meme with the picture Cat. Où est-il? 100% 😺. two');
    await page.leaveField();
    await until('the same pixels', async () => (await page.preview()).difference(before) === 0);
  });

  journey('a font of one’s own is used at once', async () => {
    await addText('abc');
    await page.click('button', 'Font: Anton');
    await page.giveFile('Add a font file', HALF_EM);
    await page.control('button', 'Font: half_em');
    await page.expectSaid('Font half_em added');
    // Three boxes, 100 pixels an em.
    const { picture } = await page.download();
    const { left, top, width, height } = extent(picture, isWhite);
    assert.ok(Math.abs(width - 140) < 3, `${width} wide`);
    assert.ok(Math.abs(height - 70) < 3, `${height} high`);
    const row = [20, 45, 70, 95, 120].map((x) => isWhite(picture.at(left + x, top + 35)));
    assert.deepEqual(row, [true, false, true, false, true]);
  });

  journey('what is read from right to left runs so along an arc', async () => {
    await addText('مرحبا 🟥🟦');
    await page.setNumber('Arc', 180);
    const { picture } = await page.download();
    // The word is on the right, and what follows it on the left.
    const [letters, red, blue] = [isWhite, isRed, isBlue].map((isWanted) => extent(picture, isWanted));
    assert.ok(blue.left < red.left - 20 && red.left < letters.left - 20, `${blue.left}, ${red.left}, ${letters.left}`);
    // Both ends hang.
    const { left, right } = extent(picture);
    const topOf = (from, to) => extent(picture, (pixel, x) => isInk(pixel) && x >= from && x < to).top;
    const middle = topOf((left + right) / 2 - 40, (left + right) / 2 + 40);
    for (const end of [topOf(left, left + 12), topOf(right - 12, right)]) assert.ok(end > middle + 15, `${end} and ${middle}`);
  });

  if (keepsDrafts) {
    journey('a draft is there again after a reload', async () => {
      await page.choose('cat.png');
      await page.fill('textbox', 'Top text', 'first');
      await page.fill('textbox', 'Bottom text', 'second');
      await until('the draft is kept', async () => (await driver.evaluate(keptTexts)).join() === 'first,second');
      const before = (await page.download()).picture;
      await driver.reload();
      await page.expectTools();
      await page.expectOnStage('Meme with the picture cat.png. first. second');
      assert.equal((await page.download()).picture.difference(before), 0);
      // With its history.
      await page.click('button', 'Undo typing');
      await page.expectOnStage('Meme with the picture cat.png. first');
    });
  } else {
    journey('where nothing can be kept, the page says so, and goes on', async () => {
      await page.fill('textbox', 'Top text', 'not kept');
      await until('an alert', () =>
        driver.evaluate(() =>
          [...document.querySelectorAll('[role="alert"]')].some(({ textContent }) =>
            textContent.includes('The meme is lost when this page is closed: download it.'),
          ),
        ),
      );
      assert.equal((await page.download()).name, 'cat-meme.png');
    });
  }

  journey('the page, a look and the export are for everybody', async () => {
    await driver.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const violations = () =>
      driver.evaluate(async () => {
        const found = await window.axe.run();
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
    assert.deepEqual(await violations(), []);
    await addText('mine');
    await page.control('spinbutton', 'Size');
    assert.deepEqual(await violations(), []);
    await showExport();
    await expectMade();
    assert.deepEqual(await violations(), []);
  });
}

/** The box around all pixels that `isWanted` says yes to. There have to be some. */
function extent(picture, isWanted = isInk) {
  const box = picture.boundsOf(isWanted);
  assert.ok(box, 'nothing is inked');
  return { ...box, width: box.right - box.left + 1, height: box.bottom - box.top + 1 };
}

/** In the page: the texts of the drafts that are kept, as the database has them. */
async function keptTexts() {
  const result = (request) =>
    new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  if (!(await indexedDB.databases()).some(({ name }) => name === 'memeforge')) return [];
  const database = await result(indexedDB.open('memeforge'));
  try {
    const drafts = await result(database.transaction('drafts').objectStore('drafts').getAll());
    return drafts.flatMap(({ json }) => JSON.parse(json).document.texts.map(({ text }) => text));
  } finally {
    database.close();
  }
}
