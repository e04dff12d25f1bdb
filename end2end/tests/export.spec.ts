import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { DraftList, expectKept, keptTexts, leaveField } from './kept';
import { dialog, downloaded, giveFile, pngText, showExport } from './given';
import { texts } from './library';
import { MemePage, Picture, distance, expect, fixture, test } from './meme';

test.describe('the export', () => {
  test('makes other kinds of files, and says how large they are', { tag: '@phone' }, async ({ page }) => {
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
      await shown.getByLabel('Width, in px').fill('120');
      await shown.getByLabel('Width, in px').blur();
      await expect(shown.getByLabel('Height, in px')).toHaveValue('80');
      await expect(shown.getByText(/^120 × 80 pixels, [\d.]+ KB, of which [\d.]+ KB to stay editable$/)).toBeVisible();
      const { name, bytes } = await downloaded(meme, () => shown.getByRole('button', { name: 'Save' }).click());
      expect(name).toBe(`cat-meme.${ending}`);
      const { format: made, width, height } = await sharp(bytes).metadata();
      expect([made, width, height]).toEqual([format, 120, 80]);
      await giveFile(meme, `again.${ending}`, bytes);
      await dialog(meme).getByRole('button', { name: 'Edit on' }).click();
      await meme.expectOpened('cat.png');
      expect((await meme.download()).picture.width).toBe(240);
      // What it shows is in the file, and in the meme that is edited on.
      const again = await showExport(meme);
      await expect(again.getByLabel('What it shows')).toHaveValue('A cat in a picture');
      await page.keyboard.press('Escape');
    }
  });

  test('makes AVIF where the browser can, which holds no meme', async ({ page }) => {
    // Chromium shows AVIF and cannot make it: here it can make one.
    const avif = await sharp(fixture('cat.png')).avif().toBuffer();
    await page.addInitScript((base64) => {
      const toBlob = HTMLCanvasElement.prototype.toBlob;
      HTMLCanvasElement.prototype.toBlob = function (done, type, quality) {
        if (type !== 'image/avif') return toBlob.call(this, done, type, quality);
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        setTimeout(() => done(new Blob([bytes], { type })));
      };
    }, avif.toString('base64'));
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    const shown = await showExport(meme);
    await shown.getByRole('radio', { name: 'AVIF' }).check();
    await expect(shown.getByLabel('Stays editable')).toBeDisabled();
    await expect(shown.getByLabel('Stays editable')).not.toBeChecked();
    await expect(shown.getByText(/^240 × 160 pixels, [\d.]+ KB$/)).toBeVisible();
    const { name, bytes } = await downloaded(meme, () => shown.getByRole('button', { name: 'Save' }).click());
    expect(name).toBe('cat-meme.avif');
    expect(bytes.equals(avif)).toBe(true);
  });

  test('offers no kind that the browser cannot make', async ({ page }) => {
    const meme = await new MemePage(page).open();
    const shown = await showExport(meme);
    await expect(shown.getByRole('group', { name: 'Kind of file' }).getByRole('radio')).toHaveCount(3);
    await expect(shown.getByRole('radio', { name: 'AVIF' })).toHaveCount(0);
  });

  test('keeps what is transparent, or fills it', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('transparent.png');
    await meme.panel('Text');
    await meme.write('', '');
    const original = await Picture.fixture('transparent.png');
    const clear = original.boundsOf((pixel) => pixel[3] === 0);
    const [x, y] = [clear?.left ?? -1, clear?.top ?? -1];
    const saved = async (change: (shown: Awaited<ReturnType<typeof showExport>>) => Promise<unknown>) => {
      const shown = await showExport(meme);
      await change(shown);
      await expect(shown.getByText(/pixels, [\d.]+ KB/)).toBeVisible();
      const { bytes } = await downloaded(meme, () => shown.getByRole('button', { name: 'Save' }).click());
      return (await Picture.decode(bytes)).at(x, y);
    };
    expect((await saved(async () => {}))[3]).toBe(0);
    const kind = (name: string) => (shown: Awaited<ReturnType<typeof showExport>>) => shown.getByRole('radio', { name }).check();
    // JPEG has no transparency.
    expect(distance(await saved(kind('JPEG')), [255, 255, 255, 255])).toBeLessThan(6);
    expect((await saved(kind('WebP')))[3]).toBe(0);
    const filled = await saved(async (shown) => {
      await shown.getByLabel('Fill what is transparent').check();
      await shown.getByLabel('Background colour').fill('#2040c0');
      await shown.getByRole('radio', { name: 'PNG' }).check();
    });
    expect(filled).toEqual([0x20, 0x40, 0xc0, 255]);
  });

  test('keeps to a number of KB', { tag: '@phone' }, async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('photo.jpg');
    const shown = await showExport(meme);
    await shown.getByLabel('Stays editable').uncheck();
    await shown.getByLabel('What it shows').fill('A photo');
    // Twelve megapixels take their time.
    await shown.getByLabel('Width, in px').fill('1200');
    const most = shown.getByLabel('At most, in KB');
    for (const [kind, kb] of [
      ['JPEG', 64],
      ['PNG', 256],
    ] as const) {
      await shown.getByRole('radio', { name: kind }).check();
      await most.fill(`${kb}`);
      await most.blur();
      await expect(shown.getByText('Being made…')).toBeVisible();
      await expect(shown.getByText(/pixels, [\d.]+ KB$/)).toBeVisible({ timeout: 30_000 });
      const [made] = ((await shown.getByText(/pixels, [\d.]+ KB$/).textContent()) ?? '').match(/[\d.]+(?= KB)/) ?? [];
      // And no less than it has to.
      expect(Number(made)).toBeLessThanOrEqual(kb);
      expect(Number(made)).toBeGreaterThan(kb / 4);
    }
    await most.fill('1');
    await most.blur();
    await shown.getByLabel('Stays editable').check();
    await expect(shown.getByText(/^To stay editable takes [\d.]+ [KM]B alone\. Switch that off, or allow more\.$/)).toBeVisible();
    await shown.getByLabel('Stays editable').uncheck();
    await most.fill('64');
    await most.blur();
    await shown.getByRole('radio', { name: 'JPEG' }).check();
    await expect(shown.getByText(/pixels, [\d.]+ KB$/)).toBeVisible({ timeout: 30_000 });
    const { bytes } = await downloaded(meme, () => shown.getByRole('button', { name: 'Save' }).click());
    expect(bytes.length).toBeLessThanOrEqual(64_000);
    // What was switched off stays so; what it shows is in the file all the same.
    const again = await downloaded(meme);
    expect(await pngText(again.bytes, 'memeforge')).toBeUndefined();
    expect(await pngText(again.bytes, 'Description')).toBe('A photo');
  });

  test('goes back to the meme’s own size', async ({ page }) => {
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    const shown = await showExport(meme);
    const [width, height] = [shown.getByLabel('Width, in px'), shown.getByLabel('Height, in px')];
    await height.fill('800');
    await height.blur();
    await expect(width).toHaveValue('1200');
    await expect(shown.getByText(/^1,200 × 800 pixels/)).toBeVisible();
    await width.fill('');
    await width.blur();
    await expect(width).toHaveValue('240');
    await expect(height).toHaveValue('160');
    await width.fill('0');
    await width.blur();
    await expect(width).toHaveValue('1');
  });

  test('can be stopped', async ({ page }) => {
    await page.addInitScript(() => {
      const toBlob = HTMLCanvasElement.prototype.toBlob;
      HTMLCanvasElement.prototype.toBlob = function (done, type, quality) {
        if (this.width === 1) toBlob.call(this, done, type, quality);
        else setTimeout(() => toBlob.call(this, done, type, quality), 3000);
      };
    });
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await leaveField(page);
    await page.keyboard.press('e');
    const shown = page.getByRole('dialog', { name: 'Export' });
    await expect(shown.getByRole('progressbar')).toBeVisible();
    await shown.getByRole('button', { name: 'Stop' }).click();
    await expect(shown.getByText('Not made. Change something to try again.')).toBeVisible();
    await expect(shown.getByRole('progressbar')).toBeHidden();
    await expect(shown.getByRole('button', { name: 'Save' })).toBeDisabled();
    await shown.getByRole('radio', { name: 'JPEG' }).check();
    await expect(shown.getByText(/pixels, [\d.]+ KB/)).toBeVisible({ timeout: 15_000 });
  });

  const clipboardSize = (page: MemePage['page']) =>
    page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const bitmap = await createImageBitmap(await item.getType('image/png'));
      return [bitmap.width, bitmap.height];
    });

  test('copies the meme as a picture, in the size that is wanted', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await leaveField(page);
    await page.keyboard.press('Control+c');
    await expect(page.getByText('Copied as a picture').first()).toBeVisible();
    expect(await clipboardSize(page)).toEqual([240, 160]);
    const shown = await showExport(meme);
    await shown.getByLabel('Height, in px').fill('512');
    await shown.getByLabel('Height, in px').blur();
    await shown.getByRole('radio', { name: 'JPEG' }).check();
    await shown.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(() => clipboardSize(page)).toEqual([768, 512]);
  });

  test('copies a meme that can be edited on where it is pasted', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    await meme.panel('Text');
    await meme.write('pasted', '"quoted" & <b>');
    await leaveField(page);
    await page.keyboard.press('Control+c');
    await expect(page.getByText('Copied as a picture').first()).toBeVisible();
    const before = (await meme.download()).picture;
    const other = await new MemePage(page).open();
    await leaveField(page);
    await page.keyboard.press('Control+v');
    await dialog(other).getByRole('button', { name: 'Edit on' }).click();
    await other.expectOpened('cat.png');
    expect(await texts(other)).toEqual(['pasted', '"quoted" & <b>']);
    expect((await other.download()).picture.difference(before)).toBe(0);
    // Or it is a picture.
    await leaveField(page);
    await page.keyboard.press('Control+v');
    await dialog(other).getByRole('button', { name: 'Use as a picture' }).click();
    await other.expectOpened('image.png');
    // Where it is not to stay editable there is nothing to ask.
    const shown = await showExport(other);
    await shown.getByLabel('Stays editable').uncheck();
    await shown.getByLabel('Width, in px').fill('100');
    await shown.getByLabel('Width, in px').blur();
    await shown.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(async () => (await clipboardSize(page))[0]).toBe(100);
    await page.keyboard.press('Escape');
    await leaveField(page);
    await page.keyboard.press('Control+v');
    await expect.poll(async () => (await other.download()).picture.width).toBe(100);
  });

  test('gives the file to the share sheet', { tag: '@phone' }, async ({ page }) => {
    await page.addInitScript(() => {
      const given: { name: string; type: string; size: number }[] = [];
      Object.assign(window, { given });
      Object.assign(Navigator.prototype, {
        canShare: ({ files }: { files: File[] }) => files.every(({ type }) => type.startsWith('image/')),
        share: async ({ files }: { files: File[] }) => {
          given.push(...files.map(({ name, type, size }) => ({ name, type, size })));
          if (given.length > 1) throw new DOMException('no', 'AbortError');
        },
      });
    });
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    const shown = await showExport(meme);
    const share = shown.getByRole('button', { name: 'Share' });
    await share.click();
    const given = () => page.evaluate(() => (window as unknown as { given: { name: string; type: string; size: number }[] }).given);
    await expect.poll(async () => (await given()).length).toBe(1);
    const [{ name, type, size }] = await given();
    expect([name, type]).toEqual(['cat-meme.png', 'image/png']);
    expect(size).toBeGreaterThan(1000);
    await share.click();
    await expect(shown.getByText('Nothing was shared. Download the file and send that.')).toBeVisible();
  });

  test('has no share button where there is no share sheet', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'canShare', { value: undefined });
    });
    const shown = await showExport(await new MemePage(page).open());
    await expect(shown.getByRole('button', { name: 'Share' })).toBeHidden();
  });

  test('prints the picture, and nothing of the page around it', async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await page.addInitScript(() => {
      window.print = () => {
        const image = document.querySelector('body > img') as HTMLImageElement;
        const seen = [...document.body.children].filter((element) => element.checkVisibility());
        Object.assign(window, { printed: [image.naturalWidth, image.complete, seen.length, seen[0] === image] });
      };
    });
    const meme = await new MemePage(page).open();
    await meme.choose('cat.png');
    const shown = await showExport(meme);
    await shown.getByRole('button', { name: 'Print' }).click();
    await expect.poll(() => page.evaluate(() => (window as unknown as { printed: unknown }).printed)).toEqual([240, true, 1, true]);
    // And then it is gone.
    await expect(page.locator('body > img')).toHaveCount(0);
  });
});

test.describe('several drafts', () => {
  test('are saved as pictures in a zip', async ({ page }) => {
    const meme = await new MemePage(page).open();
    const list = new DraftList(page, meme);
    await meme.choose('cat.png');
    await meme.panel('Text');
    await meme.write('猫', '');
    await expectKept(page, '猫');
    let count = 1;
    for (const text of ['same', 'same', 'not this one']) {
      await list.show();
      await list.begin();
      await meme.panel('Text');
      await meme.write(text, '');
      await expect.poll(async () => (await keptTexts(page)).length).toBe(++count);
      await expectKept(page, text);
    }
    await list.show();
    await expect(list.names).toHaveCount(4);
    await list.dialog.getByRole('button', { name: 'Select' }).click();
    const save = list.dialog.getByRole('button', { name: /^Save/ });
    await expect(save).toBeDisabled();
    await list.dialog.getByRole('button', { name: 'All' }).click();
    await list.dialog.getByRole('checkbox', { name: /^not this one/ }).uncheck();
    await expect(save).toHaveText('Save 3 as a zip');
    const { name, bytes } = await downloaded(meme, () => save.click());
    expect(name).toBe('memeforge-drafts.zip');
    const files = unzipSync(bytes);
    expect(Object.keys(files).sort()).toEqual(['same 2-meme.png', 'same-meme.png', '猫-meme.png'].sort());
    const picture = Buffer.from(files['猫-meme.png']);
    expect((await sharp(picture).metadata()).width).toBe(240);
    // Each can be edited on.
    await list.close();
    await giveFile(meme, 'from the zip.png', picture);
    await dialog(meme).getByRole('button', { name: 'Edit on' }).click();
    await meme.expectOpened('cat.png');
  });
});
