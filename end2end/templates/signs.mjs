// Scenes around something that is written on: signs, boards, screens, paper.
import { BEN, DEB, FAY, GUS, HANA, KIM, LOU, NIA, TESS } from './cast.mjs';
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

const BOARD = '#33524c';

export const signs = [
  {
    id: 'two-buttons',
    name: 'Two buttons',
    keywords: ['two buttons', 'choice', 'decide', 'dilemma', 'sweating', 'choix', 'hésiter', 'boutons', 'dilemme'],
    alt: 'A sweating person has to choose between two large buttons.',
    example: ['Fix the bug', 'Call it a feature', 'Me, on a Friday at five'],
    draw(peeps) {
      const s = picture({ width: 1200, height: 1200, ground: SAND, scale: 0.56 }, peeps);
      // The console, seen from above, and the labels behind its buttons.
      s.area(0, 0, 1200, 620, MIST);
      s.shape('60 330, 1140 330, 1260 640, -60 640', STONE);
      s.box(90, 60, 470, 200, PAPER, { turn: -3 });
      s.box(640, 60, 470, 200, PAPER, { turn: 3 });
      for (const [x, colour, dark] of [
        [330, EMBER, '#c2521a'],
        [870, TEAL, '#215c58'],
      ]) {
        s.ellipse(x, 500, 185, 92, TAUPE);
        s.path(`M${x - 140} 420v62a140 66 0 0 0 280 0v-62z`, dark);
        s.ellipse(x, 420, 140, 66, colour);
        s.stroke(`M${x - 92} 405q30-28 80-34`, { colour: PAPER, weight: 9 });
      }
      s.area(0, 640, 1200, 560, CREAM);
      s.stroke('M-10 640H1210');
      s.tube('M250 1230Q180 1060 300 900', 84, NIGHT);
      s.peep(600, 1260, { ...BEN, body: 'bust/Shirt', face: 'ConcernedFear', top: NIGHT }, 0.53);
      s.drop(500, 760, 24);
      s.drop(728, 730, 20);
      s.drop(742, 840, 26);
      s.limb(318, 868, 'point', { skin: BEN.skin, turn: -28 }, 0.66);
      s.sign(115, 80, 420, 160, { turn: -3, most: 0.075 });
      s.sign(665, 80, 420, 160, { turn: 3, most: 0.075 });
      s.caption(40, 1030, 1120, 150, { look: { vertical_align: 'Bottom' } });
      return s;
    },
  },
  {
    id: 'fork-in-the-road',
    name: 'Fork in the road',
    keywords: ['crossroads', 'choice', 'signpost', 'path', 'direction', 'carrefour', 'choix', 'chemin', 'panneau'],
    alt: 'A person stands at a signpost whose two arms point in opposite directions.',
    example: ['The right way', 'Works on my machine', 'Me, deciding in half a second'],
    draw(peeps) {
      const s = picture({ ground: MIST, scale: 0.24 }, peeps);
      s.path('M-10 560Q200 470 420 545T820 540T1210 520V910H-10Z', '#c9cfa4');
      s.path('M-10 690Q240 640 560 740L470 920H800L660 740Q900 640 1210 650V600Q880 590 610 690Q300 590-10 620Z', SAND);
      s.disc(1040, 120, 62, MUSTARD);
      s.path('M720 190q10-46 58-40q24-46 74-20q44-8 50 60z', PAPER);
      s.shadow(602, 812, 60, '#b4ba8e');
      s.box(588, 90, 30, 722, WOOD);
      s.shape('560 120, 560 270, 130 270, 50 195, 130 120', PAPER);
      s.shape('640 300, 640 450, 1070 450, 1150 375, 1070 300', PAPER);
      s.peep(860, 1040, { ...KIM, body: 'standing/RestingWB', face: 'Suspicious', look: 'back', top: TEAL }, 0.2);
      s.sign(150, 133, 390, 124, { most: 0.1 });
      s.sign(660, 313, 390, 124, { most: 0.1 });
      s.caption(30, 740, 1140, 140);
      return s;
    },
  },
  {
    id: 'protest-sign',
    name: 'Protest sign',
    keywords: ['protest', 'demonstration', 'placard', 'demand', 'banner', 'manifestation', 'pancarte', 'slogan', 'grève'],
    alt: 'A determined person holds up a large protest sign.',
    example: ['What do we want? Fewer meetings. When? Let us schedule a call.'],
    draw(peeps) {
      const s = picture({ ground: MUSTARD, scale: 0.52 }, peeps);
      s.path('M-10 760Q300 700 600 745T1210 720V910H-10Z', '#d79c33', { bare: true });
      s.box(318, 330, 30, 600, WOOD, { turn: -3 });
      s.peep(845, 925, { ...DEB, body: 'bust/Thunder', face: 'Explaining', extra: MUSTARD }, 0.52);
      s.box(60, 50, 600, 420, PAPER, { turn: -3 });
      s.tube('M665 830Q560 960 440 870Q380 820 358 760', 80, DEB.skin);
      s.limb(352, 712, 'fist', { skin: DEB.skin, turn: -46 }, 0.56);
      s.rays(975, 480, 60, 105, [-40, -15, 10]);
      s.sign(95, 80, 530, 360, { turn: -3, font: 'permanent-marker', most: 0.11 });
      return s;
    },
  },
  {
    id: 'prove-me-wrong',
    name: 'Prove me wrong',
    keywords: ['change my mind', 'opinion', 'debate', 'table', 'convince', 'avis', 'débat', 'prouvez-moi', 'convaincre'],
    alt: 'A person with a cup of coffee sits behind a table with a large sign and waits for objections.',
    example: ['Tabs and spaces are both fine'],
    draw(peeps) {
      const s = picture({ ground: MIST, scale: 0.48 }, peeps);
      s.path('M-10 520Q160 440 330 500T700 470T1210 500V910H-10Z', '#a9c3a0', { bare: true });
      s.box(1010, 250, 34, 320, WOOD);
      s.path('M1030 60q90 0 100 80q70 40 30 110q-30 70-130 50q-100 20-130-50q-40-70 30-110q10-80 100-80z', LEAF);
      s.area(0, 640, 1200, 260, '#dccdb2');
      s.stroke('M-10 640H1210');
      s.shadow(600, 866, 560, '#c7b79a');
      s.peep(390, 660, { ...GUS, body: 'bust/Coffee', face: 'Cheeky', top: TEAL, extra: EMBER }, 0.5);
      s.shape('110 560, 1090 560, 1150 622, 50 622', WOOD);
      s.box(110, 622, 30, 240, WOOD);
      s.box(1060, 622, 30, 240, WOOD);
      s.box(180, 600, 840, 250, PAPER);
      s.sign(215, 620, 770, 210, { font: 'permanent-marker', most: 0.12 });
      return s;
    },
  },
  {
    id: 'presenter',
    name: 'Presenter and slide',
    keywords: ['presentation', 'slide', 'meeting', 'talk', 'screen', 'présentation', 'diapo', 'réunion', 'exposé'],
    alt: 'A presenter points at a large slide.',
    example: ['Our strategy', 'Step one: rename everything. Step two: ask who renamed everything.'],
    draw(peeps) {
      const s = picture({ ground: SAND, scale: 0.36 }, peeps);
      s.area(0, 790, 1200, 110, STONE);
      s.stroke('M-10 790H1210');
      s.box(470, 40, 690, 500, PAPER);
      s.area(486, 56, 658, 14, EMBER);
      s.box(440, 26, 750, 26, NIGHT);
      s.stroke('M815 545v60');
      s.disc(815, 618, 12, NIGHT);
      s.shadow(1090, 862, 90, TAUPE);
      s.box(1000, 690, 180, 34, WOOD);
      s.box(1075, 724, 30, 138, WOOD);
      s.path('M1040 690v-60q0-8 8-8h44q8 0 8 8v60z', PAPER);
      s.stroke('M1100 640q34-4 34 18t-34 18');
      s.peep(225, 1190, { ...LOU, body: 'standing/PointingFingerWB', face: 'Smile', top: TEAL }, 0.36);
      s.sign(545, 90, 580, 100, { font: 'archivo-black', most: 0.085 });
      s.sign(545, 200, 580, 310, { font: 'inter', most: 0.06, align: 'left', look: { vertical_align: 'Top' } });
      return s;
    },
  },
  {
    id: 'teacher',
    name: 'At the blackboard',
    keywords: ['teacher', 'classroom', 'school', 'lesson', 'blackboard', 'prof', 'école', 'leçon', 'tableau', 'élève'],
    alt: 'A teacher stands at a blackboard, and a pupil raises a hand to ask.',
    example: ['Today: deadlines and why they are a state of mind', 'Will this be in the exam?'],
    draw(peeps) {
      const s = picture({ ground: CREAM, scale: 0.36 }, peeps);
      s.box(350, 40, 810, 430, BOARD);
      s.path('M350 470h810v24H350z', WOOD);
      s.box(820, 452, 70, 18, PAPER);
      s.area(0, 720, 1200, 180, '#dcc9a8');
      s.stroke('M-10 720H1210');
      s.peep(205, 1130, { ...FAY, body: 'standing/PointingFingerWB', face: 'Explaining', top: ROSE }, 0.34);
      s.bubble(470, 520, 370, 150, [905, 640]);
      s.tube('M1060 830Q1120 740 1098 620', 46, SKIN[4]);
      s.limb(1096, 570, 'spread', { skin: SKIN[4], turn: -46 }, 0.36);
      s.peep(965, 980, { ...NIA, body: 'bust/StripedShirt', face: 'Smile', look: 'back', top: MUSTARD, extra: EMBER }, 0.36);
      s.box(740, 860, 440, 60, WOOD);
      s.sign(500, 65, 630, 380, { color: CREAM, font: 'patrick-hand', most: 0.1 });
      s.sign(495, 535, 320, 120, { most: 0.06 });
      return s;
    },
  },
  {
    id: 'press-conference',
    name: 'Press conference',
    keywords: ['press', 'podium', 'statement', 'speech', 'microphone', 'presse', 'discours', 'annonce', 'pupitre', 'micro'],
    alt: 'A speaker stands at a podium with microphones, beside a banner.',
    example: ['We take this very seriously', 'Minister of snacks'],
    draw(peeps) {
      const s = picture({ ground: TEAL, scale: 0.48 }, peeps);
      // Curtain folds.
      for (const x of [90, 330, 560, 800, 1010, 1150])
        s.path(`M${x} 0q-26 450 6 900h46q-30-450 4-900z`, '#296f6a', { bare: true });
      s.area(0, 820, 1200, 80, '#215c58');
      s.peep(300, 780, { ...HANA, body: 'bust/BlazerBlackTee', face: 'Serious', top: NIGHT }, 0.48);
      s.shape('60 640, 540 640, 500 912, 100 912', WOOD);
      s.box(34, 606, 532, 46, '#cfa374');
      for (const [x, lean, colour] of [
        [200, 24, EMBER],
        [300, 4, MIST],
        [400, -24, MUSTARD],
      ]) {
        s.stroke(`M${x} 606Q${x} 580 ${x + lean} 556`);
        s.rounded(x + lean - 17, 500, 34, 62, 16, colour);
      }
      s.box(120, 700, 360, 130, PAPER);
      s.bubble(600, 70, 560, 370, [400, 400]);
      // Cameras of those who listen.
      for (const [x, y, skin] of [
        [700, 770, 4],
        [950, 750, 0],
        [1130, 800, 2],
      ]) {
        s.rounded(x - 70, y, 140, 96, 14, NIGHT);
        s.rounded(x - 30, y - 26, 60, 30, 8, NIGHT);
        s.disc(x, y + 48, 34, STONE);
        s.disc(x, y + 48, 16, INK);
        s.path(`M${x - 46} ${y + 180}q-6-80 0-84h92q6 4 0 84z`, SKIN[skin]);
      }
      s.sign(640, 105, 480, 300, { most: 0.11 });
      s.sign(135, 712, 330, 106, { font: 'special-elite', most: 0.055 });
      return s;
    },
  },
  {
    id: 'social-post',
    name: 'Social post',
    keywords: ['post', 'tweet', 'social', 'status', 'message', 'réseau', 'publication', 'profil', 'partage'],
    alt: 'A social media post with a portrait, a name and room for words.',
    example: ['Kim from accounting', 'I said “last question” and four people unmuted themselves.'],
    draw(peeps) {
      const s = picture({ ground: STONE, scale: 0.36 }, peeps);
      s.rounded(70, 60, 1060, 780, 36, PAPER);
      s.disc(190, 190, 86, MUSTARD);
      s.path('M122 252q16-46 68-46t68 46q-68 48-136 0z', TEAL);
      s.peep(180, 372, { ...KIM, face: 'Cute' }, 0.23);
      s.stroke('M110 720H1090', { colour: STONE });
      const heart = 'M230 785q-46-30-36-54q14-24 36 0q22-24 36 0q10 24-36 54z';
      s.path(heart, EMBER);
      s.path('M470 736h64q12 0 12 12v22q0 12-12 12h-30l-20 18v-18h-14q-12 0-12-12v-22q0-12 12-12z', PAPER);
      s.stroke('M760 748h60l-14-14m14 14l-14 14M840 776h-60l14-14m-14 14l14 14');
      s.stroke('M1000 790v-44m0 0l-18 18m18-18l18 18M972 780v14h56v-14');
      s.sign(310, 120, 760, 130, { font: 'inter', align: 'left', most: 0.07 });
      s.sign(120, 310, 960, 380, { font: 'inter', align: 'left', most: 0.085, look: { vertical_align: 'Top' } });
      return s;
    },
  },
  {
    id: 'chat',
    name: 'Chat',
    keywords: ['chat', 'messages', 'phone', 'texting', 'conversation', 'sms', 'téléphone', 'discussion', 'message'],
    alt: 'A phone shows a conversation of four messages.',
    example: ['Are you on your way?', 'Five minutes', 'You said that an hour ago', 'And I stand by it'],
    draw(peeps) {
      const s = picture({ width: 900, height: 1200, ground: MIST, scale: 0.5 }, peeps);
      s.rounded(70, 30, 760, 1300, 90, NIGHT);
      s.rounded(100, 60, 700, 1240, 66, CREAM);
      s.path('M100 190V126Q100 60 166 60H734Q800 60 800 126V190Z', PAPER);
      s.disc(190, 130, 40, ROSE);
      s.path('M163 160q2-24 27-24t27 24q-12 9-27 9t-27-9z', TEAL, { weight: 4 });
      s.disc(190, 117, 15, SKIN[1], { weight: 4 });
      s.rounded(255, 108, 210, 22, 11, STONE, { bare: true });
      s.rounded(255, 142, 120, 16, 8, SAND, { bare: true });
      s.stroke('M730 112l26 20-26 20', { colour: TAUPE });
      const rows = [
        [140, PAPER],
        [270, EMBER],
        [140, PAPER],
        [270, EMBER],
      ];
      rows.forEach(([x, fill], index) => {
        const y = 230 + index * 232;
        s.bubble(x, y, 490, 186, [x < 200 ? x - 12 : x + 502, y + 180], { fill, r: 44 });
        s.sign(x + 34, y + 20, 422, 146, { font: 'inter', most: 0.06 });
      });
      return s;
    },
  },
  {
    id: 'warning-label',
    name: 'Warning label',
    keywords: ['warning', 'caution', 'label', 'danger', 'notice', 'attention', 'avertissement', 'étiquette', 'panneau'],
    alt: 'A yellow and black warning label with room for what it warns of.',
    example: ['Caution', 'May contain opinions. Keep away from group chats.'],
    draw(peeps) {
      const s = picture({ ground: STONE, scale: 0.6 }, peeps);
      s.rounded(60, 50, 1080, 800, 44, MUSTARD);
      // Stripes inside a frame: each a slanted quadrangle, so that nothing has to be clipped.
      for (let x = 110; x < 1060; x += 95) s.path(`M${x} 830l44-66h46l-44 66z`, INK, { bare: true });
      s.stroke('M62 744H1138');
      s.path('M230 100q16-26 32 0l118 204q12 26-16 28H128q-28-2-16-28z', INK);
      s.path('M234 176q12-14 24 0l-5 82h-14z', MUSTARD, { bare: true });
      s.disc(246, 292, 16, MUSTARD, { bare: true });
      s.rounded(110, 380, 980, 320, 22, PAPER);
      s.sign(420, 110, 660, 220, { font: 'anton', style: 'upper', most: 0.2 });
      s.sign(145, 400, 910, 280, { font: 'oswald', most: 0.1 });
      return s;
    },
  },
  {
    id: 'award',
    name: 'Award ceremony',
    keywords: ['award', 'trophy', 'winner', 'prize', 'ceremony', 'medal', 'trophée', 'prix', 'gagnant', 'récompense'],
    alt: 'A proud winner holds up a golden trophy under a banner.',
    example: ['Longest silence on a call', 'Me, on mute for forty minutes'],
    draw(peeps) {
      const s = picture({ ground: NIGHT, scale: 0.5 }, peeps);
      s.path('M430 0L130 910H1070L770 0Z', '#44555e', { bare: true });
      for (const side of [0, 1]) {
        const x = (value) => (side ? 1200 - value : value);
        s.path(`M${x(-10)} -10H${x(240)}Q${x(210)} 420 ${x(90)} 560Q${x(130)} 760 ${x(150)} 920H${x(-10)}Z`, BRICK);
        s.stroke(`M${x(80)} 0Q${x(80)} 380 ${x(40)} 540M${x(160)} 0Q${x(150)} 400 ${x(70)} 550`, { weight: 4 });
        s.stroke(`M${x(10)} 566H${x(96)}`, { colour: MUSTARD, weight: 18 });
      }
      for (const [x, y, r, colour] of [
        [330, 330, 9, EMBER],
        [420, 420, 7, MUSTARD],
        [860, 300, 8, MIST],
        [905, 470, 9, EMBER],
        [290, 520, 7, MIST],
        [330, 640, 8, MUSTARD],
        [940, 640, 7, MIST],
        [760, 330, 7, MUSTARD],
      ])
        s.disc(x, y, r, colour, { bare: true });
      s.path('M210 50L990 50L960 130L990 210H210L240 130Z', PAPER);
      s.peep(520, 925, { ...TESS, body: 'bust/StripedShirt', face: 'SmileTeeth', top: ROSE, extra: PAPER }, 0.5);
      s.tube('M640 800Q830 800 792 640', 74, TESS.skin);
      s.path('M716 310H868Q876 448 792 470Q708 448 716 310Z', MUSTARD);
      s.stroke('M716 340Q660 336 676 390Q688 424 728 420M868 340Q924 336 908 390Q896 424 856 420');
      s.box(776, 470, 32, 60, MUSTARD);
      s.box(732, 528, 120, 40, WOOD);
      s.path('M792 345l12 26 28 3-21 19 6 28-25-14-25 14 6-28-21-19 28-3z', PAPER, { weight: 4 });
      s.limb(790, 590, 'fist', { skin: TESS.skin, turn: -40 }, 0.54);
      s.sign(255, 68, 690, 124, { font: 'league-gothic', style: 'upper', most: 0.12 });
      s.caption(40, 745, 1120, 140);
      return s;
    },
  },
  {
    id: 'iceberg',
    name: 'Iceberg',
    keywords: ['iceberg', 'layers', 'depth', 'hidden', 'tip', 'rabbit hole', 'couches', 'profondeur', 'caché', 'surface'],
    alt: 'An iceberg with a small tip above the water and four ever darker layers below.',
    example: [
      'Using a search engine',
      'Keyboard shortcuts',
      'Reading the manual',
      'Reading the source',
      'Replying to your own forum post from 2009',
    ],
    draw(peeps) {
      const s = picture({ width: 1200, height: 1600, ground: '#dfe9e4', scale: 0.5 }, peeps);
      s.disc(1010, 130, 66, MUSTARD);
      ['#8fb9b6', '#5f9793', '#3f7673', '#2c5455'].forEach((colour, index) =>
        s.area(0, 380 + index * 305, 1200, 310, colour),
      );
      s.shape('320 380, 410 240, 500 265, 590 90, 680 150, 740 130, 900 380', PAPER);
      s.stroke('M590 95L612 180L585 250M735 135L712 200L745 255', { weight: 4, colour: STONE });
      s.shape(
        '300 384, 910 384, 1050 560, 1010 760, 1080 930, 930 1130, 900 1310, 800 1470, 610 1570, 430 1480, 320 1300, 290 1060, 150 890, 190 690, 140 540',
        '#d9ebe6',
      );
      s.path('M300 384Q240 460 142 540L190 690H1022L1050 560Q980 470 910 384Z', '#e9f4f0', { bare: true });
      s.shape(
        '300 384, 910 384, 1050 560, 1010 760, 1080 930, 930 1130, 900 1310, 800 1470, 610 1570, 430 1480, 320 1300, 290 1060, 150 890, 190 690, 140 540',
        'none',
      );
      s.stroke('M-10 384Q80 366 160 384T330 384M880 384Q960 366 1040 384T1210 384');
      for (const [y, from, to] of [
        [690, 190, 1022],
        [995, 226, 1040],
        [1300, 322, 896],
      ])
        s.stroke(`M${from} ${y}H${to}`, { colour: '#7fa9a5', weight: 4, dash: '18 16' });
      // A boat that sees the tip alone.
      s.path('M70 340H250L224 388H96Z', EMBER);
      s.stroke('M160 340V210');
      s.path('M168 218Q240 270 244 322H168Z', PAPER);
      s.path('M150 244Q110 280 100 322H150Z', MUSTARD);
      const sign = (x, y, w, h) => s.sign(x, y, w, h, { font: 'patrick-hand', most: 0.062 });
      sign(450, 268, 330, 104);
      sign(215, 430, 780, 230);
      sign(230, 730, 760, 230);
      sign(330, 1030, 580, 240);
      sign(410, 1320, 400, 145);
      return s;
    },
  },
  {
    id: 'treasure-map',
    name: 'Treasure map',
    keywords: ['map', 'treasure', 'journey', 'quest', 'plan', 'carte', 'trésor', 'aventure', 'parcours', 'route'],
    alt: 'An old treasure map with a dotted path past perils to a cross.',
    example: ['Start: an idea', 'Mount Meeting', 'Sea of feedback', 'Shipped, in 2041'],
    draw(peeps) {
      const s = picture({ ground: WOOD, scale: 0.44 }, peeps);
      s.shape(
        '60 70, 330 45, 600 66, 900 42, 1150 72, 1128 300, 1152 520, 1130 840, 860 858, 560 838, 300 862, 52 836, 74 560, 48 320',
        '#f1dfb8',
        { weight: 7 },
      );
      s.path('M700 850Q660 700 780 640T1000 560T1138 480V838Q920 866 700 850Z', MIST);
      for (const [x, y] of [
        [760, 820],
        [1050, 810],
        [1075, 560],
        [900, 820],
      ])
        s.stroke(`M${x} ${y}q14-16 28 0t28 0`, { weight: 4, colour: TEAL });
      s.path('M420 340L520 150L580 240L640 120L770 340Z', TAUPE);
      s.path('M609 176L640 120L679 188L650 176L634 196Z', PAPER);
      s.path('M490 204L520 150L556 204L524 194Z', PAPER);
      s.stroke('M230 660Q290 500 420 495T690 480Q790 450 815 340T935 256', { colour: EMBER, weight: 9, dash: '4 26' });
      s.disc(222, 680, 20, EMBER);
      s.stroke('M955 215L1035 290M1035 215L955 290', { colour: BRICK, weight: 20 });
      for (const [x, y] of [
        [130, 520],
        [175, 545],
        [330, 640],
        [120, 320],
        [170, 300],
      ]) {
        s.stroke(`M${x} ${y + 34}v20`);
        s.path(`M${x} ${y - 40}l28 76h-56z`, LEAF);
      }
      // A serpent in the water.
      for (const x of [745, 815]) s.path(`M${x} 790q4-66 30-66t30 66h-16q-2-44-14-44t-14 44z`, TEAL);
      s.path('M884 790q-2-90 40-92q30 4 26 26l-30 4q-18 10-14 62z', TEAL);
      s.disc(928, 714, 4, PAPER, { weight: 3 });
      s.disc(1065, 130, 38, '#f1dfb8', { weight: 4 });
      s.path('M1065 84l13 46-13 46-13-46z', EMBER, { weight: 4 });
      const sign = (x, y, w, h) => s.sign(x, y, w, h, { font: 'caveat', most: 0.085 });
      sign(95, 700, 330, 130);
      sign(430, 345, 340, 100);
      sign(850, 575, 275, 115);
      sign(800, 310, 310, 150);
      return s;
    },
  },
];
