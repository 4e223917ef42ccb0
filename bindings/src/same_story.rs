//! The same story in another edition.

use ifilm_core::EditionId;
use ifilm_core::language::story::{Likeness, StoryText};
use jiff::Timestamp;

use crate::direction::Direction;
use crate::enum_conversion::convert_enum;
use crate::error::{IfilmError, Result, caught};
use crate::key::ItemKey;

/// An article of another edition that tells the same story.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SameStory {
    /// What identifies it.
    pub key: ItemKey,
    /// Its headline.
    pub title: String,
    /// The direction of its headline.
    pub direction: Direction,
    /// The confidence in thousandths.
    pub confidence_permille: u32,
    /// The evidence for it, the strongest first.
    pub evidence: Vec<Evidence>,
}

impl From<ifilm_core::SameStory> for SameStory {
    fn from(story: ifilm_core::SameStory) -> Self {
        let ifilm_core::SameStory { key, title, direction, confidence_permille, evidence } = story;
        Self {
            key: key.into(),
            title,
            direction: direction.into(),
            confidence_permille,
            evidence: evidence.into_iter().map(Evidence::from).collect(),
        }
    }
}

impl TryFrom<SameStory> for ifilm_core::SameStory {
    type Error = IfilmError;

    fn try_from(story: SameStory) -> Result<Self, IfilmError> {
        let SameStory { key, title, direction, confidence_permille, evidence } = story;
        Ok(Self {
            key: key.try_into()?,
            title,
            direction: direction.into(),
            confidence_permille,
            evidence: evidence.into_iter().map(ifilm_core::Evidence::from).collect(),
        })
    }
}

/// One piece of evidence that two articles tell the same story, or do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// Its weight in tenths of a bit. It is negative if it speaks against the same story; a `SameStory` holds
    /// no such evidence.
    pub weight: i32,
}

impl From<ifilm_core::Evidence> for Evidence {
    fn from(evidence: ifilm_core::Evidence) -> Self {
        let ifilm_core::Evidence { kind, weight } = evidence;
        Self { kind: kind.into(), weight }
    }
}

impl From<Evidence> for ifilm_core::Evidence {
    fn from(evidence: Evidence) -> Self {
        let Evidence { kind, weight } = evidence;
        Self { kind: kind.into(), weight }
    }
}

/// The kinds of evidence that two articles tell the same story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum EvidenceKind {
    /// One page, or both, names the other as its counterpart.
    Alternate,
    /// They show the same picture.
    Picture,
    /// They show the same video.
    Video,
    /// They hold the same numbers, days and years.
    Numbers,
    /// They name the same people and places.
    Names,
    /// They were published at nearly the same time.
    Time,
}

convert_enum!(EvidenceKind { Alternate, Picture, Video, Numbers, Names, Time });

/// An article as plain text, for comparing it with another.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ComparedStory {
    /// The edition it belongs to. Two articles of one edition are never counterparts.
    pub edition: String,
    /// The language it is written in, a BCP-47 tag.
    pub language: String,
    /// The headline.
    pub title: String,
    /// The sentence under it.
    pub lead: Option<String>,
    /// The text.
    pub text: String,
    /// When it was published, in milliseconds since 1970, UTC; absent if that is not known.
    pub at_ms: Option<i64>,
    /// The address of its picture.
    #[uniffi(default = None)]
    pub picture: Option<String>,
    /// How many articles of its edition show that picture, itself included.
    #[uniffi(default = 1)]
    pub picture_uses: u32,
    /// The address of its video.
    #[uniffi(default = None)]
    pub video: Option<String>,
    /// How many articles of its edition show that video, itself included.
    #[uniffi(default = 1)]
    pub video_uses: u32,
    /// Whether its page names the other as its counterpart.
    #[uniffi(default = false)]
    pub declares: bool,
}

impl TryFrom<ComparedStory> for StoryText {
    type Error = IfilmError;

    #[rustfmt::skip]
    fn try_from(story: ComparedStory) -> Result<Self, IfilmError> {
        let ComparedStory {
            edition, language, title, lead, text, at_ms, picture, picture_uses, video, video_uses, declares,
        } = story;
        let bad = |cause: jiff::Error| ifilm_core::Error::bad_argument(format!("no moment: {cause}"));
        let mut core = Self::of(edition.parse::<EditionId>()?, language.parse()?, title, text);
        core.lead = lead;
        core.at = at_ms.map(Timestamp::from_millisecond).transpose().map_err(bad)?;
        (core.picture, core.picture_uses) = (picture, picture_uses);
        (core.video, core.video_uses) = (video, video_uses);
        core.declares = declares;
        Ok(core)
    }
}

/// How likely two articles tell the same story, and why.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StoryLikeness {
    /// In thousandths.
    pub confidence_permille: u32,
    /// Whether it is enough to be shown as the same story.
    pub shown: bool,
    /// The evidence for it and against it, the strongest first.
    pub evidence: Vec<Evidence>,
}

impl From<Likeness> for StoryLikeness {
    fn from(likeness: Likeness) -> Self {
        let shown = likeness.is_shown();
        let Likeness { confidence_permille, weight: _, evidence } = likeness;
        let evidence = evidence.into_iter().map(Evidence::from).collect();
        Self { confidence_permille, shown, evidence }
    }
}

/// The sentence for people if `Library.same_story` finds nothing, in the language given, a BCP-47 tag. It is
/// true also if the other edition was never synced.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn no_same_story(language: String) -> Result<String> {
    caught(|| Ok(ifilm_core::language::story::no_same_story(&language.parse()?).to_owned()))
}

/// Why two articles tell the same story, in one line for people: `98% sure: the same names, the same
/// picture`. Words and digits are those of the language given, a BCP-47 tag.
///
/// # Errors
/// `BadArgument` where the tag or the key is malformed.
#[uniffi::export]
pub fn same_story_reason(story: SameStory, language: String) -> Result<String> {
    caught(|| Ok(ifilm_core::words::same_story_reason(&story.try_into()?, &language.parse()?)))
}

/// One piece of evidence that two articles tell the same story, for people, in the language given, a BCP-47
/// tag.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn evidence_text(kind: EvidenceKind, language: String) -> Result<String> {
    caught(|| Ok(ifilm_core::language::story::evidence_text(kind.into(), &language.parse()?).to_owned()))
}

/// How likely two texts tell the same story. The result is the same in both directions. Touches neither disk
/// nor network, so it does not know how rare their words are, as `Library.same_story` does.
///
/// # Errors
/// `BadArgument` where a language tag, an edition or a moment is malformed.
#[uniffi::export]
pub fn story_likeness(one: ComparedStory, other: ComparedStory) -> Result<StoryLikeness> {
    caught(|| Ok(ifilm_core::language::story::story_likeness(&one.try_into()?, &other.try_into()?).into()))
}
