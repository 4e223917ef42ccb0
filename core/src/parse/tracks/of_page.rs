//! Tracks from the players and the sound files of a page.

use std::collections::HashSet;

use url::Url;

use super::of_rows_of_page::{self, SOUNDS};
use super::parsed::ParsedTracks;
use crate::error::Result;
use crate::model::Track;
use crate::parse::Document;
use crate::parse::detail::Subject;
use crate::parse::label::Label;
use crate::parse::page::{Content, Page, Run, absolute};

/// Reads the rows of a page that have a sound file each. On a page without any, the players count, whatever
/// the names of their files are.
pub(super) fn read(html: &str, document: Document<'_>) -> Result<ParsedTracks> {
    let page = Subject::page(html, document)?;
    let rows = of_rows_of_page::read(html, document);
    if !rows.tracks.is_empty() {
        return Ok(rows);
    }
    let base = page.base(document.address);
    let mut parsed = ParsedTracks::default();
    let mut known: HashSet<String> = HashSet::new();
    for at in 0..page.nodes.len() {
        let (addresses, own) = recordings(&page, at, &base);
        let Some(first) = addresses.first() else { continue };
        if known.insert(first.clone()) {
            let title = own.or_else(|| title_beside(&page, at));
            parsed.tracks.push(Track { key: None, title, performer: None, picture: None, addresses });
        }
    }
    Ok(parsed)
}

/// The sound files of a node, and the words of the link to them.
fn recordings(page: &Page, at: usize, base: &Url) -> (Vec<String>, Option<String>) {
    let node = page.node(at);
    if let Content::Audio { files } = &node.content {
        let files = files.iter().filter_map(|file| absolute(&file.src, base)).map(String::from);
        return (files.collect(), None);
    }
    let linked = node.run().into_iter().flat_map(Run::by_link);
    let sounds = linked.filter_map(|(link, text)| {
        let address = absolute(&page.link(link?).address, base)?;
        let path = address.path().to_ascii_lowercase();
        let is_sound = SOUNDS.iter().any(|end| path.ends_with(end));
        is_sound.then(|| (String::from(address), text))
    });
    match sounds.into_iter().next() {
        Some((address, text)) => (vec![address], name(&text)),
        None => (Vec::new(), None),
    }
}

/// The text right before a player in the block around it.
fn title_beside(page: &Page, at: usize) -> Option<String> {
    let block = page.element(page.node(at).parent);
    let around = page.element(block.parent);
    let nodes = if block.nodes.len() > 1 { &block.nodes } else { &around.nodes };
    let before = at.checked_sub(1).filter(|before| nodes.contains(before))?;
    name(&page.node(before).run()?.text())
}

/// A text that may be a title: no button, no number.
fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let is_name = text.contains(char::is_alphabetic) && Label::of(text).is_none();
    is_name.then(|| text.to_owned())
}
