//! The signs of a page.

use url::Url;

use super::number::numbers;
use super::sound::sounds;
use crate::model::{Block, BlockContent, LanguageTag, Signs, text_of_blocks};

/// The signs of a page, from what a reader reads of it and the address of its main picture.
pub(crate) fn signs(
    language: &LanguageTag,
    title: Option<&str>,
    lead: Option<&str>,
    blocks: &[Block],
    picture: Option<&str>,
) -> Signs {
    let is_arabic = language.language() == "ar";
    let head_text = [title, lead].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let text = text_of_blocks(blocks);
    let head = sounds(&head_text, is_arabic);
    let head_numbers = numbers(&head_text);
    let mut all = numbers(&text);
    all.extend(&head_numbers);
    all.sort_unstable();
    all.dedup();
    Signs {
        head: head.len(),
        sounds: head + &sounds(&text, is_arabic),
        head_numbers,
        numbers: all,
        picture: picture.and_then(place),
        video: blocks.iter().find_map(video),
    }
}

fn video(block: &Block) -> Option<String> {
    let BlockContent::Video { address, .. } = &block.content else { return None };
    let url = Url::parse(address).ok()?;
    Some(format!("{}{}", url.host_str()?, url.path().to_lowercase()))
}

/// The path of a picture: each edition has the uploads of all under its own host.
fn place(address: &str) -> Option<String> {
    let path = Url::parse(address).ok()?.path().to_lowercase();
    (path.len() > 1).then_some(path)
}
