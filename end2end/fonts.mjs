// Fetches the typefaces from npm and makes all that MemeForge keeps of them: their files and licences in public/fonts,
// previews of their names in public/fonts/preview, and style/fonts.css. Prints the numbers that src/document/face.rs holds.
//   make fonts
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

// All of Fontsource's packages bear the version of the release; each is the state of Google Fonts at that time.
const fontsource = '5.3.0';
const subsetFontVersion = '2.9.0';

// Slugs are the names of the packages. One weight is declared as regular, whatever it is, so that a browser that is
// asked for bold makes it bolder.
const faces = [
  { name: 'Anton', slug: 'anton', weights: [400] },
  { name: 'League Gothic', slug: 'league-gothic', weights: [400] },
  { name: 'Oswald', slug: 'oswald', weights: [700] },
  { name: 'Bebas Neue', slug: 'bebas-neue', weights: [400] },
  { name: 'Archivo Black', slug: 'archivo-black', weights: [400] },
  { name: 'Inter', slug: 'inter', weights: [400, 700] },
  { name: 'Bangers', slug: 'bangers', weights: [400] },
  { name: 'Comic Neue', slug: 'comic-neue', weights: [400, 700] },
  { name: 'Permanent Marker', slug: 'permanent-marker', weights: [400] },
  { name: 'Patrick Hand', slug: 'patrick-hand', weights: [400] },
  { name: 'Caveat', slug: 'caveat', weights: [700] },
  { name: 'Pacifico', slug: 'pacifico', weights: [400] },
  { name: 'Lora', slug: 'lora', weights: [400, 700] },
  { name: 'Special Elite', slug: 'special-elite', weights: [400] },
  { name: 'Courier Prime', slug: 'courier-prime', weights: [400, 700] },
];
const subsets = ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext'];

// For what a face lacks: one heavy family, put together from several. Chinese, Japanese and Korean would be megabytes.
const scriptsName = 'MemeForge Scripts';
const scripts = [
  { slug: 'oswald', weight: 700, subsets: ['cyrillic', 'cyrillic-ext'] },
  { slug: 'roboto-condensed', weight: 900, subsets: ['greek'] },
  { slug: 'noto-sans-arabic', weight: 900, subsets: ['arabic'] },
  { slug: 'noto-sans-hebrew', weight: 900, subsets: ['hebrew'] },
  { slug: 'noto-sans-thai', weight: 900, subsets: ['thai'] },
  { slug: 'noto-sans-devanagari', weight: 900, subsets: ['devanagari'] },
];

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const kept = path('../public/fonts');
const fetched = path('../target/fonts');

const slugs = [...new Set([...faces, ...scripts].map(({ slug }) => slug))];
mkdirSync(fetched, { recursive: true });
const packages = [`subset-font@${subsetFontVersion}`, ...slugs.map((slug) => `@fontsource/${slug}@${fontsource}`)];
const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
execFileSync('npm', ['install', '--prefix', fetched, ...options, ...packages], { stdio: 'inherit' });

const require = createRequire(`${fetched}/`);
const subsetFont = require('subset-font');
const { convert } = require('fontverter');
const harfbuzz = await import(pathToFileURL(require.resolve('harfbuzzjs')));

rmSync(kept, { recursive: true, force: true });
mkdirSync(`${kept}/preview`, { recursive: true });

const fromPackage = (slug, file) => `${fetched}/node_modules/@fontsource/${slug}/${file}`;
const latin = (slug, weight) => fromPackage(slug, `files/${slug}-latin-${weight}-normal.woff2`);

for (const slug of slugs) {
  const { license } = JSON.parse(readFileSync(fromPackage(slug, 'package.json'), 'utf8'));
  const kind = { 'OFL-1.1': 'OFL', 'Apache-2.0': 'LICENSE' }[license];
  if (!kind) throw new Error(`${slug} has the licence ${license}: is it as free as the others?`);
  copyFileSync(fromPackage(slug, 'LICENSE'), `${kept}/${slug}-${kind}.txt`);
}

// The files of one weight, with the ranges that the package's own style sheet states, in its order: the last wins.
function filesOf(slug, weight, wanted) {
  const css = readFileSync(fromPackage(slug, `${weight}.css`), 'utf8');
  const found = css.matchAll(/\/\* (\S+) \*\/[^}]*unicode-range: ([^;]+);/g);
  return [...found]
    .map(([, name, range]) => ({ slug, file: `${name}.woff2`, range }))
    .filter(({ file }) => wanted.some((subset) => file === `${slug}-${subset}-${weight}-normal.woff2`));
}

// Keeps a file and returns its rule. The first load carries the rules: nothing in them that is the default anyway.
function fontFace(family, { slug, file, range }, weight = '') {
  copyFileSync(fromPackage(slug, `files/${file}`), `${kept}/${file}`);
  return `@font-face { font-family: "${family}"; font-display: swap; ${weight}src: url("/fonts/${file}"); unicode-range: ${range} }`;
}

// Without punctuation, currencies and the dotted circle: the joiner in an emoji would fetch four scripts.
function lettersOf({ range, ...file }) {
  const isShared = (start) => (start >= 0x2000 && start <= 0x20cf) || start === 0x25cc;
  const letters = range.split(',').filter((part) => !isShared(parseInt(part.slice(2), 16)));
  return { ...file, range: letters.join(',') };
}

const rules = ['/* Made by end2end/fonts.mjs (`make fonts`). A browser fetches the files whose letters a text has. */'];
for (const { name, slug, weights } of faces) {
  for (const weight of weights) {
    const bold = weight === 700 && weights.length > 1 ? 'font-weight: 700; ' : '';
    rules.push(...filesOf(slug, weight, subsets).map((file) => fontFace(name, file, bold)));
  }
}

rules.push('', '/* For what a face lacks. All weights are this heavy one, so that no browser makes it bolder still. */');
for (const { slug, weight, subsets } of scripts) {
  const files = filesOf(slug, weight, subsets).map(lettersOf);
  rules.push(...files.map((file) => fontFace(scriptsName, file, 'font-weight: 1 1000; ')));
}

// Empties the font's table of names, which has to be there: the name of Lora is reserved for what is not altered.
function removeNames(font) {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'name');
  const [offset, length] = [font.readUInt32BE(entry + 8), font.readUInt32BE(entry + 12)];
  font.fill(0, offset, offset + length);
  font.writeUInt16BE(6, offset + 4); // no names, and where they would be: after this header
  return font;
}

rules.push('', '/* The letters of each name, for the list of faces. */');
for (const face of faces) {
  const options = { targetFormat: 'sfnt', noHinting: true, dropTables: ['STAT'] };
  const letters = await subsetFont(readFileSync(latin(face.slug, face.weights[0])), face.name, options);
  const preview = await convert(removeNames(letters), 'woff2');
  writeFileSync(`${kept}/preview/${face.slug}.woff2`, preview);
  rules.push(
    `@font-face { font-family: "${face.name} preview"; font-display: swap; src: url("/fonts/preview/${face.slug}.woff2") }`,
    `.face-${face.slug} { font-family: "${face.name} preview", "${face.name}" }`,
  );
}
writeFileSync(path('../style/fonts.css'), `${rules.join('\n')}\n`);

// How far letters reach above and below the baseline, in em.
async function reachOf(file) {
  const face = new harfbuzz.Face(new harfbuzz.Blob(await convert(readFileSync(file), 'sfnt')));
  const font = new harfbuzz.Font(face);
  const extents = (letter) => font.glyphExtents(font.nominalGlyph(letter.codePointAt(0)));
  return {
    above: (letter) => extents(letter).yBearing / face.upem,
    below: (letter) => -(extents(letter).yBearing + extents(letter).height) / face.upem,
  };
}

// To hundredths, so that no letter reaches further than is said.
const roundUp = (number) => Math.ceil(number * 100 - 1e-6) / 100;

// Capitals are as high as the H that is drawn: what some of the fonts state is wrong. Lines are so far apart that there
// is room for capitals with two outlines of 0.07 and a little air, and that a p does not touch the d below.
console.log('for src/document/face.rs: capital height, usual descent, line height');
for (const { name, slug, weights } of faces) {
  // One after the other: the converter mixes up what it does at the same time.
  const reaches = [];
  for (const weight of weights) reaches.push(await reachOf(latin(slug, weight)));
  const most = (reach) => Math.max(...reaches.map(reach));
  const capHeight = most(({ above }) => above('H'));
  const usualDescent = most(({ below }) => Math.max(below(','), below(';')));
  const lineHeight = Math.max(capHeight + 0.24, most(({ above, below }) => above('d') + below('p')) + 0.02);
  const numbers = [capHeight, usualDescent, lineHeight].map(roundUp);
  console.log(`  "${name}", "${slug}", ${numbers.join(', ')}`);
}

const bytes = readdirSync(kept, { recursive: true })
  .filter((file) => file.endsWith('.woff2'))
  .reduce((sum, file) => sum + statSync(`${kept}/${file}`).size, 0);
console.log(`${Math.round(bytes / 1000)} kB of fonts`);
