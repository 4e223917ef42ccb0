//! One hit of the site's own search.

use serde::{Deserialize, Serialize};

use crate::model::ItemKey;

/// A page that the site's own search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteHit {
    /// What identifies the page.
    pub key: ItemKey,
    /// Its title, as the site writes it.
    pub title: Option<String>,
    /// The absolute address of its full picture.
    pub picture: Option<String>,
}
