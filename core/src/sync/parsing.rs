//! Parsing in a sync: a long document is parsed on a thread for blocking work.

use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use tokio::sync::Mutex;
use tokio::task::{JoinError, spawn_blocking};
use url::Url;

use super::stop::Stop;
use crate::catalog::EditionEntry;
use crate::error::{Error, Result};
use crate::parse::Document;
use crate::source::Answer;

/// A longer document, in bytes, takes more than some milliseconds. On a thread of the runtime it would keep
/// a sync from ending, and other tasks from running.
const LONG: usize = 128 << 10;

/// While a still longer one is parsed, no new request begins and no other one is parsed: a sync may take
/// 64 MiB. Seen: 88 MiB for pages of 7 MiB.
const VERY_LONG: usize = 2 << 20;

/// Parses the documents of all runs of a client, of the very long ones one at a time. Clones keep to it
/// together.
#[derive(Clone, Default)]
pub(crate) struct Parsing {
    very_long: Arc<Mutex<()>>,
}

/// A document of a run, as it came.
pub(super) struct Came<'a> {
    pub(super) answer: &'a Answer,
    /// Where it is at the first base address of its edition.
    pub(super) address: &'a Url,
    pub(super) edition: &'a EditionEntry,
    pub(super) at: Timestamp,
}

impl Parsing {
    /// Parses a document. If the run is asked to end, nobody waits for a long one any more: its thread ends
    /// by itself, and its result is dropped. Until then a very long one keeps its place, so that threads of
    /// cancelled runs do not add up.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        stop: &Stop,
        came: Came<'_>,
        parse: impl FnOnce(Document<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let length = came.answer.bytes.len();
        if length < LONG {
            return parse(came.document());
        }
        let parsed = async {
            let alone = match length < VERY_LONG {
                true => None,
                false => Some(Arc::clone(&self.very_long).lock_owned().await),
            };
            let parse = move |document: Document<'_>| {
                let _alone = alone;
                parse(document)
            };
            apart(came, parse).await
        };
        stop.or_cancelled(parsed).await
    }

    /// Waits until no very long document is parsed. Requests wait so before they begin.
    pub(super) async fn has_room(&self) {
        drop(self.very_long.lock().await);
    }
}

impl Came<'_> {
    fn document(&self) -> Document<'_> {
        let Came { answer, address, edition, at } = self;
        Document {
            bytes: &answer.bytes,
            charset: answer.charset.as_deref(),
            address,
            edition,
            received_at: *at,
        }
    }
}

/// Parses a document on a thread of its own, which shares its bytes.
async fn apart<T: Send + 'static>(
    came: Came<'_>,
    parse: impl FnOnce(Document<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    let Came { answer, address, edition, at: received_at } = came;
    let (bytes, charset) = (Bytes::clone(&answer.bytes), answer.charset.clone());
    let (address, edition) = (address.clone(), edition.clone());
    let parsing = spawn_blocking(move || {
        let (charset, address, edition) = (charset.as_deref(), &address, &edition);
        parse(Document { bytes: &bytes, charset, address, edition, received_at })
    });
    parsing.await.map_err(|panic: JoinError| Error::Internal(panic.to_string()))?
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::catalog::Editions;
    use crate::model::{Ended, Validators};
    use crate::source::ForNext;

    fn answer(bytes: usize) -> Answer {
        Answer {
            bytes: vec![b' '; bytes].into(),
            charset: None,
            address: Url::parse("https://en.example.org/News/Content/7").unwrap(),
            validators: Validators::default(),
            for_next: ForNext::default(),
            wire_bytes: 0,
        }
    }

    fn edition() -> EditionEntry {
        Editions::embedded().get(&"en".parse().unwrap()).unwrap().clone()
    }

    async fn parsed<T: Send + 'static>(
        parsing: &Parsing,
        stop: &Stop,
        bytes: usize,
        parse: impl FnOnce(Document<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, edition) = (answer(bytes), edition());
        let (address, at) = (&answer.address, Timestamp::UNIX_EPOCH);
        parsing.run(stop, Came { answer: &answer, address, edition: &edition, at }, parse).await
    }

    /// How many bytes a parser gets, or that nobody waits for it. The parser waits until it may go on.
    async fn parsed_bytes(bytes: usize, stop: &Stop) -> Result<usize> {
        let (go_on, waits) = mpsc::channel::<()>();
        let is_long = bytes >= LONG;
        let parsing = Parsing::default();
        let parsing = parsed(&parsing, stop, bytes, move |document| {
            if is_long {
                let _ = waits.recv();
            }
            Ok(document.bytes.len())
        });
        let ending = async {
            stop.ask(Ended::Cancelled);
            std::future::pending::<()>().await;
        };
        let outcome = tokio::select! {
            biased;
            outcome = parsing => outcome,
            () = ending => unreachable!("it waits for ever"),
        };
        drop(go_on);
        outcome
    }

    #[tokio::test]
    async fn nobody_waits_for_a_long_document_after_the_run_was_asked_to_end() {
        assert_eq!(parsed_bytes(LONG - 1, &Stop::default()).await.unwrap(), LONG - 1);
        for bytes in [LONG, VERY_LONG, 8 << 20] {
            assert!(matches!(parsed_bytes(bytes, &Stop::default()).await, Err(Error::Cancelled)), "{bytes}");
        }
    }

    /// Seen: the next page came while one of 7 MiB was parsed apart, and a sync took 88 MiB.
    #[tokio::test]
    async fn no_request_begins_while_a_very_long_document_is_parsed() {
        for (bytes, has_room_meanwhile) in [(VERY_LONG - 1, true), (VERY_LONG, false)] {
            let (parsing, stop) = (Parsing::default(), Stop::default());
            let (go_on, waits) = mpsc::channel::<()>();
            let document = parsed(&parsing, &stop, bytes, move |_| Ok(waits.recv().is_err()));
            let requesting = async {
                let has_room = futures_util::FutureExt::now_or_never(parsing.has_room()).is_some();
                drop(go_on);
                has_room
            };

            let (parsed, has_room) = tokio::join!(biased; document, requesting);

            assert_eq!((parsed.unwrap(), has_room), (true, has_room_meanwhile), "{bytes}");
        }
    }

    /// Seen: each sync that was cancelled left a thread that parsed 8 MiB, and the next one began another.
    #[tokio::test]
    async fn a_very_long_document_for_which_nobody_waits_keeps_its_place() {
        let (parsing, stop) = (Parsing::default(), Stop::default());
        let of_next_run = parsing.clone();
        let (go_on, waits) = mpsc::channel::<()>();
        let document = parsed(&parsing, &stop, VERY_LONG, move |_| Ok(waits.recv().is_err()));
        let ending = async { stop.ask(Ended::Cancelled) };

        let (cancelled, ()) = tokio::join!(biased; document, ending);
        let has_room = futures_util::FutureExt::now_or_never(of_next_run.has_room()).is_some();
        drop(go_on);
        of_next_run.has_room().await;

        assert!(matches!(cancelled, Err(Error::Cancelled)));
        assert!(!has_room, "it was parsed at that time");
    }
}
