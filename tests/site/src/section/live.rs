//! The live stream: a master playlist and its variants, one of which does not answer.

use crate::edition::Edition;

/// The variants: name of the folder after that of the stream, bits a second, size.
const VARIANTS: [(&str, u64, &str); 4] = [
    ("4_482", 482_000, "640x360"),
    ("3_900", 900_000, "854x480"),
    ("2_1400", 1_400_000, "1280x720"),
    ("1_2000", 2_000_000, "1920x1080"),
];

/// The place of the variant that answers 404.
const DEAD: usize = 3;

/// The stream of an edition.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Live {
    pub(crate) edition: Edition,
}

impl Live {
    fn name(self) -> &'static str {
        match self.edition {
            Edition::En => "ifilmen",
            Edition::Ar => "ifilmar",
            Edition::Fa => "ifilmfa",
            Edition::Fa2 => "ifilm2",
        }
    }

    /// The path of the master playlist.
    pub(crate) fn master(self) -> String {
        format!("/hls/{}.m3u8", self.name())
    }

    /// The path of each variant, and whether it answers.
    pub(crate) fn variants(self) -> impl Iterator<Item = (String, bool)> {
        let path = move |folder: &str| format!("/hls/{}_{folder}/index.m3u8", self.name());
        VARIANTS.iter().enumerate().map(move |(place, (folder, ..))| (path(folder), place != DEAD))
    }

    /// The playlist at a path of this stream, below `/hls/`.
    pub(crate) fn playlist(self, path: &str) -> Option<String> {
        if path.eq_ignore_ascii_case(&self.master()) {
            return Some(self.master_playlist());
        }
        let found = self.variants().any(|(variant, answers)| answers && path.eq_ignore_ascii_case(&variant));
        found.then(media_playlist)
    }

    fn master_playlist(self) -> String {
        let line = |(folder, bits, size): &(&str, u64, &str)| {
            let attributes = format!("BANDWIDTH={bits},RESOLUTION={size},CODECS=\"avc1.4d401f,mp4a.40.2\"");
            format!("#EXT-X-STREAM-INF:{attributes}\n{}_{folder}/index.m3u8\n", self.name())
        };
        let lines: String = VARIANTS.iter().map(line).collect();
        format!("#EXTM3U\n#EXT-X-VERSION:3\n{lines}")
    }
}

/// A playlist of three pieces, as a live stream has them.
pub(crate) fn media_playlist() -> String {
    let pieces: String = (1..=3).map(|piece| format!("#EXTINF:6.000,\n{piece}.ts\n")).collect();
    format!("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:1\n{pieces}")
}
