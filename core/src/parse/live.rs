//! The live page: where the stream is.

use crate::error::Result;
use crate::parse::detail::{Scan, Subject};
use crate::parse::page::absolute;
use crate::parse::{Document, encoding, guarded};

/// The maximum number of addresses.
const MOST: usize = 16;

/// The absolute addresses of the live stream: the first source of the page, then its other HLS addresses in
/// order. Empty if the page names none.
///
/// # Errors
/// [`Error::Unreadable`](crate::Error::Unreadable) if the document is no page, or if the parser panics.
pub fn live(document: Document<'_>) -> Result<Vec<String>> {
    guarded(document.address, || {
        let html = encoding::decode(document.bytes, document.charset);
        let page = Subject::page(&html, document)?;
        let (scan, base) = (Scan::of(&html), page.base(document.address));
        let first = scan.recordings.iter().map(|recording| &recording.src).find(|src| is_stream(src));
        let first = first.or_else(|| scan.recordings.first().map(|recording| &recording.src));
        let mut addresses: Vec<String> = Vec::new();
        for written in first.into_iter().chain(&scan.streams) {
            let address = absolute(written, &base).map(String::from);
            addresses.extend(address.filter(|address| !addresses.contains(address)));
        }
        addresses.truncate(MOST);
        Ok(addresses)
    })
}

fn is_stream(src: &str) -> bool {
    src.to_ascii_lowercase().contains(".m3u8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalog;
    use crate::parse::tests::received_at;

    fn read(html: &str) -> Vec<String> {
        let catalog = Catalog::embedded();
        let address = "https://en.ifilmtv.ir/Home/Live".parse().unwrap();
        let edition = &catalog.editions[0];
        let bytes = html.as_bytes();
        live(Document { bytes, charset: None, address: &address, edition, received_at: received_at() })
            .unwrap()
    }

    #[test]
    fn the_first_source_comes_before_the_other_streams() {
        let page = "<script>var spare = 'https:\\/\\/spare.example.org\\/hls\\/ifilmen.m3u8';</script>\
            <video><source src=//live.example.org/hls/ifilmen.m3u8 type=application/x-mpegURL>\
            <source src='/hls/ifilmen_4_482/index.m3u8'></video><a href=https://spare.example.org/hls/ifilmen.m3u8>x</a>";

        assert_eq!(
            read(page),
            [
                "https://live.example.org/hls/ifilmen.m3u8",
                "https://spare.example.org/hls/ifilmen.m3u8",
                "https://en.ifilmtv.ir/hls/ifilmen_4_482/index.m3u8",
            ]
        );
    }

    #[test]
    fn a_page_without_a_stream_has_no_address() {
        assert_eq!(read("<p>Soon</p><script>play('/hls/' + name + '.m3u8')</script>"), Vec::<String>::new());
    }
}
