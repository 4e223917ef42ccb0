//! Which address of a recording or of a stream can be played.

use crate::error_code::ErrorCode;

/// What a check of the addresses of a recording or a stream found.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Playable {
    /// The address for the player of the shell: the first one that answers, or else the first one that may
    /// not be asked. Absent if all fail.
    pub address: Option<String>,
    /// The variants of that stream without the dead ones, in the order of its playlist. Empty if it has none.
    /// A player that stops at a dead variant can be given one of these.
    pub variants: Vec<StreamVariant>,
    /// All that was asked, in order, with those that do not answer.
    pub checks: Vec<AddressCheck>,
}

impl From<ifilm_core::Playable> for Playable {
    fn from(playable: ifilm_core::Playable) -> Self {
        let ifilm_core::Playable { address, variants, checks } = playable;
        Self {
            address,
            variants: variants.into_iter().map(StreamVariant::from).collect(),
            checks: checks.into_iter().map(AddressCheck::from).collect(),
        }
    }
}

/// A variant of a stream: one quality of it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StreamVariant {
    /// Where its playlist is.
    pub address: String,
    /// The most bits in a second, as the stream says; absent if it does not say it.
    pub bits_per_second: Option<u64>,
}

impl From<ifilm_core::StreamVariant> for StreamVariant {
    fn from(variant: ifilm_core::StreamVariant) -> Self {
        let ifilm_core::StreamVariant { address, bits_per_second } = variant;
        Self { address, bits_per_second }
    }
}

/// How one address answered.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AddressCheck {
    /// The address.
    pub address: String,
    /// Absent if it answers with what can be played, as far as the beginning shows it. Otherwise why not:
    /// `NotFound` and `Gone` say that there is nothing, and others may work at another time.
    pub failure: Option<ErrorCode>,
}

impl From<ifilm_core::AddressCheck> for AddressCheck {
    fn from(check: ifilm_core::AddressCheck) -> Self {
        let ifilm_core::AddressCheck { address, failure } = check;
        Self { address, failure: failure.map(ErrorCode::from) }
    }
}
