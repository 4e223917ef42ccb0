//! Paragraphs of the guides: Markdown outside code and tables.

use super::files::File;

/// The maximum number of lines of a paragraph, or of an entry of a list.
const MOST: usize = 5;

/// The line with which a paragraph becomes too long, for each that does.
pub(crate) fn too_long(file: &File) -> Vec<String> {
    let mut in_code = false;
    let mut length = 0;
    let mut is_last = |line: &str| {
        let is_fence = line.starts_with("```");
        in_code ^= is_fence;
        let is_prose = !in_code && !is_fence && !line.is_empty() && !line.starts_with(['|', '#']);
        length = if is_prose && !is_entry(line) { length + 1 } else { usize::from(is_prose) };
        length == MOST + 1
    };
    let lines = file.text.lines().enumerate().filter(|_| file.kind() == "md");
    let long = lines.filter(|(_, line)| is_last(line.trim_start()));
    long.map(|(at, _)| format!("{}:{}", file.path, at + 1)).collect()
}

fn is_entry(line: &str) -> bool {
    let after_number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    line.starts_with("- ") || (after_number.len() < line.len() && after_number.starts_with(". "))
}
