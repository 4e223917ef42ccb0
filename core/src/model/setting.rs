//! Settings, hidden sections and saved searches.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{EditionId, Section};

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SettingValue {
    /// On or off.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// Some texts, in order.
    Texts(Vec<String>),
}

/// A setting of the shell or of the core.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: SettingValue,
}

/// A section that a person hides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HiddenSection {
    /// The edition.
    pub edition: EditionId,
    /// The section.
    pub section: Section,
}

/// A search that a person saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedSearch {
    /// Its name. There is one search with it.
    pub name: String,
    /// The words and filters as one text.
    pub query: String,
    /// When it was saved first.
    pub created_at: Timestamp,
}
