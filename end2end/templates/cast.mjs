// Who appears in the scenes: heads, to be given a body and a face.
import { EMBER, MUSTARD, ROSE, SKIN } from './palette.mjs';

const GREY = '#e6dfd5';
export const ANA = { hair: 'Long', skin: SKIN[1] };
export const BEN = { hair: 'ShortVolumed', skin: SKIN[0] };
export const CAI = { hair: 'MediumShort', skin: SKIN[1] };
export const DEB = { hair: 'BunFancy', hairColour: MUSTARD, skin: SKIN[4] };
export const ELI = { hair: 'Afro', skin: SKIN[4] };
export const FAY = { hair: 'GrayBun', hairColour: GREY, skin: SKIN[0], glasses: 'GlassRound' };
export const GUS = { hair: 'BaldTop', beard: 'FullMedium', skin: SKIN[1] };
export const HANA = { hair: 'Hijab', hairColour: ROSE, skin: SKIN[2] };
export const IVO = { hair: 'Turban', hairColour: EMBER, beard: 'Full', skin: SKIN[3] };
export const JUN = { hair: 'BangsFilled', skin: SKIN[0] };
export const KIM = { hair: 'Beanie', hairColour: EMBER, skin: SKIN[2] };
export const LOU = { hair: 'ShortCurly', glasses: 'GlassRoundThick', skin: SKIN[3] };
export const MAX = { hair: 'GrayShort', hairColour: GREY, skin: SKIN[1] };
export const NIA = { hair: 'TwistsVolumed', skin: SKIN[4] };
export const PIA = { hair: 'MediumBangsFilled', skin: SKIN[2] };
export const ROY = { hair: 'Pomp', skin: SKIN[1] };
export const TESS = { hair: 'Buns', skin: SKIN[3] };
