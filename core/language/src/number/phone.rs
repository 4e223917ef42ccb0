//! Telephone and card numbers: groups of digits that are read digit by digit.

use super::digit_groups::{digits, is_dash, value};

/// The groups of such a number and their separators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phone<'t> {
    pub(crate) has_plus: bool,
    pub(crate) groups: Vec<&'t str>,
    pub(crate) separators: Vec<char>,
    /// Whether a group stands in brackets, such as an area code.
    has_brackets: bool,
    /// The text after it.
    pub(crate) rest: &'t str,
}

/// The most digits of a telephone number with its country code (E.164).
const MOST_DIGITS: usize = 15;
/// The fewest digits of a telephone number. Shorter ones are read as numbers.
const FEWEST_DIGITS: usize = 7;
/// The groups of a card number: four times four digits.
const CARD: [usize; 4] = [4; 4];

impl<'t> Phone<'t> {
    /// The number that a text begins with.
    pub(crate) fn at(text: &'t str) -> Option<Self> {
        let unsigned = text.strip_prefix('+');
        let mut phone = Self {
            has_plus: unsigned.is_some(),
            groups: Vec::new(),
            separators: Vec::new(),
            has_brackets: false,
            rest: unsigned.unwrap_or(text),
        };
        while phone.take_group() {}
        phone.is_plausible().then_some(phone)
    }

    /// Takes the next group. A group takes all digits in a row, so two groups without a separator have a
    /// bracket between them.
    fn take_group(&mut self) -> bool {
        let separator = self.rest.chars().next().filter(|c| is_between(*c) && !self.groups.is_empty());
        let start = separator.and_then(|separator| self.rest.strip_prefix(separator)).unwrap_or(self.rest);
        let Some((group, rest)) = self.group(start).filter(|(group, _)| self.has_room_for(group)) else {
            return false;
        };
        if !self.groups.is_empty() {
            self.separators.push(separator.unwrap_or(' '));
        }
        self.has_brackets |= start.starts_with('(');
        self.groups.push(group);
        self.rest = rest;
        true
    }

    /// A group, and the text after it. One group of the number may stand in brackets.
    fn group(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        match text.strip_prefix('(') {
            Some(inside) if !self.has_brackets => {
                let (group, rest) = digits(inside)?;
                Some((group, rest.strip_prefix(')')?))
            }
            _ => digits(text),
        }
    }

    /// Whether a group still belongs to the number. A single digit after a complete number counts something
    /// else: `+98 21 1234 5678 3 films`.
    fn has_room_for(&self, group: &str) -> bool {
        let len = group.chars().count();
        let lens = || self.lens().chain([len]);
        let is_own = len > 1 || self.count() < FEWEST_DIGITS;
        is_own && (lens().sum::<usize>() <= MOST_DIGITS || lens().eq(CARD))
    }

    fn count(&self) -> usize {
        self.lens().sum()
    }

    fn lens(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().map(|group| group.chars().count())
    }

    fn is_plausible(&self) -> bool {
        let Some(first) = self.groups.first().map(|group| value(group)) else { return false };
        let count = self.count();
        let is_national = first.len() > 2 && first.starts_with('0') || self.has_brackets && count >= 10;
        let is_called = count >= FEWEST_DIGITS && (self.has_plus || is_national || self.is_local());
        is_called || self.lens().eq(CARD) && first.as_str() >= "3"
    }

    /// `555-1234` or `555-123-4567`. A range of round numbers (`500-1000`) is none.
    fn is_local(&self) -> bool {
        let is_dashed = self.separators.iter().all(|c| is_dash(*c));
        let is_round = self.groups.last().is_some_and(|group| value(group).ends_with("00"));
        is_dashed && (self.lens().eq([3, 4]) && !is_round || self.lens().eq([3, 3, 4]))
    }
}

fn is_between(c: char) -> bool {
    is_dash(c) || matches!(c, ' ' | '\u{A0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_found_in_any_groups() {
        for text in [
            "+98 21 1234 5678",
            "+961 1 123456",
            "+971 4 391 1999",
            "+98 (21) 88776655",
            "+93 (0) 700 123 456",
            "(021) 8877 6655",
            "(021)88776655",
            "(555) 123-4567",
            "555-1234",
            "555-123-4567",
            "۰۲۱-۸۸۷۷۶۶۵۵",
            "09121234567",
            "6037 9911 1234 5678",
        ] {
            assert_eq!(Phone::at(text).map(|phone| phone.rest), Some(""), "{text}");
        }
        assert_eq!(Phone::at("+98 21 1234 5678 3 films").map(|phone| phone.rest), Some(" 3 films"));
    }

    #[test]
    fn numbers_that_only_follow_each_other_are_none() {
        for text in
            ["12 13 14", "(2024) 120", "500-1000", "2019 2020 2021 2022", "2024-05-02", "+18", "1403-02-13"]
        {
            assert_eq!(Phone::at(text), None, "{text}");
        }
    }
}
