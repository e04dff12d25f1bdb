// Records where Chrome breaks lines, for tests/line_breaks.rs to compare with: `make line-breaks`.
// Every character of the page's font is half an em wide, so that a native test can measure as Chrome does.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { executablePath, launchArguments } from './browser.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const fixture = (name) => join(here, 'fixtures', name);
const target = join(here, '..', 'tests', 'line_breaks.json');

/** Line widths in characters: some words of the table are longer than the least. */
const WIDTHS = [8, 13, 21];
/** Half an em, in CSS pixels. */
const CHARACTER_PX = 10;

/** The strings by script: a heading and its lines. `\u{...}` stands for what cannot be seen. */
function strings() {
  const file = readFileSync(fixture('line_breaks.txt'), 'utf8');
  return file
    .split(/^# (?=[A-Z][a-z]+$)/m)
    .filter(Boolean)
    .map((section) => {
      const [script, ...lines] = section.split('\n').filter(Boolean);
      const unescape = (line) => line.replace(/\\u\{(\w+)\}/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16)));
      return { script, texts: lines.map(unescape) };
    });
}

/** Runs in the page. */
function record({ sections, lineWidths, characterPx }) {
  const box = document.querySelector('div');
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const words = new Intl.Segmenter('en', { granularity: 'word' });

  const linesAt = (text, width, overflowWrap = 'anywhere') => {
    box.style.overflowWrap = overflowWrap;
    box.style.width = `${width * characterPx}px`;
    box.textContent = text;
    const node = box.firstChild;
    const range = document.createRange();
    const lines = [];
    let lastTop;
    for (const { segment, index } of graphemes.segment(text)) {
      // It hangs at the end of a line, where it has no place of its own.
      if (segment === ' ') {
        if (lines.length) lines[lines.length - 1] += segment;
        continue;
      }
      range.setStart(node, index);
      range.setEnd(node, index + segment.length);
      const { top } = range.getBoundingClientRect();
      if (top === lastTop) lines[lines.length - 1] += segment;
      else lines.push(segment);
      lastTop = top;
    }
    return lines.map((line) => line.replace(/[ \u3000]+$/, ''));
  };

  const dictionary = {};
  const noSpaces = /(?:(?=[\p{L}\p{M}])[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])+/gu;
  const splitWords = (text) => {
    for (const [run] of text.matchAll(noSpaces)) {
      dictionary[run] = [...words.segment(run)].map(({ segment }) => segment);
    }
  };

  // What is not as wide as one character: marks, what joins or is not seen, emoji from another font.
  const widths = {};
  const measure = (text) => {
    box.style.width = 'max-content';
    box.textContent = text;
    const range = document.createRange();
    let sum = 0;
    for (const { segment, index } of graphemes.segment(text)) {
      range.setStart(box.firstChild, index);
      range.setEnd(box.firstChild, index + segment.length);
      // Places in a page are rounded to a 64th of a pixel.
      const width = Math.round((range.getBoundingClientRect().width / characterPx) * 20) / 20;
      if (widths[segment] !== undefined && Math.abs(widths[segment] - width) > 0.01) {
        throw new Error(`${segment} in ${text} is ${width} wide, was ${widths[segment]}`);
      }
      widths[segment] = width;
      sum += width;
    }
    const whole = box.getBoundingClientRect().width / characterPx;
    if (Math.abs(sum - whole) > 0.05) throw new Error(`${text} is ${whole} wide rather than ${sum}`);
  };

  const scripts = sections.map(({ script, texts }) => ({
    script,
    texts: texts.map((text) => {
      splitWords(text);
      measure(text);
      const lines = lineWidths.map((width) => linesAt(text, width));
      // As many lines as there can be without cutting words.
      return { text, pieces: linesAt(text, 0, 'normal'), lines };
    }),
  }));
  const unusual = Object.entries(widths).filter(([, width]) => width !== 1);
  return { line_widths: lineWidths, grapheme_widths: Object.fromEntries(unusual), dictionary, scripts };
}

/** JSON with a line for each string, so that changes can be read. */
function inLines(table) {
  const texts = table.scripts.flatMap((script) => script.texts.map((text) => JSON.stringify(text)));
  const placeholder = '"a string"';
  const scripts = table.scripts.map((script) => ({ ...script, texts: script.texts.map(() => 'a string') }));
  return JSON.stringify({ ...table, scripts }, null, 1).replaceAll(placeholder, () => texts.shift());
}

const font = readFileSync(fixture('half_em.ttf')).toString('base64');
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><style>
  @font-face { font-family: "Half Em"; src: url(data:font/ttf;base64,${font}) }
  div { font: ${2 * CHARACTER_PX}px "Half Em"; font-variant-emoji: text; white-space: pre-wrap; }
</style><div dir="auto">x</div>`;

const browser = await chromium.launch({ executablePath, args: launchArguments });
try {
  const tab = await browser.newPage();
  await tab.setContent(page);
  await tab.evaluate(() => document.fonts.load('20px "Half Em"'));
  const recorded = await tab.evaluate(record, {
    sections: strings(),
    lineWidths: WIDTHS,
    characterPx: CHARACTER_PX,
  });
  const table = { browser: `Chromium ${browser.version()}`, ...recorded };
  writeFileSync(target, `${inLines(table)}\n`);
  const count = table.scripts.reduce((sum, { texts }) => sum + texts.length, 0);
  console.log(`${count} strings in ${table.scripts.length} sections: ${target}`);
} finally {
  await browser.close();
}
