//! The articles of the site, and what the cache must have or may have of each.

use std::collections::BTreeMap;

use ifilm_site::{Edit, Truth};

/// An article of the site.
pub(crate) type Name = (&'static str, u64);

/// Whether an article is on its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It is neither on the list nor in the cache.
    Absent,
    /// Both are right: a sync failed, the site removed it, or there may be no room.
    Unsure,
    /// It is on the list.
    Listed,
}

/// An article.
#[derive(Debug)]
pub(crate) struct Story {
    /// Its versions, from the first to the current one.
    pub(crate) versions: Vec<Truth>,
    /// The newest version that changed its row in the listing.
    row_changed: usize,
    pub(crate) is_removed: bool,
    /// Whether it may have been deleted to save room, and was not seen since. One that was has no title until
    /// its page comes again.
    pub(crate) is_pruned: bool,
    pub(crate) presence: Presence,
    /// The first version that may be shown. Later ones may be, too: the text alone can be edited, which is
    /// noticed when its page is next requested.
    pub(crate) oldest: usize,
    /// The version that was stored first, if that is certain.
    first: Option<usize>,
    /// Whether its text must be stored.
    pub(crate) has_text: bool,
}

impl Story {
    fn new(truth: Truth) -> Self {
        Self {
            versions: vec![truth],
            row_changed: 0,
            is_removed: false,
            is_pruned: false,
            presence: Presence::Absent,
            oldest: 0,
            first: None,
            has_text: false,
        }
    }

    pub(crate) fn latest(&self) -> usize {
        self.versions.len() - 1
    }

    pub(crate) fn is_absent(&self) -> bool {
        self.presence == Presence::Absent
    }

    pub(crate) fn is_listed(&self) -> bool {
        self.presence == Presence::Listed
    }

    /// Whether it certainly differs from what was stored first.
    pub(crate) fn must_be_edited(&self) -> bool {
        self.first.is_some_and(|first| first < self.oldest)
    }

    /// It left the cache.
    pub(crate) fn leave(&mut self) {
        (self.presence, self.has_text, self.first) = (Presence::Absent, false, None);
    }

    /// It may have been pruned, but is on the list after a sync without a failure.
    pub(crate) fn come_again(&mut self) {
        self.is_pruned = false;
        self.come(false);
    }

    /// What was pruned may be requested again, because there is room.
    pub(crate) fn may_come_again(&mut self) {
        if self.is_pruned && self.is_absent() {
            (self.presence, self.oldest) = (Presence::Unsure, self.latest());
        }
    }

    fn doubt(&mut self) {
        if self.is_listed() {
            self.presence = Presence::Unsure;
        }
    }

    /// A sync without a failure was done.
    fn come(&mut self, is_saved: bool) {
        match self.presence {
            _ if self.is_removed && is_saved => {}
            _ if self.is_removed => self.doubt(),
            Presence::Absent => {
                (self.presence, self.oldest) = (Presence::Listed, self.latest());
                (self.has_text, self.first) = (true, Some(self.latest()));
            }
            Presence::Unsure | Presence::Listed => {
                self.presence = Presence::Listed;
                self.oldest = self.oldest.max(self.row_changed);
                self.has_text = true;
            }
        }
    }

    /// A sync was done in which requests may have failed, or after which there may be no room.
    fn may_come(&mut self, is_saved: bool) {
        self.may_come_again();
        match self.presence {
            Presence::Absent if !self.is_removed => {
                (self.presence, self.oldest) = (Presence::Unsure, self.latest());
            }
            Presence::Listed if self.is_removed && !is_saved => self.doubt(),
            _ => {}
        }
    }
}

/// All articles that the site ever published.
#[derive(Debug, Default)]
pub(crate) struct Archive(BTreeMap<Name, Story>);

impl Archive {
    pub(crate) fn publish(&mut self, name: Name, truth: Truth) {
        self.0.insert(name, Story::new(truth));
    }

    pub(crate) fn edit(&mut self, name: Name, what: Edit, truth: Truth) {
        let story = self.get_mut(name);
        story.versions.push(truth);
        if what != Edit::Body {
            story.row_changed = story.latest();
        }
    }

    pub(crate) fn remove(&mut self, name: Name) {
        self.get_mut(name).is_removed = true;
    }

    pub(crate) fn get(&self, name: Name) -> &Story {
        &self.0[&name]
    }

    pub(crate) fn find(&self, name: Name) -> Option<&Story> {
        self.0.get(&name)
    }

    pub(crate) fn get_mut(&mut self, name: Name) -> &mut Story {
        self.0.get_mut(&name).expect("the site published it")
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = Name> {
        self.0.keys().copied()
    }

    /// The articles of an edition, oldest first.
    pub(crate) fn of(&self, edition: &'static str) -> impl Iterator<Item = (Name, &Story)> {
        self.0.range((edition, 0)..=(edition, u64::MAX)).map(|(name, story)| (*name, story))
    }

    fn of_mut(&mut self, edition: &'static str) -> impl Iterator<Item = (Name, &mut Story)> {
        self.0.range_mut((edition, 0)..=(edition, u64::MAX)).map(|(name, story)| (*name, story))
    }

    /// A sync of an edition was done in which all went well. What was pruned may come again.
    pub(crate) fn sync(&mut self, edition: &'static str, is_saved: impl Fn(Name) -> bool) {
        for (name, story) in self.of_mut(edition) {
            match story.is_pruned && story.is_absent() {
                true => story.may_come_again(),
                false if story.is_pruned => {}
                false => story.come(is_saved(name)),
            }
        }
    }

    /// A sync of an edition was done in which something may have failed.
    pub(crate) fn sync_badly(&mut self, edition: &'static str, is_saved: impl Fn(Name) -> bool) {
        self.of_mut(edition).for_each(|(name, story)| story.may_come(is_saved(name)));
    }

    /// Something of an edition may have been deleted to save room.
    pub(crate) fn squeeze(&mut self, edition: &'static str) {
        self.of_mut(edition).for_each(|(_, story)| {
            story.doubt();
            story.is_pruned |= !story.is_absent();
            (story.has_text, story.first) = (false, None);
        });
    }

    /// So many syncs were done without a failure that everything is as at the site.
    pub(crate) fn settle(&mut self, is_saved: impl Fn(Name) -> bool) {
        for (name, story) in &mut self.0 {
            match (story.is_removed, is_saved(*name)) {
                (false, _) => {
                    story.is_pruned = false;
                    story.come(false);
                    story.oldest = story.latest();
                }
                (true, true) => {}
                (true, false) => story.doubt(),
            }
        }
    }

    /// The cache was lost.
    pub(crate) fn lose(&mut self) {
        self.0.values_mut().for_each(|story| {
            story.leave();
            story.is_pruned = false;
        });
    }
}
