//! The requests of a sync that only its answers decide, as rules.

use crate::enum_conversion::convert_enum;
use crate::key::Section;

/// A rule for requests that a plan cannot name, because the answers decide about them. A sync sends the
/// requests of its plan and requests under these rules, and no others. A redirect within the catalogue's
/// hosts is part of its request. So is its one repeat: without validators after 400, 412 or 431, and after a
/// reused connection was closed or a server of HTTP/2 did not process it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FollowUp {
    /// The edition.
    pub edition: String,
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

impl From<ifilm_core::FollowUp> for FollowUp {
    fn from(follow_up: ifilm_core::FollowUp) -> Self {
        let ifilm_core::FollowUp { edition, section, rule, addresses, most } = follow_up;
        Self { edition: edition.into(), section: section.into(), rule: rule.into(), addresses, most }
    }
}

/// Which requests an answer causes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
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

#[rustfmt::skip]
convert_enum!(FollowUpRule {
    NewPages, NextListingPages, HolePages, OtherListings, OtherBase, AbsentItems, Episodes, LeadPictures,
});
