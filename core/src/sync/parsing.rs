//! Parsing in a sync: a long document is parsed on a thread for blocking work.

use tokio::task::spawn_blocking;

use super::stop::Stop;
use crate::error::{Error, Result};
use crate::parse::Document;

/// A longer document, in bytes, takes more than some milliseconds. On a thread of the runtime it would keep
/// a sync from ending, and other tasks from running.
const LONG: usize = 128 << 10;

/// A still longer one is parsed where it is, which takes up to 30 ms for each MiB: a thread of its own keeps
/// freed memory, and a sync may take 64 MiB. Seen: 88 MiB for pages of 7 MiB.
const TOO_LONG: usize = 2 << 20;

/// Parses a document. If the run is asked to end, nobody waits for a long one any more: its thread ends by
/// itself, and its result is dropped.
pub(super) async fn parsed<T: Send + 'static>(
    stop: &Stop,
    document: Document<'_>,
    parse: impl FnOnce(Document<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    if !(LONG..TOO_LONG).contains(&document.bytes.len()) {
        return parse(document);
    }
    let Document { bytes, charset, address, edition, received_at } = document;
    let (bytes, charset) = (bytes.to_vec(), charset.map(str::to_owned));
    let (address, edition) = (address.clone(), edition.clone());
    let parsing = spawn_blocking(move || {
        let (charset, address, edition) = (charset.as_deref(), &address, &edition);
        parse(Document { bytes: &bytes, charset, address, edition, received_at })
    });
    let panicked = |panic: tokio::task::JoinError| Error::Internal(panic.to_string());
    stop.or_cancelled(async { parsing.await.map_err(panicked)? }).await
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use jiff::Timestamp;
    use url::Url;

    use super::*;
    use crate::catalog::Editions;
    use crate::model::Ended;

    /// How many bytes a parser gets, or that nobody waits for it. The parser waits until it may go on.
    async fn parsed_bytes(bytes: usize, stop: &Stop) -> Result<usize> {
        let (go_on, waits) = mpsc::channel::<()>();
        let editions = Editions::embedded();
        let edition = editions.get(&"en".parse().unwrap()).unwrap();
        let address = Url::parse("https://en.example.org/News/Content/7").unwrap();
        let (bytes, received_at) = (vec![b' '; bytes], Timestamp::UNIX_EPOCH);
        let document = Document { bytes: &bytes, charset: None, address: &address, edition, received_at };
        let is_long = bytes.len() >= LONG;
        let parsing = parsed(stop, document, move |document| {
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
        assert!(matches!(parsed_bytes(LONG, &Stop::default()).await, Err(Error::Cancelled)));
    }
}
