//! Cuts a page into tags, texts and scripts, whatever the nesting.

/// A piece of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
    Script(String),
}

/// The pieces of a page.
pub(crate) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_text(&mut pieces, &rest[..at]);
        rest = &rest[at + 1..];
        let end = tag_end(rest);
        let (inner, after) = (&rest[..end], &rest[(end + 1).min(rest.len())..]);
        rest = after;
        if let Some(name) = inner.strip_prefix('/') {
            pieces.push(Piece::Close(name.trim().to_lowercase()));
        } else if !inner.starts_with('!') {
            let (name, attributes) = opened(inner);
            if name == "script" {
                let end = rest.find("</script").unwrap_or(rest.len());
                pieces.push(Piece::Script(rest[..end].to_owned()));
                rest = &rest[end..];
            } else {
                pieces.push(Piece::Open(name, attributes));
            }
        }
    }
    pieces
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    let text = folded(&decoded(text));
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
}

/// Where a tag ends; quotes may hold the sign that ends it.
fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    for (at, letter) in rest.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '"' | '\'') if rest[..at].ends_with('=') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    rest.len()
}

fn opened(inner: &str) -> (String, Vec<(String, String)>) {
    let end = inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len());
    let mut attributes = Vec::new();
    let mut rest = &inner[end..];
    while let Some(equals) = rest.find('=') {
        let name = rest[..equals].trim().trim_start_matches('/').to_lowercase();
        let after = &rest[equals + 1..];
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, length) = match quote {
            Some(quote) => {
                let end = after[1..].find(quote).unwrap_or(after.len() - 1);
                (&after[1..=end], (end + 2).min(after.len()))
            }
            None => {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                (&after[..end], end)
            }
        };
        attributes.push((name, decoded(value)));
        rest = &after[length..];
    }
    (inner[..end].trim_end_matches('/').to_lowercase(), attributes)
}

/// A text with its character references decoded.
pub(crate) fn decoded(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let end = after.find(';').filter(|end| *end < 9);
        let letter = end.and_then(|end| letter(&after[..end]).map(|letter| (letter, end)));
        match letter {
            Some((letter, end)) => {
                decoded.push(letter);
                rest = &after[end + 1..];
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded + rest
}

fn letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix("#x") {
        return char::from_u32(u32::from_str_radix(number, 16).ok()?);
    }
    if let Some(number) = name.strip_prefix('#') {
        return char::from_u32(number.parse().ok()?);
    }
    Some(match name {
        "nbsp" => ' ',
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "lsquo" => '\u{2018}',
        "rsquo" => '\u{2019}',
        "ldquo" => '\u{201c}',
        "rdquo" => '\u{201d}',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "zwnj" => '\u{200c}',
        "copy" => '©',
        _ => return None,
    })
}

/// A text with its white space folded.
pub(crate) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
