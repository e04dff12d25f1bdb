import http from 'node:http';

/** What is left out: the font and the pictures of the example. */
const leftOut = /\/(fonts|example)\//;

/** The parts of the page that come later are files of their own. */
const comesLater = /\/pkg\/(split|chunk)_/;

/**
 * Bytes of what a first visit loads, as it is sent to a browser that takes brotli: until a text can be typed, and the meme
 * with it downloaded, and what is fetched ahead after that.
 */
export async function measureFirstLoad(browser, address) {
  const first = await visit(browser, address, { holdsBack: true });
  const all = await visit(browser, address, { holdsBack: false });
  // Asked for again, one by one: headless Chromium asks for no favicon, and visitors' browsers do.
  first.add(`${address}/favicon.svg`);
  const ahead = [...all].filter((url) => !first.has(url));
  const parts = await sizes(first);
  const aheadParts = await sizes(ahead);
  return { totalBytes: total(parts), parts, aheadBytes: total(aheadParts), aheadParts };
}

/** Makes a meme. Returns what was loaded for it; where what comes later is held back, without that. */
async function visit(browser, address, { holdsBack }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const urls = new Set();
  if (holdsBack) await page.route(comesLater, () => {});
  page.on('request', (request) => {
    const url = request.url();
    const isHeldBack = holdsBack && comesLater.test(url);
    if (url.startsWith(address) && !leftOut.test(url) && !isHeldBack) urls.add(url);
  });
  await page.goto(address);
  await page.getByAltText('A cat looks up').waitFor({ state: 'hidden' });
  await page.fill('#topText', 'typed');
  await page.getByRole('img', { name: /typed/ }).waitFor();
  await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download', exact: true }).click()]);
  if (!holdsBack) {
    await page.getByRole('button', { name: 'Text: typed' }).waitFor();
    // What is fetched ahead begins after the page has rested for a second.
    await page.waitForTimeout(1500);
    await page.waitForLoadState('networkidle');
  }
  await page.close();
  return urls;
}

async function sizes(urls) {
  const parts = [];
  for (const url of urls) {
    const name = new URL(url).pathname.replace(/\.[\w-]{22}\./, '.');
    parts.push({ name, bytes: await sentBytes(url) });
  }
  return parts.sort((a, b) => b.bytes - a.bytes);
}

const total = (parts) => parts.reduce((sum, { bytes }) => sum + bytes, 0);

function sentBytes(url) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers: { 'Accept-Encoding': 'br' } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
      let bytes = 0;
      response.on('data', (chunk) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
    });
    request.on('error', reject);
  });
}
