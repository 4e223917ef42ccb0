//! The name of a language.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, short};

/// A BCP-47 tag in canonical form and without extensions, such as `fa-AF`.
///
/// ```
/// use ifilm_language::LanguageTag;
/// let dari: LanguageTag = "FA-af".parse()?;
/// assert_eq!((dari.as_str(), dari.language()), ("fa-AF", "fa"));
/// # Ok::<(), ifilm_language::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language: `fa` of `fa-AF`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl FromStr for LanguageTag {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let locale = icu_locale::Locale::try_from_str(text).map_err(|_| Error::MalformedTag(short(text)))?;
        Ok(Self(locale.id.to_string()))
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tag of a megabyte gave an error of a megabyte.
    #[test]
    fn an_error_repeats_no_more_of_a_tag_than_a_person_reads() {
        let error = "x".repeat(1 << 20).parse::<LanguageTag>().unwrap_err();

        assert_eq!(error.to_string(), format!("`{}` is no BCP-47 language tag", "x".repeat(100)));
    }
}
