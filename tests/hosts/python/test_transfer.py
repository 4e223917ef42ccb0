"""Export and import: nothing is lost, and what has a fault changes nothing."""

import tempfile

from scenario import SiteScenario

from ifilm import Act, IfilmError, ImportReport


class Transfer(SiteScenario):
    async def test_what_is_exported_and_imported_elsewhere_is_exported_the_same_there_and_can_be_undone(self):
        key = await self.used_all()
        text = await self.client.user.export_state(history=True)
        await self.on_another_device()
        user = self.client.user

        first = await user.import_state(text)
        again = await user.import_state(text)
        saved = (await user.saved()).items
        exported = await user.export_state(history=True)
        undone = await user.undo()

        self.assertEqual(exported, text)
        self.assertEqual(first, ImportReport(changed=4, unchanged=0))
        self.assertEqual(again, ImportReport(changed=0, unchanged=4))
        self.assertEqual([(entry.item.key, entry.has_text) for entry in saved], [(key, True)])
        self.assertEqual(undone.act, Act.IMPORT)
        self.assertEqual((await user.saved()).items, [])

    async def test_the_history_is_exported_only_if_it_is_asked_for(self):
        await self.used_all()

        self.assertIn("opened_at", await self.client.user.export_state(history=True))
        self.assertNotIn("opened_at", await self.client.user.export_state())

    async def test_an_import_with_a_fault_says_where_and_changes_nothing(self):
        await self.used_all()
        text = await self.client.user.export_state()
        foreign = text.replace('"catalog": "practice"', '"catalog": "other"')
        newer = text.replace('"usable_from": 1', '"usable_from": 2')
        await self.on_another_device()
        user = self.client.user

        with self.failure(IfilmError.Unreadable, "the import could not be read: /format: a text is missing"):
            await user.import_state('{"format": 5}')
        with self.failure(IfilmError.BadArgument, "the import belongs to the catalogue `other`, not `practice`"):
            await user.import_state(foreign)
        with self.assertRaises(IfilmError.NewerVersion):
            await user.import_state(newer)
        self.assertEqual(await user.undo_steps(), [])

    async def test_the_length_of_a_file_can_be_checked_before_it_is_read(self):
        await self.used_all()

        text = await self.client.user.export_state()

        self.assertEqual(self.client.user.import_limit(), 128 * 1024 * 1024)
        self.assertLess(len(text.encode()), self.client.user.import_limit())

    async def used_all(self):
        """Does something of several kinds; the key of an item that was saved, read and opened."""
        await self.sync("fa")
        key = (await self.client.library.list("fa", limit=1)).items[0].key
        await self.client.user.mark_read(key)
        await self.client.user.save(key)
        await self.client.user.note_opened(key)
        await self.client.user.hide_word("باران")
        return key

    async def on_another_device(self):
        """Closes the client and opens one on another directory."""
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = f"{directory.name}/data"
        await self.start_again()
