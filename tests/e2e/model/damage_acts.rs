//! Damage to one of the two files. The next start repairs it.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use ifilm_core::{DataFile, FileState, PlaybackPosition};
use ifilm_tests::wipe;

use crate::person_acts::{check, key};
use crate::run::{Done, Run};

/// A backup is due half a day after the first change.
const HALF_A_DAY: Duration = Duration::from_secs(13 * 3_600);

impl Run {
    /// Damages a file so that all its rows can be read, or so that none can.
    pub(crate) async fn damage(&mut self) -> Done {
        if !self.file(DataFile::User).exists() || !self.file(DataFile::Cache).exists() {
            return Ok(());
        }
        self.is_wide = true;
        match self.dice.below(4) {
            0 => self.damage_an_index(DataFile::Cache, "picture_failure_retry").await,
            1 => self.damage_an_index(DataFile::User, "reminder_next").await,
            2 => self.damage_the_cache().await,
            _ => self.damage_the_user_file().await,
        }
    }

    /// All rows can be read.
    async fn damage_an_index(&mut self, file: DataFile, index: &str) -> Done {
        self.note(format!("  {index}"));
        self.client.close().await?;
        wipe(&self.file(file), index);
        self.met(match file {
            DataFile::Cache => "a damaged cache kept its rows",
            DataFile::User => "a damaged file of the user kept its rows",
        });
        self.repair(file).await
    }

    async fn damage_the_cache(&mut self) -> Done {
        self.note("  the cache".to_owned());
        self.client.close().await?;
        self.overwrite(DataFile::Cache);
        self.archive.lose();
        self.met("a damaged cache was replaced by an empty one");
        self.repair(DataFile::Cache).await
    }

    /// No row can be read, but a backup has all of them.
    async fn damage_the_user_file(&mut self) -> Done {
        self.note("  what the user did".to_owned());
        let name = self.some_name();
        let played = PlaybackPosition { address: None, position: HALF_A_DAY, duration: None };
        self.client.user().set_playback(&key(name), Some(played)).await?; // it counts as a change
        self.advance(HALF_A_DAY);
        self.client.close().await?;
        self.overwrite(DataFile::User);
        self.met("a damaged file of the user came back from its backup");
        self.repair(DataFile::User).await
    }

    /// The next start, which repairs one file and leaves the other.
    async fn repair(&mut self, file: DataFile) -> Done {
        self.client = self.open_client();
        let report = self.client.check(true).await?;
        let repaired = report.files.iter().filter(|it| it.state == FileState::Repaired);
        check("what is repaired", repaired.map(|it| it.file).collect::<Vec<_>>(), vec![file])
    }

    fn file(&self, file: DataFile) -> PathBuf {
        self.data.path().join(file.as_str())
    }

    fn overwrite(&self, file: DataFile) {
        fs::write(self.file(file), "no database, but long enough to be one".repeat(200)).unwrap();
    }
}
