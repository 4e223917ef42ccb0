package ifilm.examples

import ifilm.Ifilm
import ifilm.SyncEvent
import ifilm.ffi.Config
import ifilm.ffi.SectionOutcome
import ifilm.ffi.SyncRequest
import ifilm.ffi.errorMessage
import kotlinx.coroutines.flow.last
import java.io.File

/**
 * Syncs one edition and prints its headlines, newest first. If the site cannot be reached, it says so in
 * the edition's language, and prints what was stored before.
 *
 * Arguments: the edition, the folder for the files and, optionally, a file that describes another site.
 */
suspend fun main(arguments: Array<String>) {
    val (edition, dataDir) = arguments
    val catalog = arguments.getOrNull(2)?.let { File(it).readText() }
    val ifilm = Ifilm.open(Config(dataDir, catalog))

    val outcome = ifilm.outcomeOfSync(edition)
    ifilm.library.list(edition).items.forEach { println("${it.title} (${it.dateText})") }
    if (outcome is SectionOutcome.Failed) {
        val language = ifilm.language.editions().single { it.id == edition }.language
        System.err.println(errorMessage(outcome.code, language))
    }
    ifilm.closeAndWait()
}

private suspend fun Ifilm.outcomeOfSync(edition: String): SectionOutcome {
    val finished = sync(SyncRequest(listOf(edition))).last() as SyncEvent.Finished
    val section = finished.report.sections.single()
    return section.outcome
}
