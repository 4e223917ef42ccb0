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
import javax.net.ssl.SSLException
import javax.net.ssl.SSLPeerUnverifiedException

/** Runs each request of the core as a coroutine of a transport. */
internal class HostedTransport(
    private val transport: Transport,
) : HostTransport {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.IO)
    private val running = ConcurrentHashMap<Long, Job>()

    override fun start(
        request: TransportRequest,
        exchange: HostExchange,
    ) {
        val job = scope.launch(start = CoroutineStart.LAZY) { serve(request, exchange) }
        running[request.id] = job
        job.invokeOnCompletion {
            running.remove(request.id)
            exchange.close()
        }
        job.start()
    }

    override fun cancel(id: Long) {
        running.remove(id)?.cancel()
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
        when {
            thrown is TransportException -> thrown.failure
            thrown is ConnectException || thrown is NoRouteToHostException -> TransportFailure.NOT_CONNECTED
            thrown is UnknownHostException -> TransportFailure.NOT_CONNECTED
            thrown is SocketTimeoutException -> TransportFailure.TIMED_OUT
            thrown is SSLException && isAboutTrust(thrown) -> TransportFailure.UNTRUSTED_CERTIFICATE
            else -> TransportFailure.BROKEN
        }

    private fun isAboutTrust(thrown: SSLException): Boolean {
        val causes = generateSequence<Throwable>(thrown) { it.cause }
        return causes.any {
            it is CertificateException || it is CertPathValidatorException || it is SSLPeerUnverifiedException
        }
    }
}
