//! The keys of marks as texts, which undo steps, exports and the table of what was withdrawn have.

use crate::model::ItemKey;

/// The key of a mark. Different keys have different texts.
pub(crate) trait MarkKey: Clone + Sized {
    /// It as text.
    fn text(&self) -> String;

    /// Reads the text of a key.
    fn read(text: &str) -> Option<Self>;

    /// The item that the mark is about, if it is about one.
    fn item(&self) -> Option<&ItemKey> {
        None
    }
}

/// `fa/article/2043998`: always with the kind, so that a kind of a later version is not read as an id.
impl MarkKey for ItemKey {
    fn text(&self) -> String {
        let Self { edition, kind, id } = self;
        format!("{edition}/{}/{id}", kind.as_str())
    }

    fn read(text: &str) -> Option<Self> {
        let (edition, rest) = text.split_once('/')?;
        let (kind, id) = rest.split_once('/').filter(|(_, id)| !id.is_empty())?;
        Some(Self { edition: edition.parse().ok()?, kind: kind.parse().ok()?, id: id.to_owned() })
    }

    fn item(&self) -> Option<&ItemKey> {
        Some(self)
    }
}

impl MarkKey for String {
    fn text(&self) -> String {
        self.clone()
    }

    fn read(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| text.to_owned())
    }
}
