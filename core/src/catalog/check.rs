//! Finds contradictions in a catalogue, each with its place.

use std::collections::{BTreeMap, BTreeSet};

use super::{Catalog, DocumentType, EditionEntry, HostEntry, Listing, SectionEntry};
use crate::error::{Error, Result};
use crate::model::Section;

/// The error for a fault of the catalogue at a place such as `editions[2].sections[0]`. `.` is the whole
/// file, `?` is a part that cannot be read.
pub(super) fn fault(place: &str, reason: &str) -> Error {
    match place.trim_end_matches('?').trim_end_matches('.') {
        "" => Error::bad_argument(format!("the catalogue cannot be read: {reason}")),
        place => Error::bad_argument(format!("the catalogue, {place}: {reason}")),
    }
}

const LONGEST_SPACING_MS: u32 = 60_000;

impl Catalog {
    /// Checks that it does not contradict itself.
    ///
    /// # Errors
    /// [`Error::BadArgument`], with the place.
    pub fn check(&self) -> Result<()> {
        if self.id.trim().is_empty() {
            return Err(fault("id", "must not be empty: data directories are known by it"));
        }
        if self.connections_per_host == 0 {
            return Err(fault("connections_per_host", "must be 1 or more"));
        }
        if self.spacing_ms > LONGEST_SPACING_MS {
            return Err(fault("spacing_ms", "must be a minute at most: 60000"));
        }
        let default = &self.default_edition;
        if self.editions.iter().all(|edition| edition.id != *default) {
            return Err(fault("default_edition", &format!("there is no edition `{default}`")));
        }
        self.check_hosts()?;
        self.check_names()?;
        self.editions
            .iter()
            .enumerate()
            .try_for_each(|(at, edition)| edition.check(&format!("editions[{at}]")))
    }

    /// Checks that no two editions have the same id or the same alias.
    fn check_names(&self) -> Result<()> {
        let mut ids = BTreeSet::new();
        for (at, edition) in self.editions.iter().enumerate() {
            if !ids.insert(edition.id.as_str()) {
                return Err(fault(
                    &format!("editions[{at}].id"),
                    &format!("edition `{}` is there twice", edition.id),
                ));
            }
        }
        let mut owners = BTreeMap::new();
        for (at, edition) in self.editions.iter().enumerate() {
            for (nth, alias) in edition.aliases.iter().enumerate() {
                let place = format!("editions[{at}].aliases[{nth}]");
                if let Some(other) = owners.insert(alias.to_ascii_lowercase(), &edition.id) {
                    return Err(fault(
                        &place,
                        &format!("`{alias}` is an alias of edition `{other}` already"),
                    ));
                }
            }
        }
        Ok(())
    }

    /// Checks that each host and use has one entry, and that a host has one certificate name for all its
    /// ports.
    fn check_hosts(&self) -> Result<()> {
        for (at, entry) in self.hosts.iter().enumerate() {
            let place = format!("hosts[{at}]");
            if let Some((field, reason)) = entry.fault() {
                return Err(fault(&format!("{place}.{field}"), &reason));
            }
            let before = &self.hosts[..at];
            if let Some(other) =
                before.iter().find(|other| other.host == entry.host && shares_use(other, entry))
            {
                return Err(contradiction(&place, other));
            }
        }
        let of_media = self.editions.iter().enumerate().flat_map(|(edition, entry)| {
            let place = move |at: usize| format!("editions[{edition}].media.hosts[{at}]");
            entry.media.hosts.iter().enumerate().map(move |(at, host)| (place(at), host))
        });
        let of_all = self.hosts.iter().enumerate().map(|(at, host)| (format!("hosts[{at}]"), host));
        let mut before: Vec<&HostEntry> = Vec::new();
        for (place, entry) in of_all.chain(of_media) {
            if let Some(other) = before.iter().find(|other| contradicts(other, entry)) {
                return Err(contradiction(&place, other));
            }
            before.push(entry);
        }
        Ok(())
    }
}

impl EditionEntry {
    fn check(&self, place: &str) -> Result<()> {
        if self.bases.is_empty() {
            return Err(fault(&format!("{place}.bases"), "must hold one or more"));
        }
        let mut seen = BTreeSet::new();
        for (at, section) in self.sections.iter().enumerate() {
            let place = format!("{place}.sections[{at}]");
            if !seen.insert(section.section) {
                let reason = format!("section `{}` is there twice", section.section.as_str());
                return Err(fault(&format!("{place}.section"), &reason));
            }
            section.check(&place)?;
        }
        self.check_form("tagged", self.tagged.as_ref(), "{id}", place)?;
        self.check_form("search", self.search.as_ref(), "{words}", place)?;
        match self.media.fault() {
            Some((field, reason)) => Err(fault(&format!("{place}.media.{field}"), &reason)),
            None => Ok(()),
        }
    }

    /// Checks a listing whose path must have a placeholder.
    fn check_form(&self, name: &str, listing: Option<&Listing>, holder: &str, place: &str) -> Result<()> {
        let Some(listing) = listing else { return Ok(()) };
        if let Some((field, reason)) = listing.fault() {
            return Err(fault(&format!("{place}.{name}.{field}"), &reason));
        }
        match listing.path.contains(holder) {
            true => Ok(()),
            false => Err(fault(&format!("{place}.{name}.path"), &format!("must have `{holder}`"))),
        }
    }
}

impl SectionEntry {
    fn check(&self, place: &str) -> Result<()> {
        let has_pages = !matches!(self.section, Section::Live | Section::Schedule);
        if has_pages && self.content.is_empty() {
            return Err(fault(&format!("{place}.content"), "must hold one or more"));
        }
        if self.listings.is_empty() {
            return Err(fault(&format!("{place}.listings"), "must hold one or more"));
        }
        let mut seen = BTreeSet::new();
        for (at, listing) in self.listings.iter().enumerate() {
            let place = format!("{place}.listings[{at}]");
            if !seen.insert(&listing.name) {
                let reason = format!("listing `{}` is there twice", listing.name);
                return Err(fault(&format!("{place}.name"), &reason));
            }
            if let Some((field, reason)) = listing.fault() {
                return Err(fault(&format!("{place}.{field}"), &reason));
            }
            if let Some(due) = misfit(self.section, listing.document) {
                let reason = format!("a listing of `{}` is {due}", self.section.as_str());
                return Err(fault(&format!("{place}.document"), &reason));
            }
        }
        let Some(episodes) = &self.episodes else { return Ok(()) };
        match episodes.fault() {
            Some((field, reason)) => Err(fault(&format!("{place}.episodes.{field}"), &reason)),
            None if !episodes.path.contains("{id}") => {
                Err(fault(&format!("{place}.episodes.path"), "must hold {id}"))
            }
            None => Ok(()),
        }
    }
}

fn contradiction(place: &str, other: &HostEntry) -> Error {
    fault(place, &format!("contradicts the entry for `{}` before it", other.host))
}

fn shares_use(one: &HostEntry, other: &HostEntry) -> bool {
    one.uses.intersection(&other.uses).next().is_some()
}

/// Whether two entries say different things of one host. It has one certificate for all its ports.
fn contradicts(one: &HostEntry, other: &HostEntry) -> bool {
    let allows = |entry: &HostEntry| (entry.plain_http, entry.private);
    let differs = one.host == other.host && allows(one) != allows(other);
    let differs_in_name = one.name() == other.name() && one.certificate_name != other.certificate_name;
    shares_use(one, other) && (differs || differs_in_name)
}

/// The documents that a listing of a section may be; `None` if this one is among them.
fn misfit(section: Section, document: DocumentType) -> Option<&'static str> {
    let (fits, due) = match section {
        Section::Live => (document == DocumentType::Live, "`live`"),
        Section::Schedule => (document == DocumentType::Guide, "`guide`"),
        _ => (matches!(document, DocumentType::Json | DocumentType::Html), "`json` or `html`"),
    };
    (!fits).then_some(due)
}
