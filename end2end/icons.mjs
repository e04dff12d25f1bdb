// Makes public/icons.svg, the icons of the Lucide set that the page has at first, and public/later-icons.svg, those of what comes
// later: which are which is told by src/app/icon.rs.
//   make icons
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LUCIDE = 'lucide-static@1.62.0';
/** What the page calls them, and what Lucide does. */
const ICONS = {
  add: 'plus',
  'align-bottom': 'align-end-horizontal',
  'align-center': 'align-center-vertical',
  'align-left': 'align-start-vertical',
  'align-middle': 'align-center-horizontal',
  'align-right': 'align-end-vertical',
  'align-top': 'align-start-horizontal',
  bold: 'bold',
  close: 'x',
  commands: 'search',
  copy: 'copy',
  delete: 'trash-2',
  down: 'chevron-down',
  download: 'download',
  eyedropper: 'pipette',
  fit: 'maximize',
  grip: 'grip-vertical',
  help: 'circle-question-mark',
  hidden: 'eye-off',
  italic: 'italic',
  layers: 'layers',
  locked: 'lock',
  look: 'sliders-horizontal',
  menu: 'ellipsis',
  picture: 'image-plus',
  redo: 'redo-2',
  rotate: 'rotate-cw',
  'space-horizontally': 'align-horizontal-space-around',
  'space-vertically': 'align-vertical-space-around',
  favourite: 'star',
  link: 'link',
  export: 'file-down',
  import: 'file-up',
  random: 'shuffle',
  save: 'bookmark-plus',
  templates: 'layout-grid',
  drafts: 'folder-clock',
  edit: 'pencil',
  text: 'type',
  'text-center': 'text-align-center',
  'text-left': 'text-align-start',
  'text-right': 'text-align-end',
  theme: 'sun-moon',
  undo: 'undo-2',
  unlocked: 'lock-open',
  up: 'chevron-up',
  visible: 'eye',
  'zoom-in': 'zoom-in',
  'zoom-out': 'zoom-out',
};

const folder = mkdtempSync(join(tmpdir(), 'icons-'));
try {
  execFileSync('npm', ['pack', '--silent', LUCIDE], { cwd: folder });
  execFileSync('tar', ['xzf', readdirSync(folder)[0]], { cwd: folder });
  const rust = readFileSync(fileURLToPath(new URL('../src/app/icon.rs', import.meta.url)), 'utf8');
  const first = [...rust.slice(rust.indexOf('FIRST'), rust.indexOf('];')).matchAll(/"([a-z-]+)"/g)].map(([, name]) => name);
  const symbols = (isFirst) => Object.entries(ICONS).filter(([id]) => first.includes(id) === isFirst).map(([id, name]) => {
    const svg = readFileSync(join(folder, 'package', 'icons', `${name}.svg`), 'utf8');
    const shapes = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
    return `<symbol id="${id}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, '').replaceAll(' />', '/>')}</symbol>`;
  });
  for (const [name, isFirst] of [['icons', true], ['later-icons', false]]) {
    const file = fileURLToPath(new URL(`../public/${name}.svg`, import.meta.url));
    writeFileSync(file, `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols(isFirst).join('\n')}\n</svg>\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
