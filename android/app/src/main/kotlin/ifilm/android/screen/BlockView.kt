package ifilm.android.screen

import androidx.compose.foundation.background
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import ifilm.android.R
import ifilm.android.presentation.Block
import ifilm.android.presentation.BlockContent
import ifilm.android.presentation.Span
import ifilm.android.theme.Directed

/** One block of an article, in its own direction. */
@Composable
internal fun BlockView(
    block: Block,
    onLink: (String) -> Unit,
) = Directed(block.direction) {
    when (val content = block.content) {
        is BlockContent.Paragraph -> StyledText(content.spans, MaterialTheme.typography.bodyLarge, onLink, Modifier.fillMaxWidth())
        is BlockContent.Heading -> Heading(content, onLink)
        is BlockContent.Quote -> Quote(content.spans, onLink)
        is BlockContent.Entries -> Entries(content, onLink)
        is BlockContent.Picture -> PictureView(content)
        is BlockContent.Gallery -> Column(verticalArrangement = Arrangement.spacedBy(8.dp)) { content.pictures.forEach { PictureView(it) } }
        is BlockContent.Media -> MediaView(content, onLink)
        is BlockContent.Table -> TableView(content, onLink)
        is BlockContent.Preformatted -> Preformatted(content.text)
        BlockContent.Divider -> HorizontalDivider(Modifier.padding(vertical = 8.dp), color = MaterialTheme.colorScheme.outlineVariant)
    }
}

@Composable
private fun Heading(
    heading: BlockContent.Heading,
    onLink: (String) -> Unit,
) {
    val type = MaterialTheme.typography
    val style = if (heading.level <= 2) type.headlineSmall else type.titleMedium
    StyledText(heading.spans, style, onLink, Modifier.fillMaxWidth().padding(top = 8.dp).semantics { heading() })
}

@Composable
private fun Quote(
    spans: List<Span>,
    onLink: (String) -> Unit,
) = Row(Modifier.fillMaxWidth().height(IntrinsicSize.Min)) {
    Box(Modifier.width(3.dp).fillMaxHeight().background(MaterialTheme.colorScheme.tertiary))
    StyledText(spans, MaterialTheme.typography.bodyLarge, onLink, Modifier.weight(1f).padding(start = 16.dp))
}

@Composable
private fun Entries(
    list: BlockContent.Entries,
    onLink: (String) -> Unit,
) {
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(8.dp)) {
        list.entries.forEach { entry ->
            Row {
                EntrySign(entry.number?.let { stringResource(R.string.ifilm_entry_number, it) } ?: "•")
                Column(Modifier.weight(1f), Arrangement.spacedBy(8.dp)) { entry.blocks.forEach { BlockView(it, onLink) } }
            }
        }
    }
}

/**
 * A width that grows with the letter size, because a Persian digit with its full stop is measured too
 * narrow.
 */
@Composable
private fun EntrySign(sign: String) {
    val style = MaterialTheme.typography.bodyLarge
    val width = with(LocalDensity.current) { (style.fontSize * 1.7f).toDp() }
    Text(sign, Modifier.width(width), MaterialTheme.colorScheme.tertiary, style = style)
}

/** Lines are as long as the text has them, so they scroll. */
@Composable
private fun Preformatted(text: String) = Text(
    text,
    Modifier.fillMaxWidth().horizontalScroll(rememberScrollState()),
    softWrap = false,
    style = MaterialTheme.typography.bodyMedium.copy(fontFamily = FontFamily.Monospace),
)
