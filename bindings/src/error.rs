//! The errors, with one case for each reaction of a host.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::Timestamp;

use crate::error_code::ErrorCode;

/// The result of every exported call.
pub type Result<T, E = IfilmError> = std::result::Result<T, E>;

/// Why a call failed. `code()` is stable. `reason` is in English, for logs. `message_in()` gives a sentence
/// for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
#[allow(missing_docs, reason = "`reason` says the same in each case")]
pub enum IfilmError {
    /// There was no answer: no network, no such host, or the connection broke. Read from the cache, try
    /// later.
    #[error("{reason}")]
    Offline { reason: String },
    /// The host took longer than the limits allow. Try later.
    #[error("{reason}")]
    TimedOut { reason: String },
    /// The host answered that it cannot serve us now.
    #[error("{reason}")]
    Refused {
        reason: String,
        /// The earliest time to ask again, in milliseconds since 1970, UTC, where the host said so.
        retry_at_ms: Option<i64>,
    },
    /// There is no such thing, at the host or in the cache.
    #[error("{reason}")]
    NotFound { reason: String },
    /// The thing existed, and the host removed it for good.
    #[error("{reason}")]
    Gone { reason: String },
    /// The answer is not what it should be; a newer version may read it.
    #[error("{reason}")]
    Unreadable { reason: String },
    /// The answer is larger than the limits allow.
    #[error("{reason}")]
    TooLarge { reason: String },
    /// The host could not prove who it is. Never carry on without asking a person.
    #[error("{reason}")]
    UntrustedCertificate { reason: String },
    /// The address lies outside what the catalogue allows; nothing was sent to it.
    #[error("{reason}")]
    ForbiddenAddress { reason: String },
    /// The device has no room left.
    #[error("{reason}")]
    StorageFull { reason: String },
    /// A file of the cache or the user's state is damaged.
    #[error("{reason}")]
    StorageDamaged { reason: String },
    /// A file was written by a newer version of this library; it was left as it is.
    #[error("{reason}")]
    NewerVersion { reason: String },
    /// The files cannot be written.
    #[error("{reason}")]
    ReadOnly { reason: String },
    /// Another process has been writing to a file for longer than we wait. Try again soon.
    #[error("{reason}")]
    Busy { reason: String },
    /// A plan no longer says what a sync would do; nothing was sent. Make a new plan.
    #[error("{reason}")]
    StalePlan { reason: String },
    /// The budget of the sync or the day's ceiling has no room for it. Wait, or let a person allow more.
    #[error("{reason}")]
    OverBudget {
        reason: String,
        /// When the day ends whose ceiling was reached, in milliseconds since 1970, UTC.
        retry_at_ms: Option<i64>,
    },
    /// The caller cancelled the work.
    #[error("{reason}")]
    Cancelled { reason: String },
    /// The caller asked for something that makes no sense.
    #[error("{reason}")]
    BadArgument { reason: String },
    /// The client was closed.
    #[error("{reason}")]
    Closed { reason: String },
    /// A fault of this library, also a panic in it.
    #[error("{reason}")]
    Internal { reason: String },
}

#[uniffi::export]
impl IfilmError {
    /// The stable name of this failure.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Offline { .. } => ErrorCode::Offline,
            Self::TimedOut { .. } => ErrorCode::TimedOut,
            Self::Refused { .. } => ErrorCode::Refused,
            Self::NotFound { .. } => ErrorCode::NotFound,
            Self::Gone { .. } => ErrorCode::Gone,
            Self::Unreadable { .. } => ErrorCode::Unreadable,
            Self::TooLarge { .. } => ErrorCode::TooLarge,
            Self::UntrustedCertificate { .. } => ErrorCode::UntrustedCertificate,
            Self::ForbiddenAddress { .. } => ErrorCode::ForbiddenAddress,
            Self::StorageFull { .. } => ErrorCode::StorageFull,
            Self::StorageDamaged { .. } => ErrorCode::StorageDamaged,
            Self::NewerVersion { .. } => ErrorCode::NewerVersion,
            Self::ReadOnly { .. } => ErrorCode::ReadOnly,
            Self::Busy { .. } => ErrorCode::Busy,
            Self::StalePlan { .. } => ErrorCode::StalePlan,
            Self::OverBudget { .. } => ErrorCode::OverBudget,
            Self::Cancelled { .. } => ErrorCode::Cancelled,
            Self::BadArgument { .. } => ErrorCode::BadArgument,
            Self::Closed { .. } => ErrorCode::Closed,
            Self::Internal { .. } => ErrorCode::Internal,
        }
    }

    /// Whether it is one of the storage errors: `StorageFull`, `StorageDamaged`, `NewerVersion`, `ReadOnly`
    /// and `Busy`. The call itself is right, so it may succeed once the cause is gone.
    pub fn is_storage(&self) -> bool {
        ifilm_core::ErrorCode::from(self.code()).is_storage()
    }

    /// Whether the same call may do well later, although nobody changes anything here: the network, the site
    /// or another process is the cause, and that may pass. So a job of the system should try again, and not
    /// before `retry_at_ms` where it is known.
    pub fn is_retryable(&self) -> bool {
        ifilm_core::ErrorCode::from(self.code()).is_retryable()
    }

    /// A sentence for people in the language given, a BCP-47 tag: what went wrong and what to do.
    /// In English if no edition has that language.
    ///
    /// # Errors
    /// `BadArgument` if the tag is malformed.
    pub fn message_in(&self, language: String) -> Result<String> {
        error_message(self.code(), language)
    }
}

impl From<ifilm_core::language::Error> for IfilmError {
    fn from(error: ifilm_core::language::Error) -> Self {
        ifilm_core::Error::from(error).into()
    }
}

impl From<ifilm_core::Error> for IfilmError {
    fn from(error: ifilm_core::Error) -> Self {
        let retry_at_ms = error.retry_at().map(Timestamp::as_millisecond);
        Self::of(error.code().into(), error.to_string(), retry_at_ms)
    }
}

impl IfilmError {
    fn of(code: ErrorCode, reason: String, retry_at_ms: Option<i64>) -> Self {
        match code {
            ErrorCode::Offline => Self::Offline { reason },
            ErrorCode::TimedOut => Self::TimedOut { reason },
            ErrorCode::Refused => Self::Refused { reason, retry_at_ms },
            ErrorCode::NotFound => Self::NotFound { reason },
            ErrorCode::Gone => Self::Gone { reason },
            ErrorCode::Unreadable => Self::Unreadable { reason },
            ErrorCode::TooLarge => Self::TooLarge { reason },
            ErrorCode::UntrustedCertificate => Self::UntrustedCertificate { reason },
            ErrorCode::ForbiddenAddress => Self::ForbiddenAddress { reason },
            ErrorCode::StorageFull => Self::StorageFull { reason },
            ErrorCode::StorageDamaged => Self::StorageDamaged { reason },
            ErrorCode::NewerVersion => Self::NewerVersion { reason },
            ErrorCode::ReadOnly => Self::ReadOnly { reason },
            ErrorCode::Busy => Self::Busy { reason },
            ErrorCode::StalePlan => Self::StalePlan { reason },
            ErrorCode::OverBudget => Self::OverBudget { reason, retry_at_ms },
            ErrorCode::Cancelled => Self::Cancelled { reason },
            ErrorCode::BadArgument => Self::BadArgument { reason },
            ErrorCode::Closed => Self::Closed { reason },
            ErrorCode::Internal => Self::Internal { reason },
        }
    }

    /// The error of a panic, with its message.
    pub(crate) fn of_panic(payload: Box<dyn Any + Send>) -> Self {
        let said = payload.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| payload.downcast_ref::<&str>().copied());
        Self::Internal { reason: format!("panic: {}", said.unwrap_or("without words")) }
    }
}

/// An exception of the host's own code when the core called it.
impl From<uniffi::UnexpectedUniFFICallbackError> for IfilmError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Internal { reason: error.reason }
    }
}

/// A sentence for people in the language given, a BCP-47 tag: what went wrong and what to do.
/// In English if no edition has that language.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn error_message(code: ErrorCode, language: String) -> Result<String> {
    caught(|| Ok(ifilm_core::words::message(code.into(), &language.parse()?).to_owned()))
}

/// Makes a call. If it panics, the error is `Internal`.
#[expect(clippy::disallowed_methods, reason = "no panic may cross into the host")]
pub(crate) fn caught<T>(call: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|payload| Err(IfilmError::of_panic(payload)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_keeps_the_time_to_ask_again() {
        let retry_at = Some(Timestamp::from_second(1_700_000_000).unwrap());
        let refused =
            ifilm_core::Error::Refused { address: "https://a.example".to_owned(), status: 503, retry_at };

        let error = IfilmError::from(refused);

        let reason = "https://a.example answered 503".to_owned();
        assert_eq!(error, IfilmError::Refused { reason, retry_at_ms: Some(1_700_000_000_000) });
    }

    #[test]
    fn the_error_of_a_code_has_that_code() {
        for code in ifilm_core::ErrorCode::ALL.iter().copied() {
            let code = ErrorCode::from(code);
            assert_eq!(IfilmError::of(code, String::new(), None).code(), code);
        }
    }

    #[test]
    fn the_storage_errors_are_those_of_the_core() {
        for code in ifilm_core::ErrorCode::ALL.iter().copied() {
            let error = IfilmError::of(code.into(), String::new(), None);
            assert_eq!(error.is_storage(), ifilm_core::ErrorCode::STORAGE.contains(&code), "{code:?}");
        }
    }

    #[test]
    fn the_errors_that_may_pass_are_those_of_the_core() {
        for code in ifilm_core::ErrorCode::ALL.iter().copied() {
            let error = IfilmError::of(code.into(), String::new(), None);
            assert_eq!(error.is_retryable(), code.is_retryable(), "{code:?}");
        }
    }

    #[test]
    fn a_panic_becomes_internal_with_its_message() {
        let error = caught::<()>(|| panic!("row {} has no title", 7)).unwrap_err();

        assert_eq!(error, IfilmError::Internal { reason: "panic: row 7 has no title".to_owned() });
    }
}
