//! Which address of a recording or of a stream can be played.

use serde::Serialize;

use crate::error::ErrorCode;

/// What a check of the addresses of a recording or a stream found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Playable {
    /// The address for the player of the shell: the first one that answers, or else the first one that may
    /// not be asked. `None` if all fail.
    pub address: Option<String>,
    /// The variants of that stream without the dead ones, in the order of its playlist. Empty if it has none.
    /// A player that stops at a dead variant can be given one of these.
    pub variants: Vec<StreamVariant>,
    /// All that was asked, in order, with those that do not answer.
    pub checks: Vec<AddressCheck>,
}

/// A variant of a stream: one quality of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StreamVariant {
    /// Where its playlist is.
    pub address: String,
    /// The most bits in a second, as the stream says; `None` if it does not say it.
    pub bits_per_second: Option<u64>,
}

/// How one address answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AddressCheck {
    /// The address.
    pub address: String,
    /// `None` if it answers with what can be played, as far as the beginning shows it. Otherwise why not:
    /// `NotFound` and `Gone` say that there is nothing, and others may work at another time.
    pub failure: Option<ErrorCode>,
}
