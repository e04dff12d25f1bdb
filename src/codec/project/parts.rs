//! What a project consists of.

use serde::{Deserialize, Serialize};

use super::{LARGEST_FONT, LARGEST_PICTURE, MOST_FONTS, ProjectError};
use crate::codec::memegen_link::is_template_id;
use crate::document::{Blank, Crop, Document, Grid, Template, limits};

/// A meme with all that it is made of. `Data` is what holds a file: its bytes, or a name by which it is kept elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project<Data = Vec<u8>> {
    /// The meme. The id of its picture means nothing here; its size is that of the picture as it was.
    pub document: Document,
    /// Its picture.
    #[serde(default)]
    pub picture: ProjectPicture<Data>,
    /// The fonts of the person's own that its texts use.
    #[serde(default = "Vec::new")]
    pub fonts: Vec<ProjectFont<Data>>,
    /// The template that it was begun from. None where it was from none.
    #[serde(default)]
    pub template: Option<UsedTemplate>,
    /// What the person calls it; empty where they do not.
    #[serde(default)]
    pub name: String,
}

/// The picture of a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProjectPicture<Data = Vec<u8>> {
    /// None is here: it is the template's, which whoever opens it has, or is gone.
    #[default]
    None,
    /// A file, whatever is in it.
    File {
        /// The file.
        #[serde(rename = "file")]
        data: Data,
        /// What kind it is of: one of [`ProjectPicture::ENDINGS`].
        ending: String,
    },
    /// Made of colours.
    Blank(Blank),
    /// Made of pictures in a grid.
    Panels {
        /// Where they lie.
        #[serde(default)]
        grid: Grid,
        /// What is in each cell. There may be more than the grid shows, up to [`Grid::MOST_CELLS`].
        #[serde(default = "Vec::new")]
        cells: Vec<Option<ProjectCell<Data>>>,
    },
}

/// A picture in a cell of a grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectCell<Data = Vec<u8>> {
    /// The name of its file, as its owner wrote it.
    #[serde(default)]
    pub name: String,
    /// Its file, whatever is in it.
    #[serde(rename = "file")]
    pub data: Data,
    /// What kind it is of: one of [`ProjectPicture::ENDINGS`].
    pub ending: String,
    /// Which part of it is seen.
    #[serde(default)]
    pub crop: Crop,
}

/// A font of the person's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectFont<Data = Vec<u8>> {
    /// What texts call it: that of [`Face::Own`](crate::document::Face::Own).
    pub name: String,
    /// Its file, whatever is in it.
    #[serde(rename = "file")]
    pub data: Data,
}

/// The template that a meme was begun from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UsedTemplate {
    /// Its id.
    pub id: String,
    /// What it is called; empty where nobody says so.
    #[serde(default)]
    pub name: String,
    /// All of it, where it is the person's own, and so not known elsewhere. Its picture is the project's.
    #[serde(default)]
    pub own: Option<Template>,
}

/// What a file is in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role<'project> {
    /// Its picture.
    Picture {
        /// What kind it is of.
        ending: &'project str,
    },
    /// The picture of a cell.
    Cell {
        /// The place of the cell, from 0.
        index: usize,
        /// What kind it is of.
        ending: &'project str,
    },
    /// A font.
    Font {
        /// Its place among the fonts, from 0.
        index: usize,
    },
}

impl Role<'_> {
    /// How large such a file may be, in bytes.
    pub fn largest(self) -> u64 {
        match self {
            Self::Picture { .. } | Self::Cell { .. } => LARGEST_PICTURE,
            Self::Font { .. } => LARGEST_FONT,
        }
    }
}

impl ProjectPicture {
    /// The endings of pictures' files: what kinds there are.
    pub const ENDINGS: [&str; 8] = ["jpg", "png", "webp", "avif", "gif", "bmp", "svg", "heic"];
}

impl<Data> Project<Data> {
    /// A project of a document alone.
    pub fn new(document: Document) -> Self {
        Self {
            document,
            picture: ProjectPicture::None,
            fonts: Vec::new(),
            template: None,
            name: String::new(),
        }
    }

    /// The same project with its files held otherwise: each is what `hold` makes of it, picture, cells and fonts in turn. The
    /// first error ends it.
    pub fn try_map<'project, Other, Error>(
        &'project self,
        mut hold: impl FnMut(&'project Data, Role<'project>) -> Result<Other, Error>,
    ) -> Result<Project<Other>, Error> {
        let picture = match &self.picture {
            ProjectPicture::None => ProjectPicture::None,
            ProjectPicture::File { data, ending } => ProjectPicture::File {
                data: hold(data, Role::Picture { ending })?,
                ending: ending.clone(),
            },
            ProjectPicture::Blank(blank) => ProjectPicture::Blank(*blank),
            ProjectPicture::Panels { grid, cells } => {
                let mut others = Vec::new();
                for (index, cell) in cells.iter().enumerate() {
                    let Some(ProjectCell {
                        name,
                        data,
                        ending,
                        crop,
                    }) = cell
                    else {
                        others.push(None);
                        continue;
                    };
                    others.push(Some(ProjectCell {
                        name: name.clone(),
                        data: hold(data, Role::Cell { index, ending })?,
                        ending: ending.clone(),
                        crop: *crop,
                    }));
                }
                ProjectPicture::Panels {
                    grid: *grid,
                    cells: others,
                }
            }
        };
        let mut fonts = Vec::new();
        for (index, font) in self.fonts.iter().enumerate() {
            fonts.push(ProjectFont {
                name: font.name.clone(),
                data: hold(&font.data, Role::Font { index })?,
            });
        }
        Ok(Project {
            document: self.document.clone(),
            picture,
            fonts,
            template: self.template.clone(),
            name: self.name.clone(),
        })
    }

    /// Says no to what no project has.
    pub(super) fn check(&self) -> Result<(), ProjectError> {
        if self.fonts.len() > MOST_FONTS {
            return Err(ProjectError::TooManyFonts);
        }
        if let ProjectPicture::Panels { cells, .. } = &self.picture
            && cells.len() > Grid::MOST_CELLS
        {
            return Err(ProjectError::TooManyCells);
        }
        if let Some(UsedTemplate { id, own, .. }) = &self.template {
            let own_id = own.as_ref().map(|own| &own.id);
            if ![Some(id), own_id]
                .into_iter()
                .flatten()
                .all(|id| is_template_id(id))
            {
                return Err(ProjectError::Damaged);
            }
        }
        self.try_map(|_, role| match role {
            Role::Picture { ending } | Role::Cell { ending, .. }
                if !ProjectPicture::ENDINGS.contains(&ending) =>
            {
                Err(ProjectError::Ending(ending.to_owned()))
            }
            _ => Ok(()),
        })?;
        Ok(())
    }

    /// The same within what the editor allows: see [`Document::sanitized_as_kept`]. Files stay as they are.
    pub(super) fn sanitized(mut self) -> Self {
        self.document = self.document.sanitized_as_kept();
        cut(&mut self.name);
        match &mut self.picture {
            ProjectPicture::None | ProjectPicture::File { .. } => {}
            ProjectPicture::Blank(blank) => *blank = blank.sanitized(),
            ProjectPicture::Panels { grid, cells } => {
                *grid = grid.sanitized();
                for cell in cells.iter_mut().flatten() {
                    cut(&mut cell.name);
                    cell.crop = cell.crop.sanitized();
                }
            }
        }
        for font in &mut self.fonts {
            cut(&mut font.name);
        }
        if let Some(template) = &mut self.template {
            cut(&mut template.name);
            template.own = template.own.take().map(Template::sanitized);
        }
        self
    }
}

/// Cuts a name at the longest that names are.
fn cut(name: &mut String) {
    if let Some((end, _)) = name.char_indices().nth(limits::LONGEST_NAME) {
        name.truncate(end);
    }
}
