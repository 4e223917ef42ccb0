//! Runs for voices, compared with a table typed by hand.

use ifilm_core::LanguageTag;
use ifilm_core::language::speech::speech_runs;
use ifilm_tests::golden;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Row {
    text: String,
    language: LanguageTag,
    runs: Value,
    why: String,
}

#[test]
fn each_line_is_said_as_it_should_be() {
    let rows = golden::<Row>("speech");
    let wrong = |row: &Row| {
        let said = json!(speech_runs(&row.text, &row.language));
        (said != row.runs)
            .then(|| format!("`{}` in {} ({}):\n  {}\n  {said}", row.text, row.language, row.why, row.runs))
    };

    let wrong: Vec<String> = rows.iter().filter_map(wrong).collect();

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows.len() >= 60);
}

/// The line is so long that quadratic time would be noticed without a clock.
#[test]
fn a_line_of_a_hundred_kilobytes_is_said_like_any_other() {
    let lines = [
        "Sara و علی ",
        "«Rain (باران ",
        "1-2 ۳ ",
        "https://a.example ",
        "A ۱ ",
        "#باران_",
        "ة«ى»\"",
        "برد ۱:۳۰ ",
    ];
    for line in lines {
        for language in ["fa", "en", "ar"] {
            let runs = speech_runs(&line.repeat(100_000 / line.len()), &language.parse().expect("a tag"));
            assert!(!runs.is_empty(), "`{line}` in {language}");
        }
    }
}
