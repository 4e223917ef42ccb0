//! Numbers in a title count by their value.

/// ICU compares numbers of at most this many digits, and cuts longer ones.
const LONGEST: usize = 254;

/// The value of a decimal digit of the sets that have weights: ASCII, Arabic, Persian, and the wide forms of
/// ASCII.
pub(super) fn digit(character: char) -> Option<u8> {
    let zero = match character {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '０'..='９' => '０',
        _ => return None,
    };
    u8::try_from(u32::from(character).saturating_sub(u32::from(zero))).ok()
}

/// Numbers with as many digits each as are compared at once. Zeros at the beginning do not count, but one
/// stays if nothing else is there.
pub(super) fn numbers(digits: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = digits;
    std::iter::from_fn(move || {
        let zeros = rest.iter().take_while(|digit| **digit == 0).count();
        let last = rest.len().checked_sub(1)?;
        let significant = rest.get(zeros.min(last)..)?;
        let number = significant.get(..significant.len().min(LONGEST))?;
        rest = significant.get(number.len()..)?;
        Some(number)
    })
}

/// The bytes that compare like the value: how many digits there are, then the digits in pairs.
pub(super) fn write(number: &[u8], key: &mut Vec<u8>) {
    key.push(u8::try_from(number.len()).unwrap_or(u8::MAX));
    key.extend(number.chunks(2).map(|pair| match pair {
        [tens, ones] => tens.saturating_mul(10).saturating_add(*ones),
        [tens, ..] => tens.saturating_mul(10),
        [] => 0,
    }));
}
