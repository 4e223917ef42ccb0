//! The form of an address outside of the bases, with placeholders.

use serde::Deserialize;

use super::listing::Certainty;

/// The form of an address outside of the bases.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MediaForm {
    /// The absolute address, where a list allows it with placeholders.
    pub address: String,
    /// How sure the facts behind it are.
    #[serde(default)]
    pub certainty: Certainty,
}

/// Which numbered episode an address is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberedPlace<'a> {
    /// What the programme's id has before it.
    pub(crate) prefix: &'a str,
    /// The id of the programme.
    pub(crate) id: &'a str,
    /// The number of the episode.
    pub(crate) number: u32,
}

impl MediaForm {
    /// A form of which nothing is known but the address.
    pub fn of(address: impl Into<String>) -> Self {
        Self { address: address.into(), certainty: Certainty::default() }
    }

    pub(super) fn filled(&self, NumberedPlace { prefix, id, number }: NumberedPlace<'_>) -> String {
        let named = self.address.replace("{prefix}", prefix).replace("{id}", id);
        named.replace("{n}", &number.to_string())
    }

    /// Which numbered episode an address of this form is of; `None` if it has another form. A prefix that is
    /// not `usual` has letters alone, because an id may follow it at once.
    pub(super) fn place_in<'a>(&self, address: &'a str, usual: &str) -> Option<NumberedPlace<'a>> {
        let mut place = NumberedPlace { prefix: "", id: "", number: 0 };
        let (mut form, mut rest) = (self.address.as_str(), address);
        while let Some((literal, (name, behind))) =
            form.split_once('{').and_then(|(literal, named)| Some((literal, named.split_once('}')?)))
        {
            let value = rest.strip_prefix(literal)?;
            let length = match name {
                "prefix" if !usual.is_empty() && value.starts_with(usual) => usual.len(),
                "prefix" => count(value, u8::is_ascii_alphabetic),
                _ => count(value, u8::is_ascii_digit),
            };
            let (value, after) = value.split_at(length);
            match name {
                "prefix" => place.prefix = value,
                "id" => place.id = value,
                _ => place.number = value.parse().ok()?,
            }
            (form, rest) = (behind, after);
        }
        (rest == form && !place.id.is_empty() && self.filled(place) == address).then_some(place)
    }
}

/// How many bytes at the beginning are of a kind.
fn count(text: &str, is_of_kind: fn(&u8) -> bool) -> usize {
    text.bytes().take_while(is_of_kind).count()
}
