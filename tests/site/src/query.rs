//! The parts of an address after the path, and what percent escapes stand for.

/// The value of a parameter, as it was sent.
pub(crate) fn value_of<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
}

/// The value of a parameter that is a number.
pub(crate) fn number_of(query: &str, name: &str) -> Option<u64> {
    value_of(query, name)?.parse().ok()
}

/// A value in which a plus stands for a blank.
pub(crate) fn decoded_form(value: &str) -> String {
    decoded(&value.replace('+', " "))
}

/// A path with its percent escapes decoded, so that all spellings of a path give the same picture.
pub(crate) fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let escape =
            (*first == b'%').then(|| after.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
