package ifilm.android.screen

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import ifilm.android.R
import ifilm.android.presentation.Item
import ifilm.android.theme.Directed

/** A row of the list, in the direction of the item. An unread one is bolder and has a dot. */
@Composable
internal fun Headline(
    item: Item,
    onOpen: () -> Unit,
) = Directed(item.direction) {
    val state = stringResource(if (item.read) R.string.ifilm_read else R.string.ifilm_unread)
    Box(Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onOpen).semantics { stateDescription = state }) {
        if (!item.read) Dot()
        Column(Modifier.padding(horizontal = 20.dp, vertical = 16.dp), Arrangement.spacedBy(6.dp)) {
            Title(item)
            item.lead?.let { Text(it, Modifier.fillMaxWidth(), muted, style = MaterialTheme.typography.bodyMedium) }
            Date(item.date, item.edited)
        }
    }
}

@Composable
private fun Title(item: Item) = Text(
    item.title,
    Modifier.fillMaxWidth(),
    color = if (item.read) muted else MaterialTheme.colorScheme.onSurface,
    fontWeight = if (item.read) FontWeight.Normal else FontWeight.SemiBold,
    style = MaterialTheme.typography.titleMedium,
)

/** The date of the item, and whether it changed since. */
@Composable
internal fun Date(
    date: String,
    edited: Boolean,
) = Text(
    if (edited) date + " · " + stringResource(R.string.ifilm_edited) else date,
    Modifier.fillMaxWidth(),
    muted,
    style = MaterialTheme.typography.labelMedium,
)

/** The dot in the margin, at the middle of the title's first line. */
@Composable
private fun Dot() {
    val line = with(LocalDensity.current) {
        MaterialTheme.typography.titleMedium.lineHeight
            .toDp()
    }
    val place = Modifier.padding(start = 7.dp, top = 16.dp + (line - 7.dp) / 2)
    Box(place.size(7.dp).background(MaterialTheme.colorScheme.tertiary, CircleShape))
}

private val muted: Color
    @Composable get() = MaterialTheme.colorScheme.onSurfaceVariant
