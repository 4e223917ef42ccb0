//! Counts with their nouns: `12 articles`.

use crate::LanguageTag;
use crate::number::native_digits::how_many;
use crate::number::plural::{Forms, Plurals};
use crate::words::Words;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Articles of a list.
    Articles,
    /// Results of a search.
    Results,
    /// Episodes of a programme.
    Episodes,
    /// Pictures of an article.
    Pictures,
    /// Videos of an article.
    Videos,
    /// How often something was viewed.
    Views,
    /// Seconds.
    Seconds,
    /// Minutes, such as a reading time.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
}

impl Counted {
    /// All cases.
    pub const ALL: [Self; 10] = [
        Self::Articles,
        Self::Results,
        Self::Episodes,
        Self::Pictures,
        Self::Videos,
        Self::Views,
        Self::Seconds,
        Self::Minutes,
        Self::Hours,
        Self::Days,
    ];
}

/// A count with its noun, in the plural form of a language: `1 article`, `مقالتان`, `۱۲ مطلب`. In English if
/// no edition has the language.
///
/// ```
/// use ifilm_language::number::{Counted, count};
/// let arabic = "ar".parse()?;
/// assert_eq!(count(2, Counted::Episodes, &arabic), "حلقتان");
/// assert_eq!(count(11, Counted::Episodes, &arabic), "١١ حلقة");
/// # Ok::<(), ifilm_language::Error>(())
/// ```
pub fn count(many: u64, counted: Counted, language: &LanguageTag) -> String {
    let digits = how_many(many, language);
    Plurals::new(language).text(words(counted), many, &digits)
}

fn words(counted: Counted) -> &'static Words<Forms> {
    match counted {
        Counted::Articles => &ARTICLES,
        Counted::Results => &RESULTS,
        Counted::Episodes => &EPISODES,
        Counted::Pictures => &PICTURES,
        Counted::Videos => &VIDEOS,
        Counted::Views => &VIEWS,
        Counted::Seconds => &SECONDS,
        Counted::Minutes => &MINUTES,
        Counted::Hours => &HOURS,
        Counted::Days => &DAYS,
    }
}

const ARTICLES: Words<Forms> = Words {
    english: Forms::one_or_more("{n} article", "{n} articles"),
    arabic: Forms::arabic(["لا مقالات", "مقالة واحدة", "مقالتان", "{n} مقالات", "{n} مقالة", "{n} مقالة"]),
    persian: Forms::alike("{n} مطلب"),
    dari: Forms::alike("{n} مقاله"),
};
const RESULTS: Words<Forms> = Words {
    english: Forms::one_or_more("{n} result", "{n} results"),
    arabic: Forms::arabic(["لا نتائج", "نتيجة واحدة", "نتيجتان", "{n} نتائج", "{n} نتيجة", "{n} نتيجة"]),
    persian: Forms::alike("{n} نتیجه"),
    dari: Forms::alike("{n} نتیجه"),
};
const EPISODES: Words<Forms> = Words {
    english: Forms::one_or_more("{n} episode", "{n} episodes"),
    arabic: Forms::arabic(["لا حلقات", "حلقة واحدة", "حلقتان", "{n} حلقات", "{n} حلقة", "{n} حلقة"]),
    persian: Forms::alike("{n} قسمت"),
    dari: Forms::alike("{n} قسمت"),
};
const PICTURES: Words<Forms> = Words {
    english: Forms::one_or_more("{n} picture", "{n} pictures"),
    arabic: Forms::arabic(["لا صور", "صورة واحدة", "صورتان", "{n} صور", "{n} صورة", "{n} صورة"]),
    persian: Forms::alike("{n} عکس"),
    dari: Forms::alike("{n} تصویر"),
};
const VIDEOS: Words<Forms> = Words {
    english: Forms::one_or_more("{n} video", "{n} videos"),
    arabic: Forms::arabic([
        "لا مقاطع فيديو",
        "مقطع فيديو واحد",
        "مقطعا فيديو",
        "{n} مقاطع فيديو",
        "{n} مقطع فيديو",
        "{n} مقطع فيديو",
    ]),
    persian: Forms::alike("{n} ویدئو"),
    dari: Forms::alike("{n} ویدیو"),
};
const VIEWS: Words<Forms> = Words {
    english: Forms::one_or_more("{n} view", "{n} views"),
    arabic: Forms::arabic([
        "لا مشاهدات",
        "مشاهدة واحدة",
        "مشاهدتان",
        "{n} مشاهدات",
        "{n} مشاهدة",
        "{n} مشاهدة",
    ]),
    persian: Forms::alike("{n} بازدید"),
    dari: Forms::alike("{n} بار دیده شد"),
};
const SECONDS: Words<Forms> = Words {
    english: Forms::one_or_more("{n} second", "{n} seconds"),
    arabic: Forms::arabic(["{n} ثانية", "ثانية واحدة", "ثانيتان", "{n} ثوانٍ", "{n} ثانية", "{n} ثانية"]),
    persian: Forms::alike("{n} ثانیه"),
    dari: Forms::alike("{n} ثانیه"),
};
const MINUTES: Words<Forms> = Words {
    english: Forms::one_or_more("{n} minute", "{n} minutes"),
    arabic: Forms::arabic(["{n} دقيقة", "دقيقة واحدة", "دقيقتان", "{n} دقائق", "{n} دقيقة", "{n} دقيقة"]),
    persian: Forms::alike("{n} دقیقه"),
    dari: Forms::alike("{n} دقیقه"),
};
const HOURS: Words<Forms> = Words {
    english: Forms::one_or_more("{n} hour", "{n} hours"),
    arabic: Forms::arabic(["{n} ساعة", "ساعة واحدة", "ساعتان", "{n} ساعات", "{n} ساعة", "{n} ساعة"]),
    persian: Forms::alike("{n} ساعت"),
    dari: Forms::alike("{n} ساعت"),
};
const DAYS: Words<Forms> = Words {
    english: Forms::one_or_more("{n} day", "{n} days"),
    arabic: Forms::arabic(["{n} يوم", "يوم واحد", "يومان", "{n} أيام", "{n} يومًا", "{n} يوم"]),
    persian: Forms::alike("{n} روز"),
    dari: Forms::alike("{n} روز"),
};

/// All texts of this table.
#[cfg(test)]
pub(crate) fn all() -> Vec<Words> {
    Counted::ALL.iter().map(|counted| words(*counted).map(Forms::usual)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_has_six_forms() {
        let days = |many| count(many, Counted::Days, &"ar".parse().unwrap());

        let written = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111].map(days);

        assert_eq!(
            written,
            [
                "٠ يوم",
                "يوم واحد",
                "يومان",
                "٣ أيام",
                "١٠ أيام",
                "١١ يومًا",
                "٩٩ يومًا",
                "١٠٠ يوم",
                "١٠٢ يوم",
                "١٠٣ أيام",
                "١١١ يومًا"
            ]
        );
    }

    #[test]
    fn a_language_of_no_edition_counts_in_english_with_its_plural() {
        assert_eq!(count(1, Counted::Views, &"ja".parse().unwrap()), "1 view");
        assert_eq!(
            count(u64::MAX, Counted::Views, &"en".parse().unwrap()),
            "18,446,744,073,709,551,615 views"
        );
    }

    #[test]
    fn each_counted_thing_has_its_own_words_in_every_language() {
        for language in ["en", "ar", "fa", "fa-AF"] {
            let language = language.parse().unwrap();
            let words = Counted::ALL.map(|counted| count(7, counted, &language));
            let different: std::collections::HashSet<_> = words.iter().collect();
            assert_eq!(different.len(), words.len());
        }
    }
}
