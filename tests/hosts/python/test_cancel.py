"""Cancelling in the middle: the task ends, and the sync with it."""

import asyncio
from contextlib import aclosing

from story import SiteStory

from ifilm import Finished, Progress, SourceOutcome


class Cancel(SiteStory):
    def setUp(self):
        super().setUp()
        self.site.fault(times=1, kind="hold")

    async def test_cancelling_the_task_ends_the_sync_that_waits_for_the_site(self):
        syncing = asyncio.create_task(self.sync("en"))
        await self.held()

        syncing.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await syncing

        # The answer is held still: a sync that had gone on would keep this one waiting.
        self.assertIsInstance(await self.outcome("en"), SourceOutcome.UPDATED)

    async def test_who_leaves_after_the_first_progress_cancels_the_rest(self):
        async with aclosing(self.client.sync(["en"])) as events:
            first = await anext(events)
            await self.held()

        self.assertIsInstance(first, Progress)
        self.assertIsInstance(await self.outcome("en"), SourceOutcome.UPDATED)

    async def test_closing_in_the_middle_ends_the_sync_with_a_report(self):
        events = []

        async def collect():
            async for event in self.client.sync(["en"]):
                events.append(event)

        syncing = asyncio.create_task(collect())
        await self.held()

        await self.start_again()
        await syncing

        self.assertIsInstance(events[-1], Finished)
        self.assertTrue(events[-1].report.cancelled)

    async def held(self):
        """Until the site holds an answer back; meanwhile the loop goes on."""
        await asyncio.to_thread(self.site.tell, "held")
