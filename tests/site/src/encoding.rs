//! The encodings of a body, and which of them a client accepts.

use std::io::Write;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

/// An encoding that the site can send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Plain,
    Gzip,
    Brotli,
}

impl Encoding {
    /// The smallest one that an `accept-encoding` header allows.
    pub(crate) fn best_of(accepted: &str) -> Self {
        match (accepts(accepted, "br"), accepts(accepted, "gzip")) {
            (true, _) => Self::Brotli,
            (_, true) => Self::Gzip,
            _ => Self::Plain,
        }
    }

    /// Its name in `content-encoding`.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    pub(crate) fn encode(self, content: &Bytes) -> Bytes {
        match self {
            Self::Plain => content.clone(),
            Self::Gzip => gzip(content).into(),
            Self::Brotli => brotli(content).into(),
        }
    }
}

fn accepts(header: &str, name: &str) -> bool {
    header.split(',').any(|offer| {
        let (coding, quality) = offer.split_once(';').unwrap_or((offer, "q=1"));
        let weight = quality.trim().trim_start_matches("q=").parse::<f32>().unwrap_or(1.0);
        coding.trim().eq_ignore_ascii_case(name) && weight > 0.0
    })
}

pub(crate) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).and_then(|()| encoder.finish()).expect("memory takes what is written")
}

fn brotli(content: &[u8]) -> Vec<u8> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 16 * 1024, 4, 18);
    encoder.write_all(content).expect("memory takes what is written");
    encoder.into_inner()
}
