package ifilm.android.presentation

import kotlinx.coroutines.Job
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.consumeAsFlow
import kotlinx.coroutines.flow.onCompletion

/** A library in memory. Each test fills it line by line. */
class FakeLibrary : Library {
    val english = Edition("en", "en", "English", Direction.LTR)
    val dari = Edition("fa2", "fa-AF", "دری", Direction.RTL)

    var kept: String? = null
    val items = mutableListOf<Item>()
    val bodies = mutableMapOf<ItemKey, ArticleBody>()
    val read = mutableListOf<ItemKey>()
    val same = mutableMapOf<ItemKey, ItemKey>()
    var asOf: String? = null
    var failure: Failure? = null
    var readOnly = false
    val steps = Channel<SyncStep>(Channel.UNLIMITED)
    var syncs = 0
    var endedSyncs = 0
    var isOnScreen: Boolean? = null
    var mayClose: Job? = null

    override suspend fun editions() = answer { listOf(english, dari) }

    override suspend fun chosen(wishes: List<String>) = answer {
        val suggested = if (wishes.first().startsWith("fa")) dari else english
        val edition = editions().find { it.id == kept } ?: suggested
        ChosenEdition(edition, byPerson = kept != null, reason = if (kept == null) "for ${wishes.first()}" else "by the person")
    }

    override suspend fun choose(edition: String?) = answer { kept = edition }

    override suspend fun items(
        edition: String,
        limit: Int,
        after: String?,
    ) = answer {
        val listed = items.filter { it.key.edition == edition }
        val from = after?.toInt() ?: 0
        val to = minOf(from + limit, listed.size)
        ItemSlice(listed.subList(from, to).map { it.copy(read = it.key in read) }, next = to.takeIf { it < listed.size }?.toString(), asOf)
    }

    override suspend fun article(key: ItemKey) = answer {
        val item = items.find { it.key == key } ?: throw LibraryException(Failure.NOT_FOUND)
        val body = bodies[key] ?: ArticleBody.Ready(emptyList())
        Article(key, item.title, item.lead, "https://site/$key", "en", item.direction, item.date, key in read, edited = false, body)
    }

    override suspend fun markRead(key: ItemKey) {
        if (readOnly) throw LibraryException(Failure.READ_ONLY)
        read += key
    }

    override suspend fun sameStory(
        key: ItemKey,
        edition: String,
    ) = answer { same[key]?.takeIf { it.edition == edition } }

    override fun sync(edition: String): Flow<SyncStep> {
        syncs += 1
        return steps.consumeAsFlow().onCompletion { endedSyncs += 1 }
    }

    override suspend fun onForeground() = answer { isOnScreen = true }

    override suspend fun onBackground() = answer {
        mayClose?.join()
        isOnScreen = false
    }

    override fun noSameStory(language: String) = "not found in $language"

    override fun name(
        edition: Edition,
        language: String,
    ) = if (language == edition.language) edition.name else "${edition.name} in $language"

    override fun message(
        problem: Problem,
        language: String,
    ) = "$problem in $language"

    fun list(
        count: Int,
        edition: String = "en",
    ) = (1..count).map { ItemKey(edition, "article", "$it") }.onEach { items += item(it) }

    private fun item(key: ItemKey) = Item(key, "Title ${key.id}", null, Direction.LTR, "today", read = false, edited = false)

    private inline fun <T> answer(value: () -> T): T = failure?.let { throw LibraryException(it) } ?: value()
}
