package ifilm.android.theme

import android.content.res.Configuration
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.platform.LocalResources
import androidx.compose.ui.unit.LayoutDirection
import ifilm.android.presentation.Direction
import ifilm.android.presentation.Edition
import java.util.Locale

/**
 * Words, direction and typography of an edition for all content inside. The phone's own language does not
 * matter.
 */
@Composable
fun EditionTheme(
    edition: Edition,
    content: @Composable () -> Unit,
) {
    val context = LocalContext.current
    val configuration = LocalConfiguration.current
    val localized = remember(configuration, edition.language) { configuration.inLanguage(edition.language) }
    val resources = remember(context, localized) { context.createConfigurationContext(localized).resources }
    CompositionLocalProvider(LocalConfiguration provides localized, LocalResources provides resources) {
        ContentTheme(edition.language, edition.direction, content)
    }
}

/**
 * Direction and typography for content in its own language, such as an article. The words of the app stay.
 */
@Composable
fun ContentTheme(
    language: String,
    direction: Direction,
    content: @Composable () -> Unit,
) {
    val typography = remember(language, direction) { typographyOf(language, direction) }
    MaterialTheme(if (isSystemInDarkTheme()) NightColors else DayColors, typography = typography) {
        Directed(direction, content)
    }
}

/** The content starts at the side where [direction] starts. */
@Composable
fun Directed(
    direction: Direction,
    content: @Composable () -> Unit,
) {
    val layout = if (direction == Direction.RTL) LayoutDirection.Rtl else LayoutDirection.Ltr
    CompositionLocalProvider(LocalLayoutDirection provides layout, content)
}

private fun Configuration.inLanguage(tag: String) = Configuration(this).apply { setLocale(Locale.forLanguageTag(tag)) }
