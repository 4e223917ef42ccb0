//! When a sync is due, for a job scheduler, and hints that make a section due earlier.

use super::Client;
use crate::error::Result;
use crate::model::{Budget, Conditions, DueTimes, EditionId, Section, SectionDue, SyncRequest};
use crate::sync;

impl Client {
    /// When each section of a request is due, and the section that is due first. It answers a job scheduler
    /// in one call: whether to sync now, and when to ask again. Reads the disk, and sends nothing.
    ///
    /// In the background a section has a schedule. It is asked about twice in the usual time between two
    /// changes, between the [`periods`](crate::Config::periods) of the configuration. A stable random offset
    /// spreads the devices over that time. It waits longer while its last answer is fresh, while the host
    /// asked to wait, and for a random time after a failure. For a person all is due that no host asked to
    /// wait for.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn due(&self, request: SyncRequest) -> Result<DueTimes> {
        let targets = sync::targets(&self.shared.editions, &request)?;
        let opened = self.shared.opened().await?;
        let inputs = self.inputs(opened, request.conditions, request.budget).await?;
        sync::due_times(&opened.store, targets, inputs).await
    }

    /// Notes that a push said that a section has something new, and returns when the section is due in the
    /// background now. That is after two thirds of the wait that its schedule has, or sooner, and within
    /// twice the shortest of the [`periods`](crate::Config::periods): a push reaches all devices at once, and
    /// a site must not get all their requests at once. It is also at least the shortest period after an
    /// earlier push made it due, so pushes cannot empty a battery. It passes neither `Retry-After` nor an
    /// answer that is fresh. A person's own sync waits for none of this. Writes to the disk, sends nothing.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition or section; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn hint(&self, edition: &EditionId, section: Section) -> Result<SectionDue> {
        let target = sync::target(&self.shared.editions, edition, section)?;
        let opened = self.shared.opened().await?;
        opened.store.open_for_writing().await?;
        let inputs = self.inputs(opened, Conditions::background(), Budget::none()).await?;
        sync::hint(&opened.store, target, inputs).await
    }
}
