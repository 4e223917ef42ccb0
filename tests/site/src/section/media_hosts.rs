//! The hosts that have the episodes.

use super::Sections;

/// The base addresses of streams, files and attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MediaHosts {
    /// The HLS streams of numbered episodes, below `/hls/`.
    pub(crate) streams: String,
    /// Their files and stills, below `/ifilm/`.
    pub(crate) files: String,
    /// The attachments, with a slash at the end.
    pub(crate) attachments: String,
}

impl MediaHosts {
    /// The hosts of the real site, or the site itself.
    pub(crate) fn of(sections: Sections, base: &str) -> Self {
        if sections.own_media {
            let (streams, files) = (base.to_owned(), base.to_owned());
            return Self { streams, files, attachments: format!("{base}/ifilm/") };
        }
        Self {
            streams: "https://vod.ifilmtv.ir".to_owned(),
            files: "https://preview.presstv.ir".to_owned(),
            attachments: "https://video.ifilmtv.ir/ifilm/".to_owned(),
        }
    }
}
