//! The form of the addresses of an edition's pages, with placeholders for the id.

mod placeholder;
mod segment;

use std::str::FromStr;

use serde::Deserialize;
use url::Url;

use super::part_page::value;
use crate::error::{Error, Result};
use placeholder::{Placeholder, Read};
use segment::{Segment, decoded};

const SLUG: &str = "{slug}";

/// The form of an address below a base: `/posts/{year}/{month}/{day}/{id}`, `/story?id={number}`.
///
/// The id of the page consists of the texts that the placeholders matched, joined by `/`. So an address can
/// be made from an id.
///
/// | placeholder | matches |
/// |---|---|
/// | `{id}` | any text up to the next `/` |
/// | `{number}` | digits, also Persian or Arabic ones; zeros before them are ignored |
/// | `{year}` `{month}` `{day}` | four digits; one or two digits |
/// | `{any}` | a whole part between two `/` |
/// | `{slug}` | all that follows, also nothing; only at the end, and no part of the id |
///
/// The fixed text is compared without regard to case. A slash at the end is ignored, and so is a query that
/// the pattern does not name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PathPattern {
    segments: Vec<Segment>,
    /// The pairs that the query of an address must have. It may have other pairs, too.
    query: Vec<(String, Segment)>,
    /// Whether anything may follow the path.
    is_open: bool,
    ends_with_slash: bool,
}

impl PathPattern {
    /// Reads a pattern of a catalogue of form 1. Its only placeholder is `{id}`, a text or a number, and
    /// anything may follow it.
    pub(super) fn of_form_1(text: &str) -> Result<Self> {
        let pattern = Self::read(text, &[("{id}", Placeholder::TextOrNumber)])?;
        Ok(Self { is_open: true, ..pattern })
    }

    /// The id of a page at a path below its base.
    pub(super) fn id_at(&self, path: &str, address: &Url) -> Option<String> {
        self.parts_at(path, address, Placeholder::read).map(|parts| parts.join("/"))
    }

    /// Whether a path has this form, with any text in place of its placeholders.
    pub(super) fn is_form_of(&self, path: &str, address: &Url) -> bool {
        self.parts_at(path, address, |_, text| Placeholder::Text.read(text)).is_some()
    }

    fn parts_at(&self, path: &str, address: &Url, read: Read) -> Option<Vec<String>> {
        let mut parts = Vec::new();
        let mut rest = path.trim_end_matches('/').split('/').skip(1);
        for segment in &self.segments {
            segment.take(&decoded(rest.next()?)?, read, &mut parts)?;
        }
        if !self.is_open && rest.next().is_some() {
            return None;
        }
        for (name, wanted) in &self.query {
            wanted.take(&value(address, name)?, read, &mut parts)?;
        }
        Some(parts)
    }

    /// The path and query of the page with this id; `None` if no page of this form can have this id.
    pub(super) fn path_of(&self, id: &str) -> Option<String> {
        let mut parts = id.split('/');
        let mut path = String::new();
        for segment in &self.segments {
            path.push('/');
            segment.put(&mut parts, &mut path)?;
        }
        if self.ends_with_slash {
            path.push('/');
        }
        for (at, (name, value)) in self.query.iter().enumerate() {
            path.push(if at == 0 { '?' } else { '&' });
            path.push_str(name);
            path.push('=');
            value.put(&mut parts, &mut path)?;
        }
        parts.next().is_none().then_some(path)
    }

    /// The path and query of all its pages: `{id}` stands for each part of an id.
    pub(super) fn form(&self) -> String {
        let mut path = String::new();
        for segment in &self.segments {
            path.push('/');
            segment.put_form(&mut path);
        }
        if self.ends_with_slash {
            path.push('/');
        }
        for (at, (name, value)) in self.query.iter().enumerate() {
            path.extend([if at == 0 { "?" } else { "&" }, name, "="]);
            value.put_form(&mut path);
        }
        path
    }

    /// The canonical form of an id, as in a key; `None` if no page of this form can have this id.
    pub(super) fn canonical(&self, id: &str) -> Option<String> {
        let mut parts = id.split('/');
        let placeholders = self
            .placeholders()
            .map(|placeholder| placeholder.read(parts.next()?))
            .collect::<Option<Vec<_>>>()?;
        parts.next().is_none().then(|| placeholders.join("/"))
    }

    fn placeholders(&self) -> impl Iterator<Item = Placeholder> + '_ {
        let segments = self.segments.iter().chain(self.query.iter().map(|(_, value)| value));
        segments.flat_map(Segment::placeholders)
    }

    fn read(text: &str, known: &[(&str, Placeholder)]) -> Result<Self> {
        let wrong = |why: &str| Error::bad_argument(format!("`{text}` {why}"));
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let (path, is_open) = path.strip_suffix(SLUG).map_or((path, false), |path| (path, true));
        let below = path.strip_prefix('/').ok_or_else(|| wrong("must begin with /"))?;
        if is_open && !path.ends_with('/') {
            return Err(wrong("must have a / before {slug}"));
        }
        let segments = below.split('/').filter(|part| !part.is_empty());
        let segment = |text: &str| Segment::read(text, known).map_err(|why| wrong(&why));
        let pattern = Self {
            segments: segments.map(segment).collect::<Result<_>>()?,
            query: pairs(query).map(|(name, value)| Ok((name, segment(&value)?))).collect::<Result<_>>()?,
            is_open,
            ends_with_slash: path.ends_with('/') && !is_open,
        };
        let ids = pattern.placeholders().filter(|placeholder| placeholder.is_id()).count();
        if ids == 1 { Ok(pattern) } else { Err(wrong("must hold {id} or {number} once")) }
    }
}

/// The pairs of a query, without decoding.
fn pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (name.to_owned(), value.to_owned())
    };
    query.split('&').filter(|pair| !pair.is_empty()).map(pair)
}

impl FromStr for PathPattern {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::read(text, Placeholder::ALL)
    }
}

impl TryFrom<String> for PathPattern {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

#[cfg(test)]
mod tests;
