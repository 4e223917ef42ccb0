//! What can go wrong, one case for each thing a caller could do differently.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed. [`Error::code`] is stable; the text is for logs, and
/// [`words::message`](crate::words::message) has the words for people.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Nobody answered: no network, no such host, or the connection broke. Read from the cache, try later.
    #[error("no connection to {host}: {cause}")]
    Offline {
        /// Whom we wanted to reach.
        host: String,
        /// What the network said.
        cause: Arc<str>,
    },
    /// The host took longer than the limits allow. Try later.
    #[error("{address} took longer than {} ms", limit.as_millis())]
    TimedOut {
        /// What was asked for.
        address: String,
        /// The limit that was passed.
        limit: Duration,
    },
    /// The host answered that it cannot serve us now. Wait until `retry_at` where it is given.
    #[error("{address} answered {status}")]
    Refused {
        /// What was asked for.
        address: String,
        /// The HTTP status.
        status: u16,
        /// The earliest time to ask again, where the host said so.
        retry_at: Option<Timestamp>,
    },
    /// There is no such thing, at the host or in the cache.
    #[error("there is no {0}")]
    NotFound(String),
    /// There was such a thing; it was taken away for good.
    #[error("{0} is gone")]
    Gone(String),
    /// The answer is not what it should be; a newer version may read it.
    #[error("{what} could not be read: {reason}")]
    Unreadable {
        /// What was read.
        what: String,
        /// Why it could not be.
        reason: String,
    },
    /// The answer is larger than the limits allow.
    #[error("{address} is larger than {limit} bytes")]
    TooLarge {
        /// What was asked for.
        address: String,
        /// The limit that was passed, in bytes: on the wire, or after decompression. If the head has too many
        /// bytes or lines, the limit of its bytes.
        limit: u64,
    },
    /// The host could not prove who it is. Never carry on without asking a person.
    #[error("{host} has no certificate that can be trusted: {reason}")]
    UntrustedCertificate {
        /// The host.
        host: String,
        /// What is wrong with its certificate.
        reason: String,
    },
    /// The address lies outside what the catalogue allows; nothing was sent to it.
    #[error("{address} is not allowed: {reason}")]
    ForbiddenAddress {
        /// The address.
        address: String,
        /// The rule it breaks.
        reason: &'static str,
    },
    /// The device has no room left.
    #[error("no room left on the device")]
    StorageFull,
    /// A file of the cache or the user's state is damaged.
    #[error("{file} is damaged: {reason}")]
    StorageDamaged {
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file was written by a newer version of this library; it was left as it is.
    #[error("{file} was written by a newer version")]
    NewerVersion {
        /// The file.
        file: String,
    },
    /// The files cannot be written.
    #[error("{file} cannot be written")]
    ReadOnly {
        /// The file.
        file: String,
    },
    /// Another process has been writing to a file for longer than we wait. Try again soon.
    #[error("{file} is in use by another process")]
    Busy {
        /// The file.
        file: String,
    },
    /// A plan no longer says what a sync would do; nothing was sent. Make a new plan.
    #[error("the plan of {made_at} is stale: {reason}")]
    StalePlan {
        /// When the plan was made.
        made_at: Timestamp,
        /// What has changed since.
        reason: &'static str,
    },
    /// The budget of the sync or the day's ceiling has no room for it. What was cut is not stored. Wait until
    /// `retry_at` where it is given, or let a person allow more.
    #[error("there is no data left for {what}")]
    OverBudget {
        /// What was asked for.
        what: String,
        /// The length of the body that did not fit, where the host said it.
        size: Option<u64>,
        /// When the day ends whose ceiling was reached; `None` if it was the budget of the sync.
        retry_at: Option<Timestamp>,
    },
    /// The caller cancelled the work.
    #[error("cancelled")]
    Cancelled,
    /// The caller asked for something that makes no sense.
    #[error("{0}")]
    BadArgument(String),
    /// The client was closed.
    #[error("the client is closed")]
    Closed,
    /// A fault of this library.
    #[error("internal fault: {0}")]
    Internal(String),
}

/// The stable name of each kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is described at its case of `Error`")]
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

impl From<ifilm_language::Error> for Error {
    fn from(error: ifilm_language::Error) -> Self {
        Self::bad_argument(error.to_string())
    }
}

impl Error {
    /// A bad argument, said in words.
    pub fn bad_argument(reason: impl Into<String>) -> Self {
        Self::BadArgument(reason.into())
    }

    /// The stable name of this failure.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Offline { .. } => ErrorCode::Offline,
            Self::TimedOut { .. } => ErrorCode::TimedOut,
            Self::Refused { .. } => ErrorCode::Refused,
            Self::NotFound(_) => ErrorCode::NotFound,
            Self::Gone(_) => ErrorCode::Gone,
            Self::Unreadable { .. } => ErrorCode::Unreadable,
            Self::TooLarge { .. } => ErrorCode::TooLarge,
            Self::UntrustedCertificate { .. } => ErrorCode::UntrustedCertificate,
            Self::ForbiddenAddress { .. } => ErrorCode::ForbiddenAddress,
            Self::StorageFull => ErrorCode::StorageFull,
            Self::StorageDamaged { .. } => ErrorCode::StorageDamaged,
            Self::NewerVersion { .. } => ErrorCode::NewerVersion,
            Self::ReadOnly { .. } => ErrorCode::ReadOnly,
            Self::Busy { .. } => ErrorCode::Busy,
            Self::StalePlan { .. } => ErrorCode::StalePlan,
            Self::OverBudget { .. } => ErrorCode::OverBudget,
            Self::Cancelled => ErrorCode::Cancelled,
            Self::BadArgument(_) => ErrorCode::BadArgument,
            Self::Closed => ErrorCode::Closed,
            Self::Internal(_) => ErrorCode::Internal,
        }
    }

    /// The earliest time to try again, where a host said so, or the end of a day whose data is used up.
    pub fn retry_at(&self) -> Option<Timestamp> {
        match self {
            Self::Refused { retry_at, .. } | Self::OverBudget { retry_at, .. } => *retry_at,
            _ => None,
        }
    }

    /// Whether the same call may do well later, although nobody changes anything here: see
    /// [`ErrorCode::is_retryable`].
    pub fn is_retryable(&self) -> bool {
        self.code().is_retryable()
    }
}

impl ErrorCode {
    /// The storage errors: what any call that reads or writes the files may fail with, whatever it asks for.
    /// Nothing about the call is wrong, so the same call may do well once the cause is gone.
    ///
    /// [`StorageFull`](Error::StorageFull), [`StorageDamaged`](Error::StorageDamaged),
    /// [`NewerVersion`](Error::NewerVersion), [`ReadOnly`](Error::ReadOnly) and [`Busy`](Error::Busy).
    pub const STORAGE: &[ErrorCode] =
        &[Self::StorageFull, Self::StorageDamaged, Self::NewerVersion, Self::ReadOnly, Self::Busy];

    /// Whether it is one of the [storage errors](Self::STORAGE).
    pub fn is_storage(self) -> bool {
        Self::STORAGE.contains(&self)
    }

    /// Whether the same call may do well later, although nobody changes anything here: the network, the site
    /// or another process is the cause, and that may pass. So a job of the system should try again, not
    /// before [`Error::retry_at`] where it is known.
    ///
    /// An unreadable answer counts, because it is often a notice or a login that stands there for a while. A
    /// used-up budget counts, because the next day brings a new one.
    /// What a person, the app or a newer version must change does not count.
    pub fn is_retryable(self) -> bool {
        match self {
            Self::Offline
            | Self::TimedOut
            | Self::Refused
            | Self::Unreadable
            | Self::OverBudget
            | Self::Busy => true,
            Self::NotFound
            | Self::Gone
            | Self::TooLarge
            | Self::UntrustedCertificate
            | Self::ForbiddenAddress
            | Self::StorageFull
            | Self::StorageDamaged
            | Self::NewerVersion
            | Self::ReadOnly
            | Self::StalePlan
            | Self::Cancelled
            | Self::BadArgument
            | Self::Closed
            | Self::Internal => false,
        }
    }

    /// Every code there is, in the order of [`Error`]. There may be more in a later version.
    pub const ALL: &[ErrorCode] = &[
        Self::Offline,
        Self::TimedOut,
        Self::Refused,
        Self::NotFound,
        Self::Gone,
        Self::Unreadable,
        Self::TooLarge,
        Self::UntrustedCertificate,
        Self::ForbiddenAddress,
        Self::StorageFull,
        Self::StorageDamaged,
        Self::NewerVersion,
        Self::ReadOnly,
        Self::Busy,
        Self::StalePlan,
        Self::OverBudget,
        Self::Cancelled,
        Self::BadArgument,
        Self::Closed,
        Self::Internal,
    ];

    /// The name used in JSON and in every host language.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::TimedOut => "timed_out",
            Self::Refused => "refused",
            Self::NotFound => "not_found",
            Self::Gone => "gone",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too_large",
            Self::UntrustedCertificate => "untrusted_certificate",
            Self::ForbiddenAddress => "forbidden_address",
            Self::StorageFull => "storage_full",
            Self::StorageDamaged => "storage_damaged",
            Self::NewerVersion => "newer_version",
            Self::ReadOnly => "read_only",
            Self::Busy => "busy",
            Self::StalePlan => "stale_plan",
            Self::OverBudget => "over_budget",
            Self::Cancelled => "cancelled",
            Self::BadArgument => "bad_argument",
            Self::Closed => "closed",
            Self::Internal => "internal",
        }
    }
}
