//! Decompresses `deflate` as servers send it: with the zlib header of the standard, or without it.

use std::io::{self, Write};
use std::mem;

use flate2::write::{DeflateDecoder, ZlibDecoder};

use super::capped::Capped;

/// A deflate stream. Bytes after its end are ignored.
pub(super) enum Inflate {
    /// Nothing has come yet.
    Empty(Capped),
    Zlib(Box<ZlibDecoder<Capped>>),
    Raw(Box<DeflateDecoder<Capped>>),
}

impl Inflate {
    pub(super) fn new(body: Capped) -> Self {
        Self::Empty(body)
    }

    pub(super) fn write(&mut self, mut piece: &[u8]) -> io::Result<()> {
        if let (Self::Empty(body), Some(first)) = (&mut *self, piece.first()) {
            *self = Self::begin(mem::replace(body, Capped::new(0)), *first);
        }
        while !piece.is_empty() {
            let taken = self.write_some(piece)?;
            if taken == 0 {
                break; // the stream has ended
            }
            piece = piece.get(taken..).unwrap_or_default();
        }
        Ok(())
    }

    /// The decompressed bytes.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        let has_ended = matches!(self, Self::Empty(_)) || self.write_some(&[0])? == 0;
        let body = match self {
            Self::Empty(body) => body,
            Self::Zlib(decoder) => decoder.finish()?,
            Self::Raw(decoder) => decoder.finish()?,
        };
        if has_ended { Ok(body.into_bytes()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// In a zlib header the low four bits of the first byte are 8. In raw deflate, 8 would mean a stored
    /// block with padding that is not zero. No encoder writes that.
    fn begin(body: Capped, first: u8) -> Self {
        match first & 0x0F {
            8 => Self::Zlib(Box::new(ZlibDecoder::new(body))),
            _ => Self::Raw(Box::new(DeflateDecoder::new(body))),
        }
    }

    fn write_some(&mut self, piece: &[u8]) -> io::Result<usize> {
        match self {
            Self::Empty(_) => Ok(0),
            Self::Zlib(decoder) => decoder.write(piece),
            Self::Raw(decoder) => decoder.write(piece),
        }
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};

    use super::*;

    const TEXT: &str = "the river town opened its new cinema, and the river town was glad of its new cinema";

    fn zlib(level: u32) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(TEXT.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn raw(level: u32) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(TEXT.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn inflated(bytes: &[u8], piece: usize) -> io::Result<String> {
        let mut inflate = Inflate::new(Capped::new(1000));
        for piece in bytes.chunks(piece) {
            inflate.write(piece)?;
        }
        Ok(String::from_utf8(inflate.finish()?).unwrap())
    }

    #[test]
    fn both_forms_are_decompressed_and_bytes_after_the_end_are_ignored() {
        for whole in [zlib(0), zlib(1), zlib(9), raw(0), raw(1), raw(9)] {
            for tail in ["", "\r\n", "<!-- served in 0.2 s -->"] {
                for piece in [1, 7, 10_000] {
                    let bytes = [&whole, tail.as_bytes()].concat();

                    assert_eq!(inflated(&bytes, piece).unwrap(), TEXT, "{tail:?} in pieces of {piece}");
                }
            }
        }
        assert_eq!(inflated(b"", 1).unwrap(), "");
    }

    #[test]
    fn a_broken_truncated_or_large_stream_is_an_error() {
        for whole in [zlib(9), raw(9)] {
            for piece in [1, 10_000] {
                assert!(inflated(&whole[..whole.len() - 5], piece).is_err());
            }
        }
        assert!(inflated(b"this is not compressed", 10_000).is_err());

        let mut inflate = Inflate::new(Capped::new(10));
        let large = inflate.write(&zlib(9)).and_then(|()| inflate.finish().map(drop)).unwrap_err();
        assert_eq!(large.kind(), io::ErrorKind::FileTooLarge);
    }
}
