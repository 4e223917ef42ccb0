//! The head of a page, with the machine-readable fields that this page has.

use crate::calendar;
use crate::page::Page;
use crate::page::style::{Description, HeadForm, PicturePlace, TitleForm};
use crate::story::{Dating, Lead};

impl Page<'_> {
    pub(super) fn head(&mut self) {
        let doctype = self.markup.pick(&["<!DOCTYPE html>", "<!doctype html>", "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">"]);
        self.markup.raw(doctype);
        self.markup.line();
        self.html_tag();
        self.markup.open("head", &[]);
        self.markup.raw("<meta charset=\"utf-8\">");
        self.fields();
        self.head_title();
        self.styles();
        self.declared_alternates();
        self.markup.close("head");
        self.body_tag();
    }

    fn declared_alternates(&mut self) {
        let declared = std::mem::take(&mut self.alternates.declared);
        for (language, address) in &declared {
            self.markup.void("link", &[("rel", "alternate"), ("hreflang", language), ("href", address)]);
            self.markup.line();
        }
    }

    /// The language is not always declared, and one template declares English everywhere.
    fn html_tag(&mut self) {
        let language = self.markup.pick(&[self.edition().language(), self.edition().language(), "", "en"]);
        let direction = if self.edition().is_rtl() { self.markup.pick(&["rtl", ""]) } else { "" };
        self.markup.open("html", &[("lang", language), ("dir", direction)]);
        self.markup.line();
    }

    fn body_tag(&mut self) {
        let style = if self.edition().is_rtl() { self.markup.pick(&["direction:rtl", ""]) } else { "" };
        self.markup.open("body", &[("class", self.edition().id()), ("style", style)]);
        self.markup.line();
    }

    fn head_title(&mut self) {
        let site = self.labels.site;
        let title = &self.story.title;
        let dash = self.markup.pick(&[" - ", " | ", " :: "]);
        let text = match self.style.head {
            HeadForm::Title => title.clone(),
            HeadForm::TitleAndSite => format!("{title}{dash}{site}"),
            HeadForm::SiteAndTitle => format!("{site}{dash}{title}"),
            HeadForm::Site => site.to_owned(),
        };
        self.markup.open("title", &[]);
        self.markup.plain(&text);
        self.markup.close("title");
    }

    fn fields(&mut self) {
        let id = self.story.subject.id.to_string();
        let address = format!("{}/News/Content/{id}", self.edition().public_base());
        if self.markup.percent(70) {
            self.field("name", "Uid", &id);
            self.field("name", "DC.Identifier", &address);
        }
        if self.markup.percent(50) {
            self.field("property", "og:url", &address);
            self.field("property", "og:site_name", self.labels.site);
        }
        self.title_fields();
        self.description_fields();
        self.date_fields();
        self.picture_field();
    }

    fn title_fields(&mut self) {
        let title = self.story.title.clone();
        let site_heads_it = matches!(self.style.title, TitleForm::Plain | TitleForm::H2BelowLogo);
        if site_heads_it || self.markup.percent(65) {
            self.field("property", "og:title", &title);
        }
        if self.markup.percent(25) {
            self.field("name", "DC.Title", &title);
        }
        if self.markup.percent(15) {
            self.field("name", "keywords", self.labels.site);
        }
    }

    fn description_fields(&mut self) {
        let Some(text) = self.description() else { return };
        let og = self.markup.percent(75);
        if og {
            self.field("property", "og:description", &text);
        }
        if !og || self.markup.percent(50) {
            self.field("name", "description", &text);
        }
    }

    fn description(&self) -> Option<String> {
        let lead = match &self.story.lead {
            Lead::Said { text, .. } => text.as_str(),
            _ => "",
        };
        match self.style.description {
            Description::Absent => None,
            Description::Lead => Some(lead.to_owned()),
            Description::CutLead => Some(cut(lead)),
            Description::Title => Some(self.story.title.clone()),
            Description::Slogan => Some(slogan(self.labels.site, self.labels.search)),
            Description::Empty => Some(" ".to_owned()),
        }
    }

    fn date_fields(&mut self) {
        match self.story.dating {
            Dating::Meta | Dating::StampAndMeta => self.minute_field(),
            Dating::MetaDay => self.day_field(),
            Dating::Stamp | Dating::Picture | Dating::Nowhere => {}
        }
    }

    fn minute_field(&mut self) {
        let at = self.story.subject.published;
        let local = calendar::tehran(at);
        if self.style.time_in_attribute {
            return;
        }
        match self.markup.between(0, 5) {
            0 => self.field("name", "DC.Date", &local.strftime("%Y-%m-%dT%H:%M").to_string()),
            1 => self.field("itemprop", "datePublished", &at.to_string()),
            2 => self.linked_data(&local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
            3 => self.field("name", "DC.Date.Issued", &local.strftime("%Y-%m-%d %H:%M:00").to_string()),
            _ => {
                let zoned = local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
                self.field("property", "article:published_time", &zoned);
            }
        }
    }

    fn day_field(&mut self) {
        let date = calendar::tehran(self.story.subject.published).date().to_string();
        let name = self.markup.pick(&["DC.Date", "DC.date.created", "pubdate"]);
        self.field("name", name, &date);
    }

    fn linked_data(&mut self, date: &str) {
        let title = serde_json::Value::from(self.story.title.as_str());
        let data = format!(
            "{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":{title},\"datePublished\":\"{date}\"}}"
        );
        self.markup.raw(&format!("<script type=\"application/ld+json\">{data}</script>"));
    }

    fn picture_field(&mut self) {
        let Some(picture) = self.story.picture.clone() else { return };
        if self.style.picture == PicturePlace::Meta || self.markup.percent(50) {
            let address = format!("{}{}", self.edition().public_base(), picture.path.replace(' ', "%20"));
            self.field("property", "og:image", &address);
        }
    }

    fn field(&mut self, kind: &str, name: &str, content: &str) {
        self.markup.void("meta", &[(kind, name), ("content", content)]);
        self.markup.line();
    }

    fn styles(&mut self) {
        self.markup.raw("<link rel=\"stylesheet\" href=\"/Content/site.css?v=12\">");
        if self.markup.percent(50) {
            self.markup.raw(
                "<style>#wrapper p { margin: 0 0 12px } .menu > li { float: right } /* <p>old</p> */</style>",
            );
        }
        if self.markup.percent(40) {
            self.markup.raw("<script>var langE = 'x', page = 1; if (1 < 2 && page > 0) { document.write(\"<p>Loading...</p>\"); }</script>");
        }
        if self.markup.percent(30) {
            self.markup.raw("<!--[if lt IE 9]><script src=\"/Scripts/html5shiv.js\"></script><p>Update your browser</p><![endif]-->");
        }
    }
}

/// A lead that is cut, as a site cuts one that is too long for a description.
fn cut(lead: &str) -> String {
    let words: Vec<&str> = lead.split(' ').collect();
    let kept = words.len().saturating_sub(4).max(3);
    format!("{}...", words[..kept.min(words.len())].join(" "))
}

fn slogan(site: &str, search: &str) -> String {
    format!("{site} - {search}")
}
