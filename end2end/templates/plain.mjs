// Grounds without a scene, for words alone.
import { EMBER } from './palette.mjs';

const svg = (width, height, shapes) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${shapes}</svg>\n`;
const centred = (font, color) => [
  {
    style: 'none',
    color,
    font,
    anchor_x: 0.08,
    anchor_y: 0.08,
    angle: 0,
    scale_x: 0.84,
    scale_y: 0.84,
    align: 'center',
    look: { outline: { width_em: 0 }, vertical_align: 'Middle', size: { Auto: { at_most: 0.14 } } },
  },
];

export const plain = [
  {
    id: 'plain',
    name: 'Plain colour',
    keywords: ['plain', 'colour', 'blank', 'empty', 'text only', 'uni', 'couleur', 'vide', 'fond', 'texte'],
    alt: 'A plain ember-coloured ground.',
    example: ['Some thoughts need no picture'],
    draw: () => ({
      text: centred('archivo-black', 'white'),
      svg: () => svg(1200, 1200, `<path fill="#c4501a" d="M0 0h1200v1200H0z"/>`),
    }),
  },
  {
    id: 'gradient',
    name: 'Gradient',
    keywords: [
      'gradient',
      'background',
      'quote',
      'colours',
      'text only',
      'dégradé',
      'fond',
      'citation',
      'couleurs',
      'texte',
    ],
    alt: 'A ground that goes from ember to violet.',
    example: ['Be the person your cache believes you are'],
    draw: () => ({
      text: centred('lora', 'white'),
      svg: () =>
        svg(
          1200,
          1200,
          `<linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="${EMBER}"/><stop offset=".55" stop-color="#b5446e"/>` +
            `<stop offset="1" stop-color="#3f3a6b"/></linearGradient><path fill="url(#g)" d="M0 0h1200v1200H0z"/>`,
        ),
    }),
  },
];
