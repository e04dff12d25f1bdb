import { withLook } from './look';
import { Picture, type Rgba, distance, expect, isBlack, isWhite, test } from './meme';
import { PLAIN } from './plain';

const near = (wanted: Rgba, reach = 8) => (pixel: Rgba) => distance(pixel, wanted) <= reach;

test.describe('colours of the picture itself', () => {
  for (const label of ['Fill', 'Outline', 'Shadow colour', 'Box colour']) {
    test(`are offered for ${label}`, async ({ page }) => {
      const { look } = await withLook(page, 'HHH');
      if (label === 'Shadow colour') await look.unfold('Shadow');
      if (label === 'Box colour') await look.unfold('Box behind the text');
      await look.button(`${label} from the picture: #5a7896`).click();
      await expect(look.hex(label)).toHaveValue('#5a7896');
      await expect(look.button(`${label} from the picture: #5a7896`)).toHaveAttribute('aria-pressed', 'true');
    });
  }

  test('paint the text', async ({ page }) => {
    const { meme, look } = await withLook(page, 'HHH');
    const white = (await meme.download()).picture;
    await look.button('Fill from the picture: #5a7896').click();
    const { picture } = await meme.download();
    expect(picture.count(isWhite)).toBe(0);
    expect(picture.count(isBlack)).toBe(white.count(isBlack));
    expect(picture.count(near(PLAIN))).toBeGreaterThanOrEqual(white.count(near(PLAIN)) + white.count(isWhite));
  });

  test('are those of the picture that is there, the most distinct ones', { tag: '@phone' }, async ({ page }) => {
    const { meme, look } = await withLook(page, 'HHH');
    await meme.choose('cat.png');
    await meme.panel('Look');
    const offered = look.section.getByRole('button', { name: /^Fill from the picture: #[0-9a-f]{6}$/ });
    await expect.poll(() => offered.count()).toBeGreaterThan(2);
    await expect(look.button('Fill from the picture: #5a7896')).toHaveCount(0);
    const names = await offered.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
    expect(new Set(names).size).toBe(names.length);
    // Each of them is somewhere in the picture, or near to what is.
    const original = await Picture.fixture('cat.png');
    for (const name of names) {
      const hex = name.slice(-6);
      const color: Rgba = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).concat(255) as Rgba;
      expect(original.count(near(color, 24)), name).toBeGreaterThan(20);
    }
  });
});
