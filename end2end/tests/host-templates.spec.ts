// A team's templates, in the browser: a folder in memegen's format, served by a host of its own.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import sharp from 'sharp';
import { withHost } from './host';
import { Gallery, expectTemplate } from './library';
import { MemePage, type Rgba, distance } from './meme';

/** x, y, width and height as fractions of the picture, and the angle in degrees, counter-clockwise: as memegen's files have them. */
type Place = [x: number, y: number, width: number, height: number, angle?: number];

const CLASSICAL: Place[] = [
  [0, 0, 1, 0.2],
  [0, 0.8, 1, 0.2],
];

/** The boxes of twenty of memegen's templates, and the sizes of their pictures. */
const TEMPLATES: Record<string, { size: [number, number]; places: Place[] }> = {
  aag: { size: [550, 461], places: CLASSICAL },
  astronaut: { size: [960, 540], places: [[0.45, 0.35, 0.25, 0.1], [0.75, 0, 0.25, 0.1], [0.375, 0.8, 0.25, 0.1], [0.75, 0.7, 0.25, 0.1]] },
  balloon: { size: [680, 913], places: [[0.61, 0.1, 0.39, 0.2], [0, 0.7, 0.27, 0.2]] },
  both: { size: [350, 263], places: [[0, 0, 1, 0.2], [0, 0.75, 1, 0.2]] },
  cmm: { size: [1444, 1148], places: [[0.33, 0.33, 0.46, 0.25, 23]] },
  db: { size: [1200, 800], places: [[0.12, 0.7, 0.325, 0.1], [0.55, 0.45, 0.175, 0.1], [0.74, 0.66, 0.2, 0.1]] },
  drake: { size: [446, 698], places: CLASSICAL },
  ds: { size: [458, 684], places: [[0.085, 0.085, 0.32, 0.095, 12.5], [0.455, 0.055, 0.23, 0.09, 10.5], [0.04, 0.82, 0.92, 0.15]] },
  exit: { size: [757, 678], places: [[0.24, 0.15, 0.15, 0.22], [0.53, 0.15, 0.22, 0.22], [0.46, 0.85, 0.32, 0.1, 9]] },
  fry: { size: [498, 361], places: CLASSICAL },
  grave: { size: [680, 609], places: [[0.14, 0.23, 0.2, 0.23, 4], [0.1, 0.75, 0.4, 0.2, 5], [0.5, 0.48, 0.4, 0.2, 20]] },
  gru: { size: [1024, 656], places: [[0.275, 0.2, 0.2075, 0.2], [0.78, 0.2, 0.205, 0.2], [0.28, 0.7, 0.205, 0.2], [0.78, 0.7, 0.205, 0.2]] },
  mordor: { size: [568, 335], places: CLASSICAL },
  pigeon: { size: [1118, 671], places: [[0.15, 0, 0.35, 0.2], [0.71, 0.3, 0.175, 0.1], [0, 0.8, 1, 0.2]] },
  rollsafe: { size: [480, 270], places: CLASSICAL },
  slap: { size: [646, 398], places: [[0.18, 0.13, 0.35, 0.3, 44], [0.5, 0.7, 0.35, 0.3]] },
  spongebob: { size: [502, 353], places: CLASSICAL },
  stonks: { size: [1858, 1304], places: CLASSICAL },
  success: { size: [550, 530], places: CLASSICAL },
  'woman-cat': { size: [680, 438], places: [[0, 0, 0.5, 0.22], [0.5, 0, 0.5, 0.22]] },
};

const COLORS = ['#ff0000', '#00ff00', '#0000ff', '#ff00ff'];
const rgba = (color: string) => [...[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)), 255] as Rgba;

/** Where memegen puts a box: what it takes once it is turned begins at its anchor. */
function taken([width, height]: [number, number], [x, y, w, h, angle = 0]: Place) {
  const [sine, cosine] = [Math.sin, Math.cos].map((of) => Math.abs(of((angle * Math.PI) / 180)));
  const [boxWidth, boxHeight] = [w * width, h * height];
  const [left, top] = [x * width, y * height];
  return { left, top, right: left + boxWidth * cosine + boxHeight * sine, bottom: top + boxWidth * sine + boxHeight * cosine };
}

async function write(folder: string, id: string, { size: [width, height], places }: (typeof TEMPLATES)[string]) {
  mkdirSync(join(folder, id));
  const texts = places.map(
    ([x, y, w, h, angle = 0], index) =>
      `  - {style: upper, color: '${COLORS[index]}', font: thick, anchor_x: ${x}, anchor_y: ${y}, angle: ${angle}, scale_x: ${w}, scale_y: ${h}, align: center}\n`,
  );
  const example = places.map((_, index) => `  - middle ${index}\n`);
  writeFileSync(join(folder, id, 'config.yml'), `name: Team ${id}\nkeywords: [the team]\ntext:\n${texts.join('')}example:\n${example.join('')}`);
  const picture = sharp({ create: { width, height, channels: 3, background: '#ffffff' } });
  writeFileSync(join(folder, id, 'default.png'), await picture.png().toBuffer());
}

async function withTeam(templates: typeof TEMPLATES, use: (address: string, folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'team-'));
  try {
    for (const [id, template] of Object.entries(templates)) await write(folder, id, template);
    await withHost({ TEMPLATES_DIR: folder }, (address) => use(address, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Opens a template by its address. */
async function at(page: Page, address: string, id: string) {
  const meme = new MemePage(page);
  await page.goto(`${address}/m/${id}`);
  await expectTemplate(meme, `Team ${id}`);
  return meme;
}

test('texts are where the files of twenty templates say', async ({ page }) => {
  test.setTimeout(120_000);
  await withTeam(TEMPLATES, async (address) => {
    for (const [id, { size, places }] of Object.entries(TEMPLATES)) {
      await test.step(id, async () => {
        const { picture } = await (await at(page, address, id)).download();
        expect([picture.width, picture.height]).toEqual(size);
        for (const [index, place] of places.entries()) {
          const color = rgba(COLORS[index]);
          const ink = picture.boundsOf((pixel) => distance(pixel, color) < 16);
          const box = taken(size, place);
          expect(ink, `${id} ${index}`).toBeDefined();
          if (!ink) continue;
          const says = `${id} ${index}: ${JSON.stringify({ ink, box })}`;
          expect(Math.min(ink.left - box.left, ink.top - box.top, box.right - ink.right, box.bottom - ink.bottom), says).toBeGreaterThanOrEqual(-1);
          // In the middle of its box.
          const middle = (from: number, to: number) => (from + to) / 2;
          const tolerance = 0.02 * Math.max(...size);
          expect(Math.abs(middle(ink.left, ink.right) - middle(box.left, box.right)), says).toBeLessThan(tolerance);
          expect(Math.abs(middle(ink.top, ink.bottom) - middle(box.top, box.bottom)), says).toBeLessThan(tolerance);
        }
      });
    }
  });
});

test('the team’s templates come first, are found, and follow their folder', async ({ page }) => {
  const { fry, drake } = TEMPLATES;
  await withTeam({ fry }, async (address, folder) => {
    await page.goto(address);
    const meme = new MemePage(page);
    await meme.expectTools();
    const gallery = new Gallery(page, meme);
    await gallery.show();
    await expect(gallery.templates('Your team’s')).toHaveText(['Team fry']);
    await gallery.field.fill('the team');
    await gallery.choose('Team fry');
    await write(folder, 'drake', drake);
    await expect
      .poll(async () => (await page.request.get(`${address}/api/templates/drake`)).status(), { timeout: 15_000 })
      .toBe(200);
    await page.reload();
    await meme.expectTools();
    await gallery.show();
    await expect(gallery.templates('Your team’s')).toHaveText(['Team drake', 'Team fry']);
  });
});
