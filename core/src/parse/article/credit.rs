//! Lines about an article that are not its text: who wrote it and when, what a picture shows, appeals to the
//! public.

use std::sync::LazyLock;

use ifilm_language::text::{Beginnings, is_alphanumeric, is_numeric, normalized};
use ifilm_language::time::is_date_word;

use super::caption_credit::is_only_credit;
use super::noise;

/// The maximum number of bytes of a line about who and when.
const LONGEST_IN_BYTES: usize = 480;
/// The maximum number of words of a line about who and when.
const LONGEST: usize = 40;
/// The maximum number of words of an appeal.
const LONGEST_APPEAL: usize = 24;

/// Whether a line says who wrote an article, when, or how long it takes to read, and nothing else. The
/// second argument is the line in one spelling.
pub(super) fn is_credit(line: &str, normalized: &str) -> bool {
    line.len() <= LONGEST_IN_BYTES && (is_named(line, normalized) || is_line_of_facts(line))
}

/// Whether the words of a line say so, wherever it stands.
pub(super) fn is_named(line: &str, normalized: &str) -> bool {
    let words = || line.split_whitespace().take(LONGEST + 1).count();
    let has_name = || noise::is_byline(line) && !line.ends_with(['.', '!', '?', '؟']);
    let is_short =
        || words() <= LONGEST_SENTENCE || !line.ends_with(['.', '!', '?', '؟']) || line.ends_with("m.");
    let begins = || begins_with(line, CREDITS) && is_short() || begins_with(line, POSTED);
    let has_date = || begins() && is_dated(line);
    let names_helpers = || begins_with(line, HELPERS) && names_people(line);
    let begins_so = || {
        BEGINNINGS.may_begin(line.trim_start())
            && (has_names(line) || names_helpers() || is_address(line) || has_date())
    };
    let says_so = has_name() || begins_so() || mentions_helpers(line) || is_reading_time(normalized);
    says_so && words() <= LONGEST
}

/// The beginnings of lines that say so, except those of bylines.
static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let words = [CREDITS, POSTED, HELPERS, ADDRESSES];
    Beginnings::of(words.concat().into_iter().chain(["by"]))
});

/// The beginnings of sentences about when an article was posted and where it was filed.
const POSTED: &[&str] =
    &["this entry was posted", "this post was", "این مطلب در روز", "این مطلب در تاریخ", "این نوشته در"];

/// The maximum number of words of a sentence about who and when. A longer one that begins so is text.
const LONGEST_SENTENCE: usize = 10;

/// Whether a line names those who helped: `… contributed to this report.`
fn mentions_helpers(line: &str) -> bool {
    let mentions = |words: &[&str]| words.iter().any(|words| line.contains(words));
    let says_so = || line.contains("contributed") && mentions(CONTRIBUTED) || mentions(PARTS_ABOUT_REPLIES);
    line.len() <= LONGEST_FACTS && says_so()
}

/// Whether a line that names helpers is no sentence about them: it is short, has no full stop, or most of its
/// words are names.
fn names_people(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(LONGEST + 1).collect();
    let names = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    words.len() <= LONGEST_OF_HELPERS || !line.ends_with('.') || names.saturating_mul(2) >= words.len()
}

/// The maximum number of words of a sentence that names helpers.
const LONGEST_OF_HELPERS: usize = 8;

const HELPERS: &[&str] =
    &["reporting by", "additional reporting", "با گزارش", "ساهم في إعداد", "شارك في إعداد"];

const CONTRIBUTED: &[&str] =
    &["contributed to this report", "contributed reporting", "contributed to this article"];

const PARTS_ABOUT_REPLIES: &[&str] = &["can follow any responses"];

/// Whether a line tells the address of the page.
fn is_address(line: &str) -> bool {
    line.contains("http") && begins_with(line, ADDRESSES)
}

const ADDRESSES: &[&str] =
    &["find this article at", "address of this page", "آدرس مطلب", "لینک خبر", "رابط الصفحة"];

/// Whether a line is `By` and a row of names.
fn has_names(line: &str) -> bool {
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) || matches!(word, "and" | "for" | "of" | "in" | "&" | ",")
    };
    let mut words = line.split_whitespace();
    let is_by = words.next().is_some_and(|word| word.eq_ignore_ascii_case("by"));
    is_by && !line.ends_with(['.', '!', '?']) && words.all(is_name)
}

/// The maximum number of words beside the date in a line of facts, and in one that begins with a name.
const MOST_BESIDE: usize = 7;
const MOST_OF_FACTS: usize = 12;
const MOST_OF_SENTENCE: usize = 2;
/// The maximum number of words that are counted.
const MOST_LOOKED_AT: usize = 30;

/// Whether a line is a date and a few other words, or a fact with its name before it: `Category: News`. Amid
/// the text it may be an entry of a schedule.
fn is_line_of_facts(line: &str) -> bool {
    if line.len() > LONGEST_FACTS || !may_hold_facts(line) {
        return false;
    }
    let is_sentence = line.ends_with(['.', '!', '?', '؟', '…']);
    let digits = line.chars().filter(|c| is_numeric(*c)).count();
    let has_numbers = || digits >= DIGITS_OF_DATE && line.split_whitespace().any(is_numeric_date);
    let has_date = || digits >= DIGITS_OF_YEAR && (has_year(line) || has_numbers()) && is_dated(line);
    let is_fact = || !is_sentence && line.contains(':') && begins_with(line, FACTS);
    let most = if is_sentence { MOST_OF_SENTENCE } else { MOST_BESIDE };
    has_date() && words_beside(line) <= most || is_fact() && words_beside(line) <= MOST_OF_FACTS
}

/// How many words of a line are neither numbers nor words that go with a date or an author.
fn words_beside(line: &str) -> usize {
    let words = line.split(|c: char| !is_alphanumeric(c) && c != '\u{200C}').filter(|word| !word.is_empty());
    let words = words.filter(|word| !word.contains(is_numeric)).take(MOST_LOOKED_AT).map(normalized);
    words.filter(|word| !is_date_word(word) && !BESIDE_DATES.contains(&word.as_str())).count()
}

/// A fact has a number or a colon. Most lines have neither, and need no further look.
fn may_hold_facts(line: &str) -> bool {
    line.contains(|c: char| c == ':' || c.is_ascii_digit() || matches!(c, '۰'..='۹' | '٠'..='٩'))
}

/// The maximum number of bytes of a line of facts.
const LONGEST_FACTS: usize = 240;

/// The fewest digits of a date of numbers alone, and of a year.
const DIGITS_OF_DATE: usize = 6;
const DIGITS_OF_YEAR: usize = 4;

fn is_numeric_date(word: &str) -> bool {
    let digits = || word.chars().filter(|c| is_numeric(*c)).count();
    word.contains(['/', '-', '.', '٫']) && digits() >= DIGITS_OF_DATE
}

/// Whether four digits stand together; other spans may be glued to them.
fn has_year(line: &str) -> bool {
    line.split(|c: char| !is_numeric(c)).any(|digits| digits.chars().count() == DIGITS_OF_YEAR)
}

/// Words that go with a date or an author, in one spelling.
#[rustfmt::skip]
const BESIDE_DATES: &[&str] = &[
    "by", "words", "text", "story", "written", "posted", "published", "first", "last", "updated", "update", "submitted", "on", "at",
    "reading", "time", "read", "minute", "minutes", "min", "mins", "am", "pm", "the", "in", "comments", "comment", "views", "reporter",
    "نویسنده", "به", "قلم", "بقلم", "گزارش", "گزارشگر", "خبرنگار", "از", "تاریخ", "انتشار", "نشر", "منتشر", "شده", "ساعت", "زمان", "مطالعه",
    "خواندن", "در", "دقیقه", "اخرین", "بهروزرسانی", "روزرسانی", "کد", "شناسه", "شماره", "خبر", "مطلب", "دیدگاه", "بازدید", "نظر", "تهیه", "کننده",
    "کتب", "اعداد", "فی", "اخر", "تحدیث", "تاریخالنشر", "النشر", "مده", "القراه", "وقت", "دقیقتان", "دقایق", "قراه", "الساعه", "تعلیق", "تعلیقات",
];

/// The names of facts about an article.
const FACTS: &[&str] = &[
    "category",
    "categories",
    "filed under",
    "section",
    "hits",
    "source",
    "edited by",
    "editor",
    "بدأت التغطية",
    "آغاز پوشش",
    "شروع پوشش",
    "coverage began",
    "last update",
    "tags",
    "article id",
    "news id",
    "address of this page",
    "find this article at",
    "short link",
    "permalink",
    "reading time",
    "آدرس مطلب",
    "لینک کوتاه",
    "لینک خبر",
    "الرابط المختصر",
    "رابط مختصر",
    "کد خبر",
    "کد مطلب",
    "شناسه خبر",
    "شناسهٔ خبر",
    "شماره خبر",
    "دسته",
    "دسته‌بندی",
    "سرویس",
    "گروه",
    "بخش",
    "منبع",
    "ویراستار",
    "گوینده",
    "التصنيف",
    "القسم",
    "المصدر",
    "رقم الخبر",
    "رمز الخبر",
    "المحرر",
];

/// Whether a line begins with one of these words, whole.
fn begins_with(line: &str, beginnings: &[&str]) -> bool {
    let line = line.trim_start();
    beginnings.iter().any(|words| {
        let head = line.get(..words.len());
        let is_whole = || !line.chars().nth(words.chars().count()).is_some_and(is_alphanumeric);
        head.is_some_and(|head| head.eq_ignore_ascii_case(words)) && (words.ends_with(' ') || is_whole())
    })
}

/// Whether a line holds a date: a weekday or a month, and a number.
fn is_dated(line: &str) -> bool {
    let words = line.split(|c: char| !is_alphanumeric(c)).map(normalized);
    line.contains(is_numeric) && words.into_iter().any(|word| is_date_word(&word))
        || line.split_whitespace().any(is_numeric_date)
}

const CREDITS: &[&str] = &[
    "by ",
    "published",
    "posted",
    "updated",
    "last updated",
    "first published",
    "written by",
    "reported by",
    "created",
    "story by",
    "submitted by",
    "retrieved from",
    "نویسنده",
    "نوشتهٔ",
    "نوشته",
    "خبرنگار",
    "تاریخ",
    "انتشار",
    "منتشر شده",
    "به‌روزرسانی",
    "به روز رسانی",
    "آخرین به‌روزرسانی",
    "کد خبر",
    "شناسه خبر",
    "گزارشگر",
    "نشر شده",
    "نشر",
    "بقلم",
    "كتب",
    "كتبت",
    "الكاتب",
    "نشر في",
    "نُشر في",
    "تاريخ النشر",
    "آخر تحديث",
    "تم النشر",
];

/// `4 min read`, `زمان مطالعه: ۴ دقیقه`
fn is_reading_time(normalized: &str) -> bool {
    let is_short =
        normalized.len() <= LONGEST_READING_TIME && normalized.contains(|c: char| c.is_ascii_digit());
    let plain = || normalized.replace(|c: char| c.is_ascii_digit(), "");
    is_short && READING_TIMES.contains(&plain().as_str())
}

/// The maximum number of bytes of a reading time.
const LONGEST_READING_TIME: usize = 64;

const READING_TIMES: &[&str] = &[
    "minread",
    "minsread",
    "minuteread",
    "minutesread",
    "readingtimeminutes",
    "readingtimeminute",
    "readingtimemin",
    "readtimeminutes",
    "readtimemin",
    "readtimemins",
    "زمانمطالعهدقیقه",
    "زمانموردنیازبرایمطالعهدقیقه",
    "مدتمطالعهدقیقه",
    "زمانخواندندقیقه",
    "وقتخواندندقیقه",
    "دقیقهمطالعه",
    "دقیقهخواندن",
    "دقیقهزمانمطالعه",
    "وقتالقراهدقایق",
    "وقتالقراهدقیقه",
    "مدهالقراهدقایق",
    "مدهالقراهدقیقه",
    "دقایقللقراه",
    "دقایققراه",
    "دقیقهللقراه",
    "دقیقهقراه",
];

/// Whether a line only says who took a picture.
pub(super) fn is_credit_of_picture(line: &str) -> bool {
    line.len() <= LONGEST_FACTS && is_only_credit(line)
}

/// Whether a line says what a picture shows or who took it.
pub(super) fn is_caption(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let is_archived = || {
        let is_dated = lower.starts_with("in this ") && lower.contains("file photo");
        is_dated || lower.trim_end_matches([')', '.']).ends_with("file photo")
    };
    begins_with(line, CAPTIONS) || is_archived() || MARKS_OF_CAPTIONS.iter().any(|mark| lower.contains(mark))
}

const CAPTIONS: &[&str] = &[
    "photo:",
    "photos:",
    "photo by",
    "photograph:",
    "image:",
    "picture:",
    "photo credit",
    "image credit",
    "credit:",
    "عکس:",
    "عکس از",
    "عکاس:",
    "تصویر:",
    "تصویر از",
    "صورة:",
    "الصورة:",
    "تصوير:",
    "عدسة:",
];

const MARKS_OF_CAPTIONS: &[&str] = &[
    " photo:",
    " picture:",
    " image:",
    " عکس:",
    " تصویر:",
    " الصورة:",
    "(photo by",
    "(photo:",
    "/getty images",
    "/ap)",
    "ap photo/",
    "/reuters",
    "handout via",
];

/// Whether a line asks the public to follow, to join or to subscribe.
pub(super) fn is_appeal(line: &str) -> bool {
    let words = || line.split_whitespace().take(LONGEST_APPEAL + 1).count();
    let begins = APPEALING.may_begin(line.trim_start()) && begins_with(line, APPEALS);
    begins && words() <= LONGEST_APPEAL && {
        let lower = line.to_lowercase();
        PLACES.iter().any(|place| has_word(&lower, place))
    }
}

static APPEALING: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(APPEALS.iter().copied()));

/// Whether a text has these words, whole.
fn has_word(text: &str, words: &str) -> bool {
    let is_whole = |(at, _): (usize, &str)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let behind = text.get(at.saturating_add(words.len())..).and_then(|behind| behind.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
    };
    text.match_indices(words).any(is_whole)
}

const APPEALS: &[&str] = &[
    "follow",
    "join",
    "chat with us",
    "subscribe",
    "sign up",
    "click here to",
    "download",
    "like us",
    "get the",
    "find us",
    "write to us",
    "ما را در",
    "ما را دنبال",
    "به کانال",
    "برای پیوستن",
    "برای دریافت",
    "للحصول على",
    "عضو کانال",
    "عضو خبرنامه",
    "عضو شوید",
    "عضویت",
    "تابعونا",
    "تابعنا",
    "تابع",
    "انضم",
    "اشترك",
];

const PLACES: &[&str] = &[
    "facebook",
    "twitter",
    "instagram",
    "telegram",
    "whatsapp",
    "youtube",
    "newsletter",
    "messenger",
    "app",
    "newsletters",
    "linkedin",
    "snapchat",
    "inbox",
    "تلگرام",
    "اینستاگرام",
    "واتساپ",
    "واتس‌اپ",
    "کانال",
    "خبرنامه",
    "نشانی ایمیل",
    "بريدك",
    "فیسبوک",
    "فیس‌بوک",
    "تلغرام",
    "تيليغرام",
    "واتساب",
    "فيسبوك",
    "إنستغرام",
    "انستغرام",
    "النشرة",
    "قناتنا",
    "تويتر",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_and_when_in_one_line_is_a_credit() {
        for line in [
            "Published Wed, Nov 20 20194:29 AM ESTUpdated an hour ago",
            "By Mina Farhadi, Wednesday, 20 November 2019 08:05 GMT",
            "Posted by Mina Farhadi on November 19, 2019, 6:21 AM EST",
            "By Mina Farhadi on Monday, November 18th, 2019 at 4:32 p.m.",
            "نویسنده: مینا فرهادی، پنجشنبه ۱۳ اردیبهشت ۱۴۰۳ ساعت ۱۸:۰۵",
            "4 min read",
            "زمان مطالعه: ۴ دقیقه",
            "شناسه خبر: ۷۷۱۲۰ پنجشنبه ۱۳ اردیبهشت ۱۴۰۳ - ۱۸:۰۵ ورزش‌های آبی",
            "Category: Harbour",
            "Words: Mina Farhadi. Thursday 2 May 2024.",
            "Words by Mina Farhadi Last updated August 4, 2024; first published August 3, 2024",
            "زمان مطالعه: ۴ دقیقه — گزارشگر: حمیرا نورزاد — انتشار: ۱۳ اردیبهشت ۱۴۰۳ ساعت ۱۸:۰۵",
            "إعداد: هناء البستاني نُشر في 2 مايو 2024 مدة القراءة: 3 دقائق",
            "By Mina Farhadi , Reza Nouri, Ann-Kathrin Berg, and Tom Waters, Lantern News",
            "شیدا مهرگان۲۳ آذر ۱۴۰۲زمان مطالعه: ۴ دقیقه",
            "3/11/2024 | Updated: 3/11/2024 06:40 pm",
        ] {
            assert!(is_credit(line, &normalized(line)), "{line}");
        }
        for line in [
            "By Monday the ferry will run again between both shores, the town said.",
            "Published authors met in the hall.",
            "By the river stands an old mill.",
            "The old cinema by the river opens its doors to everybody on 2 May 2024",
            "3 – 1",
            "Part 2",
            "The bridge was opened on 2 May 2024.",
            "Monday 2 May 2024: the first film, a walk by the river, and music for everybody who comes",
        ] {
            assert!(!is_credit(line, &normalized(line)), "{line}");
        }
    }

    #[test]
    fn captions_and_appeals_are_known() {
        assert!(is_caption("In this Dec. 12, 2006, file photo, the ferry leaves the harbour."));
        assert!(is_caption("عکس: مینا فرهادی"));
        assert!(!is_caption("The photo that she took hangs in the hall."));
        assert!(is_appeal("Chat with us in Facebook Messenger. Find out what happens."));
        assert!(is_appeal("ما را در تلگرام دنبال کنید"));
        assert!(!is_appeal("Follow the river to the old bridge."));
    }

    #[test]
    fn every_word_beside_dates_is_in_its_normalized_spelling() {
        for word in BESIDE_DATES {
            assert_eq!(normalized(word), *word);
        }
    }
}
