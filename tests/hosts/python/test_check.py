"""The state of the files, and their repair."""

from pathlib import Path

from scenario import SiteScenario

from ifilm import CheckReport, DataFile, FileState, check_text


class Check(SiteScenario):
    async def test_a_damaged_cache_is_repaired_and_the_words_say_so(self):
        await self.sync("en")
        keys = [item.key for item in (await self.client.library.list("en")).items]
        await self.client.user.save(keys[0])
        await self.client.close()
        Path(self.directory, "cache.db").write_text("no database, but long enough to be one" * 200)
        self.client = self.open()

        found = await self.client.check()
        repaired = await self.client.check(repair=True)

        states = [[file.state for file in report.files] for report in (found, repaired)]
        self.assertEqual(states[0], [FileState.DAMAGED, FileState.SOUND])
        self.assertEqual(states[1], [FileState.REPAIRED, FileState.SOUND])
        repair = repaired.repairs[0]
        self.assertEqual(repair.file, DataFile.CACHE)
        self.assertTrue(Path(repair.moved_to).exists())
        self.assertEqual(check_text(repaired, "fa")[0], "خبرها: پرونده آسیب دیده بود و تعمیر شد.")
        self.assertEqual(self.client.repairs, [], "the check came before all other calls")
        self.assertEqual([entry.item.key for entry in (await self.client.user.saved()).items], keys[:1])

    async def test_a_call_that_repairs_by_itself_leaves_a_report(self):
        await self.sync("en")
        await self.client.close()
        Path(self.directory, "cache.db").write_text("no database, but long enough to be one" * 200)
        self.client = self.open()

        listed = await self.client.library.list("en")

        self.assertEqual(listed.items, [])
        [repair] = self.client.repairs
        self.assertEqual(repair.file, DataFile.CACHE)
        report = CheckReport(files=[], repairs=[repair], backups_ms=[])
        self.assertIn(repair.moved_to, check_text(report, "en")[0])
