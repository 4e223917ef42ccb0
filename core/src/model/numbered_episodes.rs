//! How the episodes of a programme are numbered.

/// What the page of a programme says about episodes whose addresses are made from their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberedEpisodes {
    /// What the page calls its language. It comes before the id in addresses.
    pub prefix: Option<String>,
    /// The id of the programme in addresses.
    pub id: Option<String>,
    /// How many episodes there are: numbers from 1.
    pub count: u32,
    /// Whether the page has the field without which the numbered addresses are dead.
    pub has_extra: bool,
}

impl NumberedEpisodes {
    /// Whether there are numbered episodes. If not, the episodes are attachments.
    pub fn are_there(&self) -> bool {
        self.has_extra && self.count > 0
    }
}
