//! The place of a listing: its names in the store.

use crate::model::{EditionId, Section};

/// One listing of a section, at one base address.
#[derive(Debug, Clone)]
pub(crate) struct ListingPlace {
    pub(crate) edition: EditionId,
    pub(crate) section: Section,
    pub(crate) candidate: String,
    pub(crate) base: String,
}
