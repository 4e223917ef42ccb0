//! Many words, of which a text may begin with some.

/// The number of groups of words. A list of some hundred words has one or two in each.
const GROUPS: usize = 256;

/// Words in groups by their first two bytes: a letter of Arabic, or two of English. So each text is compared
/// with a few of them.
pub(super) struct WordList(Vec<Vec<&'static str>>);

impl WordList {
    /// The words of these lists.
    pub(super) fn of(lists: &[&[&'static str]]) -> Self {
        let mut groups = vec![Vec::new(); GROUPS];
        for word in lists.iter().copied().flatten() {
            let group = groups.get_mut(group_of(word));
            group.into_iter().for_each(|group| group.push(*word));
        }
        Self(groups)
    }

    /// Whether a text is one of the words.
    pub(super) fn has(&self, text: &str) -> bool {
        self.alike(text).any(|word| word == text)
    }

    /// Whether a text begins with one of the words.
    pub(super) fn begin(&self, text: &str) -> bool {
        self.alike(text).any(|word| text.starts_with(word))
    }

    /// The rest of a text after the longest of the words that it begins with.
    pub(super) fn after_longest<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.alike(text).filter_map(|word| text.strip_prefix(word)).min_by_key(|rest| rest.len())
    }

    /// The words that a text may begin with.
    fn alike(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let first = text.get(..1).filter(|first| first.len() < text.len()).map(group_of);
        let groups = [Some(group_of(text)), first];
        groups.into_iter().flatten().filter_map(|group| self.0.get(group)).flatten().copied()
    }
}

/// The group of a word. A word of one byte is apart from longer ones.
fn group_of(word: &str) -> usize {
    let mut bytes = word.bytes();
    let (first, second) = (bytes.next().unwrap_or(0), bytes.next().unwrap_or(0));
    usize::from(first.wrapping_mul(37) ^ second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_the_longest_word() {
        let words = WordList::of(&[&["x", "comment", "comments"], &["نظر", "نظرات"]]);

        assert_eq!(words.after_longest("commentshere"), Some("here"));
        assert_eq!(words.after_longest("نظراتشما"), Some("شما"));
        assert_eq!(words.after_longest("xyz"), Some("yz"));
        assert_eq!(words.after_longest("common"), None);
        assert_eq!(words.after_longest(""), None);
    }

    #[test]
    fn a_whole_word_is_no_beginning() {
        let words = WordList::of(&[&["x", "comment", "نظر"]]);

        for word in ["x", "comment", "نظر"] {
            assert!(words.has(word) && words.begin(word), "{word}");
        }
        for text in ["", "xy", "comments", "نظرات", "c"] {
            assert!(!words.has(text), "{text}");
        }
        assert!(words.begin("xy") && words.begin("comments") && !words.begin("c") && !words.begin(""));
    }
}
