// Pictures as pixels, for every test that looks at what comes out.
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** @typedef {[number, number, number, number]} Rgba */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */
/** @typedef {(pixel: Rgba, x: number, y: number) => boolean} Wanted */

/**
 * The path of a picture that fixtures/make.mjs makes.
 * @param {string} name
 */
export const fixture = (name) => fileURLToPath(new URL(`fixtures/made/${name}`, import.meta.url));

/** Decoded pixels. */
export class Picture {
  /**
   * @param {number} width
   * @param {number} height
   * @param {Buffer} data
   */
  constructor(width, height, data) {
    this.width = width;
    this.height = height;
    this.data = data;
  }

  /** @param {Buffer | string} file */
  static async decode(file, turnAsCameraSays = false) {
    const image = turnAsCameraSays ? sharp(file).rotate() : sharp(file);
    const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return new Picture(info.width, info.height, data);
  }

  /** @param {string} name */
  static fixture(name) {
    return Picture.decode(fixture(name), true);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Rgba}
   */
  at(x, y) {
    const from = (Math.floor(y) * this.width + Math.floor(x)) * 4;
    const { data } = this;
    return [data[from], data[from + 1], data[from + 2], data[from + 3]];
  }

  /**
   * Calls `see` with every pixel, row by row. The pixel is the same array each time: millions are looked at.
   * @param {(pixel: Rgba, x: number, y: number) => void} see
   */
  each(see) {
    const { data, width, height } = this;
    /** @type {Rgba} */
    const pixel = [0, 0, 0, 0];
    let from = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        pixel[0] = data[from];
        pixel[1] = data[from + 1];
        pixel[2] = data[from + 2];
        pixel[3] = data[from + 3];
        from += 4;
        see(pixel, x, y);
      }
    }
  }

  /**
   * The smallest box around all pixels that `wanted` says yes to; none if there are none.
   * @param {Wanted} wanted
   * @returns {Box | undefined}
   */
  boundsOf(wanted) {
    /** @type {Box | undefined} */
    let box;
    this.each((pixel, x, y) => {
      if (!wanted(pixel, x, y)) return;
      box ??= { left: x, top: y, right: x, bottom: y };
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.bottom = y;
    });
    return box;
  }

  /** @param {Wanted} wanted */
  count(wanted) {
    let count = 0;
    this.each((pixel, x, y) => {
      if (wanted(pixel, x, y)) count++;
    });
    return count;
  }

  /**
   * How many pixels are another colour in `other`, which has the same size.
   * @param {Picture} other
   */
  difference(other, least = 0) {
    const sizes = [this, other].map(({ width, height }) => `${width} × ${height}`);
    if (sizes[0] !== sizes[1]) throw new Error(`the other picture is ${sizes[1]}, this one ${sizes[0]}`);
    return this.count((pixel, x, y) => distance(pixel, other.at(x, y)) > least);
  }

  /**
   * The part from `top` to `bottom`, as fractions of the height.
   * @param {number} top
   * @param {number} bottom
   */
  rows(top, bottom) {
    const [first, last] = [Math.floor(top * this.height), Math.floor(bottom * this.height)];
    return new Picture(this.width, last - first, this.data.subarray(first * this.width * 4, last * this.width * 4));
  }
}

/**
 * How far two colours are apart, in the channel where they are farthest.
 * @param {Rgba} a
 * @param {Rgba} b
 */
export const distance = (a, b) =>
  Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]), Math.abs(a[3] - b[3]));
/** @param {Rgba} pixel */
export const isWhite = (pixel) => distance(pixel, [255, 255, 255, 255]) <= 8;
/** @param {Rgba} pixel */
export const isBlack = (pixel) => distance(pixel, [0, 0, 0, 255]) <= 8;
