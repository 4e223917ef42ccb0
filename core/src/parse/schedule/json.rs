//! Reads the broadcasts of JSON: arrays of objects at any place, nested by day or not.

use ifilm_language::time::{ClockZone, SaidDay, day_of_line, zone_of_line};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::broadcast::{Broadcast, End, Found, Start};
use super::days::resolved;
use super::json_fields::{DAYS, ENDS, EPISODES, Fields, LENGTHS, LINKS, STARTS, TITLES, ZONES};
use super::json_numbers::ClockNumbers;
use super::json_parts::of_parts;
use super::json_short::ShortRow;
use super::json_time::{FieldTime, day_of, of_value};
use super::json_value::{length_of, number_of, zone_named};
use super::written_zone::written_zone;
use super::{link, title_parts, words};
use crate::parse::listing::repaired;
use crate::parse::{Document, bounded_json};

/// The broadcasts of a document of JSON; `None` if it is none.
pub(super) fn of_document(text: &str, document: Document<'_>, today: Date) -> Option<Found> {
    let value = bounded_json::whole(text).or_else(|| bounded_json::whole(&repaired(text)?))?;
    Some(of_value_in(&value, text, document, today))
}

/// The broadcasts of a value. `text` is what it was read from.
pub(super) fn of_value_in(value: &Value, text: &str, document: Document<'_>, today: Date) -> Found {
    let own = document.edition.zone.time_zone();
    let mut walk = Walk {
        document,
        text,
        own,
        today,
        days: Vec::new(),
        rows: Vec::new(),
        numbers: None,
        zone: None,
        written: None,
        lists: 0,
    };
    walk.walk(value, None, 0);
    let dates = resolved(&walk.days, today);
    let dated = |(broadcast, day): (Broadcast, Option<usize>)| {
        let day = broadcast.day.or_else(|| dates.get(day?).copied());
        Broadcast { day, ..broadcast }
    };
    let written = walk.written.and_then(|(text, at)| written_zone(&text, at, own));
    let broadcasts: Vec<Broadcast> = walk.rows.into_iter().map(dated).collect();
    let is_moment = |broadcast: &Broadcast| matches!(broadcast.start, Start::Moment(_));
    let written = written.filter(|_| broadcasts.iter().all(is_moment));
    Found { broadcasts, zone: walk.zone, written }
}

struct Walk<'a> {
    document: Document<'a>,
    text: &'a str,
    own: &'a TimeZone,
    today: Date,
    days: Vec<SaidDay>,
    /// The broadcasts, and the days that they are under.
    rows: Vec<(Broadcast, Option<usize>)>,
    /// How the list that is read writes times of day as numbers.
    numbers: Option<ClockNumbers>,
    zone: Option<ClockZone>,
    /// The first moment, as it is written.
    written: Option<(String, Timestamp)>,
    lists: usize,
}

/// How deep values are read.
const DEEPEST: usize = 24;

impl Walk<'_> {
    fn walk(&mut self, value: &Value, day: Option<usize>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let deeper = depth.saturating_add(1);
        match value {
            Value::Array(values) => {
                self.lists = self.lists.saturating_add(1);
                let (list, numbers) = (self.lists, ClockNumbers::of(values));
                for value in values {
                    self.numbers = numbers;
                    let object = value.as_object().filter(|object| !has_rows(object));
                    if !object.is_some_and(|object| self.add_row(object, list, day)) {
                        self.walk(value, day, deeper);
                    }
                }
            }
            Value::Object(object) => self.walk_object(object, day, deeper),
            Value::String(text) if text.trim_start().starts_with(['[', '{']) => {
                if let Some(value) = bounded_json::whole(text.trim()) {
                    self.walk(&value, day, deeper);
                }
            }
            _ => {}
        }
    }

    fn walk_object(&mut self, object: &Map<String, Value>, day: Option<usize>, depth: usize) {
        let fields = Fields::of(object);
        let said = fields.find(ZONES, Value::as_str).and_then(zone_named);
        self.zone = self.zone.or(said);
        if !has_rows(object) && self.add_row(object, 0, day) {
            return;
        }
        let own = fields
            .find(DAYS, |value| day_of(value, self.today, self.own))
            .or_else(|| self.day_in_name(&fields));
        let day = own.map(|own| self.add_day(own)).or(day);
        for (name, value) in self.in_order(object) {
            let is_inside = value.is_array() || value.is_object() || value.is_string();
            let named = if is_inside && !value.is_string() { self.day_named(name) } else { None };
            let day = named.map(|named| self.add_day(named)).or(day);
            if is_inside {
                self.walk(value, day, depth);
            }
        }
    }

    /// Adds the broadcast that an object is. `false` if it is none.
    fn add_row(&mut self, object: &Map<String, Value>, list: usize, day: Option<usize>) -> bool {
        let fields = Fields::of(object);
        let Some((row, own)) = self.row(&fields, list) else { return false };
        let own = own.map(|own| self.add_day(own));
        self.written = self.written.take().or_else(|| self.written_in(&fields));
        self.rows.push((row, own.or(day)));
        true
    }

    /// The first moment of a row as it is written.
    fn written_in(&self, fields: &Fields<'_>) -> Option<(String, Timestamp)> {
        let written = |value: &Value| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            match of_value(value, self.own)? {
                FieldTime::Moment(at) => Some((text, at)),
                _ => None,
            }
        };
        fields.find(STARTS, written).or_else(|| fields.short(|_, value| written(value)))
    }

    /// The day that the name of an object says: `{"name": "Monday", "items": […]}`.
    fn day_in_name(&self, fields: &Fields<'_>) -> Option<SaidDay> {
        let name = fields.find(&["title", "name", "label", "text", "caption", "key"], Value::as_str)?;
        day_of_line(name, self.today)
            .filter(|found| found.has_year || found.other_words == 0)
            .map(|found| found.day)
    }

    fn day_named(&self, name: &str) -> Option<SaidDay> {
        let date = name.parse::<Date>().ok().map(SaidDay::Date);
        let spoken = || day_of_line(&name.replace(['_', '-'], " "), self.today);
        let whole = || day_of_line(name, self.today).filter(|found| found.has_year);
        date.or_else(|| {
            whole().or_else(|| spoken().filter(|found| found.other_words == 0)).map(|found| found.day)
        })
    }

    /// The fields of an object, days in the order of the text.
    fn in_order<'v>(&self, object: &'v Map<String, Value>) -> Vec<(&'v String, &'v Value)> {
        let mut fields: Vec<(&String, &Value)> = object.iter().collect();
        let is_day = |name: &str| name.len() <= 40 && self.day_named(name).is_some();
        if object.len() <= 40 && fields.iter().filter(|(name, _)| is_day(name)).count() > 1 {
            fields.sort_by_key(|(name, _)| self.text.find(&format!("\"{name}\"")));
        }
        fields
    }

    fn add_day(&mut self, day: SaidDay) -> usize {
        if self.days.last() != Some(&day) {
            self.days.push(day);
        }
        self.days.len().saturating_sub(1)
    }

    /// A broadcast, and the day that its own fields say.
    fn row(&self, fields: &Fields<'_>, list: usize) -> Option<(Broadcast, Option<SaidDay>)> {
        let of_number = |value: &Value| Some(FieldTime::Clock(self.numbers?.time(value)?, None));
        let time = |value: &Value| of_value(value, self.own).or_else(|| of_number(value));
        let named = of_parts(fields, self.today)
            .or_else(|| fields.find(STARTS, time))
            .or_else(|| self.zoned(fields))
            .or_else(|| only_time(fields, self.own))
            .zip(fields.text(TITLES));
        let short = if named.is_none() { ShortRow::of(fields, time) } else { None };
        let (short_end, short_link) = match &short {
            Some(short) => (short.end.clone(), short.link.clone()),
            None => (None, None),
        };
        let (start, title) = named.or_else(|| short.map(|short| (short.start, short.title)))?;
        let (title, episode, length) = title_parts::split(&title);
        if title.is_empty() || words::is_template(&title) {
            return None;
        }
        let day = fields.find(DAYS, |value| day_of(value, self.today, self.own));
        let end = fields.find(ENDS, time).or(short_end);
        let length = fields.value(LENGTHS, length_of).or(length);
        let number = fields.value(EPISODES, number_of).or(episode);
        let link = fields.text(LINKS).or(short_link).and_then(|address| {
            link::best([address.as_str()].into_iter(), self.document, self.document.address)
        });
        let (begins, date, said_end) = begun(&start);
        let end = end.and_then(|end| self.end(&end, &begins)).or(said_end).or(length.map(End::Length));
        let broadcast =
            Broadcast { start: begins, end, title, episode: number, link, day: date, days_later: 0, list };
        Some((broadcast, day))
    }

    /// A time under a name that says its zone: `time_gmt`, `tehranTime`.
    fn zoned(&self, fields: &Fields<'_>) -> Option<FieldTime> {
        fields.all().find_map(|(name, value)| {
            let zone = ["gmt", "utc", "tehran"].into_iter().find(|zone| name.contains(zone))?;
            let base = name.replace(zone, "");
            let is_start = base.is_empty() || STARTS.contains(&base.as_str());
            match of_value(value, self.own).filter(|_| is_start)? {
                FieldTime::Clock(time, end) => {
                    let zone = time.zone.or_else(|| zone_of_line(zone));
                    Some(FieldTime::Clock(ifilm_language::time::ClockTime { zone, ..time }, end))
                }
                other => Some(other),
            }
        })
    }

    fn end(&self, end: &FieldTime, begins: &Start) -> Option<End> {
        match (end, begins) {
            (FieldTime::Moment(at), _) => Some(End::Moment(*at)),
            (FieldTime::Clock(time, _), Start::Clock { .. }) => Some(End::Clock(time.minutes)),
            (FieldTime::Local(local), Start::Clock { .. }) => Some(End::Clock(minutes(*local))),
            (FieldTime::Local(local), Start::Moment(_)) => {
                let at = match self.zone {
                    Some(zone) => zone.moment(*local, self.own),
                    None => self.own.to_ambiguous_timestamp(*local).compatible().ok(),
                };
                at.map(End::Moment)
            }
            (FieldTime::Clock(time, _), Start::Moment(at)) => {
                let begun = minutes(self.own.to_datetime(*at));
                let length = 1440_u32.saturating_add(time.minutes.into()).saturating_sub(begun.into());
                length.checked_rem(1440).filter(|length| *length > 0).map(End::Length)
            }
        }
    }
}

/// When a broadcast begins, its date, and the end that its own field says.
fn begun(start: &FieldTime) -> (Start, Option<Date>, Option<End>) {
    match start {
        FieldTime::Moment(at) => (Start::Moment(*at), None, None),
        FieldTime::Local(local) => {
            (Start::Clock { minutes: minutes(*local), zone: None }, Some(local.date()), None)
        }
        FieldTime::Clock(time, end) => {
            (Start::of(time), None, end.as_ref().map(|end| End::Clock(end.minutes)))
        }
    }
}

fn minutes(local: jiff::civil::DateTime) -> u16 {
    let hours = u16::try_from(local.hour()).unwrap_or(0);
    hours.saturating_mul(60).saturating_add(u16::try_from(local.minute()).unwrap_or(0))
}

/// The first field whose text is a time and nothing else.
fn only_time(fields: &Fields<'_>, zone: &TimeZone) -> Option<FieldTime> {
    let named = fields.all().filter(|(name, _)| !ENDS.contains(name) && !LENGTHS.contains(name));
    let is_time = |value: &&Value| {
        value
            .as_str()
            .is_some_and(|text| text.len() <= 16 && !text.chars().any(|c| c.is_alphabetic() && c != 'T'))
    };
    named.map(|(_, value)| value).filter(is_time).find_map(|value| match of_value(value, zone)? {
        time @ FieldTime::Clock(..) => Some(time),
        _ => None,
    })
}

/// Whether an object holds an array of objects. Then it is no broadcast itself.
fn has_rows(object: &Map<String, Value>) -> bool {
    let is_timed = |value: &Value| {
        value.as_object().is_some_and(|object| Fields::of(object).find(STARTS, |_| Some(())).is_some())
    };
    object.values().any(|value| value.as_array().is_some_and(|values| values.iter().take(3).any(is_timed)))
}
