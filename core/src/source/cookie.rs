//! The cookies of one chain of redirects (RFC 6265). The answers of the chain set them, its requests send
//! them back, and its end deletes them.

use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderValue, SET_COOKIE};
use url::{Host, Url};

use super::date::http_date;

/// Servers refuse request headers of more than 8 kB. This leaves room for the other headers.
const MOST_BYTES: usize = 6 * 1024;

/// Cookies, in the order in which they were set.
#[derive(Default)]
pub(super) struct Jar(Vec<Cookie>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Cookie {
    /// Name and value, in the form in which they are sent back.
    pair: Vec<u8>,
    name_length: usize,
    host: String,
    /// Whether subdomains of the host get the cookie, too.
    below: bool,
    path: String,
    secure: bool,
    /// Whether the cookie has expired. A server deletes a cookie by setting it again, as expired.
    is_expired: bool,
}

impl Jar {
    /// Stores the cookies that an answer sets. A cookie replaces an earlier one with the same name, host and
    /// path.
    pub(super) fn take(&mut self, address: &Url, headers: &HeaderMap, now: Timestamp) {
        for line in headers.get_all(SET_COOKIE) {
            if let Some(cookie) = Cookie::read(line.as_bytes(), address, now) {
                self.0.retain(|other| !other.is_same(&cookie));
                self.0.push(cookie);
            }
        }
        self.0.retain(|cookie| !cookie.is_expired);
    }

    /// The `Cookie` header for an address, with the longest paths first; `None` if there is no cookie for it.
    pub(super) fn header(&self, address: &Url) -> Option<HeaderValue> {
        let mut cookies: Vec<&Cookie> = self.0.iter().filter(|cookie| cookie.is_for(address)).collect();
        cookies.sort_by_key(|cookie| std::cmp::Reverse(cookie.path.len()));
        let mut bytes = Vec::new();
        for cookie in cookies {
            if bytes.len() + cookie.pair.len() > MOST_BYTES {
                break;
            }
            bytes.extend_from_slice(if bytes.is_empty() { b"" } else { b"; " });
            bytes.extend_from_slice(&cookie.pair);
        }
        HeaderValue::from_bytes(&bytes).ok().filter(|_| !bytes.is_empty())
    }
}

impl Cookie {
    /// Parses a `Set-Cookie` header; `None` if it has no name or a domain that the server may not set.
    fn read(line: &[u8], address: &Url, now: Timestamp) -> Option<Self> {
        let mut parts = line.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
        let (name, value) = pair_of(parts.next()?)?;
        let mut cookie = Self {
            pair: [name, b"=", value].concat(),
            name_length: name.len(),
            host: address.host_str()?.to_owned(),
            below: false,
            path: default_path(address).to_owned(),
            secure: false,
            is_expired: false,
        };
        let attributes: Vec<(String, String)> = parts.map(attribute).collect();
        for (name, value) in &attributes {
            match name.as_str() {
                "domain" if !value.is_empty() => cookie.set_domain(value, address)?,
                "path" => {
                    cookie.path =
                        if value.starts_with('/') { value } else { default_path(address) }.to_owned()
                }
                "secure" => cookie.secure = true,
                _ => {}
            }
        }
        cookie.is_expired = is_expired(&attributes, now);
        (!cookie.secure || address.scheme() == "https").then_some(cookie)
    }

    /// Sets the domain. It must be the server's own host or a parent domain of at least two labels, so not
    /// `ir`.
    fn set_domain(&mut self, domain: &str, address: &Url) -> Option<()> {
        let domain = domain.trim_start_matches('.').to_ascii_lowercase();
        if domain == self.host {
            self.below = matches!(address.host(), Some(Host::Domain(_)));
            return Some(());
        }
        let is_above = domain.contains('.') && is_below(address, &domain);
        (self.host, self.below) = (domain, true);
        is_above.then_some(())
    }

    fn name(&self) -> &[u8] {
        self.pair.get(..self.name_length).unwrap_or_default()
    }

    fn is_same(&self, other: &Self) -> bool {
        (self.name(), &self.host, &self.path) == (other.name(), &other.host, &other.path)
    }

    fn is_for(&self, address: &Url) -> bool {
        let is_host = address.host_str() == Some(&self.host) || (self.below && is_below(address, &self.host));
        let rest = address.path().strip_prefix(self.path.as_str());
        let is_path =
            rest.is_some_and(|rest| rest.is_empty() || self.path.ends_with('/') || rest.starts_with('/'));
        is_host && is_path && (!self.secure || address.scheme() == "https")
    }
}

fn pair_of(part: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = part.iter().position(|byte| *byte == b'=')?;
    let (name, value) = part.split_at(at);
    let name = name.trim_ascii();
    (!name.is_empty()).then_some((name, value.get(1..).unwrap_or_default().trim_ascii()))
}

fn attribute(part: &[u8]) -> (String, String) {
    let text = String::from_utf8_lossy(part);
    let (name, value) = text.split_once('=').unwrap_or((&text, ""));
    (name.trim().to_ascii_lowercase(), value.trim().to_owned())
}

/// `Max-Age` takes precedence over `Expires`.
fn is_expired(attributes: &[(String, String)], now: Timestamp) -> bool {
    let last =
        |wanted| attributes.iter().rev().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let age = last("max-age").and_then(|value| value.parse::<i64>().ok());
    let end = last("expires").and_then(|value| http_date(value, now));
    age.map_or_else(|| end.is_some_and(|end| end <= now), |age| age <= 0)
}

/// The path up to its last slash, without the slash.
fn default_path(address: &Url) -> &str {
    let (folder, _) = address.path().rsplit_once('/').unwrap_or_default();
    if folder.is_empty() { "/" } else { folder }
}

fn is_below(address: &Url, host: &str) -> bool {
    let Some(Host::Domain(name)) = address.host() else { return false };
    name.strip_suffix(host).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(address: &str) -> Url {
        Url::parse(address).unwrap()
    }

    /// The cookies that are sent to `to` after the answer of `by` had these `Set-Cookie` lines.
    fn sent(by: &str, lines: &[&'static str], to: &str) -> String {
        let (mut jar, mut headers) = (Jar::default(), HeaderMap::new());
        for line in lines {
            headers.append(SET_COOKIE, HeaderValue::from_static(line));
        }
        jar.take(&url(by), &headers, "2024-05-02T09:30:00Z".parse().unwrap());
        jar.header(&url(to)).map_or_else(String::new, |header| header.to_str().unwrap().to_owned())
    }

    const PAGE: &str = "https://en.example.ir/News/Content/1";

    #[test]
    fn cookies_are_sent_only_to_their_host_and_below_their_path() {
        for (lines, to, expected) in [
            (&["seen=1; path=/"][..], PAGE, "seen=1"),
            (&["a=1; Path=/", "b = 2 ;path=/; HttpOnly; SameSite=Lax"], PAGE, "a=1; b=2"),
            (&["a=1; path=/", "b=2; path=/News"], PAGE, "b=2; a=1"),
            (&["a=1"], "https://en.example.ir/News/Content", "a=1"),
            (&["a=1"], "https://en.example.ir/News/Contents/2", ""),
            (&["a=1"], "https://en.example.ir/", ""),
            (&["a=1; path=/News/"], "https://en.example.ir/News", ""),
            (&["a=1; path=News"], "https://en.example.ir/News/Content/2", "a=1"),
            (&["a=1; path=/"], "https://fa.example.ir/", ""),
            (&["a=1; path=/"], "https://sub.en.example.ir/", ""),
            (&["a=x=y; path=/"], PAGE, "a=x=y"),
            (&["no value", "=1", ""], PAGE, ""),
        ] {
            assert_eq!(sent(PAGE, lines, to), expected, "{lines:?} {to}");
        }
    }

    #[test]
    fn a_domain_extends_a_cookie_to_subdomains() {
        for (line, to, expected) in [
            ("a=1; domain=example.ir; path=/", "https://fa.example.ir/", "a=1"),
            ("a=1; Domain=.Example.ir; path=/", "https://fa.example.ir/", "a=1"),
            ("a=1; domain=en.example.ir; path=/", "https://sub.en.example.ir/", "a=1"),
            ("a=1; domain=example.ir; path=/", "https://notexample.ir/", ""),
            ("a=1; domain=fa.example.ir; path=/", "https://fa.example.ir/", ""),
            ("a=1; domain=ir; path=/", "https://other.ir/", ""),
            ("a=1; domain=; path=/", "https://en.example.ir/", "a=1"),
        ] {
            assert_eq!(sent(PAGE, &[line], to), expected, "{line} {to}");
        }
        assert_eq!(sent("http://10.0.0.1/", &["a=1; domain=10.0.0.1"], "http://10.0.0.1/"), "a=1");
        assert_eq!(sent("http://10.0.0.1/", &["a=1; domain=0.0.1"], "http://10.0.0.1/"), "");
    }

    #[test]
    fn a_secure_cookie_is_sent_only_over_https() {
        assert_eq!(sent(PAGE, &["a=1; Secure; path=/"], "https://en.example.ir/"), "a=1");
        assert_eq!(sent(PAGE, &["a=1; Secure; path=/"], "http://en.example.ir/"), "");
        assert_eq!(sent("http://en.example.ir/", &["a=1; secure"], "http://en.example.ir/"), "");
    }

    #[test]
    fn the_last_cookie_of_a_name_counts_and_an_expired_one_is_deleted() {
        for (lines, expected) in [
            (&["a=1; path=/", "a=2; path=/"][..], "a=2"),
            (&["a=1; path=/", "a=; path=/; Max-Age=0"], ""),
            (&["a=1; path=/", "a=x; path=/; expires=Thu, 01-Jan-1970 00:00:00 GMT"], ""),
            (&["a=1; path=/; max-age=60; expires=Thu, 01 Jan 1970 00:00:00 GMT"], "a=1"),
            (&["a=1; path=/; expires=Fri, 03 May 2024 00:00:00 GMT"], "a=1"),
        ] {
            assert_eq!(sent(PAGE, lines, PAGE), expected, "{lines:?}");
        }
    }

    #[test]
    fn no_more_cookies_are_sent_than_servers_accept() {
        let mut headers = HeaderMap::new();
        for at in 0..500 {
            headers.append(SET_COOKIE, format!("{at:040}=true; path=/").parse().unwrap());
        }
        let mut jar = Jar::default();
        jar.take(&url(PAGE), &headers, Timestamp::UNIX_EPOCH);

        assert!((5000..=6200).contains(&jar.header(&url(PAGE)).unwrap().len()));
    }
}
