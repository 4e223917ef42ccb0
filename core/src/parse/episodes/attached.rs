//! Episodes that are attachments of their programme.

use std::collections::HashSet;

use super::super::json_rows::{JsonRow, PICTURES, json_rows};
use super::parsed::ParsedEpisodes;
use crate::error::Result;
use crate::model::Episode;
use crate::parse::{Document, picture, stamp};

const NUMBERS: &[&str] = &["Episode", "EpisodeNumber", "EpisodeNo", "Epizode"];
const TITLES: &[&str] = &["Caption", "Capion", "Title"];
const VIDEOS: &[&str] = &["VideoAddress", "VideoAdress", "VideoUrl", "Video"];
const DATES: &[&str] = &["Date", "PublishDate", "PublishedDate", "CreateDate", "InsertDate"];

/// Reads the rows. Of several with one number the first counts.
pub(super) fn read(document: Document<'_>) -> Result<ParsedEpisodes> {
    let (rows, dropped) = json_rows(document)?;
    let mut parsed = ParsedEpisodes {
        episodes: Vec::with_capacity(rows.len()),
        dropped,
        rows: rows.len().saturating_add(dropped as usize),
    };
    let mut numbers: HashSet<u32> = HashSet::new();
    let mut addresses: HashSet<String> = HashSet::new();
    for row in &rows {
        let Some(episode) = episode(row, document) else {
            parsed.dropped = parsed.dropped.saturating_add(1);
            continue;
        };
        let is_new = match (episode.number, episode.addresses.first()) {
            (Some(number), _) => numbers.insert(number),
            (None, Some(address)) => addresses.insert(address.clone()),
            (None, None) => false,
        };
        if is_new {
            parsed.episodes.push(episode);
        }
    }
    Ok(parsed)
}

/// The episode of a row; `None` if it has no address.
fn episode(row: &JsonRow, document: Document<'_>) -> Option<Episode> {
    let addresses = document.edition.media.attached(&row.raw(VIDEOS)?);
    if addresses.is_empty() {
        return None;
    }
    let zone = document.edition.zone.time_zone();
    let picture = row.raw(PICTURES).and_then(|path| document.address.join(&path).ok());
    let folder = picture.as_ref().and_then(|picture| stamp::folder(picture.path(), zone));
    let date = row.raw(DATES).and_then(|date| stamp::machine(&date, zone));
    Some(Episode {
        number: row.number(NUMBERS).and_then(|number| u32::try_from(number).ok()),
        title: row.text(TITLES),
        picture: picture.map(picture::address),
        addresses,
        published: date.or(folder),
    })
}
