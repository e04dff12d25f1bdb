// Texts that somebody else has made, or pasted, to keep the page from answering.
import { deflateRawSync } from 'node:zlib';
import { type Page } from '@playwright/test';
import { texts } from './library';
import { MemePage, expect, test } from './meme';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/**
 * The longest time without an answer to a key, in milliseconds: 500 where the test is alone, with some room (the longest was 530 with one
 * other beside it), for each of the three that share two cores.
 */
const LONGEST_MS = 1_500;

/** Has the page note down how long it is at anything without answering. */
async function watch(page: Page) {
  await page.addInitScript(() => {
    const watched = window as unknown as { longest: number };
    let last = performance.now();
    watched.longest = 0;
    const beat = new MessageChannel();
    beat.port1.onmessage = () => {
      const now = performance.now();
      watched.longest = Math.max(watched.longest, now - last);
      last = now;
      setTimeout(() => beat.port2.postMessage(0), 5);
    };
    beat.port2.postMessage(0);
  });
}

const longest = (page: Page) =>
  page.evaluate(() => {
    const watched = window as unknown as { longest: number };
    const { longest } = watched;
    watched.longest = 0;
    return longest;
  });

type Patch = Record<string, unknown>;

/** A link that holds a meme with these texts. */
function link(patches: Patch[]) {
  const packed = deflateRawSync(JSON.stringify({ x: patches }), { level: 9 }).toString('base64url');
  return `/#1.${packed}`;
}

const words = (length: number) => 'so much to say '.repeat(length / 15);
const each = (patch: (index: number) => Patch) => Array.from({ length: 200 }, (_, index) => ({ id: index, ...patch(index) }));
const frame = (index: number) => ({ x: (index % 10) / 10, y: Math.floor(index / 10) / 20, width: 0.1, height: 0.05 });
const shadow = { opacity: 1, blur_em: 0.6, distance_em: 0.5 };
let codePoint = 0x4e00;
const ideographs = (count: number) => Array.from({ length: count }, () => String.fromCodePoint(codePoint++)).join('');

let face = 0;
const emoji = (count: number) => Array.from({ length: count }, () => String.fromCodePoint(0x1f300 + (face++ % 0x350))).join('');

const hostile: Record<string, Patch[]> = {
  'many texts of many words': each(() => ({ text: words(5_000) })),
  'many texts of many words, small': each((index) => ({ text: words(600), frame: frame(index) })),
  'many texts of one word': each((index) => ({ text: 'a'.repeat(5_000), frame: frame(index) })),
  'letters that are apart': each((index) => ({ text: words(5_000), frame: frame(index), look: { letter_spacing_em: 0.1 } })),
  'letters on arcs': each((index) => ({ text: words(5_000), frame: frame(index), look: { arc: 3 } })),
  'one text on an arc': [{ text: words(20_000), look: { arc: 3, letter_spacing_em: 0.1 } }],
  'a fixed size': each((index) => ({ text: words(5_000), frame: frame(index), look: { size: { Auto: null, Fixed: 0.6 } } })),
  'towers of marks': each((index) => ({ text: `z${'\u0301'.repeat(2_000)}`, frame: frame(index) })),
  'one tower of marks': [{ text: `z${'\u0301'.repeat(100_000)}` }],
  'letters that are all different': each((index) => ({ text: ideographs(90), frame: frame(index) })),
  'emoji of all kinds': each((index) => ({ text: emoji(50), frame: frame(index) })),
  shadows: each((index) => ({ text: 'shade', frame: { ...frame(index), width: 1, height: 1 }, look: { shadow, opacity: 0.5 } })),
};

for (const [kind, patches] of Object.entries(hostile)) {
  test(`a link that holds ${kind} opens, and keys are answered`, async ({ page }) => {
    await watch(page);
    const meme = new MemePage(page);
    const address = link(patches);
    await page.goto(address);
    await meme.expectTools();
    await expect.poll(async () => (await texts(meme)).length).toBe(Math.max(2, patches.length));
    await meme.panel('Text');
    await meme.topText.press('End');
    for (const key of 'keys') {
      await page.keyboard.press(key);
      await page.waitForTimeout(150);
    }
    await page.waitForTimeout(1_000);
    const ms = await longest(page);
    test.info().annotations.push({ type: 'ms', description: `${address.length} letters, ${Math.round(ms)} ms` });
    expect(ms).toBeLessThan(LONGEST_MS);
  });
}

test('what is pasted beyond what a meme holds is left out, and said', async ({ page }) => {
  await watch(page);
  const meme = await new MemePage(page).open();
  await meme.panel('Text');
  await meme.topText.fill('');
  await meme.bottomText.fill('kept');
  await longest(page);
  for (const [text, length, said] of [
    [`z${'\u0301'.repeat(100_000)}`, 100, 'A letter has 100 marks at most'],
    [words(30_000), 10_000 - 'kept'.length, 'A meme holds 10,000 letters at most'],
  ] as const) {
    await meme.topText.focus();
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+v');
    await meme.expectRefused(said);
    await expect.poll(async () => (await meme.topText.inputValue()).length).toBe(length);
    expect(await longest(page)).toBeLessThan(LONGEST_MS);
  }
  await expect(meme.bottomText).toHaveValue('kept');
  // What was there stays, and what is typed beyond is not taken: it can be made room for.
  await meme.bottomText.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await expect(meme.bottomText).toHaveValue('kept');
  await meme.topText.fill('room');
  await meme.bottomText.fill('kept!');
  await expect(meme.bottomText).toHaveValue('kept!');
  // The field's own undo still has what was there before.
  await page.keyboard.press('ControlOrMeta+z');
  expect(await longest(page)).toBeLessThan(LONGEST_MS);
});
