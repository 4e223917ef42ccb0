package ifilm.android.screen

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.material3.Button
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import ifilm.android.R
import ifilm.android.presentation.NewsScreen
import ifilm.android.presentation.Problem
import ifilm.android.presentation.SyncOutcome
import ifilm.android.presentation.SyncState

/**
 * The page without headlines. Before the first sync it explains the sync; after it, it says that the site
 * had none.
 */
@Composable
internal fun EmptyPage(
    screen: NewsScreen.Empty,
    sync: SyncState,
    message: (Problem) -> String,
    actions: NewsActions,
    modifier: Modifier,
) {
    val first = screen.asOf == null
    CentredPage(
        icon = R.drawable.ifilm_news,
        title = if (first) stringResource(R.string.ifilm_welcome_title) else null,
        text = stringResource(if (first) R.string.ifilm_welcome_text else R.string.ifilm_nothing_listed),
        modifier = modifier,
    ) {
        when (sync) {
            SyncState.Idle -> FetchButton(actions.refresh)
            is SyncState.Running -> SyncProgress(sync.progress, actions.stop)
            is SyncState.Ended -> Ended(sync.outcome, screen.asOf, message, actions.refresh)
        }
    }
}

@Composable
private fun ColumnScope.Ended(
    outcome: SyncOutcome,
    asOf: String?,
    message: (Problem) -> String,
    onFetch: () -> Unit,
) {
    SyncResult(outcome, asOf, message, onFetch)
    if (outcome !is SyncOutcome.Failed) FetchButton(onFetch)
}

@Composable
private fun FetchButton(onClick: () -> Unit) = Button(onClick) { Text(stringResource(R.string.ifilm_fetch)) }
