package ifilm.android.theme

import androidx.compose.material3.Typography
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.text.style.LineHeightStyle
import androidx.compose.ui.unit.sp
import ifilm.android.presentation.Direction

/**
 * The measures of a script. Arabic letters are drawn smaller, reach further up and down, and join, so they
 * get larger sizes, wider lines and no letter spacing.
 */
private class Script(
    val headline: FontFamily,
    val scale: Float,
    val leading: Float,
)

private val Latin = Script(headline = FontFamily.Serif, scale = 1f, leading = 1f)
private val Arabic = Script(headline = FontFamily.Default, scale = 1.06f, leading = 1.2f)

/**
 * The text styles for a language, a BCP-47 tag, which also picks letter forms and a screen reader's voice.
 */
internal fun typographyOf(
    language: String,
    direction: Direction,
): Typography {
    val set = Typesetting(LocaleList(language), if (direction == Direction.RTL) Arabic else Latin)
    return Typography(
        headlineMedium = set.headline(26, 34, FontWeight.Bold),
        headlineSmall = set.headline(22, 30, FontWeight.Bold),
        titleLarge = set.text(21, 28, FontWeight.Bold),
        titleMedium = set.headline(18, 25, FontWeight.SemiBold),
        titleSmall = set.text(15, 21, FontWeight.SemiBold),
        bodyLarge = set.text(17, 28),
        bodyMedium = set.text(15, 22),
        bodySmall = set.text(13, 19),
        labelLarge = set.text(15, 20, FontWeight.Medium),
        labelMedium = set.text(13, 18),
        labelSmall = set.text(12, 16),
    )
}

private class Typesetting(
    private val locales: LocaleList,
    private val script: Script,
) {
    fun text(
        size: Int,
        line: Int,
        weight: FontWeight = FontWeight.Normal,
    ) = TextStyle(
        fontSize = (size * script.scale).sp,
        lineHeight = (line * script.scale * script.leading).sp,
        fontWeight = weight,
        letterSpacing = 0.sp,
        localeList = locales,
        lineBreak = LineBreak.Paragraph,
        lineHeightStyle = LineHeightStyle(LineHeightStyle.Alignment.Center, LineHeightStyle.Trim.None),
    )

    fun headline(
        size: Int,
        line: Int,
        weight: FontWeight,
    ) = text(size, line, weight).copy(fontFamily = script.headline, lineBreak = LineBreak.Heading)
}
