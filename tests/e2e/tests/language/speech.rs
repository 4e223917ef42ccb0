//! Runs for voices, as they were typed by hand.

use std::time::{Duration, Instant};

use ifilm_core::LanguageTag;
use ifilm_core::language::speech_runs;
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

#[test]
fn a_line_ten_times_as_long_takes_no_more_than_its_share_of_time() {
    for line in
        ["Sara و علی ", "«Rain (باران ", "1-2 ۳ ", "https://a.example ", "((((", "A ۱ ", "#باران_", "ة«ى»\""]
    {
        for language in ["fa", "en", "ar"] {
            let language = language.parse().expect("a tag");
            let [short, long] =
                [30_000, 300_000].map(|bytes| timed(&line.repeat(bytes / line.len()), &language));
            let bound = short * 40 + Duration::from_millis(200);
            assert!(long < bound, "`{line}` in {language}: {short:?} for a tenth, {long:?} for all");
        }
    }
}

fn timed(text: &str, language: &LanguageTag) -> Duration {
    let start = Instant::now();
    std::hint::black_box(speech_runs(text, language));
    start.elapsed()
}
