package ifilm.hosts

import com.sun.jna.Platform
import ifilm.Ifilm
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File
import java.util.jar.JarFile

/** A host needs only the jar. Every test of this suite loads the native library from it. */
class JarTest {
    private val jar = File(Ifilm::class.java.protectionDomain.codeSource.location.toURI())

    @Test
    fun `the library is loaded from the jar`() {
        assertNull(System.getProperty("jna.library.path"))
        assertTrue("$jar", jar.isFile)
        val library = "${Platform.RESOURCE_PREFIX}/${System.mapLibraryName("ifilm")}"
        assertNotNull(library, JarFile(jar).use { it.getEntry(library) })
    }

    @Test
    fun `the sources jar has the hand-written and the generated sources`() {
        val sources = File(jar.parentFile, "${jar.nameWithoutExtension}-sources.jar")

        val names = JarFile(sources).use { file -> file.entries().toList().map { it.name } }

        assertTrue("$names", names.containsAll(listOf("ifilm/Ifilm.kt", "ifilm/ffi/ifilm.kt")))
    }
}
