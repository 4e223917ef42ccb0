//! Simulates a fleet of devices and writes docs/fleet.md and docs/fleet.svg. `--help` has the options.

#![allow(clippy::print_stdout, reason = "it is a command")]

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use ifilm_tests::fleet::{self, Options};
use jiff::Timestamp;
use jiff::tz::TimeZone;

const HELP: &str = "\
cargo run --release -p ifilm-tests --bin fleet -- [--seed N] [--devices N] [--days N] [--print]
  --seed N      determines everything (1)
  --devices N   how many devices (200000)
  --days N      how many days are measured (7)
  --print       print the figures, and write no file";

/// The text between these marks is replaced.
const MARKS: [&str; 2] = ["<!-- figures -->", "<!-- end of figures -->"];

fn main() {
    match arguments() {
        Some((options, prints)) => simulate(options, prints),
        None => println!("{HELP}"),
    }
}

fn arguments() -> Option<(Options, bool)> {
    let (mut options, mut prints) = (Options { seed: 1, devices: 200_000, days: 7 }, false);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--seed" => options.seed = words.next()?.parse().ok()?,
            "--devices" => options.devices = words.next()?.parse().ok().filter(|devices| *devices > 0)?,
            "--days" => options.days = words.next()?.parse().ok().filter(|days| *days > 0)?,
            "--print" => prints = true,
            _ => return None,
        }
    }
    Some((options, prints))
}

fn simulate(options: Options, prints: bool) {
    let begun = Instant::now();
    let scheduled = fleet::scheduled(options);
    let timed = fleet::timed(options);
    let Options { seed, devices, days } = options;
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let head =
        format!("Measured on {today} at commit {}: {devices} devices, {days} days, seed {seed}.", commit());
    let text = format!("{head}\n\n{}", fleet::figures(options, &scheduled, &timed));
    println!("{text}\n{:.0} s", begun.elapsed().as_secs_f64());
    if !prints {
        write(&text, &fleet::chart(options, &scheduled, &timed)).expect("docs can be written");
    }
}

fn write(figures: &str, chart: &str) -> std::io::Result<()> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let page = std::fs::read_to_string(docs.join("fleet.md"))?;
    let [before, _, after] = parts(&page).expect("the page has its marks");
    let [begin, end] = MARKS;
    std::fs::write(docs.join("fleet.md"), format!("{before}{begin}\n\n{figures}\n{end}{after}"))?;
    std::fs::write(docs.join("fleet.svg"), chart)
}

/// What stands before, between and after the marks.
fn parts(page: &str) -> Option<[&str; 3]> {
    let (before, rest) = page.split_once(MARKS[0])?;
    let (between, after) = rest.split_once(MARKS[1])?;
    Some([before, between, after])
}

fn commit() -> String {
    let git = Command::new("git").args(["rev-parse", "--short", "HEAD"]).output();
    let name = git.ok().filter(|output| output.status.success()).map(|output| output.stdout);
    name.map_or_else(|| "unknown".to_owned(), |name| String::from_utf8_lossy(&name).trim().to_owned())
}
