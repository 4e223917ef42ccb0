//! The fields of a line: what stands between strokes, brackets, and words such as `updated`.

use super::name_end::ends_name;
use super::other_words;
use super::part::{Part, Piece, pieces};
use super::role::{Role, is_other};
use super::usual_word::is_usual;

/// A field of a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    /// Its words, numbers and signs.
    pub(super) parts: Vec<Part>,
    /// What its label says about its date.
    pub(super) role: Option<Role>,
    /// Whether it has Persian digits.
    pub(super) is_persian: bool,
    /// Whether it has digits of another set than ASCII.
    pub(super) is_foreign: bool,
    /// The sign before it; none if a label begins it.
    pub(super) sign: Option<char>,
}

/// The most words between two strokes that belong to no date. More are a sentence, or a row of tags.
const MOST_STRANGE: usize = 16;
/// The most parts of a line, and so of a field.
const MOST_PARTS: usize = 160;

/// The fields of a line. What stands between two strokes and has more words than a date with its labels is
/// left out, and so is what follows the most parts.
pub(super) fn fields(line: &str) -> Vec<Field> {
    first_fields(line, MOST_PARTS)
}

/// The fields at the beginning of a line that has no strokes; `None` for other lines. There is a label or a
/// byline in them if it begins the line.
pub(super) fn head(line: &str) -> Option<Vec<Field>> {
    let has_strokes = line.contains(['|', '•', '·']);
    (!has_strokes).then(|| first_fields(line, MOST_STRANGE))
}

fn first_fields(line: &str, most_parts: usize) -> Vec<Field> {
    let mut fields = vec![Field::default()];
    let (mut strange, mut start) = (0_usize, 0_usize);
    for piece in pieces(line).take(most_parts) {
        let piece = settled(piece);
        if let Piece::Part(part, _) = &piece {
            let is_strange = part.word().is_some_and(|word| !is_usual(word));
            strange = strange.saturating_add(is_strange.into());
        } else if matches!(piece, Piece::Break(sign) if is_stroke(sign)) {
            (strange, start) = (0, fields.len());
        }
        if strange <= MOST_STRANGE {
            add(&mut fields, piece);
        } else {
            fields.truncate(start);
        }
    }
    fields
}

/// Digits that touch a word as a word, if they end its name, else as a number.
fn settled(piece: Piece<'_>) -> Piece<'_> {
    match piece {
        Piece::Touching(digits, word, text) if ends_name(word, text) => Piece::Part(Part::Word(digits), text),
        Piece::Touching(digits, _, text) => Piece::Part(Part::Number(digits), text),
        piece => piece,
    }
}

fn add(fields: &mut Vec<Field>, piece: Piece<'_>) {
    match piece {
        Piece::Break(sign) => fields.push(Field { sign: Some(sign), ..Field::default() }),
        Piece::Touching(..) => {}
        Piece::Part(part, text) => {
            let role = part.word().and_then(Role::of);
            let begins = |field: &Field| field.role != role && (field.role.is_some() || field.has_numbers());
            if role.is_some() && fields.last().is_some_and(begins) {
                fields.push(Field::default());
            }
            if let Some(field) = fields.last_mut() {
                field.role = field.role.or(role);
                field.push(part, text);
            }
        }
    }
}

/// Whether a sign between fields is a stroke or a dot, not a bracket.
fn is_stroke(sign: char) -> bool {
    !matches!(sign, '(' | ')' | '[' | ']')
}

impl Field {
    fn push(&mut self, part: Part, text: &str) {
        if part.digits().is_some() {
            self.is_persian |= text.contains(|c| matches!(c, '۰'..='۹'));
            self.is_foreign |= !text.is_ascii();
        }
        self.parts.push(part);
    }

    fn has_numbers(&self) -> bool {
        self.parts.iter().any(|part| part.digits().is_some())
    }

    /// The role that it gives, if it is only a label.
    pub(super) fn role_alone(&self) -> Option<Role> {
        let words = || self.parts.iter().filter_map(Part::word);
        if self.has_numbers() {
            return None;
        }
        let is_other = || words().any(is_other) && words().all(|word| is_usual(word) || is_other(word));
        let role = self.role.filter(|_| other_words::are_usual(&self.parts));
        role.or_else(|| is_other().then_some(Role::Other))
    }

    /// Whether a stroke or a dot stands before it, which separates more than a bracket does.
    pub(super) fn is_apart(&self) -> bool {
        self.sign.is_some_and(is_stroke)
    }

    /// Its parts, with its stroke where a number with a sign follows that: no offset of a time before it.
    fn joinable(&self, at: usize) -> Vec<Part> {
        let stroke =
            self.sign.filter(|_| at > 0 && self.is_apart() && self.parts.first() == Some(&Part::Sign('+')));
        stroke.map(Part::Dash).into_iter().chain(self.parts.clone()).collect()
    }

    /// Several fields as one.
    pub(super) fn joined(fields: &[Self]) -> Self {
        Self {
            parts: fields.iter().enumerate().flat_map(|(at, field)| field.joinable(at)).collect(),
            role: fields.iter().find_map(|field| field.role),
            is_persian: fields.iter().any(|field| field.is_persian),
            is_foreign: fields.iter().any(|field| field.is_foreign),
            sign: fields.first().and_then(|field| field.sign),
        }
    }
}
