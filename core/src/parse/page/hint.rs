//! Hints from the class, id and role of an element. A page may have none of them, so no rule depends on them
//! alone.

use crate::parse::html::Attributes;

/// A kind of hint, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::parse) struct Hint(u16);

impl Hint {
    /// Comments.
    pub(in crate::parse) const COMMENT: Hint = Hint(1);
    /// Links to other articles.
    pub(in crate::parse) const RELATED: Hint = Hint(1 << 1);
    /// Buttons for sharing the page.
    pub(in crate::parse) const SHARE: Hint = Hint(1 << 2);
    /// Menus, breadcrumbs, footers.
    pub(in crate::parse) const NAVIGATION: Hint = Hint(1 << 3);
    /// A column beside the article.
    pub(in crate::parse) const SIDE: Hint = Hint(1 << 4);
    /// Consent, subscriptions, advertisements.
    pub(in crate::parse) const BANNER: Hint = Hint(1 << 5);
    /// The sentence under the title.
    pub(in crate::parse) const LEAD: Hint = Hint(1 << 6);
    /// Who wrote it, when, how often it was seen; what a picture shows.
    pub(in crate::parse) const BYLINE: Hint = Hint(1 << 7);
    /// The text.
    pub(in crate::parse) const BODY: Hint = Hint(1 << 8);

    /// The headline.
    pub(in crate::parse) const TITLE: Hint = Hint(1 << 9);

    /// A picture or what belongs to it.
    pub(in crate::parse) const PICTURE: Hint = Hint(1 << 10);

    /// What a picture shows.
    pub(in crate::parse) const CAPTION: Hint = Hint(1 << 11);

    /// Small letters.
    pub(in crate::parse) const SMALL: Hint = Hint(1 << 12);

    /// The author, and what is said about him or her.
    pub(in crate::parse) const AUTHOR: Hint = Hint(1 << 13);

    /// A player of recordings, or a list of them.
    pub(in crate::parse) const PLAYER: Hint = Hint(1 << 14);

    /// Links to tag pages.
    pub(in crate::parse) const TAGS: Hint = Hint(1 << 15);

    /// Everything that is not part of the article, at any place.
    pub(in crate::parse) const FOREIGN: Hint =
        Hint(Self::COMMENT.0 | Self::SHARE.0 | Self::NAVIGATION.0 | Self::SIDE.0 | Self::BANNER.0);

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The hints of an element, apart by where they stand, because some places are better evidence than others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::parse) struct Hints {
    role: Hint,
    class: Hint,
    id: Hint,
    /// Hints of names of three or more words. Such a name is often made from a headline:
    /// `id=sharing-the-work`.
    slug: Hint,
}

impl Hints {
    /// The hints of an element's attributes.
    pub(in crate::parse) fn of(attributes: &Attributes) -> Self {
        let is = |name: &str, known: &str| name.eq_ignore_ascii_case(known);
        attributes.all().fold(Self::default(), |hints, (name, value)| match name {
            name if is(name, "class") || is(name, "itemprop") => hints.named(value, |hints| &mut hints.class),
            name if is(name, "id") => hints.named(value, |hints| &mut hints.id),
            name if is(name, "size") => hints.with(Self { class: of_size(value), ..Self::default() }),
            name if is(name, "role") => hints.named(value, |hints| &mut hints.role),
            _ => hints,
        })
    }

    /// Both sets.
    pub(in crate::parse) fn with(self, other: Self) -> Self {
        self.combined(other, Hint::with)
    }

    /// What both sets hold.
    pub(in crate::parse) fn common(self, other: Self) -> Self {
        self.combined(other, |one, other| Hint(one.0 & other.0))
    }

    /// Whether a role, a class or an id hints at this.
    pub(in crate::parse) fn meets(self, hint: Hint) -> bool {
        self.in_role(hint) || self.in_class(hint) || self.in_id(hint)
    }

    /// Whether its role hints at this.
    pub(in crate::parse) fn in_role(self, hint: Hint) -> bool {
        self.role.meets(hint)
    }

    /// Whether a class hints at this.
    pub(in crate::parse) fn in_class(self, hint: Hint) -> bool {
        self.class.meets(hint)
    }

    /// Whether its id hints at this.
    pub(in crate::parse) fn in_id(self, hint: Hint) -> bool {
        self.id.meets(hint)
    }

    /// Whether a long name hints at this.
    pub(in crate::parse) fn in_slug(self, hint: Hint) -> bool {
        self.slug.meets(hint)
    }

    fn combined(self, other: Self, join: impl Fn(Hint, Hint) -> Hint) -> Self {
        Self {
            role: join(self.role, other.role),
            class: join(self.class, other.class),
            id: join(self.id, other.id),
            slug: join(self.slug, other.slug),
        }
    }

    /// Adds the hints of the names in a value to one of the sets, those of long names to the slugs.
    fn named(mut self, value: &str, set: impl Fn(&mut Self) -> &mut Hint) -> Self {
        for name in value.split_ascii_whitespace() {
            let found = words(name).map(hint_of).fold(Hint::default(), Hint::with);
            let is_slug = words(name).nth(LONGEST).is_some();
            let into = if is_slug { &mut self.slug } else { set(&mut self) };
            *into = into.with(found);
            if is_body(name) {
                let into = set(&mut self);
                *into = into.with(Hint::BODY);
            }
        }
        self
    }
}

/// What a `<font size>` says: the size of headlines, or that of captions.
fn of_size(size: &str) -> Hint {
    match size.trim() {
        "5" | "6" | "7" | "+2" | "+3" | "+4" => Hint::TITLE,
        "1" | "-1" | "-2" => Hint::SMALL,
        _ => Hint::default(),
    }
}

/// Names of more words are slugs.
const LONGEST: usize = 2;

/// `Comment_panel_Item` and `commentPanel` both hold the word `comment`.
fn words(value: &str) -> impl Iterator<Item = &str> {
    value.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(camel_words)
}

fn camel_words(mut name: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let is_joint = |pair: &[u8]| matches!(pair, [b'a'..=b'z', b'A'..=b'Z']);
        let end = name.as_bytes().windows(2).position(is_joint).map_or(name.len(), |at| at.saturating_add(1));
        let (word, after) = name.split_at(end);
        name = after;
        (!word.is_empty()).then_some(word)
    })
}

/// Whether a name begins with one of the usual names of the block that holds the text.
fn is_body(name: &str) -> bool {
    let letters = || name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    let first = letters().next();
    let begins = |body: &&str| {
        let mut letters = letters();
        body.bytes().all(|byte| letters.next() == Some(byte))
    };
    BODIES.iter().filter(|body| body.bytes().next() == first).any(begins)
}

const BODIES: &[&str] = &[
    "articlebody",
    "articlecontent",
    "articletext",
    "articlemaincontent",
    "entrycontent",
    "postcontent",
    "postbody",
    "postarticlecontent",
    "storybody",
    "storycontent",
    "storytext",
    "newsbody",
    "newstext",
    "newscontent",
    "bodytext",
    "bodycopy",
    "fulltext",
    "itemfulltext",
    "fieldnamebody",
    "singlecontent",
    "detailcontent",
    "contentbody",
];

fn hint_of(word: &str) -> Hint {
    let mut lower = [0; 16];
    let Some(lower) = lower.get_mut(..word.len()) else {
        return Hint::default();
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match std::str::from_utf8(lower).unwrap_or_default() {
        "comment" | "comments" | "disqus" | "reply" | "replies" | "respond" => Hint::COMMENT,
        "related" | "relatedposts" | "readmore" | "recommended" | "recommend" | "recommendations" => {
            Hint::RELATED
        }
        "share" | "sharing" | "shares" | "social" | "socials" | "addtoany" | "addthis" | "sharedaddy" => {
            Hint::SHARE
        }
        "nav" | "navbar" | "navigation" | "menu" | "breadcrumb" | "breadcrumbs" | "pagination" | "footer"
        | "contentinfo" | "search" => Hint::NAVIGATION,
        "tags" | "keywords" => Hint::NAVIGATION.with(Hint::TAGS),
        "sidebar" | "aside" | "complementary" | "latest" | "popular" | "trending" | "mostviewed" => {
            Hint::SIDE
        }
        "cookie" | "cookies" | "consent" | "gdpr" | "newsletter" | "subscribe" | "advert"
        | "advertisement" | "ads" | "ad" | "adv" | "sponsored" | "sponsor" | "poll" | "promo" | "modal"
        | "popup" => Hint::BANNER,
        "lead" | "lede" | "leade" | "intro" | "standfirst" | "subtitle" | "summary" | "sapo" | "deck"
        | "dek" | "chapo" | "chapeau" | "newslead" | "leadtext" | "subhead" | "strapline" | "abstract"
        | "description" => Hint::LEAD,
        "title" | "headline" | "titr" => Hint::TITLE,
        "caption" => Hint::BYLINE.with(Hint::CAPTION),
        "cutline" => Hint::CAPTION.with(Hint::PICTURE),
        "small" => Hint::SMALL,
        "byline" | "author" => Hint::BYLINE.with(Hint::AUTHOR),
        "authors" | "bio" | "writer" | "contributor" => Hint::AUTHOR,
        "player" | "vjs" | "jwplayer" | "playlist" | "plyr" | "videojs" | "mejs" => Hint::PLAYER,
        "credit" | "date" | "time" | "timestamp" | "datetime" | "published" => Hint::BYLINE,
        "image" | "images" | "img" | "cap" | "picnote" | "imgcaption" | "photocaption" | "imagecaption"
        | "photo" | "photos" | "picture" | "pic" | "figure" | "thumb" | "thumbnail" | "gallery" | "slide"
        | "slider" | "slideshow" => Hint::PICTURE,
        _ => Hint::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_class(name: &str) -> Hints {
        Hints::default().named(name, |hints| &mut hints.class)
    }

    #[test]
    fn words_are_found_in_every_style_of_naming() {
        for name in ["Comment_panel", "comment-list", "newsComment", "row comments", "COMMENT"] {
            assert!(of_class(name).meets(Hint::COMMENT), "{name}");
        }
    }

    #[test]
    fn a_part_of_a_word_is_not_a_hint() {
        for name in ["leader", "navy", "commentator2", "شرح", ""] {
            assert_eq!(of_class(name), Hints::default(), "{name}");
        }
    }

    #[test]
    fn a_name_of_three_words_is_a_slug() {
        for name in ["Comment_panel_Item", "newsCommentList", "comment-on-the-play"] {
            assert!(!of_class(name).meets(Hint::COMMENT) && of_class(name).in_slug(Hint::COMMENT), "{name}");
        }
    }

    #[test]
    fn the_block_of_the_text_has_many_names() {
        for name in ["articleBody", "entry-content", "story-body__inner", "Fulltext_panel"] {
            assert!(of_class(name).meets(Hint::BODY), "{name}");
        }
    }
}
