package ifilm.android

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The Gradle build of the releases and the Maven build of the tests use the same libraries. */
class VersionsTest {
    private val catalog = File("../gradle/libs.versions.toml").readLines()
    private val versions = catalog.mapNotNull { Regex("""^(\w+) = "([\d.]+)"$""").find(it)?.destructured }.associate { (name, version) ->
        name to
            version
    }
    private val poms = listOf(
        "../pom.xml",
        "../maven/androidx/pom.xml",
        "../maven/androidx-test/pom.xml",
        "pom.xml",
        "../../bindings/kotlin/pom.xml",
    ).joinToString("\n") {
        File(it).readText()
    }

    @Test
    fun `every androidx library has the version in the list`() {
        val modules = catalog.mapNotNull {
            Regex(
                """module = "(androidx[\w.]*):([\w-]+)", version\.ref = "(\w+)"""",
            ).find(it)?.destructured
        }

        assertTrue(modules.isNotEmpty())
        for ((group, name, version) in modules) {
            val item = Regex(
                "<groupId>$group</groupId><artifactId>$name(-android|-jvm)?</artifactId><version>([\\d.]+)</version>",
            ).find(poms)
            assertEquals("$group:$name", versions[version], item?.groupValues?.last())
        }
    }

    @Test
    fun `every other library has the version in the properties`() {
        for (name in listOf("kotlin", "coroutines", "junit", "jna", "robolectric")) {
            val properties = Regex("<$name\\.version>([\\d.]+)</$name\\.version>").findAll(poms).map { it.groupValues[1] }.toSet()
            assertEquals(name, setOf(versions[name]), properties)
        }
    }
}
