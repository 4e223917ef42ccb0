package ifilm.android

import ifilm.android.presentation.Library
import kotlinx.coroutines.runBlocking
import java.io.File

/**
 * The app with the practice site and its clock instead of the real ones. Everything else is as in a release.
 */
class TestApplication : IfilmApplication() {
    lateinit var site: PracticeSite

    /** A site besides the practice site. */
    var otherCatalogJson: String? = null

    private var core: IfilmRepository? = null

    val dataDirectory: File get() = filesDir.resolve("ifilm")

    override val setup
        get() = CoreSetup(
            dataDirectory,
            otherCatalogJson ?: site.catalogJson,
            timeZone = "Asia/Tehran",
            nowMs = { site.now.toEpochMilli() },
        )

    override val library: Library get() = core ?: IfilmRepository(setup).also { core = it }

    /** Ends the process. The next use of [library] is in a new process. */
    fun die() {
        core?.let { runBlocking { it.close() } }
        core = null
    }
}
