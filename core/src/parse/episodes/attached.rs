//! Episodes that are attachments of their programme.

use std::collections::HashSet;

use super::super::json_rows::{JsonRow, PICTURES, json_rows};
use super::parsed::ParsedEpisodes;
use crate::error::Result;
use crate::model::{Episode, EpisodeId};
use crate::parse::{Document, picture, stamp};

const NUMBERS: &[&str] = &["Episode", "EpisodeNumber", "EpisodeNo", "Epizode"];
const TITLES: &[&str] = &["Caption", "Capion", "Title"];
const VIDEOS: &[&str] = &["VideoAddress", "VideoAdress", "VideoUrl", "Video"];
const DATES: &[&str] = &["Date", "PublishDate", "PublishedDate", "CreateDate", "InsertDate"];

/// Reads the rows. Of several with one number, or without one at one path, the first counts.
pub(super) fn read(document: Document<'_>) -> Result<ParsedEpisodes> {
    let (rows, dropped) = json_rows(document)?;
    let mut parsed = ParsedEpisodes {
        episodes: Vec::with_capacity(rows.len()),
        dropped,
        rows: rows.len().saturating_add(dropped as usize),
    };
    let mut ids: HashSet<EpisodeId> = HashSet::new();
    for row in &rows {
        let Some(episode) = episode(row, document) else {
            parsed.dropped = parsed.dropped.saturating_add(1);
            continue;
        };
        if ids.insert(EpisodeId::of(&episode)) {
            parsed.episodes.push(episode);
        }
    }
    Ok(parsed)
}

/// The episode of a row; `None` if it has no address.
fn episode(row: &JsonRow, document: Document<'_>) -> Option<Episode> {
    let media = &document.edition.media;
    let addresses = media.attached(&row.raw(VIDEOS)?);
    let path = media.attached_path(addresses.first()?);
    let zone = document.edition.zone.time_zone();
    let picture = row.raw(PICTURES).and_then(|path| document.address.join(&path).ok());
    let folder = picture.as_ref().and_then(|picture| stamp::folder(picture.path(), zone));
    let date = row.raw(DATES).and_then(|date| stamp::machine(&date, zone));
    Some(Episode {
        number: row.number(NUMBERS).and_then(|number| u32::try_from(number).ok()),
        title: row.text(TITLES),
        picture: picture.map(picture::address),
        addresses,
        path,
        published: date.or(folder),
    })
}
