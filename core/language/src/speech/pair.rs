//! Two numbers with a dash between: a score, a range, or unclear.

use super::meaning::Meaning;
use super::spoken_figure::Around;
use super::token::{Piece, Token};
use super::unit::is_scale;
use crate::number::digit_groups::is_dash;
use crate::number::figure::Figure;

/// The most points of a score without a word of games near it, such as a football result.
const MOST_POINTS: u64 = 15;
/// The most points of a score near a word of games.
const MOST_POINTS_OF_A_GAME: u64 = 200;

impl Around<'_, '_> {
    /// The meaning of a figure among the words around it.
    pub(super) fn meaning(&self, figure: &Figure<'_>) -> Meaning {
        match Meaning::of(figure) {
            Meaning::Pair(left, right) => {
                self.pair(left, right, figure.mark.is_some(), self.after.get(1..).unwrap_or_default())
            }
            meaning => meaning,
        }
    }

    /// «۳ - ۲»: the same as «۳-۲».
    pub(super) fn spaced_pair(&self, figure: &Figure<'_>) -> Option<(String, usize)> {
        let [_, space, dash, other_space, Token { piece: Piece::Figure(other), .. }, behind @ ..] =
            self.after
        else {
            return None;
        };
        let is_spaced = [space, other_space].iter().all(|token| token.text == " ");
        let is_lone =
            |figure: &Figure<'_>| figure.groups.len() == 1 && figure.sign.is_none() && figure.mark.is_none();
        let joins = is_spaced && dash.text.chars().all(is_dash) && is_lone(figure) && is_lone(other);
        match (joins, Meaning::of(figure), Meaning::of(other)) {
            (true, Meaning::Whole(left), Meaning::Whole(right)) => {
                Some((self.words(&self.pair(left, right, false, behind)), 5))
            }
            _ => None,
        }
    }

    /// A score near a word of games, or if two small numbers do not rise («۳-۲»). A range if the words
    /// around, years or round numbers suggest it. Else two numbers in a row, which is never wrong.
    fn pair(&self, left: u64, right: u64, has_mark: bool, behind: &[Token<'_>]) -> Meaning {
        let is_range = has_mark || self.follows_range_noun() || is_measured(behind);
        let is_year = |year: u64| (1000..3000).contains(&year);
        let is_round = |number: u64| number > 0 && number.is_multiple_of(5);
        let is_clear = is_range || is_year(left) && is_year(right) || is_round(left) && is_round(right);
        match left.max(right) {
            most if most < MOST_POINTS_OF_A_GAME && self.is_of_game(behind) => Meaning::Score(left, right),
            _ if left < right && is_clear => {
                Meaning::Range(Box::new(Meaning::Whole(left)), Box::new(Meaning::Whole(right)))
            }
            most if most <= MOST_POINTS && left >= right && !is_range => Meaning::Score(left, right),
            _ => Meaning::Row(vec![Meaning::Whole(left), Meaning::Whole(right)]),
        }
    }

    fn is_of_game(&self, behind: &[Token<'_>]) -> bool {
        let behind = words(behind).take(3);
        self.before.split_whitespace().rev().take(4).chain(behind).any(is_of_game)
    }

    fn follows_range_noun(&self) -> bool {
        let mut before = self.before.split_whitespace().rev().take(2);
        before.any(|word| RANGE_NOUNS.iter().any(|noun| word.trim_start_matches("ال").starts_with(noun)))
    }
}

/// The next words of the sentence.
fn words<'a>(behind: &'a [Token<'_>]) -> impl Iterator<Item = &'a str> {
    let near = behind.iter().take(8).take_while(|token| !matches!(token.text, "." | "!" | "؟" | "?"));
    near.filter(|token| matches!(token.piece, Piece::Word { .. })).map(|token| token.text)
}

fn is_of_game(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(word, "برد" | "won" | "win" | "wins" | "beat" | "lost" | "drew" | "draw" | "score" | "victory")
        || GAME_STEMS.iter().any(|stem| word.contains(stem))
}

fn is_measured(behind: &[Token<'_>]) -> bool {
    words(behind).next().is_some_and(|word| is_scale(word) || MEASURES.contains(&word))
}

const GAME_STEMS: [&str; 12] =
    ["نتیجه", "باخت", "شکست", "پیروز", "مساوی", "تساوی", "فاز", "خسر", "تعادل", "نتيجة", "فوز", "هزم"];
const RANGE_NOUNS: [&str; 12] =
    ["صفح", "فصل", "لیگ", "سال", "قسمت", "موسم", "عام", "page", "season", "year", "age", "chapter"];
const MEASURES: [&str; 42] = [
    "ساله",
    "سال",
    "نفر",
    "روز",
    "هفته",
    "ماه",
    "ساعت",
    "دقیقه",
    "ثانیه",
    "درصد",
    "فیصد",
    "متر",
    "کیلومتر",
    "کیلوگرم",
    "درجه",
    "قسمت",
    "بار",
    "سنوات",
    "سنة",
    "عاما",
    "عامًا",
    "أعوام",
    "أيام",
    "يوما",
    "ساعات",
    "ساعة",
    "دقائق",
    "دقيقة",
    "أشهر",
    "أسابيع",
    "أشخاص",
    "أمتار",
    "درجة",
    "درجات",
    "years",
    "days",
    "hours",
    "minutes",
    "weeks",
    "months",
    "people",
    "percent",
];
