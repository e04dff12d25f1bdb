import { MemePage, expect, fixture, test } from './meme';

test.use({ isFresh: true });

test('a first-time visitor sees a finished example and can type at once', { tag: '@phone' }, async ({ page }) => {
  const meme = await new MemePage(page).open();
  await expect(meme.preview).toHaveAccessibleName('Meme with the picture cat.webp. No account, no watermark. Just the cat');
  await expect(page.getByText('Nothing leaves your device.')).toBeVisible();
  // The example's text is there to be overwritten, by keyboard and by pointer.
  await meme.topText.focus();
  await page.keyboard.type('mine');
  await expect(meme.topText).toHaveValue('mine');
  await meme.bottomText.click();
  await page.keyboard.type('too');
  await expect(meme.bottomText).toHaveValue('too');
  await expect(meme.preview).toHaveAccessibleName(/mine\. too$/);
  // What one has typed oneself is not.
  await meme.topText.click();
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await expect(meme.topText).toHaveValue('mine!');
});

test('picking a picture replaces the example, and its texts if they are untouched', async ({ page }) => {
  const meme = await new MemePage(page).open();
  await meme.bottomText.fill('mine');
  await meme.choose('cat.png');
  await expect(meme.topText).toHaveValue('');
  await expect(meme.bottomText).toHaveValue('mine');
});

test('before the WebAssembly is there, the example is a picture in the same place', async ({ page }) => {
  await page.route(/\.wasm$/, () => {});
  await page.goto('/');
  const picture = page.getByAltText('A cat looks up: no account, no watermark, just the cat.');
  await expect(picture).toBeVisible();
  const before = await picture.boundingBox();
  await page.unrouteAll();
  const meme = await new MemePage(page).open();
  expect(await meme.preview.boundingBox()).toEqual(before);
});

test.describe('on a slow line', () => {
  /** Holds the WebAssembly back until the returned function is called. */
  async function holdBack(page: import('@playwright/test').Page) {
    let release = () => {};
    const released = new Promise<void>((done) => {
      release = done;
    });
    await page.route(/\.wasm$/, async (route) => {
      await released;
      await route.continue();
    });
    return release;
  }

  test('what is typed and picked before the WebAssembly comes is kept', { tag: '@phone' }, async ({ page }) => {
    const release = await holdBack(page);
    const meme = new MemePage(page);
    await page.goto('/');
    await meme.topText.fill('typed early');
    await meme.picker.setInputFiles(fixture('cat.png'));
    await expect(meme.downloadButton).toBeDisabled();
    release();
    await meme.expectOpened('cat.png');
    await expect(meme.preview).toHaveAccessibleName('Meme with the picture cat.png. typed early');
    await expect(meme.topText).toHaveValue('typed early');
    const { name, picture } = await meme.download();
    expect([name, picture.width]).toEqual(['cat-meme.png', 240]);
  });

  test('what is picked early and cannot be opened leaves the example there', async ({ page }) => {
    const release = await holdBack(page);
    const meme = new MemePage(page);
    await page.goto('/');
    await meme.picker.setInputFiles(fixture('empty.png'));
    release();
    await meme.expectRefused('This file is empty.');
    expect((await meme.download()).name).toBe('cat-meme.png');
  });

  for (const type of ['drop', 'paste'] as const) {
    test(`what comes by ${type} is kept too`, async ({ page }) => {
      const release = await holdBack(page);
      await page.goto('/');
      const wasTaken = await page.evaluate(async (type) => {
        const picture = await (await fetch('/example/cat.webp')).blob();
        const transfer = new DataTransfer();
        transfer.items.add(new File([picture], 'early.webp'));
        const options = { bubbles: true, cancelable: true };
        const event =
          type === 'drop'
            ? new DragEvent(type, { ...options, dataTransfer: transfer })
            : new ClipboardEvent(type, { ...options, clipboardData: transfer });
        document.body.dispatchEvent(event);
        return event.defaultPrevented;
      }, type);
      expect(wasTaken).toBe(true);
      release();
      await new MemePage(page).expectOpened('early.webp');
    });
  }
});

test.describe('if the WebAssembly never comes', () => {
  test.use({ expectedError: 'Failed to fetch' });
  test('the page says so', { tag: '@phone' }, async ({ page }) => {
    await page.route(/\.wasm$/, (route) => route.abort());
    await page.goto('/');
    await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toBeVisible();
  });
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });
  test('the page shows the example and says what it needs', { tag: '@phone' }, async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('noscript p', { hasText: 'needs JavaScript' })).toBeVisible();
    await expect(page.getByAltText('A cat looks up')).toBeVisible();
  });
});

test.describe('for everybody', { tag: '@phone' }, () => {
  test('everything is reached and done by keyboard', async ({ page }) => {
    const meme = await new MemePage(page).open();
    const reached: string[] = [];
    // All of the page, from the top to the last field.
    for (let index = 0; index < 40 && !reached.includes('bottomText'); index++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused?.id || focused?.getAttribute('aria-label') || focused?.textContent;
      });
      reached.push(name ?? '');
      const ring = await page.evaluate(() => {
        const seen = (element?: Element | null) => !!element && getComputedStyle(element).outlineStyle !== 'none';
        const focused = document.activeElement;
        if (focused?.id === 'imageInput') return seen(focused.nextElementSibling);
        return seen(focused) || seen(focused?.closest('.choice'));
      });
      expect(ring, `the focus on ${name} is seen`).toBe(true);
    }
    const order = ['Undo', 'Download', 'Text: No account, no watermark', 'Text: Just the cat', 'imageInput', 'topText', 'bottomText'];
    expect(reached.filter((name) => order.includes(name))).toEqual(order);
    await page.keyboard.type('by keyboard');
    await meme.downloadButton.focus();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('cat-meme.png');
    await expect(meme.bottomText).toHaveValue('by keyboard');
  });

  test('what happens is announced', async ({ page }) => {
    const meme = await new MemePage(page).open();
    const status = page.getByRole('status');
    await meme.choose('cat.png');
    await expect(status).toHaveText('cat.png opened, 240 × 160 pixels');
    await meme.download();
    await expect(status).toHaveText('Saved as cat-meme.png, 240 × 160 pixels');
  });

  test('nothing spills sideways, at twice the text size either', async ({ page }) => {
    await new MemePage(page).open();
    const spill = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await spill()).toBeLessThanOrEqual(0);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await spill()).toBeLessThanOrEqual(0);
  });
});
