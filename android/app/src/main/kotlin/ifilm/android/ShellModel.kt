package ifilm.android

import android.app.Application
import android.os.LocaleList
import androidx.lifecycle.AndroidViewModel
import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.viewModelScope
import ifilm.android.presentation.Destination
import ifilm.android.presentation.ShellPresenter
import kotlinx.coroutines.launch

/** Keeps the presenters while the screen rotates. Saves the destination for after the end of the process. */
class ShellModel(
    application: Application,
    saved: SavedStateHandle,
) : AndroidViewModel(application) {
    val shell =
        ShellPresenter(
            (application as IfilmApplication).library,
            viewModelScope,
            wishes = application.resources.configuration.locales
                .toLanguageTags()
                .split(","),
            start = Destination.restored(saved.get<ArrayList<String>>(DESTINATION).orEmpty()),
        )

    init {
        viewModelScope.launch { shell.destination.collect { saved[DESTINATION] = ArrayList(it.saved()) } }
    }

    private companion object {
        const val DESTINATION = "destination"
    }
}

/**
 * The languages as plain tags. Android adds extensions for the first day of the week and the temperature
 * unit; they are removed.
 */
internal fun LocaleList.wishes(): List<String> = (0 until size()).map { get(it).stripExtensions().toLanguageTag() }
