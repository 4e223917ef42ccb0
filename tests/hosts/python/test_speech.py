"""Direction and speech, compared with the golden tables, and an article read aloud."""

import json
import os
import subprocess
import unittest
from collections import Counter

from golden import golden
from practice_site import ROOT
from scenario import SiteScenario

from ifilm import (
    Direction,
    ErrorCode,
    IfilmError,
    PassagePlace,
    direction_of_language,
    direction_of_line,
    isolate,
    isolate_mixed,
    isolate_title,
    number_words,
    plain,
    speech_runs,
)

DIRECTIONS = {"ltr": Direction.LTR, "rtl": Direction.RTL}


class Lines(unittest.TestCase):
    def test_isolates_are_closed_and_removing_them_gives_the_plain_text_again(self):
        rows = golden("bidi")
        self.assertGreaterEqual(len(rows), 80)

        for row in rows:
            for direction in Direction:
                shown = isolate_mixed(row["text"], direction)
                self.assertEqual(plain(shown), plain(row["text"]), row["why"])
                self.assertEqual(isolate_mixed(shown, direction), shown, row["why"])
                self.assert_closed(isolate_title(row["text"], direction))
            self.assert_closed(isolate(row["text"]))

    def assert_closed(self, shown):
        count = Counter(shown)
        self.assertEqual(sum(count[opener] for opener in "\u2066\u2067\u2068"), count["\u2069"])
        self.assertEqual(sum(count[opener] for opener in "\u202a\u202b\u202d\u202e"), count["\u202c"])

    def test_a_title_within_a_sentence(self):
        title = isolate_title("باران (Rain)", Direction.RTL)

        self.assertEqual(f"Saved: {title}.", "Saved: \u2067باران (\u2068Rain\u2069)\u2069.")

    def test_a_line_that_begins_with_a_foreign_name_keeps_its_direction(self):
        self.assertEqual(direction_of_line("Netflix فیلم تازه‌ای ساخت", Direction.RTL), Direction.RTL)
        self.assertEqual(direction_of_line("The film «باران» won", Direction.RTL), Direction.LTR)

    def test_the_direction_of_a_language_is_that_of_its_script(self):
        for tag, direction in [("prs", "rtl"), ("yi", "rtl"), ("dv", "rtl"), ("az-Arab", "rtl"), ("fa-Latn", "ltr")]:
            self.assertEqual(direction_of_language(tag), DIRECTIONS[direction], tag)

    def test_each_line_is_spoken_as_in_the_table(self):
        rows = golden("speech")
        self.assertGreaterEqual(len(rows), 60)

        for row in rows:
            runs = speech_runs(row["text"], row["language"])
            said = [(run.language, run.direction, run.text) for run in runs]
            typed = [(run["language"], DIRECTIONS[run["direction"]], run["text"]) for run in row["runs"]]
            self.assertEqual(said, typed, row["why"])

    def test_numbers_in_words_and_an_invalid_tag(self):
        self.assertEqual(number_words(500, "fa-AF"), "پنج\u200cصد")
        with self.assertRaises(IfilmError) as caught:
            number_words(1, "dari, please")
        self.assertEqual(caught.exception.code(), ErrorCode.BAD_ARGUMENT)


class Commands(unittest.TestCase):
    def test_the_command_gives_the_same_and_a_bad_line_does_not_end_a_batch(self):
        rows = [row for row in golden("speech") if row["language"] == "fa-AF"]
        lines = [json.dumps(row["text"]) for row in rows] + ["no JSON", '"باران"']

        *answers, bad, last = self.debug("speech", "--edition", "fa2", "--batch", lines=lines)

        self.assertEqual([answer["result"]["runs"] for answer in answers], [row["runs"] for row in rows])
        self.assertIn("error", bad)
        self.assertEqual(last["result"]["runs"][0]["text"], "باران")

    def test_the_command_isolates_a_line_too(self):
        text = "نمایش در 2024-05-02 آغاز شد"

        (shown,) = self.debug("isolate", "--direction", "rtl", text)

        self.assertEqual(shown, {"text": isolate_mixed(text, Direction.RTL)})

    def debug(self, *arguments, lines=()):
        command = [os.environ.get("IFILM_BIN", ROOT / "target/debug/ifilm"), "debug", *arguments]
        done = subprocess.run(command, input="\n".join(lines), stdout=subprocess.PIPE, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]


class Aloud(SiteScenario):
    async def test_an_article_is_read_aloud_from_its_title_on(self):
        await self.sync("fa2")
        (item,) = (await self.client.library.list("fa2", limit=1)).items

        passages = await self.client.library.speech(item.key)

        self.assertIsInstance(passages[0].place, PassagePlace.TITLE)
        self.assertIsInstance(passages[-1].place, PassagePlace.BLOCK)
        self.assertTrue(all(run.text for passage in passages for run in passage.runs))
        self.assertEqual(passages[0].runs[0].language, "fa-AF")
