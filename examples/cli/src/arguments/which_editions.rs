//! Which editions a command uses.

use clap::Args;
use ifilm_core::{Client, EditionId};

use super::shared::Shared;
use crate::failure::Failure;
use crate::locale;

/// Which editions a command uses.
#[derive(Args)]
pub(crate) struct WhichEditions {
    /// Use all editions instead of the chosen one
    #[arg(long)]
    pub(crate) all: bool,
}

impl Shared {
    /// The edition of the arguments, or the chosen one.
    pub(crate) async fn one_edition(&self, client: &Client) -> Result<EditionId, Failure> {
        match self.editions.as_slice() {
            [] => Ok(client.language().choice(&locale::wishes()).await?.edition),
            [edition] => Ok(edition.clone()),
            _ => Err(Failure::bad_input("this command takes one --edition")),
        }
    }

    /// The editions of the arguments. If there are none, the chosen one, or every one if `all` is set.
    pub(crate) async fn editions(&self, client: &Client, all: bool) -> Result<Vec<EditionId>, Failure> {
        match (self.editions.is_empty(), all) {
            (false, true) => Err(either_edition_or_all()),
            (false, false) => Ok(self.editions.clone()),
            (true, false) => Ok(vec![self.one_edition(client).await?]),
            (true, true) => Ok(client.language().editions()?.into_iter().map(|edition| edition.id).collect()),
        }
    }

    /// The edition whose hits come first in a search of all editions: the chosen one. None if the arguments
    /// name the editions, or if `all` is set.
    pub(crate) async fn first_edition(
        &self,
        client: &Client,
        all: bool,
    ) -> Result<Option<EditionId>, Failure> {
        match (self.editions.is_empty(), all) {
            (false, true) => Err(either_edition_or_all()),
            (true, false) => Ok(Some(self.one_edition(client).await?)),
            (false, false) | (true, true) => Ok(None),
        }
    }

    /// The command that syncs an edition of [`editions`](Self::editions).
    pub(crate) fn sync_command(&self, edition: &EditionId, all: bool) -> String {
        let is_chosen = self.editions.is_empty() && !all;
        if is_chosen { "ifilm sync".to_owned() } else { format!("ifilm sync --edition {edition}") }
    }
}

fn either_edition_or_all() -> Failure {
    Failure::bad_input("give either --edition or --all")
}
