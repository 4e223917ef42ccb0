//! The fingerprint of a page.

use url::Url;

use super::consonants::consonants;
use super::fingerprint::Fingerprint;
use super::number::numbers;
use crate::LanguageTag;

/// The text of a page, and the addresses of its picture and videos.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StoryPage<'a> {
    /// The language it is written in.
    pub language: &'a LanguageTag,
    /// The headline.
    pub title: Option<&'a str>,
    /// The sentence under it.
    pub lead: Option<&'a str>,
    /// The text, without title and lead.
    pub text: &'a str,
    /// The main picture.
    pub picture: Option<&'a str>,
    /// The videos, in order: the first that has an address counts.
    pub videos: Vec<&'a str>,
}

impl<'a> StoryPage<'a> {
    /// A page of which only the text is known.
    pub fn of(language: &'a LanguageTag, text: &'a str) -> Self {
        Self { language, title: None, lead: None, text, picture: None, videos: Vec::new() }
    }
}

/// The fingerprint of a page.
pub fn fingerprint(page: &StoryPage<'_>) -> Fingerprint {
    let is_arabic = page.language.language() == "ar";
    let head_text = [page.title, page.lead].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let head = consonants(&head_text, is_arabic);
    let head_numbers = numbers(&head_text);
    let mut all = numbers(page.text);
    all.extend(&head_numbers);
    all.sort_unstable();
    all.dedup();
    Fingerprint {
        head: head.len(),
        consonants: head + &consonants(page.text, is_arabic),
        head_numbers,
        numbers: all,
        picture: page.picture.and_then(place),
        video: page.videos.iter().find_map(|address| video(address)),
    }
}

fn video(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    Some(format!("{}{}", url.host_str()?, url.path().to_lowercase()))
}

/// The path of a picture: each edition has the uploads of all under its own host.
fn place(address: &str) -> Option<String> {
    let path = Url::parse(address).ok()?.path().to_lowercase();
    (path.len() > 1).then_some(path)
}
