//! The proxy of a client.

use std::fmt;

use crate::error::{Result, caught};

/// A proxy that all requests go through. It is an object and not a text, so that nothing that prints a
/// configuration prints its password.
#[derive(Clone, Debug, uniffi::Object)]
#[uniffi::export(Display)]
pub struct Proxy(ifilm_core::Proxy);

#[uniffi::export]
impl Proxy {
    /// Reads `http://`, `https://` or `socks5h://`, then perhaps `user:password@`, a host, and perhaps a port
    /// (80, 443 and 1080 if left out). A proxy of `socks5h` looks up the names itself.
    ///
    /// # Errors
    /// `BadArgument`, without the text, because it may hold a password.
    #[uniffi::constructor]
    pub fn parse(address: String) -> Result<Self> {
        caught(|| Ok(Self(address.parse()?)))
    }
}

impl Proxy {
    pub(crate) fn core(&self) -> ifilm_core::Proxy {
        self.0.clone()
    }
}

/// Without user and password.
impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
