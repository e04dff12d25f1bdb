// What scenes are drawn with: plain shapes by a slightly unsteady hand, in the ink and the weight of the Open Peeps.
import { INK, PAPER, SKIN } from './palette.mjs';
import { INK_WIDTH } from './peeps.mjs';

const short = (value) => String(Math.round(value * 10) / 10);
const at = (x, y) => `${short(x)} ${short(y)}`;
const rounded = (d) => d.replace(/-?\d+\.\d+/g, short);

/** Path data of relative lengths, scaled. */
export const scaled = (d, size) => d.replace(/-?\d+(\.\d+)?/g, (length) => ` ${short(length * size)}`);

/** A number from -1 to 1 that is always the same for the same place, so that a drawing made anew does not differ. */
function unsteady(x, y) {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return (value - Math.floor(value)) * 2 - 1;
}

/** Turns points by degrees clockwise about a centre. */
function turned(points, [x, y], degrees) {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return points.map(([px, py]) => [x + (px - x) * cos - (py - y) * sin, y + (px - x) * sin + (py - y) * cos]);
}

/** A closed path through points whose sides are not quite straight. */
function handDrawn(points, amount = 3) {
  const sides = points.map(([x, y], index) => {
    const [toX, toY] = points[(index + 1) % points.length];
    const length = Math.hypot(toX - x, toY - y) || 1;
    const bulge = unsteady(x + toX, y + toY) * Math.min(amount, length / 25);
    return `Q${at((x + toX) / 2 - ((toY - y) / length) * bulge * 2, (y + toY) / 2 + ((toX - x) / length) * bulge * 2)} ${at(toX, toY)}`;
  });
  return `M${at(...points[0])}${sides.join('')}Z`;
}

const roundedRect = (x, y, w, h, r) =>
  `M${at(x + r, y)}H${short(x + w - r)}Q${at(x + w, y)} ${at(x + w, y + r)}V${short(y + h - r)}Q${at(x + w, y + h)} ${at(x + w - r, y + h)}` +
  `H${short(x + r)}Q${at(x, y + h)} ${at(x, y + h - r)}V${short(y + r)}Q${at(x, y)} ${at(x + r, y)}Z`;

const disc = (x, y, rx, ry = rx) =>
  `M${at(x - rx, y)}a${at(rx, ry)} 0 1 0 ${at(2 * rx, 0)}a${at(rx, ry)} 0 1 0 ${at(-2 * rx, 0)}Z`;

/**
 * A picture to draw on. `scale` is that of the figures in it, which says how heavy lines are. Lengths are pixels; a text's box
 * is kept as fractions.
 */
export function picture({ width = 1200, height = 900, ground, scale = 0.5 }, { peep, limb }) {
  const line = Math.round(INK_WIDTH * scale * 10) / 10;
  const shapes = [];
  const text = [];
  const add = (markup) => void shapes.push(markup);
  const inked = (weight = line) =>
    ` stroke="${INK}" stroke-width="${short(weight)}" stroke-linejoin="round" stroke-linecap="round"`;

  const self = {
    width,
    height,
    line,
    text,
    path: (d, fill, { bare = false, weight } = {}) =>
      add(`<path fill="${fill}"${bare ? '' : inked(weight)} d="${rounded(d)}"/>`),
    /** An open line. */
    stroke: (d, { colour = INK, weight = line, dash, shift, cap = 'round' } = {}) =>
      add(
        `<path fill="none" stroke="${colour}" stroke-width="${short(weight)}" stroke-linejoin="round"` +
          `${cap === 'butt' ? '' : ` stroke-linecap="${cap}"`}${dash ? ` stroke-dasharray="${dash}"` : ''}${shift ? ` stroke-dashoffset="${shift}"` : ''} d="${rounded(d)}"/>`,
      ),
    /** A flat area without lines: a wall, a floor, light. */
    area: (x, y, w, h, fill) => add(`<path fill="${fill}" d="M${at(x, y)}h${short(w)}v${short(h)}h${short(-w)}z"/>`),
    /** Corners as in an SVG polygon: 'x y, x y'. */
    shape: (corners, fill, options) =>
      self.path(handDrawn(corners.split(', ').map((corner) => corner.split(' ').map(Number))), fill, options),
    box: (x, y, w, h, fill, { turn = 0, ...options } = {}) => {
      const corners = [
        [x, y],
        [x + w, y],
        [x + w, y + h],
        [x, y + h],
      ];
      self.path(handDrawn(turned(corners, [x + w / 2, y + h / 2], turn)), fill, options);
    },
    rounded: (x, y, w, h, r, fill, options) => self.path(roundedRect(x, y, w, h, r), fill, options),
    disc: (x, y, r, fill, options) => self.path(disc(x, y, r), fill, options),
    ellipse: (x, y, rx, ry, fill, options) => self.path(disc(x, y, rx, ry), fill, options),
    /** What stands on the ground is not to float. */
    shadow: (x, y, rx, fill) => self.path(disc(x, y, rx, rx / 9), fill, { bare: true }),
    /** Several shapes with one outline about all of them. */
    together: (paths, fill) => {
      for (const d of paths) self.path(d, INK, { weight: line * 2 });
      for (const d of paths) self.path(d, fill, { bare: true });
    },
    /** A speech bubble whose tail points to a place. */
    bubble: (x, y, w, h, [toX, toY], { fill = PAPER, r = Math.min(w, h) * 0.28 } = {}) => {
      const [fromX, fromY] = [Math.min(Math.max(toX, x + r + 40), x + w - r - 40), y + h / 2];
      const side = toY > y + h || toY < y;
      const [dx, dy] = side ? [Math.min(34, w / 8), 0] : [0, Math.min(26, h / 6)];
      const [baseX, baseY] = side
        ? [fromX, toY < y ? y + r / 2 : y + h - r / 2]
        : [toX < x ? x + r / 2 : x + w - r / 2, fromY];
      const tail = `M${at(baseX - dx, baseY - dy)}Q${at((baseX + toX) / 2 - dx / 3, (baseY + toY) / 2)} ${at(toX, toY)}Q${at((baseX + toX) / 2 + dx, (baseY + toY) / 2 + dy)} ${at(baseX + dx, baseY + dy)}Z`;
      self.together([roundedRect(x, y, w, h, r), tail], fill);
    },
    /** A thought: a cloud about a box, and smaller ones on the way to the head. */
    thought: (x, y, w, h, [toX, toY], { fill = PAPER } = {}) => {
      const [cx, cy] = [x + w / 2, y + h / 2];
      const count = Math.max(10, Math.round((w + h) / 85));
      const puffs = Array.from({ length: count }, (_, index) => {
        const angle = (index / count) * 2 * Math.PI;
        const radius = Math.min(w, h) * (0.21 + 0.03 * unsteady(index, w));
        return disc(cx + Math.cos(angle) * (w / 2 - radius * 0.7), cy + Math.sin(angle) * (h / 2 - radius * 0.7), radius);
      });
      self.together([disc(cx, cy, w / 2 - 45, h / 2 - 45), ...puffs], fill);
      const [fromX, fromY] = [cx + (toX - cx) * 0.5, cy + Math.sign(toY - cy) * (h / 2)];
      [0.25, 0.6, 0.9].forEach((t, index) =>
        self.disc(fromX + (toX - fromX) * t, fromY + (toY - fromY) * t, 24 - index * 7, fill),
      );
    },
    /** An arm or another tube along a path, with ink on both sides. */
    tube: (d, weight, fill) => {
      self.stroke(d, { weight: weight + line * 2 });
      self.stroke(d, { weight, colour: fill });
    },
    peep: (x, y, figure, size = scale) => add(peep(x, y, size, figure, [width, height])),
    limb: (x, y, name, options = {}, size = scale) => add(limb(x, y, size, name, { skin: SKIN[1], ...options })),
    /** A person's short lines of surprise, effort or anger about a place. */
    rays: (x, y, from, to, angles, options) => {
      const ray = (angle) => {
        const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
        return `M${at(x + cos * from, y + sin * from)}L${at(x + cos * to, y + sin * to)}`;
      };
      self.stroke(angles.map(ray).join(''), options);
    },
    drop: (x, y, size, fill = '#8fc1c4') =>
      self.path(
        `M${at(x, y - size)}Q${at(x + size * 0.9, y + size * 0.2)} ${at(x, y + size * 0.6)}Q${at(x - size * 0.9, y + size * 0.2)} ${at(x, y - size)}Z`,
        fill,
        { weight: line * 0.7 },
      ),
    /** White letters with an outline, over the picture. */
    caption: (x, y, w, h, options = {}) => {
      text.push({ style: 'upper', color: 'white', font: 'thick', ...boxOf(x, y, w, h), ...options });
    },
    /** Dark letters on a light surface, turned clockwise with it. */
    sign: (
      x,
      y,
      w,
      h,
      { turn = 0, color = INK, font = 'patrick-hand', style = 'none', align = 'center', most = 0.085, look = {} } = {},
    ) => {
      const all = { outline: { width_em: 0 }, vertical_align: 'Middle', size: { Auto: { at_most: most } }, ...look };
      text.push({ style, color, font, ...boxOf(x, y, w, h), angle: -turn, align, look: all });
    },
    svg: () =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `${shapes.join('')}</svg>\n`,
  };
  function boxOf(x, y, w, h) {
    const fraction = (value, whole) => Math.round((value / whole) * 1000) / 1000;
    return {
      anchor_x: fraction(x, width),
      anchor_y: fraction(y, height),
      angle: 0,
      scale_x: fraction(w, width),
      scale_y: fraction(h, height),
      align: 'center',
    };
  }
  if (ground) self.area(0, 0, width, height, ground);
  return self;
}
