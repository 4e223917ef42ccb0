package ifilm.android.presentation

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch

/** The frame around every screen: which edition, hence which language and direction. */
sealed interface ShellScreen {
    data object Opening : ShellScreen

    /**
     * [failure] tells why the last choice of an edition was not kept; [untold], that the edition just chosen is not known to tell
     * the story that the reader came from.
     */
    data class Open(
        val chosen: ChosenEdition,
        val editions: List<Edition>,
        val failure: Failure? = null,
        val untold: Boolean = false,
    ) : ShellScreen

    data class Failed(
        val failure: Failure,
    ) : ShellScreen
}

/**
 * The app in plain Kotlin: where the reader is, in which edition, and the presenters of what is shown there.
 * [wishes] are the phone's languages, the dearest first. Confined to the thread of [scope], whose end is the end of all.
 */
class ShellPresenter(
    private val library: Library,
    private val scope: CoroutineScope,
    private val wishes: List<String>,
    start: Place = Place.News,
) {
    private val screens = MutableStateFlow<ShellScreen>(ShellScreen.Opening)
    private val places = MutableStateFlow(start)

    val news = NewsPresenter(library, scope)
    val article = ArticlePresenter(library, scope, onRead = { news.reload() })
    val sync = SyncPresenter(library, scope, onStored = ::reload)

    val screen: StateFlow<ShellScreen> = screens.asStateFlow()
    val place: StateFlow<Place> = places.asStateFlow()

    init {
        open()
    }

    /** Opens the store; again, after it failed. */
    fun open() {
        screens.value = ShellScreen.Opening
        scope.launch {
            try {
                enter(ShellScreen.Open(library.chosen(wishes), library.editions()))
            } catch (e: LibraryException) {
                screens.value = ShellScreen.Failed(e.failure)
            }
        }
    }

    fun read(key: ItemKey) {
        places.value = Place.Reading(key)
        article.show(key)
    }

    /** From an article, the choice of an edition leads to the same story there. */
    fun showLanguages() {
        val open = screens.value as? ShellScreen.Open ?: return
        screens.value = open.copy(failure = null, untold = false)
        places.value = Place.Languages(from = (places.value as? Place.Reading)?.key)
    }

    /** False when the reader is home already, and Back leaves the app. */
    fun back(): Boolean {
        val place = places.value
        if (place == Place.News) return false
        val article = (place as? Place.Languages)?.from?.takeIf { it.edition == edition()?.id }
        if (article == null) leave() else read(article)
        return true
    }

    /**
     * Changes the edition, and with it language and direction of everything; null follows the phone's languages again.
     * A sync of the former edition ends. Who came from an article reads the same story on, where the edition is known to tell it.
     */
    fun choose(edition: Edition?) {
        val open = screens.value as? ShellScreen.Open ?: return
        scope.launch {
            try {
                library.choose(edition?.id)
                val chosen = library.chosen(wishes)
                if (chosen.edition != open.chosen.edition) sync.stop()
                enter(ShellScreen.Open(chosen, open.editions))
                readOn(chosen.edition)
            } catch (e: LibraryException) {
                screens.value = open.copy(failure = e.failure)
            }
        }
    }

    /** Asks the site for what is new in the edition on the screen. */
    fun refresh() {
        val open = screens.value as? ShellScreen.Open ?: return
        sync.start(open.chosen.edition.id)
    }

    /** What to tell the reader about [failure], in the language on the screen. */
    fun message(failure: Failure): String = library.message(failure, language())

    /** That the edition on the screen is not known to tell the story that the reader came from. */
    fun untold(): String = library.noSameStory(language())

    /** What [edition] is called in the language on the screen; null where that is its own name. */
    fun translated(edition: Edition): String? = library.name(edition, language())?.takeIf { it != edition.name }

    private fun language() = when (val now = screens.value) {
        is ShellScreen.Open -> now.chosen.edition.language
        is ShellScreen.Failed, ShellScreen.Opening -> wishes.firstOrNull().orEmpty()
    }

    private fun edition() = (screens.value as? ShellScreen.Open)?.chosen?.edition

    /** Where the reader came from an article: the same story in [edition], or word that there is none. */
    private suspend fun readOn(edition: Edition) {
        val from = (places.value as? Place.Languages)?.from ?: return
        val same = if (from.edition == edition.id) from else library.sameStory(from, edition.id)
        if (same != null) return read(same)
        val open = screens.value as? ShellScreen.Open ?: return
        screens.value = open.copy(untold = true)
    }

    private fun leave() {
        article.leave()
        places.value = Place.News
    }

    private fun enter(open: ShellScreen.Open) {
        screens.value = open
        news.show(open.chosen.edition.id)
        val place = places.value
        if (place is Place.Reading) article.show(place.key)
    }

    private suspend fun reload() = listOfNotNull(news.reload(), article.reload()).joinAll()
}
