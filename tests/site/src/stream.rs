//! Bodies that are made while they are sent: none of them is ever whole in memory.

use std::io::Write;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::stream;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Body, Frame, SizeHint};

use crate::ledger::Ledger;

/// Any body of the site.
pub(crate) type SiteBody = UnsyncBoxBody<Bytes, CutOff>;

/// The connection ends here.
#[derive(Debug, thiserror::Error)]
#[error("the answer ends here by script")]
pub(crate) struct CutOff;

const PIECE: usize = 64 * 1024;
/// What a bomb holds when it is unpacked.
const BOMB_BYTES: u64 = 256 * 1024 * 1024;

pub(crate) fn whole(content: Bytes) -> SiteBody {
    Full::new(content).map_err(|never| match never {}).boxed_unsync()
}

/// So many blanks, in pieces, with or without their number in the head.
pub(crate) fn big(bytes: u64, announced: bool) -> SiteBody {
    let piece = Bytes::from(vec![b' '; PIECE]);
    let mut left = bytes;
    let make = move || {
        let size = left.min(PIECE as u64);
        left -= size;
        (size > 0).then(|| piece.slice(..size as usize))
    };
    Pieces { make, length: announced.then_some(bytes) }.boxed_unsync()
}

/// Blanks in gzip, packed while they are sent.
pub(crate) fn gzip_bomb() -> SiteBody {
    bomb(GzEncoder::new(Vec::new(), Compression::fast()), GzEncoder::get_mut, |encoder| {
        encoder.finish().unwrap_or_default()
    })
}

/// Blanks in brotli, packed while they are sent.
pub(crate) fn brotli_bomb() -> SiteBody {
    let encoder = brotli::CompressorWriter::new(Vec::new(), PIECE, 1, 18);
    bomb(encoder, brotli::CompressorWriter::get_mut, brotli::CompressorWriter::into_inner)
}

fn bomb<E: Write + Send + Unpin + 'static>(
    encoder: E,
    packed: fn(&mut E) -> &mut Vec<u8>,
    finish: fn(E) -> Vec<u8>,
) -> SiteBody {
    let blanks = vec![b' '; PIECE];
    let mut encoder = Some(encoder);
    let mut left = BOMB_BYTES;
    let make = move || {
        while left > 0 {
            let open = encoder.as_mut()?;
            left -= PIECE as u64;
            open.write_all(&blanks).ok()?;
            let packed = packed(open);
            if !packed.is_empty() {
                return Some(Bytes::from(std::mem::take(packed)));
            }
        }
        encoder.take().map(|encoder| Bytes::from(finish(encoder)))
    };
    Pieces { make, length: None }.boxed_unsync()
}

/// A byte at each interval, for ever.
pub(crate) fn drip(interval: Duration) -> SiteBody {
    let drops = stream::unfold((), move |()| async move {
        tokio::time::sleep(interval).await;
        Some((Ok(Frame::data(Bytes::from_static(b" "))), ()))
    });
    StreamBody::new(drops).boxed_unsync()
}

/// The first half of a content whose whole length is announced, then the end of the connection.
pub(crate) fn cut(content: &Bytes) -> SiteBody {
    Cut { first: Some(content.slice(..content.len() / 2)), length: content.len() as u64, sent: false }
        .boxed_unsync()
}

/// A body whose bytes are entered in the ledger.
pub(crate) fn counted(body: SiteBody, ledger: Arc<Ledger>, n: u64) -> SiteBody {
    Counted { body, ledger, n }.boxed_unsync()
}

struct Pieces<F> {
    make: F,
    length: Option<u64>,
}

impl<F: FnMut() -> Option<Bytes> + Unpin> Body for Pieces<F> {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        Poll::Ready((self.make)().map(|piece| Ok(Frame::data(piece))))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

struct Cut {
    first: Option<Bytes>,
    length: u64,
    sent: bool,
}

impl Body for Cut {
    type Data = Bytes;
    type Error = CutOff;

    /// Between the half and the end it waits once, so that the half is on the wire.
    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        if !self.sent {
            self.sent = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(CutOff)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}

struct Counted {
    body: SiteBody,
    ledger: Arc<Ledger>,
    n: u64,
}

impl Body for Counted {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if let Some(data) = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()) {
            self.ledger.lock().amend(self.n, |record| record.body_bytes += data.len() as u64);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
