"""Where a person stopped to read, to watch or to listen."""

from scenario import SiteScenario

from ifilm import (
    ArticleBody,
    BlockContent,
    IfilmError,
    ItemKey,
    Kind,
    PlaybackPosition,
    ReadingPosition,
    plain,
)


class Positions(SiteScenario):
    async def test_a_reading_position_is_at_the_same_words_after_an_edit_until_it_is_forgotten(self):
        key = await self.newest()
        last = [number for number, text in enumerate(await self.texts(key)) if len(text) > 120][-1]
        await self.client.user.set_position(key, last, 40)
        before = await self.words(key, ReadingPosition(block=last, letter=40, is_exact=True))

        self.site.tell(f"edit en {key.id} both")
        await self.sync("en")
        await self.start_again()
        found = await self.client.user.position(key)
        after = await self.words(key, found)
        await self.client.user.forget_position(key)

        self.assertTrue(found.is_exact and (await self.client.library.article(key)).edited)
        self.assertEqual(after, before)
        self.assertIsNone(await self.client.user.position(key))

    async def test_a_place_that_the_text_does_not_have_is_refused(self):
        key = await self.newest()

        with self.failure(IfilmError.BadArgument, "the text has no letter 100000 in a block 0"):
            await self.client.user.set_position(key, 0, 100_000)
        key.id = "1"
        with self.failure(IfilmError.NotFound, "there is no en/1 in the cache"):
            await self.client.user.position(key)

    async def test_a_playback_position_is_kept_also_of_an_item_that_is_not_stored(self):
        episode = ItemKey(edition="fa", kind=Kind.EPISODE, id="5")
        position = PlaybackPosition(address="https://media.example/5.mp4", position_ms=61_500)
        await self.client.user.set_playback(episode, position)
        await self.start_again()

        stored = await self.client.user.playback(episode)
        await self.client.user.set_playback(episode, None)

        self.assertEqual(stored, position)
        self.assertIsNone(await self.client.user.playback(episode))
        self.assertIsNone(await self.client.user.undo())

    async def newest(self):
        """The key of the newest English item, after a sync."""
        await self.sync("en")
        return (await self.client.library.list("en", limit=1)).items[0].key

    async def words(self, key, place):
        """The words at a place of an article."""
        return (await self.texts(key))[place.block][place.letter :][:24]

    async def texts(self, key):
        """The text of each paragraph of an article, and an empty one for each other block."""
        body = (await self.client.library.article(key)).body
        self.assertIsInstance(body, ArticleBody.READY)
        return [text_of(block.content) for block in body.blocks]


def text_of(content):
    spans = content.spans if isinstance(content, BlockContent.PARAGRAPH) else []
    return plain("".join(span.text for span in spans))
