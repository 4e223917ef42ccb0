//! Why a command failed, and its exit code.

use std::fmt;
use std::path::Path;
use std::process::ExitCode;

use ifilm_core::{Error, ErrorCode};

/// Why a command failed.
pub(crate) enum Failure {
    /// The arguments or the input make no sense.
    BadInput(String),
    /// The core failed.
    Core(Error),
    /// A failure of input or output.
    Other(String),
}

impl Failure {
    pub(crate) fn bad_input(reason: impl Into<String>) -> Self {
        Self::BadInput(reason.into())
    }

    pub(crate) fn of_file(file: &Path, cause: &std::io::Error) -> Self {
        Self::BadInput(format!("{}: {cause}", file.display()))
    }

    /// 1: something was not fetched or not printed. 2: bad input. 3: storage.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::BadInput(_) => ExitCode::from(2),
            Self::Core(error) => ExitCode::from(code_of(error.code())),
            Self::Other(_) => ExitCode::FAILURE,
        }
    }
}

fn code_of(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::BadArgument | ErrorCode::NotFound | ErrorCode::Unreadable | ErrorCode::StalePlan => 2,
        code if code.is_storage() => 3,
        _ => 1,
    }
}

/// Advice for the user, if the message of the core has none.
fn advice(error: &Error) -> Option<&'static str> {
    match error {
        Error::StorageDamaged { .. } => {
            Some("`ifilm check` says what is wrong; with `--repair` it keeps all that can be read.")
        }
        Error::BadArgument(reason) if reason.ends_with("use another data directory") => {
            Some("Name one with `--data DIR`, or name the catalogue of this one with `--catalog FILE`.")
        }
        _ => None,
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadInput(reason) | Self::Other(reason) => f.write_str(reason),
            Self::Core(error) => {
                write!(f, "{error} ({})", error.code().as_str())?;
                advice(error).map_or(Ok(()), |advice| write!(f, "\n{advice}"))
            }
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Core(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Other(error.to_string())
    }
}
