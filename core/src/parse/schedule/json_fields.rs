//! The fields of an object of JSON, by their usual names.

use ifilm_language::text::normalized;
use serde_json::{Map, Value};

use crate::parse::page::plain;

#[rustfmt::skip]
pub(super) const STARTS: &[&str] = &[
    "start", "starttime", "startdatetime", "startat", "startsat", "starts", "startdate", "starting",
    "begin", "begintime", "begindate", "beginat", "begins", "from", "fromtime", "time", "airtime",
    "airdatetime", "broadcasttime", "broadcastat", "showtime", "datetime", "playtime", "timestart",
    "playat", "ontime", "startclock", "hour", "clock", "timestamp", "ساعت", "زمان", "شروع", "ساعتشروع",
    "زمانپخش", "ساعتپخش", "الوقت", "وقت", "الساعه", "البدایه", "airdate", "startstamp", "starttimestamp",
];
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
    "end", "endtime", "enddatetime", "endat", "endsat", "ends", "enddate", "to", "totime", "finish",
    "finishtime", "until", "stop", "stoptime", "timeend", "offtime", "پایان", "ساعتپایان", "النهایه",
    "endstamp", "endtimestamp", "till",
];
#[rustfmt::skip]
pub(super) const LENGTHS: &[&str] = &[
    "duration", "length", "minutes", "runtime", "durationminutes", "durationmin", "durationmins",
    "durationinminutes", "durationseconds", "durationsec", "lengthminutes", "مدت", "المده",
];
#[rustfmt::skip]
pub(super) const TITLES: &[&str] = &[
    "title", "programtitle", "programmetitle", "programname", "programmename", "showtitle", "showname",
    "program", "programme", "show", "name", "caption", "headline", "eventname", "برنامه", "عنوان", "نام",
    "البرنامج", "العنوان",
];
#[rustfmt::skip]
pub(super) const EPISODES: &[&str] = &[
    "episode", "episodenumber", "episodeno", "episodenum", "ep", "part", "partnumber", "epnumber", "قسمت",
    "الحلقه", "شمارهقسمت",
];
#[rustfmt::skip]
pub(super) const LINKS: &[&str] = &[
    "link", "url", "href", "permalink", "address", "programurl", "programlink", "pageurl", "detailurl",
    "weburl", "path", "page",
];
#[rustfmt::skip]
pub(super) const DAYS: &[&str] = &[
    "date", "day", "weekday", "dayname", "dayofweek", "broadcastdate", "airdate", "startday",
    "scheduledate", "programdate", "showdate", "isodate", "gregoriandate", "تاریخ", "روز", "الیوم",
    "التاریخ",
];
pub(super) const ZONES: &[&str] = &["timezone", "zone", "tz", "timezoneid", "timezonename", "zonename"];
/// Objects that hold further fields of a broadcast.
#[rustfmt::skip]
const INNER: &[&str] = &[
    "program", "programme", "show", "series", "media", "item", "content", "workperformed", "broadcast",
    "event", "details", "partofseries", "superevent", "asset", "attributes", "fields", "title", "name",
    "episode",
];
/// Names under which an object may hold its text.
const TEXTS: &[&str] = &["rendered", "text", "value", "title", "name", "#text"];

/// The fields of an object, with their names in one spelling.
pub(super) struct Fields<'v> {
    named: Vec<(String, &'v Value)>,
}

impl<'v> Fields<'v> {
    pub(super) fn of(object: &'v Map<String, Value>) -> Self {
        Self { named: object.iter().take(MOST).map(|(name, value)| (normalized(name), value)).collect() }
    }

    /// The first field with one of these names, in their order, that can be read; else the first with a
    /// misspelt one.
    pub(super) fn find<T>(&self, names: &[&str], read: impl Fn(&'v Value) -> Option<T>) -> Option<T> {
        let find = |is_called: fn(&str, &str) -> bool| {
            names.iter().find_map(|name| {
                let named = self.named.iter().filter(|(found, _)| is_called(found, name));
                named.map(|(_, value)| *value).find_map(&read)
            })
        };
        find(|found, name| found == name).or_else(|| find(is_misspelt))
    }

    /// The first field with a name of one or two letters that can be read.
    pub(super) fn short<T>(&self, read: impl Fn(&str, &'v Value) -> Option<T>) -> Option<T> {
        let short = self.named.iter().filter(|(name, _)| name.chars().count() <= 2);
        short.into_iter().find_map(|(name, value)| read(name, value))
    }

    /// All fields.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &'v Value)> {
        self.named.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// The objects that hold further fields.
    fn inner(&self) -> impl Iterator<Item = Fields<'v>> {
        let objects = self.named.iter().filter(|(name, _)| INNER.contains(&name.as_str()));
        objects.filter_map(|(_, value)| value.as_object()).map(Fields::of)
    }

    /// A text by its names, here or in the objects inside.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        self.deep(names, DEEPEST, &text_of)
    }

    /// A value by its names, here or in the objects inside.
    pub(super) fn value<T>(&self, names: &[&str], read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        self.deep(names, DEEPEST, &read)
    }

    fn deep<T>(&self, names: &[&str], depth: usize, read: &impl Fn(&Value) -> Option<T>) -> Option<T> {
        let own = self.find(names, read);
        let inner = || self.inner().find_map(|inner| inner.deep(names, depth.saturating_sub(1), read));
        own.or_else(|| if depth > 0 { inner() } else { None })
    }
}

/// The most fields of an object that are read, and how deep objects inside are.
const MOST: usize = 60;
const DEEPEST: usize = 2;

/// Whether a name is another one with one letter wrong, left out or added, or with two exchanged. Sites in
/// use have such names: `Discription`.
fn is_misspelt(found: &str, name: &str) -> bool {
    let is_near = found.len().abs_diff(name.len()) <= 2 && found.chars().next() == name.chars().next();
    is_near
        && name.chars().count() >= LEAST_LETTERS
        && found.strip_suffix('s') != Some(name)
        && strsim::osa_distance(found, name) == 1
}

/// Names with fewer letters are too often another word with one letter more or less.
const LEAST_LETTERS: usize = 5;

/// The text of a value, without tags.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => plain(text).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Object(fields) => {
            TEXTS.iter().find_map(|name| text_of(fields.get(*name).filter(|value| value.is_string())?))
        }
        Value::Array(values) => values.first().filter(|value| value.is_string()).and_then(text_of),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_written_in_the_one_spelling() {
        for names in [STARTS, ENDS, LENGTHS, TITLES, EPISODES, LINKS, DAYS, ZONES, INNER] {
            for name in names {
                assert_eq!(normalized(name), *name);
            }
        }
    }

    #[test]
    fn a_misspelt_name_is_known_and_another_word_is_not() {
        for (found, name) in [("stratdate", "startdate"), ("titel", "title"), ("adress", "address")] {
            assert!(is_misspelt(found, name), "{found}");
        }
        for (found, name) in
            [("episodes", "episode"), ("paths", "path"), ("mate", "date"), ("title", "title")]
        {
            assert!(!is_misspelt(found, name), "{found}");
        }
    }

    #[test]
    fn a_text_is_found_in_an_object_inside() {
        let value = serde_json::json!({"Start": 1, "Program": {"Title": "<b>A&amp;B</b>", "Url": "/x"}});
        let fields = Fields::of(value.as_object().unwrap());

        assert_eq!(fields.text(TITLES).as_deref(), Some("A&B"));
        assert_eq!(fields.text(LINKS).as_deref(), Some("/x"));
    }
}
