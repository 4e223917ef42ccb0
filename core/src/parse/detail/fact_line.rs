//! The short facts right below the title of a programme, without labels: a year, kinds, a length.

use super::marked::{BORDER, marked};
use super::subject::Subject;
use crate::model::year;
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::Run;

/// The facts of a line: `2021 · Mystery · Drama · 12 episodes`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::parse) struct FactLine {
    pub(in crate::parse) year: Option<u16>,
    pub(in crate::parse) genres: Vec<String>,
    /// The nodes that print them.
    pub(in crate::parse) nodes: Vec<usize>,
}

/// How many nodes behind the title are looked at.
const CLOSE: usize = 3;
/// The maximum number of bytes of a fact, of its words, and of facts.
const LONGEST: usize = 48;
const MOST_WORDS: usize = 3;
const MOST: usize = 8;

impl FactLine {
    /// The line with a year or a number of its own right below the title, or a list of single words there.
    pub(in crate::parse) fn of(subject: &Subject<'_>) -> Self {
        let Some(title) = subject.outline.title_node() else { return Self::default() };
        let behind = title.saturating_add(1)..title.saturating_add(1).saturating_add(CLOSE);
        let lines = behind.filter_map(|node| Some((node, subject.page.nodes.get(node)?.run()?)));
        let mut lines = lines.filter(|(_, run)| run.weights().1 == 0);
        let in_line =
            lines.find_map(|(node, run)| read(&marked(run)).map(|line| Self { nodes: vec![node], ..line }));
        in_line.or_else(|| in_list(subject, title.saturating_add(1))).unwrap_or_default()
    }
}

/// The facts of a line of several, one of which is a year, a length or a count.
fn read(line: &str) -> Option<FactLine> {
    let parts = line.split([BORDER, '·', '•', '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.take(MOST.saturating_add(1)).collect();
    let numbers = parts.iter().filter(|part| part.contains(char::is_numeric)).count();
    let is_line = (2..=MOST).contains(&parts.len()) && numbers > 0 && parts.iter().all(|part| is_fact(part));
    let is_line = is_line && !parts.iter().any(|part| is_bare_number(part));
    let words = parts.iter().filter(|part| !part.contains(char::is_numeric));
    is_line.then(|| FactLine {
        year: parts.iter().find_map(|part| year(part)),
        genres: words.map(|word| (*word).to_owned()).collect(),
        nodes: Vec::new(),
    })
}

/// Whether a part is a number without a word, and no year: how often the page was seen.
fn is_bare_number(part: &str) -> bool {
    part.contains(char::is_numeric) && !part.contains(char::is_alphabetic) && year(part).is_none()
}

fn is_fact(part: &str) -> bool {
    let words = part.split_whitespace().count();
    let has_sign = part.contains([':', '.', '،', ',', ';', '؛', '!', '?', '؟', '@', '/', '(']);
    part.len() <= LONGEST && words <= MOST_WORDS && !has_sign && Label::of(part).is_none()
}

/// The single words of a list that begins at a node.
fn in_list(subject: &Subject<'_>, first: usize) -> Option<FactLine> {
    let page = subject.page;
    let around = page.around(page.nodes.get(first)?.parent);
    let list = around.take(2).find(|at| page.element(*at).tag == Tag::Ul)?;
    let nodes = page.element(list).nodes.clone();
    let runs: Vec<&Run> = nodes.clone().filter_map(|node| page.nodes.get(node)?.run()).take(MOST).collect();
    let texts: Vec<String> = runs.iter().map(|run| run.text().trim().to_owned()).collect();
    let is_word = |text: &String| is_fact(text) && text.chars().all(char::is_alphabetic);
    let is_list =
        nodes.start == first && runs.len() == nodes.len() && runs.iter().all(|run| run.weights().1 == 0);
    let found = is_list && texts.iter().all(is_word);
    found.then(|| FactLine { year: None, genres: texts, nodes: nodes.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_a_number_has_facts_and_a_sentence_has_none() {
        let line = read("2021\u{1F}Mystery\u{1F}Drama\u{1F}12 episodes").unwrap();

        assert_eq!((line.year, line.genres), (Some(2021), vec!["Mystery".to_owned(), "Drama".to_owned()]));
        for text in [
            "Mystery · Drama",
            "Saturdays, 20:30 · new",
            "A house of 9 doors.",
            "2021",
            "Share · Print · 7741",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
