//! A proxy: its address, and the name and password for it.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

use crate::error::{Error, Result};

/// A proxy that all requests go through. It is read from a text: `http://`, `https://` or `socks5h://`, then
/// perhaps `user:password@`, a host, and perhaps a port (80, 443 and 1080 if left out). A proxy of `socks5h`
/// looks up the names itself, so they leave the device only inside the connection to it.
///
/// What is printed has neither user nor password, and neither has an error about it.
///
/// ```
/// let proxy: ifilm_core::Proxy = "socks5h://me:secret@127.0.0.1:9050".parse()?;
/// assert_eq!(proxy.to_string(), "socks5h://127.0.0.1:9050");
/// # Ok::<(), ifilm_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy {
    address: Url,
}

impl Proxy {
    /// The address with user and password.
    pub(crate) fn address(&self) -> &Url {
        &self.address
    }
}

impl FromStr for Proxy {
    type Err = Error;

    /// # Errors
    /// [`Error::BadArgument`], without the text, because it may hold a password.
    fn from_str(text: &str) -> Result<Self> {
        let address = Url::parse(text.trim()).map_err(|_| bad("it is no address"))?;
        match address.scheme() {
            "http" | "https" | "socks5h" => {}
            "socks5" => return Err(bad("write `socks5h`: the proxy looks up the names")),
            _ => return Err(bad("it begins with `http`, `https` or `socks5h`")),
        }
        if address.host().is_none_or(|host| host == Host::Domain("")) {
            return Err(bad("it has no host"));
        }
        let has_more =
            !matches!(address.path(), "" | "/") || address.query().or(address.fragment()).is_some();
        match has_more {
            true => Err(bad("nothing follows its host and port")),
            false => Ok(Self { address }),
        }
    }
}

/// Without user and password.
impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address } = self;
        write!(f, "{}://{}", address.scheme(), address.host_str().unwrap_or_default())?;
        address.port().map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

/// Without user and password.
impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({self})")
    }
}

fn bad(reason: &str) -> Error {
    Error::bad_argument(format!("the proxy cannot be used: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_kinds_of_proxy_are_read() {
        for (text, shown) in [
            ("http://proxy.example", "http://proxy.example"),
            ("https://proxy.example:8443/", "https://proxy.example:8443"),
            (" socks5h://127.0.0.1:9050 ", "socks5h://127.0.0.1:9050"),
            ("http://[::1]:3128", "http://[::1]:3128"),
        ] {
            assert_eq!(text.parse::<Proxy>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn neither_what_is_printed_nor_an_error_has_the_password() {
        let proxy: Proxy = "socks5h://sara:hush%21@proxy.example:1080".parse().unwrap();

        let printed = format!("{proxy} {proxy:?}");

        assert_eq!(printed, "socks5h://proxy.example:1080 Proxy(socks5h://proxy.example:1080)");
        for bad in [
            "sara:hush@proxy.example",
            "ftp://sara:hush@proxy.example",
            "socks5://sara:hush@proxy.example",
            "http://sara:hush@proxy.example/path",
            "http://sara:hush@",
            "http://sara:hush@proxy.example:port",
            "socks5h://",
            "",
        ] {
            let error = bad.parse::<Proxy>().unwrap_err();
            let printed = format!("{error} {error:?}");
            assert!(!printed.contains("hush") && !printed.contains("sara"), "{printed}");
        }
    }
}
