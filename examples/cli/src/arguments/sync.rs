//! The arguments of `sync`, `plan` and `prefetch`.

use std::time::Duration;

use clap::Args;
use ifilm_core::{Client, HoleName, Section, SyncRequest};

use super::budget::Budget;
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
    /// Only read on at this hole of a list, as `list` prints its name (en/news/12)
    #[arg(long, value_name = "HOLE", conflicts_with = "token")]
    pub(crate) fill: Option<HoleName>,
    #[command(flatten)]
    pub(crate) deadline: Deadline,
}

/// When a job ends at the latest.
#[derive(Args)]
pub(crate) struct Deadline {
    /// End after this many seconds, with what has come until then
    #[arg(long = "deadline", value_name = "SECONDS")]
    seconds: Option<u64>,
}

impl Deadline {
    /// The time from the start of a job.
    pub(crate) fn limit(&self) -> Option<Duration> {
        self.seconds.map(Duration::from_secs)
    }
}

/// The arguments of `prefetch`.
#[derive(Args)]
pub(crate) struct Prefetch {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// The section
    #[arg(long, default_value = "news")]
    pub(crate) section: Section,
    /// How many of the newest items are looked at, 1 to 500
    #[arg(long, default_value_t = 30)]
    pub(crate) count: u32,
    #[command(flatten)]
    pub(crate) deadline: Deadline,
}

/// What is asked for.
#[derive(Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    which: WhichEditions,
    /// Only this section: news, series, film, program, music; may be given more than once
    #[arg(long = "section", value_name = "SECTION")]
    sections: Vec<Section>,
    #[command(flatten)]
    conditions: Conditions,
    #[command(flatten)]
    budget: Budget,
}

impl Shared {
    /// The request for the editions, conditions and budget of the arguments.
    pub(crate) async fn request(&self, client: &Client, asked: Asked) -> Result<SyncRequest, Failure> {
        let editions = self.editions(client, asked.which.all).await?;
        let Asked { which: _, sections, conditions, budget } = asked;
        let request = SyncRequest::of(editions).with_sections(sections);
        Ok(request.with_conditions(conditions.into()).with_budget(budget.into()))
    }

    /// # Errors
    /// Bad input if editions, conditions or a budget were given beside this argument, because it has its own.
    pub(crate) fn check_alone(&self, asked: &Asked, argument: &str) -> Result<(), Failure> {
        let Asked { which, sections, conditions, budget } = asked;
        if which.all || !sections.is_empty() || conditions.any() || budget.any() || !self.editions.is_empty()
        {
            let reason = format!("{argument} has its own editions, conditions and budget: give it alone");
            return Err(Failure::bad_input(reason));
        }
        Ok(())
    }
}
