package ifilm.hosts

import ifilm.Transport
import ifilm.TransportAnswer
import ifilm.TransportException
import ifilm.ffi.TransportFailure
import ifilm.ffi.TransportHeader
import ifilm.ffi.TransportRequest
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runInterruptible
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpConnectTimeoutException
import java.net.http.HttpHeaders
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.security.KeyStore
import java.security.cert.CertificateFactory
import java.time.Duration
import javax.net.ssl.SSLContext
import javax.net.ssl.TrustManagerFactory

/** A transport of the JDK's HTTP client. It trusts the authorities that it is given, or else the JDK's. */
class HttpStack(
    roots: List<String> = emptyList(),
) : Transport {
    private val client =
        HttpClient
            .newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .sslContext(trusting(roots))
            .build()

    override suspend fun exchange(
        request: TransportRequest,
        answer: TransportAnswer,
    ) {
        val response = head(request)
        response.body().use { body ->
            answer.begin(response.statusCode(), lines(response.headers()))
            val buffer = ByteArray(PIECE)
            while (true) {
                val length = runInterruptible { body.read(buffer) }
                if (length < 0) break
                answer.write(buffer.copyOf(length))
            }
        }
    }

    private suspend fun head(request: TransportRequest) =
        try {
            client.sendAsync(request.forJdk(), BodyHandlers.ofInputStream()).await()
        } catch (late: HttpConnectTimeoutException) {
            throw TransportException(TransportFailure.TIMED_OUT, "no connection in time", late)
        }

    private fun lines(headers: HttpHeaders) =
        headers.map().flatMap { (name, values) -> values.map { TransportHeader(name, it) } }

    private fun TransportRequest.forJdk(): HttpRequest {
        val builder = HttpRequest.newBuilder(URI(address)).GET()
        headers.forEach { builder.header(it.name, it.value) }
        return builder.build()
    }

    private fun trusting(roots: List<String>): SSLContext {
        if (roots.isEmpty()) return SSLContext.getDefault()
        val certificates = CertificateFactory.getInstance("X.509")
        val store = KeyStore.getInstance(KeyStore.getDefaultType()).apply { load(null) }
        roots.forEachIndexed { at, pem ->
            store.setCertificateEntry("$at", certificates.generateCertificate(pem.byteInputStream()))
        }
        val trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
        trust.init(store)
        return SSLContext.getInstance("TLS").apply { init(null, trust.trustManagers, null) }
    }

    private companion object {
        const val PIECE = 64 * 1024
    }
}
