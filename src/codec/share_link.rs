//! stub
use thiserror::Error;
/// p
pub const PREFIX: &str = "1.";
/// e
#[derive(Debug, Error)]
#[error("x")]
pub struct ShareLinkError;
/// s
pub struct SharedMeme {
    /// t
    pub template: Option<String>,
    /// d
    pub document: crate::document::Document,
}
/// e
pub fn encode(_: &SharedMeme) -> String {
    String::new()
}
/// d
pub fn decode(_: &str) -> Result<SharedMeme, ShareLinkError> {
    Err(ShareLinkError)
}
