package ifilm.hosts

import ifilm.Ifilm
import ifilm.ffi.ArticleBody
import ifilm.ffi.Config
import ifilm.ffi.ErrorCode
import ifilm.ffi.IfilmException
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
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
        val catalog = Path.of("$dataDir.json").toFile()
        catalog.writeText(site.catalogJson)

        val output = onFullDisk().output("ifilm.hosts.FailingWrites", "$dataDir", catalog.path)

        assertEquals("${ErrorCode.STORAGE_FULL} 30 30 true", output)
        openAgain()
        assertTrue(ifilm.user.saved().items.isEmpty())
    }

    private fun Scenario.onFullDisk(): PreloadedProcess {
        val library = PreloadedProcess.compiled("e2e/process/faults.c", "$dataDir.so")
        val faults =
            mapOf(
                "FAULT_DIR" to "$dataDir",
                "FAULT_CALLS" to "write,sync",
                "FAULT_AS" to "$FULL",
                "FAULT_AT" to "1",
                "FAULT_LASTING" to "1",
            )
        return PreloadedProcess(library, faults)
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
