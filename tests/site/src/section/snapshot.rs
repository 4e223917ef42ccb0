//! The sections of an edition at a moment, with what a perfect parser finds in them.

use jiff::Timestamp;

use super::{
    Album, AlbumTruth, EpisodeTruth, Facts, HitTruth, LiveTruth, PersonTruth, ProgramKind, ProgramTruth,
    Roll, ScheduleTruth, SectionArchive, SectionRouter, SectionTruth, Sections, Tag, TagTruth, TrackTruth,
    search,
};
use crate::SiteError;
use crate::archive::Archive;
use crate::edition::Edition;
use crate::listing::Quirks;
use crate::query;
use crate::timeline;

/// The sections of an edition at a moment. Later changes of the site do not change it.
///
/// ```
/// use ifilm_site::{Edition, ProgramKind, SectionSnapshot, Sections};
///
/// let sections = SectionSnapshot::of_seed(7, Edition::Fa, Sections::default());
/// let film = &sections.programs(ProgramKind::Film)[0];
/// let (page, content_type) = sections.get(&format!("/Film/Content/{}", film.id)).unwrap();
/// assert!(page.len() > 1_000 && content_type.starts_with("text/html"));
/// ```
pub struct SectionSnapshot {
    pub(crate) archive: SectionArchive,
    pub(crate) news: Archive,
    pub(crate) news_category: u32,
    pub(crate) quirks: Quirks,
    pub(crate) base: String,
    pub(crate) now: Timestamp,
}

impl SectionSnapshot {
    /// The sections of a new site, without a server. Its addresses are below that of the real edition.
    pub fn of_seed(seed: u64, edition: Edition, sections: Sections) -> Self {
        Self {
            archive: SectionArchive::new(Roll::new(seed, edition, sections)),
            news: Archive::new(seed, edition, 60),
            news_category: 1,
            quirks: Quirks::default(),
            base: edition.public_base(),
            now: timeline::start(),
        }
    }

    /// The same sections at another moment, with the schedule of that day.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        Self { now, ..self }
    }

    /// The same sections with other quirks of JSON lists.
    #[must_use]
    pub fn with_quirks(self, quirks: Quirks) -> Self {
        Self { quirks, ..self }
    }

    /// The content and its type that the site answers for a path with its query; `None` if no section has it.
    pub fn get(&self, path: &str) -> Option<(Vec<u8>, &'static str)> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let lower = path.to_ascii_lowercase();
        let parts: Vec<&str> = lower.trim_matches('/').split('/').collect();
        let answer = self.router().answer(path, &parts, query)?;
        answer.status.is_success().then(|| (answer.content.to_vec(), answer.kind))
    }

    /// The programmes of a kind, newest first, as the listings have them.
    pub fn programs(&self, kind: ProgramKind) -> Vec<ProgramTruth> {
        let facts = self.facts();
        self.archive.programs(kind).map(|program| facts.program(&program)).collect()
    }

    /// A programme that was published, also if it was removed.
    ///
    /// # Errors
    /// [`SiteError::NoItem`] if it was never published.
    pub fn program(&self, id: u64) -> Result<ProgramTruth, SiteError> {
        Ok(self.facts().program(&self.archive.known(id)?))
    }

    /// The episodes of a programme: numbered ones from the first, attachments as they are listed.
    ///
    /// # Errors
    /// [`SiteError::NoItem`] if the programme was never published.
    pub fn episodes(&self, id: u64) -> Result<Vec<EpisodeTruth>, SiteError> {
        Ok(self.facts().episodes(&self.archive.known(id)?))
    }

    /// The albums, newest first.
    pub fn albums(&self) -> Vec<AlbumTruth> {
        self.archive.roll.albums().map(|album| self.facts().album(album)).collect()
    }

    /// The tracks of type 4 or 6, or the clips, type 15.
    pub fn tracks(&self, kind: u64) -> Vec<TrackTruth> {
        let Roll { seed, edition, .. } = self.archive.roll;
        let tracks = Album::of_type(seed, edition, kind).unwrap_or_default();
        tracks.iter().map(|track| self.facts().track(track)).collect()
    }

    /// The people, as the lists of directors and actors have them, in one order.
    pub fn people(&self) -> Vec<PersonTruth> {
        let people = self.archive.roll.people();
        people.map(|person| self.facts().person(person, &self.archive)).collect()
    }

    /// The tags.
    pub fn tags(&self) -> Vec<TagTruth> {
        Tag::all(self.archive.roll.edition).map(|tag| self.facts().tag(tag, &self.archive)).collect()
    }

    /// The live stream.
    pub fn live(&self) -> LiveTruth {
        self.facts().live()
    }

    /// The schedule from today on.
    pub fn schedule(&self) -> ScheduleTruth {
        self.router().guide().truth(&self.base)
    }

    /// The distinct hits of a search, in order.
    pub fn hits(&self, words: &str) -> Vec<HitTruth> {
        let words = query::decoded_form(words);
        self.facts().hits(&search::hits(&words, &self.archive, &self.news, self.news_category))
    }

    /// All truths of a section by its name in the line protocol.
    pub(crate) fn section(&self, name: &str) -> Option<SectionTruth> {
        Some(match name {
            "music" => SectionTruth::Music(self.albums()),
            "people" => SectionTruth::People(self.people()),
            "tags" => SectionTruth::Tags(self.tags()),
            "live" => SectionTruth::Live(self.live()),
            "schedule" => SectionTruth::Schedule(self.schedule()),
            kind => SectionTruth::Programs(self.programs(ProgramKind::of_path(kind)?)),
        })
    }

    fn router(&self) -> SectionRouter<'_> {
        SectionRouter {
            archive: &self.archive,
            news: &self.news,
            news_category: self.news_category,
            quirks: self.quirks,
            base: &self.base,
            now: self.now,
        }
    }

    fn facts(&self) -> Facts<'_> {
        Facts { roll: self.archive.roll, base: &self.base }
    }
}
