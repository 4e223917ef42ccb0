package ifilm.android.screen

import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.semantics.CustomAccessibilityAction
import androidx.compose.ui.semantics.customActions
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.BaselineShift
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.text.withAnnotation
import androidx.compose.ui.text.withStyle
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.em
import ifilm.android.presentation.Mark
import ifilm.android.presentation.Span

/**
 * One text with the marks and links of all its spans. A tap opens a link. The whole text also has an action
 * for each link, named by the words of the link, because Compose's own links have no name for screen readers.
 */
@Composable
internal fun StyledText(
    spans: List<Span>,
    style: TextStyle,
    onLink: (String) -> Unit,
    modifier: Modifier = Modifier,
) {
    val linkColor = MaterialTheme.colorScheme.primary
    val text = remember(spans, linkColor) { spans.styled(linkColor) }
    var layout by remember { mutableStateOf<TextLayoutResult?>(null) }
    Text(text, modifier.links(text, onLink) { layout }, style = style, onTextLayout = { layout = it })
}

private fun Modifier.links(
    text: AnnotatedString,
    onLink: (String) -> Unit,
    layout: () -> TextLayoutResult?,
): Modifier {
    val links = text.getStringAnnotations(LINK, 0, text.length)
    if (links.isEmpty()) return this
    return pointerInput(text) {
        detectTapGestures { at ->
            val tapped = layout()?.getOffsetForPosition(at) ?: return@detectTapGestures
            links.find { tapped in it.start..<it.end }?.let { onLink(it.item) }
        }
    }.semantics { customActions = links.map { it.action(text, onLink) } }
}

private fun AnnotatedString.Range<String>.action(
    text: AnnotatedString,
    onLink: (String) -> Unit,
) = CustomAccessibilityAction(text.substring(start, end)) {
    onLink(item)
    true
}

private fun List<Span>.styled(linkColor: Color) = buildAnnotatedString {
    forEach { span ->
        val address = span.address
        if (address == null) add(span) else withAnnotation(LINK, address) { add(span, linkColor) }
    }
}

private fun AnnotatedString.Builder.add(
    span: Span,
    linkColor: Color = Color.Unspecified,
) {
    val style = SpanStyle(
        color = linkColor,
        fontWeight = FontWeight.Bold.takeIf { Mark.BOLD in span.marks },
        fontStyle = FontStyle.Italic.takeIf { Mark.ITALIC in span.marks },
        fontFamily = FontFamily.Monospace.takeIf { Mark.CODE in span.marks },
        fontSize = if (span.isShifted()) SHIFTED else TextUnit.Unspecified,
        baselineShift = span.shift(),
        textDecoration = TextDecoration.Underline.takeIf { span.address != null },
    )
    withStyle(style) { append(span.text) }
}

private fun Span.isShifted() = Mark.SUP in marks || Mark.SUB in marks

private fun Span.shift() = when {
    Mark.SUP in marks -> BaselineShift.Superscript
    Mark.SUB in marks -> BaselineShift.Subscript
    else -> null
}

private val SHIFTED = 0.75.em

private const val LINK = "link"
