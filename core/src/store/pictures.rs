//! The pictures of a store: their files, and what both databases know of them.

use rusqlite::Connection;

use super::commit_point::CommitPoint;
use super::picture::{self, NewPicture, StoredPicture};
use super::picture_file::PictureFiles;
use super::picture_hash::PictureHash;
use super::{Store, prune, saved_picture};
use crate::error::{Error, Result};

impl Store {
    /// The files of the pictures.
    pub(crate) fn picture_files(&self) -> PictureFiles {
        PictureFiles::of(&self.directory)
    }

    /// The picture at an address, if it was ever fetched. Its file counts as missing unless it is there,
    /// whole.
    pub(crate) async fn picture(&self, address: String) -> Result<Option<StoredPicture>> {
        let files = self.picture_files();
        let read = move |connection: &Connection| {
            let stored = picture::picture(connection, &address)?;
            Ok(stored.map(|mut stored| {
                stored.file = stored.file.filter(|(_, bytes)| files.has(&stored.hash, *bytes));
                stored
            }))
        };
        self.read(read).await
    }

    /// The picture that a saved item shows at an address, with its content; `None` unless its file is here,
    /// whole. It is found without the cache.
    pub(crate) async fn saved_picture(&self, address: String) -> Result<Option<(PictureHash, Vec<u8>)>> {
        let files = self.picture_files();
        let read = move |connection: &Connection| {
            let hash = saved_picture::saved_picture(connection, &address)?;
            Ok(hash.and_then(|hash| Some((hash, files.read(&hash)?))))
        };
        self.read(read).await
    }

    /// Stores the rows of a picture whose file is here.
    pub(crate) async fn adopt_picture(&self, picture: NewPicture) -> Result<()> {
        self.write(CommitPoint::Picture, move |write| picture::save_picture(write, &picture)).await.map(drop)
    }

    /// Writes a picture to the disk, and then its rows. The file is not written on the writer's thread,
    /// because its fsync may take long.
    pub(crate) async fn keep_picture(
        &self,
        picture: NewPicture,
        content: impl AsRef<[u8]> + Send + 'static,
    ) -> Result<()> {
        let (files, hash) = (self.picture_files(), picture.hash);
        let written = tokio::task::spawn_blocking(move || files.write(&hash, content.as_ref())).await;
        written.map_err(|panic| Error::Internal(panic.to_string()))??;
        self.adopt_picture(picture).await
    }

    /// Deletes the rows and the files of as many of these pictures as fit into a slice. Returns how many.
    pub(crate) async fn prune_pictures(&self, hashes: Vec<PictureHash>) -> Result<usize> {
        let files = self.picture_files();
        Ok(self
            .write_slice(CommitPoint::PicturesPruned, move |write| {
                prune::prune_pictures(write, &files, &hashes)
            })
            .await?
            .0)
    }

    /// Deletes files of pictures without a row, and rows without a file.
    pub(crate) async fn sweep_pictures(&self) -> Result<()> {
        let files = self.picture_files();
        let known = |connection: &Connection| {
            Ok((picture::all_pictures(connection)?, saved_picture::pinned_files(connection)?))
        };
        let (rows, pinned) = self.read_both(known).await?;
        let (rows, pinned) = (rows.into_iter().collect(), pinned.into_iter().collect());
        let swept = tokio::task::spawn_blocking(move || files.sweep(rows, &pinned)).await;
        let rows = swept.map_err(|panic| Error::Internal(panic.to_string()))?;
        match rows.is_empty() {
            true => Ok(()),
            false => self.prune_pictures(rows).await.map(drop),
        }
    }
}
