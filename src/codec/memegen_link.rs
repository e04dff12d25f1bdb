//! stub
use thiserror::Error;
/// e
#[derive(Debug, Error)]
#[error("x")]
pub struct LinkError;
/// l
pub struct MemeLink {
    /// i
    pub id: String,
    /// l
    pub lines: Vec<String>,
}
impl MemeLink {
    /// a
    pub fn apply_to(&self, d: crate::document::Document) -> crate::document::Document {
        d
    }
}
/// p
pub fn parse(_: &str) -> Result<Option<MemeLink>, LinkError> {
    Ok(None)
}
/// p
pub fn link_path(id: &str, lines: &[String]) -> String {
    format!("/m/{id}/{}", lines.join("/"))
}
