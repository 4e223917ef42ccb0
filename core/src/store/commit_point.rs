//! Commit points: the kinds of transactions that the store commits, each with a name. The crash suite kills a
//! process before and after the commit at each of them.

use std::sync::OnceLock;

/// Makes the points, and the list of them.
macro_rules! commit_points {
    ($($(#[$doc:meta])* $point:ident,)*) => {
        /// A kind of transaction that the store commits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CommitPoint {
            $($(#[$doc])* $point,)*
        }

        impl CommitPoint {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$point,)*];
        }
    };
}

commit_points! {
    /// A new file gets its schema, or an old one the steps that it lacks.
    Upgrade,
    /// An old file is rewritten so that it can free pages.
    Vacuum,
    /// An act of a person.
    Act,
    /// The newest act is undone.
    Undo,
    /// The marks of an export are merged.
    Import,
    /// The last export is noted.
    Exported,
    /// An opened item joins the history.
    Opened,
    /// How far a person has read.
    ReadingPosition,
    /// How far a person has listened or watched.
    PlaybackPosition,
    /// Items were announced, or the episodes of a programme were seen.
    Announced,
    /// The copy of a saved item is renewed.
    CopyRenewed,
    /// A saved item has its picture.
    SavedPicture,
    /// The cache follows the marks of the user's file.
    Mirror,
    /// The rows of a listing.
    Listing,
    /// A listing has not changed.
    ListingConfirmed,
    /// A listing failed.
    ListingPostponed,
    /// The rows in a hole.
    HoleFilled,
    /// Texts of pages, and pages that have not changed.
    Pages,
    /// A page failed.
    PagePostponed,
    /// The network let a page fail.
    PageNetworkFailure,
    /// A page has no text.
    PageUnreadable,
    /// The size of a page for which there was no data left.
    PageSize,
    /// A page does not exist.
    PageAbsent,
    /// A doubtful text.
    PageDoubtful,
    /// A text that several addresses gave.
    TextDeleted,
    /// Items that left their listing.
    ItemsMissed,
    /// The end of a section.
    SectionEnd,
    /// No listing of a section gave rows.
    SectionFailure,
    /// A section is due sooner.
    Hint,
    /// A share of the day's data.
    DataUsed,
    /// A host asked us to wait.
    HostWait,
    /// Waits that were noted while the clock was ahead begin anew.
    WaitsRestarted,
    /// A host did not answer.
    HostFailure,
    /// A host answers again.
    HostAnswer,
    /// The addresses of hosts that worked or failed.
    Addresses,
    /// The network changed: waits that it caused end.
    NetworkChanged,
    /// A picture, after its file.
    Picture,
    /// A picture failed.
    PictureFailure,
    /// A picture for which there was no data left.
    PictureCut,
    /// When pictures were shown.
    PicturesShown,
    /// The form of an address at which a recording answered.
    MediaForm,
    /// Pictures are pruned.
    PicturesPruned,
    /// Addresses of pictures that are gone.
    PictureAddresses,
    /// The folding of this version.
    Folding,
    /// Words of the search index.
    Index,
    /// Parts of the search index are joined.
    IndexMerged,
    /// Fingerprints of articles.
    Fingerprints,
    /// Items are pruned.
    ItemsPruned,
    /// Rows of items that were pruned long ago.
    PrunedForgotten,
    /// Pruned items may come again.
    PrunedRevived,
    /// Free pages of the cache go back to the disk.
    CacheShrunk,
    /// Free pages of the user's file go back to the disk.
    UserShrunk,
    /// A repair has copied the rows that can be read, or adds the marks of a copy.
    Salvage,
    /// A damaged file is moved aside.
    SetAside,
    /// The new file gets the name of a damaged one.
    Replaced,
    /// A backup of the user's file was made.
    Backup,
    /// Rows without a site, for tests and benches.
    Bulk,
}

/// Before or after a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommitMoment {
    /// Everything is written but the commit.
    Before,
    /// The commit is done, and nobody was answered yet.
    After,
}

type Hook = Box<dyn Fn(CommitPoint, CommitMoment) + Send + Sync>;

static HOOK: OnceLock<Hook> = OnceLock::new();

/// Calls a function before and after each commit of this process, from now on. Only the first call counts.
pub fn on_commit(hook: impl Fn(CommitPoint, CommitMoment) + Send + Sync + 'static) {
    let _ = HOOK.set(Box::new(hook)); // an error says that there is one
}

impl CommitPoint {
    /// Commits, with the hook before and after it.
    pub(super) fn commit<E>(self, commit: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
        self.reached(CommitMoment::Before);
        commit()?;
        self.reached(CommitMoment::After);
        Ok(())
    }

    fn reached(self, moment: CommitMoment) {
        if let Some(hook) = HOOK.get() {
            hook(self, moment);
        }
    }
}
