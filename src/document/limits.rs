//! How far each number of a document goes, in the unit in which a person sees it: the least, and the most. The editor keeps
//! what is set within them, and [`super::Document::sanitized`] what comes from elsewhere.

/// A least and a most.
pub type Limits = [f64; 2];

/// The largest or the fixed font size: percent of the picture's shorter side.
pub const SIZE: Limits = [1.0, 60.0];
/// How far the outline reaches: percent of the font size.
pub const OUTLINE_WIDTH: Limits = [0.0, 30.0];
/// How dark or how solid something is: percent.
pub const OPACITY: Limits = [0.0, 100.0];
/// How far a shadow falls: percent of the font size.
pub const SHADOW_DISTANCE: Limits = [0.0, 50.0];
/// How soft it is: percent of the font size.
pub const SHADOW_BLUR: Limits = [0.0, 60.0];
/// How far the box behind a text reaches: percent of the font size.
pub const PLATE_PADDING: Limits = [0.0, 100.0];
/// How round its corners are: percent of the font size.
pub const PLATE_RADIUS: Limits = [0.0, 100.0];
/// How far its tail reaches: percent of the font size.
pub const PLATE_TAIL: Limits = [0.0, 400.0];
/// From line to line: percent of what the face has.
pub const LINE_HEIGHT: Limits = [50.0, 250.0];
/// Added from letter to letter: percent of the font size.
pub const LETTER_SPACING: Limits = [-20.0, 100.0];
/// Along which circle lines run: degrees.
pub const ARC: Limits = [-360.0, 360.0];
/// Where something points, or how far it is turned: degrees.
pub const ANGLE: Limits = [-180.0, 180.0];
/// Where a text begins: pixels of the meme, a little more than the longest side that a browser's canvas has.
pub const PLACE: Limits = [-70_000.0, 70_000.0];
/// How wide or high its box is: pixels of the meme.
pub const EXTENT: Limits = [1.0, 70_000.0];
/// What is added on one side of the picture: percent of its shorter side.
pub const SURROUND: Limits = [0.0, 100.0];

/// The longest side of a picture in pixels, which is the longest that any browser's canvas has: Chrome's.
pub const LONGEST_SIDE: u32 = 65_535;
/// The most pixels of a picture: the area of Chrome's and Safari's largest canvas, 1 GB once decoded.
pub const LARGEST_AREA: u64 = 1 << 28;

/// The most texts of a meme.
pub const MOST_TEXTS: usize = 200;
/// The most characters of all texts of a meme together, and so of one: laid out and painted, letter by letter on arcs, these take a
/// slow computer about half a second (`end2end/tests/hostile-texts.spec.ts` measures it).
pub const MOST_CHARACTERS: usize = 10_000;
/// The most characters of one letter with its marks: more than the towers of marks have that people stack for fun. Browsers take
/// a time for them that grows with the square of their number, a minute for 100,000.
pub const MOST_MARKS: usize = 100;
/// The longest name that is taken from elsewhere, in characters.
pub const LONGEST_NAME: usize = 1_000;
/// The longest description of a meme, in characters: as much as a screen reader says in a few minutes.
pub const LONGEST_DESCRIPTION: usize = 2_000;
/// The highest id of a text that is taken from elsewhere, so that there are always higher ones for new texts.
pub const HIGHEST_ID: u32 = 999_999;
