// Upper and lower case by the language of a text.
import { readFileSync } from 'node:fs';
import { MemePage, Picture, expect, test } from './meme';

type Row = { language: string; typed: string; upper: string; lower: string };
const table: Row[] = JSON.parse(readFileSync(new URL('../../tests/casing.json', import.meta.url), 'utf8'));
/** Chromium 156 knows rules of no other languages: it cases Armenian as Unicode does without a language. */
const rows = table.filter(({ language }) => /^(az|el|lt|nl|tr|und)/.test(language));

test('what the native tests hold is what the browser makes of it', async ({ page }) => {
  expect(rows.length).toBeGreaterThan(8);
  await new MemePage(page).open();
  const cased = await page.evaluate(
    (rows) =>
      rows.map(({ language, typed }) => ({
        upper: typed.toLocaleUpperCase(language),
        lower: typed.toLocaleLowerCase(language),
      })),
    rows,
  );
  expect(cased).toEqual(rows.map(({ upper, lower }) => ({ upper, lower })));
});

/** The meme with this text, as it is typed where `isTyped`, else in upper case. */
async function painted(meme: MemePage, text: string, isTyped: boolean, language?: string): Promise<Picture> {
  const { page } = meme;
  await meme.panel('Text');
  await meme.topText.fill(text);
  const look = await meme.panel('Look');
  await look.getByRole('radio', { name: isTyped ? 'As typed' : 'AA', exact: true }).check({ force: true });
  if (language) {
    await look.getByLabel('Language').selectOption(language);
  }
  await page.waitForTimeout(200);
  return meme.previewPicture();
}

for (const [locale, typed, upper] of [
  ['tr-TR', 'istanbul iyi', 'İSTANBUL İYİ'],
  ['az', 'qız işi', 'QIZ İŞİ'],
  ['el-GR', 'Καλημέρα', 'ΚΑΛΗΜΕΡΑ'],
  ['de-DE', 'straße iii', 'STRASSE III'],
  ['en-US', 'istanbul', 'ISTANBUL'],
]) {
  test.describe(`in a browser in ${locale}`, () => {
    test.use({ locale });
    test(`${typed} becomes ${upper}`, async ({ page }) => {
      const meme = await new MemePage(page).open();
      const expected = await painted(meme, upper, true);
      const plain = await painted(meme, typed, true);
      const cased = await painted(meme, typed, false);
      expect(expected.difference(cased)).toBe(0);
      expect(expected.difference(plain)).toBeGreaterThan(100);
    });
  });
}

test('a text’s language is chosen and kept', async ({ page }) => {
  const meme = await new MemePage(page).open();
  const expected = await painted(meme, 'İSTANBUL', true);
  const cased = await painted(meme, 'istanbul', false, 'Turkish');
  expect(expected.difference(cased)).toBe(0);
  await page.reload();
  await meme.expectTools();
  await expect(meme.topText).toHaveValue('istanbul');
  await page.waitForTimeout(500);
  expect(expected.difference(await meme.previewPicture())).toBe(0);
});
