//! A template's `config.yml`, in [memegen](https://github.com/jacebrowning/memegen)'s format. What that format has no words
//! for is kept in keys of our own, which memegen passes over: `alt` and `surround` of the template, `name` and `look` of a
//! text.

mod clean;
mod color;
mod config;
mod font;
mod link;
mod look;
mod place;
mod read;
mod words;
mod write;

use thiserror::Error;

pub use clean::name as clean_name;
pub use color::named as named_color;
pub use font::named as named_font;
pub use link::apply_link;
pub use read::parse;
pub use write::write;

/// The longest file that is read, in bytes: memegen's have less than 2 KB, one with as many texts as may be and a look for each
/// has about 100.
pub const LONGEST: usize = 256 * 1024;
/// The most boxes that a template has.
pub const MOST_TEXTS: usize = 100;
/// The most places for further pictures.
pub const MOST_OVERLAYS: usize = 100;
/// The most keywords.
pub const MOST_KEYWORDS: usize = 100;

/// What is wrong with a file. Displays as a sentence for whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// More than [`LONGEST`].
    #[error("config.yml is larger than 256 KB: remove what is no part of the template.")]
    TooLong,
    /// It is no YAML, or says something else than a template's does.
    #[error("config.yml cannot be read: {0}.")]
    Yaml(String),
    /// More than [`MOST_TEXTS`].
    #[error("config.yml has more than 100 texts: remove some.")]
    TooManyTexts,
    /// More than [`MOST_OVERLAYS`].
    #[error("config.yml has more than 100 overlays: remove some.")]
    TooManyOverlays,
    /// A colour that nobody knows.
    #[error("text {0} has the color '{1}': try a name of CSS such as white, or #rrggbb in quotes.")]
    Color(usize, String),
    /// A font that neither memegen nor MemeForge has.
    #[error(
        "text {0} has the font '{1}': try thick, thin, comic or another of memegen's, or one of MemeForge's such as archivo-black."
    )]
    Font(usize, String),
    /// A side that there is not.
    #[error("text {0} has the align '{1}': try left, center or right.")]
    Align(usize, String),
    /// A look that is none.
    #[error("text {0} has a look that cannot be read: {1}.")]
    Look(usize, String),
    /// A surround that is none.
    #[error("surround cannot be read: {0}. Try none, caption or frame.")]
    Surround(String),
}

#[cfg(test)]
mod tests;
