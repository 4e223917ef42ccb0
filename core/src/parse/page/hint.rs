//! Hints from the class, id and role of an element. A page may have none of them, so no rule depends on them
//! alone.

use crate::parse::html::Attributes;

/// A set of hints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::parse) struct Hints(u16);

impl Hints {
    /// Comments.
    pub(in crate::parse) const COMMENT: Hints = Hints(1);
    /// Links to other articles.
    pub(in crate::parse) const RELATED: Hints = Hints(1 << 1);
    /// Buttons for sharing the page.
    pub(in crate::parse) const SHARE: Hints = Hints(1 << 2);
    /// Menus, breadcrumbs, footers.
    pub(in crate::parse) const NAVIGATION: Hints = Hints(1 << 3);
    /// A column beside the article.
    pub(in crate::parse) const SIDE: Hints = Hints(1 << 4);
    /// Consent, subscriptions, advertisements.
    pub(in crate::parse) const BANNER: Hints = Hints(1 << 5);
    /// The sentence under the title.
    pub(in crate::parse) const LEAD: Hints = Hints(1 << 6);
    /// Who wrote it, when, how often it was seen; what a picture shows.
    pub(in crate::parse) const BYLINE: Hints = Hints(1 << 7);
    /// The text.
    pub(in crate::parse) const BODY: Hints = Hints(1 << 8);

    /// Everything that is not part of the article, at any place.
    pub(in crate::parse) const FOREIGN: Hints =
        Hints(Self::COMMENT.0 | Self::SHARE.0 | Self::NAVIGATION.0 | Self::SIDE.0 | Self::BANNER.0);

    /// The hints of an element's attributes.
    pub(in crate::parse) fn of(attributes: &Attributes) -> Self {
        let naming = |name: &str| {
            ["class", "id", "role", "itemprop"].iter().any(|known| name.eq_ignore_ascii_case(known))
        };
        let values = attributes.all().filter(|(name, _)| naming(name)).map(|(_, value)| value);
        values.fold(Self::default(), |hints, value| hints.with(Self::of_words(value)))
    }

    /// Both sets.
    pub(in crate::parse) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both sets hold.
    pub(in crate::parse) fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether both sets share a hint.
    pub(in crate::parse) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn of_words(value: &str) -> Self {
        words(value).fold(Self::default(), |hints, word| hints.with(hint_of(word)))
    }
}

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

fn hint_of(word: &str) -> Hints {
    let mut lower = [0; 16];
    let Some(lower) = lower.get_mut(..word.len()) else {
        return Hints::default();
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match std::str::from_utf8(lower).unwrap_or_default() {
        "comment" | "comments" | "disqus" | "reply" | "replies" | "respond" => Hints::COMMENT,
        "related" | "readmore" | "recommended" | "recommend" | "recommendations" => Hints::RELATED,
        "share" | "sharing" | "shares" | "social" | "socials" | "addtoany" | "addthis" => Hints::SHARE,
        "nav" | "navbar" | "navigation" | "menu" | "breadcrumb" | "breadcrumbs" | "pagination" | "footer"
        | "contentinfo" | "search" | "tags" | "keywords" => Hints::NAVIGATION,
        "sidebar" | "aside" | "complementary" | "latest" | "popular" | "trending" | "mostviewed" => {
            Hints::SIDE
        }
        "cookie" | "cookies" | "consent" | "gdpr" | "newsletter" | "subscribe" | "advert"
        | "advertisement" | "ads" | "promo" | "modal" | "popup" => Hints::BANNER,
        "lead" | "lede" | "leade" | "intro" | "standfirst" | "subtitle" | "summary" | "sapo" | "deck"
        | "dek" | "abstract" | "description" => Hints::LEAD,
        "byline" | "caption" | "credit" | "author" | "date" | "time" | "timestamp" | "datetime"
        | "published" => Hints::BYLINE,
        "articlebody" | "fulltext" => Hints::BODY,
        _ => Hints::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_every_style_of_naming() {
        for name in ["Comment_panel_Item", "comment-list", "newsCommentList", "row comments", "COMMENT"] {
            assert_eq!(Hints::of_words(name), Hints::COMMENT, "{name}");
        }
    }

    #[test]
    fn a_part_of_a_word_is_not_a_hint() {
        for name in ["leader", "navy", "commentator2", "شرح", ""] {
            assert_eq!(Hints::of_words(name), Hints::default(), "{name}");
        }
    }
}
