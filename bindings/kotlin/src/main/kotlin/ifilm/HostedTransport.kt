package ifilm

import ifilm.ffi.HostExchange
import ifilm.ffi.HostTransport
import ifilm.ffi.IfilmException
import ifilm.ffi.TransportFailure
import ifilm.ffi.TransportRequest
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch
import java.net.ConnectException
import java.net.NoRouteToHostException
import java.net.SocketTimeoutException
import java.net.UnknownHostException
import java.security.cert.CertPathValidatorException
import java.security.cert.CertificateException
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicInteger
import javax.net.ssl.SSLException
import javax.net.ssl.SSLPeerUnverifiedException

/** While so many cancelled requests still run, no other begins. */
private const val MOST_STUCK = 64

/**
 * Runs each request of the core as a coroutine of a transport. A transport may block, so they have threads of
 * their own. While too many go on although they were cancelled, new requests fail.
 */
internal class HostedTransport(
    private val transport: Transport,
) : HostTransport {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.IO.limitedParallelism(2 * MOST_STUCK))
    private val running = ConcurrentHashMap<Long, Job>()
    private val stuck = AtomicInteger()

    override fun start(
        request: TransportRequest,
        exchange: HostExchange,
    ) {
        check(stuck.get() < MOST_STUCK) { "too many cancelled requests still run" }
        val job = scope.launch(start = CoroutineStart.LAZY) { serve(request, exchange) }
        running[request.id] = job
        job.invokeOnCompletion {
            running.remove(request.id)
            exchange.close()
        }
        job.start()
    }

    override fun cancel(id: Long) {
        val job = running.remove(id) ?: return
        stuck.incrementAndGet()
        job.invokeOnCompletion { stuck.decrementAndGet() }
        job.cancel()
    }

    /** Every failure is told to the core, an `Error` too, because the core would wait in vain. */
    private suspend fun serve(
        request: TransportRequest,
        exchange: HostExchange,
    ) = try {
        transport.exchange(request, TransportAnswer(exchange))
        exchange.end()
    } catch (thrown: Throwable) {
        currentCoroutineContext().ensureActive()
        tell(exchange, thrown)
    }

    private fun tell(
        exchange: HostExchange,
        thrown: Throwable,
    ) = try {
        exchange.fail(failure(thrown), thrown.message ?: "$thrown")
    } catch (_: IfilmException.Cancelled) {
        // the core no longer wants to know
    }

    private fun failure(thrown: Throwable): TransportFailure =
        causes(thrown).firstNotNullOfOrNull(::knownFailure) ?: TransportFailure.BROKEN

    private fun knownFailure(thrown: Throwable): TransportFailure? =
        when {
            thrown is TransportException -> thrown.failure
            thrown is SocketTimeoutException -> TransportFailure.TIMED_OUT
            thrown.javaClass.name in TIMEOUTS -> TransportFailure.TIMED_OUT
            thrown is ConnectException || thrown is NoRouteToHostException -> TransportFailure.NOT_CONNECTED
            thrown is UnknownHostException -> TransportFailure.NOT_CONNECTED
            thrown is SSLException && isAboutTrust(thrown) -> TransportFailure.UNTRUSTED_CERTIFICATE
            else -> null
        }

    private fun isAboutTrust(thrown: SSLException): Boolean =
        causes(thrown).any {
            it is CertificateException || it is CertPathValidatorException || it is SSLPeerUnverifiedException
        }

    /** What was thrown and what is behind it, because libraries wrap it. */
    private fun causes(thrown: Throwable) = generateSequence(thrown) { it.cause }.take(MOST_CAUSES)

    private companion object {
        const val MOST_CAUSES = 16

        /** By name, because Android does not have them. */
        val TIMEOUTS =
            setOf("java.net.http.HttpTimeoutException", "java.net.http.HttpConnectTimeoutException")
    }
}
