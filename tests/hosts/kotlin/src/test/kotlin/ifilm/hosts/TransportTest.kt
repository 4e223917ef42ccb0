package ifilm.hosts

import ifilm.Ifilm
import ifilm.SyncEvent
import ifilm.Transport
import ifilm.TransportException
import ifilm.ffi.Config
import ifilm.ffi.ErrorCode
import ifilm.ffi.IfilmException
import ifilm.ffi.Proxy
import ifilm.ffi.SectionOutcome
import ifilm.ffi.SyncReport
import ifilm.ffi.SyncRequest
import ifilm.ffi.TransportFailure
import ifilm.ffi.TransportHeader
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.IOException
import java.net.ConnectException
import java.net.SocketTimeoutException
import java.net.http.HttpConnectTimeoutException
import java.security.cert.CertificateException
import java.util.concurrent.CompletionException
import javax.net.ssl.SSLException
import javax.net.ssl.SSLHandshakeException
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime

/** A transport of the host: the same results and bytes as with the core's own stack, and errors for lies. */
class TransportTest {
    @Test
    fun `a sync through the host has the same report and the same bytes`() = PracticeSite().use { site ->
        runBlocking {
            val own = open(site, null)
            val host = open(site, HttpStack())

            repeat(2) {
                val (mine, theirs) = listOf(own, host).map { report(it, emptyList()).sections }
                assertEquals(mine, theirs)
                assertTrue("$theirs", theirs.all { it.wireBytes > 0u })
            }

            listOf(own, host).forEach { it.closeAndWait() }
        }
    }

    @Test
    fun `what is thrown decides the error`() {
        val handshake = SSLHandshakeException("out").apply { initCause(CertificateException("expired")) }
        for ((thrown, code) in listOf(
            TransportException(TransportFailure.NOT_CONNECTED, "out") to ErrorCode.OFFLINE,
            TransportException(TransportFailure.TIMED_OUT, "out") to ErrorCode.TIMED_OUT,
            TransportException(TransportFailure.UNTRUSTED_CERTIFICATE, "out") to ErrorCode.UNTRUSTED_CERTIFICATE,
            TransportException(TransportFailure.BROKEN, "out") to ErrorCode.OFFLINE,
            ConnectException("out") to ErrorCode.OFFLINE,
            SocketTimeoutException("out") to ErrorCode.TIMED_OUT,
            handshake to ErrorCode.UNTRUSTED_CERTIFICATE,
            CompletionException("out", handshake) to ErrorCode.UNTRUSTED_CERTIFICATE,
            HttpConnectTimeoutException("out") to ErrorCode.TIMED_OUT,
            SSLException("out") to ErrorCode.OFFLINE,
            IOException("out") to ErrorCode.OFFLINE,
            IllegalStateException("out") to ErrorCode.OFFLINE,
            StackOverflowError("out") to ErrorCode.OFFLINE,
        )) {
            val failed = failed(Transport { _, _ -> throw thrown })

            assertEquals("$thrown", code, failed.code)
            assertTrue(failed.reason, code == ErrorCode.TIMED_OUT || failed.reason.endsWith("out"))
        }
    }

    @Test
    fun `a time limit of the transport itself is a broken connection`() {
        val failed = failed(Transport { _, _ -> withTimeout(1.milliseconds) { delay(60.seconds) } })

        assertEquals(ErrorCode.OFFLINE, failed.code)
    }

    @Test
    fun `an answer that breaks the rules has its own error`() {
        val lines = List(2000) { TransportHeader("x-$it", "a") }
        val length = listOf(TransportHeader("Content-Length", "3"))
        for ((code, exchange) in listOf(
            ErrorCode.UNREADABLE to Transport { _, answer -> answer.begin(70_000, emptyList()) },
            ErrorCode.OFFLINE to Transport { _, answer -> answer.write("[]".toByteArray()) },
            ErrorCode.OFFLINE to Transport { _, answer -> repeat(2) { answer.begin(200, emptyList()) } },
            ErrorCode.OFFLINE to Transport { _, _ -> },
            ErrorCode.OFFLINE to
                Transport { _, answer ->
                    answer.begin(200, length)
                    answer.write("[]".toByteArray())
                },
            ErrorCode.TOO_LARGE to Transport { _, answer -> answer.begin(200, lines) },
            ErrorCode.TOO_LARGE to
                Transport { _, answer ->
                    answer.begin(200, emptyList())
                    while (true) answer.write(ByteArray(100_000))
                },
        )) {
            assertEquals(code, failed(exchange).code)
        }
    }

    @Test
    fun `a cancelled sync ends at once and cancels the request`() = PracticeSite().use { site ->
        runBlocking {
            val asked = CompletableDeferred<Unit>()
            val cancelled = CompletableDeferred<Unit>()
            val ifilm =
                open(
                    site,
                    Transport { _, _ ->
                        asked.complete(Unit)
                        try {
                            awaitCancellation()
                        } finally {
                            cancelled.complete(Unit)
                        }
                    },
                )
            coroutineScope {
                val syncing = launch(Dispatchers.Default) { ifilm.sync(SyncRequest(listOf("en"))).collect() }
                asked.await()

                val elapsed = measureTime { syncing.cancelAndJoin() }

                assertTrue("$elapsed", elapsed < 1.seconds)
            }
            withTimeout(60.seconds) { cancelled.await() }
            ifilm.closeAndWait()
        }
    }

    @Test
    fun `a transport has its own proxy and trust`() {
        for (config in listOf(
            Config(inMemory = true, proxy = Proxy.parse("http://proxy.example")),
            Config(inMemory = true, onlyExtraRoots = true),
        )) {
            val thrown = runCatching { Ifilm.open(config, HttpStack()) }.exceptionOrNull()

            assertTrue("$thrown", thrown is IfilmException.BadArgument)
        }
    }

    /** How a first sync ends if each request is answered so. */
    private fun failed(transport: Transport): SectionOutcome.Failed = PracticeSite().use { site ->
        runBlocking {
            val ifilm = open(site, transport)
            val report = report(ifilm, listOf("en"))
            ifilm.closeAndWait()
            report.sections.single().outcome as SectionOutcome.Failed
        }
    }

    private suspend fun report(
        ifilm: Ifilm,
        editions: List<String>,
    ): SyncReport = (ifilm.sync(SyncRequest(editions)).last() as SyncEvent.Finished).report

    private fun open(
        site: PracticeSite,
        transport: Transport?,
    ): Ifilm {
        val clock = StandingClock(site.nowMs)
        val config = Config(newDirectory().toString(), site.catalogJson, clock = clock, deviceSeed = 7uL)
        return Ifilm.open(config, transport)
    }
}
