//! What a page holds besides its text: recordings, streams, scripts, its own address.

use crate::parse::html::{Attributes, Tag, TokenHandler, tokenize};
use crate::parse::listing::is_template;

use super::stream::streams_in;

/// What a page holds besides its text. Addresses are as the page writes them.
#[derive(Debug, Default)]
pub(in crate::parse) struct Scan {
    /// The recordings of its players, in order.
    pub(in crate::parse) recordings: Vec<Recording>,
    /// The streams that it names anywhere, in order.
    pub(in crate::parse) streams: Vec<String>,
    /// The scripts with the variables of a programme.
    pub(in crate::parse) scripts: Vec<String>,
    /// What its attributes for the recordings of episodes say, as a script would write them.
    pub(in crate::parse) templates: Vec<String>,
    /// The address by which it names itself.
    pub(in crate::parse) canonical: Option<String>,
    /// The pictures that the page shows in several sizes, or links to.
    pub(in crate::parse) images: Vec<Image>,
    /// The pictures that elements outside of links have as a background, if they say that they are pictures.
    pub(in crate::parse) backgrounds: Vec<String>,
    /// The pictures that links, or elements in them, have as a background.
    pub(in crate::parse) painted: Vec<Painted>,
    /// The address of the open link.
    open_address: Option<String>,
    /// The picture that the open link leads to.
    open_link: Option<String>,
    /// Whether a link is open.
    in_link: bool,
    /// How many video elements are open.
    videos: usize,
}

/// The addresses of one picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::parse) struct Image {
    /// In the sizes that its element names, the one it shows first.
    pub(in crate::parse) sizes: Vec<String>,
    /// The picture that a link around it leads to.
    pub(in crate::parse) linked: Option<String>,
}

/// A link with a picture as its background.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Painted {
    /// Where the link leads.
    pub(in crate::parse) link: String,
    /// The picture.
    pub(in crate::parse) src: String,
}

/// Attributes that hold a picture, as large as `src` or smaller.
const SIZES: &[&str] = &["src", "data-src", "data-lazy-src", "data-small", "data-thumb", "data-thumbnail"];
/// The ends of the names of pictures.
const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".webp", ".avif"];

fn is_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    PICTURES.iter().any(|end| path.ends_with(end))
}

/// The address in the background of a style: `background-image: url('/a.jpg')`.
fn background(style: &str) -> Option<&str> {
    let behind = style.get(style.find("background")?..)?;
    let inside = behind.get(behind.find("url(")?..)?.strip_prefix("url(")?;
    let address = inside.split(')').next()?.trim().trim_matches(['"', '\'']);
    (!address.is_empty()).then_some(address)
}

/// A file in a player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Recording {
    pub(in crate::parse) src: String,
    /// Whether it is in a `<video>`.
    pub(in crate::parse) in_video: bool,
}

/// The maximum number of recordings, of streams and of scripts that are kept.
const MOST: usize = 256;
/// The maximum number of pictures in the background of links.
const MOST_PAINTED: usize = 2_000;
/// The maximum number of bytes of a script that is kept.
const LONGEST_SCRIPT: usize = 1 << 20;

/// The maximum number of sizes of one picture.
const MOST_SIZES: usize = 12;

/// Words of the scripts that are kept.
const VARIABLES: &[&str] = &["inter_", "langE", "ID_Serial", "extrafild", "data-video"];

/// Attributes in which rows of a template have the addresses of an episode.
const TEMPLATES: &[&str] = &["data-video", "data-url"];

/// Attributes that hold the address of a recording.
const RECORDINGS: &[&str] = &["src", "data-src", "data-video-src", "data-file", "data-mp4", "data-lazy-src"];

impl Scan {
    /// Reads a page.
    pub(in crate::parse) fn of(html: &str) -> Self {
        let mut scan = Self::default();
        tokenize(html, &mut scan);
        scan
    }

    fn add_recording(&mut self, attributes: &Attributes) {
        let mut named = RECORDINGS.iter().filter_map(|name| attributes.address(name));
        let is_file = |src: &&str| !["blob:", "data:", "about:"].iter().any(|start| src.starts_with(start));
        let src = named.find(is_file).filter(|src| !is_template(src));
        if let Some(src) = src.filter(|_| self.recordings.len() < MOST) {
            self.recordings.push(Recording { src: src.to_owned(), in_video: self.videos > 0 });
        }
    }

    fn add_image(&mut self, attributes: &Attributes) {
        let mut sizes: Vec<String> =
            SIZES.iter().filter_map(|name| attributes.address(name)).map(str::to_owned).collect();
        let set = attributes.get("srcset").or_else(|| attributes.get("data-srcset")).unwrap_or_default();
        let in_set =
            set.split_whitespace().map(|part| part.trim_matches(',')).filter(|part| is_picture(part));
        sizes.extend(in_set.take(MOST_SIZES).map(str::to_owned));
        sizes.retain(|size| is_picture(size) && !is_template(size));
        if self.images.len() < MOST && (sizes.len() > 1 || self.open_link.is_some()) {
            self.images.push(Image { sizes, linked: self.open_link.clone() });
        }
    }

    /// Adds an expression such as `'https://example.org/' + i + '.mp4'`, without the quotes around it.
    fn add_template(&mut self, attributes: &Attributes) {
        for name in TEMPLATES {
            let value = attributes.text(name).filter(|value| value.contains('+')).unwrap_or_default();
            let inside = value.trim().strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
            let inside = inside.filter(|inside| !inside.contains('"') && self.templates.len() < MOST);
            self.templates.extend(inside.map(|inside| format!("{name}=\"{inside}\"")));
        }
    }

    fn add_background(&mut self, attributes: &Attributes) {
        let is_image = attributes.text("role").is_some_and(|role| role.eq_ignore_ascii_case("img"));
        let address = attributes.text("style").and_then(background).filter(|address| is_picture(address));
        let Some(src) = address.map(str::to_owned) else { return };
        match &self.open_address {
            Some(link) if self.painted.len() < MOST_PAINTED => {
                self.painted.push(Painted { link: link.clone(), src });
            }
            None if is_image && !self.in_link && self.backgrounds.len() < MOST => self.backgrounds.push(src),
            _ => {}
        }
    }

    fn add_streams(&mut self, text: &str) {
        for stream in streams_in(text) {
            if self.streams.len() < MOST && !self.streams.contains(&stream) {
                self.streams.push(stream);
            }
        }
    }
}

impl TokenHandler for Scan {
    fn start(&mut self, tag: Tag, attributes: &Attributes) {
        match tag {
            Tag::Video | Tag::AmpVideo => {
                self.videos = self.videos.saturating_add(1);
                self.add_recording(attributes);
            }
            Tag::Source => self.add_recording(attributes),
            Tag::Object => {
                let data =
                    attributes.address("data").filter(|data| data.to_ascii_lowercase().ends_with(".mp4"));
                self.recordings.extend(data.map(|src| Recording { src: src.to_owned(), in_video: true }));
            }
            Tag::Img | Tag::Image | Tag::AmpImg => self.add_image(attributes),
            Tag::A => {
                self.in_link = true;
                self.open_address = attributes.address("href").map(str::to_owned);
                self.open_link = attributes.address("href").filter(|href| is_picture(href)).map(str::to_owned)
            }
            Tag::Link if attributes.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical =
                    self.canonical.take().or_else(|| attributes.address("href").map(str::to_owned));
            }
            _ => {}
        }
        self.add_template(attributes);
        self.add_background(attributes);
        attributes.all().for_each(|(_, value)| self.add_streams(value));
    }

    fn end(&mut self, tag: Tag) {
        if tag == Tag::A {
            (self.open_address, self.open_link, self.in_link) = (None, None, false);
        }
        if matches!(tag, Tag::Video | Tag::AmpVideo) {
            self.videos = self.videos.saturating_sub(1);
        }
    }

    fn text(&mut self, text: &str) {
        self.add_streams(text);
    }

    fn raw(&mut self, tag: Tag, text: &str) {
        self.add_streams(text);
        let has_variables = || VARIABLES.iter().any(|name| text.contains(name));
        let is_kept = tag == Tag::Script && text.len() <= LONGEST_SCRIPT && self.scripts.len() < MOST;
        if is_kept && has_variables() {
            self.scripts.push(text.to_owned());
        }
    }
}
