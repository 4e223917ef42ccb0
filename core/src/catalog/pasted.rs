//! Addresses and keys as people paste them.

use url::Url;

/// The text without the quotes, brackets and punctuation that came with it from a message.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(|c| is_around(c) || c == '(');
    text.trim_end_matches(|c| is_around(c) || is_after(c) || (c == ')' && !text.contains('(')))
}

/// The addresses that a text can mean: as it is, then without or with `www.`
pub(super) fn addresses(text: &str) -> impl Iterator<Item = Url> {
    let address = Url::parse(&with_scheme(bare(text))).ok().map(mended);
    let other = address.as_ref().and_then(with_or_without_www);
    address.into_iter().chain(other)
}

fn with_scheme(text: &str) -> String {
    let has = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if has("http:") || has("https:") {
        return text.to_owned();
    }
    format!("https://{}", text.trim_start_matches('/'))
}

/// The address without a dot after the host, and without empty parts of the path.
fn mended(mut address: Url) -> Url {
    let path: Vec<&str> = address.path().split('/').filter(|part| !part.is_empty()).collect();
    let path = path.join("/");
    address.set_path(&path);
    if let Some(host) = address.host_str().and_then(|host| host.strip_suffix('.')).map(str::to_owned) {
        let _ = address.set_host(Some(&host)); // a host that cannot be set stays as it is
    }
    address
}

fn with_or_without_www(address: &Url) -> Option<Url> {
    let host = address.host_str()?;
    let other = host.strip_prefix("www.").map_or_else(|| format!("www.{host}"), str::to_owned);
    let mut address = address.clone();
    address.set_host(Some(&other)).ok()?;
    Some(address)
}

/// Blanks, invisible marks of direction, and quotes.
fn is_around(c: char) -> bool {
    let is_invisible =
        matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    let is_quote = matches!(c, '<' | '>' | '"' | '\'' | '`' | '«' | '»' | '‘' | '’' | '“' | '”');
    c.is_whitespace() || is_invisible || is_quote
}

/// The punctuation of a sentence that goes on or ends after an address.
fn is_after(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '،' | '؛' | '؟')
}
