//! Sort keys: the order of titles in the alphabet of a language.
//!
//! The order is that of CLDR 48 with numbers by value, as in ICU's collators with `kn`, at the third level:
//! letters first, then marks and hamza, then case and form. [`SortKey`] says how long a key can be stored.

mod alphabet;
mod digits;
mod element;
mod level;
mod weights;

#[cfg(test)]
mod tests;

use alphabet::Alphabet;
use element::elements;
use level::Level;

use crate::LanguageTag;

/// The version of the order. Raise it when a key of any text changes.
const VERSION: u8 = 1;

/// Bytes that compare (by `memcmp`, as SQLite compares BLOBs) like the texts they were made of.
///
/// Keys of one language can be compared with each other. The first byte is the version of the order, so a
/// store finds the keys that an older release wrote, and makes them again. Two texts with one key differ in
/// nothing that counts at the third level, such as tatweel, or `7` and `۷`: use the id to order them.
///
/// ```
/// use ifilm_language::collation::sort_key;
///
/// let persian = "fa".parse()?;
/// let mut titles = ["فصل ۱۰", "گل", "آب", "فصل 2", "کتاب", "پل"];
/// titles.sort_by_key(|title| sort_key(title, &persian));
/// assert_eq!(titles, ["آب", "پل", "فصل 2", "فصل ۱۰", "کتاب", "گل"]);
/// # Ok::<(), ifilm_language::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(Vec<u8>);

impl SortKey {
    /// The first byte of every key that this release makes.
    pub const VERSION: u8 = VERSION;

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The same bytes, without a copy.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// The place of a text among others in the alphabet of a language. Persian, Dari (`fa-AF`, and Pashto, whose
/// order CLDR gives it) and Arabic have orders of their own, with Arabic letters before Latin ones. All other
/// languages have the root's, which is that of English. Takes time in proportion to the text.
pub fn sort_key(text: &str, language: &LanguageTag) -> SortKey {
    let alphabet = Alphabet::of(language);
    let mut key = Vec::with_capacity(text.len().saturating_add(16));
    let (mut marks, mut forms) = (Level::default(), Level::default());
    key.push(VERSION);
    elements(text, alphabet, |element| {
        element.primary.write(&mut key);
        marks.push(element.secondary);
        forms.push(element.tertiary);
    });
    key.extend([0, 0]);
    key.extend(marks.finish());
    key.push(0);
    key.extend(forms.finish());
    SortKey(key)
}
