//! A programme: a series, a film, a program or an album.

use jiff::Timestamp;

use crate::block::Block;
use crate::direction::Direction;
use crate::key::ItemKey;
use crate::waiting::Waiting;

/// The page of a series, a film, a program or an album, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProgramPage {
    /// What it says. Until it is stored, the title and the picture of its row in the list.
    pub program: Program,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// The language of its texts, a BCP-47 tag.
    pub language: String,
    /// The direction of its title.
    pub direction: Direction,
    /// Whether a person read it.
    pub read: bool,
    /// Whether a person saved it.
    pub saved: bool,
    /// Whether the site took its page away. What is stored stays readable.
    pub gone: bool,
    /// Why its page is not stored yet; absent if it is.
    pub waiting: Option<Waiting>,
    /// When the site last confirmed its page, in milliseconds since 1970, UTC; absent if it never came.
    pub fresh_as_of_ms: Option<i64>,
}

impl From<ifilm_core::ProgramPage> for ProgramPage {
    fn from(page: ifilm_core::ProgramPage) -> Self {
        let ifilm_core::ProgramPage {
            program,
            link,
            language,
            direction,
            read,
            saved,
            gone,
            waiting,
            fresh_as_of,
        } = page;
        Self {
            program: program.into(),
            link,
            language: language.to_string(),
            direction: direction.into(),
            read,
            saved,
            gone,
            waiting: waiting.map(Waiting::from),
            fresh_as_of_ms: fresh_as_of.map(Timestamp::as_millisecond),
        }
    }
}

/// A series, a film, a program or an album, as its page describes it. What the page does not say is absent
/// or empty.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Program {
    /// What identifies it.
    pub key: Option<ItemKey>,
    /// Its name in the edition, without the year.
    pub title: Option<String>,
    /// Its name in its own language.
    pub original_title: Option<String>,
    /// The year that its page names, in the calendar of the page: 2015, 1394.
    pub year: Option<u16>,
    /// What it is about.
    pub story: Vec<Block>,
    /// The address of its full picture.
    pub poster: Option<String>,
    /// The address of the small copy of its picture.
    pub poster_small: Option<String>,
    /// Who made it and who plays in it, in the order of the page.
    pub cast: Vec<CastMember>,
    /// Its genres, in the words of the page.
    pub genres: Vec<String>,
    /// Its topics, in the words of the page.
    pub tags: Vec<String>,
    /// The address of its trailer; of a film, of the film itself if the page shows it.
    pub trailer: Option<String>,
    /// Whether it is on air; absent if the page does not say it.
    pub on_air: Option<bool>,
}

impl From<ifilm_core::Program> for Program {
    fn from(program: ifilm_core::Program) -> Self {
        let ifilm_core::Program {
            key,
            title,
            original_title,
            year,
            story,
            poster,
            poster_small,
            cast,
            genres,
            tags,
            trailer,
            on_air,
            numbered: _, // its episodes have the addresses that follow from it
        } = program;
        Self {
            key: key.map(ItemKey::from),
            title,
            original_title,
            year,
            story: story.into_iter().map(Block::from).collect(),
            poster,
            poster_small,
            cast: cast.into_iter().map(CastMember::from).collect(),
            genres,
            tags,
            trailer,
            on_air,
        }
    }
}

/// A person who took part in a programme.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CastMember {
    /// The key of the person's page, if the page links to it.
    pub key: Option<ItemKey>,
    /// The person's name.
    pub name: String,
    /// The part or the task, in the words of the page.
    pub role: Option<String>,
}

impl From<ifilm_core::CastMember> for CastMember {
    fn from(member: ifilm_core::CastMember) -> Self {
        let ifilm_core::CastMember { key, name, role } = member;
        Self { key: key.map(ItemKey::from), name, role }
    }
}
