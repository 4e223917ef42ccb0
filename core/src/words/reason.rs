//! The names of editions, and why an edition or a story is shown.

use crate::model::{Choice, Edition, LanguageTag, SameStory};

/// The name of an edition, written in the language `shown_in`, or else its own name.
pub fn edition_name<'a>(edition: &'a Edition, shown_in: &LanguageTag) -> &'a str {
    ifilm_language::matching::language_name(&edition.language, shown_in).unwrap_or(&edition.name)
}

/// One sentence that says why this edition was chosen, for a line in the settings. It is written in the
/// language `shown_in`; in English if no edition has that language. The wish and the edition's name are
/// isolated, so that they keep their order in any line.
pub fn choice_reason(choice: &Choice, editions: &[Edition], shown_in: &LanguageTag) -> String {
    let chosen = editions.iter().find(|edition| edition.id == choice.edition);
    let name = chosen.map_or(choice.edition.as_str(), |edition| edition_name(edition, shown_in));
    ifilm_language::matching::choice_reason(&choice.trace, name, shown_in)
}

/// One line for people that says why two articles tell the same story, in the given language and its digits:
/// `98% sure: the same names, the same picture`.
pub fn same_story_reason(story: &SameStory, language: &LanguageTag) -> String {
    ifilm_language::story::same_story_reason(story.confidence_permille, &story.evidence, language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{EditionEntry, Editions};
    use crate::client::language::choose;
    use crate::model::Direction;

    fn reason(wishes: &[&str], shown_in: &str) -> String {
        let wishes: Vec<String> = wishes.iter().map(|wish| (*wish).to_owned()).collect();
        let choice = choose(&Editions::embedded(), &wishes);
        choice_reason(&choice, &editions(), &shown_in.parse().unwrap())
    }

    fn editions() -> Vec<Edition> {
        let edition = |entry: &EditionEntry| {
            let EditionEntry { id, language, name, zone, .. } = entry.clone();
            Edition { id, language, name, direction: Direction::Rtl, zone: zone.to_string() }
        };
        Editions::embedded().all().iter().map(edition).collect()
    }

    #[test]
    fn each_rule_has_a_sentence_of_its_own() {
        for (wishes, sentence) in [
            (&["prs"][..], "Suggested because your device lists \u{2068}Dari\u{2069}."),
            (
                &["ar-LB"],
                "Suggested because your device lists \u{2068}ar-LB\u{2069}, and \u{2068}Arabic\u{2069} is the same language.",
            ),
            (
                &["arz"],
                "Suggested because your device lists \u{2068}arz\u{2069}, and \u{2068}Arabic\u{2069} is close to it.",
            ),
            (
                &["ps-AF"],
                "Suggested because your device lists \u{2068}ps-AF\u{2069}, and \u{2068}Dari\u{2069} is official in its region.",
            ),
            (
                &["am"],
                "Suggested because your device lists \u{2068}am\u{2069}, and many of its readers also read \u{2068}English\u{2069}.",
            ),
            (
                &["dari"],
                "Suggested because your device lists \u{2068}dari\u{2069}, which is \u{2068}Dari\u{2069} here.",
            ),
            (&["de"], "Your device lists no language that is available here; this is the usual edition."),
            (&[], "Your device names no language; this is the usual edition."),
        ] {
            assert_eq!(reason(wishes, "en"), sentence, "{wishes:?}");
        }
    }

    #[test]
    fn the_sentence_is_in_the_language_asked_for() {
        let persian = "پیشنهاد شده، چون \u{2068}ckb-IR\u{2069} در فهرست زبان‌های دستگاه شماست و \u{2068}فارسی\u{2069} در منطقهٔ آن رسمی است.";

        assert_eq!(reason(&["ckb-IR"], "fa"), persian);
    }

    #[test]
    fn the_catalogue_names_each_edition_in_its_own_language() {
        for edition in editions() {
            let name = ifilm_language::matching::language_name(&edition.language, &edition.language);

            assert_eq!(name, Some(edition.name.as_str()));
        }
    }

    #[test]
    fn an_edition_in_another_language_keeps_its_own_name() {
        let edition = Edition {
            id: "de".parse().unwrap(),
            language: "de".parse().unwrap(),
            name: "Deutsch".to_owned(),
            direction: Direction::Ltr,
            zone: "UTC".to_owned(),
        };

        assert_eq!(edition_name(&edition, &"fa".parse().unwrap()), "Deutsch");
    }
}
