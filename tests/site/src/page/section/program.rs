//! The page of a series, a film or a program.

use super::card::Card;
use super::frame::Frame;
use super::node::{Element, el};
use super::{SectionPage, SectionPages};
use crate::page::percent_encoded;
use crate::section::{MediaHosts, Program, ProgramKind, Roll, Scheme};
use crate::seeded_random::SeededRandom;

impl SectionPages {
    /// The page of a programme, with links to others.
    pub(crate) fn program(
        self,
        program: &Program,
        roll: Roll,
        related: &[Program],
        base: &str,
    ) -> SectionPage {
        let mut random = program.random("program page");
        let labels = &self.words().labels;
        let title = program.shown_title();
        let tag = random.pick(&["h1", "h1", "h2", "h3"]);
        let mut main = el("div", &[("class", "Content_panel container")]).rows();
        main = main.child(el("div", &[]).child(el(tag, &[("class", "Title_panel")]).text(&title)));
        main = main.children(poster(program, &mut random));
        main = main.children(self.facts_panel(program, &mut random));
        main = main.child(story(&program.story(), labels.story, &mut random));
        main = main.children(self.cast(program, roll, &mut random));
        main = main.children(video(program));
        main = main.children(self.episodes(program, &MediaHosts::of(roll.sections, base)));
        main = main.child(self.related(related, base, &mut random));
        let frame = self.fields(Frame::new(&title, main), program, &mut random);
        self.finish(frame.script(variables(program, &mut random)), random)
    }

    fn fields(self, frame: Frame, program: &Program, random: &mut SeededRandom) -> Frame {
        let (title, public) = (program.shown_title(), self.edition.public_base());
        let mut frame = frame.field("name", "Uid", &program.id.to_string());
        frame = frame.field("name", "DC.Identifier", &format!("{public}{}", program.path()));
        frame = frame.field("property", "og:title", &title);
        frame = frame.field("property", "og:description", &program.story()[0]);
        let image =
            program.poster().map(|poster| if random.percent(20) { poster.small() } else { poster.path });
        let no_poster = random.percent(50).then(|| "/img/colorize-logo-final.png".to_owned());
        if let Some(image) = image.map(|image| image.replace(' ', "%20")).or(no_poster) {
            let image = if random.percent(50) { image } else { format!("{public}{image}") };
            frame = frame.field("property", "og:image", &image);
        }
        match program.video() {
            Some(video) => frame.field("property", "og:video", &video),
            None => frame,
        }
    }

    /// Genres and tags.
    fn facts_panel(self, program: &Program, random: &mut SeededRandom) -> Option<Element> {
        let labels = &self.words().labels;
        let mut panel = el("div", &[("class", "Film-info")]);
        let genres = program.genres();
        if !genres.is_empty() {
            let comma = if self.edition.is_rtl() { "، " } else { ", " };
            let row = el("div", &[("class", "Film-genre")]).child(el("span", &[]).text(labels.genre));
            panel = panel.child(row.child(el("span", &[]).text(&genres.join(comma))));
        }
        let tags = program.tags();
        if !tags.is_empty() {
            let page = random.pick(&["&page=1", "&page=1", ""]);
            let href = |id| format!("/News/Tag?id={id}{page}");
            let links = tags.iter().map(|tag| el("a", &[("href", &href(tag.id()))]).text(tag.title()));
            let row = el("div", &[("class", "Film-tags")]).child(el("span", &[]).text(labels.tags));
            panel = panel.child(row.children(links));
        }
        (!panel.children.is_empty()).then_some(panel)
    }

    fn cast(self, program: &Program, roll: Roll, random: &mut SeededRandom) -> Option<Element> {
        let mut panel = el("div", &[("class", "Film-Artists-panel")]).rows();
        for credit in program.credits() {
            let person = roll.person(credit.number);
            let card = Card::of_person(person);
            let route = random.pick(&["artist", "Artist", "artist"]);
            let href = format!("/{route}/Content/{}", person.id());
            let mut link = el("a", &[("href", &href)]);
            if let Some(image) = card.image(random) {
                link = link.child(image);
            }
            link = link.child(el("span", &[]).text(card.title()));
            panel = panel.child(match credit.role {
                Some(role) => link.child(el("h6", &[]).text(role)),
                None => link,
            });
        }
        let heading = el("h4", &[]).text(self.words().labels.cast);
        (!panel.children.is_empty()).then(|| el("div", &[]).child(heading).child(panel))
    }

    /// The block that a script fills: it has a row of the template.
    fn episodes(self, program: &Program, hosts: &MediaHosts) -> Option<Element> {
        if program.kind == ProgramKind::Film {
            return None;
        }
        let heading = el("h4", &[]).text(self.words().labels.episodes);
        let block = el("div", &[("class", "Serial-episodes"), ("id", "episodes")]);
        let row = if program.scheme().is_numbered() {
            numbered(program, hosts)
        } else {
            ATTACHMENT_TEMPLATE.to_owned()
        };
        Some(el("div", &[]).child(heading).child(block.raw(&row)))
    }

    /// Links to other programmes. Their pictures and titles are not those of this one.
    fn related(self, related: &[Program], base: &str, random: &mut SeededRandom) -> Element {
        let heading = el("h4", &[]).text(self.words().labels.related);
        let links: Vec<Element> = related
            .iter()
            .map(|program| Card::of_program(program).link("inner-panel", "h6", base, random))
            .collect();
        el("div", &[]).child(heading).child(el("div", &[("class", "related-items")]).rows().children(links))
    }
}

const ATTACHMENT_TEMPLATE: &str = "<div class=\"episode\"><a href=\"/Series/Content/result[i].Id\"><img src=\"result[i].ImageAddress_S\"><h6>result[i].Caption</h6></a></div>";

/// A row of the template, whose addresses are script expressions.
fn numbered(program: &Program, hosts: &MediaHosts) -> String {
    let MediaHosts { streams, files, .. } = hosts;
    let name = program.scheme().script_prefix(program.edition);
    let stream = format!("'{streams}/hls/{name} + '/,' + i + ',' + i + '_320,.mp4.urlset/master.m3u8'");
    let file = format!("'{files}/ifilm/{name} + '/' + i + '.mp4'");
    let image = "<img src=\"result[i].png\">";
    format!("<div class=\"episode\" data-video=\"{stream}\" data-url=\"{file}\">{image}</div>")
}

fn poster(program: &Program, random: &mut SeededRandom) -> Option<Element> {
    let poster = program.poster()?;
    let path = if random.percent(15) { poster.small() } else { poster.path };
    let path = if random.percent(60) { path.replace(' ', "%20") } else { path };
    let image = el("img", &[("class", "img-responsive"), ("src", &path), ("alt", &program.shown_title())]);
    Some(el("div", &[("class", "Film-image")]).child(image))
}

/// The story under one of its two markers, below a heading that is not part of it.
pub(super) fn story(paragraphs: &[String], heading: &str, random: &mut SeededRandom) -> Element {
    let wrapper = if random.percent(60) {
        el("div", &[("id", "wrapper")])
    } else {
        let close = el("button", &[("class", "close"), ("type", "button")]).text("X");
        el("div", &[("class", "Fulltext_panel")]).child(close)
    };
    let wrapper = wrapper.children(paragraphs.iter().map(|text| el("p", &[]).text(text)));
    let section = el("div", &[]);
    let section = if heading.is_empty() { section } else { section.child(el("h4", &[]).text(heading)) };
    section.child(wrapper)
}

/// The film itself or the trailer.
fn video(program: &Program) -> Option<Element> {
    let (address, id) = match program.kind {
        ProgramKind::Film => (program.video()?, "plyr_video"),
        _ => (program.trailer()?, ""),
    };
    // Some films are named in the head alone.
    if program.kind == ProgramKind::Film && program.random("video place").percent(20) {
        return None;
    }
    let poster = program.poster().map(|poster| percent_encoded(&poster.small())).unwrap_or_default();
    let source = el("source", &[("src", &address), ("type", "video/mp4")]);
    let player = el("video", &[("id", id), ("poster", &poster), ("controls", "controls")]).child(source);
    Some(el("div", &[("class", "plyr")]).child(player).raw("<span>00:00</span>"))
}

/// The script variables of the page.
fn variables(program: &Program, random: &mut SeededRandom) -> String {
    let Scheme { inter, extra, language } = program.scheme();
    let quote = random.pick(&["'", "\""]);
    let inter =
        if random.percent(30) { format!("parseInt({quote}{inter}{quote})") } else { inter.to_string() };
    let language =
        language.map_or_else(String::new, |language| format!("var langE = {quote}{language}{quote};"));
    let gap = random.pick(&["\n", " ", ""]);
    let id = program.id;
    [
        format!("var inter_ = {inter};"),
        language,
        format!("var ID_Serial = {id};"),
        format!("var extrafild = {quote}{extra}{quote};"),
        format!("var id = parseInt({quote}{id}{quote});"),
    ]
    .join(gap)
}
