import { type Page } from '@playwright/test';
import { expectTemplate, texts } from './library';
import { MemePage, distance, expect, test } from './meme';

async function at(page: Page, address: string) {
  const meme = new MemePage(page);
  await page.goto(address);
  await meme.expectTools();
  return meme;
}

const leaveField = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

const copied = async (page: Page) => {
  await leaveField(page);
  await page.keyboard.press('l');
  await expect(page.getByText('Link copied').first()).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
};

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test.describe('a link in memegen’s grammar', () => {
  for (const address of ['/m/distracted/new_framework/me/the~qproject', '/images/distracted/new_framework/me/the~qproject.png']) {
    test(`opens the editor: ${address}`, async ({ page, request }) => {
      const meme = await at(page, address);
      await expectTemplate(meme, 'Distracted by someone new');
      expect((await texts(meme)).slice(0, 3)).toEqual(['new framework', 'me', 'the?project']);
      const html = await (await request.get(address)).text();
      expect(html).toContain('<meta property="og:title" content="new framework / me / the?project">');
      const image = /<meta property="og:image" content="([^"]+)">/.exec(html)?.[1] ?? '';
      expect((await request.get(image)).headers()['content-type']).toBe('image/png');
    });
  }

  test('says how the texts look', { tag: '@phone' }, async ({ page }) => {
    const meme = await at(page, '/m/cat/a/b?color=red&width=450&font=comic');
    await expectTemplate(meme, 'Cat');
    const { picture } = await meme.download();
    expect(picture.width).toBe(450);
    expect(picture.count((pixel) => distance(pixel, [255, 0, 0, 255]) < 30)).toBeGreaterThan(50);
  });

  test('of a template that there is not, or that no link can be, says so', async ({ page }) => {
    const meme = await at(page, '/m/nothing-of-the-kind/a');
    await meme.expectRefused('There is no template');
    await expect(meme.preview).toHaveAccessibleName(/cat\.webp/);
    await page.goto(`/m/cat/${'a/'.repeat(200)}`);
    await meme.expectTools();
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(1);
  });

  test('can be reloaded, left and come back to', async ({ page }) => {
    const meme = await at(page, '/m/cat/one/two');
    await expectTemplate(meme, 'Cat');
    await page.goto('/m/coffee/three/four');
    await expectTemplate(meme, 'Coffee');
    await page.goBack();
    await expectTemplate(meme, 'Cat');
    expect(await texts(meme)).toEqual(['one', 'two']);
    await page.goForward();
    await expectTemplate(meme, 'Coffee');
    expect(await texts(meme)).toEqual(['three', 'four']);
    await page.reload();
    await expectTemplate(meme, 'Coffee');
    expect(await texts(meme)).toEqual(['three', 'four']);
  });
});

test.describe('a copied link', () => {
  test('of a template with texts is memegen’s', { tag: '@phone' }, async ({ page, baseURL }) => {
    const meme = await at(page, '/m/cat/one/two');
    await expectTemplate(meme, 'Cat');
    await meme.panel('Text');
    await meme.topText.fill('Où est-il? 100% 😺');
    const link = await copied(page);
    expect(link.startsWith(`${baseURL}/m/cat/`)).toBe(true);
    const other = await at(page, link);
    await expectTemplate(other, 'Cat');
    expect(await texts(other)).toEqual(['Où est-il? 100% 😺', 'two']);
  });

  test('of more than that has the meme in its fragment, which no server is sent', async ({ page, baseURL }) => {
    const meme = await at(page, '/m/cat/ginger/purring');
    await expectTemplate(meme, 'Cat');
    await meme.panel('Text');
    await leaveField(page);
    await page.keyboard.press('t');
    await page.keyboard.type('and whiskers');
    await page.keyboard.press('Escape');
    const link = await copied(page);
    expect(link.startsWith(`${baseURL}/#`)).toBe(true);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('about:blank');
    const other = await at(page, link);
    await expectTemplate(other, 'Cat');
    expect(await texts(other)).toEqual(['ginger', 'purring', 'and whiskers']);
    expect(asked.filter((url) => url.startsWith(baseURL ?? '-') && /ginger|purring|whiskers/.test(url))).toEqual([]);
  });

  test('of a picture of somebody’s own has the texts alone', async ({ page, baseURL }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await meme.panel('Text');
    await meme.write('mine', 'alone');
    const link = await copied(page);
    expect(link.startsWith(`${baseURL}/#`)).toBe(true);
    await page.goto('about:blank');
    const other = await at(page, link);
    await expect(page.getByText('This link has the texts of a meme, and not its picture')).toBeVisible();
    expect(await texts(other)).toEqual(['mine', 'alone']);
    await other.choose('cat.jpg');
    expect(await texts(other)).toEqual(['mine', 'alone']);
  });

  test('that is hostile says what is wrong with it', async ({ page }) => {
    for (const fragment of ['#1.', '#1.AAAA', `#1.${'A'.repeat(200_000)}`, '#9.abcd']) {
      await page.goto('about:blank');
      const meme = await at(page, `/${fragment}`);
      await expect(page.getByRole('alert').filter({ hasText: /\S/ }), fragment.slice(0, 20)).toHaveCount(1);
      await expect(meme.preview).toHaveAccessibleName(/cat\.webp/);
    }
  });
});
