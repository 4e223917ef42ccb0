//! The compression of a body, as `Content-Encoding` names it (RFC 9110, section 8.4).

use reqwest::header::{CONTENT_ENCODING, HeaderMap};

/// A compression that we can decompress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Identity,
    Gzip,
    Brotli,
    /// We do not request it, but some servers send it.
    Deflate,
}

/// Compressions that we cannot decompress. We do not request them.
const OTHERS: [&str; 5] = ["zstd", "compress", "x-compress", "dcb", "dcz"];

/// The compression of an answer. Names that are no compression, such as `utf-8` or `none`, are ignored: some
/// servers confuse the compression with the encoding of the text.
///
/// # Errors
/// The names of the compressions, if one of them or their combination cannot be decompressed.
pub(super) fn coding(headers: &HeaderMap) -> Result<Coding, String> {
    let lines = headers.get_all(CONTENT_ENCODING).iter();
    let text: Vec<String> =
        lines.map(|line| String::from_utf8_lossy(line.as_bytes()).to_ascii_lowercase()).collect();
    let names = text.iter().flat_map(|line| line.split(',')).map(str::trim);
    let names: Vec<&str> = names.filter(|name| of_name(name).is_some() || OTHERS.contains(name)).collect();
    match names.as_slice() {
        [] => Ok(Coding::Identity),
        [name] => of_name(name).ok_or_else(|| (*name).to_owned()),
        names => Err(names.join(" and ")),
    }
}

fn of_name(name: &str) -> Option<Coding> {
    match name {
        "gzip" | "x-gzip" => Some(Coding::Gzip),
        "br" => Some(Coding::Brotli),
        "deflate" => Some(Coding::Deflate),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&'static str]) -> Result<Coding, String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(CONTENT_ENCODING, line.parse().unwrap());
        }
        coding(&headers)
    }

    #[test]
    fn names_that_are_no_compression_are_ignored() {
        for (lines, expected) in [
            (&[][..], Coding::Identity),
            (&["identity"], Coding::Identity),
            (&["utf-8"], Coding::Identity),
            (&["None"], Coding::Identity),
            (&["", "binary"], Coding::Identity),
            (&["GZip"], Coding::Gzip),
            (&["gzip, utf-8"], Coding::Gzip),
            (&["UTF-8", "br"], Coding::Brotli),
            (&["deflate"], Coding::Deflate),
        ] {
            assert_eq!(of(lines), Ok(expected), "{lines:?}");
        }
    }

    #[test]
    fn compressions_that_cannot_be_decompressed_are_named() {
        assert_eq!(of(&["zstd"]), Err("zstd".to_owned()));
        assert_eq!(of(&["deflate, gzip"]), Err("deflate and gzip".to_owned()));
    }
}
