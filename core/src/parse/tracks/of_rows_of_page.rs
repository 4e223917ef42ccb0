//! Tracks of a page from the rows around its sound files: links, players, and attributes for scripts.

use std::collections::HashMap;

use url::Url;

use super::parsed::ParsedTracks;
use super::row::TrackRow;
use crate::model::Track;
use crate::parse::Document;
use crate::parse::html::Tag;
use crate::parse::listing::is_template;
use crate::parse::page::absolute;
use crate::parse::schedule::{ElementPage, elements_of};

/// The ends of the names of sound files.
pub(super) const SOUNDS: &[&str] = &[".mp3", ".m4a", ".ogg", ".wav", ".aac"];

/// A row without other files may have so many texts.
const LARGEST: usize = 12;

/// Reads the rows of a page with a sound file each.
pub(super) fn read(html: &str, document: Document<'_>) -> ParsedTracks {
    let page = elements_of(html);
    let base = page.base.as_deref().and_then(|base| document.address.join(base).ok());
    let sounds = sounds(&page, base.as_ref().unwrap_or(document.address));
    let mut parsed = ParsedTracks::default();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (at, (_, address)) in sounds.iter().enumerate() {
        let row = row(&page, &sounds, at).map(|row| TrackRow::of(&page, row));
        let TrackRow { title, performer } = row.unwrap_or_default();
        let next = parsed.tracks.len();
        let place = *places.entry(address.as_str()).or_insert(next);
        let track = Track { key: None, title, performer, picture: None, addresses: vec![address.clone()] };
        match parsed.tracks.get_mut(place) {
            None => parsed.tracks.push(track),
            Some(known) if known.title.is_none() => *known = track,
            Some(_) => {}
        }
    }
    parsed
}

/// The sound files of a page, each with the element that names it.
fn sounds(page: &ElementPage, base: &Url) -> Vec<(usize, String)> {
    let links = page.links.iter().chain(&page.recordings).map(|link| (link.element, link.address.as_str()));
    let marks = page.elements.iter().enumerate().flat_map(|(at, element)| {
        let values = element.marks.iter().filter(|(name, _)| name.starts_with("data-"));
        values.map(move |(_, value)| (at, value.as_str()))
    });
    let sound = |(element, written): (usize, &str)| {
        let address = if is_template(written) { None } else { absolute(written, base) }?;
        let path = address.path().to_ascii_lowercase();
        SOUNDS.iter().any(|end| path.ends_with(end)).then(|| (element, String::from(address)))
    };
    let mut sounds: Vec<(usize, String)> = links.chain(marks).filter_map(sound).collect();
    sounds.sort_by_key(|(element, _)| *element);
    sounds
}

/// The largest element around a sound file that holds no other one; `None` if even its own holds another.
fn row(page: &ElementPage, sounds: &[(usize, String)], at: usize) -> Option<usize> {
    let (element, address) = sounds.get(at)?;
    let is_other = |(_, other): &&(usize, String)| other != address;
    let before =
        sounds.get(..at).unwrap_or_default().iter().rev().find(is_other).map(|(element, _)| *element);
    let behind = sounds.get(at..).unwrap_or_default().iter().find(is_other).map(|(element, _)| *element);
    let is_alone = |around: usize| {
        let holds = |other: Option<usize>| other.is_some_and(|other| page.is_in(other, around));
        !holds(before) && !holds(behind)
    };
    let is_small =
        |around: usize| page.element(around).is_some_and(|element| element.pieces.len() <= LARGEST);
    let is_frame = |tag: Tag| {
        matches!(tag, Tag::Body | Tag::Html | Tag::Main | Tag::Table | Tag::Tbody) || tag.is_list()
    };
    let around =
        page.around(*element).take_while(|at| is_alone(*at) && is_small(*at) && !is_frame(page.tag(*at)));
    around.last()
}
