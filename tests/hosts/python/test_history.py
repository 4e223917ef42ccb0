"""What a person opened, and what was announced to them."""

from scenario import SiteScenario, StandingClock

from ifilm import Act, IfilmError


class History(SiteScenario):
    async def test_the_history_begins_with_the_item_opened_last_in_slices(self):
        keys = await self.with_history()

        first = await self.client.user.history(limit=2)
        rest = await self.client.user.history(limit=2, after=first.next)

        entries = first.entries + rest.entries
        self.assertEqual([entry.key for entry in entries], keys[::-1])
        self.assertEqual(entries[0].title, (await self.client.library.article(keys[2])).title)
        self.assertEqual([entry.age_text for entry in entries], ["just now", "1 minute ago", "2 minutes ago"])
        self.assertEqual(entries[2].opened_at_ms, self.site.now_ms)
        self.assertIsNone(rest.next)
        with self.failure(IfilmError.BadArgument, "a slice holds 1 to 500 items, not 0"):
            await self.client.user.history(limit=0)

    async def test_a_cleared_history_is_empty_until_that_is_undone(self):
        keys = await self.with_history()

        await self.client.user.clear_history()
        cleared = await self.opened()
        undone = await self.client.user.undo()

        self.assertEqual(cleared, [])
        self.assertEqual((undone.act, undone.marks), (Act.CLEAR_HISTORY, 3))
        self.assertEqual(await self.opened(), keys[::-1])

    async def test_a_history_that_is_off_notes_nothing_and_keeps_what_it_has(self):
        keys = await self.with_history()

        await self.client.user.keep_history(False)
        await self.client.user.note_opened(keys[0])
        off = (await self.client.user.keeps_history(), await self.opened())
        await self.client.user.keep_history(True)

        self.assertEqual(off, (False, keys[::-1]))
        self.assertTrue(await self.client.user.keeps_history())

    async def test_an_item_is_announced_once_also_after_a_restart(self):
        await self.sync("en")
        keys = [item.key for item in (await self.client.library.list("en", limit=4)).items]

        first = await self.client.user.announce(keys[1:3])
        await self.start_again()
        second = await self.client.user.announce(keys)
        third = await self.client.user.announce(keys)

        self.assertEqual(first, keys[1:3])
        self.assertEqual(second, [keys[0], keys[3]])
        self.assertEqual(third, [])

    async def with_history(self):
        """The keys of three items that were opened, one a minute."""
        await self.sync("en")
        keys = [item.key for item in (await self.client.library.list("en", limit=3)).items]
        for minute, key in enumerate(keys):
            await self.start_again(clock=StandingClock(self.site.now_ms + minute * 60_000))
            await self.client.user.note_opened(key)
        return keys

    async def opened(self):
        return [entry.key for entry in (await self.client.user.history()).entries]
