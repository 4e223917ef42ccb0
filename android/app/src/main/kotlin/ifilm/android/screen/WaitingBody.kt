package ifilm.android.screen

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import ifilm.android.R
import ifilm.android.presentation.Problem
import ifilm.android.presentation.SyncOutcome
import ifilm.android.presentation.SyncState

/** Shown in place of a text that is not stored yet. It says [why], and offers to fetch it. */
@Composable
internal fun WaitingBody(
    why: String,
    sync: SyncState,
    message: (Problem) -> String,
    actions: ArticleActions,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val running = sync is SyncState.Running
    Notice(
        R.drawable.ifilm_download,
        title = null,
        why,
        action = if (running) null else NoticeAction(stringResource(R.string.ifilm_fetch), actions.fetch),
    )
    when (sync) {
        SyncState.Idle -> Unit
        is SyncState.Running -> SyncProgress(sync.progress, actions.stop)
        is SyncState.Ended -> if (sync.outcome is SyncOutcome.Failed) SyncResult(sync.outcome, null, message, actions.fetch)
    }
}

/** The link to the article on the site. */
@Composable
internal fun SiteButton(
    link: String,
    onOpen: (String) -> Unit,
) = TextButton({ onOpen(link) }, Modifier.offset(x = (-12).dp)) {
    Icon(painterResource(R.drawable.ifilm_open), contentDescription = null)
    Text(stringResource(R.string.ifilm_open_site), Modifier.padding(start = 8.dp))
}
