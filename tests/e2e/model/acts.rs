//! The kinds of acts: one row each. A new kind is a row here and a method of [`Run`].

use std::future::Future;
use std::pin::Pin;

use crate::run::{Done, Run};

type Doing<'r> = Pin<Box<dyn Future<Output = Done> + 'r>>;

/// A kind of act.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// How often it is done, among the others.
    share: u64,
    /// Whether a seed may switch it off. Without syncs there would be nothing to do anything with.
    may_be_off: bool,
    act: for<'r> fn(&'r mut Run) -> Doing<'r>,
}

impl Kind {
    pub(crate) fn act<'r>(&self, run: &'r mut Run) -> Doing<'r> {
        (self.act)(run)
    }
}

const fn of(name: &'static str, share: u64, act: for<'r> fn(&'r mut Run) -> Doing<'r>) -> Kind {
    Kind { name, share, may_be_off: true, act }
}

pub(crate) const KINDS: &[Kind] = &[
    of("publish", 5, |run| Box::pin(run.publish())),
    of("edit", 6, |run| Box::pin(run.edit())),
    of("remove", 2, |run| Box::pin(run.remove())),
    Kind { may_be_off: false, ..of("sync", 9, |run| Box::pin(run.sync())) },
    of("sync with faults", 5, |run| Box::pin(run.sync_with_faults())),
    of("read", 14, |run| Box::pin(run.read())),
    of("read all", 2, |run| Box::pin(run.read_all())),
    of("open", 7, |run| Box::pin(run.open())),
    of("clear the history", 2, |run| Box::pin(run.clear_history())),
    of("save", 10, |run| Box::pin(run.save())),
    of("unsave", 6, |run| Box::pin(run.unsave())),
    of("position", 8, |run| Box::pin(run.stop_reading())),
    of("undo", 12, |run| Box::pin(run.undo())),
    of("prune", 3, |run| Box::pin(run.prune())),
    of("reopen", 3, |run| Box::pin(run.reopen())),
    of("lose the cache", 1, |run| Box::pin(run.lose_the_cache())),
    of("damage", 1, |run| Box::pin(run.damage())),
    of("first release", 3, |run| Box::pin(run.first_release())),
    of("release before", 3, |run| Box::pin(run.release_before())),
];

/// The kinds that a seed leaves on. Half of the seeds leave most on, the others few.
pub(crate) fn swarm(dice: &mut ifilm_tests::Dice) -> Vec<&'static Kind> {
    let off = dice.pick(&[0, 15, 40, 60]);
    KINDS.iter().filter(|kind| !dice.percent(off) || !kind.may_be_off).collect()
}

/// One of some kinds, by their shares.
pub(crate) fn pick(kinds: &[&'static Kind], dice: &mut ifilm_tests::Dice) -> &'static Kind {
    let mut place = dice.below(kinds.iter().map(|kind| kind.share).sum());
    for kind in kinds {
        match place.checked_sub(kind.share) {
            Some(rest) => place = rest,
            None => return kind,
        }
    }
    unreachable!("the place is below the sum")
}
