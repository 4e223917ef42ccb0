"""How much room all takes, what is deleted to save some, and a client that needs none on disk."""

from pathlib import Path

from scenario import SiteScenario

from ifilm import HoleReason, IfilmError, Keep, ListHole, Pruned, Retention

TEN = Keep(items=10, age_ms=3_000 * 24 * 60 * 60 * 1000)


class Storage(SiteScenario):
    async def test_the_report_counts_each_kind_and_pruning_leaves_the_newest_with_a_hole_below_them(self):
        await self.sync("en", "fa")
        before = await self.client.storage.report()

        pruned = await self.client.storage.prune_to(Retention(editions={"en": TEN}))

        after = await self.client.storage.report()
        kinds = before.rows + before.index + before.free + before.wal + before.pictures
        self.assertEqual(kinds, before.cache)
        self.assertEqual([(one.edition, one.items) for one in before.editions], [("en", 30), ("fa", 30)])
        self.assertEqual([(one.items, one.pruned) for one in after.editions], [(10, 20), (30, 0)])
        self.assertEqual(pruned.items, 20)
        page = await self.client.library.list("en")
        hole = ListHole(name=None, after=page.items[-1].key, before=None, reason=HoleReason.PRUNED)
        self.assertEqual((len(page.items), page.holes[-1]), (10, hole))

    async def test_nothing_goes_within_the_limits_and_compacting_deletes_no_story(self):
        await self.sync("en")

        pruned = await self.client.storage.prune()
        await self.client.storage.compact()

        self.assertEqual(pruned, Pruned(items=0, pictures=0, bytes=0))
        self.assertEqual(len((await self.client.library.list("en")).items), 30)

    async def test_a_rule_for_an_edition_that_cannot_be_is_a_bad_argument(self):
        with self.assertRaises(IfilmError.BadArgument):
            await self.client.storage.prune_to(Retention(editions={"F A": TEN}))


class Small(SiteScenario):
    config = {"retention": Retention(each=TEN)}

    async def test_what_the_limits_leave_no_room_for_is_counted_as_quota(self):
        section = await self.sync_one("en")

        self.assertEqual((section.new_items, section.quota), (30, 20))
        self.assertEqual(len((await self.client.library.list("en")).items), 10)


class InMemory(SiteScenario):
    config = {"data_dir": "", "in_memory": True}

    async def test_a_client_in_memory_makes_no_file(self):
        await self.sync("en")
        key = (await self.client.library.list("en")).items[0].key

        await self.client.user.save(key)

        self.assertEqual([entry.item.key for entry in (await self.client.user.saved()).items], [key])
        self.assertFalse(Path(self.directory).exists())
        await self.start_again()
        self.assertEqual((await self.client.library.list("en")).items, [])
