//! Bodies that are made while they are sent. None of them is ever in memory as a whole.

use std::io::Write;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use futures_util::stream;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Body, Frame, SizeHint};

use crate::encoding::gzip;
use crate::request_log::RequestLog;

/// Any body of the site.
pub(crate) type SiteBody = UnsyncBoxBody<Bytes, CutOff>;

/// The error that closes the connection at this place.
#[derive(Debug, thiserror::Error)]
#[error("the answer ends here by script")]
pub(crate) struct CutOff;

const PIECE: usize = 64 * 1024;
/// The size of a decompression bomb: blocks, and spaces in a block.
const BLOCKS: usize = 256;
const BLOCK: usize = 1024 * 1024;

pub(crate) fn whole(content: Bytes) -> SiteBody {
    Full::new(content).map_err(|never| match never {}).boxed_unsync()
}

/// A body of this many spaces, in pieces. The head has its length only if `announced`.
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

/// Spaces in gzip: one compressed block, repeated. So the site needs little memory and time for a bomb.
pub(crate) fn gzip_bomb() -> SiteBody {
    let blanks = vec![b' '; BLOCK];
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&blanks).and_then(|()| encoder.flush()).expect("memory takes what is written");
    let block = std::mem::take(encoder.get_mut());
    let head = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    repeated(head, block, BLOCKS, gzip_end(&blanks))
}

/// Empty members of gzip.
pub(crate) fn gzip_members(members: u64) -> SiteBody {
    let member = gzip(&[]);
    let piece = Bytes::from(member.repeat(PIECE / member.len()));
    let mut left = members * member.len() as u64;
    let make = move || {
        let size = left.min(piece.len() as u64);
        left -= size;
        (size > 0).then(|| piece.slice(..size as usize))
    };
    Pieces { make, length: None }.boxed_unsync()
}

/// The empty last block, the checksum of all spaces, and their number.
fn gzip_end(blanks: &[u8]) -> Vec<u8> {
    let mut one = Crc::new();
    one.update(blanks);
    let mut all = Crc::new();
    for _ in 0..BLOCKS {
        all.combine(&one);
    }
    let sizes = [all.sum(), all.amount()].map(u32::to_le_bytes);
    [vec![0x03, 0x00], sizes.concat()].concat()
}

/// Spaces in brotli. After the first blocks, each block of spaces is compressed to the same bytes.
pub(crate) fn brotli_bomb() -> SiteBody {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), PIECE, 5, 18);
    let mut pack = || {
        encoder
            .write_all(&vec![b' '; BLOCK])
            .and_then(|()| encoder.flush())
            .expect("memory takes what is written");
        std::mem::take(encoder.get_mut())
    };
    let (head, settled) = ([pack(), pack()].concat(), pack());
    repeated(head, settled, BLOCKS - 2, vec![0x03])
}

fn repeated(head: Vec<u8>, block: Vec<u8>, times: usize, end: Vec<u8>) -> SiteBody {
    let block = Bytes::from(block);
    let blocks = std::iter::repeat_n(block, times);
    let mut pieces = std::iter::once(Bytes::from(head)).chain(blocks).chain([Bytes::from(end)]);
    Pieces { make: move || pieces.next(), length: None }.boxed_unsync()
}

/// One byte after each interval, without end.
pub(crate) fn drip(interval: Duration) -> SiteBody {
    let drops = stream::unfold((), move |()| async move {
        tokio::time::sleep(interval).await;
        Some((Ok(Frame::data(Bytes::from_static(b" "))), ()))
    });
    StreamBody::new(drops).boxed_unsync()
}

/// The first half of a content whose whole length is announced, then the connection is closed.
pub(crate) fn cut(content: &Bytes) -> SiteBody {
    let first = Some(content.slice(..content.len() / 2));
    Cut { first, length: content.len() as u64, sent: false, ends: true }.boxed_unsync()
}

/// The same, but then nothing more comes.
pub(crate) fn stalled(content: &Bytes) -> SiteBody {
    let first = Some(content.slice(..content.len() / 2));
    Cut { first, length: content.len() as u64, sent: false, ends: false }.boxed_unsync()
}

/// A body whose bytes are counted in the request log.
pub(crate) fn counted(body: SiteBody, request_log: Arc<RequestLog>, n: u64) -> SiteBody {
    Counted { body, request_log, n }.boxed_unsync()
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
    /// Whether the connection is closed at the end.
    ends: bool,
}

impl Body for Cut {
    type Data = Bytes;
    type Error = CutOff;

    /// It waits once between the half and the end, so that the half is sent.
    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        if !self.ends {
            return Poll::Pending;
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
    request_log: Arc<RequestLog>,
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
            self.request_log.lock().amend(self.n, |record| record.body_bytes += data.len() as u64);
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
