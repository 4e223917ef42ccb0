//! What the languages of the editions are called, in each of them.

use super::words::Words;
use crate::model::{Edition, LanguageTag};

/// The name of a language in the reader's own; in English where that is none of the editions'.
/// `None` for a language that none of the real editions is written in.
///
/// ```
/// use ifilm_core::language::language_name;
/// let name = |language: &str, reader: &str| language_name(&language.parse().unwrap(), &reader.parse().unwrap());
/// assert_eq!(name("fa-AF", "en"), Some("Dari"));
/// assert_eq!(name("de", "en"), None);
/// ```
pub fn language_name(language: &LanguageTag, reader: &LanguageTag) -> Option<&'static str> {
    let words = match language.as_str() {
        "en" => &ENGLISH,
        "ar" => &ARABIC,
        "fa" | "fa-IR" => &PERSIAN,
        "fa-AF" | "prs" => &DARI,
        _ => return None,
    };
    Some(words.of(reader))
}

/// The name of an edition in the reader's language, or else its own name.
pub fn edition_name<'a>(edition: &'a Edition, reader: &LanguageTag) -> &'a str {
    language_name(&edition.language, reader).unwrap_or(&edition.name)
}

const ENGLISH: Words = Words {
    english: "English", //
    arabic: "الإنجليزية",
    persian: "انگلیسی",
    dari: "انگلیسی",
};
const ARABIC: Words = Words {
    english: "Arabic", //
    arabic: "العربية",
    persian: "عربی",
    dari: "عربی",
};
// In Afghanistan the bare word means one's own language too: the other one is told by its country.
const PERSIAN: Words = Words {
    english: "Persian", //
    arabic: "الفارسية",
    persian: "فارسی",
    dari: "فارسی ایرانی",
};
const DARI: Words = Words {
    english: "Dari", //
    arabic: "الدرية",
    persian: "دری",
    dari: "دری",
};

/// Every text of this table.
#[cfg(test)]
pub(super) fn all() -> Vec<Words> {
    vec![ENGLISH, ARABIC, PERSIAN, DARI]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    const READERS: [&str; 4] = ["en", "ar", "fa", "fa-AF"];

    #[test]
    fn each_reader_tells_the_four_languages_apart() {
        for reader in READERS {
            let reader = reader.parse().unwrap();
            let names = READERS.map(|language| language_name(&language.parse().unwrap(), &reader).unwrap());
            let distinct: std::collections::HashSet<_> = names.iter().collect();
            assert_eq!(distinct.len(), 4, "{reader}: {names:?}");
        }
    }

    #[test]
    fn the_catalogue_calls_each_edition_as_its_readers_do() {
        for edition in Catalog::embedded().editions {
            assert_eq!(language_name(&edition.language, &edition.language), Some(edition.name.as_str()));
        }
    }

    #[test]
    fn an_edition_in_another_language_keeps_its_own_name() {
        let edition = Edition {
            id: "de".parse().unwrap(),
            language: "de".parse().unwrap(),
            name: "Deutsch".to_owned(),
            direction: crate::model::Direction::Ltr,
        };

        assert_eq!(edition_name(&edition, &"fa".parse().unwrap()), "Deutsch");
    }
}
