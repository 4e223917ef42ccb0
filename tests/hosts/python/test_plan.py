"""The plan: what a sync would request, and why."""

import json

from scenario import SiteScenario

from ifilm import Kind, Plan, Reason, Section, Skip, SkipReason


class Plans(SiteScenario):
    async def test_a_plan_has_each_request_with_its_reason_and_sends_nothing(self):
        await self.sync("en")
        newest = (await self.client.library.list("en", limit=1)).items[0]
        asked = self.site.asked()

        plan = await self.client.plan(["en"])

        listing, *pages = plan.requests
        self.assertEqual((listing.edition, listing.reason), ("en", Reason.LISTING(Section.NEWS)))
        self.assertTrue(listing.address.endswith("/Home/PageingItem?category=1&page=1&size=30&orderby=1"))
        self.assertIsNotNone(listing.validators.etag)
        self.assertGreater(listing.expected_bytes, 0)
        self.assertIn(Reason.REVALIDATION(newest.key), [page.reason for page in pages])
        self.assertEqual((plan.skipped, self.site.asked()), ([], asked))

    async def test_a_page_that_the_site_does_not_have_says_so(self):
        absent = {"kind": "status", "status": 404, "retry_after": None}
        self.site.tell("fault " + json.dumps({"path": "/News/", "do": absent}))
        await self.sync("en")

        plan = await self.client.plan(["en"])

        reasons = [request.reason for request in plan.requests[1:]]
        self.assertTrue(reasons)
        for reason in reasons:
            self.assertIsInstance(reason, Reason.ABSENT_PAGE)
            self.assertEqual((reason.key.edition, reason.key.kind), ("en", Kind.ARTICLE))

    async def test_a_host_that_asked_to_wait_is_skipped(self):
        self.site.fault(kind="status", status=503, retry_after="120")
        await self.sync("en")

        plan = await self.client.plan(["en"])

        skip = Skip(
            edition="en",
            section=Section.NEWS,
            reason=SkipReason.HOST_ASKED_TO_WAIT,
            until_ms=self.site.now_ms + 120_000,
        )
        self.assertEqual(plan, Plan(requests=[], skipped=[skip]))

    async def test_an_empty_list_of_editions_means_all(self):
        plan = await self.client.plan()

        self.assertEqual([request.edition for request in plan.requests], ["en", "fa", "ar", "fa2"])
