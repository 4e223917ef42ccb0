//! Quotes and brackets that belong together.

const PAIRS: [(char, char); 7] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('‹', '›'), ('“', '”'), ('"', '"')];

/// What closes what this character opens. A straight quote closes itself.
pub(crate) fn closer_of(opener: char) -> Option<char> {
    PAIRS.iter().find(|(own, _)| *own == opener).map(|(_, closer)| *closer)
}

/// What opens what this character closes.
pub(crate) fn opener_of(closer: char) -> Option<char> {
    PAIRS.iter().find(|(_, own)| *own == closer).map(|(opener, _)| *opener)
}

/// Whether a character stands at an end of what it encloses.
pub(crate) fn is_bracket(c: char) -> bool {
    closer_of(c).is_some() || opener_of(c).is_some()
}
