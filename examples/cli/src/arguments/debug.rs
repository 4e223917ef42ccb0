//! One stage at a time, for testers.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
    /// An article
    Article,
    /// A listing of the news
    Listing,
    /// The page of a series, a film or a program
    Program,
    /// The answer with the episodes of a programme, or its page if it numbers them
    Episodes,
    /// The answer with tracks or clips, or the page of an album
    Tracks,
    /// The page of a person
    Person,
    /// The page of a tag
    Tag,
    /// The answer of the site's own search
    Search,
    /// The live page
    Live,
    /// The guide of the television
    Schedule,
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
