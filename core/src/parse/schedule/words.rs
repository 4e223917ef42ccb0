//! The words of guides that are no titles, in one spelling (see `normalized`), words joined.

use std::collections::HashSet;
use std::sync::LazyLock;

use ifilm_language::text::normalized;
use ifilm_language::time::{is_half_of_day, said_durations, zone_of_line};

use super::episode;

type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Between the two times of a range.
static CONNECTORS: Words =
    LazyLock::new(|| set("to till until تا الی الیساعت حتی والی through thru تاساعت untill"));

/// Between two writings of the same moment.
static OTHER: Words = LazyLock::new(|| set("or یا او and و"));

/// Beside a title, and labels of its fields.
static BESIDE: Words = LazyLock::new(|| {
    set(
        "live new hd sd 4k now next onair onnow nowplaying nowonair nowshowing playing current upcoming upnext premiere between starting startsat airs airing airtime \
         repeat rerun r encore subtitled dubbed cc free started start starts begin begins end ends from at time times \
         hour hours starttime endtime duration length episode ep part season title name programme program programmes \
         programs show shows day date genre type category link more moreinfo readmore details info watch watchnow \
         watchlive play remind remindme reminder setreminder share add on \
         بین حوالی من زنده پخشزنده جدید اکنون الان درحالپخش هماکنون بعدی برنامهبعدی برنامهبعد شروع پایان مدت ساعت زمان از تکرار \
         بازپخش قسمت فصل عنوان برنامه نام روز تاریخ نوع ژانر لینک بیشتر جزییات جزئیات تماشا تماشایزنده پخش یادآوری \
         یاداوری یادآور مشاهده ادامه ساعتپخش آغاز اغاز زمانپخش مدتزمان اشتراک برنامهها \
         یبث تبث یعرض موعدالعرض وقتالعرض توقیتالعرض موعدالبث مباشر بثمباشر جدید حصری الآن الان یعرضالان یعرضالآن التالی البرنامجالتالی بدایه البدایه نهایه النهایه المده مده \
         الساعه ساعه الوقت وقت التوقیت اعاده الاعاده اعادهبث الحلقه حلقه الموسم العنوان البرنامج برنامج اسم اسمالبرنامج الیوم \
         التاریخ النوع المزید التفاصیل تفاصیل شاهد شاهدالان المشاهده تذکیر ذکرنی",
    )
});

/// Prayer times.
static PRAYERS: Words = LazyLock::new(|| {
    set("fajr sunrise shuruq dhuhr zuhr dhuhur asr maghrib isha sunset imsak midnight dawn \
         اذانصبح طلوعآفتاب طلوعافتاب طلوعخورشید اذانظهر اذانعصر غروبآفتاب غروبافتاب غروبخورشید اذانمغرب اذانعشا نیمهشبشرعی امساک \
         الفجر الشروق الظهر العصر المغرب العشا صلاهالفجر صلاهالظهر صلاهالعصر صلاهالمغرب صلاهالعشا الامساک صبح ظهر مغرب عشا \
         اذانصبحبهافقتهران نمازصبح نمازظهر نمازمغرب فجر شروق عصر طلوع غروب نیمهشب الضحی")
});

/// Parts of the words beside office hours and clocks.
static OFFICE: Words = LazyLock::new(|| {
    set(
        "office contact call phone tel telephone fax address working workdays weekdays opening closed copyright support \
         reception updated update visits visitors \
         کاری اداری تماس تلفن دورنگار نشانی پاسخگویی پشتیبانی تعطیل بروزرسانی بهروزرسانی بازدید \
         الدوام العمل اتصل هاتف فاکس العنوان للاتصال الاستقبال الرسمی تحدیث",
    )
});

/// Whether a text stands between the two times of a range.
pub(super) fn is_until(text: &str) -> bool {
    let word = normalized(text);
    let has_dash = || text.contains(['-', '–', '—', '−', '‐', '‑', '→', '←', '~', '»', '>']);
    if word.is_empty() { has_dash() } else { CONNECTORS.contains(&*word) }
}

/// Whether a text names a prayer.
pub(super) fn is_prayer(text: &str) -> bool {
    PRAYERS.contains(&*normalized(text))
}

/// Whether a text is about an office or a page, not about a broadcast.
pub(super) fn is_office(text: &str) -> bool {
    text.len() <= 120 && text.split_whitespace().any(|word| OFFICE.contains(&*normalized(word)))
}

/// Whether a text may be a title: it has letters, and is no label, no mark, no zone and no number of an
/// episode.
pub(super) fn may_be_title(text: &str) -> bool {
    let word = normalized(text);
    let has_letters = word.chars().any(char::is_alphabetic);
    let is_known = || BESIDE.contains(&*word) || CONNECTORS.contains(&*word) || OTHER.contains(&*word);
    has_letters && !is_template(text) && !is_known() && !is_value(text)
}

/// Whether a text is only a zone, a length, a part of the day or the number of an episode.
fn is_value(text: &str) -> bool {
    let is_short = text.len() <= 60;
    is_short
        && (is_half_of_day(text)
            || zone_of_line(text).is_some_and(|_| text.split_whitespace().count() <= 4)
            || is_length(text)
            || episode::find(text).is_some_and(|found| found.rest(text).is_empty()))
}

/// Whether a text is only a length, perhaps with its label.
fn is_length(text: &str) -> bool {
    let said = said_durations(text);
    let Some(first) = said.first() else { return false };
    let outside = [text.get(..first.span.start), text.get(first.span.end..)];
    let is_label =
        |text: &str| text.is_empty() || BESIDE.contains(text) || text == "مدتزمان" || text == "مدت";
    outside.into_iter().flatten().all(|text| is_label(&normalized(text)))
}

/// Whether a text is of a script that has not filled it in.
pub(super) fn is_template(text: &str) -> bool {
    ["{{", "${", "<%", "result[", "}}"].iter().any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_values_are_no_titles() {
        for text in [
            "Live",
            "Episode 12",
            "45 min",
            "GMT",
            "PM",
            "قسمت ۱۲",
            "به وقت تهران",
            "الحلقة 3",
            "–",
            "12",
            "{{title}}",
        ] {
            assert!(!may_be_title(text), "{text}");
        }
        for text in ["Morning Road", "باران", "صباح الخير", "Live from Tehran", "فیلم سینمایی باران"]
        {
            assert!(may_be_title(text), "{text}");
        }
    }

    #[test]
    fn what_stands_between_two_times_is_known() {
        assert!(is_until("–") && is_until("تا") && is_until("to") && is_until("حتى"));
        assert!(!is_until("Road") && !is_until("·"));
    }
}
