use thiserror::Error;

use crate::codec::zip::ZipError;

/// Why a project was not read or written. Displays as a sentence for whoever chose the file or wanted to save.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProjectError {
    /// It is no zip, or one without a `meme.json` of ours.
    #[error("This is not a meme to be worked on. Choose a file whose name ends in .memeforge.")]
    NotAProject,
    /// Of a version that is not known here.
    #[error("This meme was saved by a newer MemeForge: reload the page and open it again.")]
    Newer,
    /// Bytes that make no sense, a wrong checksum, or a part that is no part of a meme.
    #[error("This file is damaged, or its end is missing. Save or download it again.")]
    Damaged,
    /// A file that `meme.json` names is not there.
    #[error("“{0}” is missing in this file. Save or download it again.")]
    Missing(String),
    /// Larger than [`LARGEST_PICTURE`](super::LARGEST_PICTURE), [`LARGEST_FONT`](super::LARGEST_FONT) or
    /// [`LONGEST_JSON`](super::LONGEST_JSON), or all are larger than [`LARGEST_TOTAL`](super::LARGEST_TOTAL).
    #[error(
        "“{0}” is too large: a picture may have 64 MB, a font 16 MB, all texts 2 MB, and all together 256 MB."
    )]
    TooLarge(String),
    /// More files than a project has.
    #[error("This file has more in it than a meme has. Choose another.")]
    TooManyFiles,
    /// More fonts than [`MOST_FONTS`](super::MOST_FONTS).
    #[error("This meme has more than 50 fonts. Use fewer.")]
    TooManyFonts,
    /// More texts, or longer ones, than are read again: see [`limits`](crate::document::limits).
    #[error(
        "This meme has more than 200 texts, or more than 10,000 letters in all, and would lose some. Remove what it can do without."
    )]
    TooManyTexts,
    /// More cells than [`Grid::MOST_CELLS`](crate::document::Grid::MOST_CELLS).
    #[error("This meme has more than 9 pictures in its grid. Use fewer.")]
    TooManyCells,
    /// A picture of a kind that no picture has.
    #[error("A picture in this file is of a kind that is not known here: “{0}”.")]
    Ending(String),
    /// A name that leads out of the folder.
    #[error("A part of this file has a name that leads elsewhere: “{0}”. Choose another file.")]
    Name(String),
    /// Two parts of the same name.
    #[error("“{0}” is in this file twice. Choose another.")]
    Duplicate(String),
    /// It takes a password.
    #[error("This file has a password. Save it again without.")]
    Encrypted,
    /// Packed in a way that is not known here.
    #[error("“{0}” is packed in a way that cannot be read here. Choose the file as it was saved.")]
    Method(String),
}

impl From<ZipError> for ProjectError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::NotAZip => Self::NotAProject,
            ZipError::Damaged => Self::Damaged,
            ZipError::TooManyFiles => Self::TooManyFiles,
            ZipError::TooLarge(name) => Self::TooLarge(name),
            ZipError::Name(name) => Self::Name(name),
            ZipError::Duplicate(name) => Self::Duplicate(name),
            ZipError::Encrypted => Self::Encrypted,
            ZipError::Method(name) => Self::Method(name),
        }
    }
}
