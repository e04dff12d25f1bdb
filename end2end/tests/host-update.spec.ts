// The host is updated while somebody has a page of the version before.
import { type Page, expect, test } from '@playwright/test';

test.use({ isFresh: true });

const GONE = 'aaaaaaaaaaaaaaaaaaaaaa';

/** Answers the first so many requests for the page with one whose files of these kinds are gone. Returns how many pages were sent. */
async function serveYesterday(page: Page, endings: string[], pages: number) {
  let sent = 0;
  await page.route('/', async (route) => {
    sent += 1;
    if (sent > pages) return route.continue();
    const today = await route.fetch({ headers: { ...route.request().headers(), 'If-None-Match': '' } });
    let html = await today.text();
    for (const ending of endings) {
      const name = new RegExp(`/pkg/memeforge\\.([\\w-]{22})\\.${ending}`).exec(html);
      html = html.replaceAll(name?.[1] ?? 'none', GONE);
    }
    expect(html).toContain(GONE);
    // Yesterday's policy had the hashes of yesterday's scripts.
    const { 'content-security-policy': _, etag: __, ...headers } = today.headers();
    await route.fulfill({ status: 200, headers, body: html });
  });
  return () => sent;
}

const download = (page: Page) => page.getByRole('button', { name: 'Download', exact: true });
const failed = (page: Page) => page.getByRole('alert').filter({ hasText: 'could not be loaded' });

for (const endings of [['js', 'css', 'wasm'], ['js'], ['wasm']]) {
  test(`a page whose ${endings.join(', ')} is gone loads itself anew, and lives`, async ({ page }) => {
    const sent = await serveYesterday(page, endings, 1);
    await page.goto('/');
    await expect(download(page)).toBeEnabled({ timeout: 20_000 });
    await expect(failed(page)).toBeHidden();
    expect(sent()).toBe(2);
  });
}

test('while old and new hosts answer side by side, it is tried again', async ({ page }) => {
  const sent = await serveYesterday(page, ['js'], 3);
  await page.goto('/');
  await expect(download(page)).toBeEnabled({ timeout: 20_000 });
  expect(sent()).toBe(4);
});

for (const ending of ['js', 'wasm']) {
  test(`a page whose ${ending} stays gone says so instead of loading itself for ever`, async ({ page }) => {
    const sent = await serveYesterday(page, [ending], 1000);
    await page.goto('/');
    await expect.poll(sent, { timeout: 20_000 }).toBe(4);
    await expect(failed(page)).toBeVisible();
    await page.waitForTimeout(8000);
    expect(sent()).toBe(4);
    await expect(failed(page)).toBeVisible();
  });
}

test('styles that are gone are those of today', async ({ page, request }) => {
  const html = await (await request.get('/')).text();
  const today = /\/pkg\/memeforge\.[\w-]{22}\.css/.exec(html)?.[0] ?? '';
  const response = await request.get(`/pkg/memeforge.${GONE}.css`);
  expect(new URL(response.url()).pathname).toBe(today);
  // A page that only lost its styles is whole with those.
  const sent = await serveYesterday(page, ['css'], 1);
  await page.goto('/');
  await expect(download(page)).toBeEnabled();
  expect(sent()).toBe(1);
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('.workbench') as Element).display)).toBe('grid');
});
