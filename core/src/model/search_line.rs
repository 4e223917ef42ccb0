//! A search as one line of text, and back: `"exact phrase" word section:news unread:yes`.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::error::Error;
use crate::model::{EditionId, SearchOrder, SearchQuery, Section};

const NAMES: [&str; 7] = ["edition", "section", "since", "until", "unread", "saved", "order"];

impl SearchQuery {
    /// Reads a search from a line: words, phrases in quotes, and filters. Its slices have 20 hits.
    ///
    /// | filter | what is found |
    /// |---|---|
    /// | `edition:fa` | only in this edition; may be there more than once |
    /// | `section:news` | only in this section |
    /// | `since:2024-05-01` | published at this time or later, as a day in UTC or as RFC 3339 |
    /// | `until:2024-06-01` | published before this time |
    /// | `unread:yes`, `unread:no` | only what is unread; only what was read |
    /// | `saved:yes`, `saved:no` | only what is saved; only what is not |
    /// | `order:newest`, `order:ranked` | the order of the hits; ranked if left out |
    ///
    /// Any other word with a colon is a word. `section\:news` is the word `section:news`.
    ///
    /// # Errors
    /// [`BadArgument`](Error::BadArgument) for a filter with another value, which it names.
    pub fn from_line(line: &str) -> Result<Self, Error> {
        let mut query = Self::of("");
        let mut words: Vec<String> = Vec::new();
        for Token { text, is_quoted } in tokens(line) {
            match filter(&text).filter(|_| !is_quoted) {
                Some((name, value)) => query = query.filtered(name, value)?,
                None if is_quoted => words.push(text),
                None => words.push(unescaped(&text)),
            }
        }
        query.text = words.join(" ");
        Ok(query)
    }

    /// The line of this search: [`from_line`](Self::from_line) reads it back. The edition whose hits come
    /// first, the limit and the cursor are not part of it, nor whether a person is still typing.
    pub fn to_line(&self) -> String {
        let Self { text, editions, section, since, until, read, saved, order, .. } = self;
        let mut parts: Vec<String> = tokens(text).map(Token::escaped).collect();
        parts.extend(editions.iter().map(|edition| format!("edition:{edition}")));
        parts.extend(section.map(|section| format!("section:{}", section.as_str())));
        parts.extend(since.map(|since| format!("since:{}", time_text(since))));
        parts.extend(until.map(|until| format!("until:{}", time_text(until))));
        parts.extend(read.map(|read| format!("unread:{}", yes_or_no(!read))));
        parts.extend(saved.map(|saved| format!("saved:{}", yes_or_no(saved))));
        parts.extend((*order == SearchOrder::Newest).then(|| "order:newest".to_owned()));
        parts.join(" ")
    }

    fn filtered(mut self, name: &str, value: &str) -> Result<Self, Error> {
        let wrong = || Error::bad_argument(format!("`{name}:{value}` is no filter of a search"));
        match name {
            "edition" => self.editions.push(value.parse::<EditionId>().map_err(|_| wrong())?),
            "section" => self.section = Some(value.parse::<Section>().map_err(|_| wrong())?),
            "since" => self.since = Some(time(value).ok_or_else(wrong)?),
            "until" => self.until = Some(time(value).ok_or_else(wrong)?),
            "unread" => self.read = Some(!truth(value).ok_or_else(wrong)?),
            "saved" => self.saved = Some(truth(value).ok_or_else(wrong)?),
            _ => {
                self.order = match value {
                    "newest" => SearchOrder::Newest,
                    "ranked" => SearchOrder::Ranked,
                    _ => return Err(wrong()),
                }
            }
        }
        Ok(self)
    }
}

fn time(text: &str) -> Option<Timestamp> {
    let day = || Some(Date::from_str(text).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp());
    text.parse().ok().or_else(day)
}

/// A day if it is the beginning of one in UTC.
fn time_text(at: Timestamp) -> String {
    let text = at.to_string();
    text.strip_suffix("T00:00:00Z").map(str::to_owned).unwrap_or(text)
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// The name and the value of a filter; `None` if the token is a word.
fn filter(token: &str) -> Option<(&str, &str)> {
    token.split_once(':').filter(|(name, value)| NAMES.contains(name) && !value.is_empty())
}

/// A token, if it looks like a filter behind backslashes: its name and the rest.
fn behind_backslashes(token: &str) -> Option<(&str, &str)> {
    let (name, rest) = token.split_at(token.find(['\\', ':'])?);
    let value = rest.trim_start_matches('\\').strip_prefix(':')?;
    (NAMES.contains(&name) && !value.is_empty()).then_some((name, rest))
}

fn unescaped(token: &str) -> String {
    match behind_backslashes(token) {
        Some((name, rest)) => format!("{name}{}", rest.strip_prefix('\\').unwrap_or(rest)),
        None => token.to_owned(),
    }
}

/// A piece of a line without white space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    text: String,
    /// Whether it is in quotes, which are part of it.
    is_quoted: bool,
}

impl Token {
    fn escaped(self) -> String {
        let Self { text, is_quoted } = self;
        match behind_backslashes(&text).filter(|_| !is_quoted) {
            Some((name, rest)) => format!("{name}\\{rest}"),
            None => text,
        }
    }
}

const QUOTES: [(char, char); 3] = [('"', '"'), ('“', '”'), ('«', '»')];

fn tokens(line: &str) -> impl Iterator<Item = Token> {
    let mut rest = line.trim_start();
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let quoted = QUOTES.iter().find(|(open, _)| *open == first).and_then(|(open, close)| {
            let inside = rest.get(open.len_utf8()..)?;
            let ends = |at: &usize| {
                let behind = inside.get(at + close.len_utf8()..).unwrap_or_default();
                behind.is_empty() || behind.starts_with(char::is_whitespace)
            };
            let end = inside.match_indices(*close).map(|(at, _)| at).find(ends)?;
            Some(open.len_utf8() + end + close.len_utf8())
        });
        let end = quoted.or_else(|| rest.find(char::is_whitespace)).unwrap_or(rest.len());
        let (token, behind) = rest.split_at(end);
        rest = behind.trim_start();
        Some(Token { text: token.to_owned(), is_quoted: quoted.is_some() })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_has_words_phrases_and_filters() {
        let line = "\"exact phrase\" word section:news unread:yes edition:fa since:2024-05-01 order:newest";

        let query = SearchQuery::from_line(line).unwrap();

        let expected = SearchQuery::of("\"exact phrase\" word")
            .with_section(Section::News)
            .with_read(false)
            .with_editions(["fa".parse().unwrap()])
            .with_since("2024-05-01T00:00:00Z".parse::<Timestamp>().unwrap())
            .with_order(SearchOrder::Newest);
        assert_eq!(query, expected);
        let line = "\"exact phrase\" word edition:fa section:news since:2024-05-01 unread:yes order:newest";
        assert_eq!(query.to_line(), line);
    }

    #[test]
    fn what_is_no_filter_is_a_word() {
        for (line, text) in [
            ("title:news", "title:news"),
            ("section:", "section:"),
            ("section\\:news", "section:news"),
            ("section\\\\:news", "section\\:news"),
            ("«section:news»", "«section:news»"),
            ("5\" screen", "5\" screen"),
            ("  a   b ", "a b"),
        ] {
            let query = SearchQuery::from_line(line).unwrap();
            assert_eq!(query, SearchQuery::of(text), "{line}");
        }
    }

    #[test]
    fn a_filter_with_another_value_is_refused_by_name() {
        for line in ["unread:maybe", "section:nothing", "since:tomorrow", "edition:F A", "order:best"] {
            let error = SearchQuery::from_line(line).unwrap_err().to_string();
            assert!(error.contains(line.split(' ').next().unwrap()), "{error}");
        }
    }

    proptest! {
        #[test]
        fn a_line_that_was_written_is_read_back(text in "([a-c\\\\:\"«» ]|section:|unread:|yes){0,12}") {
            let query = SearchQuery::of(text.split_whitespace().collect::<Vec<_>>().join(" "));

            prop_assert_eq!(SearchQuery::from_line(&query.to_line()).unwrap(), query);
        }
    }
}
