//! What a perfect parser finds in the pages and listings of the sections.
//!
//! White space in texts is folded. Addresses are whole and percent-encoded.

use jiff::Timestamp;
use serde::Serialize;

use super::ProgramKind;

/// A series, a film or a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgramTruth {
    /// What it is.
    pub kind: ProgramKind,
    /// The id.
    pub id: u64,
    /// The title without the year.
    pub title: String,
    /// The title as pages and listings write it, with the year if there is one.
    pub shown_title: String,
    /// The year in the title, in the calendar in which it is written.
    pub year: Option<u16>,
    /// The paragraphs of the story.
    pub story: Vec<String>,
    /// The full picture.
    pub poster: Option<String>,
    /// The small picture.
    pub poster_small: Option<String>,
    /// The people, in the order of the page.
    pub cast: Vec<CreditTruth>,
    /// The genres, in the order of the page.
    pub genres: Vec<String>,
    /// The tags, in the order of the page: id and title.
    pub tags: Vec<(u64, String)>,
    /// The trailer of a series or a program.
    pub trailer: Option<String>,
    /// The film itself.
    pub video: Option<String>,
    /// Whether it is in the block of what is on air.
    pub on_air: bool,
    /// Whether its episodes are numbered ones. Otherwise a listing names them.
    pub numbered: bool,
    /// How many episodes it has.
    pub episodes: usize,
}

/// A person in a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CreditTruth {
    /// The id of the person.
    pub id: u64,
    /// The name.
    pub name: String,
    /// What the person did.
    pub role: Option<String>,
}

/// An episode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EpisodeTruth {
    /// The id of an attachment; a numbered episode has none.
    pub id: Option<u64>,
    /// The number.
    pub number: Option<u64>,
    /// The caption of an attachment.
    pub title: Option<String>,
    /// The description of an attachment.
    pub description: Option<String>,
    /// The full still.
    pub picture: Option<String>,
    /// The HLS master of a numbered episode.
    pub hls: Option<String>,
    /// The MP4.
    pub mp4: String,
}

/// An album.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlbumTruth {
    /// The id.
    pub id: u64,
    /// The title.
    pub title: String,
    /// Who plays.
    pub performer: String,
    /// The paragraphs about it.
    pub story: Vec<String>,
    /// The full picture.
    pub picture: Option<String>,
    /// Its tracks, in order.
    pub tracks: Vec<TrackTruth>,
}

/// A track or a clip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackTruth {
    /// The id.
    pub id: u64,
    /// The title: of a track its `Title`, of a clip its `Caption`.
    pub title: String,
    /// Who plays a track; a clip names nobody.
    pub performer: Option<String>,
    /// A text about a clip.
    pub description: Option<String>,
    /// The full picture.
    pub picture: Option<String>,
    /// The sound of a track, the video of a clip.
    pub address: String,
    /// Whether it is a clip.
    pub clip: bool,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonTruth {
    /// The id.
    pub id: u64,
    /// The name.
    pub name: String,
    /// Whether the list of directors has the person; otherwise the list of actors has.
    pub directs: bool,
    /// The paragraphs of the biography.
    pub biography: Vec<String>,
    /// The full picture.
    pub picture: Option<String>,
    /// The works, newest first.
    pub works: Vec<WorkTruth>,
}

/// A work of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkTruth {
    /// What it is.
    pub kind: ProgramKind,
    /// The id.
    pub id: u64,
    /// The title as the page writes it, with the year.
    pub shown_title: String,
    /// What the person did.
    pub role: Option<String>,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagTruth {
    /// The id.
    pub id: u64,
    /// The title.
    pub title: String,
    /// What its first page lists. Its second page is empty.
    pub rows: Vec<HitTruth>,
}

/// A row of a tag or of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HitTruth {
    /// The kind in keys: `series`, `film`, `program`, `article`, `album`, `person`.
    pub kind: &'static str,
    /// The id.
    pub id: u64,
    /// The title as the row writes it, with the year.
    pub shown_title: String,
    /// The full picture.
    pub picture: Option<String>,
}

/// The live stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiveTruth {
    /// The master playlist.
    pub master: String,
    /// The streams that it names.
    pub variants: Vec<VariantTruth>,
}

/// A stream of a master playlist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VariantTruth {
    /// The address.
    pub address: String,
    /// Whether it answers; one answers 404.
    pub answers: bool,
}

/// The schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScheduleTruth {
    /// The zone of the times on the page: `UTC` or `Asia/Tehran`.
    pub zone: &'static str,
    /// The entries, in order.
    pub entries: Vec<EntryTruth>,
}

/// An entry of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryTruth {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends: as the page says, or else when the next one begins.
    pub end: Option<Timestamp>,
    /// The title.
    pub title: String,
    /// The number of the episode.
    pub episode: Option<u64>,
    /// The page of the programme: its canonical address.
    pub link: Option<String>,
}

/// Any of them, for the line protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names are those of the sections")]
pub enum SectionTruth {
    Programs(Vec<ProgramTruth>),
    Music(Vec<AlbumTruth>),
    People(Vec<PersonTruth>),
    Tags(Vec<TagTruth>),
    Live(LiveTruth),
    Schedule(ScheduleTruth),
}
