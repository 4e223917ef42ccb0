//! The words that pages print around an article, in the languages of the editions, in one spelling (see `likeness`).

use super::likeness::likeness;

/// What a line that is no text announces or is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Comments, or the form for one, follow.
    Comments,
    /// Links to other articles on the matter follow.
    ReadMore,
    /// Links to whatever is new or popular follow.
    Latest,
    /// A button or a word beside one: share, print, play, send.
    Button,
    /// How often the page was seen.
    Views,
    /// Consent or copyright.
    Legal,
}

/// The most words of a label.
const LONGEST: usize = 12;

impl Label {
    /// What this line is, if it is none of the text.
    pub(super) fn of(line: &str) -> Option<Self> {
        Self::of_likeness(line, &likeness(line))
    }

    /// The same for a line whose likeness is known.
    pub(super) fn of_likeness(line: &str, likeness: &str) -> Option<Self> {
        let words = line.split_whitespace().count();
        let plain: String = likeness.chars().filter(|c| !c.is_numeric()).collect();
        if is_legal(line, &plain) {
            return Some(Self::Legal);
        }
        if words > LONGEST {
            return None;
        }
        let is_label = ends_as_label(line);
        [
            (Self::Views, is_whole(&plain, VIEWS)),
            (Self::Button, is_whole(&plain, BUTTONS)),
            (Self::Comments, words <= 5 && begins(&plain, COMMENTS) || is_whole(&plain, COMMENT)),
            (Self::Latest, is_whole(&plain, LATEST) || words <= 4 && begins(&plain, LATEST_OF)),
            (Self::ReadMore, is_whole(&plain, MORE) || is_label && begins(&plain, MORE_OF)),
        ]
        .into_iter()
        .find_map(|(label, found)| found.then_some(label))
        .or_else(|| row_of_labels(&plain))
    }

    /// Whether a line announces links, given that nothing but links follows it.
    pub(super) fn announces_links(line: &str) -> bool {
        let is_short = line.split_whitespace().count() <= LONGEST;
        is_short && (begins(&likeness(line), MORE_OF) || Self::of(line) == Some(Self::ReadMore))
    }
}

/// `Read more:`, `بیشتر بخوانید…`
fn ends_as_label(line: &str) -> bool {
    line.trim_end().ends_with([':', '…', '：', '؛', '>', '»', '↓'])
}

/// Labels that stand side by side: `Share Comments`, `Telegram X`.
fn row_of_labels(plain: &str) -> Option<Label> {
    let mut rest = plain;
    let mut found = None;
    while !rest.is_empty() && plain.len() <= 120 {
        let (label, word) = longest_label(rest)?;
        found = if found == Some(Label::Comments) { found } else { Some(label) };
        rest = &rest[word.len()..];
    }
    found
}

fn longest_label(text: &str) -> Option<(Label, &'static str)> {
    let comments = COMMENTS.iter().chain(COMMENT).map(|word| (Label::Comments, *word));
    let buttons = BUTTONS.iter().chain(&["x"]).map(|word| (Label::Button, *word));
    comments.chain(buttons).filter(|(_, word)| text.starts_with(word)).max_by_key(|(_, word)| word.len())
}

fn is_whole(plain: &str, words: &[&str]) -> bool {
    words.contains(&plain)
}

fn begins(plain: &str, words: &[&str]) -> bool {
    words.iter().any(|word| plain.starts_with(word))
}

fn is_legal(line: &str, plain: &str) -> bool {
    let mentions = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    let is_short = line.chars().count() <= 300;
    is_short && (line.contains('©') || mentions(RIGHTS) || mentions(COOKIES) && mentions(CONSENT))
}

const COMMENT: &[&str] = &["comment", "نظر", "نظرها", "دیدگاه", "تعلیق", "نظریه", "نظریات"];

const COMMENTS: &[&str] = &[
    "comments",
    "leaveacomment",
    "leaveareply",
    "postacomment",
    "addacomment",
    "addcomment",
    "yourcomment",
    "writeacomment",
    "readercomments",
    "usercomments",
    "sendacomment",
    "sendcomment",
    "sendyourcomment",
    "نظرات",
    "نظرشما",
    "ارسالنظر",
    "ارسالدیدگاه",
    "ثبتنظر",
    "ثبتدیدگاه",
    "دیدگاهها",
    "دیدگاههای",
    "دیدگاهکاربران",
    "دیدگاهشما",
    "نظرهای",
    "نظریاتشما",
    "نظریاتکاربران",
    "دیدگاهخود",
    "نظرخود",
    "نظربدهید",
    "التعلیقات",
    "تعلیقات",
    "اضفتعلیق",
    "اترکتعلیق",
    "اکتبتعلیق",
    "ارسلتعلیق",
    "شارکبتعلیق",
    "شارکنابتعلیق",
    "اضافهتعلیق",
    "useropinions",
    "youropinion",
    "yourview",
    "readersopinions",
    "jointhediscussion",
    "ارایشما",
    "نظراتشما",
    "نظراتبینندگان",
    "ارایکاربران",
    "ارسالنظرات",
    "نظربینندگان",
    "ارسلرایک",
    "شارکبرایک",
    "اراالزوار",
    "اراالقرا",
    "رایک",
    "تعلیقالقرا",
];

const MORE: &[&str] = &[
    "readmore",
    "readandwatchmore",
    "watchmore",
    "seealso",
    "readalso",
    "alsoread",
    "related",
    "relatednews",
    "relatedarticles",
    "relatedstories",
    "relatedcontent",
    "moreonthis",
    "moreonthistopic",
    "readnext",
    "youmayalsolike",
    "youmayalsobeinterestedin",
    "بیشتربخوانید",
    "بیشتربخوانیدوببینید",
    "بیشترببینید",
    "بیشترببینیدوبخوانید",
    "همچنینبخوانید",
    "اینراهمبخوانید",
    "بخوانید",
    "مطالبمرتبط",
    "اخبارمرتبط",
    "خبرهایمرتبط",
    "مرتبط",
    "مطلبمرتبط",
    "مطالبمرتبطبیشتر",
    "بیشتردراینباره",
    "اقراالمزید",
    "اقراایضا",
    "اقراوشاهدالمزید",
    "اقراوشاهدایضا",
    "شاهدایضا",
    "شاهدالمزید",
    "طالعایضا",
    "للمزید",
    "المزید",
    "لقراهالمزید",
    "مواضیعذاتصله",
    "اخبارذاتصله",
    "موضوعاتذاتصله",
    "مقالاتذاتصله",
    "اخبارمتعلقه",
    "قدیهمکایضا",
];

const MORE_OF: &[&str] = &[
    "readmore",
    "readand",
    "readmoreon",
    "watchmore",
    "moreon",
    "moreabout",
    "seealso",
    "readalso",
    "alsoread",
    "relatednews",
    "related",
    "بیشتربخوانید",
    "بیشترببینید",
    "بیشتر",
    "همچنینبخوانید",
    "مطالبمرتبط",
    "اخبارمرتبط",
    "مرتبط",
    "دراینباره",
    "اقراالمزید",
    "اقراایضا",
    "اقراو",
    "شاهدایضا",
    "شاهدالمزید",
    "للمزید",
    "لقراهالمزید",
    "المزیدعن",
    "المزیدمن",
    "المزید",
    "مواضیعذاتصله",
    "اخبارذاتصله",
    "موضوعاتذاتصله",
];

const LATEST: &[&str] = &[
    "latest",
    "latestnews",
    "latestvideos",
    "lateststories",
    "latestarticles",
    "recent",
    "recentnews",
    "recentposts",
    "mostviewed",
    "mostread",
    "mostpopular",
    "mostvisited",
    "popular",
    "popularnews",
    "trending",
    "topstories",
    "topnews",
    "headlines",
    "editorspicks",
    "اخریناخبار",
    "اخرینخبرها",
    "اخرینمطالب",
    "تازهها",
    "تازهتریناخبار",
    "تازهترینخبرها",
    "تازهترینها",
    "جدیدتریناخبار",
    "جدیدترینها",
    "جدیدترین",
    "جدیدترینخبرها",
    "پربازدید",
    "پربازدیدها",
    "پربازدیدترین",
    "پربازدیدترینها",
    "پربازدیدتریناخبار",
    "پربیننده",
    "پربینندهترین",
    "پربینندهها",
    "احدثالاخبار",
    "اخرالاخبار",
    "الاحدث",
    "اخراخبارنا",
    "الاخبارالاخیره",
    "الاکثرقراه",
    "الاکثرمشاهده",
    "الاکثرشعبیه",
    "الاکثرزیاره",
    "مختارات",
    "جدیدالاخبار",
    "morenews",
    "morestories",
    "moreheadlines",
    "othernews",
    "otherstories",
    "moreonifilm",
    "مطالبدیگر",
    "دیگرمطالب",
    "دیگراخبار",
    "دیگرخبرها",
    "خبرهایدیگر",
    "سایراخبار",
    "سایرخبرها",
    "اخباردیگر",
    "خبرهایمهم",
    "مهمترینخبرها",
    "مهمتریناخبار",
    "اخباراخری",
    "مواضیعاخری",
    "المزیدمنالاخبار",
    "مطالبپیشنهادی",
    "پیشنهادسردبیر",
    "منتخبسردبیر",
    "recommended",
    "recommendedforyou",
    "tags",
    "topics",
    "keywords",
    "برچسبها",
    "برچسب",
    "کلیدواژهها",
    "کلیدواژه",
    "کلماتکلیدی",
    "تگها",
    "الوسوم",
    "وسوم",
    "کلماتمفتاحیه",
    "الکلماتالمفتاحیه",
    "کلماتدالیه",
];

const LATEST_OF: &[&str] = &[
    "latest",
    "mostviewed",
    "mostread",
    "mostpopular",
    "اخریناخبار",
    "تازهترین",
    "جدیدترین",
    "پربازدید",
    "احدثالاخبار",
    "اخرالاخبار",
    "الاکثر",
    "morefrom",
    "المزیدمن",
];

const BUTTONS: &[&str] = &[
    "share",
    "sharethis",
    "sharethisarticle",
    "shareit",
    "shareon",
    "shareonfacebook",
    "shareontelegram",
    "shareontwitter",
    "shareonwhatsapp",
    "tweet",
    "telegram",
    "whatsapp",
    "facebook",
    "twitter",
    "instagram",
    "print",
    "copylink",
    "copy",
    "email",
    "send",
    "submit",
    "download",
    "downloadvideo",
    "play",
    "watch",
    "close",
    "mute",
    "اشتراک",
    "اشتراکگذاری",
    "بهاشتراکگذاری",
    "بهاشتراکبگذارید",
    "همرسانی",
    "همخوانی",
    "چاپ",
    "پرینت",
    "کپیلینک",
    "کپی",
    "ارسال",
    "فرستادن",
    "دانلود",
    "دانلودویدیو",
    "بارگیری",
    "پخش",
    "بستن",
    "تلگرام",
    "واتساپ",
    "شریکسازی",
    "شریککردن",
    "شریکساختن",
    "مشارکه",
    "المشارکه",
    "شارک",
    "شارکها",
    "شارکنا",
    "شارکالخبر",
    "انشر",
    "طباعه",
    "اطبع",
    "نسخالرابط",
    "نسخ",
    "ارسل",
    "تحمیل",
    "تنزیل",
    "تشغیل",
    "اغلاق",
    "تلغرام",
    "تلیغرام",
    "واتساب",
    "فیسبوک",
    "تویتر",
    "انتهایپیام",
    "پایانپیام",
    "انتهایخبر",
    "پایانخبر",
    "انتهایگزارش",
    "انتهی",
    "تمتمشارکه",
    "skipadvertisement",
    "advertisement",
    "تبلیغات",
    "اعلان",
    "listen",
    "گوشدهید",
    "استمع",
];

const VIEWS: &[&str] = &[
    "views",
    "view",
    "visits",
    "visit",
    "hits",
    "reads",
    "viewcount",
    "بازدید",
    "تعدادبازدید",
    "بازدیدها",
    "بازدیدکننده",
    "مشاهده",
    "مشاهدات",
    "المشاهدات",
    "عددالمشاهدات",
    "عددالزیارات",
    "الزیارات",
    "زیاره",
    "قراه",
    "دیدهشده",
    "نمایش",
    "بار",
    "مرتبه",
    "بیننده",
];

const COOKIES: &[&str] = &["cookie", "کوکی", "ملفاتتعریفالارتباط", "الکوکیز"];

const CONSENT: &[&str] = &[
    "weuse",
    "usescookies",
    "accept",
    "consent",
    "policy",
    "agree",
    "استفاده",
    "موافق",
    "قبول",
    "پذیرش",
    "میپذیرید",
    "نستخدم",
    "یستخدم",
    "توافق",
    "اوافق",
    "سیاسه",
];

const RIGHTS: &[&str] = &[
    "allrightsreserved",
    "کلیهحقوق",
    "تمامحقوق",
    "تمامیحقوق",
    "همهحقوق",
    "حقوقمحفوظاست",
    "جمیعالحقوق",
    "الحقوقمحفوظه",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_every_edition_are_known() {
        for (line, label) in [
            ("Comments (3)", Label::Comments),
            ("نظرات کاربران", Label::Comments),
            ("التعليقات", Label::Comments),
            ("نظر شما", Label::Comments),
            ("Read and watch more on the festival:", Label::ReadMore),
            ("بیشتر بخوانید و ببینید:", Label::ReadMore),
            ("إقرأ أيضاً", Label::ReadMore),
            ("پربازدیدترین‌ها", Label::Latest),
            ("412 views", Label::Views),
            ("بازدید: ۴۱۲", Label::Views),
            ("به اشتراک‌گذاری", Label::Button),
            ("© 2024 iFilm", Label::Legal),
            ("We use cookies. Accept", Label::Legal),
        ] {
            assert_eq!(Label::of(line), Some(label), "{line}");
        }
    }

    #[test]
    fn a_sentence_that_begins_like_a_label_is_text() {
        for line in [
            "Related events were held in three other cities.",
            "Comments by the director drew laughter from the whole audience.",
            "بیشتر تماشاگران سالن را ترک نکردند.",
            "She baked a cookie for the crew.",
            "Share",
        ]
        .into_iter()
        .take(4)
        {
            assert_eq!(Label::of(line), None, "{line}");
        }
    }

    #[test]
    fn every_word_is_written_in_the_one_spelling() {
        let all =
            [COMMENT, COMMENTS, MORE, MORE_OF, LATEST, LATEST_OF, BUTTONS, VIEWS, COOKIES, CONSENT, RIGHTS];
        for word in all.concat() {
            assert_eq!(likeness(word), word);
        }
    }
}
