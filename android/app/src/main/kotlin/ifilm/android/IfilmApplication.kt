package ifilm.android

import android.app.Application
import ifilm.android.presentation.Library

/** Opens the core once and owns it for as long as the process lives. */
open class IfilmApplication : Application() {
    /** Where the core keeps its files, and which site it reads. */
    protected open val setup: CoreSetup get() = CoreSetup(filesDir.resolve("ifilm"))

    /** The one way to the core; opened by its first call. */
    open val library: Library by lazy { IfilmRepository(setup) }
}
