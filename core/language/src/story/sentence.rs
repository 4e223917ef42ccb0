//! Sentences for people about the same story in another edition.

use super::evidence::{Evidence, EvidenceKind};
use crate::LanguageTag;
use crate::number::native_digits::Digits;
use crate::words::Words;

/// The sentence for people that no same story was found, in the language given. It is true also if the other
/// edition was never synced.
pub fn no_same_story(language: &LanguageTag) -> &'static str {
    NONE.of(language)
}

/// Why two articles report the same story, in one line for people: `98% sure: the same names, the same
/// picture`. Words and digits are those of the language given.
pub fn same_story_reason(confidence_permille: u32, evidence: &[Evidence], language: &LanguageTag) -> String {
    let share = Digits::of_words(language).write(&(confidence_permille / 10).to_string());
    let reasons: Vec<&str> = evidence.iter().map(|one| evidence_text(one.kind, language)).collect();
    REASON.of(language).replace("{share}", &share).replace("{reasons}", &reasons.join(COMMA.of(language)))
}

/// One piece of evidence that two articles report the same story, for people, in the language given.
pub fn evidence_text(kind: EvidenceKind, language: &LanguageTag) -> &'static str {
    let words = match kind {
        EvidenceKind::Alternate => &ALTERNATE,
        EvidenceKind::Picture => &PICTURE,
        EvidenceKind::Video => &VIDEO,
        EvidenceKind::Numbers => &NUMBERS,
        EvidenceKind::Names => &NAMES,
        EvidenceKind::Time => &TIME,
    };
    words.of(language)
}

/// Every text of this table, for the test that compares the languages.
#[cfg(test)]
pub(crate) fn all() -> Vec<Words> {
    vec![NONE, REASON, ALTERNATE, PICTURE, VIDEO, NUMBERS, NAMES, TIME]
}

const NONE: Words = Words {
    english: "This story was not found among the stories kept here in that edition.",
    arabic: "لم يُعثر على هذا الخبر بين الأخبار المحفوظة هنا من تلك النسخة.",
    persian: "این خبر میان خبرهای آن نسخه که اینجا نگه داشته شده پیدا نشد.",
    dari: "این خبر در میان خبرهای آن نسخه که در اینجا نگهداری شده است یافت نشد.",
};
const REASON: Words = Words {
    english: "{share}% sure: {reasons}",
    arabic: "بثقة {share}٪: {reasons}",
    persian: "با اطمینان {share}٪: {reasons}",
    dari: "به احتمال {share}٪: {reasons}",
};
const COMMA: Words = Words { english: ", ", arabic: "، ", persian: "، ", dari: "، " };
const ALTERNATE: Words = Words {
    english: "one page names the other",
    arabic: "إحدى الصفحتين تشير إلى الأخرى",
    persian: "یکی از صفحه‌ها به دیگری اشاره می‌کند",
    dari: "یکی از صفحه‌ها از دیگری نام می‌برد",
};
const PICTURE: Words =
    Words {
        english: "the same picture", arabic: "الصورة نفسها", persian: "همان تصویر", dari: "همان عکس"
    };
const VIDEO: Words =
    Words {
        english: "the same video", arabic: "الفيديو نفسه", persian: "همان ویدئو", dari: "همان ویدیو"
    };
const NUMBERS: Words =
    Words {
        english: "the same numbers", arabic: "الأرقام نفسها", persian: "همان عددها", dari: "همان ارقام"
    };
const NAMES: Words =
    Words {
        english: "the same names", arabic: "الأسماء نفسها", persian: "همان نام‌ها", dari: "عین نام‌ها"
    };
const TIME: Words = Words {
    english: "nearly the same time",
    arabic: "في الوقت نفسه تقريباً",
    persian: "تقریباً هم‌زمان",
    dari: "تقریباً در عین زمان",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_one_line_in_the_words_and_digits_of_the_language() {
        let evidence = [(EvidenceKind::Alternate, 70), (EvidenceKind::Names, 40)];
        let evidence = evidence.map(|(kind, weight)| Evidence { kind, weight });

        for (language, reason) in [
            ("en", "98% sure: one page names the other, the same names"),
            ("fr", "98% sure: one page names the other, the same names"),
            ("ar", "بثقة ٩٨٪: إحدى الصفحتين تشير إلى الأخرى، الأسماء نفسها"),
            ("fa", "با اطمینان ۹۸٪: یکی از صفحه‌ها به دیگری اشاره می‌کند، همان نام‌ها"),
            ("fa-AF", "به احتمال ۹۸٪: یکی از صفحه‌ها از دیگری نام می‌برد، عین نام‌ها"),
        ] {
            assert_eq!(same_story_reason(987, &evidence, &language.parse().unwrap()), reason);
        }
    }
}
