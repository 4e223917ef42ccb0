//! A base address: where an edition begins.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use url::Url;

use crate::error::{Error, Result};

/// Where an edition begins: a host. If editions share the host, also the path or query that identifies this
/// edition.
///
/// ```
/// use ifilm_core::catalog::Base;
/// let base: Base = "https://example.org/blog?lang=fa".parse()?;
/// assert_eq!(base.address_of("/list?page=1"), "https://example.org/blog/list?page=1&lang=fa");
/// # Ok::<(), ifilm_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Base {
    text: String,
    url: Url,
}

impl Base {
    /// The address as the catalogue has it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host, with its port if that is not the default port.
    pub fn authority(&self) -> &str {
        self.url.authority()
    }

    /// The base as an address.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The address of a path and query below this base.
    pub fn address_of(&self, path: &str) -> String {
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let queries: Vec<&str> = query.into_iter().chain(self.url.query()).collect();
        let mark = if queries.is_empty() { "" } else { "?" };
        let (root, path) = (self.root(), path.trim_start_matches('/'));
        format!("{root}/{path}{mark}{}", queries.join("&"))
    }

    /// The path of an address below this base; `None` if the address is not below it.
    pub(super) fn path_below<'a>(&self, address: &'a Url) -> Option<&'a str> {
        let own = self.url.path().trim_end_matches('/');
        let (start, rest) = address.path().split_at_checked(own.len())?;
        let is_below = start.eq_ignore_ascii_case(own) && (rest.is_empty() || rest.starts_with('/'));
        (is_below && self.is_host_of(address) && self.is_query_of(address)).then_some(rest)
    }

    /// Whether an address below both bases belongs to this one, because this one is more specific.
    pub(super) fn is_nearer_than(&self, other: &Base) -> bool {
        self.nearness() > other.nearness()
    }

    fn nearness(&self) -> (usize, usize) {
        (self.url.path().trim_end_matches('/').len(), self.url.query_pairs().count())
    }

    /// Scheme, host and path, without a slash at the end.
    fn root(&self) -> &str {
        let end = self.text.find('?').unwrap_or(self.text.len());
        self.text.get(..end).unwrap_or(&self.text).trim_end_matches('/')
    }

    /// Whether host and port are the same. The scheme does not count, because a site links to itself by http
    /// and by https.
    fn is_host_of(&self, address: &Url) -> bool {
        let port = |url: &Url| url.port_or_known_default().filter(|port| !matches!(port, 80 | 443));
        matches!(address.scheme(), "http" | "https")
            && self.url.host_str() == address.host_str()
            && port(&self.url) == port(address)
    }

    fn is_query_of(&self, address: &Url) -> bool {
        self.url.query_pairs().all(|own| address.query_pairs().any(|pair| pair == own))
    }
}

impl FromStr for Base {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        // A password may come before the @, even if the rest is no address.
        let shown = text.rsplit_once('@').filter(|_| text.contains("//")).map_or(text, |(_, rest)| rest);
        let refused = |why: &str| Error::bad_argument(format!("`{shown}` {why}"));
        let url = Url::parse(text).map_err(|_| refused("is no address"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::bad_argument("a base address holds no user name and no password"));
        }
        if !url.has_host() || !matches!(url.scheme(), "http" | "https") {
            return Err(refused("is no address of http or https"));
        }
        if url.fragment().is_some() {
            return Err(refused("has a part after #, which is never sent"));
        }
        Ok(Self { text: text.to_owned(), url })
    }
}

impl TryFrom<String> for Base {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> Base {
        text.parse().unwrap()
    }

    fn below<'a>(base: &str, address: &'a Url) -> Option<&'a str> {
        base.parse::<Base>().unwrap().path_below(address)
    }

    #[test]
    fn a_path_below_a_base_has_one_slash_between() {
        for (base_text, path, address) in [
            ("https://example.org", "/list?page=1", "https://example.org/list?page=1"),
            ("https://example.org/", "list", "https://example.org/list"),
            ("https://example.org/blog/", "/list", "https://example.org/blog/list"),
            ("https://example.org/?lang=fa", "/", "https://example.org/?lang=fa"),
            ("https://example.org/blog?lang=fa", "/?p=12", "https://example.org/blog/?p=12&lang=fa"),
        ] {
            assert_eq!(base(base_text).address_of(path), address);
        }
    }

    #[test]
    fn an_address_is_below_a_base_with_its_host_path_and_query() {
        let address = Url::parse("http://example.org/Blog/posts/7?lang=fa&x=1").unwrap();

        assert_eq!(below("https://example.org", &address), Some("/Blog/posts/7"));
        assert_eq!(below("https://example.org/blog/", &address), Some("/posts/7"));
        assert_eq!(below("https://example.org/blog?lang=fa", &address), Some("/posts/7"));
        assert_eq!(below("https://example.org/blo", &address), None);
        assert_eq!(below("https://example.org/?lang=ar", &address), None);
        assert_eq!(below("https://example.org:8080", &address), None);
    }

    #[test]
    fn an_invalid_base_is_refused() {
        for text in ["example.org", "ftp://example.org", "mailto:a@example.org", "https://example.org/#top"] {
            assert!(text.parse::<Base>().unwrap_err().to_string().contains(text), "{text}");
        }
        for text in ["https://me:secret@example.org", "ftp://me:secret@example.org", "https://me:secret@"] {
            let error = text.parse::<Base>().unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
