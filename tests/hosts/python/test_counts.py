"""What there is to read: counts, what hidden words and sections leave out, saved searches as sections."""

from scenario import SiteScenario

from ifilm import Counts, IfilmError, SavedSearchCount, Section, SectionCount


class CountsOf(SiteScenario):
    async def test_a_read_item_and_a_saved_one_count_at_once(self):
        nothing = await self.client.library.counts()
        await self.sync("en")
        items = await self.listed()
        before = await self.client.library.counts()

        await self.client.user.mark_read(items[0].key)
        await self.client.user.save(items[1].key)

        after = await self.client.library.counts()
        self.assertEqual(nothing, Counts(sections=[], saved=0))
        self.assertEqual(before, counts(len(items), len(items), 0))
        self.assertEqual(after, counts(len(items), len(items) - 1, 1))

    async def test_a_hidden_word_leaves_list_and_counts_and_comes_back_by_undo(self):
        await self.sync("en")
        items = await self.listed()
        before = await self.client.library.counts()

        await self.client.user.hide_word(f'"{items[0].title}"')
        left, hidden = await self.listed(), await self.client.library.counts()
        await self.client.user.undo()

        self.assertEqual(left, items[1:])
        self.assertEqual(hidden, counts(len(items) - 1, len(items) - 1, 0))
        self.assertEqual((await self.listed(), await self.client.library.counts()), (items, before))

    async def test_a_hidden_section_is_not_counted_and_its_edition_is_not_shown(self):
        await self.sync("en")
        before = await self.client.user.shown_editions()

        await self.client.user.hide_section("en")

        self.assertEqual(before, ["en", "fa", "ar", "fa2"])
        self.assertEqual(await self.client.user.shown_editions(Section.NEWS), ["fa", "ar", "fa2"])
        self.assertEqual((await self.client.library.counts()).sections, [])
        self.assertNotEqual(await self.listed(), [])

    async def test_a_saved_search_is_listed_in_slices_and_counted(self):
        await self.sync("en")
        items = await self.listed()
        await self.client.user.save_search("One", f'"{items[0].title}"')
        await self.client.user.save_search("Unread", "unread:yes")
        await self.client.user.mark_read(items[0].key)
        library = self.client.library

        one = await library.saved_search("One")
        first = await library.saved_search("Unread", limit=2)
        second = await library.saved_search("Unread", limit=2, after=first.next)

        self.assertEqual([hit.item.key for hit in one.hits], [items[0].key])
        unread = [hit.item.key for hit in [*first.hits, *second.hits]]
        self.assertEqual(unread, [item.key for item in items[1:5]])
        expected = [
            SavedSearchCount(name="One", total=1, unread=0, more=False),
            SavedSearchCount(name="Unread", total=len(items) - 1, unread=len(items) - 1, more=False),
        ]
        self.assertEqual(await library.saved_search_counts(), expected)

    async def test_a_saved_search_that_is_not_there_is_not_found(self):
        with self.assertRaises(IfilmError.NotFound):
            await self.client.library.saved_search("Rain")

    async def listed(self):
        return (await self.client.library.list("en")).items


def counts(total, unread, saved):
    """The counts of a client with the English news."""
    news = SectionCount(edition="en", section=Section.NEWS, total=total, unread=unread)
    return Counts(sections=[news], saved=saved)
