use leptos::prelude::*;

use crate::app::tools::Tools;
use crate::browser::PictureSource;
use crate::codec::draft::{PictureTemplate, title};
use crate::document::Document;

/// A meme with what it takes to make files of it, on the stage or kept as a draft.
#[derive(Clone)]
pub struct Meme {
    /// What it shows.
    pub document: Document,
    /// Its picture's file.
    pub source: PictureSource,
    /// What the person calls it; empty where they do not.
    pub name: String,
    /// The template that its picture is from.
    pub template: Option<PictureTemplate>,
}

impl Meme {
    /// The one on the stage. None where its picture is not there yet.
    pub fn on_stage(tools: Tools) -> Option<Self> {
        Self::of(tools, tools.document())
    }

    /// One that is or was on the stage.
    pub fn of(tools: Tools, document: Document) -> Option<Self> {
        Some(Self {
            source: tools.source(document.picture.id)?,
            name: tools.name.get_untracked(),
            template: tools.template_of(document.picture.id),
            document,
        })
    }

    /// What it shows, for those who do not see it: what the person has written, or else what its texts say.
    pub fn description(&self) -> String {
        match self.document.description.as_str() {
            "" => title("", &self.document),
            written => written.to_owned(),
        }
    }
}
