package ifilm.hosts

import ifilm.Ifilm
import ifilm.ffi.ArticleBody
import ifilm.ffi.Config
import ifilm.ffi.ErrorCode
import ifilm.ffi.IfilmException
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import java.io.File
import java.nio.file.Path

/** ENOSPC. */
private const val FULL = 28

/** Writes to the disk fail in a process of its own: the host gets a typed error, and reads go on. */
class FailingWritesTest {
    @Test
    fun `a full disk has its code, and reads go on`() = scenario {
        syncOne("en")
        ifilm.closeAndWait()
        val library = library(dataDir)
        val catalog = Path.of("$dataDir.json").toFile()
        catalog.writeText(site.catalogJson)

        assertEquals("${ErrorCode.STORAGE_FULL} 30 30 true", said(library, FULL, catalog))

        openAgain()
        assertTrue(ifilm.user.saved().items.isEmpty())
    }

    private fun Scenario.said(
        library: String,
        number: Int,
        catalog: File,
    ): String {
        val process = ProcessBuilder(java(), "-cp", classes(), "ifilm.hosts.FailingWrites", "$dataDir", catalog.path)
        process.environment() +=
            mapOf(
                "LD_PRELOAD" to library,
                "FAULT_DIR" to "$dataDir",
                "FAULT_CALLS" to "write,sync",
                "FAULT_AS" to "$number",
                "FAULT_AT" to "1",
                "FAULT_LASTING" to "1",
            )
        val running = process.redirectError(ProcessBuilder.Redirect.INHERIT).start()
        val said = running.inputReader().readText()
        assertEquals(said, 0, running.waitFor())
        return said.trim()
    }

    private fun java() = File(System.getProperty("java.home"), "bin/java").path

    private fun classes(): String {
        val ofTests: String? = System.getProperty("surefire.test.class.path")
        return ofTests ?: System.getProperty("java.class.path")
    }

    private fun library(folder: Path): String {
        val library = "$folder.so"
        val source = File("../../e2e/process/faults.c").absolutePath
        val compiler = ProcessBuilder("cc", "-shared", "-fPIC", "-o", library, source, "-ldl", "-pthread")
        val ended = runCatching { compiler.start().waitFor() }.getOrNull()
        assumeTrue("there is no C compiler", ended == 0)
        return library
    }
}

/** Prints the code of the error, how many items are listed before and after it, whether one is readable. */
object FailingWrites {
    @JvmStatic
    fun main(arguments: Array<String>) =
        runBlocking {
            val (folder, catalog) = arguments
            val ifilm = Ifilm.open(Config(dataDir = folder, catalogJson = File(catalog).readText()))
            val before = ifilm.library.list("en").items
            val thrown = runCatching { ifilm.user.save(before[0].key) }.exceptionOrNull()
            val after = ifilm.library.list("en").items
            val body = ifilm.library.article(after[0].key).body
            val code = (thrown as? IfilmException)?.code()
            println("$code ${before.size} ${after.size} ${body is ArticleBody.Ready}")
            ifilm.closeAndWait()
        }
}
