//! Where a date stands on its page.

use super::measured_page::MeasuredPage;
use super::region::Region;
use super::votes::{Vote, Votes};
use crate::parse::html::Tag;
use crate::parse::page::{Hint, Spot};

/// The place of a date, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In the article.
    Article,
    /// In a block that may be a part of the article, though its name or its links speak against it.
    Beside,
    /// In the header or the footer of the site, a column, a card, or a comment.
    Foreign,
}

/// The votes that are sure that a block is foreign.
const CERTAIN: &[Vote] = &[
    Vote::NavigationElement,
    Vote::HeaderAboveTitle,
    Vote::ForeignRole,
    Vote::Card,
    Vote::RowOfCards,
    Vote::SecondArticle,
    Vote::AroundTextarea,
    Vote::FieldsToFill,
    Vote::HeadedByLatest,
    Vote::HeadedByRelated,
    Vote::HeadedByComments,
    Vote::LinksAboveSentences,
];

impl Place {
    /// The place of a node.
    pub(super) fn of(
        measured: &MeasuredPage<'_>,
        region: &Region,
        title: Option<usize>,
        node: usize,
    ) -> Self {
        if region.comments.is_some_and(|(comments, _)| node >= comments) {
            return Self::Foreign;
        }
        let votes = region.foreign_votes(node);
        let is_named = |hint| measured.is_hinted(node, hint);
        let is_certain = || CERTAIN.iter().any(|vote| votes.has(*vote));
        if votes == Votes::default() || is_in_own_article(measured, title, node) {
            Self::Article
        } else if is_certain() || is_named(Hint::COMMENT) || is_named(Hint::SIDE) {
            Self::Foreign
        } else {
            Self::Beside
        }
    }

    /// The place of a value for machines. One in no block is in the head of the page.
    pub(super) fn of_spot(
        measured: &MeasuredPage<'_>,
        region: &Region,
        title: Option<usize>,
        spot: Spot,
    ) -> Self {
        for block in measured.page.around(spot.block).map(|at| measured.page.element(at)) {
            if let Some(last) = block.nodes.end.checked_sub(1).filter(|_| !block.nodes.is_empty()) {
                let node = spot.node.clamp(block.nodes.start, last);
                return Self::of(measured, region, title, node);
            }
            let is_aside = matches!(block.tag, Tag::Nav | Tag::Aside | Tag::Header | Tag::Footer);
            if is_aside || block.hints.meets(Hint::COMMENT) || block.hints.meets(Hint::SIDE) {
                return Self::Foreign;
            }
        }
        Self::Article
    }
}

/// Whether only headers and footers stand between a node and the article element that holds the title, too.
fn is_in_own_article(measured: &MeasuredPage<'_>, title: Option<usize>, node: usize) -> bool {
    let Some(title) = title else { return false };
    let around = || measured.around(node).map(|at| measured.page.element(at));
    let mut inner = around().take_while(|block| !block.nodes.contains(&title));
    let is_plain = |tag: Tag| !matches!(tag, Tag::Nav | Tag::Aside | Tag::Form | Tag::Article | Tag::Section);
    let own = around().find(|block| block.tag == Tag::Article);
    let is_foreign = |hint| measured.is_hinted(node, hint);
    own.is_some_and(|own| own.nodes.contains(&title))
        && inner.all(|block| is_plain(block.tag))
        && ![Hint::COMMENT, Hint::RELATED, Hint::SIDE].into_iter().any(is_foreign)
}
