//! Doubt: whether a page may be something else than its article, such as a notice of the site, a login page,
//! or the page of a captive portal. Pure.
//!
//! Rare things are compared: long words of the headline, and runs of three words of the text. Single words of
//! the text prove nothing: every notice has `the` in common with every article, and some have `guests`.

use std::collections::HashSet;

use ifilm_language::text::{is_alphanumeric, normalized};

use super::content::Content;
use crate::model::text_of_blocks;

/// The fewest letters of a word that counts in a headline. Any text has shorter words.
const RARE: usize = 4;
/// The number of words in a run.
const RUN: usize = 3;
/// The fewest letters of a text that may be the article because of its title alone. Some sites also put the
/// headline above a notice.
const SHORTEST: usize = 100;

/// Whether a page may be something else than its article. It is compared with the stored article or, if there
/// is none, with the headline in the list. It is doubtful if they have nothing rare in common.
pub(super) fn is_doubtful(new: &Content<'_>, known: Option<&Content<'_>>, headline: Option<&str>) -> bool {
    let Some(known) = known else {
        return headline.is_some_and(|headline| !says(new, headline));
    };
    let titles = known.title.into_iter().chain(headline);
    let is_titled = titles.into_iter().any(|title| is_same_title(title, new.title.unwrap_or_default()));
    !(shares_runs(new, known) || (is_titled && text_of_blocks(new.blocks).chars().count() >= SHORTEST))
}

/// Whether a page contains at least a third of the rare words of a headline.
fn says(page: &Content<'_>, headline: &str) -> bool {
    let wanted = rare(headline);
    let found: HashSet<String> = words(&whole(page)).into_iter().collect();
    let shared = wanted.iter().filter(|word| found.contains(*word)).count();
    shared * 3 >= wanted.len()
}

/// Whether two titles have at least half of the rare words of the shorter one in common.
fn is_same_title(one: &str, other: &str) -> bool {
    if normalized(one) == normalized(other) {
        return !normalized(one).is_empty();
    }
    let (one, other) = (rare(one), rare(other));
    let shared = one.intersection(&other).count();
    shared > 0 && shared * 2 >= one.len().min(other.len())
}

/// Whether two texts have at least a fifth of the runs of the shorter one in common.
fn shares_runs(one: &Content<'_>, other: &Content<'_>) -> bool {
    let (one, other) = (runs(&body(one)), runs(&body(other)));
    let shared = one.intersection(&other).count();
    shared > 0 && shared * 5 >= one.len().min(other.len())
}

fn whole(content: &Content<'_>) -> String {
    format!("{}\n{}", content.title.unwrap_or_default(), body(content))
}

/// The lead and the text.
fn body(content: &Content<'_>) -> String {
    format!("{}\n{}", content.lead.unwrap_or_default(), text_of_blocks(content.blocks))
}

/// The words of a text, with spellings unified.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !is_alphanumeric(c) && c != '\u{200C}').map(normalized);
    words.filter(|word| !word.is_empty()).collect()
}

/// The rare words of a headline: the long ones, or all if it has no long one.
fn rare(headline: &str) -> HashSet<String> {
    let words = words(headline);
    let long = |word: &&String| word.chars().count() >= RARE;
    match words.iter().any(|word| long(&word)) {
        true => words.iter().filter(long).cloned().collect(),
        false => words.into_iter().collect(),
    }
}

fn runs(text: &str) -> HashSet<String> {
    words(text).windows(RUN).map(|run| run.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockContent, Direction, Span};

    const EN: &str = "The river town opened its new cinema on Saturday, and the first guests came early to \
        see the hall. They said that the old house had been too small for years, and that the screen was dark.";
    const FA: &str = "شهر کنار رود روز شنبه سینمای تازه خود را باز کرد و نخستین مهمانان زود آمدند تا \
        تالار را ببینند و درباره آن سخن بگویند.";
    const FA2: &str = "شهر کنار دریا روز شنبه سینمای نو خود را گشود و نخستین مهمانان پیش از وقت آمدند \
        تا تالار را ببینند و در باره آن گپ بزنند.";
    const AR: &str = "افتتحت المدينة الواقعة على النهر دار السينما الجديدة يوم السبت، وجاء الضيوف الأوائل \
        مبكرا ليروا القاعة ويتحدثوا عنها.";

    /// An article in each language: its headline and its text.
    const ARTICLES: [(&str, &str); 4] = [
        ("A new cinema by the river", EN),
        ("سینمای تازه کنار رود باز شد", FA),
        ("سینمای نو در کنار دریا گشایش یافت", FA2),
        ("دار سينما جديدة على النهر", AR),
    ];

    /// Notices in each language: their titles and texts.
    const NOTICES: [(&str, &str); 8] = [
        ("Access to the page is denied", "Your request was blocked by the security rules of the site."),
        ("Please log in", "The page you asked for is for members. Log in with your name and your password."),
        (
            "صفحه در دسترس نیست",
            "سایت در حال به روز رسانی است و به زودی باز خواهد گشت. از شکیبایی شما سپاسگزاریم.",
        ),
        (
            "ورود به شبکه",
            "برای استفاده از اینترنت باید شرایط شبکه را بپذیرید و شماره همراه خود را وارد کنید.",
        ),
        ("سایت موقتا بسته است", "کار بالای سایت جریان دارد و خدمات به زودی دوباره فعال می‌شود."),
        (
            "داخل شدن به شبکه",
            "برای استفاده از انترنت باید شرایط شبکه را قبول کنید و نمبر تیلفون خود را بنویسید.",
        ),
        ("الموقع قيد الصيانة", "نعمل على تحديث الموقع وسنعود قريبا، نعتذر عن الإزعاج ونشكر لكم صبركم."),
        ("تسجيل الدخول", "يجب تسجيل الدخول إلى الشبكة والموافقة على الشروط قبل استخدام الإنترنت."),
    ];

    fn blocks(texts: &[&str]) -> Vec<Block> {
        let paragraph = |text: &&str| BlockContent::Paragraph { spans: vec![Span::plain(*text)] };
        texts.iter().map(|text| Block { content: paragraph(text), dir: Direction::Ltr }).collect()
    }

    /// Whether a page replaces the stored article, because it is not doubtful.
    fn replaces(known: (&str, &[&str]), new: (&str, &[&str])) -> bool {
        let (known_blocks, new_blocks) = (blocks(known.1), blocks(new.1));
        let known_content = Content { title: Some(known.0), lead: None, blocks: &known_blocks };
        let new_content = Content { title: Some(new.0), lead: None, blocks: &new_blocks };
        !is_doubtful(&new_content, Some(&known_content), Some(known.0))
    }

    #[test]
    fn no_short_or_long_notice_replaces_an_article_in_any_language() {
        for (headline, text) in ARTICLES {
            for (title, notice) in NOTICES {
                let long = [notice; 12].map(|notice| format!("{notice} {title}"));
                let long: Vec<&str> = long.iter().map(String::as_str).collect();

                assert!(!replaces((headline, &[text]), (title, &[notice])), "{headline}: {title}");
                assert!(!replaces((headline, &[text]), (title, &long)), "{headline}: {title}, long");
                assert!(!replaces((headline, &[text]), (headline, &[notice])), "{headline}: its own title");
            }
        }
    }

    #[test]
    fn an_edited_article_replaces_itself() {
        for (headline, text) in ARTICLES {
            let corrected: Vec<&str> = text.split(' ').collect();
            let corrected = [&corrected[..5], &["2024"], &corrected[6..]].concat().join(" ");

            assert!(replaces((headline, &[text]), (headline, &[&corrected])), "{headline}");
            assert!(replaces((headline, &[text]), ("Another headline altogether", &[text])), "{headline}");
            assert!(replaces((headline, &[text]), (headline, &[text, EN, FA])), "{headline}");
            assert!(replaces((headline, &[text, EN, FA]), (headline, &[text])), "{headline}");
        }
    }

    #[test]
    fn a_long_enough_text_with_the_same_headline_replaces_the_article() {
        let headline = "A new cinema by the river";

        assert!(replaces((headline, &[EN]), ("A new cinema by the old river", &[FA])));
        assert!(!replaces((headline, &[EN]), ("A new cinema by the old river", &["Come back later."])));
    }

    #[test]
    fn a_first_page_must_have_words_of_its_headline() {
        let doubtful = |title: &str, text: &str, headline: Option<&str>| {
            let blocks = blocks(&[text]);
            is_doubtful(&Content { title: Some(title), lead: None, blocks: &blocks }, None, headline)
        };
        for (headline, text) in ARTICLES {
            assert!(!doubtful(headline, text, Some(headline)), "{headline}");
            assert!(!doubtful("", text, None), "{headline}");
            for (title, notice) in NOTICES {
                assert!(doubtful(title, notice, Some(headline)), "{headline}: {title}");
            }
        }
    }
}
