//! When sections are due, for a job scheduler, and hints that make one due earlier.

use super::inputs::Inputs;
use super::next_due::NextDue;
use super::schedule::{self, next_due};
use super::section_state::SectionState;
use super::target::Target;
use crate::error::Result;
use crate::model::{DueTimes, SectionDue};
use crate::store::{self, CommitPoint, Connection, Store, Write};

/// When each target is due. Reads the store, and sends nothing.
pub(crate) async fn due_times(store: &Store, targets: Vec<Target>, inputs: Inputs) -> Result<DueTimes> {
    let read = move |connection: &Connection| {
        let dues = next_dues(connection, &targets, inputs)?;
        Ok(targets.iter().zip(dues).map(|(target, due)| section_due(target, due)).collect::<Vec<_>>())
    };
    let sections = store.read(read).await?;
    let next = sections.iter().min_by_key(|section| section.at).cloned();
    let now = next.as_ref().is_some_and(|next| next.at <= inputs.now);
    Ok(DueTimes { now, next, sections })
}

/// When each target is due, in their order.
pub(super) fn next_dues(connection: &Connection, targets: &[Target], inputs: Inputs) -> Result<Vec<NextDue>> {
    let next_due = |target| {
        let state = SectionState::without_pages(connection, target, inputs.now)?;
        Ok(next_due(target, &state, inputs))
    };
    targets.iter().map(next_due).collect()
}

fn section_due(target: &Target, due: NextDue) -> SectionDue {
    let (edition, section) = (target.edition.id.clone(), target.section.section);
    SectionDue { edition, section, at: due.at, reason: due.reason }
}

/// Makes a section due sooner, at least the shortest period after an earlier hint made it due. Returns when
/// it is due.
pub(crate) async fn hint(store: &Store, target: Target, inputs: Inputs) -> Result<SectionDue> {
    let save = move |write: &mut Write<'_>| {
        let (edition, section) = (&target.edition.id, target.section.section);
        let known = store::schedule(write, edition, section)?;
        let at = schedule::hint_at(&target, &known, inputs.device, inputs.now);
        store::save_hint(write, edition, section, at)?;
        let state = SectionState::without_pages(write, &target, inputs.now)?;
        Ok(section_due(&target, next_due(&target, &state, inputs)))
    };
    let (due, _) = store.write(CommitPoint::Hint, save).await?;
    Ok(due)
}
