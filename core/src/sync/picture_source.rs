//! What the pictures of a sync are fetched with.

use std::sync::Arc;

use super::picture_turns::PictureTurns;
use crate::source::{Scope, Source};

/// What the pictures of a sync are fetched with.
pub(crate) struct LeadPictures {
    /// Pictures may be longer than pages.
    pub(crate) source: Source,
    /// The hosts that may be asked for pictures.
    pub(crate) scope: Scope,
    /// The pictures that are being fetched, also for a person.
    pub(crate) turns: Arc<PictureTurns>,
}
