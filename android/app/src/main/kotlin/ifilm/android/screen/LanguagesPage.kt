package ifilm.android.screen

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import ifilm.android.R
import ifilm.android.presentation.Edition
import ifilm.android.presentation.Failure
import ifilm.android.presentation.ShellScreen
import ifilm.android.theme.typographyOf

/** The editions to choose from, each by its own name. A tap changes the edition, the words and the direction at once. */
@Composable
internal fun LanguagesPage(
    screen: ShellScreen.Open,
    message: (Failure) -> String,
    onChoose: (Edition) -> Unit,
    onBack: () -> Unit,
) = Scaffold(topBar = { TopBar(stringResource(R.string.ifilm_language), onBack) }) { padding ->
    Column(Modifier.padding(padding).verticalScroll(rememberScrollState()).padding(vertical = 8.dp)) {
        Text(
            stringResource(R.string.ifilm_language_text),
            Modifier.padding(horizontal = 20.dp),
            MaterialTheme.colorScheme.onSurfaceVariant,
            style = MaterialTheme.typography.bodyMedium,
        )
        Editions(screen, onChoose)
        screen.failure?.let { Notice(R.drawable.ifilm_warning, null, message(it), Modifier.padding(16.dp), grave = true) }
    }
}

@Composable
private fun Editions(
    screen: ShellScreen.Open,
    onChoose: (Edition) -> Unit,
) = Column(Modifier.selectableGroup().padding(top = 16.dp)) {
    screen.editions.forEach { edition ->
        val selected = edition == screen.chosen.edition
        val suggested = selected && !screen.chosen.byReader
        EditionRow(edition, selected, if (suggested) stringResource(R.string.ifilm_language_suggested) else null) { onChoose(edition) }
    }
}

@Composable
private fun EditionRow(
    edition: Edition,
    selected: Boolean,
    note: String?,
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
        note?.let { Text(it, color = MaterialTheme.colorScheme.onSurfaceVariant, style = MaterialTheme.typography.labelMedium) }
    }
}
