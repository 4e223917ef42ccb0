"""What a person wants: hidden words and sections, followed programmes, reminders, settings, searches."""

from scenario import SiteScenario

from ifilm import (
    Followed,
    HiddenSection,
    IfilmError,
    ItemKey,
    Kind,
    Reminder,
    SavedSearch,
    Section,
    Setting,
    SettingValue,
)

SERIES = ItemKey(edition="fa", kind=Kind.SERIES, id="77")


class Wishes(SiteScenario):
    async def test_wishes_outlive_a_restart_and_are_undone_one_by_one(self):
        user, now_ms = self.client.user, self.site.now_ms
        evening = self.reminder(60_000)
        texts = SettingValue.TEXTS(["mon", "thu"])
        await user.hide_word(" باران ")
        await user.hide_section("fa")
        await user.follow(SERIES, "Night Shift")
        await user.set_reminder(evening)
        await user.set_setting("days", texts)
        await user.save_search("Rain", "rain unread:yes")

        await self.start_again()
        all_of_them = await self.wishes()
        left = []
        while await self.client.user.undo() is not None:
            left.append(len(await self.wishes()))

        expected = [
            "باران",
            HiddenSection(edition="fa", section=Section.NEWS),
            Followed(key=SERIES, title="Night Shift", followed_at_ms=now_ms),
            evening,
            Setting(name="days", value=texts),
            SavedSearch(name="Rain", query="rain unread:yes", created_at_ms=now_ms),
        ]
        self.assertEqual(all_of_them, expected)
        self.assertEqual(left, [5, 4, 3, 2, 1, 0])

    async def test_wishes_can_be_taken_back(self):
        user, now_ms = self.client.user, self.site.now_ms
        await user.hide_word("rain")
        await user.hide_section("fa", Section.NEWS)
        await user.follow(SERIES, "Night Shift")
        await user.set_reminder(self.reminder(0))
        await user.set_setting("size", SettingValue.NUMBER(3))
        await user.save_search("Rain", "rain")
        before = len(await self.wishes())

        await user.hide_word("rain", hidden=False)
        await user.hide_section("fa", Section.NEWS, hidden=False)
        await user.unfollow(SERIES)
        await user.remove_reminder(SERIES, now_ms)
        await user.set_setting("size", None)
        await user.delete_search("Rain")

        self.assertEqual(before, 6)
        self.assertEqual(await self.wishes(), [])

    async def test_a_setting_keeps_its_type_and_its_value(self):
        user = self.client.user
        values = (
            SettingValue.FLAG(True),
            SettingValue.NUMBER(-(2**63)),
            SettingValue.TEXT("۱۲"),
            SettingValue.TEXTS([]),
        )

        for value in values:
            with self.subTest(value=value):
                await user.set_setting("any", value)
                self.assertEqual(await user.setting("any"), value)

        self.assertIsNone(await user.setting("other"))

    async def test_reminders_of_the_past_are_not_listed(self):
        past, following, later = (self.reminder(after_ms) for after_ms in (-1, 1, 2))
        for reminder in (later, past, following):
            await self.client.user.set_reminder(reminder)

        self.assertEqual(await self.client.user.reminders(self.site.now_ms), [following, later])

    async def test_words_names_and_times_that_make_no_sense_are_refused(self):
        user = self.client.user

        with self.failure(IfilmError.BadArgument, "a hidden word has 1 to 100 characters"):
            await user.hide_word("  ")
        with self.failure(IfilmError.BadArgument, "a name has 1 to 100 characters"):
            await user.set_setting("", None)
        with self.failure(IfilmError.BadArgument, "a name has 1 to 100 characters"):
            await user.save_search("ب" * 101, "rain")
        with self.failure(IfilmError.BadArgument, "there is no edition `xx`"):
            await user.hide_section("xx")
        with self.assertRaises(IfilmError.BadArgument):
            await user.reminders(2**63 - 1)

    def reminder(self, after_ms):
        return Reminder(key=SERIES, remind_at_ms=self.site.now_ms + after_ms, title="Night Shift")

    async def wishes(self):
        """All that a person wants, in the order of the calls."""
        user = self.client.user
        return [
            *await user.hidden_words(),
            *await user.hidden_sections(),
            *await user.followed(),
            *await user.reminders(self.site.now_ms),
            *await user.settings(),
            *await user.saved_searches(),
        ]
