package ifilm.android.screen

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import ifilm.android.R
import ifilm.android.presentation.ChosenEdition
import ifilm.android.presentation.Edition
import ifilm.android.presentation.Failure
import ifilm.android.presentation.ShellScreen
import ifilm.android.theme.typographyOf

/**
 * The editions to choose from, each by its own name and by its name in the language on the screen, and why
 * this one is shown. A tap changes the edition, the words and the direction at once; null follows the phone
 * again. [storyMissing] is the sentence that this edition does not have the story that the person came
 * from.
 */
@Composable
internal fun LanguagesPage(
    screen: ShellScreen.Open,
    message: (Failure) -> String,
    storyMissing: String?,
    translated: (Edition) -> String?,
    onChoose: (Edition?) -> Unit,
    onBack: () -> Unit,
) = Scaffold(topBar = { TopBar(stringResource(R.string.ifilm_language), onBack) }) { padding ->
    Column(Modifier.padding(padding).verticalScroll(rememberScrollState()).padding(vertical = 8.dp)) {
        Text(
            stringResource(R.string.ifilm_language_text),
            Modifier.padding(horizontal = 20.dp),
            muted,
            style = MaterialTheme.typography.bodyMedium,
        )
        storyMissing?.let { Notice(R.drawable.ifilm_news, null, it, noticePlace) }
        screen.failure?.let { Notice(R.drawable.ifilm_warning, null, message(it), noticePlace, grave = true) }
        Editions(screen, translated, onChoose)
        HorizontalDivider(Modifier.padding(horizontal = 20.dp, vertical = 8.dp), color = MaterialTheme.colorScheme.outlineVariant)
        Why(screen.chosen) { onChoose(null) }
    }
}

private val noticePlace = Modifier.padding(start = 16.dp, end = 16.dp, top = 16.dp)

@Composable
private fun Editions(
    screen: ShellScreen.Open,
    translated: (Edition) -> String?,
    onChoose: (Edition) -> Unit,
) = Column(Modifier.selectableGroup().padding(top = 16.dp)) {
    screen.editions.forEach { edition ->
        EditionRow(edition, edition == screen.chosen.edition, translated(edition)) { onChoose(edition) }
    }
}

@Composable
private fun EditionRow(
    edition: Edition,
    selected: Boolean,
    translated: String?,
    onChoose: () -> Unit,
) = Row(
    Modifier
        .fillMaxWidth()
        .selectable(selected, role = Role.RadioButton, onClick = onChoose)
        .heightIn(min = 64.dp)
        .padding(horizontal = 20.dp, vertical = 8.dp),
    verticalAlignment = Alignment.CenterVertically,
) {
    RadioButton(selected, onClick = null)
    Column(Modifier.weight(1f).padding(start = 20.dp)) {
        Text(edition.name, Modifier.fillMaxWidth(), style = typographyOf(edition.language, edition.direction).bodyLarge)
        translated?.let { Text(it, Modifier.fillMaxWidth(), muted, style = MaterialTheme.typography.labelMedium) }
    }
}

/** The settings line: why this edition is on the screen, and the way back to what the phone suggests. */
@Composable
private fun Why(
    chosen: ChosenEdition,
    onFollow: () -> Unit,
) = Column(Modifier.padding(horizontal = 20.dp), Arrangement.spacedBy(4.dp)) {
    Text(chosen.reason, Modifier.fillMaxWidth().padding(top = 8.dp), muted, style = MaterialTheme.typography.bodyMedium)
    if (chosen.byPerson) {
        TextButton(onFollow, contentPadding = PaddingValues(vertical = 8.dp)) { Text(stringResource(R.string.ifilm_language_follow)) }
    }
}

private val muted
    @Composable get() = MaterialTheme.colorScheme.onSurfaceVariant
