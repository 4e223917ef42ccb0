"""Holes of a list, filled when a person asks for it, and texts that are fetched early."""

from scenario import SiteScenario

from ifilm import Finished, HoleReason, IfilmError


class Filling(SiteScenario):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        await self.sync("en")
        self.site.tell("publish en 400")
        await self.sync("en")

    async def hole(self):
        holes = (await self.client.library.list("en")).holes
        return next((hole for hole in holes if hole.reason == HoleReason.NOT_READ), None)

    async def last(self, events):
        return [event async for event in events][-1]

    async def test_a_hole_is_filled_by_its_name_until_it_is_closed(self):
        name = (await self.hole()).name
        jobs = 0
        while (hole := await self.hole()) is not None:
            self.assertEqual(hole.name, name)
            self.assertIsInstance(await self.last(self.client.fill(name)), Finished)
            jobs += 1

        self.assertTrue(name.startswith("en/news/") and 1 <= jobs <= 10, (name, jobs))
        with self.assertRaises(IfilmError.NotFound):
            await self.last(self.client.fill(name))

    async def test_texts_that_are_here_are_not_fetched_again(self):
        finished = await self.last(self.client.prefetch("en", newest=5))

        (section,) = finished.report.sections
        self.assertEqual((section.listing_requests, section.page_requests), (0, 0))
