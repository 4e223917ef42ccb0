//! Persons without a link beside others that have one: in the same list, the same table, the same terms.

use std::collections::BTreeSet;

use ifilm_language::text::normalized;

use super::linked_row::{LinkedRow, LinkedRows};
use super::role::{is_group, role};
use super::subject::Subject;
use crate::parse::html::Tag;
use crate::parse::page::Page;

/// The tasks of those who make a programme, in one spelling, words joined.
#[rustfmt::skip]
const TRADES: &[&str] = &[
    "director", "directedby", "writer", "writtenby", "screenplay", "script", "producer", "producedby", "composer", "music",
    "musicby", "camera", "cinematography", "cinematographer", "editor", "editing", "host", "presenter", "narrator",
    "کارگردان", "نویسنده", "تهیهکننده", "اهنگساز", "موسیقی", "فیلمنامه", "فیلمبردار", "تصویربردار", "تدوین", "تدوینگر",
    "مجری", "میزبان", "گوینده", "راوی", "طراحصحنه", "دایرکتر",
    "اخراج", "الاخراج", "مخرج", "المخرج", "تالیف", "التالیف", "الکاتب", "السیناریو", "سیناریو", "انتاج", "الموسیقی",
    "التصویر", "تصویر", "المونتاج", "مونتاج", "تقدیم", "التقدیم", "الملحن",
];

/// The maximum number of words of a name, and of bytes of its line.
const MOST_WORDS: usize = 6;
const LONGEST: usize = 160;

/// Adds the persons without a link to the rows that have one.
pub(super) fn add_unlinked(subject: &Subject<'_>, found: &mut LinkedRows) {
    let page = subject.page;
    let known: BTreeSet<usize> = found.nodes.iter().copied().collect();
    let lists: BTreeSet<usize> =
        known.iter().filter_map(|node| Some(page.element(item(page, *node)?).parent)).collect();
    for node in 0..page.nodes.len() {
        let Some(item) = item(page, node).filter(|item| lists.contains(&page.element(*item).parent)) else {
            continue;
        };
        let is_free = !page.element(item).nodes.clone().any(|node| known.contains(&node));
        if let Some((name, role)) = if is_free { person(page, node, item) } else { None } {
            found.nodes.push(node);
            found.rows.push(LinkedRow { key: None, name, role });
        }
    }
}

/// The entry, the definition or the row around a node.
fn item(page: &Page, node: usize) -> Option<usize> {
    page.around(page.node(node).parent)
        .take(4)
        .find(|at| matches!(page.element(*at).tag, Tag::Li | Tag::Dd | Tag::Tr))
}

/// The name and the role that a node says.
fn person(page: &Page, node: usize, item: usize) -> Option<(String, Option<String>)> {
    let run = page.node(node).run().filter(|run| run.weights().1 == 0)?;
    let text = run.text().trim().to_owned();
    let before = || node.checked_sub(1).and_then(|before| page.node(before).run()).map(|run| run.text());
    let (label, name) = match page.element(item).tag {
        Tag::Li => {
            text.split_once(':').map(|(label, name)| (label.trim().to_owned(), name.trim().to_owned()))?
        }
        Tag::Tr if page.element(item).nodes.start < node => (before()?, text),
        Tag::Dd => (term(page, item)?, text),
        _ => return None,
    };
    let plain = normalized(&label);
    let is_trade = TRADES.contains(&&*plain);
    let is_of_group = || page.element(item).tag == Tag::Dd && is_group(&label);
    (is_name(&name) && (is_trade || is_of_group()))
        .then(|| (name, if is_trade { role(&label) } else { None }))
}

/// The text of the term that a definition belongs to.
fn term(page: &Page, definition: usize) -> Option<String> {
    let list = page.element(definition).parent;
    let before = (0..page.element(definition).nodes.start).rev().take(24);
    let mut terms = before.filter_map(|node| {
        let at = page.around(page.node(node).parent).find(|at| page.element(*at).parent == list)?;
        (page.element(at).tag == Tag::Dt).then_some(node)
    });
    page.node(terms.next()?).run().map(|run| run.text().trim().to_owned())
}

fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let is_short = (1..=MOST_WORDS).contains(&words) && text.len() <= LONGEST;
    is_short
        && text.contains(char::is_alphabetic)
        && !text.contains(char::is_numeric)
        && !text.contains([':', '.', '،', ',', '؟', '?', '!'])
}
