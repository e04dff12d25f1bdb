// Measures the first load, a keystroke and a drag on a 12-megapixel photo, and the host; prints a table, and keeps it
// in results.json.
//   make bench
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { executablePath, launchArguments } from '../browser.mjs';
import { makeAll } from '../fixtures/make.mjs';
import { startServer } from '../server.mjs';
import { measureDrag } from './drag.mjs';
import { measureFirstLoad } from './first_load.mjs';
import { hostHolds, hostLines, measureHost, printHost } from './host.mjs';
import { measureKeystrokes } from './keystroke.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
await makeAll();
const host = await measureHost();
const server = await startServer();
const browser = await chromium.launch({ executablePath, args: launchArguments });
try {
  const photo = path('../fixtures/made/photo.jpg');
  const firstLoad = await measureFirstLoad(browser, server.address);
  const keystroke = await measureKeystrokes(browser, server.address, photo);
  const drag = await measureDrag(browser, server.address, photo);
  const machine = { cpu: cpus()[0].model, cores: cpus().length, chromium: browser.version() };
  const lines = [
    { line: 'first load, brotli', value: firstLoad.totalBytes, unit: 'bytes', wanted: 'at most 150000' },
    { line: 'keystroke, predecessor over ours', value: keystroke.ratio, unit: 'times', wanted: 'at least 10' },
    { line: 'drag, the better library over ours', value: drag.ratio, unit: 'times', wanted: 'at least 3' },
    { line: 'drag, our longest script in a frame', value: drag.mostMs, unit: 'ms', wanted: 'at most 16' },
    ...hostLines(host),
  ];
  const results = { machine, lines, firstLoad, keystroke, drag, host };
  writeFileSync(path('results.json'), `${JSON.stringify(results, null, 2)}\n`);

  console.log('\nFirst load, brotli (without the font and the example’s pictures)');
  for (const { name, bytes } of firstLoad.parts) console.log(`  ${String(bytes).padStart(8)}  ${name}`);
  console.log(`  ${String(firstLoad.totalBytes).padStart(8)}  in all; at most 150,000`);
  console.log('Fetched ahead, once a meme can be made');
  for (const { name, bytes } of firstLoad.aheadParts) console.log(`  ${String(bytes).padStart(8)}  ${name}`);
  console.log(`  ${String(firstLoad.aheadBytes).padStart(8)}  in all`);
  console.log(`\nOne keystroke to new pixels, ${keystroke.photo}, two texts, medians of ${keystroke.keystrokes}`);
  console.log(`  ${keystroke.oursMs.toFixed(2).padStart(8)} ms  MemeForge (95 % within ${keystroke.ours95Ms.toFixed(2)} ms)`);
  console.log(`  ${keystroke.predecessorMs.toFixed(2).padStart(8)} ms  the predecessor's way`);
  console.log(`  ${keystroke.ratio.toFixed(1).padStart(8)} times less; at least 10`);
  const { frames } = drag.results[0];
  console.log(`\nScript in a frame of a drag, one of ${drag.texts} texts on the same photo, medians of ${frames}`);
  for (const { name, scriptMs, script95Ms, threadMs, isOtherPicture } of drag.results) {
    const detail = `95 % within ${script95Ms.toFixed(2)} ms; with style, layout and pixels ${threadMs.toFixed(1)} ms`;
    console.log(`  ${scriptMs.toFixed(2).padStart(8)} ms  ${name} (${detail})${isOtherPicture ? ', not compared' : ''}`);
  }
  console.log(`  ${drag.ratio.toFixed(1).padStart(8)} times less than the better; at least 3`);
  console.log(`  ${drag.mostMs.toFixed(2).padStart(8)} ms  the longest of ours; at most 16`);
  printHost(host);
  if (firstLoad.totalBytes > 150_000 || keystroke.ratio < 10 || drag.ratio < 3 || drag.mostMs > 16 || !hostHolds(host)) {
    console.error('\nA line does not hold.');
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  server.stop();
}
