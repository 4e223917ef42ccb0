package ifilm.hosts

import org.junit.Assert.assertEquals
import org.junit.Assume.assumeTrue
import java.io.File

/** Runs the `main` of a class in a process of its own, with a C library of ours before all others. */
class PreloadedProcess(
    private val library: String,
    private val settings: Map<String, String>,
) {
    /** What it prints. It must end well. */
    fun output(
        main: String,
        vararg arguments: String,
    ): String {
        val process = ProcessBuilder(java(), "-cp", classes(), main, *arguments)
        process.environment() += settings + ("LD_PRELOAD" to library)
        val running = process.redirectError(ProcessBuilder.Redirect.INHERIT).start()
        val output = running.inputReader().readText()
        assertEquals(output, 0, running.waitFor())
        return output.trim()
    }

    private fun java() = File(System.getProperty("java.home"), "bin/java").path

    private fun classes(): String {
        val ofTests: String? = System.getProperty("surefire.test.class.path")
        return ofTests ?: System.getProperty("java.class.path")
    }

    companion object {
        /** Compiles a library from a source beside the hosts. Without a C compiler the test is skipped. */
        fun compiled(
            source: String,
            library: String,
        ): String {
            val path = File("../../$source").absolutePath
            val compiler = ProcessBuilder("cc", "-shared", "-fPIC", "-o", library, path, "-ldl", "-pthread")
            val ended = runCatching { compiler.start().waitFor() }.getOrNull()
            assumeTrue("there is no C compiler", ended == 0)
            return library
        }
    }
}
