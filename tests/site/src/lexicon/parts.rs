//! What the words of an edition consist of.

/// All words of one edition.
pub(crate) struct Lexicon {
    pub(crate) names: Names,
    pub(crate) topics: &'static [Topic],
    /// The topic of the tourism pages.
    pub(crate) travel: Topic,
    pub(crate) captions: &'static [&'static str],
    pub(crate) labels: Labels,
}

/// Invented names. No real person or thing is meant.
pub(crate) struct Names {
    pub(crate) men: &'static [&'static str],
    pub(crate) women: &'static [&'static str],
    pub(crate) films: &'static [&'static str],
    pub(crate) series: &'static [&'static str],
    pub(crate) festivals: &'static [&'static str],
    pub(crate) cities: &'static [&'static str],
    pub(crate) countries: &'static [&'static str],
    pub(crate) genres: &'static [&'static str],
    pub(crate) sights: &'static [&'static str],
    /// Words in Latin letters that occur inside the text.
    pub(crate) latin: &'static [&'static str],
}

/// The parts of the sentences of one kind of news.
pub(crate) struct Topic {
    /// Titles, each with the lead that goes with it.
    pub(crate) news: &'static [(&'static str, &'static str)],
    /// Sentences that fit anywhere.
    pub(crate) asides: &'static [&'static str],
    pub(crate) sentences: &'static [&'static str],
    pub(crate) quotes: &'static [&'static str],
    pub(crate) headings: &'static [&'static str],
    pub(crate) entries: &'static [&'static str],
}

/// The words of the page besides the article.
pub(crate) struct Labels {
    pub(crate) site: &'static str,
    pub(crate) live: &'static str,
    pub(crate) app: &'static str,
    pub(crate) menu: &'static [(&'static str, &'static str)],
    pub(crate) search: &'static str,
    /// The letter between minus and plus that stands for the size of the text.
    pub(crate) size: &'static str,
    /// The section label of tourism pages; empty if the edition shows none.
    pub(crate) tourism: &'static str,
    pub(crate) read_more: &'static [&'static str],
    pub(crate) comments: &'static str,
    pub(crate) fields: [&'static str; 3],
    pub(crate) send: &'static str,
    pub(crate) share: Option<&'static str>,
    pub(crate) guest: &'static str,
    pub(crate) guest_comments: &'static [&'static str],
    pub(crate) latest: &'static [&'static str],
    pub(crate) more: &'static str,
    pub(crate) cookies: (&'static str, &'static str),
    pub(crate) download: &'static str,
    pub(crate) photo: &'static str,
    pub(crate) footer: &'static [&'static str],
    pub(crate) about: &'static str,
    pub(crate) initials: &'static [&'static str],
    pub(crate) busy: &'static str,
}
