"""The main path: sync, list, open, mark, restart."""

import asyncio
import time
from contextlib import aclosing
from pathlib import Path

from scenario import SiteScenario

from ifilm import (
    ArticleBody,
    BlockContent,
    Clock,
    Finished,
    ItemKey,
    Kind,
    Mark,
    Progress,
    SectionOutcome,
    Stage,
    plain,
)

EVERY_TYPE = Path(__file__).parents[2] / "fixtures/blocks/every-type.html"


class Reading(SiteScenario):
    async def test_the_progress_of_a_first_sync_never_goes_backwards_and_the_list_is_filled(self):
        events = [event async for event in self.client.sync()]

        *progress, finished = events
        self.assertTrue(all(isinstance(event, Progress) for event in progress))
        steps = [(event.stage.value, event.done) for event in progress]
        self.assertEqual(steps, sorted(steps))
        self.assertTrue(all(event.done <= event.total for event in progress))
        self.assertIsInstance(finished, Finished)
        sections = finished.report.sections
        whole = [(event.percent, event.bytes) for event in progress]
        self.assertEqual(whole, sorted(whole))
        self.assertEqual(
            progress[-1],
            Progress(
                stage=Stage.FINISHED,
                done=1,
                total=1,
                percent=100,
                edition=None,
                bytes=sum(section.wire_bytes for section in sections),
            ),
        )
        editions = [edition.id for edition in self.client.language.editions()]
        self.assertEqual([section.edition for section in sections], editions)
        for section in sections:
            self.assertIsInstance(section.outcome, SectionOutcome.UPDATED)
            self.assertTrue((await self.client.library.list(section.edition)).items)

    async def test_a_second_caller_joins_the_running_sync_and_gets_its_progress(self):
        self.site.fault(times=1, kind="hold")
        first = asyncio.create_task(self.sync("en"))
        await self.held()

        async with aclosing(self.client.sync(["en"])) as events:
            joined = await anext(events)
            self.site.tell("release")
            *_, finished = [event async for event in events]

        self.assertIsInstance(joined, Progress)
        self.assertEqual(finished.report, await first)
        (source,) = finished.report.sections
        self.assertEqual(source.listing_requests + source.page_requests, len(self.site.asked()))

    async def test_a_second_sync_finds_nothing_new(self):
        await self.sync("en")

        again = await self.sync_one("en")

        self.assertIsInstance(again.outcome, SectionOutcome.UNCHANGED)
        self.assertEqual(again.bytes, 0)

    async def test_items_published_between_syncs_are_new_and_edited_items_are_marked(self):
        await self.sync("en")
        known = (await self.client.library.list("en")).items[0].key
        self.site.tell(f"edit en {known.id} both")
        published = self.site.tell("publish en 2")["ids"]

        report = await self.sync_one("en")

        items = (await self.client.library.list("en")).items
        self.assertEqual(report.new_items, 2)
        self.assertLessEqual({str(id) for id in published}, {item.key.id for item in items})
        self.assertTrue(next(item for item in items if item.key == known).edited)

    async def test_an_article_has_the_content_of_its_page_in_every_edition(self):
        await self.sync("en", "ar", "fa", "fa2")

        for edition in ("en", "ar", "fa", "fa2"):
            (item,) = (await self.client.library.list(edition, limit=1)).items
            article = await self.client.library.article(item.key)
            truth = self.site.truth(edition, item.key.id)
            self.assertEqual(plain(article.title), in_letters_of(edition, truth["title"]))
            self.assertEqual(article.language, truth["language"])
            shown = [in_letters_of(edition, paragraph) for paragraph in truth["paragraphs"]]
            self.assertEqual([plain(text) for text in paragraphs(article.body)], shown)
            self.assertEqual((article.updated_at_ms, article.updated_precision, article.updated_text), (None,) * 3)

    async def test_every_type_of_block_comes_with_all_of_its_fields(self):
        (id,) = self.site.tell("publish en 1")["ids"]
        title = self.site.truth("en", id)["title"]
        page = EVERY_TYPE.read_text(encoding="utf-8").replace("{title}", title)
        self.site.fault(path=f"/News/Content/{id}", kind="raw", content=page)
        await self.sync("en")

        article = await self.client.library.article(ItemKey(edition="en", kind=Kind.ARTICLE, id=str(id)))

        contents = [block.content for block in article.body.blocks]
        names = "PARAGRAPH HEADING QUOTE LIST_BLOCK IMAGE GALLERY VIDEO AUDIO EMBED TABLE PREFORMATTED DIVIDER"
        self.assertEqual([type_of(content) for content in contents], [*names.split(), "PARAGRAPH"])
        paragraph, _, quote, numbered, image, gallery, video, audio, player, table, code, *_ = contents
        self.assertEqual([span.text for span in paragraph.spans if Mark.SUP in span.marks], ["1"])
        self.assertEqual(text_of(quote.spans), "We came by boat,\nand we left by boat.")
        (first, deeper), (second,) = numbered.entries
        self.assertEqual((numbered.ordered, numbered.start, numbered.reversed), (True, 3, False))
        self.assertEqual(texts(first.content), ["The doors open."])
        self.assertEqual(texts(deeper.content), ["Guests with tickets"])
        self.assertEqual(texts(second.content), ["The film begins."])
        hall = image.picture
        self.assertEqual((hall.description, hall.caption), ("The hall", "The hall at noon"))
        self.assertEqual((hall.width, hall.height), (640, 360))
        self.assertEqual(len(gallery.images), 2)
        self.assertEqual([file.media_type for file in video.addresses], ["video/mp4", None])
        self.assertTrue(video.poster.endswith("/still.jpg"))
        self.assertTrue(audio.addresses[0].address.endswith("/song.mp3"))
        self.assertEqual((player.provider, player.title), ("Aparat", "The trailer"))
        rows = [[(cell.header, text_of(cell.spans)) for cell in row] for row in table.rows]
        self.assertEqual(rows, [[(True, "Hour"), (True, "Film")], [(False, "20:30"), (False, "Rain")]])
        self.assertEqual(code.text, "first\n  second")

    async def test_everything_stays_readable_when_the_site_is_gone(self):
        await self.sync("ar")
        self.site.tell("stop")

        await self.start_again()

        first = (await self.client.library.list("ar")).items[0]
        self.assertIsInstance((await self.client.library.article(first.key)).body, ArticleBody.READY)

    async def test_a_read_mark_is_kept_after_a_restart(self):
        await self.sync("fa")
        first, second = (await self.client.library.list("fa", limit=2)).items
        await self.client.user.mark_read(first.key)

        await self.start_again()

        self.assertTrue((await self.client.library.article(first.key)).read)
        self.assertFalse((await self.client.library.article(second.key)).read)

    async def test_a_read_mark_can_be_taken_back(self):
        await self.sync("fa")
        first = (await self.client.library.list("fa")).items[0]
        await self.client.user.mark_read(first.key)

        await self.client.user.mark_read(first.key, read=False)

        self.assertFalse((await self.client.library.list("fa")).items[0].read)

    async def test_slices_follow_each_other_without_gap_or_duplicate(self):
        await self.sync("en")
        everything = (await self.client.library.list("en", limit=500)).items

        page = await self.client.library.list("en", limit=7)
        paged = page.items
        while page.next is not None:
            page = await self.client.library.list("en", limit=7, after=page.next)
            paged += page.items

        self.assertEqual(paged, everything)

    async def test_dates_follow_the_hosts_clock(self):
        await self.sync("fa2")

        page = await self.client.library.list("fa2")

        self.assertEqual(page.fresh_as_of_ms, self.site.now_ms)
        self.assertTrue(any("۰" <= character <= "۹" for character in page.fresh_as_of_text))
        self.assertEqual(page.fresh_as_of_age_text, "همین لحظه")

    async def test_the_clock_of_the_device_is_the_fallback_of_a_clock_that_fails(self):
        before = time.time_ns() // 1_000_000

        await self.start_again(clock=BrokenClock())
        await self.sync("en")

        self.assertGreaterEqual((await self.client.library.list("en")).fresh_as_of_ms, before)


class BrokenClock(Clock):
    def now_ms(self):
        raise RuntimeError("the spring is broken")


def type_of(content):
    return type(content).__name__.removeprefix("BlockContent.")


def in_letters_of(edition, text):
    """The text as it is shown: Persian and Dari have letters of their own."""
    return text.translate(str.maketrans("يىك", "ییک")) if edition in ("fa", "fa2") else text


def paragraphs(body):
    return [text for block in body.blocks for text in texts(block.content)]


def texts(content):
    if isinstance(content, BlockContent.LIST_BLOCK):
        return [text for entry in content.entries for block in entry for text in texts(block.content)]
    if isinstance(content, (BlockContent.PARAGRAPH, BlockContent.HEADING, BlockContent.QUOTE)):
        return [text_of(content.spans)]
    return []


def text_of(spans):
    return "".join(span.text for span in spans)
