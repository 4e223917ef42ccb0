//! Which of two records of a saved item counts, and which of their copies.
//!
//! The later record says whether the item is saved. Of all copies that came since the item was taken back
//! last, the best counts, whichever record brought it: one that this version can show, with a text, and of
//! two texts the one that the site confirmed later. So saving an item again on a device without its text
//! loses no text.
//!
//! A record keeps what it takes to give the same answer in any order: when the item was taken back last, and
//! the copies that would be the best if it turned out to have been taken back later than that.
//!
//! Seen: an import replaced a saved text by none, and another one brought the text from before an edit back.
//! A third one brought a copy without a link, which counted because it was checked last, and so the item was
//! saved no more.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::mark_record::{Fields, MarkRecord, State, time};

/// The fields of a copy.
const COPY: [&str; 11] = [
    "blocks",
    "checked_at",
    "direction",
    "edited",
    "language",
    "lead",
    "link",
    "picture",
    "published",
    "title",
    "updated",
];

/// When a record with the present copy was made; left out if it is this one.
const COPIED_AT: &str = "copied_at";
/// Other copies, each with `COPIED_AT`, that came later and are worse.
const COPIES: &str = "copies";
/// When the item was taken back last before it was saved.
const WITHDRAWN_AT: &str = "withdrawn_at";

/// A copy, and the time of the record that brought it.
#[derive(Clone)]
struct Copy {
    at: Timestamp,
    fields: Fields,
}

/// A record in its parts.
struct Parts {
    /// What is of the mark alone.
    own: Fields,
    withdrawn_at: Option<Timestamp>,
    copies: Vec<Copy>,
}

/// Whether this version can show a copy.
type IsShown = fn(&Fields) -> bool;

/// The record that counts of two.
pub(super) fn joined(one: MarkRecord, other: MarkRecord, is_shown: IsShown) -> MarkRecord {
    let rank = |record: &MarkRecord| (record.changed_at, !record.is_set(), own_text(record));
    let (older, newer) = if rank(&one) <= rank(&other) { (one, other) } else { (other, one) };
    if !newer.is_set() {
        return newer;
    }
    let (older, changed_at) = (parts(&older), newer.changed_at);
    let Parts { own, withdrawn_at, mut copies } = parts(&newer);
    let withdrawn_at = withdrawn_at.max(older.withdrawn_at).filter(|at| *at < changed_at);
    copies.extend(older.copies);
    copies.retain(|copy| Some(copy.at) > withdrawn_at);
    let fields = whole(own, withdrawn_at, best_first(copies, is_shown), changed_at);
    MarkRecord { state: State::Set(fields), ..newer }
}

/// The fields without those that `joined` adds.
pub(super) fn unjoined(mut fields: Fields) -> Fields {
    fields.retain(|name, _| ![COPIED_AT, COPIES, WITHDRAWN_AT].contains(&name.as_str()));
    fields
}

/// The fields of a newer copy in place of the present one, which came with the mark itself.
pub(super) fn renewed(mut fields: Fields, copy: Fields) -> Fields {
    fields.retain(|name, _| ![COPIED_AT, COPIES].contains(&name.as_str()) && !is_of_copy(name));
    fields.extend(copy.into_iter().filter(|(name, _)| is_of_copy(name)));
    fields
}

/// The copies of a record, the present one first, each without what is of the mark alone.
pub(super) fn copies(fields: &Fields) -> impl Iterator<Item = Fields> {
    let others = fields.get(COPIES).and_then(Value::as_array).into_iter().flatten();
    std::iter::once(fields).chain(others.filter_map(Value::as_object)).map(copy_of)
}

fn copy_of(fields: &Fields) -> Fields {
    let own = fields.iter().filter(|(name, _)| is_of_copy(name));
    own.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn is_of_copy(name: &str) -> bool {
    COPY.contains(&name)
}

fn own_text(record: &MarkRecord) -> String {
    match &record.state {
        State::Set(fields) => Value::Object(own(fields)).to_string(),
        withdrawn => withdrawn.text(),
    }
}

fn own(fields: &Fields) -> Fields {
    let own = unjoined(fields.clone());
    own.into_iter().filter(|(name, _)| !is_of_copy(name)).collect()
}

fn parts(record: &MarkRecord) -> Parts {
    let fields = match &record.state {
        State::Set(fields) => fields,
        State::Withdrawn(fields) => {
            return Parts { own: fields.clone(), withdrawn_at: Some(record.changed_at), copies: Vec::new() };
        }
    };
    let at = |fields: &Fields, name: &str| fields.get(name).and_then(time);
    let of = |copy: &Fields| Copy {
        at: at(copy, COPIED_AT).unwrap_or(record.changed_at).min(record.changed_at),
        fields: copy_of(copy),
    };
    let others = fields.get(COPIES).and_then(Value::as_array).into_iter().flatten();
    let mut copies: Vec<Copy> = others.filter_map(Value::as_object).chain([fields]).map(of).collect();
    if let Some(last) = copies.iter_mut().max_by_key(|copy| copy.at) {
        last.at = record.changed_at; // the mark itself brought one
    }
    Parts { own: own(fields), withdrawn_at: at(fields, WITHDRAWN_AT), copies }
}

/// The copies of which none came later than a better one; the best is the first.
fn best_first(copies: Vec<Copy>, is_shown: IsShown) -> Vec<Copy> {
    let ranked = copies.into_iter().map(|copy| (rank(&copy, is_shown), copy));
    let mut ranked: Vec<(Rank, Copy)> = ranked.collect();
    ranked.sort_by(|(one, first), (other, second)| (second.at, other).cmp(&(first.at, one)));
    let mut best: Vec<(Rank, Copy)> = Vec::new();
    for (rank, copy) in ranked {
        if best.last().is_none_or(|(worse, _)| rank > *worse) {
            best.push((rank, copy));
        }
    }
    best.into_iter().rev().map(|(_, copy)| copy).collect()
}

/// Whether it can be shown, whether it has a text, when the site confirmed that, and all of it.
type Rank = (bool, bool, Option<Timestamp>, String);

fn rank(copy: &Copy, is_shown: IsShown) -> Rank {
    let has_text = copy.fields.get("blocks").is_some_and(|blocks| !blocks.is_null());
    let checked_at = copy.fields.get("checked_at").and_then(time);
    (is_shown(&copy.fields), has_text, checked_at, Value::Object(copy.fields.clone()).to_string())
}

fn whole(
    mut fields: Fields,
    withdrawn_at: Option<Timestamp>,
    copies: Vec<Copy>,
    changed_at: Timestamp,
) -> Fields {
    let mut copies = copies.into_iter();
    if let Some(best) = copies.next() {
        fields.extend(best.fields);
        if best.at != changed_at {
            fields.insert(COPIED_AT.to_owned(), json!(best.at));
        }
    }
    let dated = |mut copy: Copy| {
        copy.fields.insert(COPIED_AT.to_owned(), json!(copy.at));
        Value::Object(copy.fields)
    };
    let others: Vec<Value> = copies.map(dated).collect();
    if !others.is_empty() {
        fields.insert(COPIES.to_owned(), Value::Array(others));
    }
    if let Some(at) = withdrawn_at {
        fields.insert(WITHDRAWN_AT.to_owned(), json!(at));
    }
    fields
}
