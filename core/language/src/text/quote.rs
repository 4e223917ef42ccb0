//! Pairs of quotes and brackets.

const PAIRS: [(char, char); 7] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('‹', '›'), ('“', '”'), ('"', '"')];

/// The closing character for an opening one. A straight quote closes itself.
pub(crate) fn closer_of(opener: char) -> Option<char> {
    PAIRS.iter().find(|(own, _)| *own == opener).map(|(_, closer)| *closer)
}

/// The opening character for a closing one.
pub(crate) fn opener_of(closer: char) -> Option<char> {
    PAIRS.iter().find(|(_, own)| *own == closer).map(|(opener, _)| *opener)
}

/// Whether a character is a quote or a bracket.
pub(crate) fn is_bracket(c: char) -> bool {
    closer_of(c).is_some() || opener_of(c).is_some()
}
