//! The arguments of the command line.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ifilm_core::catalog::Editions;
use ifilm_core::clock::FixedClock;
use ifilm_core::{
    ArabicMonths, Calendar, Catalog, Client, Config, DateSettings, EditionId, ItemKey, Library, Section,
    User, client,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::failure::Failure;
use crate::locale;
use crate::times::Times;

/// Reads the editions of iFilm, also without a network.
#[derive(Parser)]
#[command(name = "ifilm", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) shared: Shared,
    #[command(subcommand)]
    pub(crate) command: Command,
}

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
    /// The time limit of a request, in milliseconds
    #[arg(long, global = true, value_name = "MS")]
    total: Option<u64>,
    /// The time to use instead of the clock's
    #[arg(long, global = true, value_name = "RFC3339")]
    now: Option<Timestamp>,
    /// The time zone to use instead of the device's
    #[arg(long, global = true, value_name = "IANA")]
    time_zone: Option<String>,
    /// The names of Gregorian months in Arabic
    #[arg(long, global = true, value_enum, default_value = "western")]
    months: Months,
    /// The calendar of dates, instead of the edition's own
    #[arg(long, global = true, value_enum)]
    calendar: Option<CalendarName>,
}

/// The names of Gregorian months in Arabic.
#[derive(Clone, Copy, ValueEnum)]
enum Months {
    /// يناير, فبراير, …
    Western,
    /// كانون الثاني, شباط, …
    Levantine,
}

/// The calendars.
#[derive(Clone, Copy, ValueEnum)]
enum CalendarName {
    Gregorian,
    /// Solar Hijri
    Solar,
    /// Lunar Hijri, by Umm al-Qura
    Lunar,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Show what it does, with a practice site inside this process
    Demo,
    /// Sync the chosen edition with the site
    Sync(WhichEditions),
    /// Show the requests that a sync would send
    Plan(WhichEditions),
    /// List what is stored
    List(List),
    /// Read an article from the store
    Read(Read),
    /// Search what is stored, in any spelling
    Search(Search),
    /// Mark items as read or unread
    Mark(Mark),
    /// Save an item, with a copy that stays
    Save(Save),
    /// Take back that an item was saved
    Unsave(Unsave),
    /// List what is saved
    Saved(Saved),
    /// List what was opened, newest first
    History(History),
    /// Write all marks, what is saved and the settings as JSON
    Export(Export),
    /// Merge an export into the state of this device
    Import(Import),
    /// Take back the last act: a mark, a saved item, a choice
    Undo(Undo),
    /// Name the editions
    Editions,
    /// Show the chosen edition and why, or choose one
    Language(Language),
    /// Show how much room the files take, and make some
    Storage(Storage),
    /// Run the practice site; it takes commands on standard input
    Site(Site),
    /// For testers: one stage at a time, without a store
    #[command(subcommand)]
    Debug(Debug),
}

/// Which editions a command uses.
#[derive(Args)]
pub(crate) struct WhichEditions {
    /// Use all editions instead of the chosen one
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// The section
    #[arg(long, default_value = "news")]
    pub(crate) section: Section,
    /// The maximum number of items, 1 to 500
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    /// Where to begin: `next` of an earlier list
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}

#[derive(Args)]
pub(crate) struct Read {
    /// A key as `list` prints it (fa/2043998, fa/series/77), the id of an article, or an address of the site
    pub(crate) item: String,
    /// The edition in which to read the same story, if there is one
    #[arg(long = "in", value_name = "ID")]
    pub(crate) other: Option<EditionId>,
    /// Do not mark it as read
    #[arg(long)]
    pub(crate) unmarked: bool,
    /// Show what changed since you read it first, or since its first text, and do not mark it as read
    #[arg(long, conflicts_with = "other")]
    pub(crate) changes: bool,
}

#[derive(Args)]
pub(crate) struct Search {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// The words, which must all be there; those in quotes stand side by side. Filters are edition:fa,
    /// section:news, since:2024-05-01, until:2024-06-01, unread:yes, saved:yes and order:newest
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    /// The last word may be incomplete
    #[arg(long)]
    pub(crate) typing: bool,
    /// The section; all unless given
    #[arg(long)]
    pub(crate) section: Option<Section>,
    /// The maximum number of hits, 1 to 100
    #[arg(long, default_value_t = 20)]
    pub(crate) limit: u32,
    /// Where to begin: `next` of an earlier search for the same
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}

#[derive(Args)]
pub(crate) struct Mark {
    /// Keys, ids or addresses, as for `read`
    #[arg(required_unless_present_any = ["from", "all"], value_name = "ITEM")]
    pub(crate) items: Vec<String>,
    /// Mark them as unread
    #[arg(long)]
    pub(crate) unread: bool,
    /// Mark this item as read, and all below it in its list
    #[arg(long, value_name = "ITEM", conflicts_with_all = ["items", "unread"])]
    pub(crate) from: Option<String>,
    /// Mark the whole list of the chosen edition as read
    #[arg(long, conflicts_with_all = ["items", "unread", "from"])]
    pub(crate) all: bool,
    /// The section of the list
    #[arg(long, default_value = "news")]
    pub(crate) section: Section,
}

#[derive(Args)]
pub(crate) struct Save {
    /// Keys, ids or addresses, as for `read`
    #[arg(required = true, value_name = "ITEM")]
    pub(crate) items: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Unsave {
    /// Keys, ids or addresses, as for `read`
    #[arg(required = true, value_name = "ITEM")]
    pub(crate) items: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Saved {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// The maximum number of items, 1 to 500
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    /// Where to begin: `next` of an earlier list
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}

#[derive(Args)]
pub(crate) struct History {
    /// Delete the history
    #[arg(long, conflicts_with_all = ["off", "on"])]
    pub(crate) clear: bool,
    /// Switch the history off
    #[arg(long, conflicts_with = "on")]
    pub(crate) off: bool,
    /// Switch the history on
    #[arg(long)]
    pub(crate) on: bool,
    /// The maximum number of items, 1 to 500
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    /// Where to begin: `next` of an earlier list
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}

#[derive(Args)]
pub(crate) struct Export {
    /// The file to write; standard output unless given
    pub(crate) file: Option<PathBuf>,
    /// Also the history
    #[arg(long)]
    pub(crate) history: bool,
}

#[derive(Args)]
pub(crate) struct Import {
    /// A file that `export` wrote
    pub(crate) file: PathBuf,
}

#[derive(Args)]
pub(crate) struct Undo {
    /// Only list what can be undone, newest first
    #[arg(long)]
    pub(crate) list: bool,
}

#[derive(Args)]
pub(crate) struct Language {
    /// The edition to choose; `none` deletes the choice
    pub(crate) edition: Option<String>,
}

#[derive(Args)]
pub(crate) struct Storage {
    /// Delete stories and pictures now, until the cache has at most this size
    #[arg(long, value_name = "MIB")]
    pub(crate) limit: Option<u64>,
    /// Give free room inside the files back to the disk
    #[arg(long)]
    pub(crate) compact: bool,
}

#[derive(Args)]
pub(crate) struct Site {
    /// The same seed gives the same site
    #[arg(long, default_value_t = 7)]
    pub(crate) seed: u64,
    /// Serve https, with a made-up authority
    #[arg(long)]
    pub(crate) tls: bool,
    /// How the site lists its news
    #[arg(long, value_enum, default_value = "category")]
    pub(crate) news: NewsForm,
    /// How many more addresses each edition has
    #[arg(long, default_value_t = 0)]
    pub(crate) mirrors: u16,
}

/// How the practice site lists its news.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum NewsForm {
    /// A JSON listing by category
    Category,
    /// An HTML index
    Index,
    /// Only the links of the home page
    Home,
}

#[derive(Subcommand)]
pub(crate) enum Debug {
    /// Parse a document
    Parse(Parse),
    /// Match wishes with offers, as language tags
    Match(Match),
    /// Choose an edition of the catalogue
    Choose(Choose),
    /// Fold a text for search
    Fold(Fold),
    /// Isolate the parts of a line of mixed direction that could change their order
    Isolate(Isolate),
    /// Cut a text into runs for voices, in the language of --edition
    Speech(Speech),
    /// Print a moment in the words of an edition
    Date(Date),
    /// Read a date in the form that a page prints
    Stamp(Stamp),
    /// Check whether two articles report the same story
    Story(Story),
}

#[derive(Args)]
pub(crate) struct Parse {
    /// The document
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    pub(crate) file: Option<PathBuf>,
    /// The kind of document
    #[arg(long, value_enum)]
    pub(crate) kind: DocumentKind,
    /// Print which lines of an article were kept or dropped, and by which votes
    #[arg(long)]
    pub(crate) why: bool,
    /// The address of the document
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<String>,
    /// Read file names from standard input, one a line
    #[arg(long)]
    pub(crate) batch: bool,
}

/// The kinds of document that can be parsed.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum DocumentKind {
    Article,
    Listing,
}

#[derive(Args)]
pub(crate) struct Match {
    /// The wishes, most wanted first
    #[arg(long = "wish", value_name = "TAG,TAG…", value_delimiter = ',')]
    pub(crate) wishes: Vec<String>,
    /// The offers
    #[arg(long = "offer", value_name = "TAG,TAG…", value_delimiter = ',')]
    pub(crate) offers: Vec<String>,
    /// Read `{"wish":[…],"offer":[…]}` from standard input, one a line
    #[arg(long)]
    pub(crate) batch: bool,
}

#[derive(Args)]
pub(crate) struct Choose {
    /// The wishes, most wanted first
    #[arg(long = "wish", value_name = "TAG,TAG…", value_delimiter = ',')]
    pub(crate) wishes: Vec<String>,
    /// Read `{"wish":[…]}` from standard input, one a line
    #[arg(long)]
    pub(crate) batch: bool,
}

#[derive(Args)]
pub(crate) struct Isolate {
    /// The line
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    pub(crate) text: Option<String>,
    /// The direction of the line
    #[arg(long, value_enum)]
    pub(crate) direction: LineDirection,
    /// Read JSON strings from standard input, one a line
    #[arg(long)]
    pub(crate) batch: bool,
}

/// The direction of a line.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum LineDirection {
    Ltr,
    Rtl,
}

#[derive(Args)]
pub(crate) struct Speech {
    /// The text
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    pub(crate) text: Option<String>,
    /// Read JSON strings from standard input, one a line
    #[arg(long)]
    pub(crate) batch: bool,
}

#[derive(Args)]
pub(crate) struct Fold {
    /// The text
    #[arg(required_unless_present_any = ["batch", "table"], conflicts_with_all = ["batch", "table"])]
    pub(crate) text: Option<String>,
    /// Read JSON strings from standard input, one a line
    #[arg(long, conflicts_with = "table")]
    pub(crate) batch: bool,
    /// Print how each character is folded and which stems words have, with the reasons, in Markdown
    #[arg(long)]
    pub(crate) table: bool,
}

#[derive(Args)]
pub(crate) struct Date {
    /// The moment, as RFC 3339
    #[arg(required_unless_present = "batch", conflicts_with = "batch", value_name = "RFC3339")]
    pub(crate) at: Option<String>,
    /// The length of the date
    #[arg(long, value_enum, default_value = "long")]
    pub(crate) style: Style,
    /// Also the time of day
    #[arg(long)]
    pub(crate) time: bool,
    /// Read moments from standard input, one a line
    #[arg(long)]
    pub(crate) batch: bool,
}

#[derive(Args)]
pub(crate) struct Stamp {
    /// The text
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    pub(crate) text: Option<String>,
    /// Read texts from standard input, each a JSON string on a line
    #[arg(long)]
    pub(crate) batch: bool,
}

#[derive(Args)]
pub(crate) struct Story {
    /// A file with `{"one":{…},"other":{…}}`: two articles as plain text
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    pub(crate) file: Option<PathBuf>,
    /// Read such objects from standard input, one a line
    #[arg(long)]
    pub(crate) batch: bool,
}

/// The length of a date.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Style {
    /// Weekday, day, month and year
    Full,
    /// Day, month and year
    Long,
    /// Only numbers
    Short,
    /// Only the weekday
    Weekday,
    /// How long before or after --now
    Relative,
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
        config.time_zone.clone_from(&self.time_zone);
        config.dates = self.dates();
        if let Some(total) = self.total {
            config.limits.total = Duration::from_millis(total);
        }
        if let Some(now) = self.now {
            config.clock = Arc::new(FixedClock(now));
        }
        let client = Client::open(config)?;
        self.check_editions()?;
        Ok(client)
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
        Ok(client::time_zone(self.time_zone.as_deref())?)
    }

    /// Times in words, for these editions and this zone.
    pub(crate) fn times(&self) -> Result<Times, Failure> {
        Ok(Times { editions: self.known_editions()?, zone: self.time_zone()?, settings: self.dates() })
    }

    /// The time to use.
    pub(crate) fn now(&self) -> Timestamp {
        self.now.unwrap_or_else(Timestamp::now)
    }

    /// The settings for dates.
    pub(crate) fn dates(&self) -> DateSettings {
        let arabic_months = match self.months {
            Months::Western => ArabicMonths::Western,
            Months::Levantine => ArabicMonths::Levantine,
        };
        let calendar = self.calendar.map(|calendar| match calendar {
            CalendarName::Gregorian => Calendar::Gregorian,
            CalendarName::Solar => Calendar::SolarHijri,
            CalendarName::Lunar => Calendar::LunarHijri,
        });
        DateSettings::default().with_arabic_months(arabic_months).with_calendar(calendar)
    }

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

    /// The key that a person typed or pasted: an address of the site, a key, or an id of the one edition.
    pub(crate) async fn key(&self, client: &Client, item: &str) -> Result<ItemKey, Failure> {
        let editions = self.known_editions()?;
        match editions.key_at(item) {
            Some(key) => Ok(key),
            None if item.contains("://") => {
                Err(Failure::bad_input(format!("{item} is no page of an edition")))
            }
            None if item.contains('/') => Ok(editions.key(item)?),
            None => Ok(editions.article(self.one_edition(client).await?, item)),
        }
    }

    /// The keys that a person typed or pasted.
    pub(crate) async fn keys(&self, client: &Client, items: &[String]) -> Result<Vec<ItemKey>, Failure> {
        let mut keys = Vec::new();
        for item in items {
            keys.push(self.key(client, item).await?);
        }
        Ok(keys)
    }

    fn data_dir(&self) -> Result<PathBuf, Failure> {
        let platform =
            || directories::ProjectDirs::from("", "", "ifilm").map(|dirs| dirs.data_dir().to_owned());
        let none = || Failure::bad_input("this platform has no data folder: give one with --data");
        self.data.clone().or_else(platform).ok_or_else(none)
    }
}

fn either_edition_or_all() -> Failure {
    Failure::bad_input("give either --edition or --all")
}

fn read_text(file: &PathBuf) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|cause| Failure::of_file(file, &cause))
}
