//! Addresses of streams inside a longer text, such as a script.

use crate::parse::html::{decoded, is_bounded};
use crate::parse::listing::is_template;

/// The ends of playlists, of HLS and of DASH.
const ENDS: [&str; 2] = [".m3u8", ".mpd"];

/// The maximum number of bytes of a line that are searched for a comment.
const LONGEST_LINE: usize = 400;

/// Whether a place of a script is behind the sign for a comment: `// var old = "…"`.
fn is_in_comment(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST_LINE));
    let before = text.get(from..at).unwrap_or_default();
    before
        .rsplit('\n')
        .next()
        .is_some_and(|line| line.trim_start().starts_with("//") && line.contains(['"', '\'']))
}

/// The addresses of streams in a text, in order, as the text writes them, without the escapes of scripts.
pub(super) fn streams_in(text: &str) -> impl Iterator<Item = String> {
    let mut last = 0;
    let mut ends: Vec<(usize, &str)> = ENDS.iter().flat_map(|end| text.match_indices(end)).collect();
    ends.sort_unstable();
    ends.into_iter().filter_map(move |(at, end)| {
        let before = text.get(last..at)?;
        let start = before.rfind(is_border).map_or(last, |border| {
            let width = before.get(border..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            last.saturating_add(border).saturating_add(width)
        });
        let name = at.saturating_add(end.len());
        if is_in_comment(text, at) {
            return None;
        }
        let query = text.get(name..).map_or(0, |rest| {
            if rest.starts_with('?') { rest.find(is_border).unwrap_or(rest.len()) } else { 0 }
        });
        let end = name.saturating_add(query);
        last = end;
        address(text.get(start..end)?)
    })
}

/// Signs that stand around an address in a script or in a text.
fn is_border(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>' | '(' | ')' | '{' | '}' | '|')
}

fn address(written: &str) -> Option<String> {
    let plain = written.replace("\\/", "/").replace("\\u002F", "/").replace("\\u002f", "/");
    let plain = match plain.rsplit_once('=') {
        Some((name, value)) if !name.contains('?') => value,
        _ => &plain,
    };
    let address = decoded(plain.trim_start_matches(['=', ':', ',', '\\']));
    let stem = address.rsplit_once('.').map_or("", |(stem, _)| stem);
    let has_name = stem.rsplit('/').next().is_some_and(|name| name.contains(char::is_alphanumeric));
    let is_one = has_name && is_bounded(&address) && !is_template(&address) && !address.contains('\\');
    is_one.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        streams_in(text).collect()
    }

    #[test]
    fn streams_are_found_in_scripts_of_any_quoting() {
        assert_eq!(
            found(r#"a={file:"https:\/\/live.example.org\/hls\/a.m3u8?x=1&amp;y=2",b:'/hls/b.m3u8'}"#),
            ["https://live.example.org/hls/a.m3u8?x=1&y=2", "/hls/b.m3u8"]
        );
        assert_eq!(
            found("see https://live.example.org/a_4_482/index.m3u8 now"),
            ["https://live.example.org/a_4_482/index.m3u8"]
        );
    }

    #[test]
    fn a_name_that_a_script_makes_is_no_stream() {
        for text in ["'/hls/' + name + '.m3u8'", "src=.m3u8", "\"/hls/${name}.m3u8\"", ""] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
