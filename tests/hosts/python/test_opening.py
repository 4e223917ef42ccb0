"""Calls that need no site: opening, choosing, closing, and bad arguments."""

import sqlite3
from contextlib import closing
from pathlib import Path

from scenario import LANGUAGES, Scenario

from ifilm import (
    Client,
    Config,
    Direction,
    ErrorCode,
    IfilmError,
    ItemKey,
    Kind,
    Rule,
    debug_panic,
    error_message,
    isolate_mixed,
)


class Opening(Scenario):
    async def test_opening_touches_no_disk(self):
        await self.start_again()

        self.assertFalse(Path(self.directory).exists())

    async def test_the_four_editions_come_in_the_order_of_the_catalogue(self):
        editions = self.client.language.editions()

        self.assertEqual([edition.id for edition in editions], ["en", "fa", "ar", "fa2"])
        self.assertEqual(editions[-1].language, "fa-AF")
        self.assertEqual(editions[-1].direction, Direction.RTL)
        self.assertEqual(editions[-1].zone, "Asia/Tehran")

    async def test_a_wish_gets_its_edition_and_the_trace_says_why(self):
        choice = await self.client.language.choice(["de", "prs-AF"])

        self.assertEqual((choice.edition, choice.explicit), ("fa2", False))
        self.assertEqual([line.rule for line in choice.trace], [Rule.NO_MATCH, Rule.EXACT])

    async def test_a_chosen_edition_overrides_every_wish_also_after_a_restart(self):
        await self.client.language.choose("ar")

        await self.start_again()

        choice = await self.client.language.choice(["en"])
        self.assertEqual((choice.edition, choice.explicit), ("ar", True))

    async def test_after_a_choice_is_deleted_the_wishes_decide(self):
        await self.client.language.choose("ar")

        await self.client.language.choose(None)

        self.assertEqual((await self.client.language.choice(["en"])).edition, "en")

    async def test_an_empty_list_means_that_nothing_is_stored(self):
        page = await self.client.library.list("en")

        self.assertEqual((page.items, page.fresh_as_of_ms), ([], None))

    async def test_an_invalid_catalogue_is_a_bad_argument(self):
        reason = "the catalogue cannot be read: EOF while parsing an object at line 1 column 1"

        with self.failure(IfilmError.BadArgument, reason) as caught:
            Client.open(Config(data_dir=self.directory, catalog_json="{"))

        self.assertEqual(caught.exception.code(), ErrorCode.BAD_ARGUMENT)

    async def test_an_unknown_time_zone_is_refused_when_the_client_is_opened(self):
        for zone in ("+03:30", "UTC+3", "GMT+03:30", "Tehran", "Asia/Nowhere", "../Asia/Tehran", ""):
            with self.subTest(zone=zone):
                with self.failure(IfilmError.BadArgument, f"`{zone}` is no time zone that this device knows"):
                    Client.open(Config(data_dir=self.directory, time_zone=zone))

        self.assertFalse(Path(self.directory).exists())

    async def test_the_name_of_a_time_zone_works_in_upper_and_lower_case(self):
        for zone in ("Asia/Tehran", "asia/kabul", "America/New_York", "Etc/GMT-3", "UTC"):
            with self.subTest(zone=zone):
                async with Client.open(Config(data_dir=self.directory, time_zone=zone)) as client:
                    self.assertEqual((await client.library.list("en")).items, [])

    async def test_an_invalid_limit_edition_or_cursor_is_a_bad_argument(self):
        with self.failure(IfilmError.BadArgument, "a slice holds 1 to 500 items, not 0"):
            await self.client.library.list("en", limit=0)
        with self.failure(IfilmError.BadArgument, "there is no edition `xx`"):
            await self.client.library.list("xx")
        with self.failure(IfilmError.BadArgument, "`FA 2` is no edition id"):
            await self.client.language.choose("FA 2")
        with self.failure(IfilmError.BadArgument, "`7` is no cursor of a list"):
            await self.client.library.list("en", after="7")

    async def test_an_article_that_is_not_stored_is_not_found(self):
        with self.failure(IfilmError.NotFound, "there is no en/404 in the cache"):
            await self.client.library.article(ItemKey(edition="en", kind=Kind.ARTICLE, id="404"))

    async def test_the_second_close_and_any_later_call_are_closed(self):
        client = Client.open(Config(data_dir=self.directory))
        await client.close()

        with self.failure(IfilmError.Closed, "the client is closed"):
            await client.close()
        with self.failure(IfilmError.Closed, "the client is closed"):
            client.language.editions()
        with self.failure(IfilmError.Closed, "the client is closed"):
            await client.library.list("en")
        with self.failure(IfilmError.Closed, "the client is closed"):
            async for _ in client.sync():
                pass

    async def test_a_panic_is_an_internal_error_of_its_own_call_also_on_a_thread_of_the_core(self):
        with self.failure(IfilmError.Internal, "panic: asked to panic"):
            debug_panic()
        with self.failure(IfilmError.Internal, "panic: asked to panic"):
            await self.client._debug_panic()

        self.assertEqual((await self.client.library.list("en")).items, [])

    async def test_a_file_of_a_newer_version_is_refused_and_not_changed(self):
        await self.client.prepare()
        await self.start_again()
        cache = Path(self.directory) / "cache.db"
        with closing(sqlite3.connect(cache, isolation_level=None)) as newer:
            newer.execute("PRAGMA user_version = 1000000")
            newer.execute("UPDATE owner SET usable_from = 1000000")
        before = cache.read_bytes()

        with self.failure(IfilmError.NewerVersion, f"{cache} was written by a newer version"):
            await self.client.prepare()

        self.assertEqual(cache.read_bytes(), before)

    async def test_a_date_among_persian_words_is_isolated(self):
        line = isolate_mixed("نمایش در 2024-05-02 آغاز شد", Direction.RTL)

        self.assertEqual(line, "نمایش در \u20682024-05-02\u2069 آغاز شد")

    async def test_messages_are_in_the_requested_language_or_else_in_english(self):
        dari = "ارتباط برقرار نیست. هرچه در این دستگاه نگهداری شده هنوز قابل خواندن است."
        english = "No connection. What was saved on this device can still be read."

        self.assertEqual(error_message(ErrorCode.OFFLINE, "fa-AF"), dari)
        self.assertEqual(error_message(ErrorCode.OFFLINE, "de-CH"), english)

    async def test_every_error_code_has_its_own_message_in_every_language(self):
        for language in LANGUAGES:
            words = {error_message(code, language) for code in ErrorCode}
            self.assertEqual(len(words), len(ErrorCode))
