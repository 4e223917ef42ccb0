//! The style of a page: the choices in which pages of one layout differ. They are made once for a page.

use crate::seeded_random::SeededRandom;
use crate::story::{Lead, Story};

/// The choices that hold for a whole page.
pub(super) struct PageStyle {
    pub(super) columns: Columns,
    pub(super) frame: Frame,
    /// How many divisions without a meaning are around the article.
    pub(super) depth: u64,
    pub(super) body: Body,
    pub(super) title: TitleForm,
    pub(super) head: HeadForm,
    pub(super) lead: LeadForm,
    pub(super) read_more_inside: bool,
    pub(super) initials_inside: bool,
    pub(super) picture: PicturePlace,
    pub(super) description: Description,
    /// Whether the machine-readable time is an attribute above the title instead of a field of the head.
    pub(super) time_in_attribute: bool,
    pub(super) banner: Option<Banner>,
    pub(super) names: usize,
}

/// How the page is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    One,
    SidebarBefore,
    SidebarAfter,
    /// A layout table whose first cell is the sidebar.
    TableBefore,
    TableAfter,
}

/// The element around the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    Div,
    Section,
    Article,
    /// A row for each part.
    Table,
    /// No element. The parts are siblings.
    Loose,
}

/// The markup of paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    Paragraphs,
    /// Paragraphs whose text lies in a span, as word processors write them.
    Spans,
    Divs,
    /// A paragraph in a division of its own.
    Nested,
    /// Text divided by two line breaks.
    Breaks,
    Unclosed,
}

/// The element of the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TitleForm {
    H1,
    H2,
    /// An element without a meaning. Then the head has the title.
    Plain,
    /// A second heading of the first order carries the name of the site.
    H2BelowLogo,
}

/// The title in the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadForm {
    Title,
    TitleAndSite,
    SiteAndTitle,
    /// Only the name of the site.
    Site,
}

/// The markup of the lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeadForm {
    Heading(&'static str),
    Strong,
    /// An element without a meaning. Then another part of the page shows that it is the lead.
    Plain,
    /// First in the text, in bold.
    StrongInBody,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PicturePlace {
    BeforeLead,
    AfterLead,
    InBody,
    /// Only in the head.
    Meta,
}

/// The lead in the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Description {
    Absent,
    Lead,
    CutLead,
    Title,
    Slogan,
    Empty,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Banner {
    Top,
    Bottom,
}

impl PageStyle {
    pub(super) fn draw(story: &Story, random: &mut SeededRandom) -> Self {
        use Columns::{One, SidebarAfter, SidebarBefore, TableAfter, TableBefore};
        let description = description(&story.lead, random);
        let title = random.pick(&[
            TitleForm::H1,
            TitleForm::H1,
            TitleForm::H2,
            TitleForm::Plain,
            TitleForm::H2BelowLogo,
        ]);
        Self {
            columns: random.pick(&[One, SidebarBefore, SidebarAfter, SidebarAfter, TableBefore, TableAfter]),
            frame: random.pick(&[
                Frame::Div,
                Frame::Div,
                Frame::Section,
                Frame::Article,
                Frame::Table,
                Frame::Loose,
            ]),
            depth: random.between(0, 3),
            body: body(random),
            title,
            head: head(title, random),
            lead: lead(&story.lead, description, random),
            read_more_inside: random.percent(65),
            initials_inside: random.percent(65),
            picture: picture(story, random),
            description,
            time_in_attribute: random.percent(15),
            banner: random.pick(&[None, None, Some(Banner::Top), Some(Banner::Bottom)]),
            names: random.below(super::names::NAMES.len()),
        }
    }
}

fn body(random: &mut SeededRandom) -> Body {
    random.pick(&[
        Body::Paragraphs,
        Body::Paragraphs,
        Body::Spans,
        Body::Divs,
        Body::Nested,
        Body::Breaks,
        Body::Unclosed,
    ])
}

/// If the element has no meaning, the head has the title.
fn head(title: TitleForm, random: &mut SeededRandom) -> HeadForm {
    let forms = [HeadForm::Title, HeadForm::TitleAndSite, HeadForm::TitleAndSite, HeadForm::SiteAndTitle];
    if title == TitleForm::H1 && random.percent(25) {
        return HeadForm::Site;
    }
    random.pick(&forms)
}

/// Without a lead, no description in the head looks like one.
fn description(lead: &Lead, random: &mut SeededRandom) -> Description {
    use Description::{Absent, CutLead, Empty, Lead as Same, Slogan, Title};
    match lead {
        Lead::Said { .. } => random.pick(&[Absent, Absent, Same, Same, Same, CutLead, Slogan, Empty]),
        Lead::TitleAgain => random.pick(&[Absent, Title, Slogan]),
        Lead::Absent => random.pick(&[Absent, Absent, Title, Slogan, Empty]),
    }
}

/// If the lead is an element without a meaning, only the head or a repetition shows that it is the lead.
fn lead(lead: &Lead, description: Description, random: &mut SeededRandom) -> LeadForm {
    let forms = [LeadForm::Heading("h2"), LeadForm::Heading("h3"), LeadForm::Strong, LeadForm::StrongInBody];
    let repeated = matches!(lead, Lead::Said { again: Some(_), .. } | Lead::TitleAgain);
    let known_otherwise = repeated || matches!(description, Description::Lead | Description::CutLead);
    if known_otherwise && random.percent(50) { LeadForm::Plain } else { random.pick(&forms) }
}

fn picture(story: &Story, random: &mut SeededRandom) -> PicturePlace {
    use PicturePlace::{AfterLead, BeforeLead, InBody, Meta};
    let in_body = story.picture.is_some() && random.percent(25);
    if in_body { InBody } else { random.pick(&[BeforeLead, BeforeLead, AfterLead, Meta]) }
}
