//! Where a person stopped to read, found again after an edit.

use jiff::Timestamp;

use super::act::note;
use crate::error::{Error, Result};
use crate::model::{Block, ItemKey, ReadingPosition};
use crate::store::{self, CommitPoint, Store, StoredPosition};

/// The lengths of the excerpts that end and begin at a position, in characters.
const BEFORE: usize = 32;
const AFTER: usize = 64;

/// An excerpt this long is still looked for if the whole one is not found.
const SHORT: usize = 16;

/// Stores where a person stopped in a text; `None` forgets it. This is no act.
///
/// # Errors
/// [`Error::BadArgument`] for a place that the text does not have.
pub(crate) async fn set_position(
    store: &Store,
    key: ItemKey,
    place: Option<(u32, u32)>,
    blocks: &[Block],
    now: Timestamp,
) -> Result<()> {
    let position = place.map(|place| with_excerpts(place, blocks)).transpose()?;
    let set = move |write: &mut store::Write<'_>| store::set_reading_position(write, &key, position, now);
    note(store, CommitPoint::ReadingPosition, set).await.map(drop)
}

/// Where a person stopped in a text; `None` if they did not. `blocks` is the text as it is now.
pub(crate) async fn position(
    store: &Store,
    key: ItemKey,
    blocks: &[Block],
) -> Result<Option<ReadingPosition>> {
    let stored = store.read_user(move |connection| store::reading_position(connection, &key)).await?;
    Ok(stored.map(|position| found_again(&position, blocks)))
}

fn with_excerpts((block, letter): (u32, u32), blocks: &[Block]) -> Result<StoredPosition> {
    let outside = || Error::bad_argument(format!("the text has no letter {letter} in a block {block}"));
    let text = text_of(blocks.get(block as usize).ok_or_else(outside)?);
    let letters: Vec<char> = text.chars().collect();
    let (before, after) = letters.split_at_checked(letter as usize).ok_or_else(outside)?;
    Ok(StoredPosition {
        block,
        letter,
        before: before.iter().skip(before.len().saturating_sub(BEFORE)).collect(),
        after: after.iter().take(AFTER).collect(),
    })
}

fn text_of(block: &Block) -> String {
    block.content.text().unwrap_or_default()
}

/// A position in a text that may have been edited since. Of several places with the same words the nearest
/// block counts.
fn found_again(position: &StoredPosition, blocks: &[Block]) -> ReadingPosition {
    let StoredPosition { block, letter, before, after } = position;
    let texts: Vec<String> = blocks.iter().map(text_of).collect();
    let own = texts.get(*block as usize);
    if before.is_empty() && after.is_empty() {
        return without_text(*block, &texts);
    }
    if own.is_some_and(|text| is_at(text, *letter as usize, before, after)) {
        return ReadingPosition { block: *block, letter: *letter, is_exact: true };
    }
    let exact = sought(before, after).into_iter().find_map(|(excerpt, into)| {
        let (index, text) = nearest(&texts, *block, &excerpt)?;
        let at = text.find(&excerpt)?;
        let letter = text.get(..at)?.chars().count() + into;
        Some(ReadingPosition { block: index, letter: letter.try_into().ok()?, is_exact: true })
    });
    exact.unwrap_or(ReadingPosition { block: last(&texts).min(*block), letter: 0, is_exact: false })
}

/// A position in a block without text, such as a picture: the nearest such block.
fn without_text(block: u32, texts: &[String]) -> ReadingPosition {
    let empty = (0..).zip(texts).filter(|(_, text)| text.is_empty()).map(|(index, _)| index);
    match empty.min_by_key(|index: &u32| block.abs_diff(*index)) {
        Some(block) => ReadingPosition { block, letter: 0, is_exact: true },
        None => ReadingPosition { block: last(texts).min(block), letter: 0, is_exact: false },
    }
}

fn last(texts: &[String]) -> u32 {
    texts.len().saturating_sub(1).try_into().unwrap_or(u32::MAX)
}

/// Whether the excerpts are just where they were.
fn is_at(text: &str, letter: usize, before: &str, after: &str) -> bool {
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let Some((start, end)) = places.nth(letter).and_then(|at| text.split_at_checked(at)) else {
        return false;
    };
    start.ends_with(before) && end.starts_with(after)
}

/// The excerpts to look for, the surest first, each with the place in it.
fn sought(before: &str, after: &str) -> Vec<(String, usize)> {
    let length = before.chars().count();
    let tail: String = before.chars().skip(length.saturating_sub(SHORT)).collect();
    let head: String = after.chars().take(SHORT).collect();
    let excerpts = [
        (format!("{before}{after}"), length),
        (after.to_owned(), 0),
        (format!("{tail}{head}"), tail.chars().count()),
        (head, 0),
        (before.to_owned(), length),
        (tail.clone(), tail.chars().count()),
    ];
    excerpts.into_iter().filter(|(excerpt, _)| !excerpt.is_empty()).collect()
}

/// The text with an excerpt whose block is nearest to a place. A few letters are in many texts, so they count
/// only as a whole block.
fn nearest<'t>(texts: &'t [String], block: u32, excerpt: &str) -> Option<(u32, &'t String)> {
    let is_short = excerpt.chars().count() < SHORT;
    let with = (0..).zip(texts).filter(|(_, text)| text.contains(excerpt) && (!is_short || *text == excerpt));
    with.min_by_key(|(index, _)| block.abs_diff(*index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockContent, Direction, Span};

    fn blocks(texts: &[&str]) -> Vec<Block> {
        let block = |text: &&str| {
            let spans = vec![Span::plain(*text)];
            Block { content: BlockContent::Paragraph { spans }, dir: Direction::Ltr }
        };
        texts.iter().map(block).collect()
    }

    const RAIN: &str = "It rained all night in the hills above the old town.";
    const SNOW: &str = "Snow fell on the roofs, and the streets were quiet until noon.";
    const WIND: &str = "The wind turned, and by evening the sky was clear again.";

    /// The place of `Snow fell on the |roofs`, in these texts.
    fn after_edit(texts: &[&str]) -> (u32, u32, bool) {
        let stored = with_excerpts((1, 17), &blocks(&[RAIN, SNOW, WIND])).unwrap();
        let ReadingPosition { block, letter, is_exact } = found_again(&stored, &blocks(texts));
        (block, letter, is_exact)
    }

    #[test]
    fn a_position_is_found_again_after_an_edit() {
        for (edited, expected) in [
            (&[RAIN, SNOW, WIND][..], (1, 17, true)),
            (&[SNOW, WIND], (0, 17, true)),
            (&["A new first line.", RAIN, SNOW, WIND], (2, 17, true)),
            (
                &[RAIN, "At dawn, snow fell on the roofs, and the streets were quiet until noon."],
                (1, 26, true),
            ),
            (&[RAIN, "Snow fell on the roofs, and the streets were quiet all day."], (1, 17, true)),
            (&["It rained. Snow fell on the roofs, and the streets were quiet until noon."], (0, 28, true)),
            (&[RAIN, WIND], (1, 0, false)),
            (&[RAIN], (0, 0, false)),
            (&[], (0, 0, false)),
        ] {
            assert_eq!(after_edit(edited), expected, "{edited:?}");
        }
    }

    #[test]
    fn of_equal_paragraphs_the_nearest_counts() {
        assert_eq!(after_edit(&[SNOW, RAIN, RAIN, SNOW, WIND]), (0, 17, true));
        assert_eq!(after_edit(&[SNOW, SNOW, RAIN]), (1, 17, true));
    }

    #[test]
    fn letters_are_counted_and_not_bytes() {
        let text = "باران تا صبح بر تپه‌های بالای شهر قدیم بارید و کوچه‌ها خلوت ماند.";
        let stored = with_excerpts((0, 13), &blocks(&[text])).unwrap();

        let moved = found_again(&stored, &blocks(&["خبر", text]));

        assert_eq!((moved.block, moved.letter, moved.is_exact), (1, 13, true));
    }

    #[test]
    fn a_picture_is_found_again_as_the_nearest_block_without_text() {
        let stored = with_excerpts((0, 0), &blocks(&["", RAIN])).unwrap();

        let moved = found_again(&stored, &blocks(&[SNOW, "", RAIN]));
        let gone = found_again(&stored, &blocks(&[SNOW, RAIN]));

        assert_eq!((moved.block, moved.letter, moved.is_exact), (1, 0, true));
        assert_eq!((gone.block, gone.letter, gone.is_exact), (0, 0, false));
    }

    #[test]
    fn a_few_letters_are_no_exact_place_unless_they_are_the_whole_block() {
        let stored = with_excerpts((1, 0), &blocks(&[RAIN, "On"])).unwrap();

        let elsewhere = found_again(&stored, &blocks(&[RAIN, WIND, "On Monday it rained."]));
        let moved = found_again(&stored, &blocks(&[RAIN, WIND, "On"]));

        assert!(!elsewhere.is_exact);
        assert_eq!((moved.block, moved.is_exact), (2, true));
    }

    #[test]
    fn a_place_outside_of_the_text_is_refused() {
        let end = RAIN.chars().count() as u32;
        assert!(with_excerpts((0, end), &blocks(&[RAIN])).is_ok());
        assert!(with_excerpts((0, end + 1), &blocks(&[RAIN])).is_err());
        assert!(with_excerpts((1, 0), &blocks(&[RAIN])).is_err());
    }
}
