//! The sentence for people that says why an edition was chosen.

use super::trace::{MatchTrace, Rule};
use crate::LanguageTag;
use crate::text::direction::isolate;
use crate::words::Words;

/// One sentence that says why the edition of this name was chosen, for a line in the settings. It is written
/// in the language `shown_in`; in English if no edition has that language. The wish and the name are
/// isolated, so that they stand in their place in any line. The trace is that of the choice.
pub fn choice_reason(trace: &[MatchTrace], name: &str, shown_in: &LanguageTag) -> String {
    let decided = trace.last();
    let wish = decided.and_then(|line| line.wish.as_deref()).unwrap_or_default();
    let sentence = sentence(trace).of(shown_in);
    sentence.replace("{name}", &isolate(name)).replace("{wish}", &isolate(wish.trim()))
}

fn sentence(trace: &[MatchTrace]) -> &'static Words {
    match trace.last().map_or(Rule::Default, |line| line.rule) {
        Rule::Explicit => &EXPLICIT,
        Rule::Exact => &EXACT,
        Rule::Region => &REGION,
        Rule::Script => &SCRIPT,
        Rule::RelatedLanguage => &RELATED_LANGUAGE,
        Rule::SecondLanguage => &SECOND_LANGUAGE,
        Rule::Alias => &ALIAS,
        Rule::Territory => &TERRITORY,
        Rule::Default if trace.len() <= 1 => &NOTHING_WISHED,
        Rule::Default | Rule::Demoted | Rule::NoMatch | Rule::Malformed | Rule::Wildcard => &DEFAULT,
    }
}

const EXPLICIT: Words = Words {
    english: "Chosen by you.",
    arabic: "هذه النسخة من اختيارك.",
    persian: "خودتان این نسخه را برگزیده‌اید.",
    dari: "خود شما این نسخه را انتخاب کرده‌اید.",
};
const EXACT: Words = Words {
    english: "Suggested because your device lists {name}.",
    arabic: "اقتُرحت لأن جهازك يذكر {name} بين لغاته.",
    persian: "پیشنهاد شده، چون {name} در فهرست زبان‌های دستگاه شماست.",
    dari: "پیشنهاد شده، چون {name} در لست زبان‌های دستگاه شما است.",
};
const REGION: Words = Words {
    english: "Suggested because your device lists {wish}, and {name} is the same language.",
    arabic: "اقتُرحت لأن جهازك يذكر {wish} بين لغاته، و{name} هي اللغة نفسها.",
    persian: "پیشنهاد شده، چون {wish} در فهرست زبان‌های دستگاه شماست و {name} همان زبان است.",
    dari: "پیشنهاد شده، چون {wish} در لست زبان‌های دستگاه شما است و {name} همان زبان می‌باشد.",
};
const SCRIPT: Words = Words {
    english: "Suggested because your device lists {wish}, and {name} is the same language in another script.",
    arabic: "اقتُرحت لأن جهازك يذكر {wish} بين لغاته، و{name} هي اللغة نفسها بكتابة أخرى.",
    persian: "پیشنهاد شده، چون {wish} در فهرست زبان‌های دستگاه شماست و {name} همان زبان با خطی دیگر است.",
    dari: "پیشنهاد شده، چون {wish} در لست زبان‌های دستگاه شما است و {name} همان زبان به رسم‌الخط دیگر می‌باشد.",
};
const RELATED_LANGUAGE: Words = Words {
    english: "Suggested because your device lists {wish}, and {name} is close to it.",
    arabic: "اقتُرحت لأن جهازك يذكر {wish} بين لغاته، و{name} قريبة منها.",
    persian: "پیشنهاد شده، چون {wish} در فهرست زبان‌های دستگاه شماست و {name} به آن نزدیک است.",
    dari: "پیشنهاد شده، چون {wish} در لست زبان‌های دستگاه شما است و {name} به آن نزدیک می‌باشد.",
};
const SECOND_LANGUAGE: Words = Words {
    english: "Suggested because your device lists {wish}, and many of its readers also read {name}.",
    arabic: "اقتُرحت لأن جهازك يذكر {wish} بين لغاته، وكثير من قرائها يقرؤون {name} أيضًا.",
    persian: "پیشنهاد شده، چون {wish} در فهرست زبان‌های دستگاه شماست و بسیاری از خوانندگانش {name} هم می‌خوانند.",
    dari: "پیشنهاد شده، چون {wish} در لست زبان‌های دستگاه شما است و بسیاری از خوانندگان آن {name} را نیز خوانده می‌توانند.",
};
const ALIAS: Words = Words {
    english: "Suggested because your device lists {wish}, which is {name} here.",
    arabic: "اقتُرحت لأن جهازك يذكر {wish} بين لغاته، والمقصود به هنا {name}.",
    persian: "پیشنهاد شده، چون {wish} در فهرست زبان‌های دستگاه شماست که اینجا همان {name} است.",
    dari: "پیشنهاد شده، چون {wish} در لست زبان‌های دستگاه شما است که در اینجا همان {name} می‌باشد.",
};
const TERRITORY: Words = Words {
    english: "Suggested because your device lists {wish}, and {name} is official in its region.",
    arabic: "اقتُرحت لأن جهازك يذكر {wish} بين لغاته، و{name} رسمية في منطقتها.",
    persian: "پیشنهاد شده، چون {wish} در فهرست زبان‌های دستگاه شماست و {name} در منطقهٔ آن رسمی است.",
    dari: "پیشنهاد شده، چون {wish} در لست زبان‌های دستگاه شما است و {name} در منطقه‌ی آن زبان رسمی می‌باشد.",
};
const DEFAULT: Words = Words {
    english: "Your device lists no language that is available here; this is the usual edition.",
    arabic: "لا يذكر جهازك لغة متاحة هنا، فهذه هي النسخة المعتادة.",
    persian: "هیچ‌یک از زبان‌های دستگاه شما اینجا نیست؛ این نسخهٔ پیش‌فرض است.",
    dari: "هیچ‌کدام از زبان‌های دستگاه شما اینجا موجود نیست؛ این نسخه‌ی پیش‌فرض است.",
};
const NOTHING_WISHED: Words = Words {
    english: "Your device names no language; this is the usual edition.",
    arabic: "لم يذكر جهازك أي لغة، فهذه هي النسخة المعتادة.",
    persian: "دستگاه شما زبانی اعلام نکرده است؛ این نسخهٔ پیش‌فرض است.",
    dari: "دستگاه شما هیچ زبانی را مشخص نکرده است؛ این نسخه‌ی پیش‌فرض می‌باشد.",
};

/// Every text of this table.
#[cfg(test)]
pub(crate) fn all() -> Vec<Words> {
    vec![
        EXPLICIT,
        EXACT,
        REGION,
        SCRIPT,
        RELATED_LANGUAGE,
        SECOND_LANGUAGE,
        ALIAS,
        TERRITORY,
        DEFAULT,
        NOTHING_WISHED,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [&str; 4] = ["en", "ar", "fa", "fa-AF"];

    #[test]
    fn every_rule_has_a_sentence_in_every_language_and_dari_is_not_copied_persian() {
        let rules = [
            Rule::Explicit,
            Rule::Exact,
            Rule::Region,
            Rule::Script,
            Rule::RelatedLanguage,
            Rule::SecondLanguage,
            Rule::Alias,
            Rule::Territory,
            Rule::Default,
        ];
        let sentence = |rule: Rule, shown_in: &str| {
            let line = MatchTrace { wish: Some("ku".to_owned()), offer: None, rule, distance: None };
            let before = MatchTrace { rule: Rule::Malformed, ..line.clone() };
            choice_reason(&[before, line], "Dari", &shown_in.parse().unwrap())
        };
        let all = rules.map(|rule| LANGUAGES.map(|shown_in| sentence(rule, shown_in)));
        let unwished = LANGUAGES.map(|shown_in| choice_reason(&[], "Dari", &shown_in.parse().unwrap()));
        let distinct: std::collections::HashSet<&String> = all.iter().flatten().chain(&unwished).collect();

        assert_eq!(distinct.len(), (rules.len() + 1) * LANGUAGES.len());
        assert!(distinct.iter().all(|sentence| !sentence.contains(['{', '}'])));
    }
}
