//! Drafts: what is being made is kept on the device, and found again.

mod desk;
mod list;
mod pack;
mod record;
mod resume;
mod row;
mod save;

use super::links;
use super::tools::Tools;
use crate::browser::{address, for_tab, of_tab};
use desk::Drafts;
pub use list::list;

/// Under which words this tab remembers its draft, and the address at which that was made.
const DRAFT: &str = "draft";
const ADDRESS: &str = "draft-address";

/// Whether this tab has a draft of the page's address, to be taken up: after a reload, say.
pub fn has_draft_of_address() -> bool {
    of_tab(DRAFT).is_some() && of_tab(ADDRESS).as_deref() == Some(&*here())
}

fn here() -> String {
    address::path_and_query() + "#" + &address::fragment()
}

fn remember_for_tab(id: Option<&str>) {
    for_tab(DRAFT, id);
    for_tab(ADDRESS, id.map(|_| here()).as_deref());
}

/// Begins to keep what is made, and takes up what was left.
pub fn begin(tools: Tools) -> Drafts {
    let drafts = Drafts::new(tools);
    resume::resume(drafts, !links::names_a_meme() || has_draft_of_address());
    save::listen(drafts);
    drafts
}
