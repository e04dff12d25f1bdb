// The colours of every drawing: warm neutrals, one accent, a few muted tones.
export const INK = '#26201c';
export const PAPER = '#fffaf2';
export const CREAM = '#f6efe4';
export const SAND = '#ecdfca';
export const STONE = '#d3c6b4';
export const TAUPE = '#a5988a';
export const EMBER = '#f5762e';
export const TEAL = '#2f7f7a';
export const MIST = '#bfd8d1';
export const MUSTARD = '#e9b44c';
export const ROSE = '#d99a98';
export const NIGHT = '#33424b';
export const WOOD = '#b98a5c';
export const LEAF = '#7fa387';
export const BRICK = '#b9503a';

/** From light to dark. */
export const SKIN = ['#f8dcc6', '#eec09b', '#d59f74', '#b07a50', '#8d5a3a'];
