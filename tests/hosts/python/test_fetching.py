"""One article, asked for by a person: from the site, or with the reason why not."""

from scenario import SiteScenario

from ifilm import IfilmError, ItemKey, Kind


class Fetching(SiteScenario):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        await self.sync("en")
        self.key = (await self.client.library.list("en")).items[0].key

    async def test_an_edited_article_comes_at_once_and_an_unchanged_one_stays(self):
        before = await self.client.fetch(self.key)
        self.site.tell(f"edit en {self.key.id} body")

        edited = await self.client.fetch(self.key)

        stored = await self.client.library.article(self.key)
        self.assertEqual((before.edited, edited.edited), (False, True))
        self.assertNotEqual(before.body, edited.body)
        self.assertEqual(edited, stored)

    async def test_without_a_site_the_reason_is_given_and_the_text_stays(self):
        before = await self.client.library.article(self.key)
        self.site.tell("stop")

        with self.assertRaises(IfilmError.Offline):
            await self.client.fetch(self.key)

        self.assertEqual(before, await self.client.library.article(self.key))

    async def test_an_article_that_is_not_stored_is_not_asked_for(self):
        with self.assertRaises(IfilmError.NotFound):
            await self.client.fetch(ItemKey(edition="en", kind=Kind.ARTICLE, id="1"))
