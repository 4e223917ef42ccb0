//! A sync that runs while a test does something else.

use ifilm_core::{Job, Progress, Stage, SyncRequest};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::{Scenario, edition};

/// A sync that runs, and its progress.
pub struct RunningSync {
    /// The sync.
    pub job: Job,
    steps: UnboundedReceiver<Progress>,
}

impl Scenario {
    /// Starts a sync of the English edition.
    pub fn start_english(&self) -> RunningSync {
        let (sender, steps) = unbounded_channel();
        let listener = move |step| sender.send(step).unwrap_or(());
        let job = self.client.start_sync(SyncRequest::of([edition("en")]), listener);
        RunningSync { job: job.expect("the client is open"), steps }
    }
}

impl RunningSync {
    /// Waits until so much of a stage is done.
    pub async fn until(&mut self, stage: Stage, done: u32) {
        while !self.steps.recv().await.is_some_and(|step| step.stage == stage && step.done >= done) {}
    }
}
