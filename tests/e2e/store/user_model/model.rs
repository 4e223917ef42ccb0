//! What a person did, without a database.

use std::collections::BTreeMap;

/// The kinds of marks of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Read,
    Saved,
    Position,
    Hidden,
}

/// A mark, or that it was taken back.
#[derive(Debug, Clone, PartialEq)]
struct Mark {
    value: Option<i64>,
    changed_at: i64,
    /// Which change gave it this value. Undo brings the number of an earlier change back.
    change: u64,
}

#[derive(Debug, Clone)]
struct Step {
    is_import: bool,
    is_exported: bool,
    changes: Vec<Undone>,
}

#[derive(Debug, Clone)]
struct Undone {
    mark: (Kind, String),
    /// The change that is undone.
    change: u64,
    before: Option<Mark>,
}

/// All marks of a person, and the acts that can be undone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    marks: BTreeMap<(Kind, String), Mark>,
    steps: Vec<Step>,
    changes: u64,
}

impl Model {
    pub(crate) fn has(&self, kind: Kind, id: &str) -> bool {
        self.marks.get(&(kind, id.to_owned())).is_some_and(|mark| mark.value.is_some())
    }

    /// The ids of what is saved, the one saved last first.
    pub(crate) fn saved(&self) -> Vec<String> {
        let marks = self.marks.iter().filter(|((kind, _), _)| *kind == Kind::Saved);
        let mut saved: Vec<(i64, &String)> =
            marks.filter_map(|((_, id), mark)| Some((-mark.value?, id))).collect();
        saved.sort();
        saved.into_iter().map(|(_, id)| id.clone()).collect()
    }

    /// The words whose items are hidden.
    pub(crate) fn hidden(&self) -> Vec<&str> {
        let marks = self.marks.iter().filter(|((kind, _), _)| *kind == Kind::Hidden);
        marks.filter(|(_, mark)| mark.value.is_some()).map(|((_, word), _)| word.as_str()).collect()
    }

    pub(crate) fn steps(&self) -> usize {
        self.steps.len()
    }

    /// An act: it can be undone, unless it changes nothing.
    pub(crate) fn act(&mut self, marks: impl IntoIterator<Item = (Kind, String, Option<i64>)>, now: i64) {
        let step = marks.into_iter().filter_map(|(kind, id, value)| self.set(kind, id, value, now)).collect();
        self.keep(step, false);
    }

    /// A change that is no act.
    pub(crate) fn note(&mut self, kind: Kind, id: String, value: Option<i64>, now: i64) {
        self.set(kind, id, value, now);
    }

    /// Undoes the newest act, and returns how many marks changed back. Unless an export carried it away, it
    /// is as if it had never been done.
    pub(crate) fn undo(&mut self, now: i64) -> Option<u32> {
        let Step { is_import, is_exported, changes } = self.steps.pop()?;
        let mut count = 0;
        for Undone { mark, change, before } in changes {
            if self.marks.get(&mark).is_none_or(|present| present.change != change) {
                continue;
            }
            count += 1;
            match before {
                before if is_exported && !is_import => {
                    let (value, change) = before.map_or((None, 0), |before| (before.value, before.change));
                    self.marks.insert(mark, Mark { value, changed_at: now, change });
                }
                Some(before) => drop(self.marks.insert(mark, before)),
                None => drop(self.marks.remove(&mark)),
            }
        }
        Some(count)
    }

    /// An export leaves the device.
    pub(crate) fn note_exported(&mut self) {
        self.steps.iter_mut().for_each(|step| step.is_exported = true);
    }

    /// Merges the marks of another state, and returns how many were newer there.
    pub(crate) fn import(&mut self, other: &Model) -> u32 {
        let mut step = Vec::new();
        for (key, theirs) in &other.marks {
            let before = self.marks.get(key).cloned();
            if before.as_ref().is_none_or(|ours| ours.changed_at < theirs.changed_at) {
                self.changes += 1;
                self.marks.insert(key.clone(), Mark { change: self.changes, ..theirs.clone() });
                step.push(Undone { mark: key.clone(), change: self.changes, before });
            }
        }
        let count = step.len() as u32;
        self.keep(step, true);
        count
    }

    fn set(&mut self, kind: Kind, id: String, value: Option<i64>, now: i64) -> Option<Undone> {
        let before = self.marks.get(&(kind, id.clone())).cloned();
        if before.as_ref().and_then(|before| before.value) == value {
            return None;
        }
        self.changes += 1;
        let (mark, change) = ((kind, id), self.changes);
        self.marks.insert(mark.clone(), Mark { value, changed_at: now, change });
        Some(Undone { mark, change, before })
    }

    fn keep(&mut self, changes: Vec<Undone>, is_import: bool) {
        if !changes.is_empty() {
            self.steps.push(Step { is_import, is_exported: false, changes });
            self.steps.drain(..self.steps.len().saturating_sub(30));
        }
    }
}
