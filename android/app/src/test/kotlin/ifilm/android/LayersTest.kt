package ifilm.android

import org.junit.Assert.assertEquals
import org.junit.Test
import java.io.File

/** Tests which layer may use which. */
class LayersTest {
    @Test
    fun `only the repository uses the bindings`() {
        assertEquals(setOf("IfilmRepository.kt"), naming(Regex("""\bifilm\.(ffi\b|[A-Z])"""), below = "src/main"))
    }

    @Test
    fun `the presentation uses neither Android nor the bindings`() {
        assertEquals(
            emptySet<String>(),
            naming(Regex("""\bandroid\.[a-z]+\.[A-Z]|\bandroidx\.|\bifilm\.ffi\b"""), below = "../presentation/src"),
        )
    }

    private fun naming(
        name: Regex,
        below: String,
    ): Set<String> {
        val sources = File(below).walk().filter { it.extension == "kt" }.toList()
        check(sources.isNotEmpty()) { "no sources below $below" }
        return sources.filter { file -> file.readLines().any { !it.startsWith("package") && name in it } }.map { it.name }.toSet()
    }
}
