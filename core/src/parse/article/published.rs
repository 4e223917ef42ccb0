//! When an article was published, and when it was changed. A date counts by its source, its place and its
//! role: the metadata, the story of the page in JSON-LD, a `<time>` or a stamp by the title, then what may
//! belong to something else, then the folder of the picture.

use super::date_place::Place;
use super::facts::Facts;
use super::measured_page::MeasuredPage;
use super::near_dates::NearDates;
use super::region::Region;
use super::story::{Claim, Story};
use super::title::Title;
use crate::model::{Precision, Published, Updated};
use crate::parse::page::Meta;
use crate::parse::stamp;

/// The dates of an article.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ArticleDates {
    /// When it was published. A page that has no other date gives that of its last change.
    pub(super) published: Option<Published>,
    /// When it was changed.
    pub(super) updated: Option<Updated>,
    /// Of the dates that would count more than that of publication, were they not far ahead, the nearest.
    pub(super) far_ahead: Option<Published>,
}

/// What is known about a page before its dates are read.
pub(super) struct DateEvidence<'a, 'p> {
    pub(super) measured: &'a MeasuredPage<'p>,
    pub(super) facts: &'a Facts,
    pub(super) region: &'a Region,
    pub(super) title: &'a Title,
    /// The nodes of the text.
    pub(super) text: &'a [usize],
    /// The address of the main picture.
    pub(super) picture: Option<&'a str>,
}

impl DateEvidence<'_, '_> {
    /// The dates of the article.
    pub(super) fn dates(&self) -> ArticleDates {
        let zone = self.measured.zone();
        let near = NearDates::of(self.measured, self.region, self.title.node, self.text);
        let (own, weak) = self.stories();
        let of_story =
            |story: Option<&Story>, date: fn(&Story) -> Option<&String>| stamp::machine(date(story?)?, zone);
        let updates = [
            self.of_metas(&self.facts.updates),
            of_story(own, |story| story.updated.as_ref()),
            near.times.updated,
            near.printed.updated,
            near.others.updated,
            of_story(weak, |story| story.updated.as_ref()),
        ];
        let updated = self.first(updates);
        let uncertain @ [elsewhere, of_weak] =
            [near.others.published, of_story(weak, |story| story.published.as_ref())];
        let printed = near.printed.published.map(|printed| refined(printed, &uncertain));
        let metas: Vec<Option<Published>> = self.own_metas(&self.facts.dates).collect();
        let dates = [
            self.first(metas.iter().copied()),
            of_story(own, |story| story.published.as_ref()),
            near.times.published,
            printed,
            elsewhere,
            of_weak,
            self.picture.and_then(|picture| stamp::folder(picture, zone)),
            updated,
        ];
        let published = self.first(dates);
        let far_ahead = self.nearest_far_ahead(metas.into_iter().chain(dates));
        let is_later = |updated: &Published| published.is_some_and(|published| is_since(*updated, published));
        let updated =
            updated.filter(is_later).map(|Published { at, precision, .. }| Updated { at, precision });
        ArticleDates { published, updated, far_ahead }
    }

    /// The first date of the meta tags that is not one of a comment or a card.
    fn of_metas(&self, metas: &[Meta]) -> Option<Published> {
        self.first(self.own_metas(metas))
    }

    /// The dates of the meta tags, except those of a comment or a card.
    fn own_metas(&self, metas: &[Meta]) -> impl Iterator<Item = Option<Published>> {
        let place = move |meta: &Meta| Place::of_spot(self.measured, self.region, self.title.node, meta.spot);
        let own = metas.iter().filter(move |meta| place(meta) != Place::Foreign);
        own.map(move |meta| stamp::machine(&meta.value, self.measured.zone()))
    }

    /// The first date that is not far ahead, if there is such a date, else the first.
    fn first(&self, dates: impl IntoIterator<Item = Option<Published>>) -> Option<Published> {
        let now = self.measured.received_at;
        let mut dates = dates.into_iter().flatten().peekable();
        let first = dates.peek().copied();
        dates.find(|date| !date.is_far_ahead(now)).or(first)
    }

    /// Of the dates before the first that is not far ahead, the nearest.
    fn nearest_far_ahead(&self, dates: impl IntoIterator<Item = Option<Published>>) -> Option<Published> {
        let now = self.measured.received_at;
        let ahead = dates.into_iter().flatten().take_while(|date| date.is_far_ahead(now));
        ahead.min_by_key(|date| date.at)
    }

    /// The story in JSON-LD that is that of the page, and one that may be. Several with other headlines than
    /// the page are other stories.
    fn stories(&self) -> (Option<&Story>, Option<&Story>) {
        let Facts { stories, titles, titles_of_metas, window, .. } = self.facts;
        let dated = stories.iter().filter(|story| story.published.is_some() || story.updated.is_some());
        let declared = titles.iter().take(*titles_of_metas).chain(window);
        let headlines: Vec<&str> = self.title.text.iter().chain(declared).map(String::as_str).collect();
        let claimed: Vec<(Claim, &Story)> =
            dated.map(|story| (story.claim(self.measured, &headlines), story)).collect();
        let of = |wanted: Claim| {
            let of_claim = claimed.iter().filter(move |(claim, _)| *claim == wanted);
            of_claim.map(|(_, story)| *story)
        };
        let headed = of(Claim::Weak).filter(|story| story.headline.is_some());
        let are_others = headed.count() > 1;
        let weak = of(Claim::Weak).find(|story| !are_others || story.headline.is_none());
        (of(Claim::Own).min_by_key(|story| story.kind), weak)
    }
}

/// A printed day with the time that another date gives it.
fn refined(printed: Published, others: &[Option<Published>]) -> Published {
    let is_time = |other: &&Published| {
        other.precision == Precision::Minute
            && SAME_DAY.contains(&other.at.duration_since(printed.at).as_hours())
    };
    let time = others.iter().flatten().find(is_time).filter(|_| printed.precision == Precision::Day);
    time.copied().unwrap_or(printed)
}

/// How many hours behind midnight a time of the same day is, in any zone of the author.
const SAME_DAY: std::ops::Range<i64> = -12..36;

/// Whether a text may have been changed then: after the publication, not at the same moment. A day without a
/// time begins before the hour of the publication.
fn is_since(updated: Published, published: Published) -> bool {
    let shortest = if updated.precision == Precision::Minute { 0 } else { -24 };
    let since = updated.at.duration_since(published.at);
    updated.at != published.at && since >= jiff::SignedDuration::from_hours(shortest)
}
