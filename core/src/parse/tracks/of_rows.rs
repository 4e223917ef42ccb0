//! Tracks and clips from rows of JSON.

use std::collections::HashSet;

use super::super::json_rows::{JsonRow, PICTURES, json_rows};
use super::parsed::ParsedTracks;
use crate::error::Result;
use crate::model::{ItemKey, Kind, Track};
use crate::parse::{Document, picture};

const SOUNDS: &[&str] = &["VoiceAddress", "VoiceAdress", "AudioAddress", "SoundAddress"];
const VIDEOS: &[&str] = &["VideoAddress", "VideoAdress"];

/// Reads the rows, each track once.
pub(super) fn read(document: Document<'_>) -> Result<ParsedTracks> {
    let (rows, dropped) = json_rows(document)?;
    let mut parsed = ParsedTracks {
        tracks: Vec::with_capacity(rows.len()),
        dropped,
        rows: rows.len().saturating_add(dropped as usize),
    };
    let mut known: HashSet<String> = HashSet::new();
    for row in &rows {
        let Some(track) = track(row, document) else {
            parsed.dropped = parsed.dropped.saturating_add(1);
            continue;
        };
        let name = track.key.as_ref().map(ToString::to_string).or_else(|| track.addresses.first().cloned());
        if known.insert(name.unwrap_or_default()) {
            parsed.tracks.push(track);
        }
    }
    Ok(parsed)
}

/// The track of a row; `None` if it has no address. A row with a video alone is a clip. Its caption is the
/// performer where it has a title, and its title where it has none.
fn track(row: &JsonRow, document: Document<'_>) -> Option<Track> {
    let addresses = |names| row.raw(names).map(|path| recording(&path, document)).unwrap_or_default();
    let (sounds, videos) = (addresses(SOUNDS), addresses(VIDEOS));
    let kind = if sounds.is_empty() { Kind::Clip } else { Kind::Track };
    let addresses: Vec<String> = sounds.into_iter().chain(videos).collect();
    if addresses.is_empty() {
        return None;
    }
    let (title, caption) = (row.text(&["Title"]), row.text(&["Caption", "Capion"]));
    let (title, performer) = if title.is_some() { (title, caption) } else { (caption, None) };
    let id = row.number(&["Id"]).filter(|id| *id > 0).map(|id| id.to_string());
    let key = id.map(|id| ItemKey { edition: document.edition.id.clone(), kind, id });
    let picture = row.raw(PICTURES).and_then(|path| document.address.join(&path).ok()).map(picture::address);
    Some(Track { key, title, performer, picture, addresses })
}

/// The folder of what was uploaded to the edition itself.
const UPLOADS: &str = "/uploadedfiles/";

/// The addresses of a recording. Uploads are on the host of the edition, all others where attachments are.
fn recording(path: &str, document: Document<'_>) -> Vec<String> {
    let is_upload = format!("/{}", path.trim_start_matches('/')).to_ascii_lowercase().starts_with(UPLOADS);
    let own = document.address.join(&format!("/{}", path.trim_start_matches('/'))).ok().filter(|_| is_upload);
    own.map_or_else(|| document.edition.media.attached(path), |address| vec![address.into()])
}
