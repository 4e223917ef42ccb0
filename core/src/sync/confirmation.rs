//! A confirmation: the site answered that a page has not changed.

use jiff::Timestamp;

use crate::error::Result;
use crate::store::{self, Due, NextRequest, Write};

/// That a page has not changed, and what its answer says about the next request.
pub(super) struct Confirmation {
    pub(super) item: i64,
    pub(super) at: Timestamp,
    pub(super) next: NextRequest,
    pub(super) due: Due,
}

impl Confirmation {
    /// Stores it. The validators stay as they are. An item that was removed returns to the lists.
    pub(super) fn save(&self, write: &mut Write<'_>) -> Result<()> {
        store::confirm_page(write, self.item, &self.next, self.at, &self.due)
    }
}
