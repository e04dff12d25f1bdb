// Reads the Open Peeps out of the npm package react-peeps and puts figures together from them, as SVG markup.
//
// Every part of a figure is a silhouette and, over it, one path of ink with all of its lines as filled shapes. What the ink
// encloses is a hole in that path, one of its rings. A ring that is filled colours a sleeve or a hand to exactly where the
// ink begins. Below, regions are the numbers of such rings among all rings of the ink, the largest first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMBER, INK, NIGHT, PAPER, SKIN, TEAL } from './palette.mjs';
import { area, boundsOf, isInside, parse, placing, pointsOf, trimmed, write } from './path.mjs';

/** How heavy the ink's lines are on a figure's own grid. */
export const INK_WIDTH = 13;
/** Where the parts of a head lie on that grid. Poses bring their place along. */
const PLACES = { hair: [225, 0], face: [384, 186], facialHair: [348, 338], accessories: [272, 241] };
/** About this point a head turns and figures are placed: between the ears. */
const HEAD = [425, 270];
/** Necks, for poses whose silhouette is all clothes. */
const NECKS = {
  'bust/BlazerBlackTee': 'M408 420L535 400L535 460L575 494L476 626L352 482L396 462Z',
  'bust/Coffee': 'M388 400L542 400L540 490L555 522L500 572L470 615L440 588L432 550L355 506L388 478Z',
  'bust/DotJacket': 'M385 400L537 400L537 500L560 545L540 585L458 615L380 598L350 565L350 505L383 465Z',
  'bust/Hoodie': 'M395 400L560 400L562 475L492 562L383 462Z',
  'bust/Shirt': 'M397 400L537 400L540 470L583 525L555 590L500 618L440 618L370 590L320 522L380 490L397 445Z',
  'bust/Sweater': 'M388 400L535 400L538 470L552 505L475 528L410 515L372 478Z',
};
// What is not listed is skin where `base` is not given.
const BODIES = {
  'bust/ArmsCrossed': {},
  'bust/BlazerBlackTee': { base: 'top' },
  'bust/Coffee': { base: 'top', skin: [1, 11], extra: [2] },
  'bust/DotJacket': { base: 'top', skin: [1, 3] },
  'bust/Explaining': { top: [3, 5, 8, 14, 13], extra: [2, 4, 6, 7, 9, 10, 11, 12, 15] },
  'bust/Hoodie': { base: 'top' },
  'bust/PoloSweater': {},
  'bust/Shirt': { base: 'top' },
  'bust/ShirtFilled': {},
  'bust/StripedShirt': { top: [1, 4, 5], extra: [2, 3] },
  'bust/Sweater': { base: 'top', top: [1], skin: [2], extra: [3, 4, 5, 6, 7] },
  'bust/Turtleneck': {},
  'bust/Thunder': { extra: [1] },
  'bust/Whatever': {},
  'standing/DocStethoscope': { top: [3, 8, 11], extra: [2, 7], legs: [1] },
  'standing/PointingFingerWB': { top: [1] },
  'standing/RestingWB': { top: [1, 8] },
  'standing/RoboDanceWB': { top: [1, 9] },
  'standing/ShirtPantsWB': { top: [1, 2, 8, 9, 15] },
  'sitting/CrossedLegs': { top: [1, 3], shoes: [2, 5] },
};
/** What of a head is hair of a colour, a scarf or a hat. All other hair is ink. */
const HAIRS = { Beanie: [1], BunFancy: [1, 2, 3, 4, 5], GrayBun: [1, 2], GrayShort: [1], Turban: [1] };
/** Hands to be drawn alone. */
const LIMBS = {
  fist: ['bust/Coffee', [1]],
  point: ['bust/DotJacket', [1, 3]],
  spread: ['sitting/Wheelchair', [12]],
};

/** The paths of a component, in the order in which they are drawn, read out of its calls of React without running them. */
function pathsOf(file) {
  const paths = [];
  const markup = readFileSync(file, 'utf8').split('return (').at(-1);
  const places = [[0, 0]];
  for (const [token, tag, props] of markup.matchAll(/createElement\("(\w+)", (null|\{[^}]*\})|\)/g)) {
    if (token === ')') {
      places.pop();
      continue;
    }
    const [x, y] = places.at(-1);
    const [, dx, dy] = props.match(/translate\((-?[\d.e-]+) (-?[\d.e-]+)\)/) ?? [0, 0, 0];
    places.push([x + Number(dx), y + Number(dy)]);
    if (tag !== 'path') continue;
    const [, d] = props.match(/ d: '([^']*)'/);
    const [, fill] = props.match(/fill: '?([\w#]+)/);
    paths.push({ rings: parse(d, ...places.at(-1)), fill: { strokeColor: 'ink', backgroundColor: 'paper' }[fill] ?? fill });
  }
  return paths;
}

/** The rings of ink, the largest first; those within an odd number of others are holes. */
function inkOf(paths) {
  const rings = paths
    .filter(({ fill }) => fill === 'ink')
    .flatMap(({ rings }) => rings)
    .map((ring) => ({ ring, points: pointsOf(ring) }))
    .map((ring) => ({ ...ring, area: area(ring.points) }))
    .sort((a, b) => b.area - a.area);
  for (const [at, one] of rings.entries()) {
    one.isHole = rings.slice(0, at).filter((other) => isInside(one.points[0], other.points)).length % 2 === 1;
  }
  return rings;
}

const filled = (rings, fill, more = '') => (rings.length ? `<path fill="${fill}"${more} d="${write(rings)}"/>` : '');

/** Opens the package in a folder and returns what draws with it. */
export function openPeeps(folder) {
  const parts = new Map();
  const part = (kind, name) => {
    const key = `${kind}/${name}`;
    if (!parts.has(key)) {
      const paths = pathsOf(join(folder, 'lib/peeps', `${key}.js`));
      parts.set(key, { paths, ink: inkOf(paths) });
    }
    return parts.get(key);
  };

  /** One part: silhouette, colours, ink. `colours` is a list of regions and their fill. */
  function drawPart(kind, name, place, size, { base, colours = [], under = [], own = {}, holes }) {
    const { paths, ink } = part(kind, name);
    const [x, y] = PLACES[kind] ?? [0, 0];
    const shift = placing({ from: [0, 0], to: [x, y] });
    const at = (rings) => trimmed(place(shift(rings)), size);
    const silhouettes = paths.filter(({ fill }) => fill === 'paper').flatMap(({ rings }) => rings);
    let markup = base ? filled(at(silhouettes), base) : '';
    markup += under.map(([rings, fill]) => filled(at(rings), fill)).join('');
    for (const { rings, fill } of paths) if (own[fill]) markup += filled(at(rings), own[fill]);
    // One by one: a pocket in a shirt would be a hole if both were one path.
    for (const [numbers, fill] of colours) markup += numbers.map((number) => filled(at([ink[number].ring]), fill)).join('');
    if (holes) markup += filled(at(ink.filter(({ isHole }) => isHole).map(({ ring }) => ring)), holes);
    const inked = paths.filter(({ fill }) => fill === 'ink').flatMap(({ rings }) => rings);
    return markup + filled(at(inked), INK, ' fill-rule="evenodd"');
  }

  /** Where a whole figure ends at the bottom. */
  function bottomOf(body) {
    const { paths } = part('pose', body);
    return boundsOf(paths.flatMap(({ rings }) => rings))[3];
  }

  /**
   * A figure with the middle of its head above x and its feet, or where its bust is cut off, at y. Flip mirrors it, lean turns
   * it about that point, `turn` its head alone; `look: 'back'` mirrors the head alone.
   */
  function peep(x, y, scale, figure, size) {
    const {
      body,
      hair,
      face,
      beard,
      glasses,
      skin = SKIN[1],
      top = TEAL,
      legs = NIGHT,
      shoes = PAPER,
      extra = EMBER,
    } = figure;
    const { hairColour = PAPER, flip = false, lean = 0, turn = 0, look, nod = [0, 0] } = figure;
    const bottom = body ? bottomOf(body) : 1140;
    const place = placing({ from: [HEAD[0], bottom], to: [x, y], scale, flip, turn: lean });
    const ofHead = placing({
      from: HEAD,
      to: [HEAD[0] + nod[0] + (look === 'back' ? 30 : 0), HEAD[1] + nod[1]],
      turn,
      flip: look === 'back',
    });
    const placeHead = (rings) => place(ofHead(rings));
    let markup = '';
    if (body) {
      const regions = BODIES[body];
      const tones = { skin, top, legs, shoes, extra };
      const colours = Object.entries(tones)
        .filter(([name]) => regions[name]?.length)
        .map(([name, fill]) => [regions[name], fill]);
      // What the package itself colours: a doctor.
      const own = { '#8FA7DF': skin, '#9FD8E5': top, '#FFFFFF': PAPER };
      const under = NECKS[body] ? [[parse(NECKS[body]), skin]] : [];
      markup += drawPart('pose', body, place, size, {
        base: tones[regions.base ?? 'skin'],
        colours,
        under,
        own,
      });
    }
    if (hair) {
      const isHijab = hair === 'Hijab';
      markup += drawPart('hair', hair, placeHead, size, {
        base: isHijab ? hairColour : skin,
        colours: isHijab
          ? [
              [[1], skin],
              [[2, 3], hairColour],
            ]
          : HAIRS[hair]
            ? [[HAIRS[hair], hairColour]]
            : [],
      });
    }
    if (face) markup += drawPart('face', face, placeHead, size, { holes: PAPER });
    if (beard)
      markup += drawPart('facialHair', beard, placeHead, size, { holes: beard.startsWith('Gray') ? PAPER : undefined });
    if (glasses) markup += drawPart('accessories', glasses, placeHead, size, {});
    return markup;
  }

  /** A hand or an arm alone, its middle at x, y. */
  function limb(x, y, scale, name, { skin = SKIN[1], flip = false, turn = 0 } = {}) {
    const [body, numbers] = LIMBS[name];
    const { ink } = part('pose', body);
    const rings = numbers.map((number) => ink[number].ring);
    const [left, top, right, bottom] = boundsOf(rings);
    const place = placing({ from: [(left + right) / 2, (top + bottom) / 2], to: [x, y], scale, flip, turn });
    // Ink around it alone: the lines between the fingers are gaps in the shape already.
    const width = Math.round(2 * INK_WIDTH * scale * 10) / 10;
    return filled(
      place(rings),
      skin,
      ` stroke="${INK}" stroke-width="${width}" stroke-linejoin="round" paint-order="stroke"`,
    );
  }

  return { peep, limb };
}
