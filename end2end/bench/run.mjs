// Measures the first load and a keystroke on a 12-megapixel photo, prints a table, and keeps it in results.json.
//   make bench
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { executablePath, launchArguments } from '../browser.mjs';
import { makeAll } from '../fixtures/make.mjs';
import { startServer } from '../server.mjs';
import { measureFirstLoad } from './first_load.mjs';
import { measureKeystrokes } from './keystroke.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
await makeAll();
const server = await startServer();
const browser = await chromium.launch({ executablePath, args: launchArguments });
try {
  const firstLoad = await measureFirstLoad(browser, server.address);
  const keystroke = await measureKeystrokes(browser, server.address, path('../fixtures/made/photo.jpg'));
  const machine = { cpu: cpus()[0].model, cores: cpus().length, chromium: browser.version() };
  const lines = [
    { line: 'first load, brotli', value: firstLoad.totalBytes, unit: 'bytes', wanted: 'at most 120000' },
    { line: 'keystroke, predecessor over ours', value: keystroke.ratio, unit: 'times', wanted: 'at least 10' },
  ];
  const results = { machine, lines, firstLoad, keystroke };
  writeFileSync(path('results.json'), `${JSON.stringify(results, null, 2)}\n`);

  console.log('\nFirst load, brotli (without the font and the example’s pictures)');
  for (const { name, bytes } of firstLoad.parts) console.log(`  ${String(bytes).padStart(8)}  ${name}`);
  console.log(`  ${String(firstLoad.totalBytes).padStart(8)}  in all; at most 120,000`);
  console.log(`\nOne keystroke to new pixels, ${keystroke.photo}, two texts, medians of ${keystroke.keystrokes}`);
  console.log(`  ${keystroke.oursMs.toFixed(2).padStart(8)} ms  MemeForge (95 % within ${keystroke.ours95Ms.toFixed(2)} ms)`);
  console.log(`  ${keystroke.predecessorMs.toFixed(2).padStart(8)} ms  the predecessor's way`);
  console.log(`  ${keystroke.ratio.toFixed(1).padStart(8)} times less; at least 10`);
  if (firstLoad.totalBytes > 120_000 || keystroke.ratio < 10) {
    console.error('\nA line does not hold.');
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  server.stop();
}
