"""When a sync is due, for a job scheduler, and pushes that make a section due."""

from scenario import SiteScenario

from ifilm import (
    AskedBy,
    Conditions,
    Config,
    IfilmError,
    NextDueReason,
    Periods,
    Section,
    SectionDue,
    SectionOutcome,
    SkipReason,
)


class Due(SiteScenario):
    async def test_a_job_scheduler_learns_in_one_call_whether_to_sync_and_when_to_ask_again(self):
        before = await self.client.due(["en"])
        await self.sync("en")
        after = await self.client.due(["en"])
        background = Conditions(asked_by=AskedBy.BACKGROUND)
        *_, finished = [event async for event in self.client.sync(["en"], background)]

        self.assertTrue(before.now)
        self.assertEqual(before.next.reason, NextDueReason.NEVER_REQUESTED)
        self.assertFalse(after.now)
        self.assertEqual((after.next.edition, after.next.reason), ("en", NextDueReason.SCHEDULE))
        (section,) = finished.report.sections
        self.assertEqual(section.outcome, SectionOutcome.SKIPPED(SkipReason.NOT_DUE, after.next.at_ms))
        due = (section.next_due_ms, section.next_due_reason)
        self.assertEqual(due, (after.next.at_ms, after.next.reason))
        editions = [due.edition for due in (await self.client.due()).sections]
        self.assertEqual(editions, ["en", "fa", "ar", "fa2"])

    async def test_a_push_makes_a_section_due_sooner(self):
        await self.sync("en")

        due = await self.client.hint("en")

        hinted = SectionDue(edition="en", section=Section.NEWS, at_ms=due.at_ms, reason=NextDueReason.HINT)
        self.assertEqual(due, hinted)
        self.assertTrue(0 <= due.at_ms - self.site.now_ms <= 30 * 60_000)
        self.assertEqual((await self.client.due(["en"])).next, due)
        with self.assertRaises(IfilmError.BadArgument):
            await self.client.hint("xx")


class Bounds(SiteScenario):
    config = {"periods": Periods(shortest_ms=7_200_000, longest_ms=7_200_000), "device_seed": 7}

    async def test_a_person_sets_how_often_a_section_is_asked(self):
        section = await self.sync_one("en")

        self.assertTrue(7_200_000 <= section.next_due_ms - self.site.now_ms < 10_800_000, section)

    async def test_periods_below_15_minutes_are_a_bad_argument(self):
        with self.assertRaises(IfilmError.BadArgument):
            type(self.client).open(Config(data_dir=self.directory, periods=Periods(shortest_ms=60_000)))
