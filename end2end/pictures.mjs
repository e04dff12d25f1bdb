// Makes the pictures that are kept in the repository: the example's photo, the finished example that is seen before
// the WebAssembly is there, and the README's screenshots, taken from the real page.
//   make pictures
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { executablePath, launchArguments } from './browser.mjs';
import { startServer } from './server.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

// Three times the original's 451 × 300, so that it is sharp enough on a large stage.
await sharp(path('fixtures/originals/chelsea.png'))
  .resize(1353, 900, { kernel: 'lanczos3' })
  .webp({ quality: 72 })
  .toFile(path('../public/example/cat.webp'));

const server = await startServer();
const browser = await chromium.launch({ executablePath, args: launchArguments });
const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};
mkdirSync(path('../docs/screenshots'), { recursive: true });
for (const [name, size] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ ...size, colorScheme });
    await page.goto(server.address);
    const button = page.getByRole('button', { name: 'Download' });
    await button.and(page.locator(':enabled')).waitFor();
    await page.getByAltText('A cat looks up').waitFor({ state: 'hidden' });
    if (name === 'desktop' && colorScheme === 'light') {
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      const meme = sharp(readFileSync(await download.path()));
      await meme.webp({ quality: 72 }).toFile(path('../public/example/meme.webp'));
    }
    // With a text selected: its handles and its look.
    await page.getByRole('button', { name: 'Text: Just the cat' }).focus();
    if (name === 'phone') await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByRole('button', { name: 'Caption bar', exact: true }).waitFor();
    const screenshot = sharp(await page.screenshot());
    await screenshot.webp({ quality: 85 }).toFile(path(`../docs/screenshots/${name}-${colorScheme}.webp`));
    await page.close();
  }
}
await browser.close();
server.stop();
