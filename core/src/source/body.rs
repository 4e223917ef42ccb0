//! The body of an answer: read piece by piece, decompressed, never beyond its limit.

use std::io::{self, Write};

use bytes::Bytes;
use reqwest::Response;
use reqwest::header::CONTENT_ENCODING;
use tokio::time::timeout;
use url::Url;

use super::failure;
use crate::error::{Error, Result};
use crate::model::Limits;

const BROTLI_BUFFER: usize = 4096;

/// A body that was read to its end.
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    pub(super) wire_bytes: u64,
}

/// Reads a body to its end.
pub(super) async fn read(address: &Url, mut response: Response, limits: &Limits) -> Result<Body> {
    let too_large = || Error::TooLarge { address: address.to_string(), limit: limits.body_bytes };
    if response.content_length().is_some_and(|length| length > limits.body_bytes) {
        return Err(too_large());
    }
    let mut decoder = Decoder::of(address, &response, limits.body_bytes)?;
    let mut wire_bytes = 0;
    while let Some(piece) = next_piece(address, &mut response, limits).await? {
        wire_bytes += piece.len() as u64;
        decoder.write(&piece).map_err(|cause| of_decoder(address, limits, &cause))?;
    }
    let bytes = decoder.finish().map_err(|cause| of_decoder(address, limits, &cause))?;
    Ok(Body { bytes, wire_bytes })
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

/// What undoes the compression of a body.
enum Decoder {
    Identity(Capped),
    Gzip(Box<flate2::write::MultiGzDecoder<Capped>>),
    Brotli(Box<brotli::DecompressorWriter<Capped>>),
}

impl Decoder {
    fn of(address: &Url, response: &Response, limit: u64) -> Result<Self> {
        let encoding =
            response.headers().get(CONTENT_ENCODING).map(|value| value.as_bytes().to_ascii_lowercase());
        let body = Capped { bytes: Vec::new(), limit };
        match encoding.as_deref() {
            None | Some(b"" | b"identity") => Ok(Self::Identity(body)),
            Some(b"gzip" | b"x-gzip") => Ok(Self::Gzip(Box::new(flate2::write::MultiGzDecoder::new(body)))),
            Some(b"br") => Ok(Self::Brotli(Box::new(brotli::DecompressorWriter::new(body, BROTLI_BUFFER)))),
            Some(other) => Err(Error::Unreadable {
                what: address.to_string(),
                reason: format!("it is compressed as {}", String::from_utf8_lossy(other)),
            }),
        }
    }

    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        match self {
            Self::Identity(body) => body.write_all(piece),
            Self::Gzip(decoder) => decoder.write_all(piece),
            Self::Brotli(decoder) => decoder.write_all(piece),
        }
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        let body = match self {
            Self::Identity(body) => body,
            Self::Gzip(decoder) => decoder.finish()?,
            Self::Brotli(mut decoder) => {
                decoder.close()?;
                decoder.into_inner().map_err(|_| io::Error::from(io::ErrorKind::UnexpectedEof))?
            }
        };
        Ok(body.bytes)
    }
}

/// Bytes up to a limit; one more is an error.
struct Capped {
    bytes: Vec<u8>,
    limit: u64,
}

impl Write for Capped {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if (self.bytes.len() + piece.len()) as u64 > self.limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
