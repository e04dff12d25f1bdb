//! What comes in from outside and what leaves: picture files, file names. All of it may be hostile.

mod decimal;
mod file_name;
mod json_changes;
pub mod memegen;
pub mod picture;
pub mod share_link;

pub use decimal::decimal;
pub use file_name::meme_file_name;
