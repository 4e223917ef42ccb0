//! Addresses and keys as people paste them.

use url::Url;

/// The longest text that is read as an address, in bytes. A slug of 500 Persian letters has 3000 when it is
/// escaped.
const LONGEST: usize = 8192;

/// What some apps add to the end of an address, escaped: backslash, blank, no-break space, marks of
/// direction, the half-space and the byte order mark.
const AFTER_PATH: &[&str] =
    &["/", "%5C", "%20", "%C2%A0", "%E2%80%8E", "%E2%80%8F", "%E2%80%8B", "%E2%80%8C", "%EF%BB%BF"];

/// The text without the quotes, brackets and punctuation that came with it from a message.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(|c| is_around(c) || matches!(c, '(' | '['));
    let is_open = |open: char| text.contains(open);
    let closes = |c| (c == ')' && !is_open('(')) || (c == ']' && !is_open('['));
    text.trim_end_matches(|c| is_around(c) || is_after(c) || closes(c))
}

/// The addresses that a text can mean: as it is, then without or with `www.` None if the text is no address
/// of http or https, or one with a user name: `https://en.ifilmtv.ir@example.org` leads to example.org.
///
/// A text with a line break or a tab inside is none, either. A URL parser would join the lines, and the
/// number that the next line begins with would become a part of the id.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = Url> {
    let text = bare(text);
    let is_one_line = text.len() <= LONGEST && !text.contains(|c: char| c.is_control());
    let address = is_one_line.then(|| with_scheme(text)).flatten().and_then(|text| Url::parse(&text).ok());
    let address = address.filter(|address| address.username().is_empty() && address.password().is_none());
    let address = address.map(mended);
    let other = address.as_ref().and_then(with_or_without_www);
    address.into_iter().chain(other)
}

/// The text as an address of http or https; `None` if it has another scheme. `&amp;` was copied from a source
/// text.
fn with_scheme(text: &str) -> Option<String> {
    let text = text.replace("&amp;", "&");
    let has = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if has("http:") || has("https:") {
        return Some(text);
    }
    let host = text.trim_start_matches(['/', '\\']);
    let authority = host.split(['/', '\\', '?', '#']).next().unwrap_or(host);
    (!authority.is_empty() && !authority.ends_with(':')).then(|| format!("https://{host}"))
}

/// The address without a dot after the host, without empty parts of the path, and without what apps add to
/// its end.
fn mended(mut address: Url) -> Url {
    let path: Vec<&str> = address.path().split('/').filter(|part| !part.is_empty()).collect();
    let path = path.join("/");
    address.set_path(without_end(&path));
    if let Some(host) = address.host_str().and_then(|host| host.strip_suffix('.')).map(str::to_owned) {
        let _ = address.set_host(Some(&host)); // a host that cannot be set stays as it is
    }
    address
}

fn without_end(mut path: &str) -> &str {
    while let Some(shorter) = AFTER_PATH.iter().find_map(|end| without(path, end)) {
        path = shorter;
    }
    path
}

fn without<'p>(path: &'p str, end: &str) -> Option<&'p str> {
    let (shorter, found) = path.split_at_checked(path.len().checked_sub(end.len())?)?;
    found.eq_ignore_ascii_case(end).then_some(shorter)
}

fn with_or_without_www(address: &Url) -> Option<Url> {
    let host = address.host_str()?;
    let other = host.strip_prefix("www.").map_or_else(|| format!("www.{host}"), str::to_owned);
    let mut address = address.clone();
    address.set_host(Some(&other)).ok()?;
    Some(address)
}

/// Blanks, invisible marks of direction, quotes, and the stars of Markdown.
fn is_around(c: char) -> bool {
    let is_invisible =
        matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    let is_quote =
        matches!(c, '<' | '>' | '"' | '\'' | '`' | '«' | '»' | '‹' | '›' | '‘' | '’' | '“' | '”' | '„' | '*');
    c.is_whitespace() || is_invisible || is_quote
}

/// The punctuation of a sentence that goes on or ends after an address.
fn is_after(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '،' | '؛' | '؟' | '۔')
}
