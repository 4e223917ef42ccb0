//! What a person did, without a database.

use std::collections::BTreeMap;
use std::ops::Range;

use ifilm_core::Act;

use crate::archive::Name;

/// So many acts can be undone.
const MOST_STEPS: usize = 30;

/// The kinds of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Read,
    Saved,
    Opened,
    Position,
}

/// The value of a mark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Read,
    Saved(SavedCopy),
    Opened { at: i64, titles: Range<usize> },
    Position(Place),
}

/// The copy of a saved article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SavedCopy {
    pub(crate) saved_at: i64,
    /// The first version that it may have.
    pub(crate) oldest: usize,
    /// Whether it must have a text.
    pub(crate) has_text: bool,
}

/// Where a person stopped to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) block: u32,
    /// The version of the text, if that is certain.
    pub(crate) version: Option<usize>,
}

/// What is known of a mark: its value, or that it was taken back.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub(crate) value: Option<Value>,
    /// When it was changed.
    pub(crate) at: i64,
    /// Which change gave it this value. Undo brings the number of an earlier change back.
    change: u64,
}

#[derive(Debug)]
struct Step {
    act: Act,
    done_at: i64,
    changes: Vec<Change>,
}

#[derive(Debug)]
struct Change {
    mark: (Kind, Name),
    /// The number that the mark has after it; `None` if nothing is known of the mark then.
    after: Option<u64>,
    before: Option<Mark>,
}

/// An act that was undone.
pub(crate) struct Undone {
    pub(crate) act: Act,
    pub(crate) done_at: i64,
    /// The kinds of the marks that changed back.
    pub(crate) back: Vec<Kind>,
    /// How many marks something else had changed since.
    pub(crate) overtaken: usize,
}

/// All marks of a person, and the acts that can be undone.
#[derive(Debug, Default)]
pub(crate) struct Person {
    marks: BTreeMap<(Kind, Name), Mark>,
    /// Read marks that were taken back, beneath those of a release that does not know this. They count again
    /// when it deletes its own.
    beneath: BTreeMap<Name, Mark>,
    steps: Vec<Step>,
    changes: u64,
}

impl Person {
    pub(crate) fn value(&self, kind: Kind, name: Name) -> Option<&Value> {
        self.marks.get(&(kind, name))?.value.as_ref()
    }

    pub(crate) fn has(&self, kind: Kind, name: Name) -> bool {
        self.value(kind, name).is_some()
    }

    pub(crate) fn mark(&self, kind: Kind, name: Name) -> Option<&Mark> {
        self.marks.get(&(kind, name))
    }

    pub(crate) fn copy(&self, name: Name) -> Option<SavedCopy> {
        match self.value(Kind::Saved, name) {
            Some(Value::Saved(copy)) => Some(*copy),
            _ => None,
        }
    }

    /// What is saved; the one saved last comes first.
    pub(crate) fn saved(&self) -> Vec<(Name, SavedCopy)> {
        let names = self.marks.keys().filter(|(kind, _)| *kind == Kind::Saved).map(|(_, name)| *name);
        let mut saved: Vec<_> = names.filter_map(|name| Some((name, self.copy(name)?))).collect();
        saved.sort_by_key(|(_, copy)| -copy.saved_at);
        saved
    }

    /// What was opened, with the time and the titles that it may have had; the last one comes first.
    pub(crate) fn opened(&self) -> Vec<(Name, i64, Range<usize>)> {
        let opened = self.marks.iter().filter_map(|((_, name), mark)| match &mark.value {
            Some(Value::Opened { at, titles }) => Some((*name, *at, titles.clone())),
            _ => None,
        });
        let mut opened: Vec<_> = opened.collect();
        opened.sort_by_key(|(_, at, _)| -*at);
        opened
    }

    /// The acts that can be undone, newest first: what they were, when, and how many marks they changed.
    pub(crate) fn steps(&self) -> Vec<(Act, i64, usize)> {
        self.steps.iter().rev().map(|step| (step.act, step.done_at, step.changes.len())).collect()
    }

    /// An act: it can be undone, unless it changes nothing. Returns whether an older act cannot be undone any
    /// more.
    pub(crate) fn act(
        &mut self,
        act: Act,
        marks: impl IntoIterator<Item = (Kind, Name, Option<Value>)>,
        now: i64,
    ) -> bool {
        let set = |(kind, name, value)| self.set(kind, name, value, now);
        let changes: Vec<Change> = marks.into_iter().filter_map(set).collect();
        !changes.is_empty() && self.keep(Step { act, done_at: now, changes })
    }

    /// A change that is no act.
    pub(crate) fn note(&mut self, kind: Kind, name: Name, value: Option<Value>, now: i64) {
        self.set(kind, name, value, now);
    }

    /// The history is deleted, and nothing is known of its marks. Of an empty one, too, this is an act.
    pub(crate) fn clear_history(&mut self, now: i64) -> bool {
        let all: Vec<_> = self.marks.keys().filter(|(kind, _)| *kind == Kind::Opened).copied().collect();
        let forget = |mark| Change { mark, after: None, before: self.marks.remove(&mark) };
        let changes = all.into_iter().map(forget).collect();
        self.keep(Step { act: Act::ClearHistory, done_at: now, changes })
    }

    /// Undoes the newest act, as if it had never been done.
    pub(crate) fn undo(&mut self) -> Option<Undone> {
        let Step { act, done_at, changes } = self.steps.pop()?;
        let mut undone = Undone { act, done_at, back: Vec::new(), overtaken: 0 };
        for Change { mark, after, before } in changes {
            if self.marks.get(&mark).map(|present| present.change) != after {
                undone.overtaken += 1;
                continue;
            }
            undone.back.push(mark.0);
            if mark.0 == Kind::Read {
                self.beneath.remove(&mark.1);
            }
            match before {
                Some(before) => drop(self.marks.insert(mark, before)),
                None => drop(self.marks.remove(&mark)),
            }
        }
        Some(undone)
    }

    /// A sync gives a copy the text that the cache has.
    pub(crate) fn renew_copy(&mut self, name: Name, first_version: usize) {
        if let Some(Mark { value: Some(Value::Saved(copy)), .. }) = self.marks.get_mut(&(Kind::Saved, name)) {
            (copy.oldest, copy.has_text) = (first_version, true);
        }
    }

    /// A release that knows nothing but read marks sets one. Returns whether it had been taken back.
    pub(crate) fn read_in_first_release(&mut self, name: Name, now: i64) -> bool {
        let present = self.marks.remove(&(Kind::Read, name));
        let (is_read, was_known) =
            (present.as_ref().is_some_and(|mark| mark.value.is_some()), present.is_some());
        let mark = match present {
            Some(mark) if is_read => mark,
            present => {
                self.beneath.extend(present.map(|mark| (name, mark)));
                self.changes += 1;
                Mark { value: Some(Value::Read), at: now, change: self.changes }
            }
        };
        self.marks.insert((Kind::Read, name), mark);
        was_known && !is_read
    }

    /// That release deletes one. Returns whether there was one.
    pub(crate) fn unread_in_first_release(&mut self, name: Name) -> bool {
        let was_read = self.has(Kind::Read, name);
        if was_read {
            self.marks.remove(&(Kind::Read, name));
            let beneath = self.beneath.remove(&name);
            self.marks.extend(beneath.map(|mark| ((Kind::Read, name), mark)));
        }
        was_read
    }

    fn set(&mut self, kind: Kind, name: Name, value: Option<Value>, now: i64) -> Option<Change> {
        let before = self.marks.get(&(kind, name)).cloned();
        if before.as_ref().and_then(|before| before.value.as_ref()) == value.as_ref() {
            return None;
        }
        self.changes += 1;
        if kind == Kind::Read {
            self.beneath.remove(&name);
        }
        self.marks.insert((kind, name), Mark { value, at: now, change: self.changes });
        Some(Change { mark: (kind, name), after: Some(self.changes), before })
    }

    fn keep(&mut self, step: Step) -> bool {
        self.steps.push(step);
        let surplus = self.steps.len().saturating_sub(MOST_STEPS);
        self.steps.drain(..surplus);
        surplus > 0
    }
}
