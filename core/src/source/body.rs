//! Reads the body of an answer piece by piece and decompresses it, within the limits.

use std::io::{self, Write};
use std::time::Duration;

use bytes::Bytes;
use reqwest::Response;
use tokio::time::timeout;
use url::Url;

use super::capped::Capped;
use super::coding::{Coding, coding};
use super::enough::Enough;
use super::gunzip::Gunzip;
use super::inflate::Inflate;
use super::meter::Meter;
use super::sign::BEGINNING;
use super::{failure, head};
use crate::error::{Error, Result};
use crate::model::Limits;

const BROTLI_BUFFER: usize = 4096;

/// An unused body is read up to this size, so that its connection can be reused.
const MOST_UNREAD_BYTES: u64 = 64 << 10;
const LONGEST_UNREAD: Duration = Duration::from_secs(2);

/// How much of a body of unknown length may come at once. hyper reads twice as much as before while the
/// pieces fill what it reads into.
const PIECE: u64 = 16 << 10;

/// Reads a body to its end, or until the beginning is enough. A body whose length does not fit into the
/// allowance is not begun. One of unknown length ends before a piece that may not fit, and so does one of
/// which the beginning may be enough.
pub(super) async fn read(
    address: &Url,
    mut response: Response,
    limits: &Limits,
    enough: Option<Enough>,
    meter: &mut Meter<'_>,
) -> Result<Vec<u8>> {
    let too_large = || Error::TooLarge { address: address.to_string(), limit: limits.wire_bytes };
    let length = head::length(&response);
    let is_enough = |beginning: &[u8]| enough.is_some_and(|is_enough| is_enough(beginning));
    let announced = length.filter(|_| enough.is_none());
    if announced.is_some_and(|length| length > limits.wire_bytes) {
        meter.refuse(length);
        return Err(too_large());
    }
    let mut body = Unread::of(meter, length);
    let mut decoder = Decoder::of(address, &response, limits.body_bytes)?;
    let mut next = announced.unwrap_or(PIECE);
    loop {
        body.meter.make_room(address, next, length).await?;
        let piece = next_piece(address, &mut response, limits).await;
        // Without its connection, nothing more is on its way.
        body.has_ended = matches!(piece, Err(Error::Offline { .. }));
        let Some(piece) = body.take(piece?) else { break };
        if body.read > limits.wire_bytes {
            return Err(too_large());
        }
        next = match announced {
            Some(length) => length.saturating_sub(body.read),
            None => PIECE.max(2 * piece.len() as u64),
        };
        decoder.write(&piece).map_err(|cause| of_decoder(address, limits, &cause))?;
        if decoder.beginning().is_some_and(is_enough) {
            break;
        }
    }
    decoder.finish().map_err(|cause| of_decoder(address, limits, &cause))
}

/// Reads the body of a redirect or an error, if it is small and arrives quickly, and returns its first bytes
/// as they came. All that is read is counted. If it takes longer, or does not fit into the share of the
/// request, the rest is not read.
pub(super) async fn beginning(mut response: Response, meter: &mut Meter<'_>) -> Vec<u8> {
    let (mut beginning, length) = (Vec::new(), head::length(&response));
    let mut body = Unread::of(meter, length);
    if length.is_some_and(|length| length > MOST_UNREAD_BYTES || !body.meter.has_room(length)) {
        return beginning;
    }
    let read = async {
        while body.read <= MOST_UNREAD_BYTES && (length.is_some() || body.meter.has_room(PIECE)) {
            let Some(piece) = body.take(response.chunk().await.unwrap_or_default()) else { return };
            let room = BEGINNING.saturating_sub(beginning.len()).min(piece.len());
            beginning.extend_from_slice(piece.get(..room).unwrap_or_default());
        }
    };
    let _ = timeout(LONGEST_UNREAD, read).await;
    beginning
}

/// Waits for the end of a body that is empty, so that its connection can be reused.
pub(super) async fn end(mut response: Response, meter: &mut Meter<'_>) {
    if let Ok(Ok(Some(piece))) = timeout(LONGEST_UNREAD, response.chunk()).await {
        meter.received(&piece);
    }
}

/// A body that is read. If it is dropped before the body has ended, it counts what was on its way.
struct Unread<'m, 'a> {
    meter: &'m mut Meter<'a>,
    length: Option<u64>,
    read: u64,
    has_ended: bool,
}

impl<'m, 'a> Unread<'m, 'a> {
    fn of(meter: &'m mut Meter<'a>, length: Option<u64>) -> Self {
        Self { meter, length, read: 0, has_ended: false }
    }

    /// Counts the next piece; `None` if the body has ended.
    fn take(&mut self, piece: Option<Bytes>) -> Option<Bytes> {
        match &piece {
            Some(piece) => {
                self.meter.received(piece);
                self.read = self.read.saturating_add(piece.len() as u64);
            }
            None => self.has_ended = true,
        }
        piece
    }
}

impl Drop for Unread<'_, '_> {
    fn drop(&mut self) {
        if !self.has_ended {
            self.meter.refuse(self.length.map(|length| length.saturating_sub(self.read)));
        }
    }
}

async fn next_piece(address: &Url, response: &mut Response, limits: &Limits) -> Result<Option<Bytes>> {
    let late = || Error::TimedOut { address: address.to_string(), limit: limits.idle };
    let piece = timeout(limits.idle, response.chunk()).await.map_err(|_| late())?;
    piece.map_err(|cause| failure::of_request(address, limits, &cause))
}

fn of_decoder(address: &Url, limits: &Limits, cause: &io::Error) -> Error {
    if cause.kind() == io::ErrorKind::FileTooLarge {
        return Error::TooLarge { address: address.to_string(), limit: limits.body_bytes };
    }
    Error::Unreadable { what: address.to_string(), reason: format!("its compression is broken: {cause}") }
}

/// Decompresses a body.
enum Decoder {
    Identity(Capped),
    Gzip(Gunzip),
    Deflate(Inflate),
    Brotli(Box<brotli::DecompressorWriter<Capped>>),
}

impl Decoder {
    fn of(address: &Url, response: &Response, limit: u64) -> Result<Self> {
        let body = Capped::new(limit);
        let coding = coding(response.headers()).map_err(|names| Error::Unreadable {
            what: address.to_string(),
            reason: format!("it is compressed as {names}"),
        })?;
        Ok(match coding {
            Coding::Identity => Self::Identity(body),
            Coding::Gzip => Self::Gzip(Gunzip::new(body)),
            Coding::Deflate => Self::Deflate(Inflate::new(body)),
            Coding::Brotli => Self::Brotli(Box::new(brotli::DecompressorWriter::new(body, BROTLI_BUFFER))),
        })
    }

    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        match self {
            Self::Identity(body) => body.write_all(piece),
            Self::Gzip(decoder) => decoder.write(piece),
            Self::Deflate(decoder) => decoder.write(piece),
            Self::Brotli(decoder) => decoder.write_all(piece),
        }
    }

    /// What came of a body that is not compressed.
    fn beginning(&self) -> Option<&[u8]> {
        match self {
            Self::Identity(body) => Some(body.bytes()),
            Self::Gzip(_) | Self::Deflate(_) | Self::Brotli(_) => None,
        }
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        let body = match self {
            Self::Identity(body) => body,
            Self::Gzip(decoder) => return decoder.finish(),
            Self::Deflate(decoder) => return decoder.finish(),
            Self::Brotli(mut decoder) => {
                decoder.close()?;
                decoder.into_inner().map_err(|_| io::Error::from(io::ErrorKind::UnexpectedEof))?
            }
        };
        Ok(body.into_bytes())
    }
}
