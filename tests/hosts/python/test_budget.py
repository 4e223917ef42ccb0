"""A budget: what a sync may use, what it left out, and what the day has used."""

from scenario import SiteScenario

from ifilm import Budget, DataKind, IfilmError, SectionOutcome, SkipReason


class Budgets(SiteScenario):
    async def test_a_sync_keeps_to_its_budget_and_says_what_it_left(self):
        *_, finished = [event async for event in self.client.sync(["en"], budget=Budget(bytes=30_000))]

        (section,) = finished.report.sections
        self.assertLess(section.wire_bytes, 31_000)
        self.assertEqual((section.left.listings, section.pages_failed), (0, 0))
        self.assertGreater(section.left.texts, 0)

    async def test_a_section_without_room_for_its_listing_is_skipped(self):
        none = Budget(listings=0)

        *_, finished = [event async for event in self.client.sync(["en"], budget=none)]
        plan = await self.client.plan(["en"], budget=none)

        skipped = SectionOutcome.SKIPPED(SkipReason.BUDGET, None)
        self.assertEqual(finished.report.sections[0].outcome, skipped)
        (skip,) = plan.skipped
        self.assertEqual((skip.kind, skip.key, skip.reason), (DataKind.LISTINGS, None, SkipReason.BUDGET))


class DayBudgets(SiteScenario):
    config = dict(day_budget=Budget(bytes=30_000))

    async def test_beyond_the_ceiling_of_the_day_an_article_says_when_the_day_ends(self):
        await self.sync("en")
        key = (await self.client.library.list("en")).items[0].key

        with self.assertRaises(IfilmError.OverBudget) as over:
            for _ in range(100):
                await self.client.fetch(key)
        used = await self.client.data_used()

        self.assertEqual(over.exception.retry_at_ms, used.ends_at_ms)
        self.assertGreater(used.ends_at_ms, self.site.now_ms)
        self.assertGreater(used.listings, 0)
        self.assertLess(used.listings + used.texts + used.pictures, 31_000 + 65_536)
        self.assertEqual(len(used.day), len("2026-11-30"))
