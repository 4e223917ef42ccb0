//! A figure as it is said.

use super::phrase::{AGAINST, DOT, HOUR, OVER, PLUS, POINT, UNTIL};
use super::reading::Reading;
use super::token::{Piece, Token};
use super::{date, time, unit};
use crate::language::cardinal::{MINUS, cardinal};
use crate::language::figure::{Figure, digit, is_dash};
use crate::language::words::Words;
use crate::model::LanguageTag;

/// A figure in its place.
pub(super) struct Around<'a, 't> {
    /// What is said before it.
    pub(super) before: &'a str,
    /// The figure and the pieces behind it.
    pub(super) after: &'a [Token<'t>],
    /// The language to say it in.
    pub(super) language: &'a LanguageTag,
}

/// A figure in words, and how many pieces of the line these stand for.
pub(super) fn said(around: &Around<'_, '_>) -> (String, usize) {
    let token = &around.after[0];
    let Piece::Figure(figure) = &token.piece else { return (token.text.to_owned(), 1) };
    match around.language.language() {
        "fa" | "prs" | "ar" => around.in_words(figure),
        "en" => (around.in_english(figure, token.text), 1),
        _ => (token.text.to_owned(), 1),
    }
}

/// Whether no reader takes the day for the month: it stands last, or is too high for one.
fn is_clear(figure: &Figure<'_>) -> bool {
    let first = figure.groups[0].chars().fold(0, |number, c| number * 10 + u32::from(digit(c).unwrap_or(0)));
    first > 12
}

fn mark(figure: &Figure<'_>) -> String {
    figure.mark.map(|mark| in_ascii(&mark.to_string())).unwrap_or_default()
}

/// The same figure in ASCII.
fn in_ascii(text: &str) -> String {
    let ascii = |c: char| match (digit(c), c) {
        (Some(digit), _) => char::from(b'0' + digit),
        (_, '٫') => '.',
        (_, '٬' | '،') => ',',
        (_, '٪') => '%',
        _ => c,
    };
    text.chars().map(ascii).collect()
}

fn spaced(digits: &str) -> String {
    digits.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

impl Around<'_, '_> {
    /// What English voices misread, said otherwise; the rest as it is, in digits they know.
    fn in_english(&self, figure: &Figure<'_>, text: &str) -> String {
        match Reading::of(figure) {
            Reading::Date(day) if is_clear(figure) => date::said(day, self.language),
            Reading::Score(left, right) => format!("{left} {} {right}", AGAINST.of(self.language)),
            Reading::Range(from, to) => match (self.english_side(&from), self.english_side(&to)) {
                (Some(from), Some(to)) => format!("{from} {} {to}{}", UNTIL.of(self.language), mark(figure)),
                _ => in_ascii(text),
            },
            Reading::Digits(digits) if figure.is_phone() => spaced(&digits),
            _ => in_ascii(text),
        }
    }

    fn english_side(&self, reading: &Reading) -> Option<String> {
        match reading {
            Reading::Whole(number) => Some(number.to_string()),
            Reading::Decimal(whole, decimals) => Some(format!("{whole}.{decimals}")),
            Reading::Time(time) => Some(time::said(*time, self.language)),
            Reading::Date(day) => Some(date::said(*day, self.language)),
            _ => None,
        }
    }

    /// A figure with its signs and what stands behind it: an ending, a unit, the other side of a score.
    fn in_words(&self, figure: &Figure<'_>) -> (String, usize) {
        if let Some((score, taken)) = self.spaced_pair(figure) {
            return (score, taken);
        }
        if let Some((ordinal, taken)) = self.ordinal(figure) {
            return (ordinal, taken);
        }
        let (unit, taken) = self.unit(figure);
        let reading = Reading::of(figure);
        let words = [self.sign(figure, &reading).map(str::to_owned), Some(self.words(&reading)), unit];
        (words.into_iter().flatten().collect::<Vec<_>>().join(" "), taken)
    }

    /// «۳ - ۲»: the same as «۳-۲».
    fn spaced_pair(&self, figure: &Figure<'_>) -> Option<(String, usize)> {
        let [_, space, dash, other_space, Token { piece: Piece::Figure(other), .. }, ..] = self.after else {
            return None;
        };
        let is_spaced = [space, other_space].iter().all(|token| token.text == " ");
        let is_lone =
            |figure: &Figure<'_>| figure.groups.len() == 1 && figure.sign.is_none() && figure.mark.is_none();
        let joins = is_spaced && dash.text.chars().all(is_dash) && is_lone(figure) && is_lone(other);
        match (joins, Reading::of(figure), Reading::of(other)) {
            (true, Reading::Whole(left), Reading::Whole(right)) if left >= right && left < 100 => {
                Some((self.words(&Reading::Score(left, right)), 5))
            }
            _ => None,
        }
    }

    /// «۵م», «۳۰ام»: a number with the ending of its place in a row. Behind a year, م is the calendar.
    fn ordinal(&self, figure: &Figure<'_>) -> Option<(String, usize)> {
        let joiner = self.after.get(1).filter(|token| token.text == "\u{200C}");
        let at = if joiner.is_some() { 2 } else { 1 };
        let Token { piece: Piece::Word { text, .. }, .. } = self.after.get(at)? else { return None };
        let ending = match *text {
            "م" | "ام" | "اُم" => "",
            "مین" | "امین" | "اُمین" => "ین",
            _ => return None,
        };
        let is_persian = self.language.language() != "ar" && figure.sign.is_none() && figure.mark.is_none();
        match Reading::of(figure) {
            Reading::Whole(number @ 1..1000) if is_persian => {
                Some((format!("{}{ending}", date::ordinal(number, self.language)), at + 1))
            }
            _ => None,
        }
    }

    fn sign(&self, figure: &Figure<'_>, reading: &Reading) -> Option<&'static str> {
        if let Reading::Time(..) = reading {
            return self.hour();
        }
        if let Reading::Range(from, _) = reading {
            return if matches!(**from, Reading::Time(..)) { self.hour() } else { None };
        }
        match figure.sign? {
            '-' | '−' => Some(MINUS.of(self.language)),
            '+' if !matches!(reading, Reading::Digits(_)) => Some(PLUS.of(self.language)),
            _ => None,
        }
    }

    /// «ساعت», where the text does not say so itself.
    fn hour(&self) -> Option<&'static str> {
        let hour: &'static str = HOUR.of(self.language);
        let last = self.before.split_whitespace().next_back();
        last.is_none_or(|word| word != hour).then_some(hour)
    }

    /// The unit of a figure: a sign at its digits, or letters behind them.
    fn unit(&self, figure: &Figure<'_>) -> (Option<String>, usize) {
        let of = |words: &Words| Some((*words.of(self.language)).to_owned());
        let sign = [figure.mark, figure.sign].into_iter().flatten().find_map(unit::sign);
        let degree = self.letters_at(1).filter(|_| figure.mark == Some('°')).and_then(unit::degree);
        if let Some(degree) = degree {
            return (of(degree), 2);
        }
        match (sign, self.unit_behind()) {
            (Some(sign), _) => (of(sign), 1),
            (None, Some((unit, taken))) => (of(unit), taken),
            (None, None) => (None, 1),
        }
    }

    fn unit_behind(&self) -> Option<(&'static Words, usize)> {
        let at = if self.after.get(1).is_some_and(|token| token.text == " ") { 2 } else { 1 };
        Some((unit::unit(self.letters_at(at)?)?, at + 1))
    }

    fn letters_at(&self, at: usize) -> Option<&str> {
        match &self.after.get(at)?.piece {
            Piece::Word { text, .. } => Some(text),
            _ => None,
        }
    }

    fn words(&self, reading: &Reading) -> String {
        let both = |left: &Reading, between: &Words, right: &Reading| {
            format!("{} {} {}", self.words(left), between.of(self.language), self.words(right))
        };
        match reading {
            Reading::Whole(number) => cardinal(*number, self.language),
            Reading::Decimal(whole, decimals) => {
                format!(
                    "{} {} {}",
                    cardinal(*whole, self.language),
                    POINT.of(self.language),
                    self.decimals(decimals)
                )
            }
            Reading::Digits(digits) => self.digits(digits),
            Reading::Date(day) => date::said(*day, self.language),
            Reading::Time(time) => time::said(*time, self.language),
            Reading::Range(from, to) => both(from, &UNTIL, to),
            Reading::Score(left, right) => both(&Reading::Whole(*left), &AGAINST, &Reading::Whole(*right)),
            Reading::Over(above, below) => both(above, &OVER, below),
            Reading::Dotted(parts) => self.joined(parts, &format!(" {} ", DOT.of(self.language))),
            Reading::Row(parts) => self.joined(parts, " "),
        }
    }

    fn joined(&self, parts: &[Reading], between: &str) -> String {
        parts.iter().map(|part| self.words(part)).collect::<Vec<_>>().join(between)
    }

    fn digits(&self, digits: &str) -> String {
        let words = digits.chars().filter_map(digit).map(|digit| cardinal(digit.into(), self.language));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Up to three decimals are read as a number, zeros in front of it one by one.
    fn decimals(&self, decimals: &str) -> String {
        let number = decimals.trim_start_matches('0');
        let zeros = &decimals[..decimals.len() - number.len()];
        match number.parse() {
            Ok(number) if decimals.len() <= 3 => {
                let words = [self.digits(zeros), cardinal(number, self.language)];
                words.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
            }
            _ => self.digits(decimals),
        }
    }
}
