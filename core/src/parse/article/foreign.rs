//! The nodes that are not part of the article because of their blocks: navigation, columns beside the
//! article, comments, forms, banners, cards of other articles.

use super::cards::Cards;
use super::comments;
use super::measured_page::MeasuredPage;
use super::node_set::NodeSet;
use super::teasers;
use super::votes::{MOST, Vote, Votes};
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Element, Hint};

/// For each node the votes of the outermost foreign block around it; none if there is no such block.
pub(super) struct Foreign(Vec<Votes>);

impl Foreign {
    /// Whether a node lies in a foreign block.
    pub(super) fn has(&self, node: usize) -> bool {
        self.votes(node) != Votes::default()
    }

    /// The votes that made its block foreign.
    pub(super) fn votes(&self, node: usize) -> Votes {
        self.0.get(node).copied().unwrap_or_default()
    }
}

/// Finds the nodes in blocks that are not part of the article.
pub(super) fn find(measured: &MeasuredPage<'_>, title: Option<usize>) -> Foreign {
    let evidence = BlockEvidence::of(measured, title);
    let found = foreign_blocks(measured, &evidence, true);
    let has_prose = |found: &Foreign| {
        let mut prose = (0..measured.lines.len()).filter(|node| measured.line(*node).is_prose());
        prose.any(|node| !found.has(node))
    };
    if has_prose(&found) {
        return found;
    }
    let unnamed = foreign_blocks(measured, &evidence, false);
    if has_prose(&unnamed) { unnamed } else { found }
}

/// The same, with or without what the names of blocks say. Names that leave no prose at all are wrong.
fn foreign_blocks(measured: &MeasuredPage<'_>, evidence: &BlockEvidence<'_, '_>, names: bool) -> Foreign {
    let title = evidence.title;
    let mut nodes = vec![Votes::default(); measured.lines.len()];
    let mut behind = 0;
    for (at, block) in measured.page.elements.iter().enumerate().skip(1) {
        if block.nodes.start < behind || block.nodes.is_empty() {
            continue;
        }
        let votes = evidence.votes(at, block, names);
        if votes.say_yes() {
            behind = block.nodes.end;
            nodes.get_mut(block.nodes.clone()).into_iter().for_each(|inside| inside.fill(votes));
        }
    }
    teasers::find(measured, title).for_each(|(teasers, votes)| {
        nodes
            .get_mut(teasers)
            .into_iter()
            .flatten()
            .filter(|known| **known == Votes::default())
            .for_each(|known| *known = votes);
    });
    Foreign(nodes)
}

/// The nodes in blocks of links: at least half of their letters in links, and no prose.
pub(super) fn find_links(measured: &MeasuredPage<'_>) -> NodeSet {
    let counts = &measured.counts;
    let is_of_links =
        |block: &&Element| counts.is_of_links(block) && (counts.lines(block) > 1 || block.tag.is_list());
    let blocks = measured.page.elements.iter().skip(1);
    NodeSet::inside(blocks.filter(is_of_links), measured.lines.len())
}

/// Collects the votes about blocks.
struct BlockEvidence<'s, 'p> {
    measured: &'s MeasuredPage<'p>,
    title: Option<usize>,
    cards: Cards,
    /// The blocks around forms with fields, and around forms for longer texts.
    around_fields: Vec<bool>,
    around_textarea: Vec<bool>,
    /// Where the article element ends that holds the title and prose.
    own_article_end: Option<usize>,
    /// Whether the blocks that look like further articles are the posts of one page.
    are_posts: bool,
}

impl<'s, 'p> BlockEvidence<'s, 'p> {
    fn of(measured: &'s MeasuredPage<'p>, title: Option<usize>) -> Self {
        let around = |is_form: &dyn Fn(&Element) -> bool| {
            let mut around = vec![false; measured.page.elements.len()];
            for form in measured.page.elements.iter().filter(|block| is_form(block)) {
                around.get_mut(form.parent).into_iter().for_each(|around| *around = true);
            }
            around
        };
        let around_fields = around(&|block| block.tag == Tag::Form && block.has_fields);
        let around_textarea = around(&|block| block.has_textarea);
        let own_article_end = title.and_then(|title| own_article_end(measured, title));
        let cards = Cards::of(measured, title);
        let mut evidence = Self {
            measured,
            title,
            cards,
            around_fields,
            around_textarea,
            own_article_end,
            are_posts: false,
        };
        evidence.are_posts = evidence.has_posts();
        evidence
    }

    /// Whether there are many further articles without links in their headings, and they hold most of the
    /// prose. A live blog has such posts.
    fn has_posts(&self) -> bool {
        let is_second = |block: &&Element| {
            let is_behind = self.own_article_end.is_some_and(|end| end <= block.nodes.start);
            let has_link = || {
                let mut first = block.nodes.clone().take(LINES_OF_HEAD);
                first.any(|node| self.measured.line(node).is_link())
            };
            (block.tag == Tag::Article && is_behind || self.is_like_own(block)) && !has_link()
        };
        let blocks = self.measured.page.elements.iter().skip(1);
        let seconds: Vec<&Element> = blocks.filter(is_second).collect();
        let mass: usize = seconds.iter().map(|block| self.measured.counts.mass(block)).sum();
        let longest = seconds.iter().map(|block| self.measured.counts.mass(block)).max().unwrap_or(0);
        let all = self.measured.page.elements.first().map_or(0, |root| self.measured.counts.mass(root));
        seconds.len() >= LEAST_POSTS && mass.saturating_mul(MOST) > all && longest.saturating_mul(MOST) < all
    }

    fn votes(&self, at: usize, block: &Element, names: bool) -> Votes {
        let named = if names { self.of_names(block) } else { Votes::default() };
        self.of_element(at, block).and(named).and(self.of_first_line(block)).and(self.of_text(at, block))
    }

    fn of_element(&self, at: usize, block: &Element) -> Votes {
        use Tag::*;
        let is_source = || block.tag == Footer && self.is_quoted(block);
        let is_above = || self.title.is_none_or(|title| block.nodes.end <= title);
        let is_second = || self.own_article_end.is_some_and(|end| end <= block.nodes.start);
        Votes::default()
            .when(
                matches!(block.tag, Nav | Aside | Footer | Dialog | Marquee | Search) && !is_source(),
                Vote::NavigationElement,
            )
            .when(block.tag == Header && is_above(), Vote::HeaderAboveTitle)
            .when(block.tag == Form || block.tag == Fieldset && block.has_choices, Vote::FormElement)
            .when(block.tag == Form && block.has_fields, Vote::FieldsToFill)
            .when(self.asks_to_join(block), Vote::AsksToJoin)
            .when(self.around_fields.get(at) == Some(&true) && self.is_box(block), Vote::AroundFields)
            .when(self.around_textarea.get(at) == Some(&true), Vote::AroundTextarea)
            .when(
                !self.are_posts && (block.tag == Article && is_second() || self.is_like_own(block)),
                Vote::SecondArticle,
            )
            .when(block.tag.is_heading(), Vote::IsHeading)
            .and(self.cards.votes(at))
    }

    /// Whether a block behind the title is set as the block around the title is, and begins with a heading of
    /// the same level and with who wrote it, or when. The heading may be of the next level, if the block
    /// around the title is an article by itself.
    fn is_like_own(&self, block: &Element) -> bool {
        let Some(title) = self.title.filter(|title| *title < block.nodes.start) else {
            return false;
        };
        let line = |node: usize| self.measured.line(node);
        let first = || block.nodes.clone().take(LINES_OF_HEAD);
        let is_set_alike = |least: usize| {
            let mut around = self.measured.around(title).map(|at| self.measured.page.element(at));
            let own = around.find(|own| (own.parent, own.tag) == (block.parent, block.tag));
            own.is_some_and(|own| self.measured.counts.mass(own) >= least)
        };
        let level = line(title).heading;
        let is_below = || {
            let mut lines = first().filter(|node| line(*node).weight > 0);
            let next = level.map(|level| level.saturating_add(1));
            lines.next().is_some_and(|node| next.is_some() && line(node).heading == next)
                && lines.next().is_some_and(|node| line(node).stamp.is_some())
                && is_set_alike(LEAST_OF_ARTICLE)
        };
        let has_credit = || first().any(|node| line(node).is_credit || line(node).stamp.is_some());
        let is_alike = first().any(|node| level.is_some() && line(node).heading == level);
        is_alike && has_credit() && is_set_alike(0) || is_below()
    }

    /// Whether a block stands in a quotation.
    fn is_quoted(&self, block: &Element) -> bool {
        let page = self.measured.page;
        page.around(block.parent).any(|at| page.element(at).tag == Tag::Blockquote)
    }

    /// Whether a few lines hold a line that is only a link to join or to subscribe.
    fn asks_to_join(&self, block: &Element) -> bool {
        let counts = &self.measured.counts;
        let asks = |link: usize| {
            let address = self.measured.page.link(link).address.to_ascii_lowercase();
            JOINING.iter().any(|word| address.contains(word))
        };
        let is_asking = |node: usize| {
            self.measured.line(node).is_link() && self.measured.links(node).into_iter().any(asks)
        };
        counts.link_lines(block) > 0
            && self.is_box(block)
            && counts.lines(block) > counts.link_lines(block)
            && block.nodes.clone().any(is_asking)
    }

    /// Whether a block is as small as a box to subscribe.
    fn is_box(&self, block: &Element) -> bool {
        let counts = &self.measured.counts;
        counts.lines(block) <= LINES_OF_BOX
            && counts.prose(block) <= PROSE_OF_BOX
            && counts.mass(block) <= LETTERS_OF_BOX
    }

    fn of_names(&self, block: &Element) -> Votes {
        let hints = block.hints;
        let votes = Votes::default()
            .when(hints.in_role(Hint::FOREIGN), Vote::ForeignRole)
            .when(hints.in_class(Hint::FOREIGN), Vote::ForeignClass)
            .when(hints.in_id(Hint::FOREIGN), Vote::ForeignId)
            .when(hints.in_slug(Hint::FOREIGN), Vote::ForeignSlug);
        let is_share = votes != Votes::default() && (hints.meets(Hint::SHARE) || hints.in_slug(Hint::SHARE));
        let is_named = votes != Votes::default() && !hints.meets(Hint::COMMENT);
        votes
            .when(is_share && self.quotes(block), Vote::QuotedPost)
            .when(is_named && self.is_plain_section(block), Vote::PlainSection)
    }

    /// Whether a block is a heading and prose, without a link or a field, as a section of the text is.
    fn is_plain_section(&self, block: &Element) -> bool {
        let counts = &self.measured.counts;
        let first = block.nodes.clone().find(|node| self.measured.line(*node).weight > 0);
        let is_heading = |node: usize| {
            let line = self.measured.line(node);
            line.heading.is_some() && line.label.is_none()
        };
        let is_form = matches!(block.tag, Tag::Form | Tag::Fieldset) || block.has_choices;
        !is_form && counts.prose(block) > 0 && counts.linked(block) == 0 && first.is_some_and(is_heading)
    }

    /// A block whose first line announces something that is not part of the article.
    fn of_first_line(&self, block: &Element) -> Votes {
        let first = block.nodes.clone().take(3).find(|node| self.measured.line(*node).weight > 0);
        let is_cell = block.tag.is_cell_or_row() && self.measured.counts.lines(block) == 1;
        let label = first.and_then(|node| self.measured.line(node).label).filter(|_| !is_cell);
        let has_prose = self.measured.counts.prose(block) > 0;
        let announces = matches!(label, Some(Label::Latest | Label::ReadMore));
        let may_be_comments = label == Some(Label::Comments) || block.hints.meets(Hint::COMMENT);
        Votes::default()
            .when(label == Some(Label::Latest), Vote::HeadedByLatest)
            .when(label == Some(Label::ReadMore) && has_prose, Vote::HeadedByRelated)
            .when(announces && has_prose && self.is_linked(block), Vote::LinksAboveSentences)
            .when(label == Some(Label::Comments), Vote::HeadedByComments)
            .when(label == Some(Label::About), Vote::HeadedByAbout)
            .when(label == Some(Label::Legal), Vote::HeadedByLegal)
            .when(may_be_comments && comments::are_in(self.measured, block), Vote::LikeComments)
    }

    /// Whether a block has as many lines that are only a link as sentences.
    fn is_linked(&self, block: &Element) -> bool {
        let counts = &self.measured.counts;
        counts.link_lines(block) > 0 && counts.link_lines(block) >= counts.prose(block)
    }

    fn of_text(&self, at: usize, block: &Element) -> Votes {
        let counts = &self.measured.counts;
        let holds_title = self.title.is_some_and(|title| block.nodes.contains(&title));
        let is_beside = self.cards.are_beside_text(at);
        let holds_most = counts.holds_over(block, MOST);
        let holds_much = !holds_most && counts.holds_over(block, MOST.saturating_mul(2));
        let is_plain = counts.prose(block) > 0 && counts.link_lines(block) == 0;
        Votes::default()
            .when(holds_title, Vote::HoldsTitle)
            .when(holds_most && !is_beside, Vote::HoldsMostProse)
            .when(holds_much && !is_beside, Vote::HoldsMuchProse)
            .when(is_plain && !is_beside, Vote::PlainProse)
            .when(counts.is_of_links(block), Vote::MostlyLinks)
    }

    /// Whether the prose of a block is in a quotation.
    fn quotes(&self, block: &Element) -> bool {
        let mut prose = block.nodes.clone().filter(|node| self.measured.line(*node).is_prose()).peekable();
        prose.peek().is_some()
            && prose.all(|node| self.measured.is_inside(node, |tag| tag == Tag::Blockquote))
    }
}

/// Parts of addresses that lead to a membership or to a newsletter.
const JOINING: &[&str] = &["join", "member", "subscri", "donat", "signup", "sign-up", "newsletter"];

/// The fewest further articles that are posts.
const LEAST_POSTS: usize = 2;

/// How many lines at the top of an article show its title and who wrote it.
const LINES_OF_HEAD: usize = 5;

/// The maximum number of lines and of paragraphs of a box around a form.
const LINES_OF_BOX: usize = 8;
const PROSE_OF_BOX: usize = 2;
const LETTERS_OF_BOX: usize = 300;

/// The least prose, in letters, by which an article element shows that it is the article.
const LEAST_OF_ARTICLE: usize = 150;

/// Where the innermost article element ends that holds the title and prose.
fn own_article_end(measured: &MeasuredPage<'_>, title: usize) -> Option<usize> {
    let articles =
        measured.around(title).map(|at| measured.page.element(at)).filter(|at| at.tag == Tag::Article);
    let mut own = articles.filter(|block| measured.counts.mass(block) >= LEAST_OF_ARTICLE);
    own.next().map(|block| block.nodes.end)
}
