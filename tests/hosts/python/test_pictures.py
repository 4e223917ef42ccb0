"""Pictures: fetched once, and then from disk."""

from pathlib import Path

from scenario import SiteScenario

from ifilm import CachedPicture, ErrorCode, IfilmError, PixelSize


class Pictures(SiteScenario):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        await self.sync("en")
        items = (await self.client.library.list("en")).items
        self.address = next(item.picture for item in items if item.picture)

    async def test_a_picture_is_fetched_once_and_then_comes_from_the_disk(self):
        media = self.client.media
        self.site.tell("requests clear")

        before = await media.picture(self.address)
        fetched = await media.fetch_picture(self.address)
        again = await media.fetch_picture(self.address)
        requests = len(self.site.asked())
        self.site.tell("stop")
        offline = await media.picture(self.address)

        self.assertEqual(before, CachedPicture(file=None, size=None))
        self.assertEqual([again, offline], [fetched, fetched])
        self.assertEqual(requests, 1)
        self.assertEqual(fetched.file.content_type, "image/jpeg")
        self.assertEqual(fetched.file.bytes, Path(fetched.file.path).stat().st_size)
        self.assertEqual(fetched.size, PixelSize(width=640, height=360))

    async def test_a_deleted_picture_is_not_here_but_its_size_is_known(self):
        fetched = await self.client.media.fetch_picture(self.address)

        Path(fetched.file.path).unlink()

        gone = await self.client.media.picture(self.address)
        self.assertEqual(gone, CachedPicture(file=None, size=PixelSize(width=640, height=360)))

    async def test_a_picture_of_a_foreign_host_is_not_asked_for(self):
        with self.assertRaises(IfilmError.ForbiddenAddress):
            await self.client.media.fetch_picture("https://example.org/a.jpg")

    async def test_an_address_that_may_not_be_asked_is_given_with_the_reason(self):
        elsewhere = "https://example.org/1.mp4"

        playable = await self.client.media.playable([elsewhere])

        self.assertEqual((playable.address, playable.variants), (elsewhere, []))
        self.assertEqual([it.failure for it in playable.checks], [ErrorCode.FORBIDDEN_ADDRESS])
