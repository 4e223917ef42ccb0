//! The page of a programme: its story as a text, as articles have one, and its facts.
//!
//! So lists, search, doubts and revisions treat it like an article. A change of facts alone, such as of the
//! cast, is no edit.

use ifilm_language::text::direction_of_language;

use super::content::Content;
use crate::error::{Error, Result};
use crate::model::{Fingerprint, Kind, NumberedEpisodes, Program};
use crate::parse::{self, Document};
use crate::store::{PageDetails, PageEpisodes, TextOfPage};

/// The story and the facts on the page of a series, a film, a program or an album.
///
/// # Errors
/// [`Error::Unreadable`] if the document is no page, if it has neither a name nor a story, or if parsing it
/// panics.
pub(super) fn read(document: Document<'_>) -> Result<(TextOfPage, PageDetails)> {
    let program = parse::program(document)?;
    if program.title.is_none() && program.story.is_empty() {
        let reason = "neither a name nor a story was found".to_owned();
        return Err(Error::Unreadable { what: document.address.to_string(), reason });
    }
    let (text, episodes) = (text(&program, document), episodes(&program, document)?);
    Ok((text, PageDetails::Program { program: Box::new(program), episodes }))
}

/// The episodes that the page numbers, or that they are in a list of their own, as tracks are.
fn episodes(program: &Program, document: Document<'_>) -> Result<PageEpisodes> {
    match program.key.as_ref().map(|key| key.kind) {
        Some(Kind::Series | Kind::Program) => {}
        Some(Kind::Album) => return Ok(PageEpisodes::Listed),
        _ => return Ok(PageEpisodes::None),
    }
    match program.numbered.as_ref().is_some_and(NumberedEpisodes::are_there) {
        true => Ok(PageEpisodes::Numbered(parse::episodes(document)?.episodes)),
        false => Ok(PageEpisodes::Listed),
    }
}

fn text(program: &Program, document: Document<'_>) -> TextOfPage {
    let language = document.edition.language.clone();
    let content = Content { title: program.title.as_deref(), lead: None, blocks: &program.story };
    TextOfPage {
        hash: content.hash(),
        title: program.title.clone(),
        lead: None,
        direction: direction_of_language(&language),
        language,
        blocks: program.story.clone(),
        related: Vec::new(),
        updated: None,
        fingerprint: Fingerprint::default(),
        alternates: Vec::new(),
    }
}

/// The headline of a row without the year in brackets at its end, which the name on the page lacks.
pub(super) fn without_year(title: &str) -> &str {
    let shorter = || {
        let (name, year) = title.trim_end().strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
        let is_year = !year.is_empty() && year.trim().chars().all(char::is_numeric);
        Some(name.trim_end()).filter(|name| is_year && !name.is_empty())
    };
    shorter().unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_in_brackets_is_no_part_of_the_name() {
        for (title, name) in [
            ("Blue Lantern (2015)", "Blue Lantern"),
            ("Blue Lantern(2015)", "Blue Lantern"),
            (
                "\u{641}\u{627}\u{646}\u{648}\u{633} (\u{6F1}\u{6F3}\u{6F9}\u{6F4})",
                "\u{641}\u{627}\u{646}\u{648}\u{633}",
            ),
            ("Blue Lantern (part two)", "Blue Lantern (part two)"),
            ("(2015)", "(2015)"),
            ("1984", "1984"),
        ] {
            assert_eq!(without_year(title), name);
        }
    }
}
