//! A time zone as a line names it.

/// The zone of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// The site's own: the line names none, or says so.
    Own,
    /// Tehran's, whose clocks changed over the years.
    Tehran,
    /// Tehran's standard time, which is not that of its summers before 2023.
    TehranStandard,
    /// Tehran's summer time. Old systems still print it in the summers since 2023.
    TehranSummer,
    /// A number of minutes east of UTC.
    East(i32),
    /// One of the two times of a zone whose clocks change: its rule, and the letters of the time.
    Season(&'static str, &'static str),
    /// A zone that is not in our tables.
    Unknown,
}
