//! Where the recordings of an edition are: the forms of their addresses.

use serde::Deserialize;

use super::attachment::attachment;
use super::host::{HostEntry, Use};
use super::media_form::{MediaForm, NumberedPlace};

/// The rules for the addresses of an edition's recordings and stills. Each list has the order to try.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MediaRules {
    /// What stands for `{prefix}` where the page of a programme names none.
    #[serde(default)]
    pub prefix: String,
    /// Whether a prefix that the page names counts. If not, `prefix` stands for all pages.
    #[serde(default = "yes")]
    pub prefix_of_page: bool,
    /// The hosts of recordings and stills, for these uses alone.
    #[serde(default)]
    pub hosts: Vec<HostEntry>,
    /// The streams of numbered episodes, with `{prefix}`, `{id}` and `{n}`.
    #[serde(default)]
    pub streams: Vec<MediaForm>,
    /// The files of numbered episodes, with the same placeholders. They are tried after the streams.
    #[serde(default)]
    pub files: Vec<MediaForm>,
    /// The stills of numbered episodes, with the same placeholders.
    #[serde(default)]
    pub stills: Vec<MediaForm>,
    /// The folders that the paths of attached episodes and tracks are below.
    #[serde(default)]
    pub attachments: Vec<MediaForm>,
    /// The live streams.
    #[serde(default)]
    pub live: Vec<MediaForm>,
}

/// The maximum number of letters of a prefix.
const LONGEST_PREFIX: usize = 8;

/// A list of the media rules. One is tried after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaList {
    Streams,
    Files,
    Stills,
    Attachments,
}

impl MediaList {
    pub(super) const ALL: [Self; 4] = [Self::Streams, Self::Files, Self::Stills, Self::Attachments];
}

impl MediaRules {
    /// The prefix for a page that names this one.
    pub(crate) fn prefix_for<'a>(&'a self, named: Option<&'a str>) -> &'a str {
        let is_prefix = |named: &&str| {
            (1..=LONGEST_PREFIX).contains(&named.len())
                && named.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        named.filter(|_| self.prefix_of_page).filter(is_prefix).unwrap_or(&self.prefix)
    }

    /// The addresses of a numbered episode, in the order to try.
    pub(crate) fn numbered(&self, place: NumberedPlace<'_>) -> Vec<String> {
        self.streams.iter().chain(&self.files).map(|form| form.filled(place)).collect()
    }

    /// The still of a numbered episode.
    pub(crate) fn still(&self, place: NumberedPlace<'_>) -> Option<String> {
        self.stills.first().map(|form| form.filled(place))
    }

    /// The still at an address, at each address that the rules give it, in the order to try. Empty if it is
    /// none of these rules.
    pub(crate) fn stills_at(&self, address: &str) -> Vec<String> {
        let place = self.stills.iter().find_map(|form| form.place_in(address, &self.prefix));
        place.map_or_else(Vec::new, |place| self.stills.iter().map(|form| form.filled(place)).collect())
    }

    /// The form that an address has, and in which of the lists it stands; `None` if it has none of these.
    pub(crate) fn form_of(&self, address: &str) -> Option<(MediaList, &MediaForm)> {
        let numbered = [
            (MediaList::Streams, &self.streams),
            (MediaList::Files, &self.files),
            (MediaList::Stills, &self.stills),
        ];
        let mut numbered = numbered.into_iter().filter_map(|(list, forms)| {
            let form = forms.iter().find(|form| form.place_in(address, &self.prefix).is_some())?;
            Some((list, form))
        });
        let folder = || self.attachments.iter().find(|form| address.starts_with(&form.address));
        numbered.next().or_else(|| Some((MediaList::Attachments, folder()?)))
    }

    /// The addresses of a recording, in the order to try. `path` is what a listing says of it: an address, or
    /// a path below the folders for attachments. Empty if it is neither.
    pub(crate) fn attached(&self, path: &str) -> Vec<String> {
        let found = self.attachments.iter().filter_map(|folder| attachment(&folder.address, path));
        let mut addresses: Vec<String> = Vec::new();
        for address in found {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        addresses
    }

    /// The path of a recording below the folder for attachments; of one elsewhere, below its host. It has the
    /// query.
    pub(crate) fn attached_path(&self, address: &str) -> Option<String> {
        let below = |folder: &MediaForm| {
            let folder = url::Url::parse(&folder.address).ok()?;
            address.strip_prefix(folder.as_str().trim_end_matches('/'))?.strip_prefix('/')
        };
        let below_host = || Some(address.split_once("://")?.1.split_once('/')?.1);
        let path = self.attachments.iter().find_map(below).or_else(below_host)?;
        path.split('#').next().map(str::to_owned)
    }

    /// What is wrong with it, and at which field.
    pub(super) fn fault(&self) -> Option<(String, String)> {
        let is_address = |form: &MediaForm| {
            url::Url::parse(&form.address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
        };
        let mut hosts = self.hosts.iter().enumerate();
        if let Some((at, (field, reason))) = hosts.find_map(|(at, host)| Some((at, host.fault()?))) {
            return Some((format!("hosts[{at}].{field}"), reason));
        }
        if let Some(at) = self.hosts.iter().position(|host| host.uses.contains(&Use::Pages)) {
            return Some((format!("hosts[{at}].uses"), "must hold media or pictures alone".to_owned()));
        }
        let numbered = [("streams", &self.streams), ("files", &self.files), ("stills", &self.stills)];
        let others = [("attachments", &self.attachments), ("live", &self.live)];
        for (name, forms) in numbered.into_iter().chain(others) {
            for (at, form) in forms.iter().enumerate() {
                let place = format!("{name}[{at}].address");
                if !is_address(form) {
                    return Some((place, format!("`{}` is no address of http or https", form.address)));
                }
                let is_numbered = !matches!(name, "attachments" | "live");
                if is_numbered && !(form.address.contains("{id}") && form.address.contains("{n}")) {
                    return Some((place, format!("`{}` must hold {{id}} and {{n}}", form.address)));
                }
            }
        }
        None
    }
}

impl Default for MediaRules {
    fn default() -> Self {
        Self {
            prefix: String::new(),
            prefix_of_page: yes(),
            hosts: Vec::new(),
            streams: Vec::new(),
            files: Vec::new(),
            stills: Vec::new(),
            attachments: Vec::new(),
            live: Vec::new(),
        }
    }
}

fn yes() -> bool {
    true
}
