//! Persons without a link beside others that have one: in the same list, the same table, the same terms, the
//! same line, or in blocks like theirs.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use ifilm_language::text::normalized;

use super::linked_row::{LinkedRow, LinkedRows};
use super::role::{is_group, role};
use super::subject::Subject;
use crate::parse::html::Tag;
use crate::parse::page::{Page, Run};

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

/// The name behind a link in a line of names: `, Saba Morsi`. A trade is none.
pub(super) fn name_in_list(text: &str) -> Option<String> {
    let name = text.trim().strip_prefix([',', '،'])?.trim();
    let is_full = name.split_whitespace().nth(1).is_some();
    (is_full && is_name(name) && !TRADES.contains(&&*normalized(name))).then(|| name.to_owned())
}

/// The maximum number of nodes of a block with one person.
const LARGEST: usize = 4;

/// Adds the persons in blocks of two lines, a name and a role, beside blocks with one linked person each.
pub(super) fn add_alike(subject: &Subject<'_>, found: &mut LinkedRows) {
    let page = subject.page;
    let known: BTreeSet<usize> = found.nodes.iter().copied().collect();
    let rows = known.iter().flat_map(|node| small_blocks(page, *node));
    let mut groups: HashMap<(usize, Tag), BTreeSet<usize>> = HashMap::new();
    for block in rows {
        groups.entry(group_of(page, block)).or_default().insert(block);
    }
    groups.retain(|_, blocks| blocks.len() > 1);
    let is_alike =
        |at: &usize| page.element(*at).nodes.len() <= LARGEST && groups.contains_key(&group_of(page, *at));
    let blocks = (1..page.elements.len()).filter(is_alike);
    for block in blocks {
        let nodes = page.element(block).nodes.clone();
        let is_free = !nodes.clone().any(|node| known.contains(&node));
        if let Some((name, role)) = if is_free { name_and_role(page, nodes.clone()) } else { None } {
            found.nodes.extend(nodes);
            found.rows.push(LinkedRow { key: None, name, role: Some(role) });
        }
    }
}

/// Where a block stands, and its kind.
fn group_of(page: &Page, block: usize) -> (usize, Tag) {
    (page.element(block).parent, page.element(block).tag)
}

/// The small blocks around a node whose first line is a link. In a table of facts that line is a label.
fn small_blocks(page: &Page, node: usize) -> impl Iterator<Item = usize> {
    let is_small = |at: &usize| page.element(*at).nodes.len() <= LARGEST;
    page.around(page.node(node).parent).take(4).take_while(is_small).filter(|at| begins_with_link(page, *at))
}

fn begins_with_link(page: &Page, block: usize) -> bool {
    let nodes = page.element(block).nodes.clone();
    let first = nodes.filter_map(|node| page.nodes.get(node)?.run()).next();
    first.is_some_and(|run| run.weights().1 > 0)
}

/// The name and the role that two lines without links say.
fn name_and_role(page: &Page, nodes: Range<usize>) -> Option<(String, String)> {
    let lines: Vec<&Run> = nodes.filter_map(|node| page.nodes.get(node)?.run()).collect();
    let [name, part] = lines[..] else { return None };
    let is_free = name.weights().1 == 0 && part.weights().1 == 0;
    let name = name.text().trim().to_owned();
    if is_free && is_name(&name) { Some((name, role(&part.text())?)) } else { None }
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
