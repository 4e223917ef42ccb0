//! The page of a programme: its story as a text, as articles have one, and its facts.
//!
//! So lists, search, doubts and revisions treat it like an article. A change of facts alone, such as of the
//! cast, is no edit.

use ifilm_language::collation::sort_key;
use ifilm_language::text::direction_of_language;

use super::content::Content;
use crate::error::{Error, Result};
use crate::model::{CastMember, Fingerprint, Kind, LanguageTag, NumberedEpisodes, Program};
use crate::parse::{self, Document};
use crate::store::{Credit, PageDetails, PageEpisodes, TextOfPage};

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
    let language = &document.edition.language;
    let credits = credits(&program.cast, language);
    let title_key = program.title.as_deref().map(|title| sort_key(title, language).into_bytes());
    Ok((text, PageDetails::Program { program: Box::new(program), title_key, credits, episodes }))
}

/// The people of a cast who have pages of their own.
fn credits(cast: &[CastMember], language: &LanguageTag) -> Vec<Credit> {
    let credit = |member: &CastMember| {
        let CastMember { key, name, role } = member.clone();
        let name_key = sort_key(&name, language).into_bytes();
        Some(Credit { key: key.filter(|key| key.kind == Kind::Person)?, name, name_key, role })
    };
    cast.iter().filter_map(credit).collect()
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
        tags: Vec::new(),
        people: Vec::new(),
        updated: None,
        fingerprint: Fingerprint::default(),
        alternates: Vec::new(),
    }
}
