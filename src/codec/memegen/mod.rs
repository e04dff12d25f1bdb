//! What memegen's templates and links say, in its own words: so that its folders and its addresses serve here as they are.

pub mod link;
mod names;
pub mod template;
