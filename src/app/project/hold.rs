use std::convert::Infallible;

use crate::codec::project::{Project, ProjectPicture, Role};
use crate::document::Document;

/// The same project with its files made otherwise, each as `hold` makes it in its time: picture, cells and fonts in turn. None as
/// soon as it makes nothing.
pub async fn hold<Data: Clone, Other>(
    project: &Project<Data>,
    mut hold: impl AsyncFnMut(Data, bool) -> Option<Other>,
) -> Option<Project<Other>> {
    // `try_map` does not wait: what there is is asked first, and put in its place in the end.
    let mut files = Vec::new();
    let Ok(_) = project.try_map(|data, role| {
        files.push((data.clone(), matches!(role, Role::Font { .. })));
        Ok::<_, Infallible>(())
    });
    let mut made = Vec::new();
    for (data, is_font) in files {
        made.push(hold(data, is_font).await?);
    }
    let mut made = made.into_iter();
    (project.try_map(|_, _| made.next().ok_or(()))).ok()
}

/// As [`hold`], of a picture alone.
pub async fn hold_picture<Data: Clone, Other>(
    picture: ProjectPicture<Data>,
    mut with: impl AsyncFnMut(Data) -> Option<Other>,
) -> Option<ProjectPicture<Other>> {
    let project = Project {
        picture,
        ..Project::new(Document::example())
    };
    let holding = hold(&project, async |data, _| with(data).await).await;
    Some(holding?.picture)
}
