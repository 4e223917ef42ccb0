package ifilm.android.screen

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp

/** The action that a [Notice] offers. */
internal class NoticeAction(
    val label: String,
    val run: () -> Unit,
)

/** A title, a sentence, and an action. A screen reader speaks it when it appears. */
@Composable
internal fun Notice(
    icon: Int,
    title: String?,
    text: String,
    modifier: Modifier = Modifier,
    detail: String? = null,
    grave: Boolean = false,
    action: NoticeAction? = null,
) {
    val colors = MaterialTheme.colorScheme
    Surface(
        modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite },
        shape = MaterialTheme.shapes.large,
        color = if (grave) colors.errorContainer else colors.surfaceContainerHigh,
        contentColor = if (grave) colors.onErrorContainer else colors.onSurface,
    ) {
        Column(Modifier.padding(start = 16.dp, end = 8.dp, top = 14.dp, bottom = if (action == null) 14.dp else 2.dp)) {
            Row(Modifier.padding(end = 8.dp)) {
                Icon(painterResource(icon), contentDescription = null)
                Words(title, text, detail, Modifier.weight(1f).padding(start = 14.dp))
            }
            action?.let { ActionButton(it, if (grave) colors.onErrorContainer else colors.primary, Modifier.align(Alignment.End)) }
        }
    }
}

@Composable
private fun Words(
    title: String?,
    text: String,
    detail: String?,
    modifier: Modifier,
) = Column(modifier, Arrangement.spacedBy(4.dp)) {
    title?.let { Text(it, Modifier.fillMaxWidth(), style = MaterialTheme.typography.titleSmall) }
    Text(text, Modifier.fillMaxWidth(), style = MaterialTheme.typography.bodyMedium)
    detail?.let { Text(it, Modifier.fillMaxWidth(), style = MaterialTheme.typography.labelMedium) }
}

@Composable
private fun ActionButton(
    action: NoticeAction,
    color: Color,
    modifier: Modifier,
) = TextButton(action.run, modifier) { Text(action.label, color = color, fontWeight = FontWeight.SemiBold) }
