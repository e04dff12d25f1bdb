use std::rc::Rc;

use web_sys::Blob;

use crate::browser::{Opened, Panel, Panels, PictureSource};
use crate::codec::picture::{Format, Kind};
use crate::codec::project::{ProjectCell, ProjectPicture, picture_ending};
use crate::document::Blank;

/// How a picture is written: a file of it, or how it is made. None where it cannot be read any more.
pub async fn picture_of(source: &PictureSource) -> Option<ProjectPicture<Blob>> {
    if let PictureSource::Made(made) = source {
        if let Some(blank) = made.as_any().downcast_ref::<Blank>() {
            return Some(ProjectPicture::Blank(*blank));
        }
        let Panels { grid, cells } = made.as_any().downcast_ref::<Panels>()?.clone();
        let mut written = Vec::new();
        for panel in cells {
            let Some(panel) = panel else {
                written.push(None);
                continue;
            };
            let (data, ending) = file_of(&panel.source).await?;
            written.push(Some(ProjectCell {
                name: panel.name,
                data,
                ending,
                crop: panel.crop,
            }));
        }
        return Some(ProjectPicture::Panels {
            grid,
            cells: written,
        });
    }
    let (data, ending) = file_of(source).await?;
    Some(ProjectPicture::File { data, ending })
}

async fn file_of(source: &PictureSource) -> Option<(Blob, String)> {
    let (file, kind) = match source {
        PictureSource::Raster { blob, format } => (blob.clone(), Kind::Raster(*format)),
        PictureSource::Drawing { .. } => (source.clean_file().await?, Kind::Svg),
        // A picture of pictures that are made themselves there is not.
        PictureSource::Made(_) => (source.clean_file().await?, Kind::Raster(Format::WebP)),
    };
    Some((file, picture_ending(kind).to_owned()))
}

/// The picture that was written. None where there is none, or one that cannot be shown here.
pub async fn source_of(picture: ProjectPicture<Blob>) -> Option<PictureSource> {
    match picture {
        ProjectPicture::None => None,
        ProjectPicture::File { data, .. } => Some(Opened::open(&data).await.ok()?.source),
        ProjectPicture::Blank(blank) => Some(PictureSource::Made(Rc::new(blank))),
        ProjectPicture::Panels { grid, cells } => {
            let mut panels = Vec::new();
            for cell in cells {
                let Some(cell) = cell else {
                    panels.push(None);
                    continue;
                };
                // One that cannot be shown leaves its place empty: the others are there.
                let panel = Panel::open(cell.name, &cell.data).await.ok();
                panels.push(panel.map(|(panel, _)| Panel {
                    crop: cell.crop,
                    ..panel
                }));
            }
            let cells = panels;
            Some(PictureSource::Made(Rc::new(Panels { grid, cells })))
        }
    }
}
