//! Properties of any text.

use proptest::prelude::*;

use super::*;

fn line() -> impl Strategy<Value = String> {
    let usual = "(Sara|باران|ة|چ|שלום|Мир|km|°C|ساعت|https://a.example|ه.ش|م|[0-9]{1,5}|[۰-۹]{1,5}|[٠-٩]{1,5}|[-–:/.,،٫٬؟!%٪$+#@«»“”\"() \n\u{200C}\u{2068}\u{2069}]){0,24}";
    prop_oneof![3 => usual, 1 => "\\PC{0,40}", 1 => any::<String>()]
}

proptest! {
    #[test]
    fn every_run_has_something_to_say_and_no_mark_of_direction(text in line()) {
        for language in ["en", "ar", "fa", "fa-AF", "he", "xx"] {
            for run in speech_runs(&text, &language.parse().unwrap()) {
                prop_assert!(run.text.contains(char::is_alphanumeric), "{:?}", run);
                prop_assert_eq!(&plain(&run.text), &run.text);
                prop_assert_eq!(run.direction, direction_of_language(&run.language));
            }
        }
    }

    #[test]
    fn two_runs_of_a_line_differ_in_their_language(text in line()) {
        for line in text.lines() {
            let runs = speech_runs(line, &"fa".parse().unwrap());
            prop_assert!(runs.windows(2).all(|pair| pair[0].language != pair[1].language), "{:?}", runs);
        }
    }

    #[test]
    fn no_digit_is_left_to_a_persian_voice(text in line()) {
        for language in ["fa", "fa-AF"] {
            let language: LanguageTag = language.parse().unwrap();
            let runs = speech_runs(&text, &language).into_iter().filter(|run| run.language == language);
            for run in runs {
                prop_assert!(!run.text.contains(|c| crate::number::digit_groups::digit(c).is_some()), "{:?}", run);
            }
        }
    }

    #[test]
    fn digits_for_a_voice_keep_their_sign_and_mark(
        sign in "[-−+±~#$€£¥]?", number in "[1-9][0-9]{0,3}", mark in "[%٪‰°$€£¥﷼+²]?", behind in "(| films)",
    ) {
        let text = format!("{sign}{number}{mark}{behind}");

        let runs = speech_runs(&text, &"ps-Latn".parse().unwrap());

        prop_assert_eq!(runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>(), [text.as_str()]);
    }

    #[test]
    fn every_number_has_words(number in any::<i64>()) {
        for language in ["en", "ar", "fa", "fa-AF"] {
            let words = crate::number::cardinal::number_words(number, &language.parse().unwrap());
            prop_assert!(!words.contains("  ") && words.trim() == words && !words.is_empty(), "{:?}", words);
            prop_assert!(!words.contains(|c| digit(c).is_some()), "{:?}", words);
        }
    }
}

#[test]
fn every_sign_and_mark_that_a_figure_takes_is_said() {
    for language in ["fa", "fa-AF", "ar"] {
        let said = |text: String| speech_runs(&text, &language.parse().unwrap()).remove(0).text;
        for c in ('!'..='\u{FFFF}').filter(|c| is_sign(*c)) {
            assert_ne!(said(format!("{c}5")), said("5".to_owned()), "{c}5 in {language}");
        }
        for c in ('!'..='\u{FFFF}').filter(|c| is_mark(*c)) {
            assert_ne!(said(format!("5{c}")), said("5".to_owned()), "5{c} in {language}");
        }
    }
}
