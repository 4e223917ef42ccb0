"""What a host hears when the site misbehaves: a report with a code, and what was stored stays readable."""

from story import SiteStory

from ifilm import ErrorCode, SourceOutcome, error_message


class FailureStory(SiteStory):
    async def failed(self):
        """The failure of a sync, which must have words for people."""
        outcome = await self.outcome("en")
        self.assertIsInstance(outcome, SourceOutcome.FAILED)
        self.assertTrue(outcome.reason and error_message(outcome.code, "fa-AF"))
        return outcome


class Failures(FailureStory):
    async def test_nobody_listens_offline(self):
        await self.sync("en")
        self.site.tell("stop")

        self.assertEqual((await self.failed()).code, ErrorCode.OFFLINE)

        self.assertTrue((await self.client.list("en")).items)

    async def test_the_site_asks_to_wait_refused_with_the_time_to_come_back(self):
        self.site.fault(kind="status", status=503, retry_after="120")

        failed = await self.failed()

        self.assertEqual(failed.code, ErrorCode.REFUSED)
        self.assertEqual(failed.retry_at_ms, self.site.now_ms + 120_000)

    async def test_a_site_that_asked_to_wait_is_left_alone_until_then(self):
        self.site.fault(kind="status", status=503, retry_after="120")
        await self.sync("en")
        self.site.tell("fault clear")

        skipped = await self.outcome("en")

        self.assertIsInstance(skipped, SourceOutcome.SKIPPED)
        self.assertEqual(skipped.until_ms, self.site.now_ms + 120_000)

    async def test_a_page_instead_of_a_list_unreadable(self):
        await self.failing(ErrorCode.UNREADABLE, kind="html_for_json")

    async def test_half_a_list_unreadable(self):
        await self.failing(ErrorCode.UNREADABLE, kind="half_json")

    async def test_no_such_address_not_found(self):
        await self.failing(ErrorCode.NOT_FOUND, kind="status", status=404)

    async def test_taken_away_for_good_gone(self):
        await self.failing(ErrorCode.GONE, kind="status", status=410)

    async def test_an_answer_without_end_timed_out(self):
        await self.failing(ErrorCode.TIMED_OUT, kind="drip", interval_ms=50)

    async def test_an_answer_that_swells_too_large(self):
        await self.failing(ErrorCode.TOO_LARGE, kind="gzip_bomb")

    async def test_a_way_out_of_the_site_forbidden_address(self):
        await self.failing(ErrorCode.FORBIDDEN_ADDRESS, kind="redirect", to="https://elsewhere.example/")

    async def failing(self, code, **what):
        self.site.fault(**what)

        self.assertEqual((await self.failed()).code, code)


class Trust(FailureStory):
    options = ("--tls",)

    async def test_a_certificate_of_an_unknown_authority_is_not_trusted(self):
        self.assertEqual((await self.failed()).code, ErrorCode.UNTRUSTED_CERTIFICATE)

    async def test_the_made_up_authority_is_trusted_as_an_extra_root(self):
        await self.client.close()
        self.client = self.open(roots=[self.site.ca_pem])

        self.assertIsInstance(await self.outcome("en"), SourceOutcome.UPDATED)
