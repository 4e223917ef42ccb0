package ifilm.android

import android.app.Application
import ifilm.android.presentation.Library

/** Opens the core once and owns it for as long as the process lives. */
open class IfilmApplication : Application() {
    /** Where the core keeps its files, and which site it reads. */
    protected open val setup: CoreSetup get() = CoreSetup(filesDir.resolve("ifilm"))

    /** The only access to the core. Its first call opens it. */
    open val library: Library by lazy { IfilmRepository(setup) }
}
