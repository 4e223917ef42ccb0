"""What a person did: saved articles, read marks of a whole list, undo."""

from pathlib import Path

from scenario import SiteScenario

from ifilm import Act, ArticleBody, IfilmError, ItemKey, Kind, PlaybackPosition, SavedSlice


class User(SiteScenario):
    async def test_a_saved_article_can_be_read_after_the_cache_is_lost(self):
        await self.sync("fa")
        first, second = (await self.client.library.list("fa", limit=2)).items
        text = (await self.client.library.article(first.key)).body
        await self.client.user.save(first.key)
        await self.client.user.save(second.key)

        await self.client.close()
        for file in Path(self.directory).glob("cache.db*"):
            file.unlink()
        self.client = self.open()

        saved = await self.client.user.saved()
        self.assertEqual([entry.item.key for entry in saved.items], [second.key, first.key])
        self.assertTrue(all(entry.item.saved and entry.has_text for entry in saved.items))
        self.assertIsInstance(text, ArticleBody.READY)
        self.assertEqual((await self.client.library.article(first.key)).body, text)

    async def test_saved_items_are_listed_in_slices(self):
        await self.sync("en")
        keys = [item.key for item in (await self.client.library.list("en", limit=3)).items]
        for key in keys:
            await self.client.user.save(key)

        first = await self.client.user.saved(limit=2)
        rest = await self.client.user.saved(limit=2, after=first.next)

        self.assertEqual([entry.item.key for entry in first.items + rest.items], keys[::-1])
        self.assertIsNone(rest.next)
        self.assertEqual(await self.client.user.saved(["fa"]), SavedSlice(items=[], next=None))

    async def test_each_act_can_be_undone_also_after_a_restart(self):
        await self.sync("en")
        items = (await self.client.library.list("en")).items
        await self.client.user.save(items[0].key)
        marked = await self.client.user.mark_all_read("en", start=items[1].key)
        await self.start_again()

        steps = await self.client.user.undo_steps()
        undone = await self.client.user.undo()
        unread = [item.read for item in (await self.client.library.list("en")).items]
        await self.client.user.undo()

        self.assertEqual([step.act for step in steps], [Act.MARK_ALL_READ, Act.SAVE])
        self.assertEqual((undone, undone.marks), (steps[0], marked))
        self.assertEqual(marked, len(items) - 1)
        self.assertNotIn(True, unread)
        self.assertEqual((await self.client.user.saved()).items, [])
        self.assertIsNone(await self.client.user.undo())

    async def test_an_item_that_is_not_stored_cannot_be_saved(self):
        await self.sync("en")
        item = (await self.client.library.list("en", limit=1)).items[0]
        item.key.id = "1"

        with self.assertRaises(IfilmError.NotFound):
            await self.client.user.save(item.key)

    async def test_an_episode_is_watched_and_keeps_its_position(self):
        series = ItemKey(edition="fa", kind=Kind.SERIES, id="77")
        position = PlaybackPosition(address=None, position_ms=61_500, duration_ms=2_400_000)
        await self.client.user.mark_watched(series, ["1", "12"])
        await self.client.user.set_episode_playback(series, "12", position)

        self.assertEqual(await self.client.user.episode_playback(series, "12"), position)
        self.assertIsNone(await self.client.user.episode_playback(series, "1"))
        self.assertEqual((await self.client.user.undo()).act, Act.MARK_WATCHED)
        with self.assertRaises(TypeError):
            await self.client.user.mark_watched(series, "12")

    async def test_a_person_whom_nobody_names_is_not_found(self):
        key = ItemKey(edition="fa", kind=Kind.PERSON, id="987654")

        self.assertEqual((await self.client.library.people("fa")).people, [])
        with self.assertRaises(IfilmError.NotFound):
            await self.client.library.person(key)
        with self.assertRaises(IfilmError):
            await self.client.fetch_person(key)
