"""The HTTP stack of a program, which sends the requests of the core in place of the core's own."""

from __future__ import annotations

import contextlib
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from . import ifilm as _ffi

_LOG = logging.getLogger("ifilm")

_MOST_STUCK = 64
"""While so many cancelled requests still run, no other begins."""


class Transport(Protocol):
    """The HTTP stack of a program. Give it to `Client.open`.

    All requests go through it, one call for each, also for each hop of a redirect. The core decides what is
    requested and when. It follows redirects within the catalogue's hosts, keeps the pace, the cookies of one
    chain of redirects, the limits and the budget, decompresses, and counts the bytes. What it cannot see, the
    transport must keep to:

    - It sends the request as it is, and adds only `Host` and what its connections need.
    - It follows no redirect, answers nothing from a cache, keeps no cookies, and repeats nothing. One
      exception: if a connection that was used before turns out to be closed, it may repeat on a new one.
      The core cannot see that a redirect was followed, and would store what comes from any host. Many stacks
      follow unless told not to.
    - It verifies certificates and their names, and never goes on without.
    - It looks names up itself. The core cannot see that a public name leads to a private address. The
      transport refuses it, if it must not be reached.
    - It leaves a body compressed, or says that it did not.
    """

    def exchange(self, request: _ffi.TransportRequest, answer: TransportAnswer) -> None:
        """Sends one request and tells its answer: `answer.begin`, then `answer.write` for each piece.

        When it returns, the body is complete. It runs on a thread of its own, so it may block. If the core no
        longer wants the answer, it calls what `answer.on_cancel` was given.

        Raise a `TransportError` to say why there is no answer. Of other exceptions and their causes, a failed
        look-up or connection, an untrusted certificate and a timeout are recognised by their classes; all
        others count as a broken connection, and are logged by the logger `ifilm`.
        """


class TransportError(Exception):
    """Why a transport has no answer, or not all of it. The reason is for logs."""

    def __init__(self, failure: _ffi.TransportFailure, reason: str) -> None:
        super().__init__(failure, reason)
        self.failure = failure
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class TransportAnswer:
    """Takes the answer to one request. Its calls raise `IfilmError.Cancelled` once nobody wants it."""

    def __init__(self, exchange: _ffi.HostExchange) -> None:
        self._exchange = exchange
        self._lock = threading.Lock()
        self._cancelled = False
        self._closers: list[Callable[[], object]] = []

    def begin(self, status: int, headers: Iterable[tuple[str, str]], decompressed: bool = False) -> None:
        """The head: the HTTP status, and all lines as the server sent them, one pair for each.

        `decompressed` says that the body was decompressed on the way. Then the core counts the bytes of
        `write`, which are more than came.
        """
        lines = [_ffi.TransportHeader(name=name, value=value) for name, value in headers]
        self._exchange.begin(status, lines, decompressed)

    def write(self, piece: bytes) -> None:
        """The next bytes of the body as they came over the wire, best 16 to 64 KiB.

        Waits until the core has taken the piece before.
        """
        self._exchange.write(piece)

    def on_cancel(self, close: Callable[[], object]) -> None:
        """Calls `close` when the core no longer wants the answer, on any thread; at once if that is so now.

        It must return at once, and make a call that blocks return, for example by a shutdown of its socket.
        """
        with self._lock:
            self._closers.append(close)
            is_late = self._cancelled
        if is_late:
            self._close()

    def _cancel(self) -> None:
        with self._lock:
            self._cancelled = True
        self._close()

    def _close(self) -> None:
        with self._lock:
            closers, self._closers = self._closers, []
        for close in closers:
            with contextlib.suppress(Exception):  # what it closes may be closed already
                close()

    def _end(self) -> None:
        self._exchange.end()

    def _fail(self, error: BaseException) -> None:
        with contextlib.suppress(_ffi.IfilmError):  # nobody wants to know
            self._exchange.fail(_failure(error), str(error) or repr(error))


class HostedTransport(_ffi.HostTransport):
    """Runs each request of the core on a thread of its own.

    These threads do not keep Python from ending. Until then the core has cancelled their requests. While too
    many of them go on although they were cancelled, new requests fail.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._running: dict[int, TransportAnswer] = {}
        self._stuck: set[int] = set()

    def start(self, request: _ffi.TransportRequest, exchange: _ffi.HostExchange) -> None:
        if len(self._stuck) >= _MOST_STUCK:
            raise RuntimeError("too many cancelled requests still run")
        answer = self._running[request.id] = TransportAnswer(exchange)
        name = "ifilm-transport"
        threading.Thread(target=self._run, args=(request, answer), name=name, daemon=True).start()

    def cancel(self, id: int) -> None:
        self._stuck.add(id)
        if answer := self._running.pop(id, None):
            answer._cancel()
        else:
            self._stuck.discard(id)

    def _run(self, request: _ffi.TransportRequest, answer: TransportAnswer) -> None:
        try:
            self._transport.exchange(request, answer)
            answer._end()
        except BaseException as error:  # else the core would wait for an answer in vain
            answer._fail(error)
        finally:
            self._running.pop(request.id, None)
            self._stuck.discard(request.id)


def _failure(error: BaseException) -> _ffi.TransportFailure:
    for cause in _causes(error):
        if failure := _known_failure(cause):
            return failure
    if not isinstance(error, (OSError, _ffi.IfilmError)):
        _LOG.warning("a transport failed", exc_info=error)  # it may be a fault of the program
    return _ffi.TransportFailure.BROKEN


def _known_failure(error: BaseException) -> _ffi.TransportFailure | None:
    if isinstance(error, TransportError):
        return error.failure
    if isinstance(error, ssl.SSLCertVerificationError):
        return _ffi.TransportFailure.UNTRUSTED_CERTIFICATE
    if isinstance(error, (ConnectionRefusedError, socket.gaierror)):
        return _ffi.TransportFailure.NOT_CONNECTED
    if isinstance(error, TimeoutError):
        return _ffi.TransportFailure.TIMED_OUT
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and those behind it. Libraries wrap them, and keep some as `reason` or as an argument."""
    seen: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        cause = waiting.pop(0)
        if isinstance(cause, BaseException) and not any(cause is known for known in seen):
            seen.append(cause)
            yield cause
            context = None if cause.__suppress_context__ else cause.__context__
            waiting += [cause.__cause__, context, getattr(cause, "reason", None), *cause.args]
