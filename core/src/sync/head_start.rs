//! The head start of the edition that a person chose: the other editions wait while it gets answers. It is
//! lost with the first host that fails, or that does not answer in time. So no host holds up its neighbours.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::reach::{Reach, reach};
use crate::error::Result;
use crate::model::EditionId;

/// The head start of a run, anew in each stage of the chosen edition.
pub(crate) struct HeadStart {
    state: watch::Sender<State>,
    /// How long the others wait for each answer.
    patience: Duration,
}

#[derive(Debug, Clone, Default)]
struct State {
    chosen: Option<EditionId>,
    /// So many sections of the chosen edition have not ended their stage.
    sections_left: usize,
    is_lost: bool,
}

impl HeadStart {
    /// The others wait so long for each answer.
    pub(crate) fn new(patience: Duration) -> Self {
        Self { state: watch::Sender::default(), patience }
    }

    pub(super) fn begin(&self, chosen: Option<EditionId>, sections_left: usize) {
        self.state.send_replace(State { chosen, sections_left, is_lost: false });
    }

    /// Notes the answer to a request for an edition. After each of the chosen one, the others wait anew.
    pub(super) fn note<T>(&self, edition: &EditionId, answer: &Result<T>) {
        let failed = answer.as_ref().is_err_and(|error| reach(error) == Reach::Host);
        self.state.send_if_modified(|state| {
            let is_chosen = state.chosen.as_ref() == Some(edition);
            state.is_lost |= is_chosen && failed;
            is_chosen
        });
    }

    pub(super) fn end_section(&self) {
        self.state.send_modify(|state| state.sections_left = state.sections_left.saturating_sub(1));
    }

    /// Whether the head start was lost in the last stage of the chosen edition.
    pub(super) fn was_lost(&self) -> bool {
        self.state.borrow().is_lost
    }

    /// Waits for its end. Returns whether it was lost.
    pub(super) async fn is_lost(&self) -> bool {
        let mut state = self.state.subscribe();
        loop {
            let State { sections_left, is_lost, .. } = *state.borrow_and_update();
            if is_lost || sections_left == 0 {
                return is_lost;
            }
            if timeout(self.patience, state.changed()).await.is_err() {
                self.state.send_modify(|state| state.is_lost = true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn begun() -> HeadStart {
        let head_start = HeadStart::new(Duration::from_secs(10));
        head_start.begin(Some(edition("fa")), 2);
        head_start
    }

    fn edition(id: &str) -> EditionId {
        id.parse().unwrap()
    }

    fn refused(status: u16) -> Result<()> {
        Err(Error::Refused { address: String::new(), status, retry_at: None })
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_lost_with_a_host_that_fails_and_not_with_one_answer_or_another_edition() {
        let head_start = begun();

        head_start.note(&edition("fa"), &refused(500));
        head_start.note(&edition("en"), &refused(503));
        let before = head_start.was_lost();
        head_start.note(&edition("fa"), &refused(503));

        assert_eq!((before, head_start.is_lost().await), (false, true));
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_lost_when_no_answer_comes_in_time_and_ends_with_the_last_section() {
        let (silent, well) = (begun(), begun());
        let answers = async {
            for _ in 0..5 {
                tokio::time::sleep(Duration::from_secs(9)).await;
                well.note(&edition("fa"), &Ok(()));
            }
            well.end_section();
            well.end_section();
        };

        let (is_lost, ()) = tokio::join!(well.is_lost(), answers);

        assert_eq!((is_lost, silent.is_lost().await), (false, true));
    }
}
