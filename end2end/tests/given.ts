// What leaves the page, and comes back to it.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { leaveField } from './kept';
import { type MemePage, expect } from './meme';

/** What asks whether a picture that holds a meme is to be edited on. */
export const dialog = (meme: MemePage) => meme.page.getByRole('dialog', { name: 'Edit on' });

/** Downloads what a button gives, as bytes. */
export async function downloaded(meme: MemePage, click = () => meme.downloadButton.click()) {
  const [download] = await Promise.all([meme.page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Gives the page a file by its bytes. */
export const giveFile = (meme: MemePage, name: string, buffer: Buffer) =>
  meme.picker.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

/** What a PNG's text says, read by an implementation that is not ours. */
export async function pngText(bytes: Buffer, keyword: string) {
  const { comments = [] } = await sharp(bytes).metadata();
  return comments.find((comment) => comment.keyword === keyword)?.text;
}

/** Opens the export, and waits until the file is made. */
export async function showExport(meme: MemePage) {
  await leaveField(meme.page);
  await meme.page.keyboard.press('e');
  const shown = meme.page.getByRole('dialog', { name: 'Export' });
  await expect(shown.getByText(/pixels, [\d.]+ [KM]B/)).toBeVisible({ timeout: 30_000 });
  return shown;
}
