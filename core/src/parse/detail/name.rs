//! The name of what a page is about, and the year behind it.

use ifilm_language::text::normalized;

use super::menu::is_in_menu;
use super::subject::Subject;
use super::thing::Thing;
use crate::model::split_year;
use crate::parse::article::is_our_name;
use crate::parse::work_kind::without_kind;

/// A name without its year, and the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Name {
    pub(in crate::parse) text: String,
    pub(in crate::parse) year: Option<u16>,
}

impl Name {
    /// Reads `Name (2015)`, `Name(2015)` and `نام (۱۳۹۴)`.
    pub(in crate::parse) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, year) = match split_year(text) {
            Some((name, year)) => (name, Some(year)),
            None => (text, None),
        };
        (!name.is_empty()).then(|| Self { text: name.to_owned(), year })
    }
}

/// The name that a page prints or declares. `thing` is what it declares for machines.
pub(in crate::parse) fn name(subject: &Subject<'_>, thing: Option<&Thing>) -> Option<Name> {
    let declared = declared(subject, thing);
    let printed = printed(subject);
    let is_declared = |line: &&String| {
        let line = plain(line);
        declared.iter().any(|name| is_part(&line, &plain(name)))
    };
    let confirmed = printed.iter().find(is_declared).cloned();
    let whole = subject.page.head.title.as_deref().map(plain).filter(|_| declared.is_empty());
    let is_in_whole = |line: &str| whole.as_ref().is_some_and(|whole| is_part(&plain(line), whole));
    let in_whole = || printed.iter().find(|line| is_in_whole(line)).cloned();
    let in_line = || line_of_title(subject, &is_in_whole);
    let by_votes = || subject.outline.title().map(without_site);
    let found = confirmed
        .or_else(|| declared.first().cloned())
        .or_else(in_whole)
        .or_else(in_line)
        .or_else(by_votes)
        .or_else(|| printed.first().cloned())
        .or_else(|| subject.page.head.title.as_deref().map(without_site));
    let found = found?;
    let found = Name::of(without_kind(&found).unwrap_or(&found))?;
    let years = declared.iter().chain(&printed).filter_map(|text| Name::of(text));
    let same = |name: &Name| plain(&name.text) == plain(&found.text);
    let year = found.year.or_else(|| years.into_iter().filter(same).find_map(|name| name.year));
    Some(Name { year, ..found })
}

/// The names that the metadata declare, without the name of the site.
fn declared(subject: &Subject<'_>, thing: Option<&Thing>) -> Vec<String> {
    let named = thing.and_then(|thing| thing.text(&["name", "headline"]));
    let metas = subject.page.head.metas_of(&["og:title", "twitter:title", "dc.title", "dcterms.title"]);
    let names = named.into_iter().chain(metas.map(str::to_owned));
    names
        .map(|name| without_site(&name))
        .filter(|name| !name.is_empty() && !is_our_name(name))
        .take(MOST)
        .collect()
}

/// The maximum number of names that are compared.
const MOST: usize = 8;

/// The headings that a page prints outside of links.
fn printed(subject: &Subject<'_>) -> Vec<String> {
    let page = subject.page;
    let level = |node: usize| subject.outline.heading(node).filter(|level| *level <= 3);
    let heading = |node: usize| {
        let run = page.node(node).run()?;
        let (letters, linked) = run.weights();
        let text = run.text().trim().to_owned();
        let is_name = !is_in_menu(page, node)
            && linked < letters
            && !is_our_name(&text)
            && !subject.outline.is_label(node);
        is_name.then_some((level(node)?, text))
    };
    let mut found: Vec<(u8, String)> = (0..page.nodes.len()).filter_map(heading).take(64).collect();
    found.sort_by_key(|(level, _)| *level);
    found.into_iter().map(|(_, text)| text).take(MOST).collect()
}

/// A line of the page that is part of its title, on a page without headings.
fn line_of_title(subject: &Subject<'_>, is_in_title: &impl Fn(&str) -> bool) -> Option<String> {
    let page = subject.page;
    let lines = page.nodes.iter().enumerate().take(MOST_LINES).filter(|(at, _)| !is_in_menu(page, *at));
    let unlinked = lines.filter_map(|(_, node)| node.run()).filter(|run| run.weights().1 == 0);
    let texts = unlinked.map(|run| run.text().trim().to_owned()).filter(|text| text.len() <= LONGEST);
    texts.into_iter().find(|text| is_in_title(text) && !is_our_name(text))
}

/// The maximum number of lines that are compared with the title, and of bytes of one.
const MOST_LINES: usize = 400;
const LONGEST: usize = 200;

fn plain(name: &str) -> String {
    normalized(split_year(name.trim()).map_or(name, |(name, _)| name))
}

/// Whether a printed name is a declared one, or at least half of it. Both are in one spelling.
fn is_part(printed: &str, declared: &str) -> bool {
    let is_most = printed.len().saturating_mul(2) >= declared.len();
    !printed.is_empty() && is_most && declared.contains(printed)
}

/// The signs between a name and that of the site.
const BORDERS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • "];

/// A name without parts that are the name of the site.
fn without_site(text: &str) -> String {
    let mut rest = text.trim();
    loop {
        let cut = BORDERS.iter().find_map(|border| {
            let first =
                rest.split_once(border).filter(|(before, _)| is_our_name(before)).map(|(_, after)| after);
            first.or_else(|| {
                rest.rsplit_once(border).filter(|(_, after)| is_our_name(after)).map(|(before, _)| before)
            })
        });
        match cut {
            Some(shorter) => rest = shorter.trim(),
            None => return rest.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_in_brackets_at_the_end_is_no_part_of_the_name() {
        for (text, name, year) in [
            ("Blue Lantern (2015)", "Blue Lantern", Some(2015)),
            ("Blue Lantern(2015)", "Blue Lantern", Some(2015)),
            (" فانوس آبی (۱۳۹۴) ", "فانوس آبی", Some(1394)),
            ("الفانوس (٢٠١٥)", "الفانوس", Some(2015)),
            ("Blue Lantern (2015-2018)", "Blue Lantern", Some(2015)),
            ("Blue Lantern (Part 2)", "Blue Lantern (Part 2)", None),
            ("Blue Lantern (9999)", "Blue Lantern (9999)", None),
            ("1984 (1956)", "1984", Some(1956)),
            ("2012", "2012", None),
            ("(2015)", "(2015)", None),
        ] {
            assert_eq!(Name::of(text), Some(Name { text: name.to_owned(), year }), "{text}");
        }
        assert_eq!(Name::of("  "), None);
    }

    #[test]
    fn the_name_of_the_site_is_left_out_on_both_sides() {
        for text in ["iFilm | Blue - Lantern", "Blue - Lantern - iFilm", "iFilm - Blue - Lantern | iFilm TV"]
        {
            assert_eq!(without_site(text), "Blue - Lantern", "{text}");
        }
    }
}
