//! The attributes of a start tag.

/// The attributes of a start tag, entities decoded.
#[derive(Debug, Default)]
pub(in crate::parse) struct Attributes {
    /// Names and values, one after the other.
    text: String,
    /// The same, as far as the tag was read: its parts may end inside a character.
    bytes: Vec<u8>,
    places: Vec<Place>,
    /// A bit for the first letter and the length of each name, because most tags lack most attributes.
    names: u64,
}

/// The maximum number of bytes of an address. Each text in a link and each picture gets a copy of one.
const MOST_OF_ADDRESS: usize = 2048;

/// Whether a value is short enough to be an address.
pub(in crate::parse) fn is_bounded(address: &str) -> bool {
    address.len() <= MOST_OF_ADDRESS
}

/// Where an attribute stands in the text.
#[derive(Debug, Default)]
struct Place {
    name: usize,
    value: usize,
    end: usize,
}

impl Attributes {
    /// The value of an attribute, trimmed. If it is there several times, the first one counts.
    #[inline]
    pub(in crate::parse) fn get(&self, name: &str) -> Option<&str> {
        if self.names & bit_of(name.as_bytes()) == 0 { None } else { self.find(name) }
    }

    fn find(&self, name: &str) -> Option<&str> {
        let bytes = self.text.as_bytes();
        let is_named = |place: &&Place| {
            bytes
                .get(place.name..place.value)
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        };
        let place = self.places.iter().find(is_named)?;
        self.text.get(place.value..place.end).map(str::trim)
    }

    /// The same; `None` if it is empty.
    pub(in crate::parse) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// The address in an attribute; `None` if it is empty, or longer than addresses are.
    pub(in crate::parse) fn address(&self, name: &str) -> Option<&str> {
        self.text(name).filter(|address| is_bounded(address))
    }

    /// Whether the attribute is there.
    pub(in crate::parse) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Names and values, in their order.
    pub(in crate::parse) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let part = |from, to| self.text.get(from..to).unwrap_or_default();
        self.places.iter().map(move |place| (part(place.name, place.value), part(place.value, place.end)))
    }

    /// Forgets everything, for the next tag.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.text.clear();
        self.places.clear();
        self.names = 0;
    }

    /// The tag ends. Its bytes are read as text once, because each rule asks for several attributes.
    pub(super) fn end(&mut self) {
        self.text.clear();
        self.text.push_str(std::str::from_utf8(&self.bytes).unwrap_or_default());
        let names = self.places.iter().filter_map(|place| self.bytes.get(place.name..place.value));
        self.names = names.map(bit_of).fold(0, |all, name| all | name);
    }

    /// Begins an attribute.
    pub(super) fn begin(&mut self) {
        let at = self.bytes.len();
        self.places.push(Place { name: at, value: at, end: at });
    }

    /// Adds to the name of the last attribute.
    pub(super) fn push_name(&mut self, part: &[u8]) {
        self.bytes.extend_from_slice(part);
        if let Some(place) = self.places.last_mut() {
            (place.value, place.end) = (self.bytes.len(), self.bytes.len());
        }
    }

    /// Adds to the value of the last attribute.
    pub(super) fn push_value(&mut self, part: &[u8]) {
        self.bytes.extend_from_slice(part);
        if let Some(place) = self.places.last_mut() {
            place.end = self.bytes.len();
        }
    }
}

/// The bit of a name, in any case.
#[inline]
fn bit_of(name: &[u8]) -> u64 {
    let first = name.first().map_or(0, u8::to_ascii_lowercase);
    1_u64.wrapping_shl(u32::from(first.wrapping_add((name.len() as u8).wrapping_mul(5))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_of_a_name_in_any_case_counts_and_is_trimmed() {
        let mut attributes = Attributes::default();
        for (name, value) in [("Href", " /a\n"), ("href", "/b"), ("alt", "  ")] {
            attributes.begin();
            attributes.push_name(name.as_bytes());
            attributes.push_value(value.as_bytes());
        }
        attributes.end();

        assert_eq!((attributes.get("HREF"), attributes.get("src")), (Some("/a"), None));
        assert_eq!((attributes.get("alt"), attributes.text("alt")), (Some(""), None));
    }

    #[test]
    fn a_name_or_value_may_come_in_parts_that_end_inside_a_letter() {
        let mut attributes = Attributes::default();
        let (letter, rest) = "باران".as_bytes().split_at(1);
        attributes.begin();
        attributes.push_name(b"da");
        attributes.push_name(b"ta");
        attributes.push_value(letter);
        attributes.push_value(rest);
        attributes.end();

        assert_eq!(attributes.get("data"), Some("باران"));
    }
}
