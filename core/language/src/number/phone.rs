//! Numbers to be called, or of a card: groups of digits that are read one by one.

use super::digit::{digits, is_dash, value};

/// The groups of such a number, and what stands between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phone<'t> {
    pub(crate) has_plus: bool,
    pub(crate) groups: Vec<&'t str>,
    pub(crate) separators: Vec<char>,
    /// Whether a group stands in brackets, as of an area.
    has_brackets: bool,
    pub(crate) len: usize,
}

/// The longest telephone number there is, country and all (E.164).
const MOST_DIGITS: usize = 15;
/// The fewest that are one: shorter ones are read as numbers are.
const FEWEST_DIGITS: usize = 7;
/// The digits of a card, four by four.
const CARD: [usize; 4] = [4; 4];

impl<'t> Phone<'t> {
    /// The number that a text begins with.
    pub(crate) fn at(text: &'t str) -> Option<Self> {
        let has_plus = text.starts_with('+');
        let mut phone = Self {
            has_plus,
            groups: Vec::new(),
            separators: Vec::new(),
            has_brackets: false,
            len: usize::from(has_plus),
        };
        while phone.take_group(text) {}
        phone.is_plausible().then_some(phone)
    }

    fn take_group(&mut self, text: &'t str) -> bool {
        let rest = &text[self.len..];
        let separator = rest.chars().next().filter(|c| is_between(*c) && !self.groups.is_empty());
        let start = separator.map_or(0, char::len_utf8);
        let Some((group, len)) = self.group(&rest[start..]) else { return false };
        let has_brackets = len > group.len();
        let follows =
            separator.is_some() || self.groups.is_empty() || has_brackets || text[..self.len].ends_with(')');
        if !follows || !self.has_room_for(group) {
            return false;
        }
        if !self.groups.is_empty() {
            self.separators.push(separator.unwrap_or(' '));
        }
        self.has_brackets |= has_brackets;
        self.groups.push(group);
        self.len += start + len;
        true
    }

    /// A group, and its bytes with the brackets around it, of which there is one pair.
    fn group(&self, rest: &'t str) -> Option<(&'t str, usize)> {
        match rest.strip_prefix('(') {
            Some(inside) if !self.has_brackets => {
                let group = digits(inside)?;
                inside[group.len()..].starts_with(')').then_some((group, group.len() + 2))
            }
            _ => digits(rest).map(|group| (group, group.len())),
        }
    }

    /// A lone digit behind a whole number counts something else.
    fn has_room_for(&self, group: &str) -> bool {
        let (len, so_far) = (group.chars().count(), self.count());
        let is_own = len > 1 || so_far < FEWEST_DIGITS;
        is_own && (so_far + len <= MOST_DIGITS || self.lens().chain([len]).eq(CARD))
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

    /// `555-1234`, `555-123-4567`: what no range of round numbers looks like.
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
    fn a_number_to_be_called_is_one_whatever_its_groups() {
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
            assert_eq!(Phone::at(text).map(|phone| phone.len), Some(text.len()), "{text}");
        }
        assert_eq!(Phone::at("+98 21 1234 5678 3 films").map(|phone| phone.len), Some(16));
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
