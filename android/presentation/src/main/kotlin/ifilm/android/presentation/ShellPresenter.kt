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

    /** [failure] tells why the last choice of an edition was not kept. */
    data class Open(
        val chosen: ChosenEdition,
        val editions: List<Edition>,
        val failure: Failure? = null,
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

    fun showLanguages() {
        places.value = Place.Languages
    }

    /** False when the reader is home already, and Back leaves the app. */
    fun back(): Boolean {
        if (places.value == Place.News) return false
        article.leave()
        places.value = Place.News
        return true
    }

    /** Changes the edition, and with it language and direction of everything; a sync of the former one ends. */
    fun choose(edition: Edition) {
        val open = screens.value as? ShellScreen.Open ?: return
        scope.launch {
            try {
                library.choose(edition.id)
                if (edition != open.chosen.edition) sync.stop()
                enter(ShellScreen.Open(ChosenEdition(edition, byReader = true), open.editions))
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

    private fun language() = when (val now = screens.value) {
        is ShellScreen.Open -> now.chosen.edition.language
        is ShellScreen.Failed, ShellScreen.Opening -> wishes.firstOrNull().orEmpty()
    }

    private fun enter(open: ShellScreen.Open) {
        screens.value = open
        news.show(open.chosen.edition.id)
        val place = places.value
        if (place is Place.Reading) article.show(place.key)
    }

    private suspend fun reload() = listOfNotNull(news.reload(), article.reload()).joinAll()
}
