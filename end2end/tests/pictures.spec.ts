import { readFileSync } from 'node:fs';
import { CORNERS } from '../fixtures/make.mjs';
import { MemePage, Picture, type Rgba, distance, expect, fixture, test, testEach } from './meme';

const corners = (picture: Picture): Rgba[] => {
  const [w, h] = [picture.width, picture.height];
  // The middles of the 40-pixel squares in the corners of a picture of 240 × 160, clockwise.
  const [x, y] = [w / 12, h / 8];
  return [picture.at(x, y), picture.at(w - x, y), picture.at(w - x, h - y), picture.at(x, h - y)];
};
const expected = CORNERS.map((color): Rgba => {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return [r, g, b, 255];
});
const expectUpright = (picture: Picture) => {
  for (const [index, corner] of corners(picture).entries()) {
    expect(distance(corner, expected[index]), `corner ${index}: ${corner}`).toBeLessThan(24);
  }
};

test.describe('a picture comes in', () => {
  const files = ['cat.jpg', 'cat.png', 'cat.webp', 'cat.avif', 'cat.gif', 'cat.bmp', 'cat.svg', 'html.svg'];
  testEach('from a file', files, async (meme, name) => {
    await meme.choose(name);
    const { name: fileName, picture } = await meme.download();
    expect(fileName).toBe(name.replace(/\..*/, '-meme.png'));
    expect([picture.width, picture.height]).toEqual([240, 160]);
    expectUpright(picture);
    expectUpright(await meme.previewPicture());
  });

  const orientations = Array.from({ length: 8 }, (_, index) => `orientation-${index + 1}.jpg`);
  testEach('upright, whatever the camera says', orientations, async (meme, name) => {
    // An implementation that is not the browser's agrees that the fixture is what it should be.
    expectUpright(await Picture.fixture(name));
    await meme.choose(name);
    const { picture } = await meme.download();
    expect([picture.width, picture.height]).toEqual([240, 160]);
    expectUpright(picture);
    expectUpright(await meme.previewPicture());
  });

  test('unchanged where there is no text', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    const { picture } = await meme.download();
    const original = await Picture.fixture('cat.png');
    expect(picture.count((pixel, x, y) => distance(pixel, original.at(x, y)) > 0)).toBe(0);
  });

  test('with its transparency', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('transparent.png');
    await meme.write('see through', '');
    const { picture } = await meme.download();
    expect(picture.at(300, 200)).toEqual([0, 0, 0, 0]);
    expect(picture.count((pixel) => distance(pixel, [255, 255, 255, 255]) === 0)).toBeGreaterThan(500);
  });

  test('as a drawing that states no size, large enough for a meme', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('drawing-without-size.svg');
    const { picture } = await meme.download();
    expect([picture.width, picture.height]).toEqual([1200, 800]);
    expectUpright(picture);
  });

  test('dropped anywhere on the page', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await dispatchFiles(page, 'drop', ['cat.jpg'], '#bottomText');
    await meme.expectOpened('cat.jpg');
    expectUpright((await meme.download()).picture);
  });

  test('while it is dragged over the page, the page says that it can be dropped', { tag: '@phone' }, async ({ page }) => {
    await new MemePage(page).open();
    await dispatchFiles(page, 'dragover', ['cat.jpg'], 'body');
    await expect(page.getByText('Drop the picture')).toBeVisible();
    await dispatchFiles(page, 'dragleave', ['cat.jpg'], 'body');
    await expect(page.getByText('Drop the picture')).toBeHidden();
  });

  test('pasted', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await dispatchFiles(page, 'paste', ['cat.png'], 'body');
    await meme.expectOpened('cat.png');
  });

  test('pasted text goes into the field, even if a picture of it comes along', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await dispatchFiles(page, 'paste', ['cat.png'], '#topText', 'copied from a document');
    await meme.topText.fill('still the example');
    await expect(meme.preview).toHaveAccessibleName(/cat\.webp.*still the example/);
  });

  test('twice the same file, changed or not', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await meme.choose('cat.jpg');
    await meme.choose('cat.png');
  });

  test('and the last one chosen is the one that stays', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.picker.setInputFiles(fixture('photo.jpg'));
    await meme.choose('cat.png');
    // Long enough for the larger one to have been decoded.
    await page.waitForTimeout(1500);
    await meme.expectOpened('cat.png');
    expect((await meme.download()).picture.width).toBe(240);
  });
});

test.describe('what cannot be opened is named in one sentence, and the meme stays as it is', () => {
  const refusals: [string, string | RegExp][] = [
    ['text.png', 'This file is not a picture. Try a PNG, JPEG or WebP.'],
    ['empty.png', 'This file is empty.'],
    ['truncated.heic', 'This browser cannot open HEIC photos.'],
    ['header.jpg', 'The end of this picture is missing.'],
    ['damaged.png', 'This picture is damaged.'],
    ['giant.png', 'This picture is too large: 30,000 × 30,000 pixels.'],
    ['giant.svg', 'This picture is too large: 30,000 × 30,000 pixels.'],
    ['photo.heic', 'This browser cannot open HEIC photos.'],
    ['script.svg', 'This drawing has a script in it'],
    ['handler.svg', 'This drawing has a script in it'],
    ['remote.svg', 'This drawing needs parts from other places'],
    ['remote-style.svg', 'This drawing needs parts from other places'],
    ['entities.svg', 'This drawing is too complex'],
    ['movie.mp4', 'This is a video (MP4), not a picture.'],
    ['movie.webm', 'This is a video (WebM), not a picture.'],
    ['sound.m4a', 'This is a sound file (M4A), not a picture.'],
    ['page.jpg', 'This is a web page, not a picture.'],
    ['picture.tiff', 'This is a TIFF picture, which this browser cannot open. Save it as a PNG or JPEG and try again.'],
    ['photo.psd', 'This is a Photoshop picture, which this browser cannot open.'],
    ['page.pdf', 'This is a document (PDF), which this browser cannot open as a picture.'],
  ];
  testEach('not a picture that opens', refusals, async (meme, [name, sentence]) => {
    await meme.choose('cat.png');
    await meme.write('mine', '');
    const before = await meme.previewPicture();
    await meme.picker.setInputFiles(fixture(name));
    await meme.expectRefused(sentence);
    await meme.expectOpened('cat.png');
    await expect(meme.topText).toHaveValue('mine');
    const after = await meme.previewPicture();
    expect(after.count((pixel, x, y) => distance(pixel, before.at(x, y)) > 0)).toBe(0);
    // The next picture takes the sentence away.
    await meme.choose('cat.jpg');
    await expect(meme.alert).toHaveCount(0);
  });

  const multiplied = ['use', 'pattern', 'clip', 'nested', 'filter', 'dashes', 'depth', 'cycle'];
  testEach('a drawing over which the tab would die, at once', multiplied, async (meme, kind) => {
    // The part that opens files comes with the first of them.
    await meme.choose('cat.png');
    const start = Date.now();
    await meme.picker.setInputFiles(fixture(`hostile-${kind}.svg`));
    await meme.expectRefused('This drawing is too complex');
    expect(Date.now() - start).toBeLessThan(3000);
    await meme.write(`still here: ${kind}`, '');
    await expect(meme.preview).toHaveAccessibleName(new RegExp(`cat\\.png.*still here: ${kind}`));
  });

  test('two files at once', { tag: '@phone' }, async ({ page }) => {
    const meme = await new MemePage(page).open();
    await dispatchFiles(page, 'drop', ['cat.jpg', 'cat.png'], 'body');
    await meme.expectRefused('One picture at a time');
    await meme.expectOpened('cat.webp');
  });

  test('a sentence that was read can be dismissed', { tag: '@phone' }, async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.picker.setInputFiles(fixture('empty.png'));
    await meme.expectRefused('This file is empty.');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(meme.alert).toHaveCount(0);
  });

  test('a header of 900 megapixels is refused before anything is decoded', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await page.evaluate(() => {
      const decode = window.createImageBitmap;
      Object.assign(window, { decodes: 0 });
      window.createImageBitmap = ((...args: Parameters<typeof decode>) => {
        (window as unknown as { decodes: number }).decodes++;
        return decode(...args);
      }) as typeof decode;
    });
    await meme.picker.setInputFiles(fixture('giant.png'));
    await meme.expectRefused('too large');
    expect(await page.evaluate(() => (window as unknown as { decodes: number }).decodes)).toBe(0);
  });
});

test.describe('nothing but the end of its file is missing, so it opens without a word', () => {
  const whole: [string, number, number][] = [
    ['jpg_no_eoi.jpg', 600, 400],
    ['png_no_iend.png', 600, 400],
    ['bmp_size_plus2.bmp', 8, 6],
    ['no-end.gif', 240, 160],
    ['length.webp', 240, 160],
    ['length.avif', 240, 160],
    ['svg_latin1.svg', 600, 400],
    ['svg_utf16le.svg', 600, 400],
    ['svg_long_comment.svg', 60, 40],
    ['entity.svg', 240, 160],
    ['pic.ico', 64, 64],
  ];
  testEach('all of it is there', whole, async (meme, [name, width, height]) => {
    await meme.choose(name);
    await expect(meme.alert).toHaveCount(0);
    const { picture } = await meme.download();
    expect([picture.width, picture.height]).toEqual([width, height]);
    // Of each, the last row is there.
    expect(picture.rows((height - 1) / height, 1).count((pixel) => pixel[3] < 255)).toBe(0);
    await expect(meme.alert).toHaveCount(0);
  });

  test('letters are those that the drawing declares', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('svg_latin1.svg');
    const latin = (await meme.download()).picture;
    // The same drawing in today's usual encoding.
    const text = readFileSync(fixture('svg_latin1.svg'), 'latin1').replace('ISO-8859-1', 'UTF-8');
    await meme.picker.setInputFiles({ name: 'utf-8.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(text) });
    await meme.expectOpened('utf-8.svg');
    expect(latin.difference((await meme.download()).picture)).toBe(0);
  });

  test('a format that only some browsers show opens where this one does', async ({ page }) => {
    const meme = await new MemePage(page).open();
    const bytes = readFileSync(fixture('picture.jxl')).toString('base64');
    const isShown = await page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/jxl;base64,${base64}`;
      return image.decode().then(
        () => true,
        () => false,
      );
    }, bytes);
    await meme.picker.setInputFiles(fixture('picture.jxl'));
    if (isShown) {
      await meme.expectOpened('picture.jxl');
      const { picture } = await meme.download();
      expect([picture.width, picture.height]).toEqual([72, 52]);
    } else {
      await meme.expectRefused('This is a JPEG XL picture, which this browser cannot open.');
    }
  });
});

test.describe('a picture that opens with a remark', () => {
  const truncated = ['truncated.jpg', 'truncated.png', 'truncated.gif', 'truncated.webp'];
  testEach('what is there of it', truncated, async (meme, name) => {
    await meme.choose(name);
    await meme.expectRefused('Part of this picture is missing');
    const { picture } = await meme.download();
    const top = picture.rows(0, 0.1);
    expect(top.count((pixel) => pixel[3] === 255)).toBe(top.width * top.height);
  });

  testEach('it stands still', ['anim.gif', 'anim.png', 'anim.webp', 'moving.svg'], async (meme, name) => {
    await meme.choose(name);
    await meme.expectRefused('This picture is animated: in a meme it stands still');
    await meme.choose('cat.png');
    await expect(meme.alert).toHaveCount(0);
  });

  test('dropped on the stage, it is said there', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await dispatchFiles(page, 'drop', ['anim.gif'], 'body');
    await meme.expectOpened('anim.gif');
    await meme.expectRefused('This picture is animated');
  });
});

test.describe('dragged from another page', () => {
  const elsewhere = /fetches nothing from other sites: save the picture to your device/;
  const address = 'https://example.com/cat.png';
  const bytes = () => `data:image/png;base64,${readFileSync(fixture('cat.png')).toString('base64')}`;

  test('a picture whose bytes come along opens', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await dispatchDrag(page, { 'text/uri-list': bytes(), 'text/html': `<img src="${bytes()}">` });
    await meme.expectOpened('picture');
    expectUpright((await meme.download()).picture);
  });

  for (const kind of ['text/uri-list', 'text/plain']) {
    test(`an address that is the picture opens: ${kind}`, async ({ page }) => {
      const meme = await new MemePage(page).open();
      await dispatchDrag(page, { [kind]: bytes() });
      await meme.expectOpened('picture');
    });
  }

  for (const data of [
    { 'text/uri-list': address },
    { 'text/html': `<a href="https://example.com"><img alt="a > b" src='${address}'></a>` },
    { 'text/plain': address },
  ]) {
    test(`what is elsewhere is said to be: ${Object.keys(data)[0]}`, async ({ page }) => {
      const meme = await new MemePage(page).open();
      await dispatchDrag(page, data);
      await meme.expectRefused(elsewhere);
      await meme.expectOpened('cat.webp');
    });
  }

  test('words are neither', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await dispatchDrag(page, { 'text/plain': 'some words', 'text/html': '<b>some words</b>' });
    await dispatchDrag(page, { 'text/uri-list': address }, '#topText');
    await expect(meme.alert).toHaveCount(0);
  });

  test('a real link of a page, with a mouse', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await page.evaluate(() => {
      const link = document.createElement('a');
      Object.assign(link, { href: 'https://example.com/', textContent: 'a link' });
      link.style.cssText = 'position:fixed;inset:0 auto auto 0;z-index:99;background:white';
      document.body.append(link);
    });
    await page.getByRole('link', { name: 'a link' }).dragTo(meme.preview, { force: true });
    await meme.expectRefused(elsewhere);
  });

  test('before the page is quite there', async ({ page }) => {
    let goOn = () => {};
    const held = new Promise<void>((done) => (goOn = done));
    await page.route(/\.wasm/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/', { waitUntil: 'domcontentloaded' });
    await dispatchDrag(page, { 'text/uri-list': address });
    goOn();
    await new MemePage(page).expectRefused(elsewhere);
  });
});

/** Does what the browser does when something of another page is let go. */
async function dispatchDrag(page: import('@playwright/test').Page, data: Record<string, string>, target = 'body') {
  await page.evaluate(
    ({ data, target }) => {
      const dataTransfer = new DataTransfer();
      for (const [kind, text] of Object.entries(data)) dataTransfer.setData(kind, text);
      const options = { bubbles: true, cancelable: true, dataTransfer };
      document.querySelector(target)?.dispatchEvent(new DragEvent('drop', options));
    },
    { data, target },
  );
}

/** Does what the browser does when files come by drag and drop or from the clipboard. */
async function dispatchFiles(
  page: import('@playwright/test').Page,
  type: 'dragover' | 'dragleave' | 'drop' | 'paste',
  names: string[],
  target: string,
  text?: string,
) {
  const files = names.map((name) => ({ name, base64: readFileSync(fixture(name)).toString('base64') }));
  await page.evaluate(
    async ({ type, files, target, text }) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      if (text) transfer.setData('text/plain', text);
      const options = { bubbles: true, cancelable: true };
      const event =
        type === 'paste'
          ? new ClipboardEvent(type, { ...options, clipboardData: transfer })
          : new DragEvent(type, { ...options, dataTransfer: transfer });
      document.querySelector(target)?.dispatchEvent(event);
    },
    { type, files, target, text },
  );
}
