package ifilm.android.theme

import androidx.compose.material3.ColorScheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.ui.graphics.Color

/** The colours by day: teal is primary, saffron marks what is new. Every pair for text passes WCAG AA. */
internal val DayColors: ColorScheme =
    lightColorScheme(
        primary = Color(0xFF0B5D6B),
        onPrimary = Color(0xFFFFFFFF),
        primaryContainer = Color(0xFFD3EBEF),
        onPrimaryContainer = Color(0xFF05343C),
        secondary = Color(0xFF4D6267),
        onSecondary = Color(0xFFFFFFFF),
        secondaryContainer = Color(0xFFDCE9EB),
        onSecondaryContainer = Color(0xFF1B3438),
        tertiary = Color(0xFFB4540A),
        onTertiary = Color(0xFFFFFFFF),
        background = Color(0xFFFBFAF7),
        onBackground = Color(0xFF1B1C1D),
        surface = Color(0xFFFBFAF7),
        onSurface = Color(0xFF1B1C1D),
        surfaceVariant = Color(0xFFEFEDE7),
        onSurfaceVariant = Color(0xFF585C5E),
        surfaceContainer = Color(0xFFF2F0EB),
        surfaceContainerHigh = Color(0xFFEBE8E1),
        outline = Color(0xFF7A7E80),
        outlineVariant = Color(0xFFE0DCD4),
        error = Color(0xFFA3282B),
        onError = Color(0xFFFFFFFF),
        errorContainer = Color(0xFFF9E1DE),
        onErrorContainer = Color(0xFF5C1214),
    )

/** The colours by night, without pure black and pure white, because these tire the eyes. */
internal val NightColors: ColorScheme =
    darkColorScheme(
        primary = Color(0xFF84CEDA),
        onPrimary = Color(0xFF00363F),
        primaryContainer = Color(0xFF124852),
        onPrimaryContainer = Color(0xFFC9ECF2),
        secondary = Color(0xFFB3C9CE),
        onSecondary = Color(0xFF1E3338),
        secondaryContainer = Color(0xFF2A3B3F),
        onSecondaryContainer = Color(0xFFD5E5E8),
        tertiary = Color(0xFFF2A65A),
        onTertiary = Color(0xFF4A2500),
        background = Color(0xFF111416),
        onBackground = Color(0xFFE3E5E6),
        surface = Color(0xFF111416),
        onSurface = Color(0xFFE3E5E6),
        surfaceVariant = Color(0xFF23282B),
        onSurfaceVariant = Color(0xFFA6ADB1),
        surfaceContainer = Color(0xFF1A1E21),
        surfaceContainerHigh = Color(0xFF23282B),
        outline = Color(0xFF868D91),
        outlineVariant = Color(0xFF2C3235),
        error = Color(0xFFF2B8B5),
        onError = Color(0xFF601410),
        errorContainer = Color(0xFF4F1D1F),
        onErrorContainer = Color(0xFFF9DEDC),
    )
