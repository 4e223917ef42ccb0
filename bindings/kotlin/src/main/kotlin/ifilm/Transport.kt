package ifilm

import ifilm.ffi.HostExchange
import ifilm.ffi.TransportFailure
import ifilm.ffi.TransportHeader
import ifilm.ffi.TransportRequest
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.IOException

/**
 * An HTTP stack of the app, which sends the requests of the core in place of the core's own. Give it to
 * [Ifilm.open]. All requests go through it, one call for each, also for each hop of a redirect.
 *
 * The core decides what is requested and when. It follows redirects within the catalogue's hosts, keeps the
 * pace, the cookies of one chain of redirects, the limits and the budget, decompresses, and counts the bytes.
 * What it cannot see, the transport must keep to:
 * - It sends the request as it is, and adds only `Host` and what its connections need.
 * - It follows no redirect, answers nothing from a cache, keeps no cookies, and repeats nothing. One
 *   exception: if a connection that was used before turns out to be closed, it may repeat on a new one.
 *   The core cannot see that a redirect was followed, and would store what comes from any host. Many stacks
 *   follow unless told not to.
 * - It verifies certificates and their names, and never goes on without.
 * - It looks names up itself. The core cannot see that a public name leads to a private address. The
 *   transport refuses it, if it must not be reached.
 * - It leaves a body compressed, or says that it did not.
 */
fun interface Transport {
    /**
     * Sends one request and tells its answer: [TransportAnswer.begin], then [TransportAnswer.write] for each
     * piece of the body. When it returns, the body is complete. It runs on `Dispatchers.IO`, so it may block.
     *
     * If the core no longer wants the answer, the coroutine is cancelled. A call that blocks must notice it:
     * wrap it in `runInterruptible`, or close its connection when the job completes.
     *
     * Throw a [TransportException] to say why there is no answer. Of other exceptions, a failed look-up or
     * connection, an untrusted certificate and a timeout are recognised by their classes; all others count as
     * a broken connection.
     */
    suspend fun exchange(
        request: TransportRequest,
        answer: TransportAnswer,
    )
}

/** Takes the answer to one request. */
class TransportAnswer internal constructor(
    private val exchange: HostExchange,
) {
    /**
     * The head: the HTTP status, and all lines as the server sent them, one entry for each. [isDecompressed]
     * says that the body was decompressed on the way. Then the core counts the bytes of [write], which are
     * more than came.
     */
    suspend fun begin(
        status: Int,
        headers: List<TransportHeader>,
        isDecompressed: Boolean = false,
    ) = withContext(Dispatchers.IO) { exchange.begin(status.toUInt(), headers, isDecompressed) }

    /**
     * The next bytes of the body as they came over the wire, best 16 to 64 KiB. Waits until the core has
     * taken the piece before.
     */
    suspend fun write(piece: ByteArray) = withContext(Dispatchers.IO) { exchange.write(piece) }
}

/** Why a transport has no answer, or not all of it. The reason is for logs. */
class TransportException(
    val failure: TransportFailure,
    reason: String,
    cause: Throwable? = null,
) : IOException(reason, cause)
