//! A figure as it is said.

use super::month::is_month;
use super::phrase::{AGAINST, DOT, HOUR, OUT_OF, OVER, PLUS, POINT, UNTIL};
use super::reading::Reading;
use super::token::{Piece, Token};
use super::{date, english, time, unit};
use crate::language::cardinal::{Case, MINUS, arabic, cardinal, ordinal_of_day};
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

/// What is said for a figure.
pub(super) struct Said {
    pub(super) text: String,
    /// Whether it is in words, no longer in digits.
    pub(super) is_words: bool,
    /// How many pieces of the line it stands for.
    pub(super) taken: usize,
}

/// What is said for the figure, and for what belongs to it behind.
pub(super) fn said(around: &Around<'_, '_>) -> Said {
    let token = &around.after[0];
    let as_it_is = |text: String| Said { text, is_words: false, taken: 1 };
    match (&token.piece, around.language.language()) {
        (Piece::Figure(figure), "fa" | "prs" | "ar") => {
            let (text, taken) = around.in_words(figure);
            Said { text, is_words: true, taken }
        }
        (Piece::Figure(figure), "en") => as_it_is(english::said(figure, token.text, around.language)),
        _ => as_it_is(token.text.to_owned()),
    }
}

impl Around<'_, '_> {
    /// A figure with its signs and what stands behind it: an ending, a unit, the other side of a score.
    fn in_words(&self, figure: &Figure<'_>) -> (String, usize) {
        if let Some((score, taken)) = self.spaced_pair(figure) {
            return (score, taken);
        }
        if let Some(said) = self.ordinal(figure).or_else(|| self.year(figure)) {
            return said;
        }
        if let Some(day) = self.day_of_month(figure) {
            return (day, 1);
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
        let (ending, taken) = self.ending()?;
        let ending = match ending {
            "م" | "ام" | "اُم" => "",
            "مین" | "امین" | "اُمین" => "ین",
            _ => return None,
        };
        let is_persian = self.language.language() != "ar" && figure.sign.is_none() && figure.mark.is_none();
        match Reading::of(figure) {
            Reading::Whole(number @ 1..1000) if is_persian => {
                Some((format!("{}{ending}", date::ordinal(number, self.language)), taken))
            }
            _ => None,
        }
    }

    /// «۲۰۲۴م», «١٤٤٥هـ»: a year with the letter of its era.
    fn year(&self, figure: &Figure<'_>) -> Option<(String, usize)> {
        let (ending, taken) = self.ending()?;
        let era = unit::era(ending)?.of(self.language);
        match Reading::of(figure) {
            Reading::Whole(year @ 1000..3000) => {
                Some((format!("{} {era}", cardinal(year, self.language)), taken))
            }
            _ => None,
        }
    }

    /// Letters right behind the figure, and how many pieces the two are.
    fn ending(&self) -> Option<(&str, usize)> {
        let at = if self.after.get(1)?.text == "\u{200C}" { 2 } else { 1 };
        Some((self.letters_at(at)?, at + 1))
    }

    /// «۱ فروردین»: a day before the name of its month; and the year behind one, where it takes another form.
    fn day_of_month(&self, figure: &Figure<'_>) -> Option<String> {
        let is_arabic = self.language.language() == "ar";
        let is_spaced = self.after.get(1).is_some_and(|token| token.text == " ");
        let month =
            self.letters_at(2).filter(|_| is_spaced && figure.sign.is_none() && figure.mark.is_none());
        let is_month = month.is_some_and(|word| is_month(word, self.language));
        match Reading::of(figure) {
            Reading::Whole(day @ 1..=31) if is_month && is_arabic => {
                Some(format!("{} من", ordinal_of_day(u8::try_from(day).unwrap_or(1))))
            }
            Reading::Whole(day @ 1..=31) if is_month => Some(date::ordinal(day, self.language)),
            Reading::Whole(year @ 1000..3000) if is_arabic && self.follows_month() => {
                Some(arabic(year, Case::Oblique))
            }
            _ => None,
        }
    }

    fn follows_month(&self) -> bool {
        self.before.split_whitespace().next_back().is_some_and(|word| is_month(word, self.language))
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
        let last = self.before.split_whitespace().next_back().unwrap_or_default();
        (last.trim_start_matches(|c: char| !c.is_alphanumeric()) != hour).then_some(hour)
    }

    /// The unit of a figure: a sign at its digits, or letters behind them.
    fn unit(&self, figure: &Figure<'_>) -> (Option<String>, usize) {
        let of = |words: &Words| Some((*words.of(self.language)).to_owned());
        let before = figure.sign.filter(|c| *c != '+');
        let sign = [figure.mark, before].into_iter().flatten().find_map(unit::sign);
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
        let Token { piece, text } = self.after.get(at)?;
        matches!(piece, Piece::Word { .. }).then_some(text)
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
            Reading::Over(above, below) if matches!(**above, Reading::Decimal(..)) => {
                both(above, &OUT_OF, below)
            }
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
