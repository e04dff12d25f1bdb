import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { texts } from './library';
import { MemePage, Picture, expect, fixture, test } from './meme';
import { NewMeme } from './new';
import { leaveField } from './kept';

const dialog = (meme: MemePage) => meme.page.getByRole('dialog', { name: 'Edit on' });

/** Downloads what a button gives, as bytes. */
async function downloaded(meme: MemePage, click = () => meme.downloadButton.click()) {
  const [download] = await Promise.all([meme.page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const choose = (meme: MemePage, name: string, buffer: Buffer) =>
  meme.picker.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

/** What a PNG's text says, read by an implementation that is not ours. */
async function pngText(bytes: Buffer, keyword: string) {
  const { comments = [] } = await sharp(bytes).metadata();
  return comments.find((comment) => comment.keyword === keyword)?.text;
}

async function showExport(meme: MemePage) {
  await leaveField(meme.page);
  await meme.page.keyboard.press('e');
  const shown = meme.page.getByRole('dialog', { name: 'Export' });
  await expect(shown.getByText(/pixels, [\d.]+ [KM]B/)).toBeVisible();
  return shown;
}

test.describe('a downloaded picture', () => {
  test('can be edited on: its texts come off again', async ({ page, context }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await meme.panel('Text');
    await meme.write('on top', 'below');
    const { bytes } = await downloaded(meme);

    const other = await new MemePage(await context.newPage()).open();
    await choose(other, 'from a chat.png', bytes);
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
    await choose(meme, 'flat.png', bytes);
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
    await choose(meme, 'damaged.png', bytes);
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
    await choose(made.meme, 'blank.png', bytes);
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
      await choose(meme, project.name, project.bytes);
      await meme.expectOpened(`photo.${format}`);
      const before = await Picture.decode(photo, true);
      expect((await meme.download()).picture.width).toBe(before.width);
    });
  }
});

test.describe('the export', () => {
  test('makes other kinds of files, and says how large they are', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    for (const [label, format, ending] of [
      ['JPEG', 'jpeg', 'jpg'],
      ['WebP', 'webp', 'webp'],
      ['PNG', 'png', 'png'],
    ]) {
      const shown = await showExport(meme);
      await shown.getByRole('group', { name: 'Kind of file' }).getByRole('radio', { name: label }).check();
      await shown.getByLabel('What it shows').fill('A cat in a picture');
      await shown.getByLabel('Size, in %').fill('50');
      await shown.getByLabel('Size, in %').blur();
      await expect(shown.getByText(/^120 × 80 pixels, [\d.]+ KB, of which [\d.]+ KB to stay editable$/)).toBeVisible();
      const { name, bytes } = await downloaded(meme, () => shown.getByRole('button', { name: 'Save' }).click());
      expect(name).toBe(`cat-meme.${ending}`);
      const { format: made, width, height } = await sharp(bytes).metadata();
      expect([made, width, height]).toEqual([format, 120, 80]);
      await choose(meme, `again.${ending}`, bytes);
      await dialog(meme).getByRole('button', { name: 'Edit on' }).click();
      await meme.expectOpened('cat.png');
      expect((await meme.download()).picture.width).toBe(240);
    }
  });

  test('keeps to a number of KB', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('photo.jpg');
    const shown = await showExport(meme);
    await shown.getByLabel('Stays editable').uncheck();
    await shown.getByRole('radio', { name: 'JPEG' }).check();
    await shown.getByLabel('At most, in KB').fill('64');
    await shown.getByLabel('At most, in KB').blur();
    await expect(shown.getByText(/pixels, [\d.]+ KB$/)).toBeVisible({ timeout: 30_000 });
    const { bytes } = await downloaded(meme, () => shown.getByRole('button', { name: 'Save' }).click());
    expect(bytes.length).toBeLessThanOrEqual(64_000);
    expect(bytes.length).toBeGreaterThan(10_000);
    // What was switched off stays so.
    const again = await downloaded(meme);
    expect(await pngText(again.bytes, 'memeforge')).toBeUndefined();
  });

  test('copies the meme as a picture', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await leaveField(page);
    await page.keyboard.press('Control+c');
    await expect(page.getByText('Copied as a picture').first()).toBeVisible();
    const size = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const bitmap = await createImageBitmap(await item.getType('image/png'));
      return [bitmap.width, bitmap.height];
    });
    expect(size).toEqual([240, 160]);
  });
});
