//! The file as it is written: memegen's keys and ours, each of which may be missing or empty.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// All of it. A list with nothing in it is written as one with an empty item by memegen.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Config {
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    pub keywords: Option<Vec<Option<String>>>,
    pub text: Option<Vec<Option<Text>>>,
    pub example: Option<Vec<Option<String>>>,
    pub overlay: Option<Vec<Option<OverlayPlace>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surround: Option<Value>,
}

/// A text's box.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Text {
    pub style: Option<String>,
    pub color: Option<String>,
    pub font: Option<String>,
    pub anchor_x: Option<f64>,
    pub anchor_y: Option<f64>,
    /// Degrees, counter-clockwise.
    pub angle: Option<f64>,
    pub scale_x: Option<f64>,
    pub scale_y: Option<f64>,
    pub align: Option<String>,
    pub start: Option<f64>,
    pub stop: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub look: Option<Value>,
}

impl Text {
    /// The two boxes of a template that says nothing of them, in a meme of memegen's.
    pub fn usual() -> Vec<Option<Self>> {
        let bottom = Self {
            anchor_y: Some(0.8),
            ..Self::default()
        };
        vec![Some(Self::default()), Some(bottom)]
    }
}

/// Where a further picture goes.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct OverlayPlace {
    pub center_x: Option<f64>,
    pub center_y: Option<f64>,
    /// Degrees, counter-clockwise.
    pub angle: Option<f64>,
    pub scale: Option<f64>,
    pub start: Option<f64>,
    pub stop: Option<f64>,
}
