//! Doubt: whether a page may be something else than its article, such as a notice of the site, a login page,
//! or the page of a captive portal. Pure.
//!
//! Rare things are compared: long words of the headline, and runs of three words of the text. Single words of
//! the text prove nothing: a notice shares words such as `the`, and sometimes `guests`, with an article. What
//! many pages of the edition have in common proves nothing, either.

use std::collections::HashSet;

use super::common::Common;
use super::content::Content;
use super::runs::{runs, words};
use crate::model::text_of_blocks;

/// The fewest letters of a word that counts in a headline. Any text has shorter words.
const LONG_WORD_LETTERS: usize = 4;

/// Whether a page may be something else than its article. It is compared with the stored article or, if there
/// is none, with the headline in the list.
///
/// The title does not count where a text is stored, because some sites put the headline above a notice.
pub(super) fn is_doubtful(
    new: &Content<'_>,
    known: Option<&Content<'_>>,
    headline: Option<&str>,
    common: &Common,
) -> bool {
    match known.map(|known| (known, runs(&body(known)))) {
        Some((_, runs)) if !runs.is_empty() => !shares_runs(new, runs, common),
        Some((known, _)) => {
            known.title.or(headline).is_some_and(|title| !has_headline_words(new, title, common))
        }
        None => headline.is_some_and(|headline| !has_headline_words(new, headline, common)),
    }
}

/// Whether a page contains half of the long words of a headline, and at least two of them if there are two.
/// If all words of the headline are common, the title of the page must contain the headline.
fn has_headline_words(page: &Content<'_>, headline: &str, common: &Common) -> bool {
    let mut wanted = long_words(headline);
    wanted.retain(|word| !common.has_word(word));
    if wanted.is_empty() {
        return contains(page.title.unwrap_or(&body(page)), headline);
    }
    let enough = wanted.len().div_ceil(2).max(wanted.len().min(2));
    let has_enough = |text: &str| {
        let found: HashSet<String> = words(text).into_iter().collect();
        wanted.iter().filter(|word| found.contains(*word)).count() >= enough
    };
    page.title.is_some_and(has_enough) || has_enough(&title_and_body(page)) // mostly its title has them
}

/// Whether a text contains the words of a headline, side by side.
fn contains(text: &str, headline: &str) -> bool {
    let (text, headline) = (words(text), words(headline));
    headline.is_empty() || text.windows(headline.len()).any(|words| words == headline)
}

/// Whether a page has at least a fifth of the runs of the stored text. So a short notice with the site's
/// footer has too few, but an article that was cut to a third, or that grew, has enough.
///
/// Runs that other articles have, too, are left out, unless the stored text has hardly any others.
fn shares_runs(new: &Content<'_>, known: HashSet<String>, common: &Common) -> bool {
    let own: HashSet<String> = known.iter().filter(|run| !common.has_run(run)).cloned().collect();
    let counted = if own.len() * 5 >= known.len() { own } else { known };
    let shared = runs(&body(new)).intersection(&counted).count();
    shared > 0 && shared * 5 >= counted.len()
}

fn title_and_body(content: &Content<'_>) -> String {
    format!("{}\n{}", content.title.unwrap_or_default(), body(content))
}

/// The lead and the text.
fn body(content: &Content<'_>) -> String {
    format!("{}\n{}", content.lead.unwrap_or_default(), text_of_blocks(content.blocks))
}

/// The long words of a headline, or all its words if none is long.
fn long_words(headline: &str) -> HashSet<String> {
    let words = words(headline);
    let long = |word: &&String| word.chars().count() >= LONG_WORD_LETTERS;
    match words.iter().any(|word| long(&word)) {
        true => words.iter().filter(long).cloned().collect(),
        false => words.into_iter().collect(),
    }
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
        !is_doubtful(&new_content, Some(&known_content), Some(known.0), &Common::default())
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

    /// Seen: a login page under the headline of the article replaced it.
    #[test]
    fn a_title_alone_does_not_replace_the_article() {
        let headline = "A new cinema by the river";

        assert!(!replaces((headline, &[EN]), (headline, &[FA])));
        assert!(!replaces((headline, &[EN]), ("A new cinema by the old river", &[FA])));
        assert!(!replaces((headline, &[EN]), ("Cinema guests: log in", &[FA])));
    }

    /// Seen: a notice of five words and the site's footer replaced the article.
    #[test]
    fn the_footer_of_the_site_does_not_replace_the_article() {
        let footer = "Follow us on Telegram and Instagram for the newest trailers of the week.";
        let (long, short) = ([EN, EN2, footer], ["Rain fell in the hills on Monday morning.", footer]);
        let notice = ["Your request was blocked.", footer];
        let is_common = Common::of(&[], &[long.join(" "), short.join(" ")], &[]);
        let doubtful = |known: &[&str], common: &Common| {
            let (known, new) = (blocks(known), blocks(&notice));
            let content = |blocks| Content { title: None, lead: None, blocks };
            is_doubtful(&content(&new), Some(&content(&known)), None, common)
        };

        assert!(doubtful(&long, &Common::default()));
        assert!(doubtful(&short, &is_common));
    }

    const EN2: &str = "In the evening a second film was shown to those who had waited outside, and the director \
        spoke about the winter in which it was made, with few hands and less money than planned.";

    #[test]
    fn an_article_that_was_cut_to_a_third_or_grew_replaces_itself() {
        let three = [
            EN,
            EN2,
            "Tickets are sold at the old house until the end of the month, from noon to six \
            in the evening, and children under seven years pay nothing at all on the first three Sundays.",
        ];

        assert!(replaces(("Cinema", &three), ("Cinema", &three[..1])));
        assert!(replaces(("Cinema", &three), ("Another headline", &three[1..2])));
        assert!(replaces(("Cinema", &three[..1]), ("Cinema", &[three[0], FA, FA2, AR, three[1], three[2]])));
    }

    /// Whether a page is doubtful as the first text of an item.
    fn is_doubtful_first(title: &str, text: &str, headline: &str, common: &Common) -> bool {
        let blocks = blocks(&[text]);
        is_doubtful(
            &Content { title: Some(title), lead: None, blocks: &blocks },
            None,
            Some(headline),
            common,
        )
    }

    /// Seen: a notice with one of the three long words of the headline was stored as the first text.
    #[test]
    fn one_word_of_the_headline_is_not_enough_for_a_first_page() {
        let notice = "We are moving iFilm to new machines this week. The pages of this site will be back.";
        let none = Common::default();

        assert!(is_doubtful_first("Maintenance", notice, "iFilm airs a new series", &none));
        assert!(is_doubtful_first("Welcome to the town", notice, "Rain in the town of Kashan", &none));
        assert!(!is_doubtful_first(
            "A new series on iFilm",
            "It airs today.",
            "iFilm airs a new series",
            &none
        ));
        assert!(!is_doubtful_first("Rain", "It rained.", "Rain", &none));
    }

    #[test]
    fn words_of_most_titles_and_of_the_host_do_not_count_for_a_first_page() {
        let titles = ["3", "4", "5", "6"].map(|number| format!("Story number {number} of the day on iFilm"));
        let common = Common::of(&titles, &[], &["https://en.ifilmtv.ir".parse().unwrap()]);

        assert!(is_doubtful_first("The story", "Enter your number.", &titles[0], &common));
        assert!(!is_doubtful_first(&titles[0], "Rain fell.", &titles[0], &common));
        assert!(is_doubtful_first("iFilm", "iFilm will be back.", "iFilm airs", &common));
    }

    #[test]
    fn a_first_page_must_have_words_of_its_headline() {
        let doubtful = |title: &str, text: &str, headline: Option<&str>| {
            let blocks = blocks(&[text]);
            is_doubtful(
                &Content { title: Some(title), lead: None, blocks: &blocks },
                None,
                headline,
                &Common::default(),
            )
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
