"""A transport made of Python's own HTTP client, with one connection for each request."""

import http.client
import socket
import ssl
from contextlib import closing
from urllib.parse import urlsplit

PIECE = 64 * 1024


class HttpStack:
    """Trusts the authorities that it is given, or else those of the system."""

    def __init__(self, roots=()):
        self._tls = ssl.create_default_context(cadata="\n".join(roots) or None)

    def exchange(self, request, answer):
        address = urlsplit(request.address)
        with closing(self._connection(address, request.connect_ms / 1000)) as connection:
            connection.connect()
            connected = connection.sock
            connected.settimeout(None)  # the core ends all further waits
            answer.on_cancel(lambda: connected.shutdown(socket.SHUT_RDWR))
            path = address.path + (f"?{address.query}" if address.query else "")
            headers = {header.name: header.value for header in request.headers}
            connection.request(request.method.name, path, headers=headers)
            with connection.getresponse() as response:
                answer.begin(response.status, response.getheaders())
                while piece := response.read1(PIECE):
                    answer.write(piece)

    def _connection(self, address, seconds):
        if address.scheme == "https":
            return http.client.HTTPSConnection(address.netloc, timeout=seconds, context=self._tls)
        return http.client.HTTPConnection(address.netloc, timeout=seconds)
