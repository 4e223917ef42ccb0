//! Doubt: whether what came for a person may be something else than his or her page. Pure.
//!
//! A notice may stand under the person's own name, and the page of a partner names works of both. So the
//! stored biography counts first, then the name, then the works that are known.

use std::collections::HashSet;

use super::common::Common;
use super::content::Content;
use super::doubt::is_doubtful;
use crate::model::{Block, ItemKey, Person, Work};
use crate::parse::OwnKeys;

/// What is known of a person before an answer.
#[derive(Debug, Clone)]
pub(super) struct KnownPerson<'a> {
    pub(super) key: &'a ItemKey,
    /// The name; `None` if nobody here names the person.
    pub(super) name: Option<&'a str>,
    pub(super) page: Option<&'a Person>,
    /// The works whose casts name the person.
    pub(super) works: &'a [Work],
}

/// What came for a person.
#[derive(Debug, Clone)]
pub(super) struct NewPerson<'a> {
    pub(super) name: &'a str,
    pub(super) page: &'a Person,
    pub(super) own: &'a OwnKeys,
}

impl KnownPerson<'_> {
    /// Whether a page may be something else than that of the person: a notice, a login, the home page, the
    /// page of somebody else.
    pub(super) fn is_doubtful(&self, new: &NewPerson<'_>) -> bool {
        let shared = Shared::of(self, new);
        if new.own.name_another(self.key) || self.loses_all(new, &shared) {
            return true;
        }
        let Some(name) = self.name else {
            return !(new.own.name(self.key) && shared.on_page > 0);
        };
        let differs = |blocks: &[Block], known: Option<&Content<'_>>| {
            let new = Content { title: Some(new.name), lead: None, blocks };
            is_doubtful(&new, known, Some(name), &Common::default())
        };
        let has_name = !differs(&[], None);
        match self.biography() {
            Some(blocks) if !differs(&new.page.biography, Some(&known_text(name, blocks))) => false,
            Some(_) if has_name => !(shared.is_most || shared.known == 0 && new.own.name(self.key)),
            None if has_name => false,
            _ => !shared.is_convincing(new.own.name(self.key)),
        }
    }

    fn biography(&self) -> Option<&[Block]> {
        self.page.map(|page| page.biography.as_slice()).filter(|blocks| !blocks.is_empty())
    }

    /// Whether a page has nothing of a stored one that had something, or none of its works.
    fn loses_all(&self, new: &NewPerson<'_>, shared: &Shared) -> bool {
        let Some(page) = self.page else { return false };
        let is_empty = |page: &Person| page.biography.is_empty() && page.works.is_empty();
        let had_works = keys(&page.works).next().is_some();
        (!is_empty(page) && is_empty(new.page)) || (had_works && shared.both == 0)
    }
}

fn known_text<'a>(name: &'a str, blocks: &'a [Block]) -> Content<'a> {
    Content { title: Some(name), lead: None, blocks }
}

/// How many works a page has in common with what is known.
struct Shared {
    known: usize,
    on_page: usize,
    both: usize,
    /// Whether the page has most of those that are known.
    is_most: bool,
}

impl Shared {
    fn of(known: &KnownPerson<'_>, new: &NewPerson<'_>) -> Self {
        let stored = known.page.map(|page| page.works.as_slice()).unwrap_or_default();
        let known: HashSet<&ItemKey> = keys(stored).chain(keys(known.works)).collect();
        let on_page: HashSet<&ItemKey> = keys(&new.page.works).collect();
        let both = known.intersection(&on_page).count();
        Self { known: known.len(), on_page: on_page.len(), both, is_most: both * 2 > known.len() }
    }

    /// Whether the works show whose page it is, under another name. A list of all works has most of the known
    /// ones, too, and the page of a partner has one.
    fn is_convincing(&self, names_the_key: bool) -> bool {
        self.is_most && (names_the_key || (self.both > 1 && self.both * 2 > self.on_page))
    }
}

fn keys(works: &[Work]) -> impl Iterator<Item = &ItemKey> {
    works.iter().filter_map(|work| work.key.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockContent, Direction, Span};

    const LIFE: &str = "She was born in Halverton in 1971 and has played in more than thirty series.";
    const LOGIN: &str = "Please log in to read this page, which is for members of the club alone.";

    fn person(biography: &str, works: &[u32]) -> Person {
        let content = BlockContent::Paragraph { spans: vec![Span::plain(biography)] };
        let block = Block { content, dir: Direction::Ltr };
        let biography = if biography.is_empty() { Vec::new() } else { vec![block] };
        Person { key: None, name: None, biography, picture: None, works: works.iter().map(work).collect() }
    }

    fn work(id: &u32) -> Work {
        Work { key: Some(key("film", *id)), title: "River".to_owned(), role: None }
    }

    fn key(kind: &str, id: u32) -> ItemKey {
        format!("en/{kind}/{id}").parse().unwrap()
    }

    /// Whether a page is stored for Mina Rastan, whose casts have these works. It declares the key of a
    /// person.
    fn passes(
        known: Option<&Person>,
        casts: &[u32],
        (name, new): (&str, &Person),
        declared: Option<u32>,
    ) -> bool {
        let works: Vec<Work> = casts.iter().map(work).collect();
        let own =
            OwnKeys { declared: declared.iter().map(|id| key("person", *id)).collect(), linked: Vec::new() };
        let known_name = (known.is_some() || !casts.is_empty()).then_some("Mina Rastan");
        let known = KnownPerson { key: &key("person", 812), name: known_name, page: known, works: &works };
        !known.is_doubtful(&NewPerson { name, page: new, own: &own })
    }

    /// Seen: a notice under the name of the person replaced the biography.
    #[test]
    fn a_notice_under_the_own_name_does_not_replace_a_page() {
        let (stored, alone) = (person(LIFE, &[1, 2]), person(LIFE, &[]));

        assert!(!passes(Some(&stored), &[1], ("Mina Rastan", &person(LOGIN, &[])), None));
        assert!(!passes(Some(&alone), &[1], ("Mina Rastan", &person(LOGIN, &[])), None));
        assert!(!passes(Some(&alone), &[], ("Mina Rastan", &person(LOGIN, &[])), None));
        assert!(!passes(Some(&person("", &[1])), &[], ("Mina Rastan", &person(LOGIN, &[])), None));
        assert!(!passes(Some(&stored), &[], ("Mina Rastan", &person(LIFE, &[])), None));
    }

    #[test]
    fn a_changed_page_of_the_person_replaces_the_stored_one() {
        let stored = person(LIFE, &[1, 2, 3]);

        assert!(passes(Some(&stored), &[], ("Mina Rastan", &person(LIFE, &[1, 2, 3, 4])), None));
        assert!(passes(
            Some(&stored),
            &[],
            ("Mina Rastan", &person("A new life was written.", &[2, 3])),
            None
        ));
        assert!(passes(
            Some(&person(LIFE, &[])),
            &[],
            ("Mina Rastan", &person("Another life.", &[])),
            Some(812)
        ));
        assert!(passes(None, &[1], ("Mina Rastan", &person(LIFE, &[])), None));
    }

    /// Seen: a person whose name had changed, or was stored wrongly, was refused for ever.
    #[test]
    fn another_name_passes_with_the_biography_or_with_most_of_the_known_works() {
        let stored = person(LIFE, &[1, 2, 3]);
        let new = |life, works: &[u32]| person(life, works);

        assert!(passes(Some(&stored), &[], ("Mina Karimi", &new(LIFE, &[1])), None));
        assert!(passes(Some(&stored), &[], ("Mina Karimi", &new("Another life.", &[1, 2])), None));
        assert!(passes(None, &[1], ("Mina Karimi", &new(LIFE, &[1, 7, 8])), Some(812)));
        assert!(passes(None, &[1, 2], ("Mina Karimi", &new(LIFE, &[1, 2, 7])), None));
    }

    #[test]
    fn the_page_of_a_partner_and_a_list_of_works_do_not_pass() {
        let stored = person(LIFE, &[1, 2, 3]);
        let all = person("", &[1, 2, 3, 4, 5, 6, 7, 8]);

        assert!(!passes(Some(&stored), &[], ("Kaveh Rastin", &person("His life.", &[1, 7])), None));
        assert!(!passes(None, &[1], ("Kaveh Rastin", &person("His life.", &[1])), None));
        assert!(!passes(None, &[1, 2], ("Films", &all), None));
        assert!(!passes(None, &[1, 2], ("Mina Rastan", &person(LIFE, &[1, 2])), Some(813)));
    }

    #[test]
    fn a_person_whom_nobody_names_needs_a_page_with_a_work_and_the_key() {
        assert!(passes(None, &[], ("Mina Rastan", &person(LIFE, &[1])), Some(812)));
        assert!(!passes(None, &[], ("Mina Rastan", &person(LIFE, &[])), Some(812)));
        assert!(!passes(None, &[], ("Mina Rastan", &person(LIFE, &[1])), None));
    }
}
