//! The sentences for people about the files: their state, and what repairs kept and lost.

use ifilm_language::number::number;
use ifilm_language::time::{DateSettings, DateStyle, DateWords, TimeOfDay};
use ifilm_language::{Words, text};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::{CheckReport, DataFile, FileState, LanguageTag, Repair};

/// One line for each file and one for each repair, for people: what was found, and what was done about it. In
/// the given language, or in English if no edition has that language. Days are those of UTC.
pub fn check(report: &CheckReport, language: &LanguageTag) -> Vec<String> {
    let state = |of: &crate::model::CheckedFile| line(of.file, state(of.state).of(language), language);
    let repairs = report.repairs.iter().map(|of| line(of.file, &repair(of, language), language));
    report.files.iter().map(state).chain(repairs).collect()
}

fn line(file: DataFile, sentences: &str, language: &LanguageTag) -> String {
    let subject = match file {
        DataFile::Cache => &STORIES,
        DataFile::User => &PERSON,
    };
    format!("{}: {sentences}", subject.of(language))
}

fn repair(repair: &Repair, language: &LanguageTag) -> String {
    let many = |rows: u64| number(rows.try_into().unwrap_or(i64::MAX), language);
    let done = REPLACED.of(language).replace("{date}", &day(repair.at, language));
    let mut sentences = vec![done.replace("{kept}", &many(repair.kept()))];
    sentences.push(match repair.lost() {
        Some(0) => NOTHING_LOST.of(language).to_string(),
        Some(lost) => LOST.of(language).replace("{lost}", &many(lost)),
        None => LOST_UNKNOWN.of(language).to_string(),
    });
    sentences.extend(match (repair.file, repair.backup) {
        (DataFile::Cache, _) => Some(FETCHED_AGAIN.of(language).to_string()),
        (DataFile::User, Some(at)) => Some(WITH_BACKUP.of(language).replace("{date}", &day(at, language))),
        (DataFile::User, None) if repair.lost() == Some(0) => None, // none was needed
        (DataFile::User, None) => Some(WITHOUT_BACKUP.of(language).to_string()),
    });
    if let Some(place) = &repair.moved_to {
        sentences.push(KEPT_AT.of(language).replace("{place}", &text::isolate(place)));
    }
    sentences.join(" ")
}

fn day(at: Timestamp, language: &LanguageTag) -> String {
    let zone = TimeZone::UTC;
    let dates = DateWords::new(&zone, language, DateSettings::default());
    dates.text(at, DateStyle::Long, TimeOfDay::Without)
}

fn state(state: FileState) -> &'static Words {
    match state {
        FileState::Sound => &SOUND,
        FileState::Missing => &MISSING,
        FileState::Repaired => &REPAIRED,
        FileState::Damaged => &DAMAGED,
        FileState::Foreign => &FOREIGN,
        FileState::Newer => &NEWER,
        FileState::Unreadable => &UNREADABLE,
    }
}

const STORIES: Words =
    Words { english: "Stories", arabic: "الأخبار", persian: "خبرها", dari: "اخبار" };
const PERSON: Words = Words {
    english: "What you read and saved",
    arabic: "ما قرأته وحفظته",
    persian: "آنچه خوانده و ذخیره کرده‌اید",
    dari: "هرچه خوانده و نگهداری کرده‌اید",
};
const SOUND: Words = Words {
    english: "the file is sound.",
    arabic: "الملف سليم.",
    persian: "پرونده سالم است.",
    dari: "فایل درست است.",
};
const MISSING: Words = Words {
    english: "there is no file yet.",
    arabic: "لا يوجد ملف بعد.",
    persian: "هنوز پرونده‌ای نیست.",
    dari: "هنوز فایل ساخته نشده است.",
};
const REPAIRED: Words = Words {
    english: "the file was damaged and has been repaired.",
    arabic: "كان الملف تالفًا وأُصلح.",
    persian: "پرونده آسیب دیده بود و تعمیر شد.",
    dari: "فایل خراب شده بود و ترمیم شد.",
};
const DAMAGED: Words = Words {
    english: "the file is damaged. A repair keeps all that can be read.",
    arabic: "الملف تالف. الإصلاح يحفظ كل ما يمكن قراءته.",
    persian: "پرونده آسیب دیده است. تعمیر هر آنچه را که خوانده شود نگه می‌دارد.",
    dari: "فایل خراب شده است. ترمیم هرچه را که خوانده شود نگه می‌دارد.",
};
const FOREIGN: Words = Words {
    english: "the file belongs to another program. A repair moves it aside.",
    arabic: "الملف يخص برنامجًا آخر. الإصلاح ينقله جانبًا.",
    persian: "پرونده از برنامهٔ دیگری است. تعمیر آن را کنار می‌گذارد.",
    dari: "فایل از یک برنامهٔ دیگر است. ترمیم آن را یک طرف می‌گذارد.",
};
const NEWER: Words = Words {
    english: "the file belongs to a newer version of the app.",
    arabic: "الملف من نسخة أحدث من التطبيق.",
    persian: "پرونده از نسخهٔ تازه‌تر برنامه است.",
    dari: "فایل از نسخهٔ جدیدتر برنامه است.",
};
const UNREADABLE: Words = Words {
    english: "the device cannot read the file now. It stays as it is.",
    arabic: "لا يستطيع الجهاز قراءة الملف الآن. يبقى الملف كما هو.",
    persian: "دستگاه اکنون نمی‌تواند پرونده را بخواند. پرونده همان‌طور می‌ماند.",
    dari: "دستگاه فعلاً فایل را خوانده نمی‌تواند. فایل همان‌طور می‌ماند.",
};
const REPLACED: Words = Words {
    english: "repaired on {date}; entries kept: {kept}.",
    arabic: "أُصلح الملف في {date}؛ القيود المحفوظة: {kept}.",
    persian: "تعمیر در {date}؛ ردیف‌های نگه‌داشته: {kept}.",
    dari: "ترمیم در {date}؛ ردیف‌های باقی‌مانده: {kept}.",
};
const NOTHING_LOST: Words = Words {
    english: "Nothing was lost.",
    arabic: "لم يُفقد شيء.",
    persian: "چیزی از دست نرفت.",
    dari: "هیچ چیز از بین نرفت.",
};
const LOST: Words = Words {
    english: "Entries lost: {lost}.",
    arabic: "القيود المفقودة: {lost}.",
    persian: "ردیف‌های ازدست‌رفته: {lost}.",
    dari: "ردیف‌های گم‌شده: {lost}.",
};
const LOST_UNKNOWN: Words = Words {
    english: "A part of the file could not be read, so some may be lost.",
    arabic: "تعذرت قراءة جزء من الملف، فقد يكون بعضها مفقودًا.",
    persian: "بخشی از پرونده خوانده نشد؛ شاید چیزی از دست رفته باشد.",
    dari: "یک حصهٔ فایل خوانده نشد؛ شاید چیزی از بین رفته باشد.",
};
const FETCHED_AGAIN: Words = Words {
    english: "The next update fetches what is missing.",
    arabic: "يجلب التحديث القادم ما ينقص.",
    persian: "به‌روزرسانی بعدی کمبودها را دریافت می‌کند.",
    dari: "تازه‌سازی بعدی کمبودها را می‌گیرد.",
};
const WITH_BACKUP: Words = Words {
    english: "The backup of {date} was added; what came after it may be missing.",
    arabic: "أُضيفت النسخة الاحتياطية من {date}؛ قد ينقص ما جاء بعدها.",
    persian: "پشتیبان {date} افزوده شد؛ شاید آنچه پس از آن آمده کم باشد.",
    dari: "کاپی احتیاطی {date} علاوه شد؛ شاید چیزهای بعد از آن کم باشد.",
};
const WITHOUT_BACKUP: Words = Words {
    english: "There was no backup.",
    arabic: "لم تكن هناك نسخة احتياطية.",
    persian: "پشتیبانی در کار نبود.",
    dari: "کاپی احتیاطی موجود نبود.",
};
const KEPT_AT: Words = Words {
    english: "The damaged file is kept: {place}",
    arabic: "الملف التالف محفوظ: {place}",
    persian: "پروندهٔ آسیب‌دیده نگه داشته شده است: {place}",
    dari: "فایل خراب نگه داشته شده است: {place}",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CheckedFile, SalvagedTable};

    const ALL: [&Words; 16] = [
        &STORIES,
        &PERSON,
        &SOUND,
        &MISSING,
        &REPAIRED,
        &DAMAGED,
        &FOREIGN,
        &NEWER,
        &REPLACED,
        &NOTHING_LOST,
        &LOST,
        &LOST_UNKNOWN,
        &FETCHED_AGAIN,
        &WITH_BACKUP,
        &WITHOUT_BACKUP,
        &KEPT_AT,
    ];

    #[test]
    fn every_sentence_is_complete_in_the_script_of_its_language_and_dari_differs_from_persian() {
        for words in ALL {
            assert_eq!(words.faults(), [""; 0], "{words:?}");
            assert_ne!(words.dari, words.persian);
        }
    }

    fn report() -> CheckReport {
        let table = |lost| SalvagedTable { table: "saved".to_owned(), kept: 12, lost };
        CheckReport {
            files: DataFile::ALL
                .map(|file| CheckedFile { file, state: FileState::Sound, reason: None })
                .to_vec(),
            repairs: vec![Repair {
                file: DataFile::User,
                at: "2026-11-30T10:00:00Z".parse().unwrap(),
                reason: "a page is damaged".to_owned(),
                moved_to: Some("/data/damaged/user.db".to_owned()),
                tables: vec![table(Some(0)), table(None)],
                backup: Some("2026-11-29T10:00:00Z".parse().unwrap()),
            }],
            backups: Vec::new(),
        }
    }

    #[test]
    fn a_repair_says_what_was_kept_what_may_be_lost_and_where_the_damaged_file_is() {
        let lines = check(&report(), &"en".parse().unwrap());

        assert_eq!(
            lines,
            [
                "Stories: the file is sound.",
                "What you read and saved: the file is sound.",
                "What you read and saved: repaired on November 30, 2026; entries kept: 24. A part of the file \
                 could not be read, so some may be lost. The backup of November 29, 2026 was added; what came \
                 after it may be missing. The damaged file is kept: \u{2068}/data/damaged/user.db\u{2069}",
            ]
        );
    }

    #[test]
    fn the_lines_are_in_the_language_and_the_digits_of_the_person() {
        let lines = check(&report(), &"fa".parse().unwrap());

        assert_eq!(lines[0], "خبرها: پرونده سالم است.");
        assert!(lines[2].contains("ردیف‌های نگه‌داشته: ۲۴."), "{}", lines[2]);
    }
}
