package ifilm.android.screen

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import ifilm.android.R

/** Shown while something is read from this phone. It takes only a moment. */
@Composable
internal fun OpeningPage(modifier: Modifier = Modifier) {
    val description = stringResource(R.string.ifilm_opening)
    Box(modifier.fillMaxSize(), Alignment.Center) {
        CircularProgressIndicator(Modifier.semantics { contentDescription = description })
    }
}

/** Nothing can be shown; [message] says why. */
@Composable
internal fun FailedPage(
    message: String,
    onRetry: () -> Unit,
    modifier: Modifier = Modifier,
) = CentredPage(R.drawable.ifilm_warning, title = null, message, modifier) {
    Button(onRetry) { Text(stringResource(R.string.ifilm_retry)) }
}

/** A picture, a text and [actions], in the middle of a page that scrolls when the letters are large. */
@Composable
internal fun CentredPage(
    icon: Int,
    title: String?,
    text: String,
    modifier: Modifier = Modifier,
    actions: @Composable ColumnScope.() -> Unit,
) = Box(modifier.fillMaxSize(), Alignment.Center) {
    Column(
        Modifier.verticalScroll(rememberScrollState()).padding(horizontal = 32.dp, vertical = 24.dp).widthIn(max = 420.dp),
        Arrangement.spacedBy(16.dp),
        Alignment.CenterHorizontally,
    ) {
        Emblem(icon)
        title?.let {
            Text(
                it,
                Modifier.semantics { heading() },
                textAlign = TextAlign.Center,
                style = MaterialTheme.typography.headlineSmall,
            )
        }
        Text(
            text,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
            textAlign = TextAlign.Center,
            style = MaterialTheme.typography.bodyLarge,
        )
        actions()
    }
}

@Composable
private fun Emblem(icon: Int) = Surface(Modifier.size(88.dp), CircleShape, MaterialTheme.colorScheme.primaryContainer) {
    Icon(painterResource(icon), null, Modifier.padding(26.dp), MaterialTheme.colorScheme.onPrimaryContainer)
}
