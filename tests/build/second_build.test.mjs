// A second build does nothing, and one after a change builds what the change is for. Run after a build.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const build = (...args) => execFileSync('scripts/build', args, { cwd: root, encoding: 'utf8' });

/** All that a build leaves, with the time of its last change. */
function products() {
  const folders = ['target/site', 'target/compressed', 'target/wasm-opt', 'target/front/wasm32-unknown-unknown/wasm-release'];
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
  );
  const names = [...inFolders, 'target/release/memeforge', 'target/release/hash.txt'];
  return Object.fromEntries(names.map((name) => [name, statSync(join(root, name)).mtimeMs]));
}

/** What would be built if there were one more file. */
function afterAdding(name) {
  const path = join(root, name);
  writeFileSync(path, '// Not a part of MemeForge.\n', { flag: 'wx' });
  try {
    return build('--dry-run').trim();
  } finally {
    rmSync(path);
  }
}

test('a second build compiles, splits and compresses nothing', () => {
  const before = products();
  assert.ok(Object.keys(before).length > 300);
  assert.match(build(), /Nothing to build/);
  assert.deepEqual(products(), before);
});

test('a change of the host builds the host alone', () => {
  assert.equal(afterAdding('src/server/added_by_a_test.rs'), 'host');
});

test('a change of the page builds both', () => {
  for (const name of ['src/app/added_by_a_test.rs', 'style/added_by_a_test.css', 'public/added_by_a_test.js']) {
    assert.equal(afterAdding(name), 'page host', name);
  }
});

test('a change elsewhere builds neither', () => {
  for (const name of ['docs/added_by_a_test.md', 'end2end/added_by_a_test.mjs']) assert.equal(afterAdding(name), '', name);
});
