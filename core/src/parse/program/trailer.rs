//! The trailer of a programme; of a film, the film itself if the page shows it.

use std::collections::HashMap;

use ifilm_language::text::normalized;

use crate::model::Kind;
use crate::parse::detail::{Recording, Subject, Thing};
use crate::parse::page::Anchor;

/// Words in the name of a link to a trailer, in one spelling.
const TRAILERS: &[&str] = &[
    "trailer",
    "teaser",
    "promo",
    "preview",
    "تیزر",
    "انونس",
    "پیشپرده",
    "نمونه",
    "اعلان",
    "برومو",
    "تریلر",
    "تشویقی",
];
/// The ends of the names of files that are linked.
const FILES: &[&str] = &[".mp4", ".m3u8", ".webm"];

/// The first link to a file: of a film, one that is no trailer; else one that says it is.
fn linked(subject: &Subject<'_>, is_film: bool) -> Option<String> {
    let names_trailer = |text: &str| TRAILERS.iter().any(|word| normalized(text).contains(word));
    let texts = subject.page.nodes.iter().filter_map(|node| node.run()).flat_map(|run| run.by_link());
    let mut names: HashMap<usize, String> = HashMap::new();
    texts.for_each(|(link, text)| names.entry(link.unwrap_or(usize::MAX)).or_default().push_str(&text));
    let links = subject.page.links.iter().enumerate();
    let mut files =
        links.map(|(at, link)| (link, names.remove(&at).unwrap_or_default())).filter(|(link, _)| {
            let path = link.address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
            FILES.iter().any(|end| path.ends_with(end))
        });
    let is_wanted =
        |link: &Anchor, text: &str| (names_trailer(text) || names_trailer(&link.address)) != is_film;
    files.find(|(link, text)| is_wanted(link, text)).map(|(link, _)| link.address.clone())
}

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
    let is_film = kind == Some(Kind::Film);
    let linked = || linked(subject, is_film);
    let shown = shown.map(|recording| recording.src.clone()).or_else(metas);
    let address = match is_film {
        true => shown.or_else(linked).or_else(declared),
        false => shown.or_else(declared).or_else(linked),
    }?;
    subject.absolute(&address).map(String::from)
}
