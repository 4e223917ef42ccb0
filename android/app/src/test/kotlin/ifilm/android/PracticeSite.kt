package ifilm.android

import org.json.JSONObject
import org.junit.rules.ExternalResource
import java.io.BufferedReader
import java.io.BufferedWriter
import java.io.File
import java.time.Duration
import java.time.Instant

/**
 * The practice site, in a process of its own for each test. It takes commands, one a line
 * (docs/practice-site.md).
 */
class PracticeSite : ExternalResource() {
    private lateinit var process: Process
    private lateinit var commands: BufferedWriter
    private lateinit var answers: BufferedReader

    lateinit var catalogJson: String
        private set

    lateinit var now: Instant
        private set

    override fun before() {
        process = ProcessBuilder(command, "site", "--seed", "7").redirectError(ProcessBuilder.Redirect.INHERIT).start()
        commands = process.outputStream.bufferedWriter()
        answers = process.inputStream.bufferedReader()
        val hello = answer()
        catalogJson = File(hello.getString("catalog")).readText()
        now = Instant.parse(hello.getString("now"))
    }

    override fun after() {
        commands.close()
        process.waitFor()
    }

    fun publish(
        edition: String,
        count: Int = 1,
    ): List<String> = tell("publish $edition $count").getJSONArray("ids").run { (0 until length()).map { get(it).toString() } }

    fun editHeadline(
        edition: String,
        id: String,
    ) = tell("edit $edition $id headline")

    fun advance(by: Duration) {
        now = Instant.parse(tell("advance ${by.seconds}").getString("now"))
    }

    /** Answers below [path] are this HTTP status until [heal]. */
    fun failWith(
        status: Int,
        path: String = "/",
        retryAfterSeconds: Int? = null,
    ) {
        val pause = retryAfterSeconds?.let { ""","retry_after":"$it"""" }.orEmpty()
        tell("""fault {"edition":null,"path":"$path","after":0,"times":null,"do":{"kind":"status","status":$status$pause}}""")
    }

    /** All answers are a page of a network that blocks the site, until [heal]. */
    fun block() = tell("""fault {"do":{"kind":"block_page"}}""")

    /** Requests below [path] are held until [release], except the first [after] of them. */
    fun hold(
        path: String,
        after: Int = 0,
    ) = tell("""fault {"edition":null,"path":"$path","after":$after,"times":1,"do":{"kind":"hold"}}""")

    /** Waits until a request is held. */
    fun awaitHeld() = tell("held 60")

    fun release() = tell("release")

    fun heal() = tell("fault clear")

    /** The site refuses connections from now on, until [start]. */
    fun stop() = tell("stop")

    fun start() = tell("start")

    fun truth(
        edition: String,
        id: String,
    ): JSONObject = tell("truth $edition $id").getJSONObject("truth")

    private fun tell(command: String): JSONObject {
        commands.write(command + "\n")
        commands.flush()
        return answer().also { check(it.getBoolean("ok")) { "$command: $it" } }
    }

    private fun answer() = JSONObject(checkNotNull(answers.readLine()) { "the practice site ended" })

    private companion object {
        val command: String = System.getProperty("ifilm.bin") ?: error("ifilm.bin: the path of the ifilm command")
    }
}
