//! What is read from the store: lists, articles, search.

use clap::Args;
use ifilm_core::{EditionId, Section};

use super::which_editions::WhichEditions;

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
    /// Then print each change, until the input ends or a signal comes; of one edition
    #[arg(long, conflicts_with = "all")]
    pub(crate) watch: bool,
}

#[derive(Args)]
pub(crate) struct Read {
    /// A key as `list` prints it (fa/2043998, fa/series/77), the id of an article, or an address of the site
    pub(crate) item: String,
    /// The edition in which to read the same story, if there is one
    #[arg(long = "in", value_name = "ID")]
    pub(crate) other: Option<EditionId>,
    /// First ask the site for it, also if a text is stored
    #[arg(long, conflicts_with_all = ["other", "changes"])]
    pub(crate) fetch: bool,
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
    #[arg(required_unless_present = "saved")]
    pub(crate) words: Vec<String>,
    /// List what the saved search of this name finds, newest first
    #[arg(long, value_name = "NAME", conflicts_with_all = ["words", "typing", "section", "all"])]
    pub(crate) saved: Option<String>,
    /// Also ask the site, for the words as they are; of one edition
    #[arg(long, conflicts_with_all = ["saved", "typing", "section", "all", "after"])]
    pub(crate) site: bool,
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
