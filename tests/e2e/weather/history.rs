//! What the site published, edited and removed. This comes from the site's own model, not from our parser.

use std::collections::{BTreeMap, BTreeSet};

use ifilm_site::{Edit, Removal, Site, Truth};
use ifilm_tests::Dice;

/// An article of the site.
pub(crate) type Name = (&'static str, u64);

/// An edition never has fewer articles than this, because an empty site is no news site.
const FEWEST: usize = 4;

/// Everything that happened at the site.
#[derive(Default)]
pub(crate) struct History {
    /// The versions of each article, from the first to the current one.
    versions: BTreeMap<Name, Vec<Truth>>,
    /// The steps at which each article was edited.
    edits: BTreeMap<Name, Vec<usize>>,
    removed: BTreeSet<Name>,
    /// Each event, with its step, in words.
    events: Vec<(usize, Name, String)>,
}

impl History {
    /// Adds what the site has at the start.
    pub(crate) fn begin(&mut self, site: &Site, edition: &'static str) {
        for id in site.newest(edition, usize::MAX) {
            self.note_version(site, (edition, id));
        }
    }

    /// Changes an edition at random before a sync: new articles, an edit, a removal.
    pub(crate) fn happen(&mut self, site: &Site, step: usize, edition: &'static str, dice: &mut Dice) {
        if dice.percent(40) {
            self.publish(site, step, edition, dice.pick(&[1, 1, 2]));
        }
        if dice.percent(55) {
            let edit = dice.pick(&[Edit::Headline, Edit::Body, Edit::Body, Edit::Both]);
            self.edit(site, step, (edition, pick_listed(site, edition, dice)), edit);
        }
        if dice.percent(25) && site.newest(edition, usize::MAX).len() > FEWEST {
            let how = dice.pick(&[Removal::NotFound, Removal::Gone]);
            self.remove(site, step, (edition, pick_listed(site, edition, dice)), how);
        }
    }

    fn publish(&mut self, site: &Site, step: usize, edition: &'static str, count: u64) {
        for id in site.publish(edition, count) {
            self.note_version(site, (edition, id));
            self.note(step, (edition, id), "published".to_owned());
        }
    }

    fn edit(&mut self, site: &Site, step: usize, name: Name, edit: Edit) {
        site.edit(name.0, name.1, edit);
        self.note_version(site, name);
        self.edits.entry(name).or_default().push(step);
        self.note(step, name, format!("edited ({edit:?})"));
    }

    fn remove(&mut self, site: &Site, step: usize, name: Name, how: Removal) {
        site.remove(name.0, name.1, how);
        self.removed.insert(name);
        self.note(step, name, format!("removed ({how:?})"));
    }

    fn note_version(&mut self, site: &Site, name: Name) {
        self.versions.entry(name).or_default().push(site.truth(name.0, name.1));
    }

    fn note(&mut self, step: usize, name: Name, what: String) {
        self.events.push((step, name, what));
    }

    /// Every article that the site ever published, oldest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = Name> {
        self.versions.keys().copied()
    }

    pub(crate) fn is_known(&self, name: Name) -> bool {
        self.versions.contains_key(&name)
    }

    pub(crate) fn is_removed(&self, name: Name) -> bool {
        self.removed.contains(&name)
    }

    /// All versions of an article.
    pub(crate) fn versions(&self, name: Name) -> &[Truth] {
        self.versions.get(&name).map_or(&[], Vec::as_slice)
    }

    /// Whether an article was edited after a step.
    pub(crate) fn was_edited_after(&self, name: Name, step: usize) -> bool {
        self.edits.get(&name).is_some_and(|steps| steps.iter().any(|edited| *edited > step))
    }

    /// The events of an article before the sync of a step.
    pub(crate) fn events(&self, step: usize, name: Name) -> impl Iterator<Item = &str> {
        let of_it = move |event: &&(usize, Name, String)| event.0 == step && event.1 == name;
        self.events.iter().filter(of_it).map(|(_, _, what)| what.as_str())
    }
}

fn pick_listed(site: &Site, edition: &'static str, dice: &mut Dice) -> u64 {
    dice.pick(&site.newest(edition, usize::MAX))
}
