//! The options that every command has, and the client that they open.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use ifilm_core::catalog::Editions;
use ifilm_core::clock::FixedClock;
use ifilm_core::{Budget, Catalog, Client, Config, DateSettings, EditionId, Library, Repair, User};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::budget::size;
use super::dates::Dates;
use super::schedule::Schedule;
use crate::failure::Failure;
use crate::times::Times;

/// The options that every command has.
#[derive(Args)]
pub(crate) struct Shared {
    /// Where the files are; the platform's data folder unless given
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// An edition: en, ar, fa, fa2; may be given more than once
    #[arg(long = "edition", global = true, value_name = "ID")]
    pub(crate) editions: Vec<EditionId>,
    /// A catalogue to use instead of the embedded one
    #[arg(long, global = true, value_name = "FILE")]
    catalog: Option<PathBuf>,
    /// Print JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// A certificate in PEM form to trust besides the usual ones
    #[arg(long = "ca", global = true, value_name = "FILE")]
    extra_roots: Vec<PathBuf>,
    /// Trust only the certificates of --ca
    #[arg(long = "only-ca", global = true, requires = "extra_roots")]
    only_extra_roots: bool,
    /// A proxy for all requests: http, https or socks5h, as in socks5h://user:password@127.0.0.1:9050
    #[arg(long, global = true, value_name = "ADDRESS")]
    proxy: Option<String>,
    /// What requests say of who sends them
    #[arg(long, global = true, value_name = "TEXT")]
    user_agent: Option<String>,
    /// The time limit of a request, in milliseconds
    #[arg(long, global = true, value_name = "MS")]
    total: Option<u64>,
    /// Use at most this much data on a day, as in 500k or 20M; each command of that day must say it
    #[arg(long, global = true, value_name = "SIZE", value_parser = size)]
    day_budget: Option<u64>,
    /// Fetch the pictures of so many newest items with each sync; 30 unless given
    #[arg(long, global = true, value_name = "NUMBER")]
    lead_pictures: Option<u32>,
    /// The time to use instead of the clock's
    #[arg(long, global = true, value_name = "RFC3339")]
    now: Option<Timestamp>,
    #[command(flatten)]
    dates: Dates,
    #[command(flatten)]
    schedule: Schedule,
    #[arg(skip)]
    opened: OnceCell<Client>,
}

impl Shared {
    /// The catalogue to use.
    pub(crate) fn catalog(&self) -> Result<Catalog, Failure> {
        match &self.catalog {
            None => Ok(Catalog::embedded()),
            Some(file) => Catalog::from_json(&read_text(file)?)
                .map_err(|error| Failure::bad_input(format!("{}: {error}", file.display()))),
        }
    }

    /// The editions of that catalogue.
    pub(crate) fn known_editions(&self) -> Result<Editions, Failure> {
        Ok(Editions::of(self.catalog()?)?)
    }

    /// The core, opened with these arguments.
    pub(crate) fn client(&self) -> Result<Client, Failure> {
        let mut config = Config::at(self.data_dir()?);
        config.catalog = self.catalog()?;
        config.extra_roots_pem = self.extra_roots.iter().map(read_text).collect::<Result<_, _>>()?;
        config.only_extra_roots = self.only_extra_roots;
        config.proxy = self.proxy.as_deref().map(str::parse).transpose()?;
        config.user_agent = self.user_agent.clone().unwrap_or(config.user_agent);
        config.time_zone.clone_from(&self.dates.time_zone);
        config.dates = self.dates();
        config.lead_pictures = self.lead_pictures.unwrap_or(config.lead_pictures);
        config.day_budget = self.day_budget.map_or_else(Budget::none, Budget::of);
        self.schedule.apply(&mut config);
        if let Some(total) = self.total {
            config.limits.total = Duration::from_millis(total);
        }
        if let Some(now) = self.now {
            config.clock = Arc::new(FixedClock(now));
        }
        let client = Client::open(config)?;
        self.check_editions()?;
        Ok(self.opened.get_or_init(|| client).clone())
    }

    /// What the client repaired, if a command opened it.
    pub(crate) fn repairs(&self) -> Vec<Repair> {
        self.opened.get().map(Client::repairs).unwrap_or_default()
    }

    /// What can be read: texts as they are stored for `--json`, otherwise as a screen shows them.
    pub(crate) fn library(&self, client: &Client) -> Library {
        if self.json { client.library().clone() } else { client.library().for_display() }
    }

    /// What a person did: texts as `library` gives them.
    pub(crate) fn user(&self, client: &Client) -> User {
        if self.json { client.user().clone() } else { client.user().for_display() }
    }

    /// Every command refuses an edition that does not exist, even if it does not use it.
    fn check_editions(&self) -> Result<(), Failure> {
        if !self.editions.is_empty() {
            self.known_editions()?.select(&self.editions)?;
        }
        Ok(())
    }

    /// The time zone to use.
    pub(crate) fn time_zone(&self) -> Result<TimeZone, Failure> {
        self.dates.zone()
    }

    /// The settings for dates.
    pub(crate) fn dates(&self) -> DateSettings {
        self.dates.settings()
    }

    /// Times in words, for these editions and this zone.
    pub(crate) fn times(&self) -> Result<Times, Failure> {
        Ok(Times { editions: self.known_editions()?, zone: self.time_zone()?, settings: self.dates() })
    }

    /// The time to use.
    pub(crate) fn now(&self) -> Timestamp {
        self.now.unwrap_or_else(Timestamp::now)
    }

    fn data_dir(&self) -> Result<PathBuf, Failure> {
        let platform =
            || directories::ProjectDirs::from("", "", "ifilm").map(|dirs| dirs.data_dir().to_owned());
        let none = || Failure::bad_input("this platform has no data folder: give one with --data");
        self.data.clone().or_else(platform).ok_or_else(none)
    }
}

fn read_text(file: &PathBuf) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|cause| Failure::of_file(file, &cause))
}
