package ifilm

import ifilm.ffi.Article
import ifilm.ffi.ArticleChanges
import ifilm.ffi.CoreLibrary
import ifilm.ffi.Counts
import ifilm.ffi.Episode
import ifilm.ffi.EpisodeList
import ifilm.ffi.FollowedItem
import ifilm.ffi.Guide
import ifilm.ffi.ItemKey
import ifilm.ffi.ItemSlice
import ifilm.ffi.Link
import ifilm.ffi.ListEvent
import ifilm.ffi.LiveStream
import ifilm.ffi.NowAndNext
import ifilm.ffi.Passage
import ifilm.ffi.PeopleSlice
import ifilm.ffi.PersonPage
import ifilm.ffi.ProgramPage
import ifilm.ffi.SameStory
import ifilm.ffi.SavedSearchCount
import ifilm.ffi.SearchQuery
import ifilm.ffi.SearchSlice
import ifilm.ffi.Section
import ifilm.ffi.SitePart
import ifilm.ffi.TagPage
import ifilm.ffi.TrackList
import kotlinx.coroutines.flow.Flow

/** Lists, articles and search. All calls read from disk, so they work offline. */
class Library internal constructor(
    private val library: CoreLibrary,
) {
    /**
     * The newest [limit] items of a section, or those that follow [after], the `next` of an earlier slice.
     */
    suspend fun list(
        edition: String,
        section: Section = Section.NEWS,
        limit: UInt = 50u,
        after: String? = null,
    ): ItemSlice = library.list(edition, section, limit, after)

    /**
     * How many items there are to read, by section, and how many are saved. Hidden items and sections are
     * left out. It may be called after each change.
     */
    suspend fun counts(): Counts = library.counts()

    /**
     * Observes a section as [list] gives it: the list of now first, then small changes after each commit that
     * changes it, also one of another process. [with] makes the newer list.
     *
     * The observation lasts as long as the collection. A slow collector delays nobody, and what it missed
     * comes as one change. So do not conflate the flow: each change builds on the one before. If you close
     * the client, the last event is `Failed` with `CLOSED`.
     */
    fun observe(
        edition: String,
        section: Section = Section.NEWS,
        limit: UInt = 50u,
        after: String? = null,
    ): Flow<ListEvent> = library.observed(edition, section, limit, after)

    /**
     * The items of a section by the alphabet of its language: series, films, programs and albums. News have
     * no such order.
     */
    suspend fun listByTitle(
        edition: String,
        section: Section,
        limit: UInt = 50u,
        after: String? = null,
    ): ItemSlice = library.listByTitle(edition, section, limit, after)

    /** A series, a film, a program or an album. Until its page is stored, it has its title and says why. */
    suspend fun program(key: ItemKey): ProgramPage = library.program(key)

    /** A person. Until the page is stored, it has the name and the works of stored casts, and says why. */
    suspend fun person(key: ItemKey): PersonPage = library.person(key)

    /** The people whom the casts of stored programmes name, by the alphabet. */
    suspend fun people(
        edition: String,
        limit: UInt = 50u,
        after: String? = null,
    ): PeopleSlice = library.people(edition, limit, after)

    /** A tag with what it lists, of any kind. Only [Ifilm.fetchTag] fetches it. */
    suspend fun tag(key: ItemKey): TagPage = library.tag(key)

    /** The episodes of a series or another programme, with addresses for a player, in the order to try. */
    suspend fun episodes(key: ItemKey): EpisodeList = library.episodes(key)

    /** What the person follows, with its new episodes; what was followed last comes first. */
    suspend fun followed(): List<FollowedItem> = library.followed()

    /**
     * The episodes of a programme that were not listed when the person followed it or looked at it last, and
     * that they have not watched: the newest first. None if it is not followed.
     */
    suspend fun newSince(key: ItemKey): List<Episode> = library.newSince(key)

    /** The tracks of an album, with addresses for a player, in the order to try. */
    suspend fun tracks(key: ItemKey): TrackList = library.tracks(key)

    /** What an edition broadcasts: all that is on at or after one time and begins before another. */
    suspend fun schedule(
        edition: String,
        fromMs: Long,
        untilMs: Long,
    ): Guide = library.schedule(edition, fromMs, untilMs)

    /** What is on at a time, and what comes next within a week. */
    suspend fun nowAndNext(
        edition: String,
        atMs: Long,
    ): NowAndNext = library.nowAndNext(edition, atMs)

    /** Where the live stream of an edition can be played; before the first sync as the catalogue says. */
    suspend fun live(edition: String): LiveStream = library.live(edition)

    /**
     * What an address leads to, in any form in which people paste it. An address of another site is
     * `Link.NotOurs`. Uses neither disk nor network, so the item need not exist.
     */
    fun link(text: String): Link = library.link(text)

    /**
     * The address of the page of an item, to share or to open in a browser: without slug and query. `null` if
     * items of its kind have no page. Uses neither disk nor network.
     */
    fun addressOf(key: ItemKey): String? = library.addressOf(key)

    /** The address of a part of an edition, such as the live page; `null` if it is not known. */
    fun partAddress(
        edition: String,
        part: SitePart,
    ): String? = library.partAddress(edition, part)

    /** An article. If its page is not stored yet, it has its headline and link, and a body that says so. */
    suspend fun article(key: ItemKey): Article = library.article(key)

    /** What changed in an article since the text that the person knows, word by word. */
    suspend fun changes(key: ItemKey): ArticleChanges = library.changes(key)

    /** An article as it is read aloud: title, lead and blocks, in runs for voices. */
    suspend fun speech(key: ItemKey): List<Passage> = library.speech(key)

    /**
     * The items that have all the words of [query], in any spelling. [ifilm.ffi.parseSearchLine] makes a
     * query of one line with phrases and filters.
     */
    suspend fun search(query: SearchQuery): SearchSlice = library.search(query)

    /**
     * The items that the saved search [name] finds, newest first, without hidden ones. [after] is the `next`
     * of an earlier slice.
     */
    suspend fun savedSearch(
        name: String,
        limit: UInt = 50u,
        after: String? = null,
    ): SearchSlice = library.savedSearch(name, limit, after)

    /** How many items each saved search finds, and how many are unread, among its newest 500. */
    suspend fun savedSearchCounts(): List<SavedSearchCount> = library.savedSearchCounts()

    /**
     * The article of another edition with the same story; null unless that is certain. The same call from the
     * found article returns the first one.
     */
    suspend fun sameStory(
        key: ItemKey,
        edition: String,
    ): SameStory? = library.sameStory(key, edition)
}
