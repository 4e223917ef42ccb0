//! A figure in words, with its signs and unit.

use super::grammar::{case_behind, ends_in_tatweel, is_safe_before, names_year};
use super::meaning::Meaning;
use super::phrase::{self, AGAINST, DOT, HOUR, OUT_OF, OVER, POINT, UNTIL};
use super::spoken_month::names_month;
use super::thing::{Thing, construct};
use super::token::{Piece, Token};
use super::unit::is_scale;
use super::{english_figure, spoken_date, spoken_time, unit};
use crate::LanguageTag;
use crate::number::cardinal::{Case, arabic, cardinal, ordinal_of_day};
use crate::number::digit_groups::{digit, is_dash};
use crate::number::figure::Figure;
use crate::words::Words;

/// A figure among the words around it.
pub(super) struct Around<'a, 't> {
    /// The text before it, as it is said.
    pub(super) before: &'a str,
    pub(super) figure: &'a Figure<'t>,
    /// The figure as it is written.
    pub(super) text: &'a str,
    /// The figure and the pieces after it.
    pub(super) after: &'a [Token<'t>],
    /// The language to say it in.
    pub(super) language: &'a LanguageTag,
}

/// The words for a figure.
pub(super) struct Said {
    pub(super) text: String,
    /// Whether it is in words, no longer in digits.
    pub(super) is_words: bool,
    /// How many pieces of the line it stands for.
    pub(super) taken: usize,
}

/// The words for the figure and for the pieces after it that belong to it.
pub(super) fn said(around: &Around<'_, '_>) -> Said {
    let Around { figure, text, language, .. } = *around;
    let as_it_is = |text: String| Said { text, is_words: false, taken: 1 };
    match language.language() {
        "fa" | "prs" | "ar" => match around.in_words(figure) {
            Some((text, taken)) => Said { text, is_words: true, taken },
            None => as_it_is(around.in_digits()),
        },
        "en" => as_it_is(english_figure::said(figure, &around.meaning(figure), text, language)),
        _ => as_it_is(text.to_owned()),
    }
}

impl Around<'_, '_> {
    /// A figure with its signs and what belongs to it: an ending, a unit, the other side of a score. `None`
    /// if its form depends on the noun that it counts.
    fn in_words(&self, figure: &Figure<'_>) -> Option<(String, usize)> {
        let marked = self.spaced_pair(figure).or_else(|| self.ordinal(figure)).or_else(|| self.year(figure));
        let said =
            marked.or_else(|| self.day_of_month(figure).or_else(|| self.share(figure)).map(|said| (said, 1)));
        if said.is_some() {
            return said;
        }
        let meaning = self.meaning(figure);
        let (unit, taken) = self.unit(figure);
        if unit.is_none() && self.is_open(&meaning) {
            return None;
        }
        let (number, taken) = match unit.filter(|_| taken == 1).and_then(|unit| self.scaled(&meaning, unit)) {
            Some(money) => (money, 3),
            None => (self.counted(&meaning, unit), taken),
        };
        let sign = self.sign(figure, &meaning).map(str::to_owned);
        let words = [sign, Some(number)];
        Some((words.into_iter().flatten().collect::<Vec<_>>().join(" "), taken))
    }

    /// Whether the form of an Arabic number depends on the word after it, or on the article before it.
    fn is_open(&self, meaning: &Meaning) -> bool {
        let number = match meaning {
            Meaning::Whole(number) => *number,
            Meaning::Range(_, to) if let Meaning::Whole(number) = **to => number,
            _ => return false,
        };
        if self.language.language() != "ar" || names_year(self.before) && (1000..3000).contains(&number) {
            return false;
        }
        let behind = if self.after.get(1).is_some_and(|token| token.text == " ") { 2 } else { 1 };
        let is_safe = self.letters_at(behind).is_none_or(|word| is_safe_before(number, word));
        let is_many_words = || self.number(number).contains(' ');
        !is_safe || ends_in_tatweel(self.before) && self.before.ends_with("لـ") && is_many_words()
    }

    /// A figure left to the voice in digits. Only a dash becomes a word, because voices read it as a minus.
    fn in_digits(&self) -> String {
        match self.figure.pair() {
            Some(_) => self.text.replacen(is_dash, &format!(" {} ", UNTIL.of(self.language)), 1),
            None => self.text.to_owned(),
        }
    }

    /// A number with its unit.
    fn counted(&self, meaning: &Meaning, unit: Option<&'static Words>) -> String {
        let thing = unit.filter(|_| self.language.language() == "ar").and_then(|unit| Thing::of(unit.arabic));
        let case = case_behind(self.before);
        match (meaning, thing, unit) {
            (Meaning::Whole(number), Some(thing), _) => thing.counted(*number, case),
            (Meaning::Range(from, to), Some(thing), _)
                if let (Meaning::Whole(from), Meaning::Whole(to)) = (&**from, &**to) =>
            {
                let from = thing.number(*from, case);
                format!("{from} {} {}", UNTIL.of(self.language), thing.counted(*to, case))
            }
            (_, _, Some(unit)) => format!("{} {}", self.words(meaning), unit.of(self.language)),
            (_, _, None) => self.words(meaning),
        }
    }

    /// «$1.5 میلیون»: the money is named after the word for million.
    fn scaled(&self, meaning: &Meaning, unit: &Words) -> Option<String> {
        let is_spaced = self.after.get(1)?.text == " ";
        let scale = self.letters_at(2).filter(|word| is_spaced && is_scale(word))?;
        let number = match meaning {
            Meaning::Whole(number) => construct(*number, self.number(*number)),
            meaning => self.words(meaning),
        };
        Some(format!("{number} {scale} {}", unit.of(self.language)))
    }

    /// A whole number in its grammatical case.
    fn number(&self, number: u64) -> String {
        match self.language.language() {
            "ar" => arabic(number, case_behind(self.before)),
            _ => cardinal(number, self.language),
        }
    }

    /// «۵م», «۳۰ام»: a number with the ending of an ordinal. After a year, م means the calendar.
    fn ordinal(&self, figure: &Figure<'_>) -> Option<(String, usize)> {
        let (ending, taken) = self.ending()?;
        let ending = match ending {
            "م" | "ام" | "اُم" => "",
            "مین" | "امین" | "اُمین" => "ین",
            _ => return None,
        };
        let is_persian = self.language.language() != "ar" && figure.sign.is_none() && figure.mark.is_none();
        match Meaning::of(figure) {
            Meaning::Whole(number @ 1..1000) if is_persian => {
                Some((format!("{}{ending}", spoken_date::ordinal(number, self.language)), taken))
            }
            _ => None,
        }
    }

    /// «۲۰۲۴م», «١٤٤٥هـ»: a year with the letter of its era.
    fn year(&self, figure: &Figure<'_>) -> Option<(String, usize)> {
        let (ending, taken) = self.ending()?;
        let era = unit::era(ending)?.of(self.language);
        match Meaning::of(figure) {
            Meaning::Whole(year @ 1000..3000) => Some((format!("{} {era}", self.number(year)), taken)),
            _ => None,
        }
    }

    /// «۲/۳ آرا»: a fraction before what is shared. Elsewhere a slash may stand for a decimal point.
    fn share(&self, figure: &Figure<'_>) -> Option<String> {
        let is_persian = matches!(self.language.language(), "fa" | "prs");
        let is_shared = self.letters_at(2).is_some_and(|word| SHARED.contains(&word));
        let Meaning::Over(part, all) = Meaning::of(figure) else { return None };
        match (*part, *all) {
            (Meaning::Whole(part), Meaning::Whole(all @ 2..10)) if part < all && is_persian && is_shared => {
                Some(format!("{} {}", self.number(part), spoken_date::ordinal(all, self.language)))
            }
            _ => None,
        }
    }

    /// The letters right after the figure, and how many pieces the two are.
    fn ending(&self) -> Option<(&str, usize)> {
        let (at, taken) = if self.after.get(1)?.text == "\u{200C}" { (2, 3) } else { (1, 2) };
        Some((self.letters_at(at)?, taken))
    }

    /// «۱ فروردین»: a day before the name of its month. Also a year after the name of a month, if its form
    /// differs there.
    fn day_of_month(&self, figure: &Figure<'_>) -> Option<String> {
        let is_arabic = self.language.language() == "ar";
        let is_month = figure.sign.is_none() && figure.mark.is_none() && self.is_before_month();
        match Meaning::of(figure) {
            Meaning::Whole(day @ 1..=31) if is_month && is_arabic => {
                Some(format!("{} من", ordinal_of_day(u8::try_from(day).unwrap_or(1))))
            }
            Meaning::Whole(day @ 1..=31) if is_month => Some(spoken_date::ordinal(day, self.language)),
            Meaning::Whole(year @ 1000..3000) if is_arabic && self.follows_month() => {
                Some(arabic(year, Case::Oblique))
            }
            _ => None,
        }
    }

    /// Whether the name of a month follows. A name that is also another word needs a year after it, or the
    /// word for year or month.
    fn is_before_month(&self) -> bool {
        let is_spaced = self.after.get(1).is_some_and(|token| token.text == " ");
        let words = [2, 4].into_iter().map_while(|at| self.letters_at(at));
        match names_month(words, self.language).filter(|_| is_spaced) {
            Some(is_clear) => is_clear || self.is_dated_at(4),
            None => false,
        }
    }

    fn is_dated_at(&self, at: usize) -> bool {
        match self.after.get(at).map(|token| (&token.piece, token.text)) {
            Some((Piece::Figure(figure), _)) => {
                matches!(Meaning::of(figure), Meaning::Whole(1300..1500 | 1800..2200))
            }
            Some((Piece::Word { .. }, word)) => matches!(word, "سال" | "ماه" | "عام" | "سنة"),
            _ => false,
        }
    }

    fn follows_month(&self) -> bool {
        let mut words = self.before.split_whitespace().rev();
        let (Some(last), before) = (words.next(), words.next()) else { return false };
        names_month([last].into_iter(), self.language).is_some()
            || before
                .is_some_and(|before| names_month([before, last].into_iter(), self.language) == Some(true))
    }

    fn sign(&self, figure: &Figure<'_>, meaning: &Meaning) -> Option<&'static str> {
        if let Meaning::Time(..) = meaning {
            return self.hour();
        }
        if let Meaning::Range(from, _) = meaning {
            return if matches!(**from, Meaning::Time(..)) { self.hour() } else { None };
        }
        let is_plus = |mark: &char| *mark == '+';
        let sign = figure.sign.or(figure.mark.filter(is_plus))?;
        let is_silent = sign == '+' && matches!(meaning, Meaning::Digits(_));
        phrase::sign(sign).filter(|_| !is_silent).map(|words| *words.of(self.language))
    }

    /// «ساعت», unless the text already says it, or says that it is a length of time.
    fn hour(&self) -> Option<&'static str> {
        let mut near = self.before.split_whitespace().rev().take(8);
        let is_length = near.clone().take(2).any(|word| LENGTHS.contains(&word));
        let is_said = near.any(|word| HOURS.iter().any(|stem| word.contains(stem)));
        (!is_said && !is_length).then(|| *HOUR.of(self.language))
    }

    /// The unit of a figure: a sign at its digits, or letters after them.
    fn unit(&self, figure: &Figure<'_>) -> (Option<&'static Words>, usize) {
        let sign = [figure.mark, figure.sign].into_iter().flatten().find_map(unit::sign);
        let degree = self.letters_at(1).filter(|_| figure.mark == Some('°')).and_then(unit::degree);
        match (degree, sign, self.unit_behind()) {
            (Some(degree), ..) => (Some(degree), 2),
            (None, Some(sign), _) => (Some(sign), 1),
            (None, None, Some((unit, taken))) => (Some(unit), taken),
            (None, None, None) => (None, 1),
        }
    }

    fn unit_behind(&self) -> Option<(&'static Words, usize)> {
        let is_spaced = self.after.get(1).is_some_and(|token| token.text == " ");
        let (at, taken) = if is_spaced { (2, 3) } else { (1, 2) };
        Some((unit::unit(self.letters_at(at)?)?, taken))
    }

    fn letters_at(&self, at: usize) -> Option<&str> {
        let Token { piece, text, .. } = self.after.get(at)?;
        matches!(piece, Piece::Word { .. }).then_some(text)
    }

    pub(super) fn words(&self, meaning: &Meaning) -> String {
        let both = |left: &Meaning, between: &Words, right: &Meaning| {
            format!("{} {} {}", self.words(left), between.of(self.language), self.words(right))
        };
        match meaning {
            Meaning::Whole(number) => self.number(*number),
            Meaning::Decimal(whole, decimals) => {
                format!("{} {} {}", self.number(*whole), POINT.of(self.language), self.decimals(decimals))
            }
            Meaning::Digits(digits) => self.digits(digits),
            Meaning::Date(day) => spoken_date::said(*day, self.language),
            Meaning::Time(time) => spoken_time::said(*time, self.language),
            Meaning::Range(from, to) => both(from, &UNTIL, to),
            Meaning::Pair(left, right) => {
                self.words(&Meaning::Row(vec![Meaning::Whole(*left), Meaning::Whole(*right)]))
            }
            Meaning::Score(left, right) => both(&Meaning::Whole(*left), &AGAINST, &Meaning::Whole(*right)),
            Meaning::Over(above, below) if is_rating(above, below) => both(above, &OUT_OF, below),
            Meaning::Over(above, below) => both(above, &OVER, below),
            Meaning::Dotted(parts) => self.joined(parts, &format!(" {} ", DOT.of(self.language))),
            Meaning::Row(parts) => self.joined(parts, " "),
        }
    }

    fn joined(&self, parts: &[Meaning], between: &str) -> String {
        parts.iter().map(|part| self.words(part)).collect::<Vec<_>>().join(between)
    }

    fn digits(&self, digits: &str) -> String {
        let words = digits.chars().filter_map(digit).map(|digit| cardinal(digit.into(), self.language));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Up to three decimals are read as one number, after their leading zeros one by one.
    fn decimals(&self, decimals: &str) -> String {
        let number = decimals.trim_start_matches('0');
        let zeros = decimals.strip_suffix(number).unwrap_or_default();
        match number.parse() {
            Ok(number) if decimals.len() <= 3 => {
                let words = [self.digits(zeros), self.number(number)];
                words.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
            }
            _ => self.digits(decimals),
        }
    }
}

/// Nouns that fractions are of.
const SHARED: [&str; 8] = ["آرا", "آرای", "مردم", "جمعیت", "اعضا", "اعضای", "کرسی\u{200C}ها", "نمایندگان"];

/// The words for hour. Other letters may be joined to them.
const HOURS: [&str; 3] = ["ساعت", "ساعة", "ساعات"];
/// Words before a length of time.
const LENGTHS: [&str; 8] = ["مدت", "مدة", "رکورد", "رکوردش", "زمان", "زمن", "متر", "طول"];

/// Whether it is a rating: points out of a maximum. Out of five only with decimals, because «۳/۵» may also be
/// three and a half.
fn is_rating(points: &Meaning, all: &Meaning) -> bool {
    match (points, all) {
        (Meaning::Decimal(..), _) => true,
        (Meaning::Whole(points), Meaning::Whole(all @ (10 | 20 | 100))) => points <= all,
        _ => false,
    }
}
