//! Rows that link to a page each: the cast of a programme, the works of a person.

use std::collections::HashMap;
use std::ops::Range;

use ifilm_language::text::normalized;

use super::linked_row::{LinkedRow, LinkedRows};
use super::marked::{BORDER, by_link};
use super::menu::is_in_menu;
use super::name::Name;
use super::role::{between, role};
use super::row_links::RowLinks;
use super::subject::Subject;
use super::table_rows::table_rows;
use super::unlinked::{add_alike, add_unlinked, name_in_list};
use crate::model::{ItemKey, Kind};
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::listing::is_template;
use crate::parse::page::{Content, Hint, Part, plain};

/// More letters outside of links than this are prose, if they are most of the line.
const PROSE: usize = 80;
/// The maximum number of rows.
const MOST: usize = 2_000;

/// The rows in the block of this name; on a page without it, the links to pages of these kinds outside of
/// menus, prose and lists of other pages.
pub(in crate::parse) fn linked_rows(subject: &Subject<'_>, part: Part, kinds: &[Kind]) -> LinkedRows {
    let blocks = subject.page.elements.iter().filter(|block| block.part == Some(part));
    let scope: Vec<usize> = blocks.flat_map(|block| block.nodes.clone()).collect();
    let named = RowFinder::of(subject, kinds, !scope.is_empty()).read(scope);
    if !named.rows.is_empty() {
        return named;
    }
    let in_table = table_rows(subject, kinds);
    if !in_table.rows.is_empty() {
        return in_table;
    }
    let own = outside_of_menus(subject);
    let mut rows = RowFinder::of(subject, kinds, false).read(own);
    if part == Part::Cast {
        add_unlinked(subject, &mut rows);
        add_alike(subject, &mut rows);
    }
    rows
}

/// The nodes that may hold rows: not in menus, not in prose, not in lists of other pages.
fn outside_of_menus(subject: &Subject<'_>) -> Vec<usize> {
    let page = subject.page;
    let mut is_other = false;
    let mut found = Vec::new();
    for (at, node) in page.nodes.iter().enumerate() {
        let is_related = page.around(node.parent).any(|block| {
            let hints = page.element(block).hints;
            hints.meets(Hint::RELATED) || hints.meets(Hint::COMMENT)
        });
        if let Some(run) = node.run() {
            let (letters, linked) = run.weights();
            let label = if linked == 0 { Label::of(&run.text()) } else { None };
            match label {
                Some(Label::ReadMore | Label::Latest | Label::Comments) => is_other = true,
                None if linked == 0 && subject.outline.heading(at).is_some() => is_other = false,
                _ => {}
            }
            let own = letters.saturating_sub(linked);
            if own > PROSE && own > linked.saturating_mul(2) {
                continue;
            }
        }
        if !is_related && !is_other && !is_in_menu(page, at) {
            found.push(at);
        }
    }
    found
}

/// Finds the rows among nodes.
struct RowFinder<'s, 'p> {
    subject: &'s Subject<'p>,
    links: RowLinks,
    /// Whether a link without a key makes a row, too.
    takes_all: bool,
    kinds: &'s [Kind],
}

/// The entries of a page, in the order of their first texts.
#[derive(Default)]
struct Entries {
    all: Vec<Entry>,
    /// The number of the entry of each link. Links side by side are one line of text, and their pictures and
    /// blocks follow behind the whole line.
    of_link: HashMap<usize, usize>,
    /// Names without a link in lines of several links.
    unlinked: Vec<String>,
}

/// The texts of one link, one after the other.
struct Entry {
    /// The first link.
    link: usize,
    texts: Vec<String>,
    description: Option<String>,
    role: Option<String>,
    nodes: Range<usize>,
}

impl<'s, 'p> RowFinder<'s, 'p> {
    fn of(subject: &'s Subject<'p>, kinds: &'s [Kind], takes_all: bool) -> Self {
        let is_row = |link: usize| {
            let is_any = takes_all && !is_template(&subject.page.link(link).address);
            is_any || Self::row_key(subject, kinds, link).is_some()
        };
        let links = RowLinks::of(subject.page, |link| is_row(link).then(|| subject.target(link)));
        Self { subject, links, takes_all, kinds }
    }

    fn row_key<'k>(subject: &'k Subject<'_>, kinds: &[Kind], link: usize) -> Option<&'k ItemKey> {
        let key = subject.keys.get(link)?.as_ref()?;
        (kinds.contains(&key.kind) && subject.own.as_ref() != Some(key)).then_some(key)
    }

    fn is_row(&self, link: usize) -> bool {
        self.takes_all && !is_template(&self.subject.page.link(link).address)
            || Self::row_key(self.subject, self.kinds, link).is_some()
    }

    fn read(&self, scope: Vec<usize>) -> LinkedRows {
        let mut entries = Entries::default();
        for node in scope {
            if entries.all.len() >= MOST {
                break;
            }
            match &self.subject.page.node(node).content {
                Content::Text(_) => self.add_text(node, &mut entries),
                Content::Picture { description, link: Some(link), .. } if self.is_row(*link) => {
                    let entry = self.entry_of(&mut entries, *link, node);
                    entry.description = entry.description.take().or_else(|| plain(description.as_deref()?));
                }
                _ => {}
            }
        }
        let unlinked = entries.unlinked.into_iter().take(MOST);
        let mut found = self.rows(entries.all);
        if self.kinds == [Kind::Person] {
            found.rows.extend(unlinked.map(|name| LinkedRow { key: None, name, role: None }));
        }
        found
    }

    /// Adds the links of a line, with what stands between them.
    fn add_text(&self, node: usize, entries: &mut Entries) {
        let Some(run) = self.subject.page.node(node).run() else { return };
        let mut label: Option<String> = None;
        let mut follows_link = false;
        let texts = by_link(run);
        let rows = texts.iter().filter(|(link, _)| link.is_some_and(|link| self.is_row(link))).count();
        for (link, text) in texts {
            let Some(link) = link.filter(|link| self.is_row(*link)) else {
                let last = entries.all.last_mut().filter(|_| follows_link);
                label = Self::add_between(&text, last, rows == 1).or(label);
                entries.unlinked.extend(name_in_list(&text).filter(|_| follows_link && rows > 1));
                continue;
            };
            let entry = self.entry_of(entries, link, node);
            entry.role = entry.role.take().or_else(|| label.clone());
            entry.add_texts(&text);
            follows_link = true;
        }
    }

    /// Adds what stands between two links to the entry before it, and gives the label of the next one. Behind
    /// the only name of a line a comma stands before the role; of several, before the next.
    fn add_between(text: &str, last: Option<&mut Entry>, is_only: bool) -> Option<String> {
        let text = text.replace(BORDER, " ");
        let is_behind_only = is_only && last.is_some();
        let text = if is_behind_only { text.trim_start_matches([',', '،', ' ']) } else { text.as_str() };
        let (own, next) = if is_template(text) { (None, None) } else { between(text) };
        last.into_iter().for_each(|entry| entry.role = entry.role.take().or(own.clone()));
        next
    }

    /// The entry of a link: its own, that of a link to the same page right before it, or a new one.
    fn entry_of<'e>(&self, entries: &'e mut Entries, link: usize, node: usize) -> &'e mut Entry {
        let after = node.saturating_add(1);
        let is_open = |last: &Entry| {
            let is_near = node <= last.nodes.end.saturating_add(1);
            let is_whole = last.link != link && last.texts.len() > 1;
            is_near && !is_whole && self.subject.target(last.link) == self.subject.target(link)
        };
        let last = entries.all.len().checked_sub(1);
        let open = last.filter(|at| entries.all.get(*at).is_some_and(is_open));
        let at = entries.of_link.get(&link).copied().or(open).unwrap_or(entries.all.len());
        if at == entries.all.len() {
            entries.all.push(Entry {
                link,
                texts: Vec::new(),
                description: None,
                role: None,
                nodes: node..after,
            });
        }
        entries.of_link.insert(link, at);
        #[expect(clippy::indexing_slicing, reason = "the entry was there, or has just been added")]
        let entry = &mut entries.all[at];
        entry.nodes.end = after.max(entry.nodes.end);
        entry
    }

    fn rows(&self, entries: Vec<Entry>) -> LinkedRows {
        let mut found = LinkedRows::default();
        let mut places: HashMap<String, usize> = HashMap::new();
        for entry in entries {
            let beside =
                if entry.role.is_none() && entry.texts.len() < 2 { self.beside(&entry) } else { None };
            found.nodes.extend(entry.nodes.clone());
            found.nodes.extend(beside.as_ref().map(|(node, _)| *node));
            let target = self.subject.target(entry.link).to_owned();
            let key = self.subject.keys.get(entry.link).cloned().flatten();
            let (name, inner) = entry.name_and_role();
            let Some(name) = name else { continue };
            let role = inner.or(entry.role).or_else(|| beside.map(|(_, role)| role));
            let next = found.rows.len();
            let place = *places.entry(target).or_insert(next);
            match found.rows.get_mut(place) {
                None => found.rows.push(LinkedRow { key, name, role }),
                Some(known) if role.is_none() || known.role == role => {}
                Some(known) if known.role.is_none() => known.role = role,
                Some(_) => found.rows.push(LinkedRow { key, name, role }),
            }
        }
        found
    }

    /// The role in the text right behind or before a link in the block around it, or in the term or the cell
    /// that the link belongs to.
    fn beside(&self, entry: &Entry) -> Option<(usize, String)> {
        let page = self.subject.page;
        let card = self.links.card(page, entry.nodes.clone());
        let is_headed = self.subject.outline.title_node().is_some_and(|title| card.contains(&title));
        let read = |node: usize| {
            let is_high = self.subject.outline.heading(node).is_some_and(|level| level <= 4);
            let run = page.node(node).run().filter(|run| !is_high && run.weights().1 == 0)?;
            let text = run.text().replace(BORDER, " ");
            if is_template(&text) { None } else { Some((node, role(&text)?)) }
        };
        let in_card = |node: &usize| card.contains(node) && !is_headed;
        let mut inside = entry.nodes.clone().skip(1);
        let behind = inside.find_map(read).or_else(|| Some(entry.nodes.end).filter(in_card).and_then(read));
        let behind = behind.or_else(|| read(self.definition(entry.nodes.clone())?));
        let before = || entry.nodes.start.checked_sub(1).filter(in_card).and_then(read);
        behind.or_else(before).or_else(|| read(self.term(entry.nodes.start)?))
    }

    /// The first text of the definition behind a term that holds these nodes.
    fn definition(&self, nodes: Range<usize>) -> Option<usize> {
        let page = self.subject.page;
        let tagged = |node: usize, tag: Tag| {
            page.around(page.nodes.get(node)?.parent).find(|at| page.element(*at).tag == tag)
        };
        let (term, definition) = (tagged(nodes.start, Tag::Dt)?, tagged(nodes.end, Tag::Dd)?);
        (page.element(term).parent == page.element(definition).parent).then_some(nodes.end)
    }

    /// The last text before the definition or the cell around a node, if it is its term or stands in its row.
    fn term(&self, node: usize) -> Option<usize> {
        let page = self.subject.page;
        let is_cell = |at: &usize| matches!(page.element(*at).tag, Tag::Dd | Tag::Td);
        let mut cell = page.around(page.node(node).parent).find(is_cell)?;
        let row = page.element(cell).parent;
        for _ in 0..MOST_BEFORE {
            let before = page.element(cell).nodes.start.checked_sub(1)?;
            let mut around = page.around(page.node(before).parent);
            cell = around.find(|at| page.element(*at).parent == row)?;
            match page.element(cell).tag {
                Tag::Dt | Tag::Td | Tag::Th => return Some(before),
                Tag::Dd => {}
                _ => return None,
            }
        }
        None
    }
}

/// How many definitions may stand between a link and its term.
const MOST_BEFORE: usize = 24;

impl Entry {
    /// Adds the lines of a text, each once.
    fn add_texts(&mut self, text: &str) {
        let plain = |text: &str| normalized(&Name::of(text).map_or_else(String::new, |name| name.text));
        for part in text.split([BORDER, '\n']).map(str::trim) {
            let is_name = !part.is_empty() && Label::of(part).is_none() && !is_template(part);
            if is_name && !self.texts.iter().any(|known| plain(known) == plain(part)) {
                self.texts.push(part.to_owned());
            }
        }
    }

    /// The first text is the name and the second the role. A picture has its description as a name.
    fn name_and_role(&self) -> (Option<String>, Option<String>) {
        let name = self.texts.first().cloned().or_else(|| self.description.clone());
        (name, self.texts.get(1).and_then(|text| role(text)))
    }
}
