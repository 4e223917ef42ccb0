package ifilm.android.screen

import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import ifilm.android.R

/** The bar above a screen. It grows with the letters instead of cutting them off. */
@Composable
internal fun TopBar(
    title: String?,
    onBack: (() -> Unit)? = null,
    titleColor: Color = MaterialTheme.colorScheme.onSurface,
    actions: @Composable RowScope.() -> Unit = {},
) {
    val edges = WindowInsets.safeDrawing.only(WindowInsetsSides.Top + WindowInsetsSides.Horizontal)
    Surface(color = MaterialTheme.colorScheme.surface) {
        Row(
            Modifier
                .fillMaxWidth()
                .windowInsetsPadding(edges)
                .heightIn(min = 60.dp)
                .padding(horizontal = 4.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            onBack?.let { BackButton(it) }
            Title(title.orEmpty(), titleColor, Modifier.weight(1f).padding(start = if (onBack == null) 16.dp else 4.dp))
            actions()
        }
    }
}

@Composable
private fun Title(
    text: String,
    color: Color,
    modifier: Modifier,
) = Text(text, modifier.semantics { heading() }, color, style = MaterialTheme.typography.titleLarge)

@Composable
private fun BackButton(onClick: () -> Unit) = BarButton(R.drawable.ifilm_back, stringResource(R.string.ifilm_back), onClick)

/** A button with only a picture. [description] is its text for screen readers. */
@Composable
internal fun BarButton(
    icon: Int,
    description: String,
    onClick: () -> Unit,
    enabled: Boolean = true,
) = IconButton(onClick, enabled = enabled) { Icon(painterResource(icon), description) }
