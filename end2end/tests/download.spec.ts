import { MemePage, Picture, distance, expect, fixture, isWhite, test } from './meme';

test('twelve megapixels, held upright, with two texts', { tag: '@phone' }, async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.choose('photo.jpg');
  await meme.write('twelve megapixels', 'every one of them');
  const { name, picture } = await meme.download();
  expect(name).toBe('photo-meme.png');
  expect([picture.width, picture.height]).toEqual([3000, 4000]);

  const original = await Picture.fixture('photo.jpg');
  const isTextRow = (y: number) => y < 0.335 * 4000 || y > 0.665 * 4000;
  // The turned photo, decoded by an implementation that is not the browser's: decoders may round a little apart.
  const apart = picture.count((pixel, x, y) => !isTextRow(y) && distance(pixel, original.at(x, y)) > 24);
  expect(apart).toBeLessThan(3000 * 4000 * 0.0001);

  // Letters of an eighth of the shorter side, whole, near their edges; black around white.
  for (const isHere of [(y: number) => y < 2000, (y: number) => y >= 2000]) {
    const isNew = (x: number, y: number) => isHere(y) && distance(picture.at(x, y), original.at(x, y)) > 48;
    const fill = picture.boundsOf((pixel, x, y) => isWhite(pixel) && isNew(x, y));
    const all = picture.boundsOf((_, x, y) => isNew(x, y));
    if (!fill || !all) throw new Error('a text is missing');
    for (const width of [fill.left - all.left, all.right - fill.right, fill.top - all.top, all.bottom - fill.bottom]) {
      expect(width).toBeGreaterThan(20);
      expect(width).toBeLessThan(32);
    }
    expect(all.left).toBeGreaterThanOrEqual(75);
    expect(all.right).toBeLessThan(2925);
    expect(fill.bottom - fill.top).toBeGreaterThan(0.85 * 375);
    expect(all.top < 2000 ? all.top : 3999 - all.bottom).toBeGreaterThanOrEqual(99);
    expect(all.top < 2000 ? all.top : 3999 - all.bottom).toBeLessThan(160);
  }
});

test('a download right after choosing a picture is of that picture', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.picker.setInputFiles(fixture('photo.jpg'));
  expect((await meme.download()).name).toBe('photo-meme.png');
});

test('the example is downloaded under the name of its picture', async ({ page }) => {
  const meme = await new MemePage(page).open();
  const { name, picture } = await meme.download();
  expect(name).toBe('cat-meme.png');
  expect([picture.width, picture.height]).toEqual([1353, 900]);
});

test('a meme can be downloaded again and again', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.choose('cat.png');
  const ink: number[] = [];
  for (const text of ['one', 'one and two', 'one']) {
    await meme.topText.fill(text);
    ink.push((await meme.download()).picture.count(isWhite));
  }
  expect(ink[1]).toBeGreaterThan(ink[0]);
  expect(ink[2]).toBe(ink[0]);
});

test.describe('in a browser whose canvases end at 16,777,216 pixels, as on an iPhone', () => {
  test.use({ deviceScaleFactor: 1 });

  test.beforeEach(async ({ page }) => {
    // Past its limit Safari gives a canvas on which nothing is ever seen: Chromium's are made to do the same.
    await page.addInitScript(() => {
      const isTooLarge = (canvas: HTMLCanvasElement) => canvas.width * canvas.height > 16_777_216;
      const fillRect = CanvasRenderingContext2D.prototype.fillRect;
      CanvasRenderingContext2D.prototype.fillRect = function (...box) {
        if (!isTooLarge(this.canvas)) fillRect.apply(this, box);
      };
    });
  });

  test('the largest size that works is offered, and made', { tag: '@phone' }, async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('large.png');
    await meme.write('large', 'very');
    await meme.downloadButton.click();
    await meme.expectRefused('This browser cannot make a picture of 6,000 × 4,000 pixels. The largest it can make is 5,016 × 3,344.');
    const { name, picture } = await meme.download(page.getByRole('button', { name: 'Download at 5,016 × 3,344' }));
    expect(name).toBe('large-meme.png');
    expect([picture.width, picture.height]).toEqual([5016, 3344]);
    const fill = picture.rows(0, 0.5).boundsOf(isWhite);
    expect(fill && fill.bottom - fill.top).toBeGreaterThan(0.85 * 418);
    await expect(meme.alert).toHaveCount(0);
  });

  test('what fits is not made smaller', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('photo.jpg');
    expect((await meme.download()).picture.width).toBe(3000);
  });
});

test('where no font can be had, the sentence says so and nothing is made', async ({ page }) => {
  await page.route(/\/fonts\//, (route) => route.abort());
  const meme = await new MemePage(page).open();
  await meme.downloadButton.click();
  await meme.expectRefused('The font could not be loaded.');
});
