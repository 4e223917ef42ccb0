package ifilm.android

import android.app.Application
import android.os.LocaleList
import androidx.lifecycle.AndroidViewModel
import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.viewModelScope
import ifilm.android.presentation.Place
import ifilm.android.presentation.ShellPresenter
import kotlinx.coroutines.launch

/** Keeps the presenters while the screen rotates, and saves the place for when the process has ended. */
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
            start = Place.restored(saved.get<ArrayList<String>>(PLACE).orEmpty()),
        )

    init {
        viewModelScope.launch { shell.place.collect { saved[PLACE] = ArrayList(it.saved()) } }
    }

    private companion object {
        const val PLACE = "place"
    }
}

/**
 * The languages as plain tags. Android adds extensions for the first day of the week and the temperature
 * unit; they are removed.
 */
internal fun LocaleList.wishes(): List<String> = (0 until size()).map { get(it).stripExtensions().toLanguageTag() }
