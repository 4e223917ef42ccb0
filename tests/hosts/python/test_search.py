"""Search in any spelling, and folding, compared with the golden tables."""

import unittest

from golden import golden
from scenario import SiteScenario

from ifilm import (
    IfilmError,
    Place,
    SearchOrder,
    SearchQuery,
    Section,
    finds,
    fold,
    fold_words,
    mark_found,
    parse_search_line,
    search_line,
    search_query,
    searchable,
)


def marked(spans):
    """The runs that were found."""
    return [span.text for span in spans if span.hit]


class Search(SiteScenario):
    async def test_a_headline_is_found_in_the_spelling_of_another_keyboard(self):
        await self.sync("fa", "ar")

        for edition, letters in (("fa", {"ی": "ي", "ک": "ك", "\u200c": ""}), ("ar", {"ي": "ی", "ك": "ک", "ة": "ه"})):
            item = (await self.client.library.list(edition)).items[0]
            typed = item.title.translate(str.maketrans(letters))

            page = await self.client.library.search(typed, editions=[edition])

            hit = next(hit for hit in page.hits if hit.item.key == item.key)
            self.assertEqual("".join(span.text for span in hit.title), item.title)
            self.assertEqual(fold_words(" ".join(marked(hit.title))), fold_words(item.title))

    async def test_a_hit_in_the_text_has_an_excerpt_around_the_words(self):
        await self.sync("en")
        item = (await self.client.library.list("en")).items[0]
        paragraph = max(self.site.truth("en", item.key.id)["paragraphs"], key=len)

        page = await self.client.library.search(paragraph[:60].rsplit(" ", 1)[0].upper())

        snippet = next(hit.snippet for hit in page.hits if hit.item.key == item.key)
        self.assertIn(snippet.place, (Place.LEAD, Place.TEXT))
        self.assertTrue(marked(snippet.spans))

    async def test_slices_follow_each_other_and_a_query_without_words_finds_nothing(self):
        await self.sync("en")
        whole = await self.client.library.search("a", typing=True, limit=100)

        first = await self.client.library.search("a", typing=True, limit=2)
        second = await self.client.library.search("a", typing=True, limit=2, after=first.next)

        keys = [hit.item.key for hit in first.hits + second.hits]
        self.assertEqual(keys, [hit.item.key for hit in whole.hits[:4]])
        self.assertEqual((await self.client.library.search("«»")).hits, [])


    async def test_filters_leave_out_what_is_read_not_saved_or_of_another_time(self):
        await self.sync("en")
        first, second = (await self.client.library.list("en", limit=2)).items
        await self.client.user.mark_read(first.key)
        await self.client.user.save(second.key)

        everything = await self.found()
        newest = await self.found(since_ms=second.published_at_ms)

        self.assertEqual(await self.found(read=True), [first.key])
        self.assertEqual(await self.found(read=False), [key for key in everything if key != first.key])
        self.assertEqual(await self.found(saved=True), [second.key])
        self.assertEqual(newest, [first.key, second.key])
        self.assertEqual(await self.found(until_ms=second.published_at_ms), everything[2:])

    async def found(self, **filters):
        options = {"typing": True, "limit": 100, "order": SearchOrder.NEWEST, **filters}
        return [hit.item.key for hit in (await self.client.library.search("a", **options)).hits]

    async def test_a_phrase_is_found_as_it_is_and_a_line_has_all_of_a_search(self):
        await self.sync("en")
        item = (await self.client.library.list("en")).items[0]
        words = [word for word in item.title.split() if word.isalpha()]
        line = f'"{item.title}" edition:en section:news unread:yes order:newest'

        query = parse_search_line(line)
        hits = (await self.client.library.search_for(query)).hits
        reversed_hits = (await self.client.library.search(f'"{" ".join(words[::-1])}"')).hits

        expected = SearchQuery(
            text=f'"{item.title}"', editions=["en"], section=Section.NEWS, read=False, order=SearchOrder.NEWEST
        )
        self.assertEqual(query, expected)
        self.assertEqual(search_line(query), line)
        self.assertEqual([hit.item.key for hit in hits], [item.key])
        self.assertEqual(reversed_hits, [])
        with self.failure(IfilmError.BadArgument, "`unread:maybe` is no filter of a search"):
            parse_search_line("unread:maybe")


class Folding(unittest.TestCase):
    def test_each_pair_of_the_table_matches_or_not_as_it_says(self):
        rows = golden("fold")

        wrong = [row for row in rows if finds(row["text"], row["query"], False) != row["match"]]

        self.assertEqual(wrong, [])
        self.assertGreaterEqual(len(rows), 600)

    def test_each_text_is_folded_as_in_the_table_and_maps_back_to_the_original(self):
        for row in golden("folds"):
            with self.subTest(row["why"]):
                folded = fold(row["text"])
                self.assertEqual(folded.text, row["folded"])
                self.assertEqual(fold(folded.text).text, row["folded"])
                self.assertEqual("".join(piece.folded for piece in folded.pieces), row["folded"])
                self.assertEqual("".join(piece.original for piece in folded.pieces), row["text"])
                found = mark_found(row["text"], row["query"], False)
                self.assertEqual(marked(found), row["hits"])
                self.assertEqual("".join(span.text for span in found), row["text"])

    def test_a_host_can_keep_an_index_of_its_own(self):
        self.assertEqual(searchable("می روم"), "می روم ¶ میروم")
        self.assertEqual(search_query('"Film', False), '("film" OR "¶film")')
        self.assertIsNone(search_query("…", True))
