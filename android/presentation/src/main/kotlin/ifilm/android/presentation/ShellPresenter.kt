package ifilm.android.presentation

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** The frame around every screen. It holds the edition, which decides language and direction. */
sealed interface ShellScreen {
    data object Opening : ShellScreen

    /**
     * [failure] says why the last choice of an edition was not stored. [storyMissing] is true if the chosen
     * edition is not known to have the story that the person came from.
     */
    data class Open(
        val chosen: ChosenEdition,
        val editions: List<Edition>,
        val failure: Failure? = null,
        val storyMissing: Boolean = false,
    ) : ShellScreen

    data class Failed(
        val failure: Failure,
    ) : ShellScreen
}

/**
 * The app in plain Kotlin: the page that is shown, its edition, and its presenters. [wishes] are the phone's
 * languages, the most wanted first. Confined to the thread of [scope]; the end of [scope] ends everything.
 */
class ShellPresenter(
    private val library: Library,
    private val scope: CoroutineScope,
    private val wishes: List<String>,
    start: Destination = Destination.News,
) {
    private val screens = MutableStateFlow<ShellScreen>(ShellScreen.Opening)
    private val destinations = MutableStateFlow(start)

    val news = NewsPresenter(library, scope)
    val article = ArticlePresenter(library, scope, onRead = { news.reload() })
    val sync = SyncPresenter(library, scope, onStored = ::reload)

    val screen: StateFlow<ShellScreen> = screens.asStateFlow()
    val destination: StateFlow<Destination> = destinations.asStateFlow()

    init {
        open()
    }

    /** Opens the store. Call it again to retry after a failure. */
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
        destinations.value = Destination.Reading(key)
        article.show(key)
    }

    /**
     * Shows the choice of an edition. From an article, the choice leads to the same story in that edition.
     */
    fun showLanguages() {
        val open = screens.value as? ShellScreen.Open ?: return
        screens.value = open.copy(failure = null, storyMissing = false)
        destinations.value = Destination.Languages(from = (destinations.value as? Destination.Reading)?.key)
    }

    /** Goes back. False if News is shown already, so that Back closes the app. */
    fun back(): Boolean {
        val destination = destinations.value
        if (destination == Destination.News) return false
        val article = (destination as? Destination.Languages)?.from?.takeIf { it.edition == edition()?.id }
        if (article == null) leave() else read(article)
        return true
    }

    /**
     * Changes the edition, and with it the language and direction of the app. Null follows the phone's
     * languages again. A sync of the former edition ends. From an article it leads to the same story, if
     * the edition is known to have it.
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

    /** Syncs the edition on the screen. */
    fun refresh() {
        val open = screens.value as? ShellScreen.Open ?: return
        sync.start(open.chosen.edition.id)
    }

    /** Call it when the app comes to the screen. */
    fun shown() = tell { library.onForeground() }

    /** Call it when the app leaves the screen. It also completes if [scope] ends at once, as after Back. */
    fun hidden() = tell { withContext(NonCancellable) { library.onBackground() } }

    /** A sentence about [problem], in the language on the screen. */
    fun message(problem: Problem): String = library.message(problem, language())

    /** The sentence for an edition that is not known to have the story that the person came from. */
    fun storyMissing(): String = library.noSameStory(language())

    /** The name of [edition] in the language on the screen; null if that is its own name. */
    fun translated(edition: Edition): String? = library.name(edition, language())?.takeIf { it != edition.name }

    /** If this fails, the next call that the person waits for says why. */
    private fun tell(call: suspend () -> Unit) {
        scope.launch {
            try {
                call()
            } catch (_: LibraryException) {
                return@launch
            }
        }
    }

    private fun language() = when (val now = screens.value) {
        is ShellScreen.Open -> now.chosen.edition.language
        is ShellScreen.Failed, ShellScreen.Opening -> wishes.firstOrNull().orEmpty()
    }

    private fun edition() = (screens.value as? ShellScreen.Open)?.chosen?.edition

    /**
     * For a person who came from an article: the same story in [edition], or the sentence that there is
     * none.
     */
    private suspend fun readOn(edition: Edition) {
        val from = (destinations.value as? Destination.Languages)?.from ?: return
        val same = if (from.edition == edition.id) from else library.sameStory(from, edition.id)
        if (same != null) return read(same)
        val open = screens.value as? ShellScreen.Open ?: return
        screens.value = open.copy(storyMissing = true)
    }

    private fun leave() {
        article.leave()
        destinations.value = Destination.News
    }

    private fun enter(open: ShellScreen.Open) {
        screens.value = open
        news.show(open.chosen.edition.id)
        val destination = destinations.value
        if (destination is Destination.Reading) article.show(destination.key)
    }

    private suspend fun reload() = listOfNotNull(news.reload(), article.reload()).joinAll()
}
