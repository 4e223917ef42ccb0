//! The stable name of each kind of failure.

use crate::enum_conversion::convert_enum;

/// The stable name of each kind of failure. [`IfilmError`](crate::IfilmError) describes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[allow(missing_docs, reason = "each is described at its case of `IfilmError`")]
pub enum ErrorCode {
    Offline,
    TimedOut,
    Refused,
    NotFound,
    Gone,
    Unreadable,
    TooLarge,
    UntrustedCertificate,
    ForbiddenAddress,
    StorageFull,
    StorageDamaged,
    NewerVersion,
    ReadOnly,
    Busy,
    StalePlan,
    OverBudget,
    Cancelled,
    BadArgument,
    Closed,
    Internal,
}

#[rustfmt::skip]
convert_enum!(ErrorCode {
    Offline, TimedOut, Refused, NotFound, Gone, Unreadable, TooLarge, UntrustedCertificate, ForbiddenAddress,
    StorageFull, StorageDamaged, NewerVersion, ReadOnly, Busy, StalePlan, OverBudget, Cancelled,
    BadArgument, Closed, Internal,
});
