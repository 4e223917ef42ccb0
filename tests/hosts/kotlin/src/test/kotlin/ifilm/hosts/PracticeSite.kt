package ifilm.hosts

import com.google.gson.Gson
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File
import java.time.Instant

/** The practice site in a process of its own. It takes commands, one a line (docs/practice-site.md). */
class PracticeSite(
    vararg options: String,
) : AutoCloseable {
    private val process =
        ProcessBuilder(System.getProperty("ifilm.bin"), "site", "--seed", "7", *options)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
    private val orders = process.outputWriter()
    private val answers = process.inputReader()
    private val hello = nextAnswer()

    /** The catalogue that describes this site. */
    val catalog = File(hello["catalog"].asString)
    val catalogJson: String = catalog.readText()

    /** The test authority of its certificates, if the site was started with `--tls`. */
    val caPem: String get() = File(hello["ca"].asString).readText()

    /** The time of its clock. */
    val nowMs: Long = Instant.parse(hello["now"].asString).toEpochMilli()

    /** Sends a command and waits for its answer. */
    fun tell(order: String): JsonObject {
        orders.write("$order\n")
        orders.flush()
        val answer = nextAnswer()
        check(answer["ok"].asBoolean) { "$order: ${answer["error"]}" }
        return answer
    }

    /** Publishes items and returns their ids. */
    fun publish(
        edition: String,
        count: Int,
    ): List<String> = tell("publish $edition $count").getAsJsonArray("ids").map(JsonElement::getAsString)

    /** Adds a fault for paths that begin with [path]. It skips [after] requests and applies [times] times. */
    fun fault(
        what: String,
        after: Int = 0,
        times: Int? = null,
        path: String? = null,
    ) = tell("""fault {"edition":null,"path":${Gson().toJson(path)},"after":$after,"times":$times,"do":$what}""")

    /** The paths of the requests so far, in order. */
    fun asked(): List<String> = tell("requests").getAsJsonArray("requests").map { it.asJsonObject["path"].asString }

    /** What a perfect parser would find on a page. */
    fun truth(
        edition: String,
        id: String,
    ): JsonObject = tell("truth $edition $id").getAsJsonObject("truth")

    override fun close() {
        orders.close()
        process.waitFor()
    }

    private fun nextAnswer(): JsonObject {
        val line = checkNotNull(answers.readLine()) { "the practice site ended" }
        return JsonParser.parseString(line).asJsonObject
    }
}
