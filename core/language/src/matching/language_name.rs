//! The names of the editions' languages, in each of these languages.

use super::subtags::Subtags;
use crate::LanguageTag;
use crate::words::Words;

/// The name of a language, written in the language `shown_in`; in English if no edition has that language.
/// Tags that mean the same have the same name: `fa`, `fa-Arab-IR`. `None` for a language that none of the
/// real editions is written in.
///
/// ```
/// use ifilm_language::matching::language_name;
/// let name = |language: &str, shown_in: &str| {
///     language_name(&language.parse().unwrap(), &shown_in.parse().unwrap())
/// };
/// assert_eq!(name("fa-AF", "en"), Some("Dari"));
/// assert_eq!(name("de", "en"), None);
/// ```
pub fn language_name(language: &LanguageTag, shown_in: &LanguageTag) -> Option<&'static str> {
    let meaning = Subtags::of(language.as_str())?;
    let is_meant = |tag: &str| Subtags::of(tag).is_some_and(|tag| tag.is_like(&meaning));
    let named = NAMES.iter().find(|(tag, _)| is_meant(tag));
    named.map(|(_, words)| *words.of(shown_in))
}

const NAMES: [(&str, Words); 4] = [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN), ("fa-AF", DARI)];

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
// In Afghanistan «فارسی» alone also means Dari, so Persian is named with its country.
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
pub(crate) fn all() -> Vec<Words> {
    vec![ENGLISH, ARABIC, PERSIAN, DARI]
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [&str; 4] = ["en", "ar", "fa", "fa-AF"];

    #[test]
    fn the_four_languages_have_distinct_names_in_each_language() {
        for shown_in in LANGUAGES {
            let shown_in = shown_in.parse().unwrap();
            let names =
                LANGUAGES.map(|language| language_name(&language.parse().unwrap(), &shown_in).unwrap());
            let distinct: std::collections::HashSet<_> = names.iter().collect();
            assert_eq!(distinct.len(), 4, "{shown_in}: {names:?}");
        }
    }

    /// A catalogue may spell its languages out; such editions had no names.
    #[test]
    fn tags_that_mean_the_same_have_the_same_name() {
        for (language, name) in [
            ("en-US", Some("English")),
            ("ar-EG", Some("Arabic")),
            ("fa-Arab-IR", Some("Persian")),
            ("fa-Arab-AF", Some("Dari")),
            ("prs", Some("Dari")),
            ("fa-TJ", None),
            ("en-GB", None),
        ] {
            let found = language_name(&language.parse().unwrap(), &"en".parse().unwrap());
            assert_eq!(found, name, "{language}");
        }
    }
}
