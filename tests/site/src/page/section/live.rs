//! The live page.

use super::frame::Frame;
use super::node::el;
use super::{SectionPage, SectionPages};
use crate::section::Live;

impl SectionPages {
    /// The page with the player, whose first source is the stream.
    pub(crate) fn live(self, live: Live, base: &str) -> SectionPage {
        let mut random = self.random("live page", 0);
        let title = self.labels().live;
        let master = live.master();
        let address = if random.percent(50) { master } else { format!("{base}{master}") };
        let source = el("source", &[("src", &address), ("type", "application/x-mpegURL")]);
        let player = el("video", &[("id", "plyr_video"), ("controls", "controls"), ("autoplay", "autoplay")]);
        let main = el("div", &[("class", "live-body")]).child(el("h1", &[]).text(title));
        let main = main.child(el("div", &[("class", "plyr")]).child(player.child(source)));
        self.finish(Frame::new(title, main), random)
    }
}
