package ifilm.android.screen

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import ifilm.android.R
import ifilm.android.presentation.Failure
import ifilm.android.presentation.Problem
import ifilm.android.presentation.SyncOutcome

/**
 * How the last sync ended: a line if all is well, else a notice with an action. [asOf] is the date of the
 * shown list.
 */
@Composable
internal fun SyncResult(
    outcome: SyncOutcome?,
    asOf: String?,
    message: (Problem) -> String,
    onRetry: () -> Unit,
    modifier: Modifier = Modifier,
) {
    val dated = asOf?.let { stringResource(R.string.ifilm_as_of, it) }
    when (outcome) {
        null, SyncOutcome.Cancelled -> DatedLine(dated, null, modifier)
        is SyncOutcome.Updated -> DatedLine(dated, newStories(outcome.newItems), modifier)
        SyncOutcome.Unchanged -> DatedLine(dated, stringResource(R.string.ifilm_no_new), modifier)
        SyncOutcome.Postponed -> PostponedNotice(dated, modifier)
        is SyncOutcome.Failed -> FailureNotice(outcome, dated, message, onRetry, modifier)
    }
}

@Composable
private fun newStories(count: Int) = if (count == 0) null else pluralStringResource(R.plurals.ifilm_new_stories, count, count)

@Composable
private fun DatedLine(
    dated: String?,
    result: String?,
    modifier: Modifier,
) = Column(modifier.fillMaxWidth().padding(horizontal = 4.dp).semantics { liveRegion = LiveRegionMode.Polite }) {
    val colors = MaterialTheme.colorScheme
    dated?.let { Line(it, colors.onSurfaceVariant) }
    result?.let { Line(it, colors.primary) }
}

@Composable
private fun Line(
    text: String,
    color: Color,
) = Text(text, Modifier.fillMaxWidth(), color, style = MaterialTheme.typography.labelMedium)

@Composable
private fun PostponedNotice(
    dated: String?,
    modifier: Modifier,
) = Notice(R.drawable.ifilm_warning, null, stringResource(R.string.ifilm_postponed), modifier, dated)

@Composable
private fun FailureNotice(
    outcome: SyncOutcome.Failed,
    dated: String?,
    message: (Problem) -> String,
    onRetry: () -> Unit,
    modifier: Modifier,
) {
    val offline = outcome.failure == Failure.OFFLINE
    Notice(
        icon = if (offline) R.drawable.ifilm_offline else R.drawable.ifilm_warning,
        title = stringResource(if (offline) R.string.ifilm_offline_title else R.string.ifilm_failed_title),
        text = message(outcome.problem),
        modifier = modifier,
        detail = dated,
        grave = !offline,
        action = NoticeAction(stringResource(R.string.ifilm_retry), onRetry),
    )
}
