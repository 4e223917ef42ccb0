"""Choosing an edition: the golden tables, names, reasons, and the header that carries wishes."""

from golden import golden
from scenario import LANGUAGES, Scenario

from ifilm import (
    Rule,
    accept_language,
    best_match,
    edition_name,
    language_name,
    wishes_of,
)


class Choose(Scenario):
    async def test_each_person_gets_the_edition_in_the_table(self):
        for row in golden("choose"):
            with self.subTest(wish=row["wish"], why=row["why"]):
                choice = await self.client.language.choice(row["wish"])

                rule = choice.trace[-1].rule.name.lower()
                self.assertEqual((choice.edition, rule), (row["edition"], row["rule"]))

    async def test_wishes_match_the_offer_in_the_table(self):
        for row in golden("match"):
            with self.subTest(wish=row["wish"], offer=row["offer"], why=row["why"]):
                self.assertEqual(best_match(row["wish"], row["offer"]).offer, row["match"])

    async def test_the_trace_gives_the_wish_the_offer_the_rule_and_the_distance_of_each_match(self):
        (line,) = best_match(["!!", "en-AU"], ["en", "en-GB"]).trace[1:]

        self.assertEqual((line.wish, line.offer, line.rule, line.distance), ("en-AU", "en-GB", Rule.REGION, 3))

    async def test_a_malformed_offer_is_a_line_of_the_trace(self):
        match = best_match(["en"], ["!", "en"])

        self.assertEqual(match.offer, "en")
        line = match.trace[0]
        self.assertEqual((line.wish, line.offer, line.rule), (None, "!", Rule.MALFORMED))

    async def test_an_explicit_choice_is_kept_after_a_restart_until_it_is_deleted(self):
        await self.client.language.choose("ar")
        await self.start_again()
        kept = await self.client.language.choice(["ps-AF"])
        await self.client.language.choose(None)
        await self.start_again()
        chosen = await self.client.language.choice(["ps-AF"])

        self.assertEqual((kept.edition, kept.trace[-1].rule), ("ar", Rule.EXPLICIT))
        self.assertEqual((chosen.edition, chosen.trace[-1].rule), ("fa2", Rule.TERRITORY))

    async def test_the_reason_is_a_sentence_in_the_language_asked_for(self):
        choice = await self.client.language.choice(["ps-AF"])

        english = self.client.language.choice_reason(choice, "en")
        reasons = {self.client.language.choice_reason(choice, language) for language in LANGUAGES}

        dari = "Suggested because your device lists \u2068ps-AF\u2069, and \u2068Dari\u2069 is official in its region."
        self.assertEqual(english, dari)
        self.assertEqual(len(reasons), len(LANGUAGES))

    async def test_the_display_language_is_that_of_the_chosen_edition(self):
        suggestion = self.client.language.suggestion(["ckb-IR"])

        self.assertEqual((suggestion.edition, self.client.language.display_language(suggestion)), ("fa", "fa"))

    async def test_editions_have_names_of_their_own_and_in_the_language_asked_for(self):
        editions = self.client.language.editions()

        self.assertEqual([edition.name for edition in editions], ["English", "فارسی", "العربية", "دری"])
        self.assertEqual(
            [edition_name(edition, "fa-AF") for edition in editions], ["انگلیسی", "فارسی ایرانی", "عربی", "دری"]
        )
        self.assertIsNone(language_name("de", "en"))

    async def test_wishes_are_written_to_a_header_and_read_from_one(self):
        self.assertEqual(wishes_of("en;q=0.5, fa-AF, de;q=0, *;q=0.1"), ["fa-AF", "en", "*"])
        self.assertEqual(accept_language(["fa_AF", "dari", "en"]), "fa-AF, en;q=0.9")
