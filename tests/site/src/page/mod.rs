//! An article page: a story in the markup of one of its layouts.
//!
//! Order of the parts: header links, menu, date and views (or views and text size), section label, title,
//! lead, text, read-more block, initials, comments, footer.

mod above;
mod alternates;
mod article;
mod below;
mod body;
mod head;
mod instead;
mod lists;
mod markup;
mod names;
mod section;
mod style;

use crate::edition::Edition;
use crate::event::Event;
use crate::lexicon::{self, Labels};
use crate::seeded_random::SeededRandom;
use crate::story::{Layout, Lead, Revision, Story, Subject};
use crate::truth::Truth;

use alternates::Alternates;
use markup::{Habits, Markup};
use names::{NAMES, Names};
use style::{Columns, PageStyle};

pub(crate) use above::percent_encoded;
pub(crate) use alternates::Bases;
pub(crate) use instead::{Notice, empty, login};
pub(crate) use lists::{home, index};
pub use section::SectionStyle;
pub(crate) use section::{Card, SectionPage, SectionPages};

/// An article page without a server. The seed decides the content, and the variation decides the markup.
///
/// ```
/// use ifilm_site::{Edition, Layout, page};
///
/// let (html, truth) = page(7, Edition::Fa, Layout::New, 3);
/// assert!(html.contains("آی‌فیلم"));
/// assert_eq!(truth.language, "fa");
/// ```
pub fn page(seed: u64, edition: Edition, layout: Layout, variation: u64) -> (String, Truth) {
    let mut random = SeededRandom::new("page", &[seed, edition.index() as u64]);
    let published = 1_488_000_000 + random.between(0, 3_700_000) as i64 * 60;
    let published = jiff::Timestamp::from_second(published).expect("a moment of our century");
    let subject =
        Subject { seed, edition, id: random.between(3_000, 99_000), layout, published, event: None };
    let story = Story::compose(subject, Revision::default());
    (render(&story, variation, layout == Layout::Tourism, &[]), truth(&story))
}

/// What a perfect parser finds in the page of a story, in any markup.
pub(crate) fn truth(story: &Story) -> Truth {
    let paragraphs = story.paragraphs();
    let goes_on = |text: &String| {
        paragraphs.first().is_some_and(|first| first.starts_with(text.as_str()) && first.len() > text.len())
    };
    let lead = match &story.lead {
        // A first paragraph that begins with the lead and goes on is shown once, as a paragraph.
        Lead::Said { text, .. } => Some(text.clone()).filter(|text| !goes_on(text)),
        Lead::Absent | Lead::TitleAgain => None,
    };
    let edition = story.subject.edition;
    Truth {
        title: story.title.clone(),
        lead,
        published: story.subject.published_in(story.dating),
        language: edition.language().to_owned(),
        direction: edition.direction(),
        paragraphs,
        related: story.related.iter().map(|related| related.title.clone()).collect(),
        event: story.subject.event.map(Event::label),
        resembles: story.subject.event.and_then(Event::resembles).map(Event::label),
    }
}

/// The page of a story. `label`: whether the template shows a section label. `bases`: the address of each
/// edition.
pub(crate) fn render(story: &Story, variation: u64, label: bool, bases: Bases<'_>) -> String {
    let mut random = story.subject.random(&format!("look {variation} {:?}", story.subject.layout));
    let style = PageStyle::draw(story, &mut random);
    let markup = Markup::new(Habits::draw(&mut random), random);
    let labels = &lexicon::of(story.subject.edition).labels;
    let alternates = Alternates::of(&story.subject, bases);
    let mut page = Page { story, names: &NAMES[style.names], labels, style, markup, label, alternates };
    page.write();
    page.markup.finish()
}

/// A page that is being written.
struct Page<'a> {
    story: &'a Story,
    style: PageStyle,
    names: &'static Names,
    labels: &'static Labels,
    markup: Markup,
    label: bool,
    alternates: Alternates,
}

impl Page<'_> {
    fn edition(&self) -> Edition {
        self.story.subject.edition
    }

    fn write(&mut self) {
        self.head();
        self.above();
        self.columns();
        self.footer();
    }

    /// The article, and the sidebar before or after it.
    fn columns(&mut self) {
        match self.style.columns {
            Columns::One => self.article(),
            Columns::SidebarBefore => {
                self.sidebar();
                self.article();
            }
            Columns::SidebarAfter => {
                self.article();
                self.sidebar();
            }
            Columns::TableBefore => self.table(|page| page.sidebar(), |page| page.article()),
            Columns::TableAfter => self.table(|page| page.article(), |page| page.sidebar()),
        }
    }

    fn table(&mut self, first: impl FnOnce(&mut Self), second: impl FnOnce(&mut Self)) {
        let m = &mut self.markup;
        m.open("table", &[("width", "100%"), ("cellpadding", "0"), ("border", "0")]);
        m.open("tr", &[]);
        m.open("td", &[("valign", "top")]);
        first(self);
        self.markup.close_if_tidy("td");
        self.markup.open("td", &[("valign", "top")]);
        second(self);
        self.markup.close_if_tidy("td");
        self.markup.close_if_tidy("tr");
        self.markup.close("table");
    }
}
