"""Links: from an address to an item, and back to the canonical address."""

from scenario import Scenario

from ifilm import ItemKey, Kind, Link, SitePart


class Links(Scenario):
    async def test_an_address_of_the_site_of_this_catalogue_leads_to_its_item(self):
        key = ItemKey(edition="fa", kind=Kind.ARTICLE, id="7")

        address = self.client.library.address_of(key)
        link = self.client.library.link(f"<{address}/a-slug?utm_source=mail>.")

        self.assertEqual((link.key, link.part, link.address), (key, SitePart.NEWS, address))

    async def test_an_address_of_another_site_is_not_ours(self):
        link = self.client.library.link("https://example.org/News/Content/7")

        self.assertIsInstance(link, Link.NOT_OURS)
