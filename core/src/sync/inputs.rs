//! What planning depends on besides the stored state.

use jiff::Timestamp;

use crate::model::Conditions;

/// What planning depends on besides the stored state. A budget will stand here, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Inputs {
    pub(crate) now: Timestamp,
    pub(crate) conditions: Conditions,
}
