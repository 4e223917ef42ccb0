package ifilm.android.presentation

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch

/** The list of headlines. */
sealed interface NewsScreen {
    data object Opening : NewsScreen

    /** Nothing is stored; [asOf] is null before the first sync. */
    data class Empty(
        val asOf: String?,
    ) : NewsScreen

    data class Headlines(
        val items: List<Item>,
        val next: String?,
        val asOf: String?,
    ) : NewsScreen

    data class Failed(
        val failure: Failure,
    ) : NewsScreen
}

/** Shows the stored news of one edition. Confined to the thread of [scope]. */
class NewsPresenter(
    private val library: Library,
    private val scope: CoroutineScope,
) {
    private val screens = MutableStateFlow<NewsScreen>(NewsScreen.Opening)
    private var edition: String? = null
    private var reading: Job? = null

    val screen: StateFlow<NewsScreen> = screens.asStateFlow()

    /** Shows an edition from its top. If it is shown already, nothing changes. */
    fun show(edition: String) {
        if (edition == this.edition) return
        this.edition = edition
        screens.value = NewsScreen.Opening
        reload()
    }

    /** Reads the shown rows again, for instance because a sync stored new ones or a row was opened. */
    fun reload(): Job? = read { edition ->
        val shown = (screens.value as? NewsScreen.Headlines)?.items?.size ?: 0
        screens.value = library.items(edition, maxOf(shown, PAGE)).screen()
    }

    /** Reads the next slice, if there is one and nothing else is being read. */
    fun more() {
        val shown = screens.value as? NewsScreen.Headlines ?: return
        val next = shown.next ?: return
        if (reading?.isActive == true) return
        read { edition ->
            val slice = library.items(edition, PAGE, next)
            screens.value = shown.copy(items = shown.items + slice.items, next = slice.next)
        }
    }

    private fun read(page: suspend (edition: String) -> Unit): Job? {
        val edition = edition ?: return null
        reading?.cancel()
        return scope
            .launch {
                try {
                    page(edition)
                } catch (e: LibraryException) {
                    screens.value = NewsScreen.Failed(e.failure)
                }
            }.also { reading = it }
    }

    private fun ItemSlice.screen() = if (items.isEmpty()) NewsScreen.Empty(asOf) else NewsScreen.Headlines(items, next, asOf)

    private companion object {
        const val PAGE = 50
    }
}
