//! The options of a site.

use crate::catalog::NewsForm;
use crate::listing::Quirks;
use crate::section::Sections;

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
    /// The sections besides news; `None`: their paths answer 404.
    pub sections: Option<Sections>,
    /// The quirks of JSON lists.
    pub quirks: Quirks,
    /// How many more addresses each edition has; the catalogue names them after its first.
    pub mirrors: u16,
    /// The most bytes of an answer that wait inside the system for a slow client; `None` for the system's own
    /// number. Linux doubles it.
    pub send_buffer: Option<u32>,
}

impl Default for SiteConfig {
    /// Seed 7, plain http, category 1, 300 articles an edition, only news, the usual quirks, no mirrors, the
    /// buffers of the system.
    fn default() -> Self {
        Self {
            seed: 7,
            tls: false,
            news: NewsForm::Category(1),
            items: 300,
            sections: None,
            quirks: Quirks::default(),
            mirrors: 0,
            send_buffer: None,
        }
    }
}
