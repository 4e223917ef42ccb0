//! Repairs the faults in JSON that hand-written generators make.

use std::iter::Peekable;
use std::str::CharIndices;

/// The text without raw control characters, half surrogates and escapes that JSON lacks: all are replaced.
/// `None` if the text has none of them.
pub(in crate::parse) fn repaired(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => mended.push_str(&escape(text.get(at..).unwrap_or_default(), &mut chars)),
            _ if c.is_control() => mended.push(' '),
            _ => mended.push(c),
        }
    }
    (mended != text).then_some(mended)
}

/// The escape at the start of `rest`, repaired. Moves `chars` past it.
fn escape(rest: &str, chars: &mut Peekable<CharIndices<'_>>) -> String {
    let Some((_, kind)) = chars.next() else {
        return String::new();
    };
    let length = match kind {
        'u' => return unicode(rest, chars),
        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => 2,
        _ => return if kind.is_control() { " ".to_owned() } else { kind.to_string() },
    };
    rest.get(..length).unwrap_or_default().to_owned()
}

fn unicode(rest: &str, chars: &mut Peekable<CharIndices<'_>>) -> String {
    let (length, left) = match (unit(rest), rest.get(6..).and_then(unit)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (12, 10),
        (Some(0xD800..=0xDFFF), _) => {
            skip(chars, 4);
            return "\u{FFFD}".to_owned();
        }
        (Some(_), _) => (6, 4),
        (None, _) => return "u".to_owned(),
    };
    skip(chars, left);
    rest.get(..length).unwrap_or_default().to_owned()
}

/// The number in `\u0041` at the start of a text.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

fn skip(chars: &mut Peekable<CharIndices<'_>>, count: usize) {
    for _ in 0..count {
        chars.next();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_hand_written_json_are_repaired() {
        assert_eq!(repaired(r#"["it\'s \x"]"#).as_deref(), Some(r#"["it's x"]"#));
        assert_eq!(repaired("[\"a\tb\"]").as_deref(), Some("[\"a b\"]"));
        assert_eq!(repaired(r#"["\ud83d!", "\udc00"]"#).as_deref(), Some("[\"\u{FFFD}!\", \"\u{FFFD}\"]"));
    }

    #[test]
    fn valid_json_stays_unchanged() {
        assert_eq!(repaired(r#"["\ud83d\ude00 \u0628 \\u \n \" é"]"#), None);
    }
}
