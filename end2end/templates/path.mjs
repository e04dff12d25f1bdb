// Paths as rings of points: each part is a point (line), two (quadratic curve) or three (cubic curve), as a flat list of numbers.

/** Splits a path of absolute M, L, C, Q and Z, which is all that the Open Peeps have, into rings that are moved by x, y. */
export function parse(d, x = 0, y = 0) {
  const rings = [];
  for (const [, letter, rest] of d.matchAll(/([MLCQZ])([^MLCQZ]*)/g)) {
    const numbers = (rest.match(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g) ?? []).map(Number);
    if (letter === 'M') rings.push([]);
    const size = { M: 2, L: 2, Q: 4, C: 6, Z: 1 }[letter];
    for (let at = 0; at < numbers.length; at += size) {
      const part = numbers.slice(at, at + size);
      rings.at(-1).push(part.map((value, index) => value + (index % 2 ? y : x)));
    }
  }
  return rings.filter((ring) => ring.length > 1);
}

/** The points that a ring goes through, with three more along each cubic curve. */
export function pointsOf(ring) {
  const points = [];
  for (const part of ring) {
    const [fromX, fromY] = points.at(-1) ?? part;
    if (part.length === 6) {
      const [x1, y1, x2, y2, x, y] = part;
      for (const t of [0.25, 0.5, 0.75]) {
        const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
        points.push([a * fromX + b * x1 + c * x2 + d * x, a * fromY + b * y1 + c * y2 + d * y]);
      }
    }
    points.push(part.slice(-2));
  }
  return points;
}

export function area(points) {
  const sum = points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(sum) / 2;
}

export function isInside([x, y], points) {
  let inside = false;
  points.forEach(([toX, toY], at) => {
    const [fromX, fromY] = points.at(at - 1);
    if (toY > y !== fromY > y && x < ((fromX - toX) * (y - toY)) / (fromY - toY) + toX) inside = !inside;
  });
  return inside;
}

/** [left, top, right, bottom] */
export function boundsOf(rings) {
  const points = rings.flatMap(pointsOf);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A function of rings: scaled (mirrored where flip), turned by degrees clockwise, all about `from`, which is moved to `to`. */
export function placing({ from, to, scale = 1, flip = false, turn = 0 }) {
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  const place = (x, y) => {
    const [dx, dy] = [(x - from[0]) * (flip ? -scale : scale), (y - from[1]) * scale];
    return [to[0] + dx * cos - dy * sin, to[1] + dx * sin + dy * cos];
  };
  const move = (part) => {
    const moved = [];
    for (let at = 0; at < part.length; at += 2) moved.push(...place(part[at], part[at + 1]));
    return moved;
  };
  return (rings) => rings.map((ring) => ring.map(move));
}

/**
 * Rings without what a picture of this size cannot show: what runs along below, left or right of it becomes one straight line,
 * which leaves all that is inside as it is.
 */
export function trimmed(rings, [width, height]) {
  const isBelow = (part) => part.every((value, index) => index % 2 === 0 || value > height + 9);
  const isLeft = (part) => part.every((value, index) => index % 2 === 1 || value < -9);
  const isRight = (part) => part.every((value, index) => index % 2 === 1 || value > width + 9);
  let left = rings;
  for (const isOutside of [isBelow, isLeft, isRight]) {
    left = left.map((ring) =>
      ring.flatMap((part, index) => {
        const runsOutside = index > 0 && isOutside(part) && isOutside(ring[index - 1]);
        if (!runsOutside) return [part];
        const goesOn = index < ring.length - 1 && isOutside(ring[index + 1]);
        return goesOn ? [] : [part.slice(-2)];
      }),
    );
    left = left.filter((ring) => !ring.every(isOutside));
  }
  return left;
}

/**
 * Rings as short path data: in tenths, relative to what was written before, so that no error adds up. What differs by less than
 * a fraction of a pixel is left out: steps that short, bends that flat, and the first handle of a curve that goes on smoothly.
 */
export function write(rings) {
  const [SHORT, FLAT, SMOOTH] = [4, 1, 2]; // tenths
  let written = '';
  for (const ring of rings) {
    const [first, ...parts] = ring.map((part) => part.map((value) => Math.round(value * 10)));
    let [x, y] = first;
    let last = 'M';
    let handle; // from the end of a cubic curve onwards, as its mirrored second handle
    written += `M${numbers(first)}`;
    for (const part of parts) {
      let relative = part.map((value, index) => value - (index % 2 ? y : x));
      if (relative.every((value) => Math.abs(value) <= SHORT)) continue;
      [x, y] = part.slice(-2);
      let letter = { 2: 'l', 4: 'q', 6: 'c' }[relative.length];
      const before = handle;
      handle = undefined;
      if (letter === 'c') {
        const [x1, y1, x2, y2, dx, dy] = relative;
        const length = Math.hypot(dx, dy);
        const off = (px, py) => Math.abs(px * dy - py * dx) / length;
        const along = (px, py) => (px * dx + py * dy) / length;
        const isStraight = [
          [x1, y1],
          [x2, y2],
        ].every(([px, py]) => off(px, py) <= FLAT && along(px, py) >= 0 && along(px, py) <= length);
        if (length && isStraight) {
          letter = 'l';
          relative = [dx, dy];
        } else {
          handle = [dx - x2, dy - y2];
          if (before && Math.abs(before[0] - x1) <= SMOOTH && Math.abs(before[1] - y1) <= SMOOTH) {
            letter = 's';
            relative = [x2, y2, dx, dy];
          }
        }
      }
      const text = numbers(relative);
      written += letter !== last ? letter + text : (text.startsWith('-') ? '' : ' ') + text;
      last = letter;
    }
    written += 'z';
  }
  return written;
}

function numbers(tenths) {
  const texts = tenths.map((value) => String(value / 10).replace(/^(-?)0\./, '$1.'));
  // Neither a sign nor a second point needs a space before it.
  return texts.reduce(
    (all, text) => all + (text.startsWith('-') || (text.startsWith('.') && /\.\d*$/.test(all)) ? '' : ' ') + text,
  );
}
