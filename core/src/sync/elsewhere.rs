//! Whether a text came for several pages. Such a text is no article.

use super::sketch::Sketch;
use crate::error::Result;
use crate::store::{self, Connection, DuePage};

/// Whether the same text, or nearly the same, came for another page of the edition.
pub(super) fn is_elsewhere(
    connection: &Connection,
    page: &DuePage,
    sketch: &Sketch,
    hash: &[u8],
) -> Result<bool> {
    let is_whole = store::is_elsewhere(connection, page, sketch.whole(), hash)?;
    let others = store::asides_elsewhere(connection, page)?;
    Ok(is_whole || others.iter().any(|other| sketch.is_return_of(other)))
}
