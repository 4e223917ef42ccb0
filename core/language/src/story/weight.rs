//! The weight of each kind of evidence, in tenths of a bit.
//!
//! The numbers were fitted to the practice site's pairs of articles (seeds 1 to 6) and rounded. The tests use
//! other seeds.

use super::common_names::{self, Common};
use super::compared::Compared;
use super::number::meets;
use super::rarity::Rarity;
use crate::story::fingerprint::Number;

/// The most hours between two reports of the same story.
pub(super) const WINDOW: u64 = 5 * DAY;
/// How many hours later than its midnight an article with a bare day may have been published.
pub(super) const DAY: u64 = 24;

/// The starting weight of any two articles, and the weight of their common names. Editions of one language
/// have most words in common, so there only a larger share counts.
#[expect(clippy::arithmetic_side_effects, reason = "the weight is at most 300, both shares 1,000")]
pub(super) fn names(one: &Compared, other: &Compared, rarity: &Rarity) -> (i32, i32) {
    let Common { weight, share, head } = common_names::common(&one.phrases, &other.phrases, rarity);
    let weight = weight.min(300);
    if one.phrases.speaks_like(&other.phrases) {
        let stranger = if head < 150 { 25 } else { 0 };
        return (-85, (share - 300) * 15 / 100 + head * 32 / 1_000 - stranger);
    }
    if one.phrases.has_capitals || other.phrases.has_capitals {
        return (-115, weight * 28 / 100 + share * 15 / 1_000 + head * 5 / 1_000);
    }
    (-112, weight * 24 / 100 + share * 10 / 1_000 + head * 16 / 1_000)
}

/// The weight of common numbers. It grows with their count and rarity, and falls with the count of other
/// numbers. Different numbers in headlines and leads speak against the same story. Numbers never decide
/// without common names.
#[expect(clippy::arithmetic_side_effects, reason = "a page has at most 128 numbers, each weighs at most 70")]
pub(super) fn numbers(one: &Compared, other: &Compared, names: i32) -> i32 {
    let (mine, its) = (&one.fingerprint.numbers, &other.fingerprint.numbers);
    let common = common(mine, its).min(common(its, mine));
    let most = total(mine).min(total(its));
    let weight = common.min(250) * 35 / 100 + common * 36 / most.max(100) + headlines(one, other);
    if names < 25 { weight.min(70) } else { weight }
}

fn headlines(one: &Compared, other: &Compared) -> i32 {
    let (mine, its) = (&one.fingerprint.head_numbers, &other.fingerprint.head_numbers);
    match mine.is_empty() || its.is_empty() {
        true => 0,
        false if mine.iter().any(|number| is_in(*number, its)) => 12,
        false => -30,
    }
}

fn common(mine: &[Number], its: &[Number]) -> i32 {
    mine.iter().filter(|number| is_in(**number, its)).map(|number| rarity(*number)).sum()
}

fn total(numbers: &[Number]) -> i32 {
    numbers.iter().map(|number| rarity(*number)).sum()
}

fn is_in(number: Number, numbers: &[Number]) -> bool {
    numbers.iter().any(|other| meets(number, *other))
}

/// How unlikely two stories have a number in common.
fn rarity(number: Number) -> i32 {
    match number {
        Number::Count(0..10) => 10,
        Number::Count(10..100) => 40,
        Number::Count(_) => 70,
        Number::Clock(_) => 40,
        Number::Day(_) => 50,
        Number::Year(_) | Number::SolarYear(_) => 25,
    }
}

/// The weight of the hours between two articles.
pub(super) fn time(hours: u64) -> i32 {
    match hours {
        0..=6 => 8,
        7..=24 => 4,
        25..=36 => 0,
        37..=72 => -15,
        _ => -40,
    }
}

/// The weight of a common picture. It is small if an edition shows the picture with several articles.
pub(super) fn picture(one: &Compared, other: &Compared) -> i32 {
    let is_same = one.fingerprint.picture.is_some() && one.fingerprint.picture == other.fingerprint.picture;
    match one.picture_uses.max(other.picture_uses) {
        _ if !is_same => 0,
        0..=1 => 75,
        2 => 15,
        _ => 0,
    }
}

/// The weight of a common video. It is small if the numbers differ, because a later report of another event
/// may show the video again.
pub(super) fn video(one: &Compared, other: &Compared, numbers: i32) -> i32 {
    let is_same = one.fingerprint.video.is_some() && one.fingerprint.video == other.fingerprint.video;
    match one.video_uses.max(other.video_uses) {
        _ if !is_same => 0,
        0..=1 if numbers >= 0 => 35,
        _ => 15,
    }
}

/// The weight of a page that names the other as its counterpart. If both pages do, it decides. But templates
/// make the same mistake in all editions. So it weighs little if the pages have too little in common, no
/// common names, or different numbers.
pub(super) fn alternate(one: &Compared, other: &Compared, names: i32, numbers: i32) -> i32 {
    let is_borne_out = names > 0 && numbers >= 0 && names.saturating_add(numbers) >= 50;
    match (one.names(other), other.names(one)) {
        (false, false) => 0,
        _ if !is_borne_out => 10,
        (true, true) => 180,
        _ => 70,
    }
}
