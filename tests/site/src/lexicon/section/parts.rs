//! What the words of the sections consist of.

/// All words of the sections of one edition.
pub(crate) struct SectionWords {
    /// A title is the first part and the second one.
    pub(crate) titles: (&'static [&'static str], &'static [&'static str]),
    pub(crate) programs: &'static [&'static str],
    /// Frames of the story of a programme.
    pub(crate) story: &'static [&'static str],
    /// Frames of a biography, with `{name}`.
    pub(crate) biography: &'static [&'static str],
    pub(crate) roles: Roles,
    pub(crate) performers: &'static [&'static str],
    /// The title of an album, with `{}` for that of a programme.
    pub(crate) album: &'static str,
    pub(crate) tracks: &'static [&'static str],
    pub(crate) tags: &'static [&'static str],
    /// Captions of rows of episodes that are no episode with a number.
    pub(crate) extras: &'static [&'static str],
    /// Entries of the schedule that are no programme of the site.
    pub(crate) fillers: &'static [&'static str],
    pub(crate) labels: SectionLabels,
    pub(crate) clock: ClockWords,
}

/// What people do in a programme.
pub(crate) struct Roles {
    pub(crate) director: &'static str,
    pub(crate) writer: &'static str,
    pub(crate) composer: &'static str,
    pub(crate) producer: &'static str,
    pub(crate) actor: &'static str,
    pub(crate) actress: &'static str,
}

/// The words of the pages besides their content.
pub(crate) struct SectionLabels {
    pub(crate) genre: &'static str,
    pub(crate) tags: &'static str,
    pub(crate) cast: &'static str,
    pub(crate) story: &'static str,
    pub(crate) episodes: &'static str,
    pub(crate) related: &'static str,
    pub(crate) works: &'static str,
    pub(crate) biography: &'static str,
    pub(crate) on_air: &'static str,
    pub(crate) directors: &'static str,
    pub(crate) actors: &'static str,
    pub(crate) clips: &'static str,
    pub(crate) tracks: &'static str,
}

/// The words of the schedule.
pub(crate) struct ClockWords {
    pub(crate) schedule: &'static str,
    pub(crate) today: &'static str,
    pub(crate) tomorrow: &'static str,
    /// The word before the number of an episode.
    pub(crate) episode: &'static str,
    /// The half of the day, in pairs of before and after noon.
    pub(crate) halves: &'static [(&'static str, &'static str)],
    pub(crate) gmt: &'static str,
    pub(crate) tehran: &'static str,
}
