//! What shells say about the same story in another edition.

use crate::language::words::Words;
use crate::model::{EvidenceKind, LanguageTag};

/// A sentence for people that there is no such story, in the language given.
pub fn no_same_story(language: &LanguageTag) -> &'static str {
    NONE.of(language)
}

/// What speaks for two articles telling the same story, for people, in the language given.
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

/// Every text of this table, for the test that holds them against one another.
#[cfg(test)]
pub(in crate::language) fn all() -> Vec<Words> {
    vec![NONE, ALTERNATE, PICTURE, VIDEO, NUMBERS, NAMES, TIME]
}

const NONE: Words = Words {
    english: "This story was not found in that edition.",
    arabic: "لم يُعثر على هذا الخبر في تلك النسخة.",
    persian: "این خبر در آن نسخه پیدا نشد.",
    dari: "این خبر در آن نسخه یافت نشد.",
};
const ALTERNATE: Words = Words {
    english: "the pages name each other",
    arabic: "الصفحتان تشيران إحداهما إلى الأخرى",
    persian: "صفحه‌ها به یکدیگر اشاره می‌کنند",
    dari: "صفحه‌ها از یکدیگر نام می‌برند",
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
