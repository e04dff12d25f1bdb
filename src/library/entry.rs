use serde::{Deserialize, Serialize};

/// A template in a list of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// What it goes by in addresses.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What else it is looked for by.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// What its boxes say in an example.
    #[serde(default)]
    pub example: Vec<String>,
    /// What its picture shows, for whoever does not see it.
    #[serde(default)]
    pub alt: String,
    /// Where its small picture is.
    pub thumbnail: String,
    /// Whose it is.
    pub from: Origin,
}

impl Entry {
    /// What it is remembered by: those of the person and those of the library may have one id.
    pub fn key(&self) -> String {
        match self.from {
            Origin::Own => format!("own {}", self.id),
            Origin::MemeForge | Origin::Team => self.id.clone(),
        }
    }
}

/// Whose a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// MemeForge's own.
    MemeForge,
    /// The team's that hosts it.
    Team,
    /// The person's, kept on the device.
    Own,
}
