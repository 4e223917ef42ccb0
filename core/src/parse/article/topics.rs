//! The tags and the people that the page of an article names.

use super::measured_page::MeasuredPage;
use super::noise::is_wordless;
use super::region::Region;
use crate::model::{ItemKey, Kind, Topic};
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::listing::is_template;
use crate::parse::page::{Hint, Run};

/// The maximum number of each.
const MOST: usize = 64;
/// A longer text, in bytes, is no name of a tag or a person.
const LONGEST: usize = 160;

/// What an article is about, as its page says it.
#[derive(Debug, Default)]
pub(super) struct Topics {
    pub(super) tags: Vec<Topic>,
    pub(super) people: Vec<Topic>,
}

/// The links to tags and people in the article and behind it, up to the comments, and in lists of tags
/// anywhere. Those of menus are on every page.
pub(super) fn find(measured: &MeasuredPage<'_>, region: &Region) -> Topics {
    let mut topics = Topics::default();
    let end = region.comments.as_ref().map_or(measured.lines.len(), |(at, _)| *at);
    let of_article = |node: usize| (region.span.start..end).contains(&node) && region.has(node);
    for node in 0..measured.lines.len() {
        let is_tags = measured.is_hinted(node, Hint::TAGS);
        if (is_tags || of_article(node) || region.is_related(node)) && !is_in_menu(measured, node) {
            topics.add_links(measured, node);
        }
    }
    topics
}

impl Topics {
    fn add_links(&mut self, measured: &MeasuredPage<'_>, node: usize) {
        let texts = measured.page.node(node).run().into_iter().flat_map(Run::by_link);
        for (link, text) in texts {
            let Some(key) = link.and_then(|link| key(measured, link)) else { continue };
            let title = text.trim().trim_start_matches('#').trim();
            if !is_wordless(title) && title.len() <= LONGEST && Label::of(title).is_none() {
                self.add(Topic { key, title: title.to_owned() });
            }
        }
    }

    /// Adds a topic that is not known yet.
    fn add(&mut self, topic: Topic) {
        let of_kind = match topic.key.kind {
            Kind::Tag => &mut self.tags,
            Kind::Person => &mut self.people,
            _ => return,
        };
        if of_kind.len() < MOST && of_kind.iter().all(|known| known.key != topic.key) {
            of_kind.push(topic);
        }
    }
}

fn key(measured: &MeasuredPage<'_>, link: usize) -> Option<ItemKey> {
    let address = measured.address_of(link).filter(|_| !is_template(&measured.page.link(link).address))?;
    measured.edition.key_of(address)
}

fn is_in_menu(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let small = |at: &usize| measured.nodes(*at).len().saturating_mul(2) <= measured.lines.len();
    measured.around(node).take_while(small).any(|at| {
        let block = measured.page.element(at);
        let is_named = block.hints.meets(Hint::NAVIGATION) && !block.hints.meets(Hint::TAGS);
        is_named || matches!(block.tag, Tag::Nav | Tag::Form)
    })
}
