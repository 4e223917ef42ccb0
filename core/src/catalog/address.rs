//! The addresses of an edition: its bases, and the paths of its pages.

use serde::Deserialize;
use url::Url;

use super::EditionEntry;
use crate::error::{Error, Result};
use crate::model::{ItemKey, Kind};

const ID: &str = "{id}";

/// The path of a page, with the place of the id: `/News/Content/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ContentPath {
    /// The id space of the pages behind it.
    pub kind: Kind,
    /// The path below the base; what follows the id (a slug, a query) says nothing.
    #[serde(deserialize_with = "path_with_id")]
    pub path: String,
}

impl ContentPath {
    /// The id in a path of this form, case of the fixed part ignored: 37001 in `/news/content/37001/a-slug`.
    pub fn id_in<'a>(&self, path: &'a str) -> Option<&'a str> {
        let (before, _) = self.path.split_once(ID)?;
        let head = path.get(..before.len())?;
        let rest = path.get(before.len()..)?;
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        (head.eq_ignore_ascii_case(before) && end > 0).then(|| canonical_id(&rest[..end]))
    }

    /// The path of the page with this id.
    pub fn path_of(&self, id: &str) -> String {
        self.path.replace(ID, id)
    }
}

impl EditionEntry {
    /// What an absolute address leads to, if it is a page of this edition, on whichever of its hosts.
    pub fn key_of(&self, address: &Url) -> Option<ItemKey> {
        if !self.bases.iter().any(|base| is_same_host(base, address)) {
            return None;
        }
        let paths = self.sections.iter().flat_map(|section| &section.content);
        let found = paths.filter_map(|path| Some((path.kind, path.id_in(address.path())?)));
        let (kind, id) = found.into_iter().next()?;
        Some(ItemKey { edition: self.id.clone(), kind, id: id.to_owned() })
    }

    /// The canonical address of a page below a base; `None` where no section has pages of its kind.
    pub fn address_of(&self, base: &str, key: &ItemKey) -> Option<String> {
        let mut paths = self.sections.iter().flat_map(|section| &section.content);
        let path = paths.find(|path| path.kind == key.kind)?;
        Some(join(base, &path.path_of(&key.id)))
    }
}

/// A path below a base address, with exactly one slash between them.
pub fn join(base: &str, path: &str) -> String {
    format!("{}/{}", base.trim_end_matches('/'), path.trim_start_matches('/'))
}

/// An id as keys have it: a number without zeros before it.
pub fn canonical_id(id: &str) -> &str {
    let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
    let number = id.trim_start_matches('0');
    if is_number && !number.is_empty() { number } else { id }
}

pub(super) fn check_base(base: &str) -> Result<()> {
    let url = Url::parse(base).map_err(|_| Error::bad_argument(format!("`{base}` is no address")))?;
    if url.has_host()
        && matches!(url.scheme(), "http" | "https")
        && url.path() == "/"
        && url.query().is_none()
    {
        return Ok(());
    }
    Err(Error::bad_argument(format!("`{base}` is not scheme and host alone, of http or https")))
}

/// Same host and port, whether http or https: the site links to itself under both.
fn is_same_host(base: &str, address: &Url) -> bool {
    let Ok(base) = Url::parse(base) else {
        return false;
    };
    let port = |url: &Url| url.port_or_known_default().filter(|port| !matches!(port, 80 | 443));
    matches!(address.scheme(), "http" | "https")
        && base.host_str() == address.host_str()
        && port(&base) == port(address)
}

fn path_with_id<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let path = String::deserialize(deserializer)?;
    if path.starts_with('/') && path.matches(ID).count() == 1 {
        return Ok(path);
    }
    Err(serde::de::Error::custom(format!("`{path}` must begin with / and hold {ID} once")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalog;

    fn id_of(address: &str) -> Option<String> {
        let catalog = Catalog::embedded();
        let english = &catalog.editions[0];
        english.key_of(&Url::parse(address).unwrap()).map(|key| key.id)
    }

    #[test]
    fn every_form_of_an_address_leads_to_the_same_id() {
        for address in [
            "https://en.ifilmtv.ir/News/Content/37001/",
            "https://en.ifilmtv.ir/News/Content/37001?En",
            "http://en.ifilmtv.com/news/content/37001/a-slug",
            "https://en.ifilmtv.tv/Iran/Content/037001\\",
            "https://en.ifilmtv.ir/News/Content/37001/%D9%81%DB%8C%D9%84%D9%85%20%E2%80%99",
        ] {
            assert_eq!(id_of(address).as_deref(), Some("37001"), "{address}");
        }
    }

    #[test]
    fn other_hosts_and_other_paths_lead_nowhere() {
        for address in [
            "https://ar.ifilmtv.ir/News/Content/37001/",
            "https://example.org/News/Content/37001",
            "https://en.ifilmtv.ir/Series/Content/37001",
            "https://en.ifilmtv.ir/News/Content/",
        ] {
            assert_eq!(id_of(address), None, "{address}");
        }
    }
}
