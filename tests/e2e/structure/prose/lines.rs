//! Lines of prose: Markdown outside code and tables, and comments.

use super::files::File;

/// The maximum number of letters on a line of prose.
const MOST: usize = 110;

/// The places of prose lines that are too long, each with its length.
pub(crate) fn too_long(file: &File) -> Vec<String> {
    let is_prose = prose(file);
    let lines = file.text.lines().zip(is_prose).enumerate();
    lines
        .filter(|(_, (line, is_prose))| *is_prose && length(line) > MOST && !has_address(line))
        .map(|(at, (line, _))| format!("{}:{}: {} letters", file.path, at + 1, length(line)))
        .collect()
}

/// The places of lines that begin with `// !` or `// /`, where `//!` or `///` was meant.
pub(crate) fn cut_off(file: &File) -> Vec<String> {
    let is_cut = |line: &str| ["// !", "// /"].iter().any(|mark| line.trim_start().starts_with(mark));
    let lines = file.text.lines().enumerate().filter(|(_, line)| is_cut(line) && file.kind() == "rs");
    lines.map(|(at, _)| format!("{}:{}", file.path, at + 1)).collect()
}

/// For each line, whether it is prose.
fn prose(file: &File) -> Vec<bool> {
    let lines = file.text.lines();
    match file.kind() {
        "md" => markdown(lines),
        "rs" => lines.map(|line| has_comment(line, "//")).collect(),
        "kt" | "kts" => lines.map(|line| has_comment(line, "//") || is_block_comment(line)).collect(),
        "py" => python(lines),
        "sh" | "toml" => lines.map(|line| has_comment(line, "#")).collect(),
        "sql" => lines.map(|line| has_comment(line, "--")).collect(),
        _ => lines.map(|_| false).collect(),
    }
}

fn markdown<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let mut in_code = false;
    let is_prose = |line: &str| {
        let line = line.trim_start();
        in_code ^= line.starts_with("```");
        !in_code && !line.starts_with('|') && !line.starts_with("```")
    };
    lines.map(is_prose).collect()
}

fn python<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let mut in_text = false;
    let is_prose = |line: &str| {
        let begins = line.trim_start().starts_with("\"\"\"");
        let was_in_text = in_text;
        in_text ^= line.matches("\"\"\"").count() % 2 == 1;
        begins || was_in_text || has_comment(line, "#")
    };
    lines.map(is_prose).collect()
}

/// Whether there is a comment on the line, alone or after code.
fn has_comment(line: &str, mark: &str) -> bool {
    line.trim_start().starts_with(mark) || line.contains(&format!(" {mark} "))
}

fn is_block_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("/*") || line.starts_with("* ")
}

/// Whether the line has an address, which cannot be cut.
fn has_address(line: &str) -> bool {
    line.contains("://") || line.contains("](")
}

fn length(line: &str) -> usize {
    line.chars().count()
}
