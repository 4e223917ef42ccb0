//! The check of the files, and their repair.

use std::sync::Arc;

use super::Client;
use super::shared::Shared;
use crate::error::Result;
use crate::model::{CheckReport, DataFile, FileState, Repair};
use crate::store::Store;

impl Client {
    /// Checks both files whole, and says what was repaired before. With `repair`, it also repairs what is
    /// damaged: the damaged file is moved aside, all that can be read goes into a new one, and the words of
    /// the stories are indexed again. A file of another program is moved aside, too; one of a newer version
    /// is left as it is. Reads both files from disk, so it may take seconds.
    ///
    /// Every other call repairs what it meets by itself. This one is for a person who wants to know.
    /// [`words::check`](crate::words::check) says the report in words.
    ///
    /// # Errors
    /// [`Busy`](crate::Error::Busy) while another process has the damaged file open;
    /// [`StorageFull`](crate::Error::StorageFull) if the new file has no room; the other
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn check(&self, repair: bool) -> Result<CheckReport> {
        self.shared.check_files(repair).await
    }

    /// The repairs that this client made, the oldest first, also after it was closed. Empty if it met no
    /// damage, and if `check` was its first call, which reports its repairs itself. A shell that shows them lets no loss pass unseen; [`words::check`](crate::words::check) says
    /// them in words. Touches neither disk nor network.
    pub fn repairs(&self) -> Vec<Repair> {
        self.shared.opened_before().map(|opened| opened.store.repairs()).unwrap_or_default()
    }
}

impl Shared {
    /// The first call of a client would repair the files before anyone could see what is wrong. So if no call
    /// came before, they are checked without it.
    async fn check_files(&self, repair: bool) -> Result<CheckReport> {
        self.check_open()?;
        super::runtime::runtime()?;
        if let Some(opened) = self.opened_before() {
            return check(&opened.store, repair).await;
        }
        let store = self.store();
        let report = check(&store, repair).await;
        store.close().await?;
        report
    }
}

async fn check(store: &Arc<Store>, repair: bool) -> Result<CheckReport> {
    let report = store.check(repair).await?;
    let is_new =
        |file: &crate::model::CheckedFile| file.file == DataFile::Cache && file.state == FileState::Repaired;
    if report.files.iter().any(is_new) {
        store.take_new_cache(); // it is indexed now
        crate::sync::index(store).await?;
    }
    Ok(report)
}
