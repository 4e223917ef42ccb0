//! The playlist of a stream (RFC 8216): its variants.

use url::Url;

use crate::model::StreamVariant;

/// A stream has a handful. More are not read.
const MOST_VARIANTS: usize = 20;

/// Whether a document begins as a playlist does: with `#EXTM3U` (RFC 8216, section 4.3.1.1).
pub(crate) fn is_playlist(content: &[u8]) -> bool {
    without_mark(content).starts_with(b"#EXTM3U")
}

/// The variants that a master playlist names, in its order, each once. Empty for the playlist of a variant,
/// and for what is no playlist.
///
/// The line after an `#EXT-X-STREAM-INF` is the address of a variant (section 4.3.4.2).
pub(crate) fn variants(content: &[u8], address: &Url) -> Vec<StreamVariant> {
    let text = String::from_utf8_lossy(without_mark(content));
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut variants: Vec<StreamVariant> = Vec::new();
    while variants.len() < MOST_VARIANTS
        && let Some(line) = lines.next()
    {
        let Some(attributes) = line.strip_prefix("#EXT-X-STREAM-INF:") else { continue };
        let Some(named) = lines.find(|line| !line.starts_with('#')) else { break };
        let Ok(found) = address.join(named) else { continue };
        if variants.iter().all(|known| known.address != found.as_str()) {
            let bits_per_second = bandwidth(attributes);
            variants.push(StreamVariant { address: found.into(), bits_per_second });
        }
    }
    variants
}

fn without_mark(content: &[u8]) -> &[u8] {
    content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content)
}

/// The attribute `BANDWIDTH`. Commas separate attributes, but may also be inside a quoted value.
fn bandwidth(attributes: &str) -> Option<u64> {
    let mut is_quoted = false;
    let attributes = attributes.split(|letter: char| {
        is_quoted ^= letter == '"';
        letter == ',' && !is_quoted
    });
    let mut named = attributes.filter_map(|attribute| attribute.trim().split_once('='));
    named.find(|(name, _)| *name == "BANDWIDTH").and_then(|(_, value)| value.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(playlist: &str) -> Vec<(String, Option<u64>)> {
        let address = Url::parse("https://live.example.org/hls/en.m3u8").unwrap();
        let variants = variants(playlist.as_bytes(), &address);
        variants.into_iter().map(|it| (it.address, it.bits_per_second)).collect()
    }

    #[test]
    fn the_variants_of_a_master_are_found_in_its_order() {
        let playlist = "\u{FEFF}#EXTM3U\r\n#EXT-X-VERSION:3\r\n\
            #EXT-X-STREAM-INF:CODECS=\"avc1,BANDWIDTH=7,mp4a\",BANDWIDTH=482000,RESOLUTION=640x360\r\n\
            en_4/index.m3u8?a=1\r\n\
            #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI=\"frames.m3u8\"\r\n\
            #EXT-X-STREAM-INF:AVERAGE-BANDWIDTH=9\n#a comment\n\n/other/index.m3u8\n\
            #EXT-X-STREAM-INF:BANDWIDTH=482000\nen_4/index.m3u8?a=1\n\
            #EXT-X-STREAM-INF:BANDWIDTH=-3\nhttps://elsewhere.example/1.m3u8\n\
            #EXT-X-STREAM-INF:BANDWIDTH=5\n";

        assert!(is_playlist(playlist.as_bytes()));
        assert_eq!(
            found(playlist),
            [
                ("https://live.example.org/hls/en_4/index.m3u8?a=1".to_owned(), Some(482_000)),
                ("https://live.example.org/other/index.m3u8".to_owned(), None),
                ("https://elsewhere.example/1.m3u8".to_owned(), None),
            ]
        );
    }

    #[test]
    fn what_has_no_variants_has_none() {
        for text in
            ["", "#EXTM3U", "#EXTM3U\n#EXTINF:6.0,\n1.ts\n", "<html>", "#EXT-X-STREAM-INF:", "\u{0}\u{FFFD}"]
        {
            assert_eq!(found(text), [], "{text}");
        }
        assert!(!is_playlist(b"<html>#EXTM3U"));
        let many =
            "#EXT-X-STREAM-INF:BANDWIDTH=1\n".to_owned() + &"#EXT-X-STREAM-INF:BANDWIDTH=1\na".repeat(9);
        assert!(found(&many).len() < 20);
        let endless: String = (0..100_000).map(|n| format!("#EXT-X-STREAM-INF:\n{n}\n")).collect();
        assert_eq!(found(&endless).len(), MOST_VARIANTS);
    }
}
