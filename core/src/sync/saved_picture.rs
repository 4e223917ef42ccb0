//! The pictures of saved items whose rows went with a lost cache: their files are here, and the user's file
//! knows their addresses.

use jiff::Timestamp;
use url::Url;

use crate::error::Result;
use crate::parse::{self, ImageHead};
use crate::store::{self, NewPicture, PictureHash, Store, StoredPicture, TriedForms};

/// The picture that a saved item shows at an address, from its file alone; `None` if it is not here. Writes
/// nothing.
pub(crate) async fn saved_picture(store: &Store, address: &Url) -> Result<Option<StoredPicture>> {
    let Some((hash, bytes, head)) = found(store, address.to_string()).await? else { return Ok(None) };
    let file = Some((head.content_type.to_owned(), bytes));
    Ok(Some(StoredPicture { hash, size: head.size, file }))
}

/// Gives the cache the rows of such pictures again.
pub(super) async fn adopt_pictures(store: &Store, now: Timestamp) -> Result<()> {
    for address in store.read(store::lost_pictures).await? {
        let Some((hash, bytes, head)) = found(store, address.clone()).await? else { continue };
        let ImageHead { content_type, size } = head;
        store
            .adopt_picture(NewPicture {
                address,
                hash,
                content_type,
                bytes,
                size,
                at: now,
                tried: TriedForms::default(),
            })
            .await?;
    }
    Ok(())
}

/// The file of a saved picture: its hash, its length and its head. It is read again, because nobody knows
/// what happened to it while the cache was lost.
async fn found(store: &Store, address: String) -> Result<Option<(PictureHash, u64, ImageHead)>> {
    let Ok(url) = Url::parse(&address) else { return Ok(None) };
    let kept = store.saved_picture(address).await?;
    Ok(kept.and_then(|(hash, content)| {
        let head = parse::image_head(&url, &content).ok()?;
        Some((hash, content.len() as u64, head))
    }))
}
