package ifilm.android.screen

import android.view.View
import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import ifilm.android.presentation.Destination
import ifilm.android.presentation.Direction
import ifilm.android.presentation.Edition
import ifilm.android.presentation.ShellPresenter
import ifilm.android.presentation.ShellScreen
import ifilm.android.presentation.SyncState
import ifilm.android.theme.ContentTheme
import ifilm.android.theme.EditionTheme

/** The whole app: the page of the destination where the person is, in the language of the edition. */
@Composable
internal fun Shell(
    shell: ShellPresenter,
    openLink: (String) -> Unit,
) {
    val screen by shell.screen.collectAsStateWithLifecycle()
    when (val now = screen) {
        ShellScreen.Opening -> BeforeEdition { OpeningPage() }
        is ShellScreen.Failed -> BeforeEdition { FailedPage(shell.message(now.failure), shell::open) }
        is ShellScreen.Open -> EditionTheme(now.chosen.edition) { Pages(shell, now, openLink) }
    }
}

@Composable
private fun Pages(
    shell: ShellPresenter,
    screen: ShellScreen.Open,
    openLink: (String) -> Unit,
) {
    val destination by shell.destination.collectAsStateWithLifecycle()
    val sync by shell.sync.state.collectAsStateWithLifecycle()
    val list = rememberListOf(screen.chosen.edition)
    if (destination == Destination.News) TopWhenEnded(sync, list)
    BackHandler(enabled = destination != Destination.News) { shell.back() }
    when (destination) {
        Destination.News -> {
            val news by shell.news.screen.collectAsStateWithLifecycle()
            NewsPage(news, sync, shell::message, list, remember(shell) { shell.newsActions() })
        }

        is Destination.Languages -> {
            val missing = if (screen.storyMissing) shell.storyMissing() else null
            LanguagesPage(screen, shell::message, missing, shell::translated, shell::choose) { shell.back() }
        }

        is Destination.Reading -> {
            val article by shell.article.screen.collectAsStateWithLifecycle()
            ArticlePage(article, sync, shell::message, remember(shell) { shell.articleActions(openLink) })
        }
    }
}

/** The position in the list. Another edition starts at its top. */
@Composable
private fun rememberListOf(edition: Edition) = rememberSaveable(edition.id, saver = LazyListState.Saver) { LazyListState() }

/** Scrolls once to the top of the list, where the end of a sync is shown. */
@Composable
private fun TopWhenEnded(
    sync: SyncState,
    list: LazyListState,
) {
    var shown by rememberSaveable { mutableStateOf(true) }
    LaunchedEffect(sync) {
        val ended = sync is SyncState.Ended
        val isNew = ended && !shown
        shown = ended
        if (isNew) list.animateScrollToItem(0)
    }
}

/** The phone's own language and direction, while the edition is not known yet. */
@Composable
private fun BeforeEdition(content: @Composable () -> Unit) {
    val configuration = LocalConfiguration.current
    val rightToLeft = configuration.layoutDirection == View.LAYOUT_DIRECTION_RTL
    ContentTheme(configuration.locales[0].toLanguageTag(), if (rightToLeft) Direction.RTL else Direction.LTR) {
        Surface(Modifier.fillMaxSize(), content = content)
    }
}

private fun ShellPresenter.newsActions() = NewsActions(
    open = ::read,
    more = news::more,
    reload = news::reload,
    refresh = ::refresh,
    stop = sync::stop,
    languages = ::showLanguages,
)

private fun ShellPresenter.articleActions(openLink: (String) -> Unit) = ArticleActions(
    back = { back() },
    reload = article::reload,
    fetch = ::refresh,
    stop = sync::stop,
    languages = ::showLanguages,
    openLink = openLink,
)
