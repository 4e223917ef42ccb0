//! The fields of a line: what stands between strokes, brackets, and words such as `updated`.

use super::other_words;
use super::part::{Part, Piece, pieces};
use super::role::Role;
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

/// The most words between two strokes that belong to no date. A line with more is a sentence.
const MOST_STRANGE: usize = 16;
/// The most parts of a line, and so of a field.
const MOST_PARTS: usize = 160;

/// The fields of a line; `None` if it has more words than a line with dates.
pub(super) fn fields(line: &str) -> Option<Vec<Field>> {
    let mut fields = vec![Field::default()];
    let (mut strange, mut count) = (0_usize, 0_usize);
    for piece in pieces(line) {
        count = count.saturating_add(1);
        if let Piece::Part(part, _) = &piece {
            let is_strange = part.word().is_some_and(|word| !is_usual(word));
            strange = strange.saturating_add(is_strange.into());
        } else if matches!(piece, Piece::Break(sign) if is_stroke(sign)) {
            strange = 0;
        }
        if strange > MOST_STRANGE || count > MOST_PARTS {
            return None;
        }
        add(&mut fields, piece);
    }
    Some(fields)
}

fn add(fields: &mut Vec<Field>, piece: Piece<'_>) {
    match piece {
        Piece::Break(sign) => fields.push(Field { sign: Some(sign), ..Field::default() }),
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

    /// Whether it is only a label that gives a role.
    pub(super) fn is_role_alone(&self) -> bool {
        self.role.is_some() && !self.has_numbers() && other_words::are_usual(&self.parts)
    }

    /// Whether a stroke or a dot stands before it, which separates more than a bracket does.
    pub(super) fn is_apart(&self) -> bool {
        self.sign.is_some_and(is_stroke)
    }

    /// Several fields as one.
    pub(super) fn joined(fields: &[Self]) -> Self {
        Self {
            parts: fields.iter().flat_map(|field| field.parts.clone()).collect(),
            role: fields.iter().find_map(|field| field.role),
            is_persian: fields.iter().any(|field| field.is_persian),
            is_foreign: fields.iter().any(|field| field.is_foreign),
            sign: fields.first().and_then(|field| field.sign),
        }
    }
}
