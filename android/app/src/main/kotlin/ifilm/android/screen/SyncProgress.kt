package ifilm.android.screen

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import ifilm.android.R
import ifilm.android.presentation.SyncStage
import ifilm.android.presentation.SyncStep

/** How far the sync has come, and a way to end it. [progress] is null before the first report. */
@Composable
internal fun SyncProgress(
    progress: SyncStep.Progress?,
    onStop: () -> Unit,
    modifier: Modifier = Modifier,
) = Column(modifier.fillMaxWidth()) {
    Bar(progress)
    Row(Modifier.padding(start = 20.dp, end = 8.dp), verticalAlignment = Alignment.CenterVertically) {
        Text(
            stageText(progress),
            Modifier.weight(1f),
            MaterialTheme.colorScheme.onSurfaceVariant,
            style = MaterialTheme.typography.labelMedium,
        )
        TextButton(onStop) { Text(stringResource(R.string.ifilm_stop)) }
    }
}

@Composable
private fun Bar(progress: SyncStep.Progress?) {
    val wide = Modifier.fillMaxWidth()
    val isCounted = progress?.stage == SyncStage.PAGES || progress?.stage == SyncStage.PICTURES
    if (progress == null || !isCounted || progress.total == 0) {
        LinearProgressIndicator(wide)
    } else {
        LinearProgressIndicator({ progress.done.toFloat() / progress.total }, wide, drawStopIndicator = {})
    }
}

@Composable
private fun stageText(progress: SyncStep.Progress?): String = when (progress?.stage) {
    null, SyncStage.LISTINGS -> stringResource(R.string.ifilm_stage_listings)
    SyncStage.PAGES -> stringResource(R.string.ifilm_stage_pages, progress.done, progress.total)
    SyncStage.PICTURES -> stringResource(R.string.ifilm_stage_pictures, progress.done, progress.total)
    SyncStage.FINISHED -> stringResource(R.string.ifilm_stage_finished)
}
