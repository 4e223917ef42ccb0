//! The text of an article, passage by passage.

use crate::page::Page;
use crate::page::style::{Body, LeadForm, PicturePlace};
use crate::story::{Lead, Passage, Story};

impl Page<'_> {
    pub(super) fn text(&mut self) {
        let (id, class) = self.names.body;
        self.open_part("");
        self.markup.open("div", &[("id", id), ("class", class)]);
        self.markup.line();
        self.opening();
        let story: &Story = self.story;
        for passage in &story.passages {
            self.passage(passage);
            self.stray();
        }
        if self.style.read_more_inside {
            self.read_more();
        }
        if self.style.initials_inside {
            self.initials();
        }
        self.markup.close("div");
        self.close_part();
    }

    /// The part before the first passage: the lead or a repetition of it, and the picture.
    fn opening(&mut self) {
        if self.markup.percent(15) {
            self.markup.element("button", &[("class", "close"), ("onclick", "closeText()")], "X");
        }
        if self.style.lead == LeadForm::StrongInBody {
            self.strong_lead();
        }
        if let Lead::Said { again: Some(again), .. } = &self.story.lead {
            let again = again.clone();
            self.paragraph(&again);
        }
        if self.style.picture == PicturePlace::InBody {
            self.body_picture();
        }
    }

    fn strong_lead(&mut self) {
        let Some(lead) = self.lead_text() else { return };
        let breaks = self.style.body == Body::Breaks;
        let tag = if breaks { "b" } else { "strong" };
        if !breaks {
            self.markup.open("p", &[]);
        }
        self.markup.element(tag, &[], &lead);
        if breaks { self.markup.breaks(2) } else { self.markup.close("p") }
    }

    fn body_picture(&mut self) {
        let Some(picture) = self.story.picture.clone() else { return };
        let tag = self.markup.pick(&["p", "div", "center"]);
        self.markup.open(tag, &[("align", "center")]);
        self.image(&picture);
        self.markup.close(tag);
    }

    fn passage(&mut self, passage: &Passage) {
        match passage {
            Passage::Paragraph(text) => self.paragraph(text),
            Passage::Heading(text) => self.heading(text),
            Passage::Quote(text) => self.quote(text),
            Passage::List { ordered, entries } => self.list(if *ordered { "ol" } else { "ul" }, entries),
            Passage::Lines(lines) => self.typed_lines(lines),
            Passage::Picture(picture) => self.image(picture),
            Passage::Video(clip) => self.video(*clip),
        }
    }

    fn paragraph(&mut self, text: &str) {
        match self.style.body {
            Body::Paragraphs => self.wrapped("p", text),
            Body::Divs => self.wrapped("div", text),
            Body::Nested => {
                self.markup.open("div", &[("class", "row")]);
                self.wrapped("p", text);
                self.markup.close("div");
            }
            Body::Unclosed => {
                self.markup.open("p", &[]);
                self.rich(text);
                self.markup.line();
            }
            Body::Spans => self.in_span(text),
            Body::Breaks => {
                self.rich(text);
                self.markup.breaks(2);
            }
        }
    }

    fn wrapped(&mut self, tag: &str, text: &str) {
        let align = self.markup.pick(&["", "", "justify"]);
        let direction = if self.edition().is_rtl() { self.markup.pick(&["", "", "rtl", "RTL"]) } else { "" };
        self.markup.open(tag, &[("align", align), ("dir", direction)]);
        self.edges(text);
        self.markup.close(tag);
    }

    fn in_span(&mut self, text: &str) {
        self.markup.open("p", &[("class", "MsoNormal"), ("style", "text-align: justify;")]);
        self.markup.open(
            "span",
            &[("style", "font-size: 14px; line-height: 1.8"), ("lang", self.edition().language())],
        );
        self.edges(text);
        self.markup.raw("<o:p></o:p></span>");
        self.markup.close("p");
    }

    /// A paragraph with invisible white space at its ends.
    fn edges(&mut self, text: &str) {
        if self.markup.percent(8) {
            self.markup.raw("&nbsp;");
        }
        self.rich(text);
        if self.markup.percent(8) {
            self.markup.raw(" &nbsp;");
        }
    }

    /// Text with a word in bold, in italics or as a link here and there.
    fn rich(&mut self, text: &str) {
        let Some((start, end)) = self.marked(text) else { return self.markup.text(text) };
        self.markup.text(&text[..start]);
        let (open, close) = self.markup.pick(&[
            ("<b>", "</b>"),
            ("<strong>", "</strong>"),
            ("<em>", "</em>"),
            ("<a href=\"/Film/Content/8712\" target=_blank>", "</a>"),
            ("<a href='/News/Tag?id=31&amp;page=1'>", "</a>"),
            ("<span style='color: #036'>", "</span>"),
            ("<font color=navy>", "</font>"),
        ]);
        self.markup.raw(open);
        self.markup.text(&text[start..end]);
        self.markup.raw(close);
        self.markup.text(&text[end..]);
    }

    /// The place of the first quoted words, in some paragraphs.
    fn marked(&mut self, text: &str) -> Option<(usize, usize)> {
        if !self.markup.percent(40) {
            return None;
        }
        let pairs = [('«', '»'), ('\u{201c}', '\u{201d}'), ('\u{2018}', '\u{2019}')];
        pairs.iter().find_map(|(open, close)| {
            let start = text.find(*open)?;
            let length = text[start..].find(*close)? + close.len_utf8();
            (start > 0 && start + length < text.len()).then_some((start, start + length))
        })
    }

    fn heading(&mut self, text: &str) {
        match (self.style.body, self.markup.between(0, 2)) {
            (Body::Breaks, 0 | 1) => {
                self.markup.element("b", &[], text);
                self.markup.breaks(2);
            }
            (Body::Paragraphs | Body::Spans, 0) => {
                self.markup.open("p", &[]);
                self.markup.element("strong", &[], text);
                self.markup.close("p");
            }
            _ => {
                let tag = self.markup.pick(&["h2", "h3", "h4"]);
                self.markup.element(tag, &[], text);
            }
        }
    }

    fn quote(&mut self, text: &str) {
        let inner = self.markup.percent(50);
        self.markup.open("blockquote", &[]);
        if inner {
            self.markup.open("p", &[]);
        }
        self.markup.text(text);
        if inner {
            self.markup.close("p");
        }
        self.markup.close("blockquote");
    }

    fn list(&mut self, tag: &str, entries: &[String]) {
        self.markup.open(tag, &[]);
        for entry in entries {
            self.markup.open("li", &[]);
            self.markup.text(entry);
            self.markup.close_if_tidy("li");
        }
        self.markup.close(tag);
    }

    fn typed_lines(&mut self, lines: &[String]) {
        if self.style.body != Body::Breaks && self.markup.percent(50) {
            return lines.iter().for_each(|line| self.paragraph(line));
        }
        self.markup.open("p", &[]);
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.markup.breaks(1);
            }
            self.markup.text(line);
        }
        self.markup.close("p");
    }

    /// The player: two clocks at zero and a link. They are not text.
    fn video(&mut self, clip: u64) {
        let file = format!("https://preview.presstv.ir/ifilm/clip/{clip}.mp4");
        self.markup.open("div", &[("class", "plyr"), ("id", "plyr_video")]);
        self.markup.open("video", &[("poster", "/img/i.png"), ("controls", "controls"), ("width", "100%")]);
        self.markup.void("source", &[("src", &file), ("type", "video/mp4")]);
        self.markup.close("video");
        self.markup.raw("<span>00:00</span><span>00:00</span>");
        self.markup.element("a", &[("href", &file), ("download", "clip.mp4")], self.labels.download);
        self.markup.close("div");
    }

    /// Parts between two passages that are not text: empty rows, an advertisement, a tag closed twice.
    fn stray(&mut self) {
        match self.markup.between(0, 99) {
            0..14 => self.empty_row(),
            14..16 => self.advertisement(),
            16 => self.markup.raw("</span></b>"),
            17 => self.markup.raw("</div>"),
            _ => {}
        }
    }

    fn empty_row(&mut self) {
        let rows: &[&str] = match self.style.body {
            Body::Breaks => &["&nbsp;<br><br>", "<br>", "<!-- break -->"],
            Body::Unclosed => &["<p>&nbsp;", "<p>", "<!-- <p>p</p> -->"],
            _ if self.edition().is_rtl() => {
                &["<p>&nbsp;</p>", "<p>\u{200f}</p>", "<p dir=rtl>&nbsp;&nbsp;</p>"]
            }
            _ => {
                &["<p>&nbsp;</p>", "<p></p>", "<div><br></div>", "<p><span>&nbsp;</span></p>", "<!--more-->"]
            }
        };
        let row = self.markup.pick(rows);
        self.markup.raw(row);
        self.markup.line();
    }

    fn advertisement(&mut self) {
        self.markup.raw("<div class=ads><a href=\"https://ads.example/c?id=7\" rel=nofollow>");
        self.markup.raw("<img src=\"/img/banner-468.gif\" width=468 height=60></a></div>");
        self.markup.line();
    }
}
