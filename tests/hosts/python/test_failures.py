"""A site that fails: the report has an error code, and stored items stay readable."""

import re

from scenario import SiteScenario

from ifilm import ErrorCode, Limits, SkipReason, SectionOutcome

LISTING = re.compile(r"http://127\.0\.0\.1:\d+/Home/PageingItem\?category=1&page=1&size=30&orderby=1")


class FailureScenario(SiteScenario):
    async def assert_fails(self, code, reason):
        """The reason of the failed sync begins with this text; LISTING is the address of the request."""
        outcome = await self.outcome("en")
        self.assertIsInstance(outcome, SectionOutcome.FAILED)
        self.assertEqual(outcome.code, code)
        shown = LISTING.sub("LISTING", outcome.reason)
        self.assertTrue(shown.startswith(reason), shown)
        return outcome


class Failures(FailureScenario):
    async def test_no_server_at_the_address_is_offline(self):
        await self.sync("en")
        self.site.tell("stop")

        await self.assert_fails(ErrorCode.OFFLINE, "no connection to 127.0.0.1: ")

        self.assertTrue((await self.client.library.list("en")).items)

    async def test_a_site_that_asks_to_wait_is_refused_with_the_time_of_the_next_try(self):
        self.site.fault(kind="status", status=503, retry_after="120")

        failed = await self.assert_fails(ErrorCode.REFUSED, "LISTING answered 503")

        self.assertEqual((failed.retryable, failed.retry_at_ms), (True, self.site.now_ms + 120_000))

    async def test_a_site_that_asked_to_wait_gets_no_request_until_then(self):
        self.site.fault(kind="status", status=503, retry_after="120")
        await self.sync("en")
        self.site.tell("fault clear")

        skipped = await self.outcome("en")

        until = self.site.now_ms + 120_000
        self.assertEqual(skipped, SectionOutcome.SKIPPED(SkipReason.HOST_ASKED_TO_WAIT, until))
        self.assertEqual(len(self.site.asked()), 1)

    async def test_a_server_error_is_refused(self):
        self.site.fault(kind="status", status=500)

        await self.assert_fails(ErrorCode.REFUSED, "LISTING answered 500")

    async def test_html_instead_of_a_list_is_unreadable(self):
        self.site.fault(kind="html_for_json")

        await self.assert_fails(ErrorCode.UNREADABLE, "LISTING could not be read: ")

    async def test_half_a_list_is_unreadable(self):
        self.site.fault(kind="half_json")

        await self.assert_fails(ErrorCode.UNREADABLE, "LISTING could not be read: ")

    async def test_an_unknown_address_is_not_found(self):
        self.site.fault(kind="status", status=404)

        await self.assert_fails(ErrorCode.NOT_FOUND, "there is no LISTING")

    async def test_an_address_removed_for_good_is_gone(self):
        self.site.fault(kind="status", status=410)

        await self.assert_fails(ErrorCode.GONE, "LISTING is gone")

    async def test_an_answer_that_is_too_large_after_decompression_is_too_large(self):
        self.site.fault(kind="gzip_bomb")

        await self.assert_fails(ErrorCode.TOO_LARGE, "LISTING is larger than 8388608 bytes")

    async def test_a_redirect_out_of_the_site_is_a_forbidden_address(self):
        self.site.fault(kind="redirect", to="https://elsewhere.example/")

        reason = "https://elsewhere.example/ is not allowed: its host is not in the catalogue"
        await self.assert_fails(ErrorCode.FORBIDDEN_ADDRESS, reason)


class Patience(FailureScenario):
    limits = Limits(total_ms=500)

    async def test_an_answer_without_end_is_timed_out(self):
        self.site.fault(kind="drip", interval_ms=50)

        await self.assert_fails(ErrorCode.TIMED_OUT, "LISTING took longer than 500 ms")


class Trust(FailureScenario):
    options = ("--tls",)

    async def test_a_certificate_of_an_unknown_authority_is_not_trusted(self):
        await self.assert_not_trusted()

    async def test_the_test_authority_is_trusted_as_an_extra_root(self):
        await self.start_again(roots=[self.site.ca_pem])

        self.assertIsInstance(await self.outcome("en"), SectionOutcome.UPDATED)

    async def test_an_expired_certificate_is_not_trusted_even_from_a_trusted_authority(self):
        await self.start_again(roots=[self.site.ca_pem])
        self.site.fault(kind="expired_certificate")

        await self.assert_not_trusted()

    async def assert_not_trusted(self):
        reason = "127.0.0.1 has no certificate that can be trusted: "
        await self.assert_fails(ErrorCode.UNTRUSTED_CERTIFICATE, reason)
