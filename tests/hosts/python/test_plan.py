"""The plan: what a sync would request, and why."""

import json

from scenario import SiteScenario, StandingClock

from ifilm import (
    AskedBy,
    Conditions,
    DataKind,
    FollowUpRule,
    IfilmError,
    Kind,
    Method,
    NextDueReason,
    PlanTotals,
    Reason,
    RequestKind,
    Section,
    Skip,
    SkipReason,
)


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
        self.assertEqual((listing.kind, listing.method), (RequestKind.LISTING, Method.GET))
        self.assertIn(Reason.REVALIDATION(newest.key), [page.reason for page in pages])
        self.assertEqual({page.kind for page in pages}, {RequestKind.PAGE})
        self.assertEqual((plan.totals.requests, plan.totals.unknown), (len(plan.requests), 0))
        self.assertIn(FollowUpRule.NEW_PAGES, [follow_up.rule for follow_up in plan.follow_ups])
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
            kind=DataKind.LISTINGS,
            key=None,
            reason=SkipReason.HOST_ASKED_TO_WAIT,
            until_ms=self.site.now_ms + 120_000,
            next_due_reason=NextDueReason.HOST_ASKED_TO_WAIT,
        )
        self.assertEqual((plan.requests, plan.follow_ups, plan.skipped), ([], [], [skip]))
        self.assertEqual(plan.totals, PlanTotals(requests=0, expected_bytes=0, unknown=0))

    async def test_an_empty_list_of_editions_means_all(self):
        plan = await self.client.plan()

        self.assertEqual([request.edition for request in plan.requests], ["en", "fa", "ar", "fa2"])

    async def test_a_run_sends_the_requests_of_its_plan_which_is_stale_after_news(self):
        await self.sync("en")
        plan = await self.client.plan(["en"])
        before = self.site.asked()

        *_, finished = [event async for event in self.client.run(plan)]
        after = self.site.asked()
        self.site.tell("publish en 1")
        await self.sync("en")
        asked = self.site.asked()
        with self.assertRaises(IfilmError.StalePlan) as stale:
            async for _ in self.client.run(plan.token):
                pass

        paths = ["/" + request.address.split("/", 3)[3] for request in plan.requests]
        self.assertEqual(after[len(before) :], paths)
        self.assertEqual(finished.report.sections[0].revalidations, len(plan.requests) - 1)
        self.assertEqual(self.site.asked(), asked)
        self.assertIn("plan", stale.exception.message_in("en"))

    async def test_a_text_that_is_no_token_is_a_bad_argument(self):
        with self.assertRaises(IfilmError.BadArgument):
            async for _ in self.client.run("plan"):
                pass

    async def test_a_background_sync_on_a_metered_line_leaves_out_what_can_wait(self):
        metered = Conditions(asked_by=AskedBy.BACKGROUND, metered=True)

        *_, finished = [event async for event in self.client.sync(["en"], metered)]
        hinted = await self.client.hint("en")
        await self.start_again(clock=StandingClock(hinted.at_ms))
        plan = await self.client.plan(["en"], metered)

        self.assertEqual(finished.report.sections[0].page_requests, 10)
        self.assertTrue(plan.skipped)
        for skip in plan.skipped:
            self.assertEqual((skip.reason, skip.until_ms), (SkipReason.METERED, None))
            self.assertEqual(skip.key.kind, Kind.ARTICLE)
        self.assertEqual((await self.client.plan(["en"])).skipped, [])
