// A browser that is killed in the midst of things. What was made is found again, at most a second of it missing. On Linux, where
// /proc says which processes are its.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, test } from '@playwright/test';
import { executablePath, launchArguments } from '../browser.mjs';
import { MemePage } from './meme';

/** The kills, and the tests that share them, to be run side by side: all of them every night and before a release. */
const [KILLS, GROUPS] = process.env.FULL_MATRIX ? [100, 4] : [12, 2];

/** A number from 0 to 1, the same in each run: a failure can be looked at again. */
function chance(seed: number) {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** Ends every process of the browser that has this profile, at once and without a word to it. Returns whether there was one. */
function kill(profile: string) {
  const isOfProfile = (id: string) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}`);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  };
  const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOfProfile(name));
  for (const id of found) {
    try {
      process.kill(Number(id), 'SIGKILL');
    } catch {
      // The first of them took it along.
    }
  }
  return found.length > 0;
}

async function open(profile: string, baseURL: string | undefined) {
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: launchArguments, baseURL });
  const page = context.pages()[0] ?? (await context.newPage());
  const meme = new MemePage(page);
  await page.goto('/');
  await meme.expectTools();
  return { context, meme };
}

for (let group = 0; group < GROUPS; group++) {
  test(`killed at ${KILLS / GROUPS} moments: nothing is lost but the last second (${group + 1} of ${GROUPS})`, async ({ baseURL }) => {
    test.setTimeout(600_000);
    const random = chance(group + 1);
    const profile = mkdtempSync(join(tmpdir(), 'crash-'));
    let context: BrowserContext | undefined;
    try {
      let opened = await open(profile, baseURL);
      for (let round = 0; round < KILLS / GROUPS; round++) {
        ({ context } = opened);
        const { meme } = opened;
        // What was written, and when: each change is a number more.
        const written: { text: string; at: number }[] = [];
        const endsAt = Date.now() + 300 + 2200 * random();
        const first = await meme.topText.inputValue();
        while (Date.now() < endsAt) {
          const text = `round ${round} change ${written.length}`;
          await meme.topText.fill(text);
          written.push({ text, at: Date.now() });
          await meme.page.waitForTimeout(120 * random());
        }
        const killedAt = Date.now();
        expect(kill(profile)).toBe(true);
        await context.close().catch(() => {});
        opened = await open(profile, baseURL);
        // The last change that was a second old has to be there, or one that came later.
        const due = written.filter(({ at }) => at <= killedAt - 1000);
        const allowed = [...written.slice(Math.max(due.length - 1, 0)).map(({ text }) => text), ...(due.length === 0 ? [first] : [])];
        await expect.poll(() => opened.meme.topText.inputValue(), { message: `round ${round}: ${allowed.join(', ')}` }).toMatch(new RegExp(`^(${allowed.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})$`));
      }
      await opened.context.close();
    } finally {
      kill(profile);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}
