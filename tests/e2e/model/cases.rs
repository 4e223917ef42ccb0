//! The faults and odd cases that the runs must meet. Each has a mark where it is handled; one that no run met
//! would be a check that checks nothing.

/// Met only if `IFILM_BEFORE` names that command.
pub(crate) const OF_COMMAND: &str = "the command of the release before marked an article";

pub(crate) const CASES: &[&str] = &[
    "a section failed",
    "a page failed",
    "a sync came while a host rested",
    "an edit of the text alone was noticed",
    "an article that the site removed left its list",
    "a saved article that the site removed stayed on its list",
    "a list had more than one slice",
    "hits came in more than one slice",
    "the limits left no room",
    "read articles were pruned first",
    "pruning left a saved article",
    "pruning left nothing",
    "a pruned article came again",
    "the cache was lost",
    "a damaged cache kept its rows",
    "a damaged cache was replaced by an empty one",
    "a damaged file of the user kept its rows",
    "a damaged file of the user came back from its backup",
    "a saved article was read from its copy",
    "a copy got its text from a sync",
    "a position was found again in another version",
    "there was nothing to undo",
    "undo left a mark that was changed since",
    "undo brought a copy back",
    "undo brought the history back",
    "the oldest act could not be undone any more",
    "the first release read what was unread",
    "the first release deleted a read mark",
    "the release before saved an article",
    OF_COMMAND,
    "an act of the release before was undone",
];
