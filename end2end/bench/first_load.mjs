import http from 'node:http';

/** What is left out: the font and the pictures of the example. */
const leftOut = /\/(fonts|example)\//;

/** Bytes of everything that a first visit loads, as it is sent to a browser that takes brotli. */
export async function measureFirstLoad(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const urls = new Set();
  page.on('request', (request) => {
    if (request.url().startsWith(address) && !leftOut.test(request.url())) urls.add(request.url());
  });
  await page.goto(address);
  await page.getByAltText('A cat looks up').waitFor({ state: 'hidden' });
  await page.waitForLoadState('networkidle');
  await page.close();
  // Asked for again, one by one: headless Chromium asks for no favicon, and visitors' browsers do.
  urls.add(`${address}/favicon.svg`);
  const parts = [];
  for (const url of urls) {
    const name = new URL(url).pathname.replace(/\.[\w-]{22}\./, '.');
    parts.push({ name, bytes: await sentBytes(url) });
  }
  parts.sort((a, b) => b.bytes - a.bytes);
  return { totalBytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), parts };
}

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
