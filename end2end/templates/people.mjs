// Scenes about what people do and feel.
import { ANA, BEN, CAI, DEB, ELI, FAY, GUS, HANA, IVO, JUN, KIM, LOU, MAX, NIA, PIA, ROY } from './cast.mjs';
import { picture } from './draw.mjs';
import {
  BRICK,
  CREAM,
  EMBER,
  INK,
  LEAF,
  MIST,
  MUSTARD,
  NIGHT,
  PAPER,
  ROSE,
  SAND,
  SKIN,
  STONE,
  TAUPE,
  TEAL,
  WOOD,
} from './palette.mjs';

/** A flame with a smaller one within, its foot at x, y. */
function flame(s, x, y, size, lean = 0) {
  const tongue = (k, dx) =>
    `M${x - 60 * k} ${y}Q${x - 100 * k} ${y - 90 * k} ${x - 40 * k + dx * 0.3} ${y - 150 * k}Q${x - 44 * k + dx * 0.3} ${y - 110 * k} ${x - 18 * k + dx * 0.3} ${y - 104 * k}` +
    `Q${x - 20 * k + dx} ${y - 190 * k} ${x + 34 * k + dx} ${y - 240 * k}Q${x + 20 * k + dx} ${y - 170 * k} ${x + 62 * k + dx * 0.3} ${y - 120 * k}Q${x + 96 * k} ${y - 60 * k} ${x + 58 * k} ${y}Z`;
  s.path(tongue(size, lean), EMBER);
  s.path(tongue(size * 0.52, lean * 0.5), MUSTARD, { bare: true });
}

export const people = [
  {
    id: 'whisper',
    name: 'A whisper',
    keywords: ['whisper', 'secret', 'ear', 'gossip', 'goosebumps', 'chuchoter', 'oreille', 'confidence', 'frisson'],
    alt: 'A person whispers something into the ear of another, who is alarmed.',
    example: ['The tests pass because they are all skipped', 'Colleague before a release'],
    draw(peeps) {
      const s = picture({ ground: ROSE, scale: 0.54 }, peeps);
      s.path('M-10 700Q400 620 700 700T1210 660V910H-10Z', '#cb8a89', { bare: true });
      s.peep(430, 950, { ...DEB, body: 'bust/Turtleneck', face: 'Cheeky', lean: 5, turn: 4 }, 0.54);
      s.peep(800, 970, { ...CAI, hair: 'Short', body: 'bust/StripedShirt', face: 'Hectic', top: PAPER, extra: TEAL }, 0.54);
      s.tube('M520 960Q640 900 610 700', 78, INK);
      s.limb(604, 610, 'spread', { skin: DEB.skin, turn: -52 }, 0.56);
      s.rays(955, 470, 40, 78, [-45, -15, 15]);
      s.caption(40, 30, 1120, 190);
      s.caption(40, 760, 1120, 120);
      return s;
    },
  },
  {
    id: 'distracted',
    name: 'Distracted by someone new',
    keywords: [
      'distracted boyfriend',
      'tempted',
      'jealous',
      'look back',
      'temptation',
      'distrait',
      'jalousie',
      'infidèle',
      'regard',
      'tentation',
    ],
    alt: 'A person walking with a partner turns to look admiringly at someone else, and the partner is outraged.',
    example: ['A new framework', 'Me', 'The project due on Monday'],
    draw(peeps) {
      const s = picture({ ground: MIST, scale: 0.34 }, peeps);
      for (const [x, y, w, fill] of [
        [-20, 130, 250, SAND],
        [230, 60, 220, STONE],
        [450, 170, 280, SAND],
        [730, 90, 230, STONE],
        [960, 150, 260, SAND],
      ]) {
        s.area(x, y, w, 700, fill);
        const columns = Array.from({ length: Math.floor((w - 60) / 75) }, (_, index) => x + 40 + index * 75);
        s.path(columns.map((at) => [50, 150].map((dy) => `M${at} ${y + dy}h36v56h-36z`).join('')).join(''), CREAM, {
          bare: true,
        });
      }
      s.area(0, 760, 1200, 140, TAUPE);
      s.peep(1000, 1090, { ...ANA, body: 'standing/RestingWB', face: 'Rage', flip: true, top: TEAL }, 0.33);
      s.peep(640, 1110, { ...BEN, body: 'standing/ShirtPantsWB', face: 'LoveGrin', look: 'back', top: '#7fa5b0' }, 0.34);
      s.peep(
        250,
        1120,
        { ...NIA, hair: 'LongCurly', skin: SKIN[3], body: 'standing/RoboDanceWB', face: 'Calm', flip: true, top: EMBER },
        0.34,
      );
      s.rays(880, 170, 10, 50, [200, 235, 270], { weight: 5 });
      const tag = { look: { size: { Auto: { at_most: 0.075 } } } };
      s.caption(40, 560, 370, 180, tag);
      s.caption(455, 520, 330, 180, tag);
      s.caption(835, 560, 345, 180, tag);
      return s;
    },
  },
  {
    id: 'interruption',
    name: 'Cut off mid-sentence',
    keywords: [
      'interrupt',
      'slap',
      'robin',
      'argument',
      'shut up',
      'couper la parole',
      'gifle',
      'interrompre',
      'dispute',
      'bulle',
    ],
    alt: 'One person talks, and another cuts in with a raised hand.',
    example: ['We could rewrite it in…', 'We could go to lunch'],
    draw(peeps) {
      const s = picture({ ground: MUSTARD, scale: 0.5 }, peeps);
      s.path('M600 900L340-20H860Z', '#efc26a', { bare: true });
      s.path('M600 900L-40 500V120Z', '#efc26a', { bare: true });
      s.path('M600 900L1240 500V120Z', '#efc26a', { bare: true });
      s.bubble(40, 30, 540, 240, [345, 500]);
      s.peep(280, 965, { ...PIA, body: 'bust/Explaining', face: 'Explaining', top: PAPER, extra: TEAL }, 0.5);
      s.peep(935, 965, { ...GUS, body: 'bust/Shirt', face: 'Driven', flip: true, top: BRICK }, 0.5);
      s.tube('M850 900Q660 900 640 760', 80, GUS.skin);
      s.limb(628, 668, 'spread', { skin: GUS.skin, flip: true, turn: 42 }, 0.66);
      s.rays(590, 640, 90, 135, [170, 195, 220]);
      s.bubble(520, 150, 640, 230, [800, 545]);
      s.sign(75, 50, 430, 190, { font: 'bangers', most: 0.085 });
      s.sign(560, 165, 560, 200, { font: 'bangers', most: 0.1 });
      return s;
    },
  },
  {
    id: 'trolley-dilemma',
    name: 'Trolley dilemma',
    keywords: [
      'trolley',
      'train',
      'lever',
      'dilemma',
      'track',
      'switch',
      'choice',
      'tramway',
      'aiguillage',
      'dilemme',
      'choix',
    ],
    alt: 'A person at a lever decides on which of two tracks a trolley goes on.',
    example: ['The deadline', 'Quality', 'Sleep', 'Management, pulling the lever twice'],
    draw(peeps) {
      const s = picture({ ground: '#c9d3ad', scale: 0.42 }, peeps);
      s.area(0, 0, 1200, 180, MIST);
      s.path('M-10 190Q180 120 380 170T760 160T1210 150V240H-10Z', '#a9bd92', { bare: true });
      const rails = (d) => {
        s.stroke(d, { weight: 84, dash: '23 27', cap: 'butt' });
        s.stroke(d, { colour: WOOD, weight: 74, dash: '13 37', cap: 'butt', shift: -5 });
        s.stroke(d, { weight: 50, cap: 'butt' });
        s.stroke(d, { weight: 36, colour: '#c9d3ad', cap: 'butt' });
        s.stroke(d, { colour: WOOD, weight: 36, dash: '13 37', cap: 'butt', shift: -5 });
      };
      rails('M520 470C700 470 720 300 900 300H1260');
      rails('M-60 470H520C700 470 720 620 900 620H1260');
      s.rounded(40, 190, 360, 250, 26, EMBER);
      s.path('M60 190Q60 156 96 156H344Q380 156 380 190Z', BRICK);
      for (const x of [70, 175, 280]) s.rounded(x, 215, 90, 74, 10, MIST);
      s.rounded(64, 308, 312, 96, 10, PAPER);
      s.rounded(388, 330, 26, 34, 8, MUSTARD);
      for (const x of [120, 320]) {
        s.disc(x, 446, 36, NIGHT);
        s.disc(x, 446, 11, STONE);
      }
      s.stroke('M30 250H-20M26 320H-20M30 390H-20', { weight: 5 });
      s.rounded(500, 810, 130, 70, 12, NIGHT);
      s.stroke('M564 820L520 650', { weight: 18 });
      s.peep(300, 960, { ...LOU, body: 'bust/Shirt', face: 'Fear', top: TEAL }, 0.42);
      s.tube('M390 860Q470 830 500 690', 62, LOU.skin);
      s.disc(518, 640, 24, EMBER);
      s.limb(520, 664, 'fist', { skin: LOU.skin, turn: -38 }, 0.42);
      s.sign(75, 313, 290, 86, { most: 0.065 });
      const tag = { look: { size: { Auto: { at_most: 0.08 } } } };
      s.caption(820, 130, 360, 130, tag);
      s.caption(820, 670, 360, 130, tag);
      s.caption(20, 770, 470, 120, tag);
      return s;
    },
  },
  {
    id: 'fist-bump',
    name: 'Two who agree',
    keywords: [
      'handshake',
      'agreement',
      'epic handshake',
      'fist bump',
      'together',
      'accord',
      'poignée de main',
      'ensemble',
      'alliance',
      'unis',
    ],
    alt: 'Two fists from opposite sides meet in a bump.',
    example: ['Designers', 'Developers', 'Not reading the brief'],
    draw(peeps) {
      const s = picture({ ground: TEAL, scale: 0.7 }, peeps);
      for (const turn of [-80, -50, -20, 10, 40, 70, 100, 130, 160, 190, 220, 250]) {
        const [a, b] = [(turn * Math.PI) / 180, ((turn + 13) * Math.PI) / 180];
        const ray = (angle) => `${600 + 900 * Math.cos(angle)} ${450 + 900 * Math.sin(angle)}`;
        s.path(`M600 450L${ray(a)}L${ray(b)}Z`, '#3a8a84', { bare: true });
      }
      s.tube('M-60 760Q120 640 420 520', 130, SKIN[4]);
      s.tube('M-60 780Q40 690 190 622', 190, MUSTARD);
      s.tube('M1260 760Q1080 640 780 520', 130, SKIN[0]);
      s.tube('M1260 780Q1160 690 1010 622', 190, ROSE);
      s.limb(480, 470, 'fist', { skin: SKIN[4], turn: 18 }, 1.05);
      s.limb(722, 470, 'fist', { skin: SKIN[0], flip: true, turn: -18 }, 1.05);
      s.rays(600, 400, 120, 190, [-130, -110, -90, -70, -50], { colour: MUSTARD, weight: 12 });
      s.caption(20, 690, 520, 190);
      s.caption(660, 690, 520, 190);
      s.caption(150, 30, 900, 170);
      return s;
    },
  },
  {
    id: 'balloon-gone',
    name: 'The balloon flies away',
    keywords: ['balloon', 'running', 'chase', 'lost', 'escape', 'ballon', 'courir', 'perdu', 'poursuite', 'rater'],
    alt: 'A person runs after a balloon that is flying away.',
    example: ['My weekend', 'Me, on Sunday evening'],
    draw(peeps) {
      const s = picture({ ground: MIST, scale: 0.27 }, peeps);
      s.path('M-10 690Q300 620 620 690T1210 650V910H-10Z', '#c9cfa4');
      s.path('M-10 800Q400 750 1210 790V910H-10Z', SAND);
      for (const [x, y] of [
        [90, 130],
        [430, 70],
      ])
        s.path(`M${x} ${y + 60}q8-44 54-38q24-44 70-18q44-8 48 56z`, PAPER);
      s.disc(90, 640, 62, LEAF);
      s.stroke('M90 640v100', { weight: 8 });
      s.path(
        'M870 70C1010 70 1110 160 1100 290C1090 400 950 480 885 492C810 484 660 400 650 290C640 160 740 70 870 70Z',
        EMBER,
      );
      s.path('M885 492l-22 34h44z', EMBER);
      s.stroke('M885 526Q850 590 890 640T860 740');
      s.stroke('M720 190Q750 130 810 112', { colour: PAPER, weight: 12 });
      s.shadow(330, 862, 210, '#d3c29f');
      s.peep(300, 866, { ...KIM, body: 'standing/RoboDanceWB', face: 'ConcernedFear', top: TEAL }, 0.25);
      s.stroke('M120 420H30M100 500H-10M120 580H40', { weight: 5 });
      s.sign(705, 175, 345, 240, { color: INK, font: 'archivo-black', most: 0.085 });
      s.caption(480, 770, 700, 115);
      return s;
    },
  },
  {
    id: 'no-it-was-you',
    name: 'No, it was you',
    keywords: [
      'spider',
      'pointing at each other',
      'same',
      'identical',
      'blame',
      'accuser',
      'pareil',
      'identique',
      'faute',
      'jumeaux',
    ],
    alt: 'Two identical people point at each other.',
    example: ['The frontend', 'The backend'],
    draw(peeps) {
      const s = picture({ ground: MIST, scale: 0.36 }, peeps);
      s.area(0, 700, 1200, 200, SAND);
      s.stroke('M-10 700H1210');
      s.box(520, 560, 170, 140, WOOD);
      s.stroke('M605 562v136M520 600H690');
      const who = {
        hair: 'ShortVolumed',
        beard: 'Handlebars',
        skin: SKIN[2],
        body: 'standing/PointingFingerWB',
        face: 'Driven',
        top: EMBER,
      };
      s.peep(240, 1270, who, 0.4);
      s.peep(960, 1270, { ...who, flip: true }, 0.4);
      s.rays(600, 300, 26, 60, [-120, -90, -60]);
      s.caption(20, 690, 480, 170);
      s.caption(700, 690, 480, 170);
      return s;
    },
  },
  {
    id: 'two-sides-of-the-bus',
    name: 'Two sides of the bus',
    keywords: [
      'bus',
      'two sides',
      'sad',
      'happy',
      'view',
      'perspective',
      'triste',
      'heureux',
      'point de vue',
      'fenêtre',
      'trajet',
    ],
    alt: 'On a bus one passenger looks sadly at a rock face, the other happily at a sunny valley.',
    example: ['I have to write tests', 'I get to break my own code'],
    draw(peeps) {
      const s = picture({ ground: '#d8c9b0', scale: 0.44 }, peeps);
      s.area(0, 0, 1200, 60, TAUPE);
      s.stroke('M-10 60H1210');
      s.rounded(40, 110, 510, 430, 46, '#6f7479');
      s.path('M90 534L150 300L230 380L330 190L420 330L500 240L546 420Q550 538 504 538Z', '#565b61', { weight: 4 });
      s.stroke('M330 190L360 330L320 420M150 300L180 400', { weight: 4 });
      s.rounded(40, 110, 510, 430, 46, 'none');
      s.rounded(650, 110, 510, 430, 46, '#a9d3d6');
      s.disc(1060, 210, 54, MUSTARD, { weight: 4 });
      s.path('M653 440Q760 340 880 420T1157 380V494Q1157 537 1114 537H696Q653 537 653 494Z', '#9dbb84', { weight: 4 });
      s.path('M760 220q8-34 44-28q20-32 58-14q36-6 40 42z', PAPER, { weight: 4 });
      s.rounded(650, 110, 510, 430, 46, 'none');
      s.stroke('M600 60V900', { weight: 22, colour: STONE });
      s.stroke('M589 60V900M611 60V900', { weight: 4 });
      s.peep(330, 905, { ...ANA, hair: 'Medium', body: 'bust/Hoodie', face: 'Solemn', flip: true, top: NIGHT }, 0.46);
      s.peep(880, 905, { ...NIA, body: 'bust/Shirt', face: 'SmileBig', top: MUSTARD }, 0.46);
      for (const x of [60, 640]) {
        s.rounded(x, 720, 500, 260, 50, EMBER);
        s.stroke(`M${x + 50} 800H${x + 450}`, { colour: '#c2521a' });
      }
      s.caption(70, 745, 480, 140);
      s.caption(650, 745, 480, 140);
      return s;
    },
  },
  {
    id: 'facepalm',
    name: 'Facepalm',
    keywords: [
      'facepalm',
      'disappointed',
      'embarrassed',
      'seriously',
      'oh no',
      'consternation',
      'honte',
      'désespoir',
      'gênant',
      'soupir',
    ],
    alt: 'A person covers the face with a hand in despair.',
    example: ['They tested it', 'In production'],
    draw(peeps) {
      const s = picture({ ground: STONE, scale: 0.64 }, peeps);
      s.area(0, 0, 1200, 900, '#c9bfb6');
      s.path('M-10 640Q300 560 640 620T1210 560V910H-10Z', STONE, { bare: true });
      s.peep(590, 1040, { ...MAX, body: 'bust/Shirt', face: 'Solemn', top: TEAL, turn: 6, nod: [6, 16] }, 0.64);
      s.tube('M840 930Q900 800 720 590', 96, MAX.skin);
      s.limb(655, 500, 'spread', { skin: MAX.skin, turn: -102 }, 0.84);
      s.tube('M760 1010Q820 960 866 860', 150, TEAL);
      s.caption(40, 25, 1120, 150);
      s.caption(40, 730, 1120, 150);
      return s;
    },
  },
  {
    id: 'deep-thought',
    name: 'Deep thought',
    keywords: ['thinking', 'thought bubble', 'wonder', 'idea', 'hmm', 'penser', 'réfléchir', 'bulle', 'idée', 'question'],
    alt: 'A person thinks, with a large empty thought bubble above.',
    example: ['If I close my eyes, the meeting cannot see me'],
    draw(peeps) {
      const s = picture({ ground: SAND, scale: 0.56 }, peeps);
      s.path('M-10 720Q300 660 640 720T1210 680V910H-10Z', '#dfcba9', { bare: true });
      s.peep(330, 965, { ...FAY, body: 'bust/Sweater', face: 'Suspicious', top: ROSE, extra: PAPER }, 0.56);
      s.thought(510, 40, 650, 440, [470, 480]);
      s.sign(585, 120, 500, 280, { most: 0.1 });
      return s;
    },
  },
  {
    id: 'celebration',
    name: 'Celebration',
    keywords: ['celebrate', 'success', 'winner', 'party', 'confetti', 'victoire', 'fête', 'réussite', 'bravo', 'joie'],
    alt: 'A person throws both fists in the air under falling confetti.',
    example: ['The build is green', 'It was a cached build'],
    draw(peeps) {
      const s = picture({ ground: TEAL, scale: 0.54 }, peeps);
      const colours = [EMBER, MUSTARD, PAPER, ROSE, MIST];
      // In cells of a grid, each moved by multiples that do not repeat soon.
      for (let cell = 0; cell < 60; cell += 1) {
        const [x, y] = [(cell % 10) * 120 + ((cell * 67) % 100), Math.floor(cell / 10) * 125 + ((cell * 89) % 110)];
        const isFree = Math.abs(x - 600) > 330 || (y < 230 && y > 150);
        if (isFree) s.box(x - 13, y - 7, 26, 14, colours[(cell * 7) % 5], { turn: (cell * 47) % 180, bare: true });
      }
      s.tube('M440 860Q300 700 330 420', 92, NIA.skin);
      s.tube('M760 860Q900 700 870 420', 92, NIA.skin);
      s.limb(330, 372, 'fist', { skin: NIA.skin, flip: true, turn: 44 }, 0.66);
      s.limb(870, 372, 'fist', { skin: NIA.skin, turn: -44 }, 0.66);
      s.peep(600, 1000, { ...NIA, body: 'bust/ShirtFilled', face: 'SmileLol' }, 0.54);
      s.rays(330, 360, 90, 130, [-150, -120, -90]);
      s.rays(870, 360, 90, 130, [-90, -60, -30]);
      s.caption(40, 25, 1120, 150);
      s.caption(40, 740, 1120, 140);
      return s;
    },
  },
  {
    id: 'shrug',
    name: 'Shrug',
    keywords: [
      'shrug',
      'whatever',
      'no idea',
      'dunno',
      'who knows',
      'hausser les épaules',
      'aucune idée',
      'bof',
      'peut-être',
      'tant pis',
    ],
    alt: 'A person shrugs with open palms.',
    example: ['Why it works?', 'Nobody asked while it did not'],
    draw(peeps) {
      const s = picture({ ground: MIST, scale: 0.6 }, peeps);
      s.disc(600, 470, 370, '#cfe2dc', { bare: true });
      s.peep(590, 935, { ...JUN, body: 'bust/Whatever', face: 'Blank' }, 0.62);
      s.stroke('M262 430q-30 14-34 44M930 430q30 10 36 40', { weight: 6 });
      s.caption(40, 25, 1120, 150);
      s.caption(40, 740, 1120, 140);
      return s;
    },
  },
  {
    id: 'calm-in-flames',
    name: 'Calm in the flames',
    keywords: [
      'this is fine',
      'fire',
      'flames',
      'calm',
      'disaster',
      'coffee',
      'feu',
      'tout va bien',
      'incendie',
      'catastrophe',
      'calme',
    ],
    alt: 'A person sits calmly at a table with a coffee while the room is on fire.',
    example: ['We only planned for the happy path anyway.'],
    draw(peeps) {
      const s = picture({ ground: '#f1b27a', scale: 0.48 }, peeps);
      s.path(
        'M-10-10H1210V150Q1120 230 1010 170Q900 250 760 170Q620 240 500 160Q360 240 240 170Q100 230-10 150Z',
        '#8d7d74',
        { bare: true },
      );
      s.path('M-10-10H1210V80Q1090 150 960 90Q820 160 660 90Q500 150 350 90Q170 150-10 80Z', '#6f625b', { bare: true });
      s.box(110, 250, 150, 190, MIST);
      s.stroke('M185 250V440M110 345H260', { weight: 5 });
      flame(s, 90, 760, 1.15, 20);
      flame(s, 300, 720, 0.8, -16);
      flame(s, 770, 720, 0.95, 20);
      flame(s, 960, 740, 1.2, -26);
      flame(s, 1140, 770, 1.4, 20);
      s.area(0, 740, 1200, 160, '#a8693f');
      s.stroke('M-10 740H1210');
      s.peep(520, 742, { ...ELI, hair: 'HatHip', body: 'bust/Coffee', face: 'Calm', top: MUSTARD, extra: PAPER }, 0.48);
      s.stroke('M640 520q-12-18 0-34t0-34', { weight: 5, colour: CREAM });
      s.shape('200 690, 880 690, 930 745, 150 745', WOOD);
      s.box(235, 745, 32, 170, WOOD);
      s.box(813, 745, 32, 170, WOOD);
      flame(s, 60, 905, 0.85, -14);
      flame(s, 1080, 905, 0.95, 12);
      flame(s, 950, 905, 0.6, -8);
      s.bubble(640, 60, 520, 260, [612, 400]);
      s.sign(675, 85, 450, 210, { most: 0.075 });
      return s;
    },
  },
  {
    id: 'dinner-argument',
    name: 'An argument, and one at peace',
    keywords: ['argue', 'fight', 'unbothered', 'table', 'yelling', 'dispute', 'crier', 'paisible', 'repas', 'indifférent'],
    alt: 'Two people shout at each other across a table while a third between them calmly drinks coffee.',
    example: ['Team light theme', 'Me, printing the code', 'Team dark theme'],
    draw(peeps) {
      const s = picture({ ground: SAND, scale: 0.46 }, peeps);
      s.box(500, 60, 200, 150, MIST);
      s.path('M502 208l60-80 46 50 34-30 56 60z', LEAF, { weight: 4 });
      s.stroke('M90 0V90M1110 0V90');
      s.path('M40 150L60 90H120L140 150Z', EMBER);
      s.path('M1060 150L1080 90H1140L1160 150Z', EMBER);
      s.peep(600, 770, { ...HANA, body: 'bust/Coffee', face: 'CheersNM', top: MUSTARD, extra: PAPER }, 0.4);
      s.peep(235, 850, { ...ROY, body: 'bust/ShirtFilled', face: 'Rage', lean: 6 }, 0.46);
      s.peep(
        965,
        850,
        {
          ...DEB,
          hair: 'LongCurly',
          body: 'bust/StripedShirt',
          face: 'VeryAngry',
          flip: true,
          lean: -6,
          top: PAPER,
          extra: BRICK,
        },
        0.46,
      );
      s.rays(400, 330, 20, 66, [-50, -20, 10], { weight: 6 });
      s.rays(800, 330, 20, 66, [-130, -160, 170], { weight: 6 });
      s.shape('-20 700, 1220 700, 1220 920, -20 920', WOOD);
      s.ellipse(280, 740, 90, 20, PAPER);
      s.ellipse(920, 740, 90, 20, PAPER);
      const tag = { look: { size: { Auto: { at_most: 0.085 } } } };
      s.caption(20, 745, 370, 140, tag);
      s.caption(410, 745, 380, 140, tag);
      s.caption(810, 745, 370, 140, tag);
      return s;
    },
  },
  {
    id: 'is-it-a-butterfly',
    name: 'Is this a butterfly?',
    keywords: [
      'butterfly',
      'pigeon',
      'confused',
      'is this',
      'misunderstand',
      'papillon',
      'confusion',
      'est-ce que',
      'erreur',
      'malentendu',
    ],
    alt: 'A person points at a butterfly and takes it for something else.',
    example: ['Any two lines of code', 'A junior with a linter', 'Is this a design pattern?'],
    draw(peeps) {
      const s = picture({ ground: MIST, scale: 0.52 }, peeps);
      s.path('M-10 640Q240 560 520 630T1210 580V910H-10Z', '#a9c3a0');
      s.disc(1090, 560, 70, LEAF);
      s.disc(1160, 600, 70, LEAF);
      s.peep(
        330,
        925,
        { ...BEN, hair: 'Short', glasses: 'GlassRoundThick', body: 'bust/DotJacket', face: 'Explaining', top: ROSE },
        0.55,
      );
      // Wings first, then the body over them.
      s.path('M850 330Q800 170 700 200Q650 260 720 330Q660 400 730 440Q810 440 850 350Z', EMBER);
      s.path('M862 330Q930 180 1026 220Q1070 290 992 344Q1040 420 966 450Q890 440 862 350Z', EMBER);
      s.path('M740 240q40-4 62 46q-46 14-62-46zM984 258q-42-6-66 40q46 18 66-40z', MUSTARD, { weight: 4 });
      s.path('M856 270q22 60 0 170q-24-110 0-170z', INK);
      s.stroke('M852 276Q836 230 806 222M860 276Q882 236 914 232', { weight: 6 });
      s.stroke('M640 470q-30 40-10 74', { weight: 5, dash: '2 14' });
      s.caption(640, 40, 520, 140);
      s.caption(20, 620, 430, 120);
      s.caption(40, 760, 1120, 125);
      return s;
    },
  },
  {
    id: 'doctor-and-patient',
    name: 'Doctor and patient',
    keywords: [
      'doctor',
      'patient',
      'diagnosis',
      'health',
      'hospital',
      'docteur',
      'médecin',
      'diagnostic',
      'santé',
      'malade',
    ],
    alt: 'A doctor talks to a patient who sits on an examination couch.',
    example: ['You have ninety open tabs', 'Only in this window'],
    draw(peeps) {
      const s = picture({ ground: '#d9e6e0', scale: 0.36 }, peeps);
      s.area(0, 780, 1200, 120, MIST);
      s.stroke('M-10 780H1210');
      s.box(40, 300, 130, 170, PAPER);
      s.path('M92 330h26v40h40v26h-40v40h-26v-40h-40v-26h40z', EMBER, { weight: 4 });
      s.peep(
        340,
        1235,
        {
          ...LOU,
          hair: 'TwistsVolumed',
          body: 'standing/DocStethoscope',
          face: 'Calm',
          top: PAPER,
          extra: TEAL,
          legs: NIGHT,
        },
        0.33,
      );
      s.peep(900, 800, { ...GUS, body: 'bust/Shirt', face: 'ConcernedFear', flip: true, top: MUSTARD }, 0.36);
      s.rounded(600, 740, 580, 66, 22, TEAL);
      s.box(640, 806, 26, 94, NIGHT);
      s.box(1114, 806, 26, 94, NIGHT);
      s.bubble(690, 40, 470, 200, [880, 400]);
      s.bubble(60, 30, 560, 200, [350, 290]);
      s.sign(95, 45, 490, 170, { most: 0.075 });
      s.sign(720, 60, 410, 160, { most: 0.075 });
      return s;
    },
  },
  {
    id: 'interview',
    name: 'Interview',
    keywords: ['interview', 'job', 'talk show', 'question', 'answer', 'entretien', 'embauche', 'réponse', 'travail'],
    alt: 'Two people sit facing each other, one asking and one answering.',
    example: ['What is your greatest weakness?', 'Answering questions honestly'],
    draw(peeps) {
      const s = picture({ ground: CREAM, scale: 0.27 }, peeps);
      s.area(0, 700, 1200, 200, SAND);
      s.ellipse(600, 830, 540, 56, ROSE);
      s.stroke('M-10 700H1210');
      for (const flip of [false, true]) {
        const x = (value) => (flip ? 1200 - value : value);
        s.stroke(`M${x(205)} 640L${x(185)} 850M${x(370)} 640L${x(385)} 850`, { weight: 14 });
        s.path(`M${x(160)} 340Q${x(130)} 330 ${x(130)} 380L${x(160)} 640H${x(200)}Z`, TEAL);
        s.path(`M${x(150)} 612H${x(400)}Q${x(414)} 660 ${x(380)} 662H${x(170)}Z`, TEAL);
        const who = flip ? { ...CAI, face: 'Hectic', top: EMBER } : { ...FAY, face: 'Smile', top: NIGHT };
        s.peep(x(270), 846, { ...who, body: 'sitting/CrossedLegs', flip }, 0.26);
      }
      s.ellipse(600, 690, 84, 18, WOOD);
      s.stroke('M600 708V836M560 840H640', { weight: 12 });
      s.path('M570 682v-44h44v44z', PAPER);
      s.bubble(40, 30, 545, 185, [290, 255]);
      s.bubble(615, 30, 545, 185, [905, 255]);
      s.sign(70, 45, 485, 155, { most: 0.075 });
      s.sign(645, 45, 485, 155, { most: 0.075 });
      return s;
    },
  },
  {
    id: 'meeting-suggestion',
    name: 'Suggestions in a meeting',
    keywords: [
      'boardroom',
      'meeting',
      'suggestion',
      'boss',
      'office',
      'ideas',
      'réunion',
      'patron',
      'bureau',
      'proposition',
    ],
    alt: 'A boss asks a question in a meeting, and three people at the table answer.',
    example: ['How do we save time?', 'Fewer features', 'More people', 'Fewer meetings'],
    draw(peeps) {
      const s = picture({ width: 1200, height: 1200, ground: SAND, scale: 0.4 }, peeps);
      s.area(0, 0, 1200, 470, MIST);
      s.box(880, 280, 220, 150, PAPER);
      s.stroke('M905 405l40-50 40 26 50-66 36 26', { colour: EMBER });
      s.peep(210, 545, { ...MAX, body: 'bust/BlazerBlackTee', face: 'Explaining', top: NIGHT }, 0.4);
      s.stroke('M-10 470H1210');
      s.area(0, 473, 1200, 727, SAND);
      s.bubble(400, 40, 760, 200, [300, 330]);
      const crew = [
        [205, { ...PIA, body: 'bust/PoloSweater', face: 'Smile' }],
        [600, { ...IVO, body: 'bust/Hoodie', face: 'SmileBig', top: TEAL }],
        [995, { ...KIM, body: 'bust/ArmsCrossed', face: 'Blank', flip: true }],
      ];
      for (const [x, who] of crew) {
        s.peep(x, 1160, who, 0.39);
        s.bubble(x - 170, 500, 350, 180, [x + (x > 800 ? -20 : 20), 730]);
      }
      s.shape('40 1060, 1160 1060, 1260 1220, -60 1220', WOOD);
      s.path('M420 1090l70-14 20 36-76 16z', PAPER);
      s.path('M760 1120v-46h44v46z', EMBER);
      s.stroke('M804 1082q28-2 28 14t-28 14');
      s.sign(440, 60, 680, 160, { most: 0.075 });
      for (const [x] of crew) s.sign(x - 148, 512, 306, 156, { most: 0.058 });
      return s;
    },
  },
  {
    id: 'clever-trick',
    name: 'A clever trick',
    keywords: [
      'roll safe',
      'think',
      'smart',
      'clever',
      'point at head',
      'malin',
      'astuce',
      'réfléchir',
      'intelligent',
      'logique',
    ],
    alt: 'A person with a sly smile taps a finger to the temple.',
    example: ['No bug reports', 'If there is no way to report a bug'],
    draw(peeps) {
      const s = picture({ ground: MUSTARD, scale: 0.64 }, peeps);
      s.area(0, 0, 260, 900, '#dda53d');
      s.area(940, 0, 260, 900, '#dda53d');
      s.peep(
        560,
        1030,
        { ...ELI, hair: 'FlatTop', beard: 'Goatee', body: 'bust/BlazerBlackTee', face: 'Cheeky', top: BRICK },
        0.66,
      );
      s.tube('M840 960Q910 800 815 595', 110, BRICK);
      s.limb(770, 490, 'point', { skin: ELI.skin, flip: true, turn: 6 }, 0.8);
      s.rays(690, 340, 40, 84, [-80, -50, -20]);
      s.caption(40, 25, 1120, 140);
      s.caption(40, 740, 1120, 140);
      return s;
    },
  },
  {
    id: 'wide-eyed',
    name: 'Wide-eyed',
    keywords: ['surprised', 'shocked', 'wow', 'amazed', 'astonished', 'surprise', 'choc', 'étonné', 'incroyable', 'yeux'],
    alt: 'The astonished face of a person, close up.',
    example: ['It worked', 'On the first try'],
    draw(peeps) {
      const s = picture({ ground: EMBER, scale: 0.9 }, peeps);
      const angles = Array.from({ length: 20 }, (_, index) => index * 18 + 5);
      s.rays(600, 430, 470, 560, angles, { colour: MUSTARD, weight: 22 });
      s.peep(580, 1270, { ...ANA, body: 'bust/ShirtFilled', face: 'Awe' }, 0.9);
      s.caption(40, 20, 1120, 140);
      s.caption(40, 750, 1120, 135);
      return s;
    },
  },
  {
    id: 'unimpressed',
    name: 'Unimpressed',
    keywords: [
      'unimpressed',
      'bored',
      'skeptical',
      'not impressed',
      'meh',
      'blasé',
      'ennui',
      'sceptique',
      'bof',
      'jugement',
    ],
    alt: 'The unimpressed face of a person, close up.',
    example: ['Oh, another dashboard', 'How brave'],
    draw(peeps) {
      const s = picture({ ground: TAUPE, scale: 0.9 }, peeps);
      s.area(0, 0, 1200, 900, '#b9b0a4');
      s.disc(600, 460, 400, STONE, { bare: true });
      s.peep(580, 1260, { ...IVO, hairColour: TEAL, body: 'bust/PoloSweater', face: 'EyesClosed' }, 0.9);
      s.caption(40, 20, 1120, 140);
      s.caption(40, 750, 1120, 135);
      return s;
    },
  },
];
