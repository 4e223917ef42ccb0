//! The trailer of a programme; of a film, the film itself if the page shows it.

use crate::model::Kind;
use crate::parse::detail::{Recording, Subject, Thing};

const METAS: &[&str] = &["og:video:secure_url", "og:video", "og:video:url", "twitter:player:stream"];

/// The first file of a film's video; of other programmes, the first source that is an MP4. Else what the
/// metadata name.
pub(super) fn find(subject: &Subject<'_>, thing: Option<&Thing>, kind: Option<Kind>) -> Option<String> {
    let recordings = &subject.scan.recordings;
    let is_mp4 = |recording: &&Recording| {
        subject.absolute(&recording.src).is_some_and(|url| url.path().to_ascii_lowercase().ends_with(".mp4"))
    };
    let of_film = || recordings.iter().find(|recording| recording.in_video);
    let of_series = || recordings.iter().find(is_mp4);
    let shown = match kind {
        Some(Kind::Film) => of_film().or_else(of_series),
        Some(_) => of_series(),
        None => of_series().or_else(of_film),
    };
    let metas = || subject.page.head.metas_of(METAS).map(str::to_owned).next();
    let declared = || {
        let trailer = thing?.things("trailer").into_iter().next();
        trailer.as_ref().and_then(|trailer| trailer.address(&["contentUrl", "embedUrl", "url", "name"]))
    };
    let address = shown.map(|recording| recording.src.clone()).or_else(metas).or_else(declared)?;
    subject.absolute(&address).map(String::from)
}
