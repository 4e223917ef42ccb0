//! The evidence about the parts of a page: every vote, its weight and its reason, in one table.
//!
//! Each question has votes of its own. Its answer is yes if the weights of the votes that apply sum up to
//! [`ENOUGH`] or more. No vote decides alone where others speak against it.

/// The sum of weights from which an answer is yes.
pub(super) const ENOUGH: i32 = 50;

/// The share of the prose, one part in so many, that counts as most of it. What would drop so much is likely
/// to be wrong.
pub(super) const MOST: usize = 2;

macro_rules! votes {
    ($($vote:ident $weight:literal $reason:literal,)*) => {
        /// A piece of evidence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(in crate::parse) enum Vote {
            $(#[doc = $reason] $vote,)*
        }

        impl Vote {
            const ALL: &[Vote] = &[$(Vote::$vote,)*];

            /// Its name in the table.
            pub(super) fn name(self) -> &'static str {
                match self { $(Vote::$vote => stringify!($vote),)* }
            }

            /// What it adds to the sum.
            pub(super) fn weight(self) -> i32 {
                match self { $(Vote::$vote => $weight,)* }
            }

            /// What was seen.
            pub(super) fn reason(self) -> &'static str {
                match self { $(Vote::$vote => $reason,)* }
            }
        }
    };
}

#[rustfmt::skip]
votes! {
    // Is a block foreign to the article?
    NavigationElement  100 "a nav, aside, footer, dialog, marquee or search element",
    HeaderAboveTitle   100 "a header element above the title",
    FormElement         80 "a form or fieldset element, as a poll",
    FieldsToFill       100 "a form with fields",
    AsksToJoin         100 "a few lines with a link to join, to subscribe or to donate",
    AroundFields        90 "a few lines around a form with fields, as a box to subscribe",
    AroundTextarea     100 "around a form for longer texts, as comments have",
    ForeignRole        100 "its role is foreign",
    ForeignClass        90 "its class names something foreign",
    ForeignId           60 "its id names something foreign",
    ForeignSlug         30 "a class or id of three or more words holds a word for something foreign",
    HeadedByLatest      60 "its first line announces new or popular articles",
    HeadedByRelated     40 "its first line announces related articles",
    LinksAboveSentences 60 "its first line announces articles, and it has as many links as sentences",
    HeadedByComments    60 "its first line announces comments",
    HeadedByAbout       90 "its first line announces the author or the site",
    HeadedByLegal       60 "its first line is about copyright or consent",
    SecondArticle      120 "an article element behind the one that holds the title and prose",
    Card                60 "a linked heading or picture with at most two paragraphs, leading to another page",
    RowOfCards          90 "nothing but such cards, and a heading",
    LikeComments        40 "names, dates or a form among its lines, as comments have",
    MostlyLinks         30 "at least half of its letters are in links, and it has no prose",
    CardsAreMost       -60 "such cards hold most of the prose of the page",
    HoldsTitle        -300 "it holds the title",
    HoldsMostProse    -200 "it holds most of the prose",
    HoldsMuchProse     -40 "it holds more than a quarter of the prose",
    IsHeading         -100 "it is a heading",
    PlainProse         -30 "it has prose, and no line that is only a link",
    PlainSection       -80 "named so, but a heading and prose without a link or a field",
    QuotedPost         -60 "its prose is a quotation",

    // Is a line the headline? The line with the largest sum is.
    FirstHeading        60 "a heading of the first level",
    SecondHeading       40 "a heading of the second level",
    ThirdHeading        30 "a heading of the third level",
    LowHeading          15 "a lower heading",
    PrintsDeclared      60 "it is the headline of the metadata",
    PrintedHeading     100 "a heading of the first level with the headline of the metadata or of the window",
    PrintsPart          50 "it is the window's title, or the longer part of a declared headline",
    PrintsShortPart     20 "the same, but it is as short as the name of a site",
    PrintsUncut         50 "it is a declared headline that was cut, in full",
    HoldsDeclared       40 "it begins or ends with the headline of the metadata",
    NamedTitle          25 "its class, id or itemprop names a headline",
    CloseAboveProse     25 "it stands right above the prose",
    TitleIsBold         15 "all of it is bold",
    ProseBelow          30 "most of the prose is below it",
    ProseAbove        -150 "most of the prose is above it",
    AmidProse          -60 "an earlier heading with prose below it stands above",
    TitleIsLink        -40 "nothing but a link",
    ShortHeading       -20 "one or two words",
    EndsSentence       -30 "it ends as a sentence does, and is no heading",
    IsSiteName        -200 "the name of the site",
    LeadsHome         -200 "a link to the front page",
    TitleIsLabel      -200 "a label or a button",
    TitleIsCredit     -200 "a date, or who wrote it",
    TitleHasNoWords   -200 "no words",
    TitleInAside       -80 "in a nav, aside or footer element",

    // Is the first line of the text its lead?
    NamedLead           60 "its class, id or itemprop names a lead",
    NamedLeadSlug       50 "a class or id of three or more words holds a word for a lead",
    OwnClass            50 "its block has a class that no other paragraph has",
    NoProseItself      -40 "neither a sentence nor a long line, and neither named nor described as a lead",
    BoldAlone           50 "all of it is bold, and the next line is not",
    RepeatedBelow       60 "the next paragraph says the same",
    SetApart            50 "the rest of the text has a block of its own",
    Described           40 "the description of the page says the same",
    DescribedInPart     40 "the description of the page is its beginning",
    NotLikeNext         10 "it is set in another way than the next paragraph, or in another block",
    HeadingAboveProse   50 "a heading that is a sentence, the only one of its level, above prose",
    CreditBelow         50 "who wrote it, or a date, stands between it and the text",
    NothingElse       -300 "there is no other text",
    TooFewWords       -200 "fewer than four words",
    LeadIsLink        -200 "nothing but a link",
    InListOrQuote     -200 "in a list or a quotation",
    NoSentence        -200 "a heading of the text, neither named nor described as a lead",
    OthersBold         -60 "a question or a sentence, and other sentences are bold, too",
    LeadIsCredit      -300 "a date, who wrote it, or what a picture shows",
    InAuthorBlock     -200 "in a block that is named after the author",
    Appeal            -300 "an appeal to follow, join or subscribe",

    // Which block holds the text? The percentage of the prose in it is added; see `region.rs`.
    NamedAsText         40 "its class, id or itemprop is one of the usual names of the text",
    ArticleElement      30 "an article element with the title in it or above it",
    MainElement         10 "a main element",

    // Does the text end at a line with a word for comments?
    SignedTurns         90 "names with dates and what they say take turns from here on",
    CommentsWord        30 "a word for comments, and little else",
    CommentsCount       50 "a heading that says how many comments there are",
    ReplyBehind         60 "a button to reply follows, or names and sentences take turns",
    OutsideOwnBlock     50 "outside of the block that holds the text so far",
    NoProseBehind       30 "no prose of the text's own block follows",
    NameBehind          40 "a short line, as names are, and prose follow",
    StampBehind         20 "dates follow",
    FormBehind          60 "a form for longer texts follows",
    CommentNameBehind   80 "a block named after comments follows",
    WordIsLink        -100 "the word is a link",
    WordInCell        -100 "the word is alone in a cell of a table",
    WordInAside       -100 "the word stands in navigation or in a header",
    MuchProseBehind    -40 "more than a quarter of the prose follows",
    MostProseBehind    -70 "most of the prose follows",

    // Is a line of the region text?
    Prose              100 "a sentence or a long line",
    CellOfData         100 "in a table of data",
    TableAboveProse   -200 "in a table above the first prose",
    Figure             100 "a result, an hour or a year between prose, set as prose is",
    BetweenProse        60 "it stands between prose",
    BesideProse         60 "it stands in the block of the first or last prose, and is set alike",
    HeadsProse          60 "a heading above the prose",
    Standfirst          60 "right above the prose, and named a lead or equal to the description of the page",
    EntryBehindProse    60 "an entry of a list behind the prose",
    OnlyText            60 "the page has no prose, and this line says something",
    LinkAmidProse      100 "a link between prose that leads to no other article and to no file",
    LinkAlone         -100 "nothing but a link",
    NoWords           -200 "no words",
    Control           -200 "a button of the page",
    Caption           -200 "the caption of a picture",
    IsLabel           -200 "a label or a button around the text",
    AnnouncesLinks    -200 "it announces links to other articles",
    AmongLinks        -200 "in a block of links",
    NamedRelated      -200 "in a block that is named after related articles",
    NamedRelatedSlug   -40 "in a block with a long name that holds a word for related articles",
    StampAboveText    -200 "a date above the text",
    StampBehindText   -200 "a date behind the text",
    StampAlone        -200 "a date on a page without prose",
    Byline            -200 "who wrote it, when, or how long it takes to read",
    RepeatsProse      -200 "set apart, and a part of a paragraph of the text",
    NameOfAuthor      -200 "the name of the author, and no sentence",
    NoteOnAuthor      -200 "who the author is, at the end of the text",
    AppealOfSite      -200 "an appeal to follow, join or subscribe, with a link or apart from the text",
    ShortAboveText    -200 "a few words between the lead and the block of the text",
    BesideCredit      -100 "a short line above the text, beside a date or who wrote it",
    NamedByline       -100 "it has a name for bylines, dates or captions",
    OfPlayer          -200 "clocks and files of a player",
    InBox             -300 "in a form, in a drawn player, or in a box about the author",
    LabelOfLinks      -200 "a label and links, as tags are",
    Initials          -200 "the initials of editors behind the text",
}

/// Votes about one thing, each at most once: a bit for each vote of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Votes([u64; WORDS]);

/// The number of words that hold the bits.
const WORDS: usize = 3;

/// The number of bits of a word.
const BITS: usize = 64;

impl Votes {
    /// These votes and another one.
    pub(super) fn with(mut self, vote: Vote) -> Self {
        let (word, bit) = place(vote);
        self.0.get_mut(word).into_iter().for_each(|word| *word |= bit);
        self
    }

    /// These votes and others.
    pub(super) fn and(mut self, others: Self) -> Self {
        self.0.iter_mut().zip(others.0).for_each(|(word, other)| *word |= other);
        self
    }

    /// These votes, and another one if it applies.
    pub(super) fn when(self, applies: bool, vote: Vote) -> Self {
        if applies { self.with(vote) } else { self }
    }

    /// The votes, in the order of the table.
    pub(super) fn iter(self) -> impl Iterator<Item = Vote> {
        let votes = self.0.into_iter().zip(Vote::ALL.chunks(BITS));
        votes.flat_map(|(mut rest, votes)| {
            std::iter::from_fn(move || {
                let next = votes.get(rest.trailing_zeros() as usize).copied().filter(|_| rest != 0);
                rest &= rest.wrapping_sub(1);
                next
            })
        })
    }

    /// Whether a vote is among them.
    pub(super) fn has(self, vote: Vote) -> bool {
        let (word, bit) = place(vote);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// The sum of their weights.
    pub(super) fn sum(self) -> i32 {
        self.iter().map(Vote::weight).fold(0, i32::saturating_add)
    }

    /// Whether they answer yes.
    pub(super) fn say_yes(self) -> bool {
        self.sum() >= ENOUGH
    }
}

/// The word and the bit of a vote.
fn place(vote: Vote) -> (usize, u64) {
    let at = vote as usize;
    (at / BITS, 1_u64.wrapping_shl(at as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_decides_and_no_vote_counts_twice() {
        let votes = Votes::default().with(Vote::ForeignId).with(Vote::ForeignId);

        assert_eq!((votes.sum(), votes.say_yes()), (60, true));
        assert_eq!(votes.with(Vote::PlainProse).sum(), 30);
        assert!(!votes.when(true, Vote::HoldsTitle).say_yes());
        assert_eq!(votes.when(false, Vote::HoldsTitle), votes);
    }

    #[test]
    fn there_is_room_for_every_vote() {
        assert!(Vote::ALL.len() <= WORDS * BITS);
    }
}
