//! Facts that a page prints behind a label: `Genre: Drama`, a row of a table, a term and its definition.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use ifilm_language::text::normalized;

use super::marked::{BORDER, marked};
use super::menu::is_in_other_menu;
use crate::model::year;
use crate::parse::html::Tag;
use crate::parse::page::Page;
use crate::parse::work_kind::is_kind;

/// A fact that is known by its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::parse) enum PageFact {
    Genre,
    Year,
    OnAir,
    OriginalTitle,
    Tag,
}

/// The labels of each fact in the languages of the editions.
#[rustfmt::skip]
const LABELS: &[(PageFact, &[&str])] = &[
    (PageFact::Genre, &["genre", "genres", "ژانر", "ژانرها", "گونه", "نوع", "نوعیت", "النوع", "التصنيف", "نوع العمل"]),
    (PageFact::Year, &[
        "year", "production year", "year of production", "produced in", "release year", "سال", "سال ساخت", "سال تولید",
        "سال انتشار", "سنة الإنتاج", "سنة الانتاج", "عام الإنتاج", "السنة", "تاريخ الإنتاج",
    ]),
    (PageFact::OnAir, &[
        "on air", "air time", "airtime", "airs", "broadcast", "broadcast time", "broadcast times", "broadcasting time",
        "broadcast schedule", "time of broadcast", "زمان پخش", "ساعت پخش", "پخش", "وقت نشر", "زمان نشر", "موعد العرض",
        "وقت العرض", "مواعيد العرض", "موعد البث", "وقت البث", "أوقات العرض",
    ]),
    (PageFact::OriginalTitle, &[
        "original title", "original name", "also known as", "persian title", "persian name", "عنوان اصلی", "نام اصلی",
        "نام اصلي", "العنوان الأصلي", "الاسم الأصلي", "العنوان الاصلي", "الاسم الاصلي",
    ]),
    (PageFact::Tag, &[
        "tags", "tag", "keywords", "برچسب‌ها", "برچسب", "برچسپ‌ها", "کلیدواژه‌ها", "کلیدواژه", "کلمات کلیدی", "الوسوم", "الوسم",
        "كلمات مفتاحية", "الكلمات المفتاحية",
    ]),
];

static BY_LABEL: LazyLock<HashMap<String, PageFact>> = LazyLock::new(|| {
    let labels =
        LABELS.iter().flat_map(|(fact, labels)| labels.iter().map(|label| (normalized(label), *fact)));
    labels.collect()
});

/// The maximum number of bytes of a label.
const LONGEST_LABEL: usize = 64;
/// The maximum number of bytes of a value.
const LONGEST_VALUE: usize = 400;
/// The maximum number of values of one fact.
const MOST: usize = 24;

/// What stands behind a label.
#[derive(Debug, Default)]
struct Value {
    whole: String,
    /// Its parts, if it is a list.
    parts: Vec<String>,
}

/// The facts of a page.
#[derive(Debug, Default)]
pub(in crate::parse) struct PageFacts {
    values: HashMap<PageFact, Value>,
    /// The nodes that print them.
    pub(in crate::parse) nodes: BTreeSet<usize>,
    /// The year in a short line that is no label: `Produced 2015, 24 episodes`.
    pub(in crate::parse) year_in_words: Option<u16>,
    /// What stands behind a kind in one line: `Programme · Crafts · Learning`.
    pub(in crate::parse) behind_kind: Vec<String>,
}

impl PageFacts {
    /// Reads a page.
    pub(in crate::parse) fn of(page: &Page) -> Self {
        let mut facts = Self::default();
        for (at, node) in page.nodes.iter().enumerate() {
            let Some(run) = node.run().filter(|_| !is_in_other_menu(page, at)) else { continue };
            let text = marked(run);
            if let Some(parts) = behind_kind(&text).filter(|_| facts.behind_kind.is_empty()) {
                facts.behind_kind = parts;
                facts.nodes.insert(at);
            }
            for line in text.split(['\n', '|', '•']).flat_map(by_label) {
                let Some((fact, value)) = labelled(line) else {
                    if let Some(year) = year_in_words(line) {
                        facts.year_in_words = facts.year_in_words.or(Some(year));
                        facts.nodes.insert(at);
                    }
                    continue;
                };
                facts.nodes.insert(at);
                let mut texts = vec![value.to_owned()];
                if split(value).is_empty() {
                    let behind = behind(page, at);
                    texts.extend(behind.iter().filter_map(|node| page.node(*node).run()).map(marked));
                    facts.nodes.extend(behind);
                }
                let known = facts.values.entry(fact).or_default();
                if known.parts.is_empty() {
                    *known = Value::of(&texts);
                }
            }
        }
        facts
    }

    /// The values of a fact that is a list.
    pub(in crate::parse) fn list(&self, fact: PageFact) -> &[String] {
        self.values.get(&fact).map(|value| value.parts.as_slice()).unwrap_or_default()
    }

    /// The value of a fact that is one text.
    pub(in crate::parse) fn text(&self, fact: PageFact) -> Option<String> {
        let value = self.values.get(&fact)?;
        (!value.parts.is_empty()).then(|| value.whole.clone())
    }
}

impl Value {
    fn of(texts: &[String]) -> Self {
        let parts = texts.iter().flat_map(|text| split(text)).take(MOST).collect();
        let lines = texts.iter().map(|text| text.replace(BORDER, " "));
        let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        Self { whole: lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", "), parts }
    }
}

/// The maximum number of bytes of a line with a year in words.
const LONGEST_LINE: usize = 100;

/// The words before a year in a short line.
const YEAR_WORDS: &[&str] =
    &["produced", "production", "year", "محصول", "سال", "تولید", "ساخت", "انتاج", "الانتاج", "عام", "سنه"];

/// The year in a short line: «محصول ۱۴۰۰، ۲۴ قسمت».
fn year_in_words(line: &str) -> Option<u16> {
    if line.len() > LONGEST_LINE || line.trim_end().ends_with(['.', '!', '?', '؟', '…']) {
        return None;
    }
    let words: Vec<&str> = line.split([' ', BORDER, '\u{A0}']).filter(|word| !word.is_empty()).collect();
    words.windows(2).find_map(|pair| match pair {
        [word, next] if YEAR_WORDS.contains(&&*normalized(word)) => {
            year(next.trim_matches(|c: char| !c.is_numeric()))
        }
        _ => None,
    })
}

/// The parts of a short line behind the kind of the work.
fn behind_kind(line: &str) -> Option<Vec<String>> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let mut parts =
        line.split(['·', '•', '|']).map(|part| part.trim_matches(|c: char| c == BORDER || c.is_whitespace()));
    let is_kind = parts.next().is_some_and(is_kind);
    let others: Vec<String> = parts
        .filter(|part| part.chars().all(|c| c.is_alphabetic() || c == ' ') && !part.is_empty())
        .map(str::to_owned)
        .collect();
    (is_kind && !others.is_empty()).then_some(others)
}

/// The parts of a line that begin with a known label: `Genre: Drama Tags: trains`.
fn by_label(line: &str) -> Vec<&str> {
    let starts = line.match_indices([':', '：']).take(MOST).filter_map(|(colon, _)| {
        let before = line.get(..colon)?;
        let words = before.rmatch_indices([' ', BORDER]).map(|(at, sign)| at.saturating_add(sign.len()));
        words
            .chain([0])
            .take(4)
            .find(|start| before.get(*start..).is_some_and(|label| BY_LABEL.contains_key(&normalized(label))))
    });
    let mut starts: Vec<usize> = starts.filter(|start| *start > 0).collect();
    starts.dedup();
    let ends = starts.iter().copied().chain([line.len()]);
    let parts = std::iter::once(0).chain(starts.iter().copied()).zip(ends);
    parts.filter_map(|(start, end)| line.get(start..end)).collect()
}

/// The fact that a line is labelled with, and what stands behind the label.
fn labelled(line: &str) -> Option<(PageFact, &str)> {
    let line = line.trim_matches(|c: char| c == BORDER || c.is_whitespace());
    let end = line.find([':', '：', BORDER, '–']).unwrap_or(line.len());
    let (label, value) = line.split_at_checked(end)?;
    if label.len() > LONGEST_LABEL {
        return None;
    }
    let fact = BY_LABEL.get(&normalized(label))?;
    Some((*fact, value.trim_start_matches([':', '：', '–', BORDER, ' '])))
}

/// The values in a text: apart by commas, slashes or the borders of links.
fn split(text: &str) -> Vec<String> {
    if text.len() > LONGEST_VALUE {
        return Vec::new();
    }
    let parts = text.split([',', '،', ';', '؛', '/', BORDER]).flat_map(|part| part.split(" - "));
    let parts = parts.map(|part| part.trim().trim_end_matches(['.', ':']).trim_start_matches(':').trim());
    let says = |part: &&str| part.contains(char::is_alphanumeric);
    let mut values: Vec<String> = Vec::new();
    for part in parts.filter(says) {
        if !values.iter().any(|known| known == part) {
            values.push(part.to_owned());
        }
    }
    values
}

/// The nodes with the value of a label that stands alone: the next text, and those beside it in its list or
/// its row.
fn behind(page: &Page, label: usize) -> Vec<usize> {
    let is_label = |node: usize| page.node(node).run().is_some_and(|run| labelled(&marked(run)).is_some());
    let first = label.saturating_add(1);
    if first >= page.nodes.len() || page.node(first).run().is_none() || is_label(first) {
        return Vec::new();
    }
    let block = page.node(first).parent;
    let (tag, around) = (page.element(block).tag, page.element(block).parent);
    let is_part = matches!(tag, Tag::Li | Tag::Dd | Tag::Td);
    let is_beside = |node: &usize| {
        let other = page.node(*node).parent;
        is_part && page.element(other).tag == tag && page.element(other).parent == around && !is_label(*node)
    };
    let rest = (first.saturating_add(1)..page.nodes.len()).take(MOST).take_while(is_beside);
    std::iter::once(first).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(html: &str) -> PageFacts {
        PageFacts::of(&Page::read(html))
    }

    #[test]
    fn a_fact_is_read_in_every_form_of_a_label() {
        for html in [
            "<p>Genre: Drama, Family</p>",
            "<table><tr><th>Genre</th><td>Drama / Family</td></tr></table>",
            "<dl><dt>Genre<dd>Drama<dd>Family<dt>Year<dd>2015</dl>",
            "<div><b>Genres</b> <a href=/a>Drama</a><a href=/b>Family</a></div>",
            "<div><span>Genre</span><span>Drama، Family</span></div>",
            "<h4>Genre</h4><ul><li>Drama<li>Family</ul><p>More</p>",
            "<p>Year: 2015<br>Genre: Drama, Family.</p>",
        ] {
            assert_eq!(facts(html).list(PageFact::Genre), ["Drama", "Family"], "{html}");
        }
    }

    #[test]
    fn a_label_is_known_in_each_language_and_prose_is_none() {
        let page = facts("<p>زمان پخش: شنبه‌ها ساعت ۲۰:۳۰</p><p>Genre films of the year are shown here.</p>");

        assert_eq!(page.text(PageFact::OnAir).as_deref(), Some("شنبه‌ها ساعت ۲۰:۳۰"));
        assert_eq!(page.text(PageFact::Genre), None);
        assert_eq!(page.nodes, BTreeSet::from([0]));
    }
}
