//! What was announced to a person.

use ifilm_core::Client;

use super::User;
use crate::error::Result;
use crate::key::ItemKey;

#[uniffi::export]
impl User {
    /// Marks items as announced by a notification, and returns those that were not announced before, in their
    /// order: the ones to announce now. It is one transaction, so two callers never announce the same item.
    /// The newest 5,000 marks are kept. Writes to disk. It cannot be undone.
    ///
    /// # Errors
    /// `BadArgument` for a key without a valid edition; the storage errors; `Closed`.
    pub async fn announce(&self, keys: Vec<ItemKey>) -> Result<Vec<ItemKey>> {
        let keys = keys.into_iter().map(TryInto::try_into).collect::<Result<Vec<ifilm_core::ItemKey>>>()?;
        let announce = |core: Client| async move {
            Ok(core.user().announce(keys).await?.into_iter().map(ItemKey::from).collect())
        };
        self.core.run(announce).await
    }
}
