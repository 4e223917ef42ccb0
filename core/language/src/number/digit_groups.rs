//! Reads digits of three sets (`0` to `9`, `۰` to `۹`, `٠` to `٩`), alone and in groups. Full-width digits of
//! ASCII (`０` to `９`) are read, too.

/// Groups of digits with one separator between each two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Groups<'t> {
    /// At least one.
    pub(crate) groups: Vec<&'t str>,
    /// The separators, one fewer than there are groups.
    pub(crate) separators: Vec<char>,
    /// The text after them.
    pub(crate) rest: &'t str,
}

impl<'t> Groups<'t> {
    /// The groups that a text begins with. `joins` decides whether a separator and the digits after it belong
    /// to the groups that were read so far.
    pub(crate) fn at(text: &'t str, joins: impl Fn(&Self, char, &str) -> bool) -> Option<Self> {
        let (first, rest) = digits(text)?;
        let mut read = Self { groups: vec![first], separators: Vec::new(), rest };
        while let Some((separator, group, rest)) =
            read.next().filter(|(sign, group, _)| joins(&read, *sign, group))
        {
            read.separators.push(separator);
            read.groups.push(group);
            read.rest = rest;
        }
        Some(read)
    }

    fn next(&self) -> Option<(char, &'t str, &'t str)> {
        let mut behind = self.rest.chars();
        let separator = behind.next()?;
        let (group, rest) = digits(behind.as_str())?;
        Some((separator, group, rest))
    }
}

/// The digits that a text begins with, and the text after them.
pub(crate) fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c| digit(c).is_none()).unwrap_or(text.len());
    text.split_at_checked(end).filter(|(digits, _)| !digits.is_empty())
}

/// The value of a digit of any of the three sets, also if it is full-width.
pub(crate) fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '۰'..='۹' => '۰',
        '٠'..='٩' => '٠',
        '０'..='９' => '０',
        _ => return None,
    };
    u8::try_from(u32::from(c).checked_sub(zero.into())?).ok()
}

/// Digits of any set as ASCII digits.
pub(crate) fn value(digits: &str) -> String {
    digits.chars().filter_map(|c| char::from_digit(digit(c)?.into(), 10)).collect()
}

/// A number in the digits of ASCII; `None` unless the text consists of digits, of ASCII, Persian or Arabic.
///
/// ```
/// use ifilm_language::number::ascii_digits;
/// assert_eq!(ascii_digits("۲۰۴۳۹۹۸").as_deref(), Some("2043998"));
/// assert_eq!(ascii_digits("v2"), None);
/// ```
pub fn ascii_digits(text: &str) -> Option<String> {
    digits(text).filter(|(_, rest)| rest.is_empty()).map(|(digits, _)| value(digits))
}

/// Whether a character is a dash that may stand between numbers.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−')
}
