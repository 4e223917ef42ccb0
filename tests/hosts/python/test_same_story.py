"""The same story in another edition: from the client, and as a function of two texts."""

import unittest
from datetime import datetime

from golden import golden
from scenario import LANGUAGES, SiteScenario

from ifilm import (
    EvidenceKind,
    IfilmError,
    ItemKey,
    ComparedStory,
    evidence_text,
    no_same_story,
    same_story_reason,
    story_likeness,
)


class SameStories(SiteScenario):
    async def test_the_found_story_reports_the_same_event_and_finds_the_first_one_again(self):
        await self.sync("fa", "fa2")
        found = 0

        for item in (await self.client.library.list("fa")).items:
            story = await self.client.library.same_story(item.key, "fa2")
            if story is None:
                continue
            found += 1
            back = await self.client.library.same_story(story.key, "fa")
            self.assertEqual(back.key, item.key)
            self.assertEqual(back.confidence_permille, story.confidence_permille)
            self.assertTrue(story.title and story.evidence)
            self.assertTrue(all(one.weight > 0 for one in story.evidence))
            self.assertRegex(same_story_reason(story, "en"), r"^[89]\d% sure: \w")
            self.assertEqual(len({same_story_reason(story, language) for language in LANGUAGES}), 4)
            self.assertEqual(self.event(story.key), self.event(item.key))
            self.assertIsNotNone(self.event(item.key))

        self.assertGreater(found, 1)

    async def test_the_articles_own_edition_an_unknown_edition_and_an_unknown_article_are_errors(self):
        await self.sync("en")
        key = (await self.client.library.list("en")).items[0].key
        stranger = ItemKey(edition="en", kind=key.kind, id="5")

        with self.failure(IfilmError.BadArgument, f"en/{key.id} is of the edition `en` itself"):
            await self.client.library.same_story(key, "en")
        with self.failure(IfilmError.BadArgument, "there is no edition `xx`"):
            await self.client.library.same_story(key, "xx")
        with self.failure(IfilmError.NotFound, "there is no en/5 in the cache"):
            await self.client.library.same_story(stranger, "fa")
        self.assertIsNone(await self.client.library.same_story(key, "fa"))

    def event(self, key):
        return self.site.truth(key.edition, key.id)["event"]


class Likeness(unittest.TestCase):
    def test_the_pairs_of_the_golden_table_give_the_same_result_in_both_directions(self):
        for pair in golden("same_story"):
            with self.subTest(pair["why"]):
                one, other = story_text(pair["one"]), story_text(pair["other"])
                likeness = story_likeness(one, other)
                self.assertEqual(likeness.shown, pair["shown"], likeness)
                self.assertEqual(likeness, story_likeness(other, one))

    def test_every_language_has_a_sentence_for_no_story_and_one_for_each_kind_of_evidence(self):
        said = {no_same_story(language) for language in LANGUAGES}
        self.assertEqual(len(said), 4)
        for kind in EvidenceKind:
            self.assertEqual(len({evidence_text(kind, language) for language in LANGUAGES}), 4, kind)


def story_text(article):
    fields = dict(article)
    at = fields.pop("at")
    at_ms = None if at is None else int(datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp() * 1000)
    return ComparedStory(at_ms=at_ms, **fields)
