//! What comes in from outside and what leaves: picture files, file names, links, templates, projects. All of it may be hostile.

pub mod carried;
mod crc;
mod decimal;
pub mod draft;
mod exact;
mod file_name;
mod html;
pub mod layers;
pub mod memegen_link;
pub mod picture;
pub mod project;
pub mod share_link;
pub mod template_file;
pub mod template_zip;
pub mod zip;

pub use decimal::decimal;
pub use file_name::{head_and_tail, meme_file_name, shortened};
