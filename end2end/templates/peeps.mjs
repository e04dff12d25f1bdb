// Reads the Open Peeps out of the npm package react-peeps and puts figures together from them, as SVG markup.
//
// Every part of a figure is a silhouette and, over it, one path of ink with all of its lines as filled shapes. What the ink
// encloses is a hole in that path, one of its rings. A ring that is filled colours a sleeve or a hand to exactly where the
// ink begins. Below, regions are the numbers of such rings among all rings of the ink, the largest first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMBER, INK, NIGHT, PAPER, SKIN, TEAL } from './palette.mjs';
import { area, boundsOf, isInside, parse, placing, pointsOf, write } from './path.mjs';

/** How heavy the ink's lines are on a figure's own grid. */
export const INK_WIDTH = 13;
/** Where the parts of a head lie on that grid. Poses bring their place along. */
const PLACES = { hair: [225, 0], face: [384, 186], facialHair: [348, 338], accessories: [272, 241] };
/** About this point a head turns and figures are placed: between the ears. */
const HEAD = [425, 270];
/** Necks, for poses whose silhouette is all clothes. */
const NECKS = {
  'bust/BlazerBlackTee': [[408, 420], [535, 400], [535, 460], [575, 494], [476, 626], [352, 482], [396, 462]],
  'bust/Coffee': [[388, 400], [542, 400], [540, 490], [555, 522], [500, 572], [470, 615], [440, 588], [432, 550], [355, 506], [388, 478]],
  'bust/DotJacket': [[385, 400], [537, 400], [537, 500], [560, 545], [540, 585], [458, 615], [380, 598], [350, 565], [350, 505], [383, 465]],
  'bust/Hoodie': [[395, 400], [560, 400], [562, 475], [492, 562], [383, 462]],
  'bust/Shirt': [[397, 400], [537, 400], [540, 470], [583, 525], [555, 590], [500, 618], [440, 618], [370, 590], [320, 522], [380, 490], [397, 445]],
  'bust/Sweater': [[388, 400], [535, 400], [538, 470], [552, 505], [475, 528], [410, 515], [372, 478]],
};
// What is not listed is skin where `base` is not given. `gaps` are regions that are no part of the figure.
const BODIES = {
  'bust/ArmsCrossed': {},
  'bust/BlazerBlackTee': { base: 'top' },
  'bust/Coffee': { base: 'top', skin: [1, 11], extra: [2] },
  'bust/Device': { base: 'top', skin: [2, 5], extra: [] },
  'bust/DotJacket': { base: 'top', skin: [1, 3] },
  'bust/Dress': {},
  'bust/Explaining': { top: [3, 5, 8, 14, 13], extra: [2, 4, 6, 7, 9, 10, 11, 12, 15] },
  'bust/FurJacket': {},
  'bust/Hoodie': { base: 'top' },
  'bust/Paper': { extra: [] },
  'bust/PointingUp': { extra: [2, 4, 6, 7, 8, 9, 10, 11, 12, 13, 3] },
  'bust/PoloSweater': {},
  'bust/Shirt': { base: 'top' },
  'bust/ShirtFilled': {},
  'bust/StripedShirt': { top: [1, 4, 5], extra: [2, 3] },
  'bust/Sweater': { base: 'top', top: [1], skin: [2], extra: [3, 4, 5, 6, 7] },
  'bust/Turtleneck': {},
  'bust/Thunder': { extra: [1] },
  'bust/Whatever': {},
  'standing/BlazerPantsBW': { top: [2, 3, 10, 12], legs: [1], gaps: [5] },
  'standing/CrossedArmsWB': { top: [1, 2], shoes: [] },
  'standing/DocStethoscope': { top: [3, 8], extra: [2, 7], legs: [1] },
  'standing/EasingBW': { top: [2, 3, 9, 15, 14, 17], legs: [1] },
  'standing/EasingWB': { top: [2, 3, 10, 15, 14, 16], extra: [1] },
  'standing/PointingFingerWB': { top: [1], gaps: [4] },
  'standing/PointingFingerBW': { legs: [1], gaps: [4] },
  'standing/PolkaDots': { top: [1], legs: [2] },
  'standing/RestingBW': { legs: [1] },
  'standing/RestingWB': { top: [1] },
  'standing/RoboDanceWB': { top: [1, 7], gaps: [5] },
  'standing/RoboDanceBW': { legs: [1, 2], gaps: [6] },
  'standing/ShirtPantsWB': { top: [1, 2, 7, 8, 13] },
  'standing/WalkingWB': { top: [1] },
  'standing/WalkingBW': { legs: [1], gaps: [] },
  'sitting/ClosedLegWB': { top: [1, 2, 3, 8, 15], extra: [7, 9, 10, 11, 12], shoes: [4, 6] },
  'sitting/CrossedLegs': { top: [1, 3], shoes: [2, 5] },
  'sitting/OneLegUpWB': { top: [1], gaps: [5, 8] },
  'sitting/Wheelchair': { base: 'legs', top: [2, 4], skin: [12, 20], shoes: [11, 19], extra: [3, 6, 7, 15] },
};
const HAIRS = {
  Beanie: [1], BunFancy: [1, 2, 3, 4, 5], GrayBun: [1, 2], GrayShort: [1], Mohawk: [1, 2], Turban: [1],
};
const LIMBS = {
  fist: ['bust/Coffee', [1]],
  point: ['bust/DotJacket', [1, 3]],
  palm: ['bust/Whatever', [1]],
  reach: ['standing/RoboDanceWB', [4]],
  spread: ['sitting/Wheelchair', [12]],
  forearm: ['bust/Explaining', [1]],
  arm: ['standing/WalkingWB', [2]],
  hang: ['sitting/OneLegUpWB', [2]],
  rest: ['standing/RestingWB', [4]],
};

/** Calls the React component in a file with a stand-in for React and returns its paths, in the order in which they are drawn. */
function pathsOf(file) {
  const paths = [];
  const createElement = (tag, props, ...children) => ({ tag, props: props ?? {}, children });
  const exports = {};
  const run = new Function('exports', 'require', readFileSync(file, 'utf8'));
  run(exports, () => ({ createElement, default: { createElement } }));
  const component = Object.values(exports).find((value) => typeof value === 'function');
  const walk = ({ tag, props, children }, x, y) => {
    const [dx, dy] = (props.transform?.match(/-?[\d.]+/g) ?? [0, 0]).map(Number);
    if (tag === 'path') paths.push({ rings: parse(props.d, x + dx, y + dy), fill: props.fill });
    for (const child of children.flat().filter(Boolean)) walk(child, x + dx, y + dy);
  };
  walk(component({ strokeColor: 'ink', backgroundColor: 'paper' }), 0, 0);
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
  function drawPart(kind, name, place, { base, colours = [], gaps = [], under = [], own = {}, holes }) {
    const { paths, ink } = part(kind, name);
    const [x, y] = PLACES[kind] ?? [0, 0];
    const shift = placing({ from: [0, 0], to: [x, y] });
    const at = (rings) => place(shift(rings));
    const region = (number) => ink[number].ring;
    const silhouettes = paths.filter(({ fill }) => fill === 'paper').flatMap(({ rings }) => rings);
    const cut = gaps.map(region);
    let markup = base ? filled(at([...silhouettes, ...cut]), base, cut.length ? ' fill-rule="evenodd"' : '') : '';
    markup += under.map(([points, fill]) => filled(at([points]), fill)).join('');
    for (const { rings, fill } of paths) if (own[fill]) markup += filled(at(rings), own[fill]);
    for (const [numbers, fill] of colours) markup += filled(at(numbers.map(region)), fill);
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
  function peep(x, y, scale, figure) {
    const { body, hair, face, beard, glasses, skin = SKIN[1], top = TEAL, legs = NIGHT, shoes = PAPER, extra = EMBER } = figure;
    const { hairColour = PAPER, flip = false, lean = 0, turn = 0, look, nod = [0, 0] } = figure;
    const bottom = body ? bottomOf(body) : 1140;
    const place = placing({ from: [HEAD[0], bottom], to: [x, y], scale, flip, turn: lean });
    const ofHead = placing({ from: HEAD, to: [HEAD[0] + nod[0] + (look === 'back' ? 30 : 0), HEAD[1] + nod[1]], turn, flip: look === 'back' });
    const placeHead = (rings) => place(ofHead(rings));
    let markup = '';
    if (body) {
      const regions = BODIES[body];
      const tones = { skin, top, legs, shoes, extra };
      const colours = Object.entries(tones).filter(([name]) => regions[name]?.length).map(([name, fill]) => [regions[name], fill]);
      // What the package itself colours: a doctor.
      const own = { '#8FA7DF': skin, '#9FD8E5': top, '#FFFFFF': PAPER };
      const under = NECKS[body] ? [[NECKS[body], skin]] : [];
      markup += drawPart('pose', body, place, { base: tones[regions.base ?? 'skin'], colours, gaps: regions.gaps, under, own });
    }
    if (hair) {
      const isHijab = hair === 'Hijab';
      markup += drawPart('hair', hair, placeHead, {
        base: isHijab ? hairColour : skin,
        colours: isHijab ? [[[1], skin], [[2, 3], hairColour]] : HAIRS[hair] ? [[HAIRS[hair], hairColour]] : [],
      });
    }
    if (face) markup += drawPart('face', face, placeHead, { holes: PAPER });
    if (beard) markup += drawPart('facialHair', beard, placeHead, { holes: beard.startsWith('Gray') ? PAPER : undefined });
    if (glasses) markup += drawPart('accessories', glasses, placeHead, {});
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
    return filled(place(rings), skin, ` stroke="${INK}" stroke-width="${width}" stroke-linejoin="round" paint-order="stroke"`);
  }

  return { peep, limb };
}
