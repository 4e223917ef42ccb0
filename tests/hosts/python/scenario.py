"""Shared by the tests: the library, a client on a practice site, and a check for errors."""

import asyncio
import sys
import tempfile
import unittest

from practice_site import ROOT, PracticeSite

sys.path.insert(0, str(ROOT / "bindings/python"))

from ifilm import Client, Clock, Config, Finished, IfilmError, error_message  # noqa: E402

LANGUAGES = ["en", "ar", "fa", "fa-AF"]


class StandingClock(Clock):
    """A host's clock that stands still."""

    def __init__(self, at_ms):
        self._at_ms = at_ms

    def now_ms(self):
        return self._at_ms


class Scenario(unittest.IsolatedAsyncioTestCase):
    """One client on a directory of its own."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = f"{directory.name}/data"

    async def asyncSetUp(self):
        self.client = self.open()

    async def asyncTearDown(self):
        await self.client.close()

    def open(self):
        return Client.open(Config(data_dir=self.directory))

    async def start_again(self, **options):
        """Closes the client and opens it again on the same files, as after a restart of the host."""
        await self.client.close()
        self.client = self.open(**options)

    def failure(self, case, reason):
        """Expects an error with this reason. It must have a message in every language."""
        return _Failure(self, case, reason)


class SiteScenario(Scenario):
    """One client on a practice site of its own."""

    options = ()
    limits = None
    config = {}
    transport = None  # makes one of the roots that it is to trust

    def setUp(self):
        super().setUp()
        self.site = self.enter(PracticeSite(*self.options))

    def enter(self, manager):
        value = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return value

    def open(self, roots=(), clock=None):
        usual = dict(
            data_dir=self.directory,
            catalog_json=self.site.catalog_json,
            extra_roots_pem=[] if self.transport else list(roots),
            limits=self.limits,
            time_zone="Asia/Kabul",
            clock=clock or StandingClock(self.site.now_ms),
            lead_pictures=0,  # the tests count requests
        )
        transport = self.transport(roots) if self.transport else None
        return Client.open(Config(**{**usual, **self.config}), transport)

    async def sync(self, *editions):
        """The report of a sync."""
        events = [event async for event in self.client.sync(editions)]
        self.assertIsInstance(events[-1], Finished)
        return events[-1].report

    async def sync_one(self, edition):
        """The section of one edition in the report."""
        (source,) = (await self.sync(edition)).sections
        return source

    async def outcome(self, edition):
        """How the sync of one edition ended."""
        return (await self.sync_one(edition)).outcome

    async def held(self):
        """Waits until the site holds a request. The loop keeps running meanwhile."""
        await asyncio.to_thread(self.site.tell, "held 60")


class _Failure:
    def __init__(self, test, case, reason):
        self._raises = test.assertRaises(case)
        self._test = test
        self._reason = reason

    def __enter__(self):
        return self._raises.__enter__()

    def __exit__(self, kind, error, trace):
        caught = self._raises.__exit__(kind, error, trace)
        if caught:
            self._test.assertIsInstance(error, IfilmError)
            self._test.assertEqual(error.reason, self._reason)
            self._test.assertEqual(str(error), self._reason)
            words = {error.message_in(language) for language in LANGUAGES}
            self._test.assertEqual(len(words), len(LANGUAGES))
            self._test.assertEqual(error.message_in("fa-AF"), error_message(error.code(), "fa-AF"))
        return caught
