// Makes public/favicon.ico of public/favicon.svg, for those who ask for an icon without reading the page: feed readers, bookmarks.
//   make icons
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const file = (name) => fileURLToPath(new URL(`../public/${name}`, import.meta.url));
const SIDES = [16, 32, 48];
const svg = readFileSync(file('favicon.svg'));
const pictures = await Promise.all(
  SIDES.map((side) => sharp(svg, { density: 72 * 4 }).resize(side, side).png({ palette: true, compressionLevel: 9 }).toBuffer()),
);

const header = Buffer.alloc(6 + 16 * SIDES.length);
header.writeUInt16LE(1, 2);
header.writeUInt16LE(SIDES.length, 4);
let place = header.length;
for (const [index, picture] of pictures.entries()) {
  const entry = 6 + 16 * index;
  header.writeUInt8(SIDES[index], entry);
  header.writeUInt8(SIDES[index], entry + 1);
  header.writeUInt16LE(1, entry + 4);
  header.writeUInt16LE(32, entry + 6);
  header.writeUInt32LE(picture.length, entry + 8);
  header.writeUInt32LE(place, entry + 12);
  place += picture.length;
}
writeFileSync(file('favicon.ico'), Buffer.concat([header, ...pictures]));
