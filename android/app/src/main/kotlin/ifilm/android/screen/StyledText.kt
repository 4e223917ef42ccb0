package ifilm.android.screen

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.LinkAnnotation
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.TextLinkStyles
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.text.withLink
import androidx.compose.ui.text.withStyle
import ifilm.android.presentation.Mark
import ifilm.android.presentation.Span

/** One text with the marks and links of all its spans. */
internal fun List<Span>.styled(
    linkColor: Color,
    onLink: (String) -> Unit,
): AnnotatedString {
    val look = TextLinkStyles(SpanStyle(linkColor, textDecoration = TextDecoration.Underline))
    return buildAnnotatedString { forEach { add(it, look, onLink) } }
}

private fun AnnotatedString.Builder.add(
    span: Span,
    look: TextLinkStyles,
    onLink: (String) -> Unit,
) {
    val address = span.address ?: return addMarked(span)
    withLink(LinkAnnotation.Url(address, look) { onLink(address) }) { addMarked(span) }
}

private fun AnnotatedString.Builder.addMarked(span: Span) {
    val style =
        SpanStyle(
            fontWeight = FontWeight.Bold.takeIf { Mark.BOLD in span.marks },
            fontStyle = FontStyle.Italic.takeIf { Mark.ITALIC in span.marks },
        )
    withStyle(style) { append(span.text) }
}
