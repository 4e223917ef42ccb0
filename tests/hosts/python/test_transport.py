"""A transport of the host: the whole story through it, and what it does wrong."""

import asyncio
import ssl
import threading
import time
import types
import urllib.error

import test_budget
import test_cancel
import test_counts
import test_due
import test_failures
import test_fetching
import test_filling
import test_history
import test_observing
import test_pictures
import test_plan
import test_positions
import test_reading
import test_same_story
import test_search
import test_speech
import test_storage
import test_transfer
import test_user
import test_waking
import test_wishes
from http_stack import HttpStack
from scenario import SiteScenario

from ifilm import (
    Client,
    Config,
    ErrorCode,
    IfilmError,
    Proxy,
    TransportError,
    TransportFailure,
)


def through_the_host(module):
    """The scenarios of a module, each once more with the requests of Python's own HTTP client."""
    for scenario in vars(module).values():
        is_class = isinstance(scenario, type) and scenario.__module__ == module.__name__
        if is_class and issubclass(scenario, SiteScenario):
            name = f"{scenario.__name__}ThroughTheHost"
            body = {"transport": HttpStack, "__module__": __name__, "__qualname__": name}
            yield name, types.new_class(name, (scenario,), {}, lambda namespace: namespace.update(body))


for _module in (
    test_budget,
    test_cancel,
    test_counts,
    test_due,
    test_failures,
    test_fetching,
    test_filling,
    test_history,
    test_observing,
    test_pictures,
    test_plan,
    test_positions,
    test_reading,
    test_same_story,
    test_search,
    test_speech,
    test_storage,
    test_transfer,
    test_user,
    test_waking,
    test_wishes,
):
    globals().update(through_the_host(_module))


class Comparison(SiteScenario):
    """Two clients at one site: the first with the core's own stack, the second with that of the host."""

    config = {"device_seed": 7}  # both are due at the same time

    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.own, self.directory = self.client, f"{self.directory}/host"
        self.transport = HttpStack
        self.client = self.open()

    async def asyncTearDown(self):
        await self.own.close()
        await super().asyncTearDown()

    async def reports(self):
        """The report of each client."""
        host = await self.sync()
        async for event in self.own.sync():
            own = event
        return own.report, host

    async def test_a_sync_has_the_same_report_and_the_same_bytes(self):
        for _ in range(2):
            own, host = await self.reports()

            self.assertEqual(host.sections, own.sections)
            self.assertTrue(all(section.wire_bytes for section in host.sections))


class Scripted(SiteScenario):
    """A transport that does what a test says."""

    async def asyncSetUp(self):
        self.client = None

    async def asyncTearDown(self):
        if self.client:
            await self.client.close()

    async def failure(self, exchange):
        """How a first sync ends if each request is answered so."""
        self.transport = lambda roots: types.SimpleNamespace(exchange=exchange)
        self.client = self.open()
        outcome = await self.outcome("en")
        await self.client.close()
        self.client = None
        return outcome


class Failures(Scripted):
    async def test_what_is_raised_decides_the_error(self):
        for error, code in (
            (TransportError(TransportFailure.NOT_CONNECTED, "out"), ErrorCode.OFFLINE),
            (TransportError(TransportFailure.TIMED_OUT, "out"), ErrorCode.TIMED_OUT),
            (TransportError(TransportFailure.UNTRUSTED_CERTIFICATE, "out"), ErrorCode.UNTRUSTED_CERTIFICATE),
            (TransportError(TransportFailure.BROKEN, "out"), ErrorCode.OFFLINE),
            (ConnectionRefusedError("out"), ErrorCode.OFFLINE),
            (TimeoutError("out"), ErrorCode.TIMED_OUT),
            (ssl.SSLCertVerificationError("out"), ErrorCode.UNTRUSTED_CERTIFICATE),
            (urllib.error.URLError(ssl.SSLCertVerificationError("out")), ErrorCode.UNTRUSTED_CERTIFICATE),
            (urllib.error.URLError(TimeoutError("out")), ErrorCode.TIMED_OUT),
            (OSError("out"), ErrorCode.OFFLINE),
            (ValueError("out"), ErrorCode.OFFLINE),
            (SystemExit("out"), ErrorCode.OFFLINE),
        ):

            def exchange(request, answer, error=error):
                raise error

            with self.subTest(error):
                outcome = await self.failure(exchange)
                self.assertEqual(outcome.code, code)
                if code is not ErrorCode.TIMED_OUT:
                    self.assertIn("out", outcome.reason)

    async def test_an_answer_that_breaks_the_rules_has_its_own_error(self):
        def no_status(request, answer):
            answer.begin(70_000, [])

        def no_head(request, answer):
            answer.write(b"[]")

        def two_heads(request, answer):
            answer.begin(200, [])
            answer.begin(200, [])

        def nothing(request, answer):
            pass

        def too_short(request, answer):
            answer.begin(200, [("Content-Length", "3")])
            answer.write(b"[]")

        def too_many_lines(request, answer):
            answer.begin(200, [(f"x-{at}", "a") for at in range(2000)])

        def endless(request, answer):
            answer.begin(200, [])
            while True:
                answer.write(bytes(100_000))

        for exchange, code in (
            (no_status, ErrorCode.UNREADABLE),
            (no_head, ErrorCode.OFFLINE),
            (two_heads, ErrorCode.OFFLINE),
            (nothing, ErrorCode.OFFLINE),
            (too_short, ErrorCode.OFFLINE),
            (too_many_lines, ErrorCode.TOO_LARGE),
            (endless, ErrorCode.TOO_LARGE),
        ):
            with self.subTest(exchange.__name__):
                self.assertEqual((await self.failure(exchange)).code, code)

    async def test_a_transport_has_its_own_proxy_and_trust(self):
        for setting in ({"proxy": Proxy.parse("http://proxy.example")}, {"only_extra_roots": True}):
            with self.assertRaises(IfilmError.BadArgument):
                Client.open(Config(in_memory=True, **setting), HttpStack())


class Cancelling(Scripted):
    async def test_a_cancelled_sync_ends_at_once_and_tells_the_transport(self):
        asked, closed = threading.Event(), threading.Event()

        def exchange(request, answer):
            answer.on_cancel(closed.set)
            asked.set()
            closed.wait(60)
            with self.assertRaises(IfilmError.Cancelled):
                answer.begin(200, [])
            told.set()

        told = threading.Event()
        self.transport = lambda roots: types.SimpleNamespace(exchange=exchange)
        self.client = self.open()
        syncing = asyncio.create_task(self.sync("en"))
        await asyncio.to_thread(asked.wait, 60)

        began = time.monotonic()
        syncing.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await syncing
        elapsed = time.monotonic() - began

        self.assertTrue(await asyncio.to_thread(told.wait, 60))
        self.assertLess(elapsed, 1)

    async def test_a_transport_that_never_returns_holds_up_no_close(self):
        asked, end = threading.Event(), threading.Event()

        def exchange(request, answer):
            asked.set()
            end.wait(60)

        self.transport = lambda roots: types.SimpleNamespace(exchange=exchange)
        self.client = self.open()
        syncing = asyncio.create_task(self.sync("en"))
        await asyncio.to_thread(asked.wait, 60)

        began = time.monotonic()
        await self.client.close()
        elapsed = time.monotonic() - began
        self.client = None
        end.set()

        self.assertTrue((await syncing).cancelled)
        self.assertLess(elapsed, 5)
