//! The doors by which inputs come into the core. An input is read as a client reads it, and what came of it
//! is used as a shell uses it.

use std::fs;

use ifilm_core::catalog::Editions;
use ifilm_core::testing::{Document, listing, picture_head};
use ifilm_core::{Catalog, Client, Config, Error, ExportRequest, ListQuery, Result, SavedQuery, SearchQuery};
use ifilm_tests::edition;
use jiff::Timestamp;
use url::Url;

use crate::batch::Came;
use crate::truths::{Files, Truths};

/// The code that judges a fetched picture.
pub(crate) fn picture(bytes: &[u8]) -> Result<()> {
    let address = Url::parse("https://en.ifilmtv.ir/a.jpg").unwrap();
    picture_head(&address, bytes).map(drop)
}

const PAGE: &[u8] = b"<a href='/News/Content/2043998/A-title?page=2'>A title</a><a href='/'>Home</a>";

/// A catalogue that is taken also opens a client, chooses an edition and reads a listing.
pub(crate) fn catalog(bytes: &[u8]) -> Result<()> {
    let catalog = Catalog::from_json(&String::from_utf8_lossy(bytes))?;
    let mut config = Config::in_memory();
    config.catalog = catalog.clone();
    let client = Client::open(config)?;
    client.language().editions()?;
    client.language().suggestion(["ckb-IR", "fa-AF", "x"])?;
    for entry in Editions::of(catalog)?.all() {
        for (section, base) in entry.sections.iter().zip(&entry.bases) {
            let address = Url::parse(base.as_str()).map_err(|cause| Error::Internal(cause.to_string()))?;
            let received_at = Timestamp::UNIX_EPOCH;
            let document =
                Document { bytes: PAGE, charset: None, address: &address, edition: entry, received_at };
            for one in &section.listings {
                listing(document, one.document, section).map(drop).or_else(unless_internal)?;
            }
        }
    }
    Ok(())
}

/// A client without files that takes exports.
pub(crate) struct Importer(Client);

impl Importer {
    pub(crate) fn begin(truths: &Truths) -> Self {
        let Config { catalog, clock, .. } = truths.config.clone();
        let mut config = Config::in_memory();
        (config.catalog, config.clock) = (catalog, clock);
        Self(Client::open(config).unwrap())
    }

    /// What was taken is shown. In the export of it the client finds nothing new.
    pub(crate) async fn take(&self, bytes: &[u8], is_thorough: bool) -> Result<()> {
        let user = self.0.user();
        user.import(String::from_utf8_lossy(bytes)).await?;
        if is_thorough {
            for saved in user.saved(SavedQuery::all()).await?.items {
                self.0.library().article(&saved.item.key).await.map(drop).or_else(unless_internal)?;
            }
            user.undo_steps().await?;
            let all = user.export(ExportRequest::default().with_history(true)).await?;
            let again = user.import(all).await?;
            if again.changed > 0 {
                return Err(Error::Internal(format!("its own export changes {} marks", again.changed)));
            }
        }
        Ok(())
    }

    pub(crate) async fn end(self) {
        self.0.close().await.unwrap();
    }
}

/// A page need not be of the kind that a catalogue says, and a saved article may have no text.
fn unless_internal(error: Error) -> Result<()> {
    match error {
        Error::Internal(_) => Err(error),
        _ => Ok(()),
    }
}

/// A client opens a folder with two databases, reads, marks, and closes it.
pub(crate) async fn databases(truths: &Truths, files: &Files) -> Came {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cache.db"), &files.cache).unwrap();
    fs::write(folder.path().join("user.db"), &files.user).unwrap();
    let mut config = truths.config.clone();
    config.data_dir = folder.path().to_owned();
    let client = Client::open(config).unwrap();
    let (library, user) = (client.library(), client.user());
    let mut ended = vec![
        library.list(ListQuery::news(edition("en"))).await.map(drop),
        client.prepare().await,
        library.counts().await.map(drop),
        library.search(SearchQuery::of("the")).await.map(drop),
        user.saved(SavedQuery::all()).await.map(drop),
        user.history(50, None).await.map(drop),
        user.hidden_words().await.map(drop),
        user.settings().await.map(drop),
        user.undo_steps().await.map(drop),
        user.export(ExportRequest::default().with_history(true)).await.map(drop),
        client.storage().report().await.map(drop),
    ];
    for key in &truths.keys {
        ended.push(library.article(key).await.map(drop));
        ended.push(user.position(key).await.map(drop));
    }
    ended.push(user.mark_read(&truths.keys[5], true).await);
    ended.push(user.undo().await.map(drop));
    ended.push(client.storage().prune().await.map(drop));
    ended.push(client.close().await);
    let failures = ended.into_iter().filter_map(Result::err).collect();
    Came { failures, is_repaired: !client.repairs().is_empty() }
}
