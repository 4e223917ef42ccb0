"""What a host tells the core of the device, and what the core says of the network."""

from pathlib import Path

from scenario import LANGUAGES, SiteScenario

from ifilm import IfilmError, Verdict, verdict_text


class Waking(SiteScenario):
    options = ("--mirrors", "1")

    async def test_a_block_page_is_the_verdict_of_the_sync_with_a_sentence_in_every_language(self):
        self.site.fault(kind="block_page")

        verdict = (await self.sync("en", "fa")).network

        self.assertEqual(verdict, Verdict.BLOCK_PAGE)
        self.assertEqual(verdict_text(verdict, "en"), "This network blocks the site. Try another network.")
        for language in LANGUAGES:
            words = {verdict_text(each, language) for each in Verdict}
            self.assertEqual(len(words), len(Verdict))
        with self.assertRaises(IfilmError.BadArgument):
            verdict_text(verdict, "dari")

    async def test_a_good_sync_has_no_verdict(self):
        self.assertIsNone((await self.sync("en")).network)

    async def test_the_address_that_the_old_network_lost_is_asked_first_in_the_new_one(self):
        self.site.tell('fault {"mirror":0,"do":{"kind":"refuse"}}')
        await self.sync("en")
        before = (await self.client.plan(["en"])).requests[0].address

        await self.client.on_network_changed()

        self.assertNotEqual((await self.client.plan(["en"])).requests[0].address, before)

    async def test_in_the_background_no_file_stays_open_and_a_read_opens_them_again(self):
        await self.sync("en")

        await self.client.on_background()
        opened = [link for link in Path("/proc/self/fd").glob("*") if self.directory in str(link.resolve())]
        read = (await self.client.library.list("en")).items
        await self.client.on_foreground()

        self.assertEqual(opened, [])
        self.assertTrue(read)

    async def test_after_the_close_the_calls_are_closed(self):
        client = self.open()
        await client.close()

        for call in (client.on_network_changed, client.on_foreground, client.on_background):
            with self.failure(IfilmError.Closed, "the client is closed"):
                await call()
