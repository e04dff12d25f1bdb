// Writes a .br and a .gz beside each file of a built site that gets smaller by them, on all cores.
//   node scripts/site/compress.mjs target/site target/compressed
// What was compressed is kept in the second folder under the hash of its content, so only what has changed is compressed.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, brotliCompress, gzip } from 'node:zlib';

const codings = {
  '.br': (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  '.gz': (bytes) => promisify(gzip)(bytes, { level: 9 }),
};
/** Formats that are compressed already. */
const isCompressed = (name) => /\.(br|gz|woff2?|webp|png|jpe?g|gif|avif)$/.test(name);

const [site, store] = process.argv.slice(2);
const names = (await readdir(site, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && !isCompressed(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
await mkdir(store, { recursive: true });

let made = 0;
const used = new Set();

async function compress(name) {
  const bytes = await readFile(name);
  const hash = createHash('sha256').update(bytes).digest('hex');
  for (const [ending, encode] of Object.entries(codings)) {
    const kept = join(store, hash + ending);
    used.add(hash + ending);
    if (!existsSync(kept)) {
      // Written under another name first: a build that is stopped leaves no half of a file.
      await writeFile(`${kept}.part`, await encode(bytes));
      await rename(`${kept}.part`, kept);
      made++;
    }
    await copyFile(kept, name + ending);
  }
}

// The largest first, so that no core works alone at the end.
const sizes = new Map(await Promise.all(names.map(async (name) => [name, (await stat(name)).size])));
const queue = [...names].sort((a, b) => sizes.get(a) - sizes.get(b));
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let name = queue.pop(); name; name = queue.pop()) await compress(name);
  }),
);
for (const name of await readdir(store)) if (!used.has(name)) await unlink(join(store, name));
console.log(`${names.length} files compressed, ${made} of their ${used.size} forms anew`);
