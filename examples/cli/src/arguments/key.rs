//! The items that a person names.

use ifilm_core::{Client, ItemKey, Kind};

use super::shared::Shared;
use crate::failure::Failure;

impl Shared {
    /// The key that a person typed or pasted: an address of the site, a key, or an id of the one edition.
    pub(crate) async fn key(&self, client: &Client, item: &str) -> Result<ItemKey, Failure> {
        let editions = self.known_editions()?;
        match editions.key_at(item) {
            Some(key) => Ok(key),
            None if item.contains("://") => {
                Err(Failure::bad_input(format!("{item} is no page of an edition")))
            }
            None if item.contains('/') => Ok(editions.key(item)?),
            None => Ok(editions.article(self.one_edition(client).await?, item)?),
        }
    }

    /// The key of an item of a kind that a person typed or pasted: as [`key`](Self::key), but a bare id is of
    /// this kind.
    pub(crate) async fn key_of(&self, client: &Client, kind: Kind, item: &str) -> Result<ItemKey, Failure> {
        if item.contains(['/', '.']) {
            return self.key(client, item).await;
        }
        let edition = self.one_edition(client).await?;
        Ok(self.known_editions()?.key(&format!("{edition}/{}/{item}", kind.as_str()))?)
    }

    /// The keys that a person typed or pasted.
    pub(crate) async fn keys(&self, client: &Client, items: &[String]) -> Result<Vec<ItemKey>, Failure> {
        let mut keys = Vec::new();
        for item in items {
            keys.push(self.key(client, item).await?);
        }
        Ok(keys)
    }
}
