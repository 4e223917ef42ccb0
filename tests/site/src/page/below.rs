//! The parts below and beside an article: read-more block, initials, comments, sidebar, footer.

use crate::page::Page;
use crate::page::above::address_form;
use crate::page::style::{Banner, Body};
use crate::story::Related;

impl Page<'_> {
    /// The parts that are not already inside the text.
    pub(super) fn after_text(&mut self) {
        if !self.style.read_more_inside {
            self.open_part("");
            self.read_more();
            self.close_part();
        }
        if !self.style.initials_inside {
            self.open_part("");
            self.initials();
            self.close_part();
        }
        if self.markup.percent(40) {
            self.share();
        }
    }

    /// A label and links. Sometimes it has only the label, sometimes only links.
    pub(super) fn read_more(&mut self) {
        let related = &self.story.related;
        if related.is_empty() && !self.markup.percent(40) {
            return;
        }
        let class = self.names.related;
        self.markup.open("div", &[("class", class)]);
        if related.is_empty() || self.markup.percent(85) {
            self.read_more_label();
        }
        match self.markup.between(0, 4) {
            0 | 1 => self.related_list(),
            2 => self.related_lines("p"),
            3 => self.related_lines("div"),
            _ => self.related_breaks(),
        }
        self.markup.close("div");
    }

    fn read_more_label(&mut self) {
        let label = self.story.label.clone();
        match self.markup.pick(&["strong", "h4", "p", "b", "span"]) {
            "strong" => {
                self.markup.open("p", &[]);
                self.markup.element("strong", &[], &label);
                self.markup.close("p");
            }
            tag => self.markup.element(tag, &[], &label),
        }
    }

    fn related_list(&mut self) {
        self.markup.open("ul", &[]);
        for related in &self.story.related {
            self.markup.open("li", &[]);
            self.related_link(related);
            self.markup.close_if_tidy("li");
        }
        if self.markup.percent(20) {
            self.markup.raw(
                "<li style=\"display:none\"><a href=\"/News/Content/result[i].Id\">result[i].Title</a></li>",
            );
        }
        self.markup.close("ul");
    }

    fn related_lines(&mut self, tag: &str) {
        let pictures = self.markup.percent(30);
        for related in &self.story.related {
            self.markup.open(tag, &[]);
            if pictures {
                self.thumbnail(related);
            }
            self.related_link(related);
            self.markup.close(tag);
        }
    }

    fn related_breaks(&mut self) {
        for related in &self.story.related {
            self.related_link(related);
            self.markup.breaks(1);
        }
    }

    fn related_link(&mut self, related: &Related) {
        let route = match self.markup.between(0, 2) {
            0 => format!("http://{}.ifilmtv.com/News", self.edition()),
            _ => "/News".to_owned(),
        };
        let mut random = self.story.subject.random(&format!("address {}", related.id));
        let href = address_form(self.edition(), &route, related.id, &related.title, &mut random);
        self.markup.element("a", &[("href", &href), ("target", "_blank")], &related.title);
    }

    /// A picture of another article. Its folder is not the date of this one.
    fn thumbnail(&mut self, related: &Related) {
        let href = format!("/News/Content/{}", related.id);
        self.markup.open("a", &[("href", &href)]);
        self.markup.void(
            "img",
            &[("src", "/UploadedFiles/Images/14-07-2018/SmallSize/9_41_77.jpg"), ("alt", &related.title)],
        );
        self.markup.close("a");
    }

    /// The last line. In a text that is divided by line breaks, it is one more line of it.
    pub(super) fn initials(&mut self) {
        let Some(initials) = self.story.initials else { return };
        if self.style.body == Body::Breaks && self.style.initials_inside {
            self.markup.raw(initials);
            return self.markup.breaks(1);
        }
        let tag = self.markup.pick(&["p", "div", "span", "p"]);
        let align = self.markup.pick(&["", "left", "right"]);
        self.markup.open(tag, &[("class", self.names.initials), ("align", align)]);
        self.markup.raw(initials);
        self.markup.close(tag);
    }

    fn share(&mut self) {
        self.open_part(self.names.share);
        for (name, href) in
            [("Telegram", "https://t.me/share/url?url=x"), ("X", "https://x.com/intent/post?url=x")]
        {
            self.markup.element("a", &[("href", href), ("rel", "nofollow")], name);
        }
        self.close_part();
    }

    pub(super) fn comments(&mut self) {
        self.open_part(self.names.comments);
        if let Some(share) = self.labels.share {
            self.markup.element("span", &[], share);
        }
        let tag = self.markup.pick(&["h4", "h3", "div", "label"]);
        self.markup.element(tag, &[], self.labels.comments);
        if self.markup.percent(35) {
            self.guest_comments();
        }
        self.comment_form();
        self.close_part();
    }

    fn guest_comments(&mut self) {
        let first = self.markup.between(0, 3) as usize;
        let comments = self.labels.guest_comments.iter().cycle().skip(first);
        for text in comments.take(self.markup.between(1, 3) as usize) {
            self.markup.open("div", &[("class", self.names.comment)]);
            self.markup.element("span", &[], self.labels.guest);
            self.markup.element("p", &[], text);
            self.markup.close("div");
        }
    }

    fn comment_form(&mut self) {
        let [name, mail, text] = self.labels.fields;
        self.markup.open("form", &[("action", "/News/AddComment"), ("method", "post")]);
        self.markup.void("input", &[("type", "text"), ("name", "name"), ("placeholder", name)]);
        self.markup.void("input", &[("type", "email"), ("name", "mail"), ("placeholder", mail)]);
        self.markup.open("textarea", &[("name", "text"), ("rows", "4"), ("placeholder", text)]);
        self.markup.close("textarea");
        if self.markup.percent(50) {
            self.markup.element("button", &[("type", "submit")], self.labels.send);
        } else {
            self.markup.void("input", &[("type", "submit"), ("value", self.labels.send)]);
        }
        self.markup.close("form");
    }

    /// A box of other headlines.
    pub(super) fn sidebar(&mut self) {
        let tag = self.markup.pick(&["div", "aside", "div"]);
        let label = self.markup.pick(self.labels.latest);
        self.markup.open(tag, &[("class", self.names.side)]);
        self.markup.element("h3", &[], label);
        for back in 1..=self.markup.between(3, 7) {
            self.side_entry(back);
        }
        self.markup.element("a", &[("href", "/News")], self.labels.more);
        self.markup.close(tag);
    }

    fn side_entry(&mut self, back: u64) {
        let subject = self.story.subject;
        let id = subject.id + 60 + back;
        let other = crate::story::Subject::of_site(subject.seed, subject.edition, id, subject.published);
        let related = Related { id, title: other.headline(Default::default()) };
        self.markup.open("div", &[]);
        if self.markup.percent(40) {
            self.thumbnail(&related);
        }
        self.related_link(&related);
        self.markup.close("div");
    }

    pub(super) fn footer(&mut self) {
        let tag = self.markup.pick(&["footer", "div"]);
        self.markup.open(tag, &[("class", self.names.footer)]);
        for text in self.labels.footer {
            self.markup.element("a", &[("href", "/Home/About")], text);
        }
        self.markup.element("p", &[], self.labels.about);
        self.markup.close(tag);
        if self.style.banner == Some(Banner::Bottom) {
            self.cookies();
        }
        self.scripts();
        self.markup.close("body");
        self.markup.close("html");
    }

    fn scripts(&mut self) {
        let edition = self.edition().id();
        let id = self.story.subject.id;
        self.markup.raw(&format!(
            "<script>var langE = '{edition}'; var ID_News = {id};\r\n\
             $.getJSON('/Home/PageingItem', function (result) {{ for (var i = 0; i < result.length; i++) {{\r\n\
             $('#more').append('<div class=\"item\"><a href=\"/News/Content/' + result[i].Id + '\"><h6>' + result[i].Title + '</h6></a></div>'); }} }});</script>"
        ));
        self.markup.line();
    }
}
