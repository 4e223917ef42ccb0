package ifilm.android.screen

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import ifilm.android.R
import ifilm.android.presentation.Item
import ifilm.android.presentation.ItemKey
import ifilm.android.presentation.NewsScreen
import ifilm.android.presentation.Problem
import ifilm.android.presentation.SyncOutcome
import ifilm.android.presentation.SyncState

/** The actions of the page of headlines. */
internal class NewsActions(
    val open: (ItemKey) -> Unit,
    val more: () -> Unit,
    val reload: () -> Unit,
    val refresh: () -> Unit,
    val stop: () -> Unit,
    val languages: () -> Unit,
)

/** The headlines of an edition, or why there are none. */
@Composable
internal fun NewsPage(
    screen: NewsScreen,
    sync: SyncState,
    message: (Problem) -> String,
    list: LazyListState,
    actions: NewsActions,
) = Scaffold(topBar = { NewsBar(screen, sync, actions) }) { padding ->
    val page = Modifier.padding(padding)
    when (screen) {
        NewsScreen.Opening -> OpeningPage(page)
        is NewsScreen.Failed -> FailedPage(message(screen.failure), actions.reload, page)
        is NewsScreen.Empty -> EmptyPage(screen, sync, message, actions, page)
        is NewsScreen.Headlines -> Headlines(screen, sync.outcome(), message, list, actions, padding)
    }
}

@Composable
private fun NewsBar(
    screen: NewsScreen,
    sync: SyncState,
    actions: NewsActions,
) = Column {
    val listed = screen is NewsScreen.Headlines
    TopBar(stringResource(R.string.ifilm_name), titleColor = MaterialTheme.colorScheme.primary) {
        if (listed) {
            BarButton(R.drawable.ifilm_refresh, stringResource(R.string.ifilm_refresh), actions.refresh, sync !is SyncState.Running)
        }
        BarButton(R.drawable.ifilm_language, stringResource(R.string.ifilm_language), actions.languages)
    }
    if (listed && sync is SyncState.Running) SyncProgress(sync.progress, actions.stop)
}

@Composable
private fun Headlines(
    screen: NewsScreen.Headlines,
    outcome: SyncOutcome?,
    message: (Problem) -> String,
    list: LazyListState,
    actions: NewsActions,
    padding: PaddingValues,
) {
    LazyColumn(Modifier.fillMaxSize(), list, padding) {
        item("result") {
            SyncResult(
                outcome,
                screen.asOf,
                message,
                actions.refresh,
                Modifier.padding(start = 16.dp, end = 16.dp, top = 2.dp, bottom = 6.dp),
            )
        }
        headlines(screen.items, actions.open)
        if (screen.next != null) item("more") { More(screen.next, actions.more) }
    }
}

private fun LazyListScope.headlines(
    items: List<Item>,
    onOpen: (ItemKey) -> Unit,
) = items(items, { it.key.run { "$edition/$kind/$id" } }) { item ->
    Headline(item) { onOpen(item.key) }
    HorizontalDivider(Modifier.padding(horizontal = 20.dp), color = MaterialTheme.colorScheme.outlineVariant)
}

/** The end of the rows that were read so far. When it becomes visible, it reads more. */
@Composable
private fun More(
    next: String?,
    onMore: () -> Unit,
) = Box(Modifier.fillMaxWidth().padding(24.dp), Alignment.Center) {
    LaunchedEffect(next) { onMore() }
    CircularProgressIndicator()
}

private fun SyncState.outcome(): SyncOutcome? = (this as? SyncState.Ended)?.outcome
