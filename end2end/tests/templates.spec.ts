import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { Gallery, expectTemplate, texts } from './library';
import { MemePage, Picture, type Rgba, distance, expect, fixture, test } from './meme';

test.use({ isFresh: true });

const isPhone = () => test.info().project.name === 'phone';

test('from search to download in four actions', { tag: '@phone' }, async ({ page }) => {
  const meme = await new MemePage(page).open();
  if (isPhone()) await meme.panel('Picture');
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
  // One: what it is about, with a typo. Two: the first that is found. Three: the text. Four: the download.
  await page.getByRole('searchbox', { name: 'Find a template' }).fill('brian');
  await page.keyboard.press('Enter');
  await expectTemplate(meme, 'Growing brain');
  if (isPhone()) await meme.panel('Text');
  await meme.topText.fill('I type');
  const { name, picture } = await meme.download();
  expect(name).toBe('Growing brain-meme.png');
  expect([picture.width, picture.height]).toEqual([1200, 1600]);
  // What is seen is what is downloaded: the text in its box, dark on light, and the example's in the others.
  for (const top of [20, 420, 820, 1220]) {
    const isText = (pixel: Rgba, x: number, y: number) => x < 680 && y > top && y < top + 360 && distance(pixel, [35, 31, 32, 255]) < 60;
    const box = picture.boundsOf(isText);
    expect(box?.left).toBeGreaterThan(20);
    expect(box?.right).toBeLessThan(670);
  }
});

test.describe('the gallery', () => {
  test('finds by name, keyword and example, and forgives accents, case and a typo', { tag: '@phone' }, async ({ page }) => {
    const gallery = await Gallery.open(page);
    expect(await gallery.templates().count()).toBeGreaterThanOrEqual(36);
    for (const [words, name] of [
      ['growing', 'Growing brain'],
      ['ESPACE', 'Astronaut'],
      ['reveil', 'Awake at three'],
      ['astronuat', 'Astronaut'],
      ['never close', 'Growing brain'],
    ]) {
      await gallery.field.fill(words);
      await expect(gallery.templates().first()).toContainText(name);
    }
    await gallery.field.fill('zzzz');
    await expect(gallery.dialog.getByText('No template has these words.')).toBeVisible();
    await expect(gallery.templates()).toHaveCount(0);
  });

  test('costs at most 60 KB', async ({ page }) => {
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (/\/api\/templates$|thumbnail/.test(request.url())) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    const gallery = await Gallery.open(page);
    const last = gallery.templates().last();
    await last.scrollIntoViewIfNeeded();
    const images = gallery.templates().locator('img');
    for (let index = 0; index < (await images.count()); index++) await images.nth(index).scrollIntoViewIfNeeded();
    await expect
      .poll(() => images.evaluateAll((all) => all.every((image) => (image as HTMLImageElement).naturalWidth > 0)))
      .toBe(true);
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(60_000);
  });

  test('keeps what was typed, box by box', async ({ page }) => {
    const gallery = await Gallery.open(page);
    await gallery.choose('Growing brain');
    expect(await texts(gallery.meme)).toEqual(['Save the file', 'Save it as final', 'Save it as final 2', 'Never close the window']);
    const fields = (await gallery.meme.panel('Text')).getByRole('textbox');
    for (const [index, text] of ['one', 'two', 'three', 'four'].entries()) await fields.nth(index).fill(text);
    await gallery.show();
    await gallery.choose('Distracted by someone new');
    expect((await texts(gallery.meme)).slice(0, 3)).toEqual(['one', 'two', 'three']);
    await gallery.show();
    await gallery.choose('Growing brain');
    expect(await texts(gallery.meme)).toEqual(['one', 'two', 'three', 'four']);
    // And one step back is one template back.
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expectTemplate(gallery.meme, 'Distracted by someone new');
  });

  test('remembers recent ones and favourites on the device', async ({ page }) => {
    const gallery = await Gallery.open(page);
    await gallery.dialog.getByRole('button', { name: 'Favourite: Iceberg' }).click();
    await gallery.choose('Coffee');
    await page.reload();
    await gallery.meme.expectTools();
    await gallery.show();
    await expect(gallery.templates('Favourites')).toHaveText(['Iceberg']);
    await expect(gallery.templates('Recent')).toHaveText(['Coffee']);
    await gallery.dialog.getByRole('button', { name: 'Favourite: Iceberg' }).first().click();
    await expect(gallery.dialog.getByRole('region', { name: 'Favourites' })).toHaveCount(0);
  });

  test('chooses one by chance', async ({ page }) => {
    const gallery = await Gallery.open(page);
    await gallery.dialog.getByRole('button', { name: 'Any' }).click();
    await expect(gallery.dialog).toBeHidden();
    await expect(gallery.meme.preview).not.toHaveAccessibleName(/cat\.webp/);
  });

  test('works without a pointer', { tag: '@phone' }, async ({ page }) => {
    const gallery = await Gallery.open(page);
    await expect(gallery.field).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(gallery.templates().first()).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(gallery.templates().nth(1)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    const focused = page.locator('.thumb:focus');
    const [second, below] = [await gallery.templates().nth(1).boundingBox(), await focused.boundingBox()];
    expect(below?.x).toBeCloseTo(second?.x ?? 0, 0);
    expect(below?.y).toBeGreaterThan(second?.y ?? 0);
    const name = await focused.innerText();
    await page.keyboard.press('Enter');
    await expectTemplate(gallery.meme, name);
  });

  test('says that it could not be loaded, and tries again', async ({ page }) => {
    await page.route('**/api/templates', (route) => route.abort());
    const meme = await new MemePage(page).open();
    const gallery = new Gallery(page, meme);
    await gallery.show();
    await expect(gallery.dialog.getByText('The templates could not be loaded. Check the connection.')).toBeVisible();
    await page.unroute('**/api/templates');
    await gallery.dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(gallery.template('Coffee')).toBeVisible();
  });

  test('a template that does not come leaves the meme as it is', async ({ page }) => {
    const gallery = await Gallery.open(page);
    await page.route('**/api/templates/coffee', (route) => route.abort());
    await gallery.template('Coffee').click();
    await gallery.meme.expectRefused('The template could not be loaded. Check the connection and try again.');
    await expect(gallery.meme.preview).toHaveAccessibleName(/cat\.webp/);
  });
});

test.describe('a template of one’s own', () => {
  test('is saved, exported, wiped, imported and used', { tag: '@phone' }, async ({ page }) => {
    const meme = await new MemePage(page).open();
    if (isPhone()) await meme.panel('Text');
    await meme.choose('cat.png');
    await meme.write('my line', 'my other line');
    const gallery = new Gallery(page, meme);
    await gallery.show();
    await gallery.save('Corners', 'square, carré');
    await gallery.show();
    await expect(gallery.templates('Yours')).toHaveText(['Corners']);

    const [download] = await Promise.all([page.waitForEvent('download'), gallery.dialog.getByRole('button', { name: 'Export' }).click()]);
    expect(download.suggestedFilename()).toBe('memeforge-templates.zip');
    const zip = readFileSync(await download.path());

    await gallery.dialog.getByRole('button', { name: 'Delete Corners' }).click();
    await expect(gallery.dialog.getByText('Corners is deleted.')).toBeVisible();
    await gallery.dialog.getByRole('button', { name: 'Undo' }).click();
    await expect(gallery.templates('Yours')).toHaveText(['Corners']);

    // All that the device keeps is wiped.
    await page.evaluate(async () => {
      localStorage.clear();
      for (const { name } of await indexedDB.databases()) {
        await new Promise((done) => {
          indexedDB.deleteDatabase(name ?? '').onsuccess = done;
        });
      }
    });
    await page.reload();
    await meme.expectTools();
    await gallery.show();
    await expect(gallery.dialog.getByRole('region', { name: 'Yours' })).toHaveCount(0);

    const file = { name: 'memeforge-templates.zip', mimeType: 'application/zip', buffer: zip };
    await gallery.dialog.getByLabel('Import').setInputFiles(file);
    await expect(gallery.templates('Yours')).toHaveText(['Corners']);
    // The same once more is no second one.
    await gallery.dialog.getByLabel('Import').setInputFiles(file);
    await expect(page.getByText('1 template imported').first()).toBeVisible();
    await expect(gallery.templates('Yours')).toHaveText(['Corners']);

    await gallery.field.fill('carre');
    await gallery.choose('Corners');
    expect(await texts(meme)).toEqual(['my line', 'my other line']);
    await meme.write('', '');
    const { picture } = await meme.download();
    const expected = await Picture.fixture('cat.png');
    // Encoded anew, with hardly a loss.
    expect(picture.difference(expected, 48)).toBeLessThan(0.02 * expected.width * expected.height);
  });

  test('can be changed', async ({ page }) => {
    const gallery = await Gallery.open(page);
    await gallery.save('First name', 'one');
    await gallery.show();
    await gallery.dialog.getByRole('button', { name: 'Edit First name' }).click();
    const form = page.getByRole('dialog', { name: 'Save as template' });
    await expect(form.getByRole('textbox', { name: 'Keywords' })).toHaveValue('one');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Second name');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await gallery.show();
    await expect(gallery.templates('Yours')).toHaveText(['Second name']);
    // It is what people of the same name have not got: a name.
    await gallery.dialog.getByRole('button', { name: 'Edit Second name' }).click();
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('  ');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(form.getByRole('alert')).toHaveText('Give it a name.');
  });

  test('a file that is none says so, and takes nothing away', async ({ page }) => {
    const gallery = await Gallery.open(page);
    await gallery.save('Mine');
    await gallery.show();
    await gallery.dialog.getByLabel('Import').setInputFiles(fixture('cat.png'));
    await expect(gallery.dialog.getByRole('alert')).toContainText('This file is not a zip.');
    await gallery.dialog.getByLabel('Import').setInputFiles({ name: 'x.zip', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04junk') });
    await expect(gallery.dialog.getByRole('alert')).toContainText('This zip is damaged.');
    await expect(gallery.templates('Yours')).toHaveText(['Mine']);
  });

  test('carries nothing of where a photo was taken', async ({ page }) => {
    const meme = await new MemePage(page).open();
    const secret = 'somewhere in particular';
    const buffer = await sharp(fixture('cat.jpg')).withExif({ IFD0: { ImageDescription: secret, Artist: secret } }).jpeg().toBuffer();
    expect(buffer.includes(secret)).toBe(true);
    await meme.picker.setInputFiles({ name: 'secret.jpg', mimeType: 'image/jpeg', buffer });
    await meme.expectOpened('secret.jpg');
    const gallery = new Gallery(page, meme);
    await gallery.show();
    await gallery.save('Photo');
    await gallery.show();
    const [download] = await Promise.all([page.waitForEvent('download'), gallery.dialog.getByRole('button', { name: 'Export' }).click()]);
    const zip = readFileSync(await download.path());
    expect(zip.includes(secret)).toBe(false);
    expect(zip.includes('photo/config.yml')).toBe(true);
  });
});
