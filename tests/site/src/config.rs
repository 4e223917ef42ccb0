//! The options of a site.

use crate::catalog::NewsForm;
use crate::listing::Quirks;

/// The options of a site.
#[derive(Debug, Clone, Copy)]
pub struct SiteConfig {
    /// The seed of all content.
    pub seed: u64,
    /// Whether it speaks https, with certificates of an authority of its own.
    pub tls: bool,
    /// Where the news are listed.
    pub news: NewsForm,
    /// Articles in each edition at the start.
    pub items: u64,
    /// The quirks of the JSON listing.
    pub quirks: Quirks,
    /// How many more addresses each edition has; the catalogue names them after its first.
    pub mirrors: u16,
    /// The most bytes of an answer that wait inside the system for a slow client; `None` for the system's own
    /// number. Linux doubles it.
    pub send_buffer: Option<u32>,
}

impl Default for SiteConfig {
    /// Seed 7, plain http, category 1, 300 articles an edition, the usual quirks, no mirrors, the
    /// buffers of the system.
    fn default() -> Self {
        Self {
            seed: 7,
            tls: false,
            news: NewsForm::Category(1),
            items: 300,
            quirks: Quirks::default(),
            mirrors: 0,
            send_buffer: None,
        }
    }
}
