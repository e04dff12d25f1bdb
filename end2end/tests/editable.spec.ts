import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { DraftList, expectKept } from './kept';
import { Gallery, texts } from './library';
import { LookPanel, withLook } from './look';
import { MemePage, Picture, expect, fixture, test } from './meme';
import { NewMeme } from './new';
import { dialog, downloaded, giveFile, pngText, showExport } from './given';

test.use({ isFresh: true });

/** A font: see fonts.spec.ts. */
const HALF_EM = fileURLToPath(new URL('../fixtures/half_em.ttf', import.meta.url));

test.describe('a downloaded picture', () => {
  test('can be edited on: its texts come off again', { tag: '@phone' }, async ({ page, context }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await meme.panel('Text');
    await meme.write('on top', 'below');
    const { bytes } = await downloaded(meme);

    const other = await new MemePage(await context.newPage()).open();
    await giveFile(other, 'from a chat.png', bytes);
    await dialog(other).getByRole('button', { name: 'Edit on' }).click();
    await other.expectOpened('cat.png');
    expect(await texts(other)).toEqual(['on top', 'below']);
    expect((await other.download()).picture.difference(await Picture.decode(bytes))).toBe(0);
    await other.panel('Text');
    await other.write('', '');
    expect((await other.download()).picture.difference(await Picture.fixture('cat.png'))).toBe(0);
  });

  test('can be used as a picture', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await meme.panel('Text');
    await meme.write('stays', '');
    const { bytes } = await downloaded(meme);
    await giveFile(meme, 'flat.png', bytes);
    await dialog(meme).getByRole('button', { name: 'Use as a picture' }).click();
    await meme.expectOpened('flat.png');
    await meme.panel('Text');
    await meme.write('', '');
    expect((await meme.download()).picture.difference(await Picture.decode(bytes))).toBe(0);
  });

  test('has the meme and what it shows where other programs find them', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await meme.panel('Text');
    await meme.write('read me', '');
    const { bytes } = await downloaded(meme);
    expect(await pngText(bytes, 'Description')).toBe('read me');
    const zip = Buffer.from((await pngText(bytes, 'memeforge')) ?? '', 'base64');
    expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
    expect(zip.includes('meme.json')).toBe(true);
    expect(zip.includes(readFileSync(fixture('cat.png')).subarray(-200, -20))).toBe(true);
  });

  test('that is damaged is a picture all the same', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    const { bytes } = await downloaded(meme);
    // Within the compressed text, whose checksums then are wrong.
    const at = bytes.indexOf('memeforge') + 60;
    bytes[at] ^= 0xff;
    await giveFile(meme, 'damaged.png', bytes);
    await expect(meme.alert.or(dialog(meme))).toBeVisible();
    await meme.expectRefused(/damaged/);
  });

  test('of a blank meme is a blank meme again', async ({ page }) => {
    const made = await NewMeme.open(page, 'Blank');
    await made.paint('Colour', '#e02020');
    await made.made('Blank');
    const { bytes } = await downloaded(made.meme);
    await page.reload();
    await made.meme.expectTools();
    await made.meme.choose('cat.png');
    await giveFile(made.meme, 'blank.png', bytes);
    await dialog(made.meme).getByRole('button', { name: 'Edit on' }).click();
    await made.meme.expectOpened('Blank');
    expect((await made.meme.download()).picture.width).toBe(1080);
  });
});

test.describe('what a camera wrote', () => {
  const SECRET = 'where nobody is to know';

  for (const [format, orientation] of [
    ['jpeg', 6],
    ['webp', 1],
    ['png', 1],
  ] as const) {
    test(`is in no file that leaves: ${format}`, async ({ page }) => {
      const photo = await sharp(fixture('cat.png'))
        .withExif({ IFD0: { Artist: SECRET, Model: SECRET, Orientation: String(orientation) }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' } })
        .toFormat(format)
        .toBuffer();
      expect(photo.includes(SECRET)).toBe(true);
      const meme = await new MemePage(page).open();
      await meme.picker.setInputFiles({ name: `photo.${format}`, mimeType: `image/${format}`, buffer: photo });
      await meme.expectOpened(`photo.${format}`);
      const { bytes } = await downloaded(meme);
      const zip = Buffer.from((await pngText(bytes, 'memeforge')) ?? '', 'base64');
      const shown = await showExport(meme);
      const project = await downloaded(meme, () => shown.getByRole('button', { name: 'Project file' }).click());
      expect(project.name).toBe('photo-meme.memeforge');
      for (const file of [bytes, zip, project.bytes]) {
        expect(file.length).toBeGreaterThan(1000);
        expect(file.includes(SECRET)).toBe(false);
        expect(file.includes('GPS')).toBe(false);
      }
      // And it is still the right way up.
      await page.keyboard.press('Escape');
      await giveFile(meme, project.name, project.bytes);
      await meme.expectOpened(`photo.${format}`);
      const before = await Picture.decode(photo, true);
      expect((await meme.download()).picture.width).toBe(before.width);
    });
  }
});

test.describe('a project file', () => {
  /** Saves the meme as one, and opens it in a browser that has nothing of it. */
  async function taken(meme: MemePage) {
    const shown = await showExport(meme);
    const project = await downloaded(meme, () => shown.getByRole('button', { name: 'Project file' }).click());
    await meme.page.keyboard.press('Escape');
    const other = await new MemePage(meme.page).open();
    await giveFile(other, project.name, project.bytes);
    return { other, project };
  }

  test('has what the picture shows, and what the meme is called', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await meme.panel('Text');
    await meme.write('one', 'two');
    await expectKept(page, 'two');
    const list = new DraftList(page, meme);
    await list.show();
    await list.rename('one / two', 'Über cats');
    await list.close();
    const described = await showExport(meme);
    await described.getByLabel('What it shows').fill('A cat');
    await described.getByLabel('What it shows').blur();
    await page.keyboard.press('Escape');
    const { other } = await taken(meme);
    await other.expectOpened('cat.png');
    expect(await texts(other)).toEqual(['one', 'two']);
    const shown = await showExport(other);
    await expect(shown.getByLabel('What it shows')).toHaveValue('A cat');
    await page.keyboard.press('Escape');
    await expectKept(page, 'two');
    await list.show();
    await expect(list.names).toHaveText(['Über cats']);
  });

  test('has the fonts of one’s own, in a browser that has none', async ({ page }) => {
    const { meme, look } = await withLook(page, 'abc');
    await look.section.getByRole('button', { name: 'Font: Anton' }).click();
    await page.getByLabel('Add a font file').setInputFiles(HALF_EM);
    await expect(look.section.getByRole('button', { name: 'Font: half_em' })).toBeVisible();
    const before = (await meme.download()).picture;
    const { other } = await taken(meme);
    await other.expectOpened('plain.png');
    expect((await other.download()).picture.difference(before)).toBe(0);
    // It is there for other memes too.
    await other.panel('Text');
    await other.write('', 'other');
    await (await LookPanel.open(other)).chooseFace('half_em');
  });

  test('has the template of one’s own that it was begun from, and a picture has not', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.panel('Text');
    await meme.choose('cat.png');
    await meme.write('upper', 'lower');
    const gallery = new Gallery(page, meme);
    await gallery.show();
    await gallery.save('Only mine', 'secret word');
    await gallery.show();
    await gallery.choose('Only mine');
    const { bytes } = await downloaded(meme);
    expect(Buffer.from((await pngText(bytes, 'memeforge')) ?? '', 'base64').includes('secret word')).toBe(false);
    const { other, project } = await taken(meme);
    expect(project.bytes.includes('secret word')).toBe(true);
    await other.expectOpened('Only mine');
    const there = new Gallery(page, other);
    await there.show();
    await expect(there.templates('Yours')).toHaveText(['Only mine']);
    await there.field.fill('secret word');
    await expect(there.template('Only mine')).toBeVisible();
    // Once more makes no second one.
    await there.dialog.getByRole('button', { name: 'Close' }).click();
    await giveFile(other, project.name, project.bytes);
    await other.expectOpened('Only mine');
    await there.show();
    await expect(there.templates('Yours')).toHaveText(['Only mine']);
  });
});
