//! The promises, checked against the site's own model.

use std::collections::{BTreeMap, BTreeSet};

use ifilm_core::Article;
use ifilm_tests::{blocks, says};

use crate::history::{History, Name};
use crate::person::Seen;

/// A broken promise, and the article that broke it.
#[derive(Debug, Clone)]
pub(crate) struct Breach {
    pub(crate) name: Name,
    pub(crate) promise: &'static str,
    pub(crate) seen: String,
}

/// What a person has seen before.
#[derive(Default)]
pub(crate) struct Memory {
    /// The step at which each article was first stored with a true text.
    first_read: BTreeMap<Name, usize>,
    listed: BTreeSet<Name>,
}

impl Memory {
    /// Adds what is seen after a sync, and returns every promise that it breaks.
    pub(crate) fn take(&mut self, step: usize, seen: &Seen, history: &History) -> Vec<Breach> {
        for name in seen
            .articles
            .iter()
            .filter(|(name, article)| is_true(**name, article, history))
            .map(|(name, _)| name)
        {
            self.first_read.entry(*name).or_insert(step);
        }
        self.listed.extend(seen.listed.keys());
        let of_texts = [self.lost(seen, history), self.made_up(seen, history), self.edited(seen, history)];
        [of_texts.concat(), self.off_the_lists(seen, history)].concat()
    }

    /// An article that could once be read, and that the site still lists, can be read in one of its versions.
    fn lost(&self, seen: &Seen, history: &History) -> Vec<Breach> {
        let still_listed = self.first_read.keys().filter(|name| !history.is_removed(**name));
        let lost = still_listed.filter_map(|name| {
            let article = seen.articles.get(name);
            let is_lost = !article.is_some_and(|article| is_true(*name, article, history));
            let shown = || article.map_or("nothing".to_owned(), |article| format!("{:?}", article.title));
            is_lost.then(|| breach(*name, "what was read here can be read", shown()))
        });
        lost.collect()
    }

    /// If an article that could never be read shows a text, the text is one of its versions, and no notice.
    fn made_up(&self, seen: &Seen, history: &History) -> Vec<Breach> {
        let never_read = seen.articles.iter().filter(|(name, _)| !self.first_read.contains_key(name));
        let shown = never_read.filter(|(_, article)| blocks(article).is_some());
        let false_ones = shown.filter(|(name, article)| !is_true(**name, article, history));
        let title = |article: &Article| format!("{:?}", article.title);
        false_ones.map(|(name, article)| breach(*name, "no notice is an article", title(article))).collect()
    }

    /// An article that shows as edited was edited at the site after it could first be read.
    fn edited(&self, seen: &Seen, history: &History) -> Vec<Breach> {
        let in_list = seen.listed.iter().filter(|(_, item)| item.edited).map(|(name, _)| *name);
        let opened = seen.articles.iter().filter(|(_, article)| article.edited).map(|(name, _)| *name);
        let shown: BTreeSet<Name> = in_list.chain(opened).collect();
        let first = |name: &Name| self.first_read.get(name).copied().unwrap_or_default();
        let wrong = shown.into_iter().filter(|name| !history.was_edited_after(*name, first(name)));
        wrong.map(|name| breach(name, "what shows as edited was edited", "edited".to_owned())).collect()
    }

    /// An article that left the lists was removed at the site. An article on the lists is from the site.
    fn off_the_lists(&self, seen: &Seen, history: &History) -> Vec<Breach> {
        let gone = self.listed.iter().filter(|name| !seen.listed.contains_key(name));
        let wrongly_gone = gone.filter(|name| !history.is_removed(**name));
        let strangers = seen.listed.keys().filter(|name| !history.is_known(**name));
        let off = |name: &Name| breach(*name, "what is off the lists was removed", "off".to_owned());
        let strange = |name: &Name| breach(*name, "what is listed is of the site", "listed".to_owned());
        wrongly_gone.map(off).chain(strangers.map(strange)).collect()
    }
}

/// Whether an article has the text of one of its versions.
fn is_true(name: Name, article: &Article, history: &History) -> bool {
    history.versions(name).iter().any(|truth| says(article, truth))
}

/// The differences between a client that had bad weather, a client in fair weather, and the site itself.
pub(crate) fn differences(person: &Seen, undisturbed: &Seen, history: &History) -> Vec<Breach> {
    let names = history.all().chain(person.listed.keys().copied()).collect::<BTreeSet<Name>>();
    let differs = |name: Name| {
        let at_site = !history.is_removed(name) && history.is_known(name);
        difference(name, undisturbed, at_site, history)
            .map(|seen| breach(name, "a client in fair weather has what the site has", seen))
            .or_else(|| {
                let seen = difference(name, person, at_site, history)?;
                Some(breach(name, "afterwards the client is as one in fair weather", seen))
            })
            .or_else(|| unlike(name, person, undisturbed))
    };
    names.into_iter().filter_map(differs).collect()
}

/// How a client differs from the site in an article, if it does.
fn difference(name: Name, seen: &Seen, at_site: bool, history: &History) -> Option<String> {
    let Some(item) = seen.listed.get(&name) else {
        return at_site.then(|| "it is not on the list".to_owned());
    };
    if !at_site {
        return Some("it is still on the list".to_owned());
    }
    let truth = history.versions(name).last().expect("a known article says something");
    let article = seen.articles.get(&name).filter(|article| says(article, truth));
    let wrong = match article {
        None => "its text",
        Some(_) if item.title != truth.title => "the title of its row",
        Some(_) if item.lead != truth.lead => "the lead of its row",
        Some(_) => return None,
    };
    Some(format!("{wrong} is not the site's: {item:?} {:?} but {truth:?}", seen.articles.get(&name)))
}

/// Blocks are compared between the clients, because the site's model has only their texts.
fn unlike(name: Name, person: &Seen, undisturbed: &Seen) -> Option<Breach> {
    let of = |seen: &Seen| {
        seen.listed.get(&name)?;
        seen.articles.get(&name).and_then(blocks).map(<[_]>::to_vec)
    };
    let (one, other) = (of(person), of(undisturbed));
    let seen = || format!("its blocks differ: {one:?} but {other:?}");
    (one != other).then(|| breach(name, "afterwards the client is as one in fair weather", seen()))
}

fn breach(name: Name, promise: &'static str, seen: String) -> Breach {
    Breach { name, promise, seen }
}
