//! Pages of music: the albums, one album, the clips.

use super::card::Card;
use super::frame::Frame;
use super::index::{counter, list, pagination};
use super::node::el;
use super::program::story;
use super::{SectionPage, SectionPages};
use crate::section::{Album, Track};

impl SectionPages {
    fn music_label(self) -> &'static str {
        self.labels().menu[5].0
    }

    /// A page of the albums.
    pub(crate) fn albums(self, number: u64, cards: &[Card], total: usize, base: &str) -> SectionPage {
        let mut random = self.random("albums", number);
        let title = self.music_label();
        let clips = el("p", &[]).child(el("a", &[("href", "/Music/Clips")]).text(self.words().labels.clips));
        let tools = el("div", &[("class", "Music-tools-header")]).child(clips);
        let body =
            el("div", &[("class", "Music-body")]).child(list("row All-Film-body", cards, base, &mut random));
        let main = el("div", &[("class", "main-body")]).child(el("h2", &[]).text(title)).child(tools);
        let frame = Frame::new(title, main.child(body).child(pagination()));
        self.finish(frame.script(counter(total, &mut random)), random)
    }

    /// The page of an album. A script asks for its tracks; the page names them, too.
    pub(crate) fn album(self, album: Album, base: &str) -> SectionPage {
        let mut random = self.random("album page", album.id());
        let title = album.title();
        let mut main = el("div", &[("class", "Music-content")]).rows();
        main = main.child(el("div", &[]).child(el(random.pick(&["h1", "h2", "h3"]), &[]).text(&title)));
        main = main.child(el("div", &[]).child(el("h5", &[("class", "performer")]).text(album.performer())));
        if let Some(image) = Card::of_album(album).image(&mut random) {
            main = main.child(el("div", &[("class", "Music-image")]).child(image));
        }
        if let Some(text) = album.story() {
            main = main.child(story(&[text], "", &mut random));
        }
        let heading = el("h4", &[]).text(self.words().labels.tracks);
        let entries = album.tracks().into_iter().map(|track| el("li", &[]).text(&track.title));
        let tracks = el("ul", &[("class", "Music-tracks")]).rows().children(entries);
        main = main.child(el("div", &[]).child(heading).child(tracks));
        let mut frame = Frame::new(&title, main).field("name", "Uid", &album.id().to_string());
        frame = frame.field("property", "og:title", &title);
        if let Some(picture) = album.picture() {
            frame =
                frame.field("property", "og:image", &format!("{base}{}", picture.path.replace(' ', "%20")));
        }
        let script =
            format!("var id = parseInt('{}'); $.getJSON('/Music/GetTracksBy?type=0&id=' + id);", album.id());
        self.finish(frame.script(script), random)
    }

    /// The page of clips.
    pub(crate) fn clips(self, clips: &[Track], base: &str) -> SectionPage {
        let random = self.random("clips", 0);
        let title = self.words().labels.clips;
        let entry = |clip: &Track| {
            let address = format!("{base}/{}", clip.media.trim_start_matches('/').replace(' ', "%20"));
            el("div", &[("class", "clip"), ("data-video", &address)]).child(el("h6", &[]).text(&clip.title))
        };
        let list = el("div", &[("class", "Music-body")]).rows().children(clips.iter().map(entry));
        let main = el("div", &[("class", "main-body")]).child(el("h2", &[]).text(title)).child(list);
        self.finish(Frame::new(title, main), random)
    }
}
