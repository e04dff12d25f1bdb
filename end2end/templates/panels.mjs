// Scenes in several panels.
import { CAI, IVO, PIA, ROY } from './cast.mjs';
import { picture, scaled } from './draw.mjs';
import {
  BRICK,
  CREAM,
  EMBER,
  INK,
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

/** Where rows begin. What a figure hangs out of its row is covered by the next one. */
const rowsOf = (count, height) => Array.from({ length: count }, (_, index) => index * height);

/** A brain from the side; 200 wide at size 1. */
function brain(s, x, y, size, fill) {
  const outline =
    'm-92 22q-24-30 2-54q-4-36 34-44q18-34 54-18q30-22 58 2q36-2 40 34q26 20 6 50q0 30-36 32q-16 22-46 10q-30 20-56 2q-44 12-56-14z';
  const folds = ['m-60-22q24-22 44 0t44-6', 'm-40 14q22 16 44-4t52 4', 'm20-58q-10 18 4 32', 'm62-30q-18 4-16 24'];
  s.path(`M${x} ${y}${scaled(outline, size)}`, fill);
  s.stroke(folds.map((fold) => `M${x} ${y}${scaled(fold, size)}`).join(''));
}

export const panels = [
  {
    id: 'no-and-yes',
    name: 'No and yes',
    keywords: ['drake', 'hotline', 'approve', 'reject', 'prefer', 'yes', 'non', 'oui', 'préférer', 'refuser'],
    alt: 'A person turns away from one thing and points happily at another.',
    example: ['Reading the error message', 'Trying the same thing again, but angrier'],
    draw(peeps) {
      const s = picture({ width: 1200, height: 1200, ground: MUSTARD, scale: 0.54 }, peeps);
      const who = { ...ROY, body: 'bust/Sweater', top: TEAL, extra: PAPER, beard: 'MoustacheThin' };
      s.peep(300, 640, { ...who, body: 'bust/Hoodie', face: 'Contempt', look: 'back', turn: -8 }, 0.54);
      s.tube('M480 640Q560 560 486 440', 84, TEAL);
      s.limb(486, 350, 'spread', { skin: who.skin, turn: -55 }, 0.66);
      s.area(0, 600, 1200, 600, MIST);
      s.peep(290, 1240, { ...who, body: 'bust/Hoodie', face: 'SmileBig' }, 0.54);
      s.tube('M390 1190Q500 1180 490 1040', 84, TEAL);
      s.limb(490, 960, 'point', { skin: who.skin, turn: 18 }, 0.66);
      s.area(600, 0, 600, 1200, PAPER);
      s.stroke('M600-10V1210M-10 600H1210');
      s.sign(640, 40, 520, 520, { font: 'patrick-hand', most: 0.085 });
      s.sign(640, 640, 520, 520, { font: 'patrick-hand', most: 0.085 });
      return s;
    },
  },
  {
    id: 'four-verdicts',
    name: 'Four verdicts',
    keywords: [
      'reactions',
      'verdict',
      'approve',
      'reject',
      'four panels',
      'better',
      'réactions',
      'avis',
      'mieux',
      'quatre cases',
    ],
    alt: 'The same person reacts to four things, ever more delighted.',
    example: [
      'Documentation',
      'Out-of-date documentation',
      'A comment that says “do not touch”',
      'A colleague who remembers',
    ],
    draw(peeps) {
      const s = picture({ width: 1200, height: 1600, ground: PAPER, scale: 0.38 }, peeps);
      const faces = [
        ['VeryAngry', ROSE, 'back'],
        ['Blank', STONE, 'back'],
        ['Smile', MIST],
        ['LoveGrin', MUSTARD],
      ];
      rowsOf(4, 400).forEach((y, index) => {
        const [face, ground, look] = faces[index];
        s.area(0, y, 480, 400, ground);
        s.peep(240, y + 440, { ...PIA, body: index < 2 ? 'bust/ArmsCrossed' : 'bust/ShirtFilled', face, look }, 0.36);
        if (index === 3)
          for (const [x, dy] of [
            [80, 120],
            [400, 90],
            [420, 230],
          ])
            s.path(`M${x} ${y + dy + 24}q-34-22-26-40q10-16 26 2q16-18 26-2q8 18-26 40z`, EMBER, { weight: 4 });
        s.area(0, y + 400, 480, 60, PAPER);
        s.sign(515, y + 30, 650, 340, { most: 0.075 });
      });
      s.stroke('M480-10V1610M-10 400H1210M-10 800H1210M-10 1200H1210');
      return s;
    },
  },
  {
    id: 'ever-fancier',
    name: 'Ever fancier',
    keywords: ['fancy', 'tuxedo', 'ranking', 'levels', 'elegant', 'classy', 'chic', 'élégant', 'niveaux', 'classement'],
    alt: 'The same person in four steps, each dressed more splendidly than the one before.',
    example: ['I do not know', 'I would have to check', 'Great question', 'Let us take this offline'],
    draw(peeps) {
      const s = picture({ width: 1200, height: 1600, ground: PAPER, scale: 0.38 }, peeps);
      const steps = [
        [STONE, { body: 'bust/Shirt', face: 'Blank', top: TAUPE }],
        [MIST, { body: 'bust/PoloSweater', face: 'Calm', glasses: 'GlassRound' }],
        [ROSE, { body: 'bust/BlazerBlackTee', face: 'Contempt', top: TEAL, beard: 'Dali', hair: 'Pomp' }],
        [MUSTARD, { body: 'bust/BlazerBlackTee', top: BRICK, face: 'Contempt', beard: 'MajesticHandlebars', hair: 'Pomp' }],
      ];
      rowsOf(4, 400).forEach((y, index) => {
        const [ground, look] = steps[index];
        s.area(700, y, 500, 400, ground);
        if (index === 3) s.rays(950, y + 190, 200, 240, [150, 172, 195, 218, 322, 345, 8, 30], { weight: 5, colour: PAPER });
        s.peep(945, y + 446, { hair: 'BaldTop', skin: SKIN[1], ...look }, 0.36);
        if (index === 3) {
          s.path(
            `M876 ${y + 80}L862 ${y + 8}L908 ${y + 42}L946 ${y - 0 + 6}L984 ${y + 42}L1030 ${y + 8}L1016 ${y + 80}Q946 ${y + 64} 876 ${y + 80}Z`,
            EMBER,
          );
          s.disc(946, y + 52, 8, PAPER, { weight: 4 });
          s.path(`M925 ${y + 268}l-44-24v50zM925 ${y + 268}l44-24v50z`, EMBER);
        }
        s.area(700, y + 400, 500, 60, PAPER);
        s.sign(35, y + 30, 630, 340, { most: 0.075 });
      });
      s.stroke('M700-10V1610M-10 400H1210M-10 800H1210M-10 1200H1210');
      return s;
    },
  },
  {
    id: 'growing-brain',
    name: 'Growing brain',
    keywords: [
      'expanding brain',
      'galaxy brain',
      'genius',
      'ideas',
      'levels',
      'cerveau',
      'génie',
      'idée',
      'niveaux',
      'intelligence',
    ],
    alt: 'Four heads whose brains grow and shine ever brighter.',
    example: ['Save the file', 'Save it as final', 'Save it as final 2', 'Never close the window'],
    draw(peeps) {
      const s = picture({ width: 1200, height: 1600, ground: PAPER, scale: 0.4 }, peeps);
      const steps = [
        ['#4a5a63', 0.62, '#c9b7ae', 'Blank'],
        ['#3d4d5c', 0.8, ROSE, 'Smile'],
        ['#34405c', 0.9, EMBER, 'Awe'],
        [NIGHT, 1.02, MUSTARD, 'EyesClosed'],
      ];
      rowsOf(4, 400).forEach((y, index) => {
        const [ground, size, colour, face] = steps[index];
        s.area(700, y, 500, 400, ground);
        const glows = ['', '#56659a', '#8a6a8c', '#c98a5a'];
        for (let ring = index; ring > 0; ring -= 1)
          s.disc(945, y + 190, 60 + ring * 45, glows[ring === index ? index : ring], { bare: true });
        const angles = Array.from({ length: 16 }, (_, ray) => ray * 22.5 + 11);
        if (index)
          s.rays(945, y + 184, 122 + index * 9, 128 + index * 17, angles, {
            colour: [0, MIST, MUSTARD, PAPER][index],
            weight: 3 + index,
          });
        s.peep(945, y + 426, { hair: 'Bald', face, skin: SKIN[index], body: 'bust/Turtleneck', nod: [0, 30] }, 0.33);
        s.area(700, y + 400, 500, 60, PAPER);
        brain(s, 941, y + 102 - index * 3, size, colour);
        if (index === 3)
          for (const [x, dy] of [
            [760, 70],
            [1140, 60],
            [790, 300],
            [1120, 320],
            [740, 190],
            [1160, 200],
          ])
            s.path(`M${x} ${y + dy - 16}l5 11 11 5-11 5-5 11-5-11-11-5 11-5z`, PAPER, { bare: true });
        s.sign(35, y + 30, 630, 340, { most: 0.075 });
      });
      s.stroke('M700-10V1610M-10 400H1210M-10 800H1210M-10 1200H1210');
      return s;
    },
  },
  {
    id: 'plan-on-a-flip-chart',
    name: 'Plan on a flip chart',
    keywords: [
      'plan',
      'gru',
      'presentation',
      'four panels',
      'backfire',
      'flip chart',
      'raté',
      'idée',
      'stratégie',
      'tableau',
    ],
    alt: 'A person presents a plan on a flip chart in four panels and notices a flaw in the last.',
    example: ['Write a to-do list', 'Put the list in a safe place', 'Forget the safe place', 'Forget the safe place'],
    draw(peeps) {
      const s = picture({ width: 1200, height: 1200, ground: PAPER, scale: 0.36 }, peeps);
      const faces = ['Smile', 'Driven', 'SmileBig', 'Fear'];
      for (const [index, ground] of [MIST, SAND, MIST, ROSE].entries()) {
        const [x, y] = [index % 2 ? 600 : 0, index > 1 ? 600 : 0];
        s.area(x, y, 600, 600, ground);
        s.stroke(`M${x + 290} ${y + 440}L${x + 262} ${y + 590}M${x + 500} ${y + 440}L${x + 530} ${y + 590}`, { weight: 14 });
        s.box(x + 230, y + 60, 335, 385, PAPER);
        s.box(x + 215, y + 42, 365, 30, WOOD);
        const flawed = index === 3;
        s.peep(x + 138, y + 625, { ...IVO, body: 'bust/Turtleneck', face: faces[index] }, 0.34);
        if (!flawed) s.limb(x + 258, y + 500, 'point', { skin: IVO.skin, turn: -12 }, 0.42);
        if (!flawed) s.tube(`M${x + 160} ${y + 612}Q${x + 220} ${y + 590} ${x + 240} ${y + 552}`, 40, INK);
        if (flawed) s.drop(x + 50, y + 220, 20);
        s.sign(x + 250, y + 85, 295, 345, { most: 0.055 });
      }
      s.stroke('M600-10V1210M-10 600H1210');
      return s;
    },
  },
  {
    id: 'before-and-after',
    name: 'Before and after',
    keywords: ['before', 'after', 'transformation', 'tired', 'monday', 'avant', 'après', 'fatigue', 'changement', 'lundi'],
    alt: 'A neat, smiling person before, and the same one exhausted with a coffee after.',
    example: ['Before a quick look', 'Six hours later'],
    draw(peeps) {
      const s = picture({ ground: MIST, scale: 0.62 }, peeps);
      s.area(600, 0, 600, 900, '#8b8790');
      s.disc(105, 110, 50, MUSTARD);
      s.path('M1080 70a52 52 0 1 0 40 90a62 62 0 0 1-40-90z', CREAM);
      s.peep(
        280,
        1000,
        { hair: 'Short', skin: SKIN[1], body: 'bust/Coffee', face: 'SmileTeeth', top: TEAL, extra: EMBER },
        0.62,
      );
      s.rays(480, 300, 40, 80, [-50, -20, 10]);
      s.peep(
        880,
        1010,
        { hair: 'ShavedWavy', skin: '#dcc3a6', body: 'bust/Coffee', face: 'Tired', beard: 'Chin', top: TAUPE, extra: EMBER },
        0.62,
      );
      s.stroke('M600-10V910');
      s.caption(25, 755, 550, 125);
      s.caption(625, 755, 550, 125);
      return s;
    },
  },
  {
    id: 'expectation-and-reality',
    name: 'Expectation and reality',
    keywords: ['expectation', 'reality', 'fail', 'cake', 'baking', 'attente', 'réalité', 'raté', 'gâteau', 'échec'],
    alt: 'A splendid cake on the left, a sad collapsed one on the right.',
    example: ['The design', 'What fitted into the sprint'],
    draw(peeps) {
      const s = picture({ ground: ROSE, scale: 0.5 }, peeps);
      s.area(600, 0, 600, 900, STONE);
      s.area(0, 700, 600, 200, '#c98886');
      s.area(600, 700, 600, 200, TAUPE);
      for (const x of [300, 900]) {
        s.path(`M${x - 40} 760h80l34 84h-148z`, PAPER);
        s.ellipse(x, 745, 230, 36, PAPER);
      }
      // The one that was planned.
      s.rays(300, 470, 255, 290, [190, 208, 226, 314, 332, 350], { colour: PAPER });
      s.path('M130 560h340v168q-170 40-340 0z', CREAM);
      s.path(
        'M130 570q0 60 34 60t34-30q0 50 34 50t34-40q0 50 34 50t34-50q0 44 34 40t34-50q0 30 34 30t34-60v-20H130z',
        EMBER,
      );
      s.path('M180 420h240v146q-120 26-240 0z', CREAM);
      s.path('M180 430q0 46 30 46t30-24q0 40 30 40t30-30q0 40 30 36t30-40q0 36 30 30t30-58v-14H180z', TEAL);
      s.path('M230 310h140v114q-70 18-140 0z', CREAM);
      s.path('M230 318q0 36 24 36t24-20q0 32 22 32t24-30q0 34 24 26t22-44v-10H230z', MUSTARD);
      s.ellipse(300, 312, 70, 16, MUSTARD);
      s.stroke('M300 300V250', { weight: 12, colour: PAPER });
      s.path('M300 246q-16-22 0-46q18 24 0 46z', EMBER, { weight: 4 });
      for (const [x, y] of [
        [170, 690],
        [235, 706],
        [300, 712],
        [365, 706],
        [430, 690],
      ])
        s.disc(x, y, 13, BRICK, { weight: 5 });
      // The one that came out of the oven.
      s.path('M735 742q-20-70 40-96q10-60 70-50q40-40 90 6q60-10 66 44q60 16 46 96q-150 40-312 0z', '#c99a67');
      s.path('M770 660q40-70 130-60q90-6 116 50q-8 60-34 30q-14 60-44 8q-16 70-50 4q-16 44-44-10q-26 40-74-22z', EMBER);
      s.stroke('M930 606L978 548', { weight: 12, colour: PAPER });
      s.stroke('M984 540q10-16 2-30q16-10 6-28', { weight: 5 });
      s.stroke('M812 716q10-12 22 0M842 716q10-12 22 0M826 736q14-10 28 0', { weight: 5 });
      s.disc(700, 772, 13, BRICK, { weight: 5 });
      s.path('M640 830q30-22 60 0q-30 14-60 0z', '#c99a67', { weight: 5 });
      s.stroke('M600-10V910');
      s.caption(25, 30, 550, 140);
      s.caption(625, 30, 550, 140);
      return s;
    },
  },
  {
    id: 'awake-at-three',
    name: 'Awake at three',
    keywords: ['3 am', 'sleep', 'awake', 'brain', 'insomnia', 'bed', 'dormir', 'nuit', 'insomnie', 'lit', 'réveil'],
    alt: 'A person sleeps calmly, then lies wide awake because of a thought in the night.',
    example: ['Hey. Are you asleep?', 'You never closed that bracket.'],
    draw(peeps) {
      const s = picture({ width: 1200, height: 1200, ground: NIGHT, scale: 0.44 }, peeps);
      const half = (y, face, wall) => {
        s.area(0, y, 1200, 600, wall);
        s.box(90, y + 60, 190, 190, '#1f2b33');
        s.path(`M200 ${y + 92}a48 48 0 1 0 40 84a56 56 0 0 1-40-84z`, CREAM, { bare: true });
        s.stroke(`M185 ${y + 60}V${y + 250}M90 ${y + 155}H280`);
        s.box(40, y + 300, 44, 320, WOOD);
        s.path(`M90 ${y + 430}q10-96 120-92h190q60 4 56 70l-20 96H100q-16-30-10-74z`, PAPER);
        s.peep(300, y + 800, { ...CAI, face, turn: -58 }, 0.44);
        s.path(
          `M390 ${y + 620}Q380 ${y + 470} 480 ${y + 440}T800 ${y + 430}T1120 ${y + 470}Q1180 ${y + 480} 1180 ${y + 620}Z`,
          TEAL,
        );
        s.path(
          `M388 ${y + 560}Q390 ${y + 470} 480 ${y + 440}Q520 ${y + 430} 560 ${y + 434}Q480 ${y + 490} 470 ${y + 620}H384Z`,
          MIST,
        );
      };
      half(600, 'Fear', '#2b3840');
      half(0, 'EyesClosed', NIGHT);
      s.area(0, 600, 0, 0, NIGHT);
      s.thought(560, 50, 560, 280, [420, 330], { fill: PAPER });
      s.thought(560, 650, 560, 280, [420, 930], { fill: PAPER });
      s.stroke('M-10 600H1210', { weight: 12 });
      s.sign(625, 100, 430, 180, { most: 0.07 });
      s.sign(625, 700, 430, 180, { most: 0.07 });
      return s;
    },
  },
];
