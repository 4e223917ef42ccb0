//! Every text for people has its own words in each language. A new table needs one line in [`tables`]; a test
//! reads the sources to see that none is missing. A table of other values, such as plural forms, is turned
//! into texts with [`Words::map`].

use std::collections::BTreeSet;

use crate::matching::{choice_reason, language_name};
use crate::number::{cardinal, count};
use crate::speech::{self, speech_runs};
use crate::story;
use crate::time::{date, duration};
use crate::words::Words;

/// The tables of texts, by name.
fn tables() -> Vec<(&'static str, Vec<Words>)> {
    vec![
        ("cardinal", vec![cardinal::MINUS]),
        ("count", count::all()),
        ("date", date::all()),
        ("duration", duration::all()),
        ("language_name", language_name::all()),
        ("choice_reason", choice_reason::all()),
        ("story", story::all()),
        ("speech", speech::all()),
    ]
}

/// The texts that are the same in Dari and in Persian, with the reason.
const SHARED: &[(&str, &[&str])] = &[
    (
        "words for numbers, units and times that Persian and Dari share",
        &["منفی", "مثبت", "نقطه", "تا", "از", "بر", "درجه", "ساعت", " ساعت ", "دقیقه", "ثانیه"],
    ),
    (
        "international words that both took over in one form",
        &["یورو", "افغانی", "پوند", "ین", "ریال", "کیلومتر", "سانتی\u{200C}متر", "گیگابایت", "درجهٔ فارنهایت"],
    ),
    (
        "the calendars, by their official names in both countries",
        &["هجری شمسی", "هجری قمری", "شمسی", "قمری", "میلادی"],
    ),
    (
        "measures of time, and other words that both languages count with",
        &["{n} ثانیه", "{n} دقیقه", "{n} ساعت", "{n} روز", "{n} نتیجه", "{n} قسمت"],
    ),
    ("the days seen from today", &["امروز", "دیروز", "فردا"]),
    ("the weekdays", &["دوشنبه", "سه\u{200C}شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"]),
    ("the names of the languages themselves", &["انگلیسی", "عربی", "دری"]),
    (
        "Arabic as both write it",
        &[
            "علیه\u{200C}السلام",
            "سلام\u{200C}الله علیها",
            "عجل\u{200C}الله تعالی فرجه",
            "رحمت\u{200C}الله علیه",
        ],
    ),
    (
        "the lunar months, which are Arabic in both",
        &[
            "محرم",
            "صفر",
            "ربیع\u{200C}الاول",
            "ربیع\u{200C}الثانی",
            "جمادی\u{200C}الاول",
            "جمادی\u{200C}الثانی",
            "رجب",
            "شعبان",
            "رمضان",
            "شوال",
        ],
    ),
];

/// Each text with the name of its table and its four languages.
fn texts() -> impl Iterator<Item = (&'static str, Words)> {
    tables().into_iter().flat_map(|(name, texts)| texts.into_iter().map(move |text| (name, text)))
}

#[test]
fn numbers_and_times_keep_to_the_letters_of_their_language() {
    let said = |text: &str, tag: &str| speech_runs(text, &tag.parse().unwrap()).remove(0).text;
    let times = (0..60).map(|minute| format!("{:02}:{minute:02}", minute % 24));

    for text in (0..=1_100).map(|number| number.to_string()).chain(times) {
        assert!(!said(&text, "ar").contains(['ی', 'ک', 'پ', 'ژ']), "{text}");
        for tag in ["fa", "fa-AF"] {
            assert!(!said(&text, tag).contains(['ي', 'ك', 'ة', 'ى']), "{text}");
        }
    }
}

#[test]
fn every_text_is_whole_and_in_the_letters_of_its_language() {
    for (table, text) in texts() {
        assert_eq!(text.faults(), [""; 0], "{table}: {text:?}");
    }
}

#[test]
fn each_fault_of_a_text_is_found() {
    let right =
        Words { english: "Salt: {n}", arabic: "ملح: {n}", persian: "نمک: {n}", dari: "نمک: {n}" };

    for (wrong, fault) in [
        (Words { dari: " ", ..right }, "a language has no text"),
        (Words { english: "ملح {n}", ..right }, "the English has Arabic letters"),
        (Words { persian: "Salt: {n}", ..right }, "another language is in Latin letters"),
        (Words { arabic: "ملک: {n}", ..right }, "the Arabic has Persian letters"),
        (Words { dari: "نمك: {n}", ..right }, "the Persian or Dari has Arabic letters"),
        (Words { arabic: "ملح: {m}", ..right }, "other places are left open"),
    ] {
        assert!(wrong.faults().contains(&fault), "{wrong:?}");
    }
    assert!(right.faults().is_empty());
}

#[test]
fn dari_is_no_copy_of_persian_but_where_there_is_a_reason() {
    let shared: BTreeSet<&str> = SHARED.iter().flat_map(|(_, texts)| texts.iter().copied()).collect();

    for (table, text) in texts() {
        assert!(text.dari != text.persian || shared.contains(text.dari), "{table}: `{}` is both", text.dari);
    }
}

#[test]
fn every_reason_is_still_needed() {
    let copies: BTreeSet<&str> =
        texts().filter(|(_, text)| text.dari == text.persian).map(|(_, text)| text.dari).collect();

    for (reason, texts) in SHARED {
        for text in *texts {
            assert!(copies.contains(text), "`{text}` ({reason}) is shared no more");
        }
    }
}

/// Reads the sources. Only a module named `tests` may read files in this crate.
#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    /// The one text that is empty in some languages: where the Solar calendar is the language's own.
    const SOLAR_ERA: &str = "SH";

    /// The English of each text in the sources under a folder. Tables of other values than texts are not
    /// found here.
    fn written_under(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let english = |source: String| {
            let texts = source.split("english: \"").skip(1).filter_map(|rest| rest.split('"').next());
            texts.map(str::to_owned).collect::<Vec<_>>()
        };
        let written = |path: PathBuf| match path.extension() {
            _ if path.is_dir() => written_under(&path),
            Some(end) if end == "rs" && !path.ends_with("parity.rs") => {
                english(fs::read_to_string(path).unwrap())
            }
            _ => Vec::new(),
        };
        entries.flat_map(written).collect()
    }

    #[test]
    fn every_text_of_the_sources_is_in_a_table_here() {
        let known: BTreeSet<&str> = texts().map(|(_, text)| text.english).collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");

        let written = written_under(&folder);

        assert!(written.len() > 50);
        let has_words =
            |text: &&String| text.split(['{', '}']).step_by(2).any(|part| part.contains(char::is_alphabetic));
        for text in written.iter().filter(has_words).filter(|text| *text != SOLAR_ERA) {
            assert!(known.contains(text.as_str()), "`{text}` is in no table of this file");
        }
    }
}
