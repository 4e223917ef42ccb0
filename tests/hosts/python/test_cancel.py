"""Cancelling during a sync: the task ends, and the sync ends with it."""

import asyncio
import json
import subprocess
import sys
from contextlib import aclosing

from scenario import SiteScenario

from ifilm import ArticleBody, Ended, Finished, Progress, SectionOutcome

STORE = """
import json, sqlite3, sys
path, *acts = json.load(sys.stdin)
with sqlite3.connect(path) as cache:
    for act in acts:
        cache.execute(*act)
"""


class Cancel(SiteScenario):
    async def test_cancelling_the_task_ends_the_sync_that_waits_for_the_site(self):
        self.hold_one_answer()
        syncing = asyncio.create_task(self.sync("en"))
        await self.held()

        syncing.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await syncing

        # The answer is still held. If the first sync had continued, this one would have to wait.
        self.assertIsInstance(await self.outcome("en"), SectionOutcome.UPDATED)

    async def test_cancelling_between_pages_keeps_the_stored_pages_and_leaves_the_rest_to_the_next_sync(self):
        self.hold_one_answer(after=5)
        syncing = asyncio.create_task(self.sync("en"))
        await self.held()

        syncing.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await syncing
        self.site.tell("release")

        items = (await self.client.library.list("en")).items
        bodies = [(await self.client.library.article(item.key)).body for item in items]
        self.assertEqual(sum(isinstance(body, ArticleBody.READY) for body in bodies), 4)
        self.assertEqual(len(self.site.asked()), 6)
        rest = (await self.sync_one("en")).page_requests
        pages = {path for path in self.site.asked() if "/Content/" in path}
        self.assertEqual(rest, len(pages) - 4)

    async def test_leaving_after_the_first_progress_cancels_the_sync(self):
        self.hold_one_answer()

        async with aclosing(self.client.sync(["en"])) as events:
            first = await anext(events)
            await self.held()

        self.assertIsInstance(first, Progress)
        self.assertIsInstance(await self.outcome("en"), SectionOutcome.UPDATED)

    async def test_closing_during_a_sync_ends_it_with_a_report(self):
        self.hold_one_answer()
        events = []

        async def collect():
            async for event in self.client.sync(["en"]):
                events.append(event)

        syncing = asyncio.create_task(collect())
        await self.held()

        await self.start_again()
        await syncing

        self.assertIsInstance(events[-1], Finished)
        self.assertEqual((events[-1].report.ended, events[-1].report.cancelled), (Ended.CANCELLED, True))

    async def test_a_deadline_ends_the_sync_with_a_report_that_says_so(self):
        self.hold_one_answer()

        *_, finished = [event async for event in self.client.sync(["en"], deadline_ms=50)]
        self.site.tell("fault clear")

        self.assertEqual((finished.report.ended, finished.report.cancelled), (Ended.DEADLINE, False))
        self.assertIsInstance(finished.report.sections[0].outcome, SectionOutcome.CANCELLED)
        self.assertIsInstance(await self.outcome("en"), SectionOutcome.UPDATED)

    async def test_a_plan_and_texts_may_have_a_deadline_too(self):
        plan = await self.client.plan(["en"])
        self.hold_one_answer()

        *_, ran = [event async for event in self.client.run(plan, deadline_ms=50)]
        self.site.tell("fault clear")
        await self.outcome("en")
        *_, fetched = [event async for event in self.client.prefetch("en", deadline_ms=60_000)]

        self.assertEqual((ran.report.ended, fetched.report.ended), (Ended.DEADLINE, Ended.COMPLETED))

    # Two such searches blocked all reads, because nothing could end them.
    async def test_a_cancelled_search_releases_its_thread(self):
        await self.client.prepare()
        self.store_unindexed(200, "The rain fell. " * 10_000)

        cancelled = 0
        for _ in range(100):
            try:
                await asyncio.wait_for(self.client.library.search("giraffe"), 0.005)
            except TimeoutError:
                cancelled += 1

        self.assertGreater(cancelled, 50)
        await asyncio.wait_for(self.client.library.list("en"), 2)

    def store_unindexed(self, count, text):
        """Items with a long text that are not indexed yet, so that a search looks through each of them."""
        span = {"text": text, "marks": [], "href": None}
        blocks = json.dumps([{"type": "paragraph", "dir": "ltr", "spans": [span]}])
        items = """
            WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
            INSERT INTO item (id, edition, kind, remote_id, number, title, published_at, published_source,
                published_precision, first_seen_at)
            SELECT n, 'en', 'article', n, n, 'Rain', n, 'meta', 'minute', n FROM n"""
        articles = """
            INSERT INTO article (item_id, revision, hash, language, direction, blocks, related)
            SELECT id, 1, x'00', 'en', 'ltr', ?, '[]' FROM item"""
        # Another process, because two SQLite libraries in one process take each other's locks away.
        acts = [f"{self.directory}/cache.db", [items, [count]], [articles, [blocks]]]
        subprocess.run([sys.executable, "-c", STORE], input=json.dumps(acts), text=True, check=True)

    def hold_one_answer(self, after=0):
        self.site.fault(after=after, times=1, kind="hold")
