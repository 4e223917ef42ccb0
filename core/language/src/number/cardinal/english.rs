//! Numbers in English.

use super::thousands::thousands;
use super::word_table::word;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [&str; 7] =
    ["", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"];

/// A number in words, with `and` before the last two digits, as in Britain.
pub(super) fn english(number: u64) -> String {
    if number == 0 {
        return SMALL[0].to_owned();
    }
    let and =
        |group: usize, power: usize| if power == 0 && group < 100 && number > 999 { "and " } else { "" };
    let groups = thousands(number).into_iter();
    let words: Vec<String> = groups
        .map(|(group, power)| format!("{}{}{}", and(group, power), hundreds(group), word(&SCALES, power)))
        .collect();
    words.join(" ")
}

fn hundreds(number: usize) -> String {
    match (number / 100, number % 100) {
        (0, rest) => tens(rest),
        (hundreds, 0) => format!("{} hundred", word(&SMALL, hundreds)),
        (hundreds, rest) => format!("{} hundred and {}", word(&SMALL, hundreds), tens(rest)),
    }
}

fn tens(number: usize) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => word(&SMALL, number).to_owned(),
        (tens, 0) => word(&TENS, tens).to_owned(),
        (tens, unit) => format!("{}-{}", word(&TENS, tens), word(&SMALL, unit)),
    }
}
