//! What the site sees: requests of each second, and sums over the measured days.

use std::collections::HashMap;

use super::time::DAY;

/// The bytes of requests and answers, measured at the practice site: HTTP/1.1 heads, bodies with brotli.
pub(crate) mod size {
    pub(crate) const REQUEST: u64 = 180;
    pub(crate) const VALIDATOR: u64 = 40;
    pub(crate) const HEAD: u64 = 240;
    pub(crate) const LISTING: u64 = 2_000;
    pub(crate) const PAGE: u64 = 3_050;
}

/// What is asked for: the listing of an edition, or one of its articles.
pub(crate) type Resource = (usize, Option<u32>);

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// 304.
    Unchanged,
    /// 200 with a body of so many bytes.
    Body(u64),
    /// No answer, or 503.
    Failed,
}

/// The sums over the measured days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// All requests.
    pub requests: u64,
    /// Those that were answered with 304.
    pub unchanged: u64,
    /// Those that were answered with a body.
    pub bodies: u64,
    /// Those without an answer, and those that were answered with 503.
    pub failed: u64,
    /// The bytes of requests and answers, heads included.
    pub bytes: u64,
    /// Syncs of devices, whoever asked.
    pub syncs: u64,
}

/// What the site saw.
#[derive(Debug, Clone, PartialEq)]
pub struct Traffic {
    /// The requests of each second.
    pub requests: Vec<u32>,
    /// Those that a person waited for.
    pub by_people: Vec<u32>,
    /// The sums, without the first day.
    pub sums: Sums,
    /// For each resource a bit for each second in which it was asked for.
    asked: HashMap<Resource, Vec<u64>>,
    /// The last answered sync of the device that got none for longest.
    pub oldest_answer: u32,
}

impl Traffic {
    pub(crate) fn of(seconds: u32) -> Self {
        let seconds = seconds as usize;
        let (requests, by_people) = (vec![0; seconds], vec![0; seconds]);
        let (sums, asked) = (Sums::default(), HashMap::new());
        Self { requests, by_people, sums, asked, oldest_answer: u32::MAX }
    }

    /// Counts a request.
    pub(crate) fn count(
        &mut self,
        second: u32,
        by_person: bool,
        resource: Resource,
        is_conditional: bool,
        ended: Ended,
    ) {
        let at = (second as usize).min(self.requests.len() - 1);
        self.requests[at] += 1;
        self.by_people[at] += u32::from(by_person);
        if second < DAY {
            return;
        }
        self.sums.requests += 1;
        self.sums.bytes += size::REQUEST + if is_conditional { size::VALIDATOR } else { 0 };
        match ended {
            Ended::Unchanged => self.sums.unchanged += 1,
            Ended::Body(_) => self.sums.bodies += 1,
            Ended::Failed => self.sums.failed += 1,
        }
        let Some(body) = body(ended) else { return };
        self.sums.bytes += size::HEAD + body;
        let seconds = self.requests.len();
        let bits = self.asked.entry(resource).or_insert_with(|| vec![0; seconds.div_ceil(64)]);
        bits[at / 64] |= 1 << (at % 64);
    }

    /// Adds what other devices of the fleet did.
    pub(crate) fn add(&mut self, other: Self) {
        let add =
            |here: &mut Vec<u32>, there: Vec<u32>| here.iter_mut().zip(there).for_each(|(a, b)| *a += b);
        add(&mut self.requests, other.requests);
        add(&mut self.by_people, other.by_people);
        for (resource, there) in other.asked {
            let here = self.asked.entry(resource).or_insert_with(|| vec![0; there.len()]);
            here.iter_mut().zip(there).for_each(|(a, b)| *a |= b);
        }
        let Sums { requests, unchanged, bodies, failed, bytes, syncs } = other.sums;
        self.sums.requests += requests;
        self.sums.unchanged += unchanged;
        self.sums.bodies += bodies;
        self.sums.failed += failed;
        self.sums.bytes += bytes;
        self.sums.syncs += syncs;
        self.oldest_answer = self.oldest_answer.min(other.oldest_answer);
    }

    /// The requests of each second that pass one cache in front of the site. It keeps each answer for so many
    /// seconds, and sends one request for many that come at once.
    pub fn behind_cache(&self, keeps: usize) -> Vec<u32> {
        let mut passed = vec![0; self.requests.len()];
        for bits in self.asked.values() {
            let mut next = 0;
            for second in (0..passed.len()).filter(|second| bits[second / 64] >> (second % 64) & 1 == 1) {
                if second >= next {
                    passed[second] += 1;
                    next = second + keeps;
                }
            }
        }
        passed
    }
}

fn body(ended: Ended) -> Option<u64> {
    match ended {
        Ended::Unchanged => Some(0),
        Ended::Body(bytes) => Some(bytes),
        Ended::Failed => None,
    }
}

/// The mean of a part of a curve.
pub fn mean(curve: &[u32]) -> f64 {
    curve.iter().map(|count| f64::from(*count)).sum::<f64>() / curve.len().max(1) as f64
}

/// The largest mean over so many seconds, counted from the beginning of the curve.
pub fn most(curve: &[u32], window: usize) -> f64 {
    curve.chunks(window).map(mean).fold(0.0, f64::max)
}

/// The value that 99 of 100 seconds do not exceed.
pub fn p99(curve: &[u32]) -> f64 {
    let mut sorted = curve.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() * 99 / 100).map_or(0.0, |count| f64::from(*count))
}
