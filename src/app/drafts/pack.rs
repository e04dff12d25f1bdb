use std::collections::HashSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;

use super::desk::Drafts;
use super::record::Record;
use super::resume::source;
use crate::app::export::{Problem, Wish, made};
use crate::app::project::Meme;
use crate::browser::{blob_of, bytes_of, download};
use crate::codec::draft::{Draft, DraftError};
use crate::codec::meme_file_name;
use crate::codec::zip::{self, ZipError};

/// What the file is called.
const FILE_NAME: &str = "memeforge-drafts.zip";

/// Why drafts are not in a file. Displays as a sentence for the person.
#[derive(Debug, Error)]
enum PackError {
    #[error("“{name}” was left out. {why}")]
    LeftOut { name: String, why: LeftOut },
    #[error("This device has no memory left for the file. Choose fewer drafts.")]
    NoMemory,
    #[error("{0} Choose fewer drafts.")]
    Zip(#[from] ZipError),
    #[error(
        "The browser did not take the file. Check whether downloads are allowed for this site."
    )]
    NotSaved,
}

/// Why one of several drafts is not in the file.
#[derive(Debug, Error)]
enum LeftOut {
    #[error(transparent)]
    Draft(#[from] DraftError),
    #[error("Its picture is gone.")]
    NoPicture,
    #[error(transparent)]
    Problem(#[from] Problem),
}

/// Several drafts on their way into a file.
#[derive(Clone, Copy)]
pub struct Packing {
    /// How many are done, and of how many; nothing while there is nothing to do.
    pub progress: RwSignal<Option<(usize, usize)>>,
    /// What did not work.
    pub problem: RwSignal<String>,
}

impl Packing {
    /// Makes a picture of each of the drafts, and gives the person all of them in one file. Ends without one as soon as the
    /// progress is taken away.
    pub fn begin(self, drafts: Drafts, records: Vec<Record>, wish: Wish) {
        self.problem.set(String::new());
        self.progress.set(Some((0, records.len())));
        spawn_local(async move {
            let packed = self.pack(drafts, records, wish).await;
            // The dialog may have been closed meanwhile.
            let _ = self.progress.try_set(None);
            match packed {
                Ok((0, problems)) => self.say(&problems),
                Ok((count, problems)) => {
                    drafts.tell(format!("{} in {FILE_NAME}", pictures(count)));
                    self.say(&problems);
                }
                Err(error) => self.say(&[error.to_string()]),
            }
        });
    }

    /// Gives it up.
    pub fn stop(self) {
        self.progress.set(None);
    }

    fn is_wanted(self) -> bool {
        (self.progress.try_get_untracked()).is_some_and(|progress| progress.is_some())
    }

    fn say(self, problems: &[String]) {
        let _ = self.problem.try_set(problems.join(" "));
    }

    /// How many are in the file, and what is not.
    async fn pack(
        self,
        drafts: Drafts,
        records: Vec<Record>,
        wish: Wish,
    ) -> Result<(usize, Vec<String>), PackError> {
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        let mut names = HashSet::new();
        let mut problems = Vec::new();
        let count = records.len();
        for (index, record) in records.into_iter().enumerate() {
            let name = record.name.clone();
            let file = picture(drafts, record, wish, &|| self.is_wanted()).await;
            if !self.is_wanted() {
                return Ok((0, Vec::new()));
            }
            match file {
                Ok(file) => {
                    let data = bytes_of(&file).await.ok_or(PackError::NoMemory)?;
                    files.push((unused(&mut names, &name, wish.kind.ending()), data));
                }
                Err(why) => problems.push(PackError::LeftOut { name, why }.to_string()),
            }
            let _ = self.progress.try_set(Some((index + 1, count)));
        }
        if !files.is_empty() {
            let zip = zip::write(&files)?;
            let file = blob_of(&zip, "application/zip").ok_or(PackError::NoMemory)?;
            download::save(&file, FILE_NAME).map_err(|_| PackError::NotSaved)?;
        }
        Ok((files.len(), problems))
    }
}

/// A picture of a draft, as it is kept.
async fn picture(
    drafts: Drafts,
    record: Record,
    wish: Wish,
    is_wanted: &impl Fn() -> bool,
) -> Result<web_sys::Blob, LeftOut> {
    let is_here = drafts.current.get_untracked().as_ref() == Some(&record.id);
    let meme = match is_here.then(|| Meme::on_stage(*drafts)).flatten() {
        Some(meme) => meme,
        None => kept(&record).await?,
    };
    Ok(made(&meme, wish, is_wanted).await?.file)
}

async fn kept(record: &Record) -> Result<Meme, LeftOut> {
    let draft = Draft::from_json(&record.json)?;
    let id = draft.document.picture.id;
    let stored = draft.pictures.iter().find(|(known, _)| *known == id);
    let (_, stored) = stored.ok_or(LeftOut::NoPicture)?;
    Ok(Meme {
        source: source(stored).await.ok_or(LeftOut::NoPicture)?,
        name: draft.name,
        template: (draft.templates.into_iter()).rfind(|used| used.picture == id),
        document: draft.document,
    })
}

/// A file's name that none of the others has.
fn unused(names: &mut HashSet<String>, title: &str, ending: &str) -> String {
    let numbered = (2..).map(|number| format!("{title} {number}"));
    let mut candidates = std::iter::once(title.to_owned())
        .chain(numbered)
        .map(|title| meme_file_name(&title, ending));
    // Systems without capitals in names would take two for one.
    let name = candidates.find(|name| names.insert(name.to_lowercase()));
    name.unwrap_or_default()
}

fn pictures(count: usize) -> String {
    match count {
        1 => "1 picture".to_owned(),
        _ => format!("{count} pictures"),
    }
}
