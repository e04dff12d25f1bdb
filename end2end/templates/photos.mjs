// Templates of photos that are free for all, from the wheel of scikit-image.
import sharp from 'sharp';

const CLASSIC = { style: 'upper', color: 'white', font: 'thick' };
const whole = (anchor_y, scale_y) => ({
  ...CLASSIC,
  anchor_x: 0.03,
  anchor_y,
  angle: 0,
  scale_x: 0.94,
  scale_y,
  align: 'center',
});
const TOP_AND_BOTTOM = [whole(0.03, 0.2), whole(0.77, 0.2)];
const FLAT = { outline: { width_em: 0 } };
// Under a bar or in a frame, MemeForge places them.
const BAR = [
  {
    style: 'none',
    color: '#26201c',
    font: 'inter',
    anchor_x: 0.03,
    anchor_y: 0.02,
    angle: 0,
    scale_x: 0.94,
    scale_y: 0.2,
    align: 'left',
    look: FLAT,
  },
];
const FRAME = [
  { ...whole(0.76, 0.12), font: 'lora', look: FLAT },
  { ...whole(0.88, 0.09), style: 'none', font: 'lora', look: FLAT },
];

/** Cut out, then at most 900 wide; small originals are enlarged, so that they are sharp enough on a large stage. */
const developed =
  (cut, width, quality = 80) =>
  (file) => {
    const photo = sharp(file).removeAlpha();
    return (cut ? photo.extract(cut) : photo)
      .resize(width, undefined, { kernel: 'lanczos3' })
      .webp({ quality, effort: 6 })
      .toBuffer();
  };

export const photos = [
  {
    id: 'cat',
    name: 'Cat',
    keywords: ['cat', 'kitten', 'animal', 'pet', 'stare', 'chat', 'chaton', 'animal de compagnie', 'mignon', 'regard'],
    alt: 'A ginger cat looks past the camera.',
    example: ['I saw what you named that variable', 'I sat on the keyboard to fix it'],
    file: 'chelsea.png',
    develop: developed(undefined, 900),
    text: TOP_AND_BOTTOM,
  },
  {
    id: 'astronaut',
    name: 'Astronaut',
    keywords: ['astronaut', 'space', 'smile', 'proud', 'portrait', 'espace', 'astronaute', 'fière', 'sourire', 'fusée'],
    alt: 'A smiling astronaut in an orange suit before a model of a space shuttle.',
    example: ['It is not rocket science', 'I would know'],
    file: 'astronaut.png',
    develop: developed(undefined, 800, 78),
    // The face is in the upper third: the upper text stays above it.
    text: [whole(0.01, 0.11), whole(0.77, 0.2)],
  },
  {
    id: 'coffee',
    name: 'Coffee',
    keywords: ['coffee', 'espresso', 'morning', 'monday', 'break', 'café', 'matin', 'lundi', 'pause', 'tasse'],
    alt: 'A cup of coffee with a spoon on a wooden table.',
    example: ['First the coffee', 'Then the second coffee'],
    file: 'coffee.png',
    develop: developed(undefined, 900),
    text: TOP_AND_BOTTOM,
  },
  {
    id: 'rocket',
    name: 'Rocket',
    keywords: ['rocket', 'launch', 'night', 'start', 'release', 'fusée', 'lancement', 'décollage', 'nuit', 'départ'],
    alt: 'A rocket stands on its launch pad at dusk.',
    example: ['Deploying on a Friday', 'What could happen'],
    file: 'rocket.jpg',
    develop: developed(undefined, 900),
    text: TOP_AND_BOTTOM,
  },
  {
    id: 'galaxies',
    name: 'Galaxies',
    keywords: ['space', 'galaxy', 'universe', 'stars', 'hubble', 'espace', 'galaxie', 'univers', 'étoiles', 'infini'],
    alt: 'Hundreds of galaxies in the black of deep space.',
    example: ['Somewhere in here', 'Is the missing semicolon'],
    file: 'hubble_deep_field.jpg',
    develop: developed({ left: 40, top: 40, width: 900, height: 675 }, 900, 66),
    text: TOP_AND_BOTTOM,
  },
  {
    id: 'caption',
    name: 'Caption above a photo',
    keywords: ['caption', 'white bar', 'title', 'photo', 'classic', 'légende', 'bandeau', 'titre', 'image', 'classique'],
    alt: 'A cat up close, under a white bar for a caption.',
    example: ['When you hear the word “tuna” from two rooms away'],
    file: 'chelsea.png',
    develop: developed({ left: 70, top: 20, width: 330, height: 248 }, 800, 78),
    text: BAR,
    surround: 'caption',
  },
  {
    id: 'demotivational',
    name: 'Demotivational poster',
    keywords: [
      'demotivational',
      'poster',
      'black frame',
      'motivation',
      'irony',
      'affiche',
      'cadre noir',
      'démotivation',
      'ironie',
    ],
    alt: 'A cup of coffee in a black frame with room for a title and a line below.',
    example: ['Ambition', 'It can wait until this is empty.'],
    file: 'coffee.png',
    develop: developed({ left: 90, top: 0, width: 500, height: 375 }, 800, 78),
    text: FRAME,
    surround: 'frame',
  },
];
