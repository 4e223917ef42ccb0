//! Jobs beside a sync: filling a hole of a list, and fetching texts early.

use super::{Client, Job};
use crate::error::{Error, Result};
use crate::model::{EditionId, HoleName, Progress, Section};
use crate::sync::{self, Work};

/// The most items that one job looks at.
const MOST_PREFETCHED: u32 = 500;

impl Client {
    /// Reads the listing on at a hole of a list, and fetches the texts that the section lacks, those of older
    /// rows too, at most 150. It is a sync of its own: it waits for its turn, may be cancelled, and gives a
    /// report. The hole closes or shrinks; if the report has no failure and the hole is open, ask again. A
    /// hole also closes when the page behind it is empty, because there the listing ends. A sync reads on
    /// only at the newest hole of a section; this does so at any.
    ///
    /// The listener gets the progress, as with [`start_sync`](Self::start_sync). Who asks for the same hole
    /// meanwhile joins the job. [`Job::with_deadline`] ends it after a time, with what has come until then.
    ///
    /// # Errors
    /// [`BadArgument`](Error::BadArgument) for an unknown edition or section, or outside a tokio runtime with
    /// time and I/O; [`Closed`](Error::Closed). [`Job::wait`] gives [`NotFound`](Error::NotFound) if the hole
    /// was closed meanwhile.
    pub fn fill(&self, hole: HoleName, listener: impl Fn(Progress) + Send + Sync + 'static) -> Result<Job> {
        let target = sync::target(&self.shared.editions, &hole.edition, hole.section)?;
        self.start(Work::Fill(hole), vec![target], Box::new(listener))
    }

    /// Among the `newest` items of a list, fetches the texts that are missing, and asks for those again that
    /// are due, so that they can be read offline. Older items are not looked at. It requests no listing. It
    /// is a sync of its own, like [`fill`](Self::fill).
    ///
    /// # Errors
    /// [`BadArgument`](Error::BadArgument) for an unknown edition or section, a number outside 1 to 500, or
    /// outside a tokio runtime with time and I/O; [`Closed`](Error::Closed).
    pub fn prefetch(
        &self,
        edition: &EditionId,
        section: Section,
        newest: u32,
        listener: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Result<Job> {
        let target = sync::target(&self.shared.editions, edition, section)?;
        if !(1..=MOST_PREFETCHED).contains(&newest) {
            return Err(Error::bad_argument(format!(
                "1 to {MOST_PREFETCHED} items are looked at, not {newest}"
            )));
        }
        let work = Work::Prefetch { edition: edition.clone(), section, newest };
        self.start(work, vec![target], Box::new(listener))
    }
}
