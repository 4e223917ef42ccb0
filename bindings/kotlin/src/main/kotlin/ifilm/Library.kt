package ifilm

import ifilm.ffi.Article
import ifilm.ffi.ArticleChanges
import ifilm.ffi.CoreLibrary
import ifilm.ffi.Counts
import ifilm.ffi.ItemKey
import ifilm.ffi.ItemSlice
import ifilm.ffi.Link
import ifilm.ffi.ListEvent
import ifilm.ffi.Passage
import ifilm.ffi.SameStory
import ifilm.ffi.SavedSearchCount
import ifilm.ffi.SearchQuery
import ifilm.ffi.SearchSlice
import ifilm.ffi.Section
import ifilm.ffi.SitePart
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
