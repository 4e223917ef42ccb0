//! Digits in a text, of three sets, alone and in groups.

/// Groups of digits, each parted from the next by one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Groups<'t> {
    /// At least one.
    pub(crate) groups: Vec<&'t str>,
    /// What stands between two groups; one less than there are groups.
    pub(crate) separators: Vec<char>,
    /// How many bytes all of them take.
    pub(crate) len: usize,
}

impl<'t> Groups<'t> {
    /// The groups that a text begins with; `joins` says whether a separator and the digits behind it go on with what was
    /// read so far.
    pub(crate) fn at(text: &'t str, joins: impl Fn(&Self, char, &str) -> bool) -> Option<Self> {
        let first = digits(text)?;
        let mut read = Self { groups: vec![first], separators: Vec::new(), len: first.len() };
        while let Some((separator, group)) =
            read.next(text).filter(|(sign, group)| joins(&read, *sign, group))
        {
            read.separators.push(separator);
            read.groups.push(group);
            read.len += separator.len_utf8() + group.len();
        }
        Some(read)
    }

    fn next(&self, text: &'t str) -> Option<(char, &'t str)> {
        let mut rest = text.get(self.len..)?.chars();
        let separator = rest.next()?;
        Some((separator, digits(rest.as_str())?))
    }
}

/// The digits that a text begins with.
pub(crate) fn digits(text: &str) -> Option<&str> {
    let end = text.find(|c| digit(c).is_none()).unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

/// The value of a digit of any of the three sets.
pub(crate) fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '۰'..='۹' => '۰',
        '٠'..='٩' => '٠',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// Digits of any set in those of ASCII.
pub(crate) fn value(digits: &str) -> String {
    digits.chars().filter_map(digit).map(|digit| char::from(b'0' + digit)).collect()
}

/// Whether a character is one of the dashes that stand between numbers.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−')
}
