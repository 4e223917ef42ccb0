//! Which stored programme a title of the guide names.

use std::collections::HashMap;

use ifilm_language::text::fold_words;

use crate::model::{ItemKey, without_year};

/// The programmes of an edition by their names. A name that two of them have names neither.
#[derive(Debug, Default)]
pub(super) struct NamedPrograms(HashMap<String, Option<ItemKey>>);

impl NamedPrograms {
    pub(super) fn of(titles: Vec<(ItemKey, String)>) -> Self {
        let mut names: HashMap<String, Option<ItemKey>> = HashMap::new();
        for (key, title) in titles {
            names.entry(name(&title)).and_modify(|known| *known = None).or_insert(Some(key));
        }
        names.remove("");
        Self(names)
    }

    /// The one programme with the name of a title.
    pub(super) fn at(&self, title: &str) -> Option<&ItemKey> {
        self.0.get(&name(title))?.as_ref()
    }
}

/// A title without the year at its end, in one spelling.
fn name(title: &str) -> String {
    fold_words(without_year(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_the_programme_with_the_same_words_in_any_spelling() {
        let titles = [
            ("en/series/7", "Night Shift (2015)"),
            ("en/film/8", "The Old Bazaar"),
            ("en/series/9", "The old bazaar"),
            ("fa/series/10", "كلاه قرمزي"),
        ];
        let titles = titles.map(|(key, title)| (key.parse().unwrap(), title.to_owned()));
        let named = NamedPrograms::of(titles.to_vec());

        for (title, key) in [
            ("NIGHT SHIFT", Some("en/series/7")),
            ("Night Shift(2015)", Some("en/series/7")),
            ("\u{6a9}\u{644}\u{627}\u{647} قرمزی", Some("fa/series/10")),
            ("The Old Bazaar", None), // a film and a series
            ("Night Shift Special", None),
            ("", None),
        ] {
            assert_eq!(named.at(title).map(ItemKey::to_string).as_deref(), key, "{title}");
        }
    }
}
