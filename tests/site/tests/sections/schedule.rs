//! The schedule in each form, by a crude parser that needs no days: a time before the one above it is of the
//! next day.

use ifilm_site::{Edition, EntryTruth, ScheduleForm, ScheduleTruth, SectionSnapshot, SectionStyle, Sections};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::sections::crude::Page;
use crate::sections::pieces::Piece;

fn ascii(text: &str) -> String {
    let digit = |c: char| match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - 0x660) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - 0x6f0) as u8),
        other => other,
    };
    text.chars().map(digit).collect()
}

/// A clock time, with twelve or twenty-four hours.
fn time(text: &str) -> Option<Time> {
    let (hour, rest) = text.trim().split_once(':')?;
    let (minute, half) = rest.split_at_checked(2)?;
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half.trim() {
        "" => hour,
        "AM" | "am" | "a.m." | "ص" | "صباحاً" | "ق.ظ" | "صبح" => hour % 12,
        "PM" | "pm" | "p.m." | "م" | "مساءً" | "ب.ظ" | "بعدازظهر" | "بعد از چاشت" => {
            hour % 12 + 12
        }
        _ => return None,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// Turns clock times into moments, from a day on.
#[derive(Clone)]
struct Clock {
    zone: TimeZone,
    date: Date,
    last: Option<Time>,
}

impl Clock {
    fn moment(&mut self, time: Time) -> Timestamp {
        if self.last.is_some_and(|last| time < last) {
            self.date = self.date.saturating_add(Span::new().days(1));
        }
        self.last = Some(time);
        self.date.to_datetime(time).to_zoned(self.zone.clone()).unwrap().timestamp()
    }
}

fn zone(edition: Edition) -> (&'static str, TimeZone) {
    match edition {
        Edition::Fa | Edition::Fa2 => ("Asia/Tehran", TimeZone::get("Asia/Tehran").unwrap()),
        _ => ("UTC", TimeZone::UTC),
    }
}

/// What a page says: time, perhaps its end, title, perhaps episode and link.
fn from_page(page: &Page, edition: Edition, today: Timestamp) -> ScheduleTruth {
    let (name, zone) = zone(edition);
    let mut clock = Clock { date: today.to_zoned(zone.clone()).date(), zone, last: None };
    let mut entries: Vec<EntryTruth> = Vec::new();
    let (mut href, mut expects_title) = (None, false);
    for piece in &page.pieces {
        match piece {
            Piece::Open(tag, attributes) if tag == "a" => {
                href = attributes.iter().find(|(name, _)| name == "href").map(|(_, value)| value.clone());
            }
            Piece::Close(tag) if tag == "a" => href = None,
            Piece::Text(text) => {
                let plain = ascii(text);
                let times: Vec<Time> = plain.split(" - ").filter_map(time).collect();
                if let Some(start) = times.first() {
                    let start = clock.moment(*start);
                    let end = times.get(1).map(|end| clock.clone().moment(*end));
                    entries.push(EntryTruth { start, end, title: String::new(), episode: None, link: None });
                    expects_title = true;
                } else if expects_title {
                    let entry = entries.last_mut().unwrap();
                    entry.title = text.clone();
                    entry.link = href.as_deref().map(|href| canonical(edition, href));
                    expects_title = false;
                } else if let Some(entry) = entries.last_mut() {
                    let word =
                        ["Episode ", "قسمت ", "الحلقة "].iter().find_map(|word| plain.strip_prefix(word));
                    if let (Some(number), None) = (word.and_then(|number| number.parse().ok()), entry.episode)
                    {
                        entry.episode = Some(number);
                    }
                }
            }
            _ => {}
        }
    }
    with_ends(ScheduleTruth { zone: name, entries })
}

fn with_ends(mut truth: ScheduleTruth) -> ScheduleTruth {
    if truth.entries.iter().all(|entry| entry.end.is_none()) {
        for place in 1..truth.entries.len() {
            truth.entries[place - 1].end = Some(truth.entries[place].start);
        }
    }
    truth
}

fn canonical(edition: Edition, href: &str) -> String {
    let lower = href.to_lowercase();
    let (before, after) = lower.split_once("/content/").unwrap();
    let number: String = after.chars().take_while(char::is_ascii_digit).collect();
    let route = before.rsplit('/').next().unwrap();
    let (first, rest) = (route[..1].to_uppercase(), &route[1..]);
    format!("https://{}.ifilmtv.ir/{first}{rest}/Content/{number}", edition.id())
}

fn from_json(bytes: &[u8], edition: Edition) -> ScheduleTruth {
    let (name, zone) = zone(edition);
    let rows: Vec<serde_json::Value> = serde_json::from_slice(bytes).unwrap();
    let entries = rows.iter().map(|row| {
        let date = row["Date"].as_str().unwrap().parse().unwrap();
        let mut clock = Clock { zone: zone.clone(), date, last: None };
        let mut moment =
            |name: &str| row[name].as_str().map(|text| clock.moment(time(&ascii(text)).unwrap()));
        EntryTruth {
            start: moment("Time").unwrap(),
            end: moment("EndTime"),
            title: row["Title"].as_str().unwrap().to_owned(),
            episode: row["Episode"].as_u64(),
            link: row["Address"].as_str().map(|path| canonical(edition, path)),
        }
    });
    with_ends(ScheduleTruth { zone: name, entries: entries.collect() })
}

fn check(name: &str, edition: Edition, sections: &SectionSnapshot, today: Timestamp) -> ScheduleTruth {
    let truth = sections.schedule();
    let (bytes, kind) = sections.get("/Schedule/Index").unwrap();
    let found = if kind.starts_with("application/json") {
        from_json(&bytes, edition)
    } else {
        from_page(&Page::of(&bytes, kind), edition, today)
    };
    assert_eq!(found, truth, "{name}");
    truth
}

#[test]
fn every_form_equals_its_truth_in_every_style() {
    let today: Timestamp = "2024-05-02T09:30:00Z".parse().unwrap();
    for seed in 1..=5 {
        for (edition, form) in
            Edition::ALL.iter().flat_map(|edition| ScheduleForm::ALL.map(|form| (*edition, form)))
        {
            for style in SectionStyle::ALL {
                let sections = Sections { style: Some(style), schedule: Some(form), ..Sections::default() };
                let sections = SectionSnapshot::of_seed(seed, edition, sections);
                let truth = check(&format!("{seed} {edition} {form:?} {style:?}"), edition, &sections, today);

                assert!(truth.entries.len() > 50);
                assert!(truth.entries.windows(2).all(|pair| pair[0].start < pair[1].start));
            }
        }
    }
}

/// Until 2022 clocks in Iran went forward on 21 or 22 March and back on 21 or 22 September.
#[test]
fn the_days_of_summer_time_before_2022_are_exact() {
    for day in
        ["2021-03-20", "2021-03-21", "2021-03-22", "2021-09-20", "2021-09-21", "2021-09-22", "2022-09-21"]
    {
        let today: Timestamp = format!("{day}T12:00:00Z").parse().unwrap();
        for seed in 1..=20 {
            let sections = SectionSnapshot::of_seed(seed, Edition::Fa, Sections::default()).at(today);
            check(&format!("{seed} {day}"), Edition::Fa, &sections, today);
        }
    }
}

/// A shell of another zone needs every writing: both clocks, both kinds of digits, ends or none.
#[test]
fn guides_differ_in_clock_digits_days_and_ends() {
    let mut marks = [0; 6];
    for seed in 1..=40 {
        for form in [ScheduleForm::List, ScheduleForm::Tabs] {
            let sections =
                Sections { schedule: Some(form), style: Some(SectionStyle::Known), ..Sections::default() };
            let sections = SectionSnapshot::of_seed(seed, Edition::Fa, sections);
            let page = Page::get(&sections, "/Schedule/Index");
            let texts = page.texts();
            let times: Vec<&String> = texts.iter().filter(|text| text.contains(':')).collect();
            marks[0] += usize::from(times[0].contains(['ق', 'ص']));
            marks[1] += usize::from(times[0].contains(['۰', '۶']));
            marks[2] += usize::from(times[0].contains(" - "));
            marks[3] += usize::from(texts.contains(&"امروز".to_owned()));
            marks[4] += usize::from(texts.iter().any(|text| ascii(text).contains("1403")));
            marks[5] += usize::from(texts.contains(&"پنج‌شنبه".to_owned()));
        }
    }
    assert!(marks.iter().all(|count| (5..75).contains(count)), "{marks:?}");
}
