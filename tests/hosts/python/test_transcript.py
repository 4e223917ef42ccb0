"""The same seed gives the same transcript in Rust, Kotlin and Python: tests/e2e/process/transcripts.rs."""

import json

from practice_site import ROOT
from scenario import SiteScenario, StandingClock

from ifilm import Limits

FIXTURES = ROOT / "tests/fixtures/transcripts"


class HandClock(StandingClock):
    """A host's clock that tests move."""

    def advance(self, seconds):
        self._at_ms += seconds * 1000


class Transcripts(SiteScenario):
    limits = Limits(idle_ms=2000, total_ms=2000)
    config = {"device_seed": 7}

    def open(self, roots=()):
        self.clock = HandClock(self.site.now_ms)
        return super().open(roots, self.clock)

    async def test_the_first_seed(self):
        await self.compare(1)

    async def test_the_second_seed(self):
        await self.compare(2)

    async def test_the_third_seed(self):
        await self.compare(3)

    async def compare(self, seed):
        self.lines = []
        for line in (FIXTURES / "story.jsonl").read_text().splitlines():
            await self.step(json.loads(line), seed)

        expected = (FIXTURES / f"seed-{seed}.txt").read_text().splitlines()
        self.maxDiff = None
        self.assertEqual(self.lines, expected)

    async def step(self, step, seed):
        match step:
            case {"site": order}:
                self.site.tell(order.replace("SEED", str(seed)))
            case {"advance": seconds}:
                self.site.tell(f"advance {seconds}")
                self.clock.advance(seconds)
            case {"sync": editions}:
                await self.note_sync(editions)
            case {"list": edition}:
                self.lines += [row(item) for item in await self.items(edition)]
            case {"read": edition, "place": place}:
                await self.client.user.mark_read((await self.items(edition))[place].key, True)
            case {"save": edition, "place": place}:
                await self.client.user.save((await self.items(edition))[place].key)

    async def note_sync(self, editions):
        report = await self.sync(*editions)
        self.lines += [section(one) for one in report.sections]
        requests = self.site.tell("requests clear")["requests"]
        for edition in editions:
            self.lines += [request(one) for one in requests if one["edition"] == edition]

    async def items(self, edition):
        return (await self.client.library.list(edition, limit=10)).items


def section(one):
    return (
        f"sync {one.edition}: {one.listing_requests} {one.page_requests} {one.revalidations} requests, "
        f"{one.not_modified} not modified, {one.new_items} new, {one.changed} changed, {one.removed} removed, "
        f"{one.pages_failed} failed, next {one.next_due_ms or 0}"
    )


def request(one):
    validator = "etag" if one["if_none_match"] else "-"
    return f"{one['edition']} {one['method']} {one['path']} {validator} {one['status']}"


def row(item):
    marks = {"read": item.read, "saved": item.saved, "edited": item.edited, "gone": item.gone}
    shown = " ".join(name for name, is_set in marks.items() if is_set)
    return f"{item.key.edition}/{item.key.id} | {item.date_text} | {shown}"
