//! The requests of a sync that only its answers decide, as rules.

use serde::Serialize;

use crate::model::{EditionId, Section};

/// A rule for requests that a plan cannot name, because the answers decide about them. A sync sends the
/// requests of its plan and requests under these rules, and no others. A redirect within the catalogue's
/// hosts is part of its request. So is its one repeat: without validators after 400, 412 or 431, and after a
/// reused connection was closed or a server of HTTP/2 did not process it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FollowUp {
    /// The edition.
    pub edition: EditionId,
    /// The section.
    pub section: Section,
    /// Which requests, and when they are sent.
    pub rule: FollowUpRule,
    /// The forms of their addresses. `{page}` stands for a number, `{id}` for a part of an id,
    /// `{path}` for any path and query.
    pub addresses: Vec<String>,
    /// The largest number of requests under this rule, for all base addresses together. If a host asks us to
    /// wait amid a reading, the next base address begins it anew.
    pub most: u32,
}

/// Which requests an answer causes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpRule {
    /// The pages of rows that a listing shows for the first time or with changes.
    NewPages,
    /// The next pages of a changed listing, until a row is known. After each, the page before it once more.
    NextListingPages,
    /// The pages around a hole of the list: those before it if rows have come or gone above it, and those
    /// behind it until a row is known. After each of these, the page before it once more. If another listing
    /// than the planned one gave the rows, the planned page is requested there instead.
    HolePages,
    /// The section's other listings, while none gives rows, at each base address.
    OtherListings,
    /// If another base address than the planned one gives the rows, or gave them last and none does now: the
    /// planned pages at that base address, in their order, instead of the planned address.
    OtherBase,
    /// The listing from its top, as far as the places of items whose pages the site says do not exist.
    AbsentItems,
    /// The lists of the episodes of programmes whose page came, or that were requested a day ago, each with
    /// its further pages.
    Episodes,
    /// The pictures of the newest items that were never fetched, after all texts.
    LeadPictures,
}

impl FollowUp {
    /// Whether an address has one of the forms of this rule.
    pub fn covers(&self, address: &str) -> bool {
        self.addresses.iter().any(|form| has_form(address, form))
    }
}

/// Whether an address has a form: the same text, with digits for `{page}`, a part of a path or of a query for
/// `{id}`, and anything for `{path}`.
fn has_form(address: &str, form: &str) -> bool {
    let Some((fixed, rest)) = form.split_once('{') else { return address == form };
    let Some((name, rest)) = rest.split_once('}') else { return address == form };
    let Some(address) = address.strip_prefix(fixed) else { return false };
    let is_part = |letter: char| match name {
        "page" => letter.is_ascii_digit(),
        "path" => true,
        _ => !matches!(letter, '/' | '?' | '&' | '#'),
    };
    let part = address.find(|letter| !is_part(letter)).unwrap_or(address.len());
    let mut ends = address.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.any(|end| end <= part && address.get(end..).is_some_and(|behind| has_form(behind, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_form_if_only_the_named_parts_differ() {
        for (form, address, expected) in [
            ("https://a/list?page={page}&size=30", "https://a/list?page=12&size=30", true),
            ("https://a/list?page={page}&size=30", "https://a/list?page=12", false),
            ("https://a/list?page={page}", "https://a/list?page=", false),
            ("https://a/list?page={page}", "https://a/list?page=x", false),
            ("https://a/News/{id}", "https://a/News/7", true),
            ("https://a/News/{id}", "https://a/News/7/more", false),
            ("https://a/{id}/{id}-{id}.html", "https://a/2024/5-river-town.html", true),
            ("https://a/{id}/{id}-{id}.html", "https://a/2024/5.html", false),
            ("https://a/home", "https://a/home", true),
            ("https://a/home", "https://a/home/", false),
            ("https://a/{path}", "https://a/b/c.jpg?d=e", true),
            ("https://a/{path}", "https://ab/c.jpg", false),
        ] {
            assert_eq!(has_form(address, form), expected, "{address} as {form}");
        }
    }
}
