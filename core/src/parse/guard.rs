//! Turns a panic of a parser into the error of its document.

use url::Url;

use crate::error::{Error, Result};
use crate::guard;

/// Reads a document and turns a panic into an error. So a bug of ours loses only this document, and the sync
/// continues. Values that `read` was writing when it panicked must not be used afterwards.
///
/// # Errors
/// Those of `read`. If it panics, [`Error::Unreadable`] with the address and the message of the panic.
pub(crate) fn guarded<T>(address: &Url, read: impl FnOnce() -> Result<T>) -> Result<T> {
    let read = || {
        #[cfg(test)]
        tests::panic_if_planted(address);
        read()
    };
    guard::guarded(address, read).unwrap_or_else(|message| {
        let reason = format!("the parser panicked: {message}");
        Err(Error::Unreadable { what: address.to_string(), reason })
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Mutex;

    use super::*;

    static PLANTED: Mutex<Vec<String>> = Mutex::new(Vec::new());

    /// From now on the parser panics at documents whose address begins with this prefix.
    pub(crate) fn plant_panic(prefix: &str) {
        PLANTED.lock().unwrap().push(prefix.to_owned());
    }

    pub(super) fn panic_if_planted(address: &Url) {
        let is_planted = PLANTED.lock().unwrap().iter().any(|prefix| address.as_str().starts_with(prefix));
        assert!(!is_planted, "a planted panic");
    }

    fn address() -> Url {
        Url::parse("https://en.example.org/News/Content/7").unwrap()
    }

    #[test]
    fn a_panic_is_unreadable_with_its_address_and_message() {
        let read = || -> Result<()> { panic!("index {} is out of range", 7) };

        let error = guarded(&address(), read).unwrap_err();

        assert_eq!(
            error.to_string(),
            "https://en.example.org/News/Content/7 could not be read: the parser panicked: index 7 is out of range"
        );
    }

    #[test]
    fn a_result_without_a_panic_is_returned_unchanged() {
        assert_eq!(guarded(&address(), || Ok(7)).unwrap(), 7);
        assert!(matches!(guarded::<()>(&address(), || Err(Error::Closed)), Err(Error::Closed)));
    }
}
