//! Settings and hidden sections.

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
