//! Why a page or a list is not stored yet, for a screen.

use ifilm_language::time::{DateStyle, DateWords, TimeOfDay};
use jiff::Timestamp;

use crate::catalog::Base;
use crate::error::Result;
use crate::model::{EditionId, LanguageTag, Section, Waiting, WaitingReason};
use crate::store::{self, Connection, Due, DueReason};
use crate::words::{self, Missing};

/// Why something is not stored, and the earliest time at which it will be requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cause {
    reason: WaitingReason,
    until: Option<Timestamp>,
}

impl Cause {
    /// Why a page is not stored. If all hosts asked us to wait, this is the reason.
    pub(super) fn of_page(hosts_wait: Option<Timestamp>, due: Option<&Due>, now: Timestamp) -> Self {
        let reason = due.map_or(WaitingReason::NotAsked, |due| reason(due.reason));
        let until = due.and_then(|due| due.waits_until(now));
        Self::of_hosts(hosts_wait).unwrap_or(Self { reason, until })
    }

    /// Why a section has no items. `has_answered` says whether one of its listings ever gave rows.
    pub(super) fn of_list(
        connection: &Connection,
        edition: &EditionId,
        section: Section,
        has_answered: bool,
        bases: &[Base],
        now: Timestamp,
    ) -> Result<Self> {
        if has_answered {
            return Ok(Self { reason: WaitingReason::NoTitles, until: None });
        }
        let asked = store::listing_resources(connection, edition, section)?;
        let reason = if asked.is_empty() { WaitingReason::NotAsked } else { WaitingReason::Failed };
        let until = asked.iter().map(|listing| listing.due.waits_until(now)).min().flatten();
        Ok(Self::of_hosts(hosts_wait(connection, bases, now)?).unwrap_or(Self { reason, until }))
    }

    fn of_hosts(until: Option<Timestamp>) -> Option<Self> {
        until.map(|until| Self { reason: WaitingReason::HostAskedToWait, until: Some(until) })
    }

    /// The cause in words for people.
    pub(super) fn in_words(self, missing: Missing, language: &LanguageTag, dates: &DateWords<'_>) -> Waiting {
        let Self { reason, until } = self;
        let time = until.map(|until| dates.text(until, DateStyle::Long, TimeOfDay::With));
        Waiting { reason, until, text: words::waiting(missing, reason, time.as_deref(), language) }
    }
}

/// When the first host of an edition may be asked again; `None` if one may be asked now.
pub(super) fn hosts_wait(
    connection: &Connection,
    bases: &[Base],
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    store::all_wait(connection, bases.iter().map(Base::authority), now)
}

fn reason(due: DueReason) -> WaitingReason {
    match due {
        DueReason::Missing | DueReason::ChangedRow | DueReason::Revalidation => WaitingReason::NotAsked,
        DueReason::Failed | DueReason::Unreadable => WaitingReason::Failed,
        DueReason::Absent => WaitingReason::Absent,
        DueReason::Doubtful => WaitingReason::Doubtful,
    }
}
