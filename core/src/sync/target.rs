//! A target: one section of one edition.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{EditionEntry, Editions, HostEntry, SectionEntry, Use};
use crate::error::{Error, Result};
use crate::model::{EditionId, Section, SyncRequest};

/// One section of one edition, from the catalogue. Cheap to clone, because a sync may have thousands.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) edition: Arc<EditionEntry>,
    pub(crate) section: Arc<SectionEntry>,
    /// The forms of the addresses at which pictures may be.
    pub(crate) picture_forms: Arc<[String]>,
}

/// The targets of a request: the editions in the order of the catalogue, the sections of each in that of
/// [`Section::ALL`].
///
/// # Errors
/// [`Error::BadArgument`] for an unknown edition, and for a section that none of the editions has.
pub(crate) fn targets(editions: &Editions, request: &SyncRequest) -> Result<Vec<Target>> {
    let picture_forms = picture_forms(editions);
    let of_edition = |edition: &EditionEntry| {
        let shared = Arc::new(edition.clone());
        let target = |section: &SectionEntry| Target {
            edition: Arc::clone(&shared),
            section: Arc::new(section.clone()),
            picture_forms: Arc::clone(&picture_forms),
        };
        let is_asked = |section: &&SectionEntry| {
            request.sections.is_empty() || request.sections.contains(&section.section)
        };
        let mut targets: Vec<Target> = edition.sections.iter().filter(is_asked).map(target).collect();
        targets.sort_by_key(|target| target.section.section);
        targets
    };
    let selected = editions.select(&request.editions)?;
    let lacks = |section: &&Section| selected.iter().all(|edition| edition.section(**section).is_none());
    match request.sections.iter().find(lacks) {
        Some(section) => {
            Err(Error::bad_argument(format!("none of the editions has a section {}", section.as_str())))
        }
        None => Ok(selected.into_iter().flat_map(of_edition).collect()),
    }
}

/// One section of one edition.
///
/// # Errors
/// [`Error::BadArgument`] if the catalogue lacks either.
pub(crate) fn target(editions: &Editions, edition: &EditionId, section: Section) -> Result<Target> {
    let edition = editions.get(edition)?;
    let entry = edition.sections.iter().find(|entry| entry.section == section);
    let missing =
        || Error::bad_argument(format!("the edition {} has no section {}", edition.id, section.as_str()));
    let section = Arc::new(entry.cloned().ok_or_else(missing)?);
    Ok(Target { edition: Arc::new(edition.clone()), section, picture_forms: picture_forms(editions) })
}

/// The forms of the addresses at which the catalogue allows pictures, each once.
fn picture_forms(editions: &Editions) -> Arc<[String]> {
    let forms = |host: HostEntry| {
        let http = host.plain_http.then(|| format!("http://{}/{{path}}", host.host));
        http.into_iter().chain([format!("https://{}/{{path}}", host.host)])
    };
    let forms: BTreeSet<String> = editions.hosts(Use::Pictures).flat_map(forms).collect();
    forms.into_iter().collect()
}
