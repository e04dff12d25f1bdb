import { timeFrames } from './frames.mjs';
import { openPeers } from './peers.mjs';

const TEXTS = 20;
const ROUNDS = 5;
const MOVES = 120;
/** The pictures of so many moves are looked at before they are timed: each would take longer than all of the timing. */
const LOOK_EVERY = 10;
/** The box that is dragged: one in the middle of the stack, so that some are below it and some above. */
const DRAGGED = 10;
/** What our texts are: an eighth of the photo's shorter side. */
const FONT_SIZE = 1 / 8;

/** The script that a frame of a drag costs, here and in two libraries, in turns, in one browser. */
export async function measureDrag(browser, address, photo) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const ours = await openOurs(context, address, photo);
  const document = await read(ours);
  const peers = await openPeers(context, address, photo, document);
  const pages = [{ name: 'MemeForge', page: ours }, ...peers].map((page) => ({ ...page, frames: [] }));
  const start = await freePoint(ours);
  // In turns, so that a busy moment of the machine falls on all; the first of each warms up.
  for (let round = -1; round < ROUNDS; round++) {
    for (const { name, page, frames } of pages) {
      const timed = await drag(page, name, start, round < 0);
      if (round >= 0) frames.push(...timed);
    }
  }
  await context.close();
  const results = pages.map(({ name, isOtherPicture, frames }) => {
    const script = frames.map(({ script }) => script);
    const busy = frames.map(({ busy }) => busy);
    return {
      name,
      ...(isOtherPicture && { isOtherPicture }),
      frames: frames.length,
      scriptMs: median(script),
      script95Ms: percentile(script, 0.95),
      scriptMostMs: Math.max(...script),
      threadMs: median(busy),
    };
  });
  const [{ scriptMs, scriptMostMs }, ...others] = results;
  const better = Math.min(...others.filter((other) => !other.isOtherPicture).map((other) => other.scriptMs));
  return { texts: TEXTS, stage: document.stage, ratio: better / scriptMs, mostMs: scriptMostMs, results };
}

/** Our page with the photo and 20 texts, put there as people do: from the page's two fields, and with the key T. */
async function openOurs(context, address, photo) {
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('button:enabled', { hasText: 'Download' }).waitFor();
  await page.locator('[data-later="layers"]:not([inert])').waitFor({ state: 'attached' });
  await page.setInputFiles('#imageInput', photo);
  await page.getByRole('img', { name: /photo\.jpg/ }).waitFor();
  await page.fill('#topText', 'The top text');
  await page.fill('#bottomText', 'The bottom text');
  const canvas = await page.locator('#memeCanvas').boundingBox();
  for (let added = 0; added < TEXTS - 2; added++) {
    await page.locator('.stage').focus();
    await page.keyboard.press('t');
    await page.locator('.in-place textarea').waitFor();
    await page.keyboard.type(`Text ${added + 3}`);
    await page.keyboard.press('Escape');
    await page.locator('.in-place').waitFor({ state: 'detached' });
    // To its place in two columns; Ctrl keeps it from snapping.
    const box = await page.locator('[data-target^="text "]').last().boundingBox();
    const column = added % 2;
    const row = Math.floor(added / 2);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.keyboard.down('Control');
    await page.mouse.down();
    const to = { x: canvas.x + canvas.width * (0.26 + 0.48 * column), y: canvas.y + canvas.height * (0.14 + 0.09 * row) };
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.up('Control');
  }
  await page.evaluate((dragged) => {
    const frame = document.querySelectorAll('[data-target^="text "]')[dragged];
    window.place = () => {
      const { left, top } = frame.getBoundingClientRect();
      // In a drag the text is on a canvas of its own, and its frame follows when the drag ends.
      const lifted = document.querySelector('#memeCanvas + canvas');
      if (!lifted) return [left, top];
      const [is, was] = [lifted.getBoundingClientRect(), lifted.parentElement.getBoundingClientRect()];
      return [left + is.left - was.left - lifted.offsetLeft, top + is.top - was.top - lifted.offsetTop];
    };
  }, DRAGGED);
  return page;
}

/** Our document, in CSS pixels of the stage. */
async function read(ours) {
  return ours.evaluate(
    ({ DRAGGED, FONT_SIZE }) => {
      const canvas = document.querySelector('#memeCanvas').getBoundingClientRect();
      const size = FONT_SIZE * Math.min(canvas.width, canvas.height);
      const frames = [...document.querySelectorAll('[data-target^="text "]')];
      const texts = frames.map((frame) => {
        const { left, top, width, height } = frame.getBoundingClientRect();
        const text = frame.getAttribute('aria-label').replace('Text: ', '').toUpperCase();
        // The first hangs from its frame's upper edge, the second stands on its lower one, the others are in the middle.
        let y = top + height / 2;
        if (text.includes('TOP')) y = top + size / 2;
        if (text.includes('BOTTOM')) y = top + height - size / 2;
        return { text, x: left + width / 2 - canvas.left, y: y - canvas.top, size };
      });
      const { left, top, width, height } = canvas;
      return { stage: { left, top, width, height }, texts, dragged: DRAGGED };
    },
    { DRAGGED, FONT_SIZE },
  );
}

/** A point on the letters of the box to be dragged that no other box covers. */
async function freePoint(ours) {
  const point = await ours.evaluate((dragged) => {
    const frame = document.querySelectorAll('[data-target^="text "]')[dragged];
    const { left, top, width, height } = frame.getBoundingClientRect();
    for (let y = top + height / 2; y > top; y--) {
      const x = left + width / 2;
      if (document.elementFromPoint(x, y) === frame) return { x, y };
    }
    return null;
  }, DRAGGED);
  if (!point) throw new Error('Another box covers the one to be dragged.');
  return point;
}

/**
 * Drags the box along a path that ends elsewhere, looks whether it is there, and brings it back. Returns what the frames
 * cost; the first time none, but looks whether they show anything new.
 */
async function drag(page, name, { x, y }, isFirst) {
  await page.bringToFront();
  const place = () => page.evaluate(() => window.place());
  const picture = () => page.screenshot({ clip: { x: x - 150, y: y - 150, width: 300, height: 300 } });
  const [placeBefore, pictureBefore] = [await place(), await picture()];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 5, y + 5);
  const end = { x: 60, y: 45 };
  // Straight to the browser: while a button is down, Playwright's own moves run script of theirs in the page.
  const session = await page.context().newCDPSession(page);
  const held = { type: 'mouseMoved', button: 'left', buttons: 1 };
  const move = (index) => {
    const part = index / MOVES;
    const turn = 2 * Math.PI * part * 3;
    const [wayX, wayY] = [end.x * part + 70 * Math.sin(turn), end.y * part + 50 * Math.sin(2 * turn)];
    return session.send('Input.dispatchMouseEvent', { ...held, x: x + wayX, y: y + wayY });
  };
  const frames = isFirst ? [] : await timeFrames(session, MOVES, move);
  if (isFirst) await checkFrames(name, move, picture);
  await session.detach();
  const [placeAfter, pictureAfter] = [await place(), await picture()];
  const way = [placeAfter[0] - placeBefore[0], placeAfter[1] - placeBefore[1]];
  // Ours may have snapped to something.
  const hasMoved = Math.abs(way[0] - end.x) < 8 && Math.abs(way[1] - end.y) < 8 && !pictureBefore.equals(pictureAfter);
  if (!hasMoved) throw new Error(`${name}: the box went ${way}, not ${Object.values(end)}`);
  await page.keyboard.down('Control');
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Control');
  return frames;
}

/** Moves along, and fails unless something new is seen each time that it looks. */
async function checkFrames(name, move, picture) {
  let before = await picture();
  for (let index = 1; index <= MOVES; index++) {
    await move(index);
    if (index % LOOK_EVERY) continue;
    const after = await picture();
    if (before.equals(after)) throw new Error(`${name}: nothing new is seen after ${index} moves`);
    before = after;
  }
}

const percentile = (times, part) => [...times].sort((a, b) => a - b)[Math.floor(times.length * part)];
const median = (times) => percentile(times, 0.5);
