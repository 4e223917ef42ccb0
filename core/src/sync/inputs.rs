//! What planning depends on besides the stored state.

use jiff::Timestamp;

use super::data_use::Within;
use super::device::Device;
use crate::model::Conditions;

/// What planning depends on besides the stored state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Inputs {
    pub(crate) now: Timestamp,
    pub(crate) conditions: Conditions,
    /// The data that the run may use.
    pub(crate) within: Within,
    pub(crate) device: Device,
    /// Of so many newest items of a section, the pictures are fetched.
    pub(crate) lead_pictures: u32,
}
