//! The article itself: title, lead, picture, text, and what follows it.

use crate::page::Page;
use crate::page::markup::Attributes;
use crate::page::style::{Frame, LeadForm, PicturePlace, TitleForm};
use crate::picture::Picture;
use crate::story::Lead;

impl Page<'_> {
    pub(super) fn article(&mut self) {
        self.open_frame();
        self.tools();
        self.section_label();
        self.title();
        self.pictures(PicturePlace::BeforeLead);
        self.lead();
        self.pictures(PicturePlace::AfterLead);
        self.text();
        self.after_text();
        self.comments();
        self.close_frame();
    }

    fn open_frame(&mut self) {
        for _ in 0..self.style.depth {
            self.markup.open("div", &[("class", "row")]);
        }
        let class = [("class", self.names.frame), ("id", "main")];
        match self.style.frame {
            Frame::Div => self.markup.open("div", &class),
            Frame::Section => self.markup.open("section", &class),
            Frame::Article => self.markup.open("article", &class),
            Frame::Table => self.markup.open("table", &[("class", self.names.frame), ("width", "100%")]),
            Frame::Loose => {}
        }
        self.markup.line();
    }

    fn close_frame(&mut self) {
        match self.style.frame {
            Frame::Div => self.markup.close("div"),
            Frame::Section => self.markup.close("section"),
            Frame::Article => self.markup.close("article"),
            Frame::Table => self.markup.close("table"),
            Frame::Loose => {}
        }
        for _ in 0..self.style.depth {
            self.markup.close_if_tidy("div");
        }
    }

    fn title(&mut self) {
        let title = self.story.title.clone();
        let class = [("class", self.names.title)];
        let tag = match self.style.title {
            TitleForm::H1 => "h1",
            TitleForm::H2 | TitleForm::H2BelowLogo => "h2",
            TitleForm::Plain => "span",
        };
        self.open_part("");
        self.markup.element(tag, &class, &title);
        self.close_part();
    }

    /// The lead as an element of its own, unless the text begins with it.
    fn lead(&mut self) {
        let Some(lead) = self.lead_text() else { return };
        let class = [("class", self.names.lead)];
        match self.style.lead {
            LeadForm::StrongInBody => return,
            LeadForm::Heading(tag) => {
                self.open_part("");
                self.markup.element(tag, &class, &lead);
            }
            LeadForm::Strong => {
                self.open_part(self.names.lead);
                self.markup.element("strong", &[], &lead);
            }
            LeadForm::Plain => {
                self.open_part(self.names.lead);
                self.markup.text(&lead);
            }
        }
        self.close_part();
    }

    pub(super) fn lead_text(&self) -> Option<String> {
        match &self.story.lead {
            Lead::Said { text, .. } => Some(text.clone()),
            Lead::TitleAgain => Some(self.story.title.clone()),
            Lead::Absent => None,
        }
    }

    fn pictures(&mut self, place: PicturePlace) {
        let Some(picture) = self.story.picture.clone() else { return };
        if self.style.picture == place {
            self.open_part("");
            self.image(&picture);
            self.close_part();
        }
    }

    pub(super) fn image(&mut self, picture: &Picture) {
        let source =
            if self.markup.percent(50) { picture.path.replace(' ', "%20") } else { picture.path.clone() };
        let alt = if self.markup.percent(60) { self.story.title.clone() } else { String::new() };
        let image =
            [("src", source.as_str()), ("alt", &alt), ("class", self.names.picture), ("width", "640")];
        let Some(caption) = &picture.caption else {
            return self.markup.void("img", &image);
        };
        let photo = if self.markup.percent(30) {
            format!("{} {caption}", self.labels.photo)
        } else {
            caption.clone()
        };
        self.captioned(&image, &photo);
    }

    fn captioned(&mut self, image: Attributes, caption: &str) {
        self.markup.open("figure", &[]);
        self.markup.void("img", image);
        self.markup.element("figcaption", &[], caption);
        self.markup.close("figure");
    }
}
