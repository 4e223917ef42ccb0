package ifilm.android

import ifilm.android.presentation.Library
import kotlinx.coroutines.runBlocking
import java.io.File

/** The app with the practice site and its clock instead of the real ones; all else is as it ships. */
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

    /** The process ends; the next use of [library] is that of a new one. */
    fun die() {
        core?.let { runBlocking { it.close() } }
        core = null
    }
}
