//! A filter: some queries, any of which may be found in a text.

use super::WordSearch;
use super::stem::Wanted;
use super::term::{Term, Terms};
use super::variant::variants;
use super::word::words_of;

/// Some queries. A text matches if any of them is found in it. It reads the text once for all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordFilter {
    queries: Vec<WordSearch>,
    /// The stems that a text needs for them.
    wanted: Wanted,
}

impl WordFilter {
    /// Reads some queries, as [`WordSearch::of`] does. One without a word is found nowhere.
    pub fn of(queries: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let read = |query| WordSearch::of(AsRef::as_ref(&query), false);
        let queries: Vec<WordSearch> = queries.into_iter().filter_map(read).collect();
        let terms = queries.iter().flat_map(|query| &query.words).flat_map(Terms::all);
        let wanted = Wanted::of(terms.filter_map(Term::stem));
        Self { queries, wanted }
    }

    /// Whether no text matches, because there is no query.
    pub fn is_empty(&self) -> bool {
        self.queries.is_empty()
    }

    /// Whether a text has all words of one of the queries, as a search in the index would find it.
    pub fn matches(&self, text: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let words = words_of(text);
        let others = variants(&words, &self.wanted);
        self.queries.iter().any(|query| query.fit_of(&words, &others).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_matches_if_any_of_the_queries_is_found() {
        let filter = WordFilter::of(["کتاب", "world cup", "\"قمة المناخ\"", "!"]);

        for text in ["كتاب تازه", "کتاب‌ها", "The Cup of the World", "في قِمّة المناخ"]
        {
            assert!(filter.matches(text), "{text}");
        }
        for text in ["کتابخانه", "a cup", "المناخ قمة", "!", ""] {
            assert!(!filter.matches(text), "{text}");
        }
    }

    #[test]
    fn a_filter_answers_as_each_of_its_queries_does() {
        let queries = ["فيلم", "books", "دانشجو", "u.s.", "2024", "می‌روم"];
        let texts = ["والفيلم الجديد", "a book", "دانشجویان", "the US", "۲۰۲۴", "ميروم", "rain"];
        for query in queries {
            for text in texts {
                let own = super::super::finds(text, query, false);
                assert_eq!(WordFilter::of([query]).matches(text), own, "{query} in {text}");
                let any = queries.iter().any(|query| super::super::finds(text, query, false));
                assert_eq!(WordFilter::of(queries).matches(text), any, "{text}");
            }
        }
    }

    #[test]
    fn a_filter_without_queries_matches_nothing() {
        assert!(!WordFilter::of([""; 0]).matches("rain"));
        assert!(!WordFilter::of(["…"]).matches("… rain"));
    }
}
