//! The figures of a simulation, as a table in Markdown.

use std::fmt::Write;

use super::events::Events;
use super::half::Options;
use super::time::{DAY, HOUR, MINUTE};
use super::traffic::{Traffic, mean, most, p99};

/// The most that happened in the hour after an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Peak {
    /// The event in words.
    pub event: &'static str,
    /// Requests per second in the hour before, on average.
    pub before: f64,
    /// The largest number of requests per second in the hour after.
    pub after: f64,
    /// The largest number of them that people waited for.
    pub by_people: f64,
}

impl Peak {
    /// How many times the mean of the hour before.
    pub fn times(&self) -> f64 {
        self.after / self.before
    }
}

/// The devices for which figures are given.
const MILLION: f64 = 1_000_000.0;

/// The peaks after each event, as means over so many seconds.
pub fn peaks(traffic: &Traffic, events: &Events, window: usize) -> Vec<Peak> {
    let peak = |event, begin: u32, end: u32| {
        let before = (begin - HOUR) as usize..begin as usize;
        let after = end as usize..(end + HOUR) as usize;
        Peak {
            event,
            before: mean(&traffic.requests[before]),
            after: most(&traffic.requests[after.clone()], window),
            by_people: most(&traffic.by_people[after], window),
        }
    };
    let outages = events.outages.iter().map(|outage| peak(outage.failing.words(), outage.begin, outage.end));
    outages.chain([peak("push of news to all", events.push, events.push)]).collect()
}

/// The tables of the page.
pub fn figures(options: Options, scheduled: &Traffic, timed: &Traffic) -> String {
    let mut text = String::new();
    let written = sums(&mut text, options, scheduled, timed)
        .and_then(|()| events(&mut text, options, scheduled, timed))
        .and_then(|()| behind_cache(&mut text, scheduled, timed));
    written.expect("a text takes everything");
    text
}

/// A figure of one fleet, and what it is.
type Figure<'a> = (&'a str, &'a dyn Fn(&Traffic) -> String);

fn sums(text: &mut String, options: Options, scheduled: &Traffic, timed: &Traffic) -> std::fmt::Result {
    let scale = MILLION / f64::from(options.devices);
    let device_days = f64::from(options.devices) * f64::from(options.days);
    let seconds = |traffic: &Traffic| traffic.requests[DAY as usize..].to_vec();
    let rows: [Figure<'_>; 8] = [
        ("requests per second, mean", &|traffic| whole(mean(&seconds(traffic)) * scale)),
        ("requests per second, p99", &|traffic| whole(p99(&seconds(traffic)) * scale)),
        ("requests per second, max", &|traffic| whole(most(&seconds(traffic), 1) * scale)),
        ("syncs per device and day", &|traffic| format!("{:.1}", traffic.sums.syncs as f64 / device_days)),
        ("requests per device and day", &|traffic| {
            format!("{:.1}", traffic.sums.requests as f64 / device_days)
        }),
        ("bytes per device and day, both ways", &|traffic| {
            format!("{:.1} kB", traffic.sums.bytes as f64 / device_days / 1e3)
        }),
        ("share of 304", &|traffic| percent(traffic.sums.unchanged, traffic.sums.requests)),
        ("share of 503 and of requests without an answer", &|traffic| {
            percent(traffic.sums.failed, traffic.sums.requests)
        }),
    ];
    writeln!(text, "| of a million devices | the core | a timer at :00 |\n|---|---|---|")?;
    for (what, figure) in rows {
        writeln!(text, "| {what} | {} | {} |", figure(scheduled), figure(timed))?;
    }
    Ok(())
}

/// A second of a small fleet is mostly noise, so the largest minute stands beside the largest second.
fn events(text: &mut String, options: Options, scheduled: &Traffic, timed: &Traffic) -> std::fmt::Result {
    let scale = MILLION / f64::from(options.devices);
    let events = Events::of(options.days);
    let minute = MINUTE as usize;
    writeln!(
        text,
        "\n| event | mean of the hour before | largest minute after | times | by people, at most | largest second: times | a timer: largest minute, times |"
    )?;
    writeln!(text, "|---|---|---|---|---|---|---|")?;
    let seconds = peaks(scheduled, &events, 1);
    let timers = peaks(timed, &events, minute);
    for ((core, second), timer) in peaks(scheduled, &events, minute).iter().zip(seconds).zip(timers) {
        let [before, after, people] =
            [core.before, core.after, core.by_people].map(|count| whole(count * scale));
        let [times, second, timer] = [core.times(), second.times(), timer.times()];
        writeln!(
            text,
            "| {} | {before} | {after} | {times:.2} | {people} | {second:.2} | {timer:.1} |",
            core.event
        )?;
    }
    Ok(())
}

/// A cache sees each device, and the site what the cache lets pass. So nothing is scaled here.
fn behind_cache(text: &mut String, scheduled: &Traffic, timed: &Traffic) -> std::fmt::Result {
    writeln!(
        text,
        "\n| requests that pass a cache | mean per second | max | share of all |\n|---|---|---|---|"
    )?;
    for (name, traffic) in [("the core", scheduled), ("a timer", timed)] {
        let all: u64 = traffic.requests[DAY as usize..].iter().map(|count| u64::from(*count)).sum();
        for keeps in [10, 60, 300] {
            let passed = &traffic.behind_cache(keeps)[DAY as usize..];
            let sum = passed.iter().map(|count| u64::from(*count)).sum();
            let (mean, most) = (mean(passed), most(passed, 1));
            writeln!(text, "| {name}, kept for {keeps} s | {mean:.2} | {most:.0} | {} |", percent(sum, all))?;
        }
    }
    Ok(())
}

fn whole(count: f64) -> String {
    format!("{count:.0}")
}

fn percent(part: u64, whole: u64) -> String {
    format!("{:.2} %", 100.0 * part as f64 / whole.max(1) as f64)
}
