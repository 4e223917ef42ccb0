//! The arguments of `sync` and `plan`.

use clap::Args;
use ifilm_core::{Client, SyncRequest};

use super::conditions::Conditions;
use super::shared::Shared;
use super::which_editions::WhichEditions;
use crate::failure::Failure;

/// The arguments of `sync`.
#[derive(Args)]
pub(crate) struct Sync {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Run this plan of `ifilm plan`, and send no request that it does not declare
    #[arg(long = "plan", value_name = "TOKEN")]
    pub(crate) token: Option<String>,
}

/// What is asked for.
#[derive(Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    which: WhichEditions,
    #[command(flatten)]
    conditions: Conditions,
}

impl Shared {
    /// The request for the editions and conditions of the arguments.
    pub(crate) async fn request(&self, client: &Client, asked: Asked) -> Result<SyncRequest, Failure> {
        let editions = self.editions(client, asked.which.all).await?;
        Ok(SyncRequest::of(editions).with_conditions(asked.conditions.into()))
    }

    /// # Errors
    /// Bad input if editions or conditions were given. A plan has its own.
    pub(crate) fn check_alone(&self, asked: &Asked) -> Result<(), Failure> {
        if asked.which.all || asked.conditions.any() || !self.editions.is_empty() {
            return Err(Failure::bad_input("a plan has its own editions and conditions: give --plan alone"));
        }
        Ok(())
    }
}
