use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::clock::now_ms;
use super::intl::{Intl, text_tools};
use crate::document::{Case, Font, Language, PixelSize, limits};
use crate::render::{FONT_SIZE_PX, Surface};
use crate::text::{Casing, Extent, TextMeasure};

/// Measured texts that are remembered for a font; past that all are forgotten. A meme of the most letters has a letter, a word, a pair
/// of letters and a line for each of them at most.
const REMEMBERED: usize = 4 * limits::MOST_CHARACTERS;

/// How long texts are measured anew for a frame, in milliseconds: a letter that the browser has to look for in all fonts takes as
/// long as 20 others.
const FRAME_MS: f64 = 30.0;

/// Texts that are measured between two looks at the clock.
const UNTIMED: u32 = 16;

/// Texts whose words are remembered: few are written without spaces between them, and those are asked for as a whole.
const REMEMBERED_WORD_ENDS: usize = 64;

/// Fonts that texts are remembered for.
const REMEMBERED_FONTS: usize = 16;

/// Measures text with a canvas, and remembers what it has measured.
pub struct CanvasMeasure {
    surface: Surface,
    /// By the font, and then by the text: looked up without a copy of either.
    extents: RefCell<Vec<(Font, HashMap<String, Extent>)>>,
    /// The last texts that were looked at.
    word_ends: RefCell<Vec<(String, Vec<usize>)>>,
    segmenter: Option<Segmenter>,
    fonts: Cell<u32>,
    /// When the frame's time for measuring is over, and how many texts are measured before the clock is looked at again.
    deadline: Cell<(f64, u32)>,
    is_spent: Cell<bool>,
}

impl CanvasMeasure {
    /// A measure. None where the browser gives no canvas.
    pub fn new() -> Option<Self> {
        let size = PixelSize {
            width: 1,
            height: 1,
        };
        Some(Self {
            surface: Surface::detached(size)?,
            extents: RefCell::default(),
            word_ends: RefCell::default(),
            segmenter: Segmenter::new(),
            fonts: Cell::default(),
            deadline: Cell::new((f64::INFINITY, UNTIMED)),
            is_spent: Cell::new(false),
        })
    }

    /// Measures only so much that a frame is there in time.
    pub fn begin_frame(&self) {
        self.deadline.set((now_ms() + FRAME_MS, UNTIMED));
        self.is_spent.set(false);
    }

    /// Forgets what was measured with another version of the loaded fonts.
    pub fn use_fonts(&self, version: u32) {
        if self.fonts.replace(version) != version {
            self.extents.borrow_mut().clear();
        }
    }

    /// How far the browser's own line of this font reaches above and below the baseline, in em, before a line height
    /// stretches it.
    pub fn line_box(&self, font: &Font) -> (f64, f64) {
        self.surface.set_font(font);
        (self.surface.context().measure_text("x")).map_or((0.8, 0.2), |metrics| {
            (
                metrics.font_bounding_box_ascent() / FONT_SIZE_PX,
                metrics.font_bounding_box_descent() / FONT_SIZE_PX,
            )
        })
    }

    fn is_over(&self) -> bool {
        let (end, untimed) = self.deadline.get();
        self.deadline
            .set((end, untimed.checked_sub(1).unwrap_or(UNTIMED)));
        untimed == 0 && now_ms() > end
    }

    fn measure_anew(&self, text: &str, font: &Font) -> Extent {
        self.surface.set_font(font);
        (self.surface.context().measure_text(text)).map_or_else(
            |_| Extent::default(),
            |metrics| Extent {
                advance: metrics.width() / FONT_SIZE_PX,
                ascent: metrics.actual_bounding_box_ascent() / FONT_SIZE_PX,
                descent: metrics.actual_bounding_box_descent() / FONT_SIZE_PX,
            },
        )
    }
}

impl TextMeasure for CanvasMeasure {
    fn measure(&self, text: &str, font: &Font) -> Extent {
        let mut fonts = self.extents.borrow_mut();
        let known = fonts.iter().position(|(known, _)| known == font);
        let known = known.unwrap_or_else(|| {
            if fonts.len() >= REMEMBERED_FONTS {
                fonts.clear();
            }
            fonts.push((font.clone(), HashMap::new()));
            fonts.len() - 1
        });
        let extents = &mut fonts[known].1;
        if let Some(extent) = extents.get(text) {
            return *extent;
        }
        if self.is_spent.get() || self.is_over() {
            self.is_spent.set(true);
            return Extent::default();
        }
        let extent = self.measure_anew(text, font);
        if extents.len() >= REMEMBERED {
            extents.clear();
        }
        extents.insert(text.to_owned(), extent);
        extent
    }

    fn word_ends(&self, text: &str) -> Vec<usize> {
        let Some(segmenter) = &self.segmenter else {
            return Vec::new();
        };
        let mut known = self.word_ends.borrow_mut();
        if let Some((_, ends)) = known.iter().find(|(known, _)| known == text) {
            return ends.clone();
        }
        let ends = segmenter.word_ends(text).unwrap_or_default();
        if known.len() >= REMEMBERED_WORD_ENDS {
            known.clear();
        }
        known.push((text.to_owned(), ends.clone()));
        ends
    }

    fn levels(&self, graphemes: &[&str], is_right_to_left: bool) -> Vec<u8> {
        text_tools().map_or_else(
            || vec![u8::from(is_right_to_left); graphemes.len()],
            |tools| (tools.levels)(graphemes, is_right_to_left),
        )
    }

    fn is_spent(&self) -> bool {
        self.is_spent.get()
    }
}

impl Casing for CanvasMeasure {
    fn upper(&self, text: &str, language: Language) -> String {
        Intl.upper(text, language)
    }

    fn lower(&self, text: &str, language: Language) -> String {
        Intl.lower(text, language)
    }

    fn mixed(&self, case: Case, text: &str, language: Language) -> String {
        Intl.mixed(case, text, language)
    }
}

/// The browser's `Intl.Segmenter` for words, which not every browser has: so it is looked for.
struct Segmenter {
    segmenter: JsValue,
    segment: Function,
}

impl Segmenter {
    fn new() -> Option<Self> {
        let intl = get(&js_sys::global(), "Intl")?;
        let constructor: Function = get(&intl, "Segmenter")?.dyn_into().ok()?;
        let options = Object::new();
        Reflect::set(&options, &"granularity".into(), &"word".into()).ok()?;
        // The dictionaries go by script, not by language.
        let arguments = Array::of2(&"und".into(), &options);
        let segmenter = Reflect::construct(&constructor, &arguments).ok()?;
        let segment = get(&segmenter, "segment")?.dyn_into().ok()?;
        Some(Self { segmenter, segment })
    }

    fn word_ends(&self, text: &str) -> Option<Vec<usize>> {
        let segments = self.segment.call1(&self.segmenter, &text.into()).ok()?;
        let mut ends = Vec::new();
        let mut end = 0;
        for segment in js_sys::try_iter(&segments).ok()?? {
            let segment = segment.ok()?;
            // Segments follow each other without a gap. The browser counts in UTF-16, so its indices are of no use.
            end += get(&segment, "segment")?.as_string()?.len();
            if get(&segment, "isWordLike")?.is_truthy() {
                ends.push(end);
            }
        }
        Some(ends)
    }
}

fn get(object: &JsValue, property: &str) -> Option<JsValue> {
    Reflect::get(object, &property.into()).ok()
}
