package ifilm.android.presentation

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch

/** One article. */
sealed interface ArticleScreen {
    data object Opening : ArticleScreen

    data class Shown(
        val article: Article,
    ) : ArticleScreen

    data class Failed(
        val failure: Failure,
    ) : ArticleScreen
}

/**
 * Shows an article and marks it read; [onRead] is called when that is stored. Confined to the thread of
 * [scope].
 */
class ArticlePresenter(
    private val library: Library,
    private val scope: CoroutineScope,
    private val onRead: () -> Unit,
) {
    private val screens = MutableStateFlow<ArticleScreen>(ArticleScreen.Opening)
    private var key: ItemKey? = null
    private var reading: Job? = null

    val screen: StateFlow<ArticleScreen> = screens.asStateFlow()

    fun show(key: ItemKey) {
        this.key = key
        screens.value = ArticleScreen.Opening
        reload()
    }

    /** Reads the article again. A sync may have stored its page. */
    fun reload(): Job? {
        val key = key ?: return null
        reading?.cancel()
        return scope
            .launch {
                try {
                    val article = library.article(key)
                    screens.value = ArticleScreen.Shown(article)
                    markRead(article)
                } catch (e: LibraryException) {
                    screens.value = ArticleScreen.Failed(e.failure)
                }
            }.also { reading = it }
    }

    fun leave() {
        reading?.cancel()
        key = null
    }

    /**
     * Marks an article as read if its text was shown, also when the person leaves it at once. An article
     * without its page does not count as read.
     */
    private fun markRead(article: Article) {
        if (article.read || article.body is ArticleBody.Waiting) return
        scope.launch {
            try {
                library.markRead(article.key)
                onRead()
            } catch (_: LibraryException) {
                // The row stays unread, which shows the failure.
            }
        }
    }
}
