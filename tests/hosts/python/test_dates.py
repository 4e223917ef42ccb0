"""Dates as text and back, and the solar calendar compared with a table that is independent of our code."""

from bisect import bisect_right
from datetime import date, datetime, timedelta, timezone
from math import cos, radians
from unittest import TestCase

from golden import golden

from ifilm import (
    ArabicMonths,
    Calendar,
    CalendarDay,
    Counted,
    DateSettings,
    DateStyle,
    ErrorCode,
    IfilmError,
    Precision,
    TimeOfDay,
    age_text,
    calendar_days,
    count_text,
    date_text,
    days_in_month,
    duration_text,
    epoch_days,
    is_leap_year,
    number_text,
    parse_stamp,
)

EPOCH = date(1970, 1, 1)
CALENDARS = {
    "gregorian": Calendar.GREGORIAN,
    "solar": Calendar.SOLAR_HIJRI,
    "lunar": Calendar.LUNAR_HIJRI,
}

# The leap years of 1300 to 1500 in almanacs. Every fourth year is one. After seven (once eight) of them, the
# next is five years later.
LEAP_YEARS = [
    *(1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346, 1350, 1354, 1358, 1362, 1366, 1370),
    *(1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441, 1445),
    *(1449, 1453, 1457, 1461, 1465, 1469, 1474, 1478, 1482, 1486, 1490, 1494, 1498),
]


class Dates(TestCase):
    def test_every_date_is_written_as_in_the_table(self):
        for row in golden("dates"):
            with self.subTest(row["why"], language=row["language"]):
                self.assertEqual(written(row), row["text"])

    def test_a_date_without_a_time_is_the_day_in_iran_in_every_zone_of_the_person(self):
        day, zone = ms("2024-05-01T20:30:00Z"), "America/New_York"
        at = dict(time_zone=zone, precision=Precision.DAY)
        now = ms("2024-05-02T21:00:00Z")

        self.assertEqual(date_text(day, DateStyle.LONG, TimeOfDay.WITH, "en", time_zone=zone), "May 1, 2024 at 16:30")
        self.assertEqual(date_text(day, DateStyle.LONG, TimeOfDay.WITH, "en", **at), "May 2, 2024")
        self.assertEqual(age_text(day, now, TimeOfDay.WITH, "en", **at), "today")

    def test_a_date_without_a_time_is_the_day_in_the_zone_of_its_edition(self):
        day, now = ms("2024-05-01T15:00:00Z"), ms("2024-05-02T14:00:00Z")
        of = dict(time_zone="America/New_York", precision=Precision.DAY)

        self.assertEqual(date_text(day, DateStyle.LONG, TimeOfDay.WITH, "en", **of), "May 1, 2024")
        self.assertEqual(
            date_text(day, DateStyle.LONG, TimeOfDay.WITH, "en", edition_zone="Asia/Tokyo", **of), "May 2, 2024"
        )
        self.assertEqual(age_text(day, now, TimeOfDay.WITH, "en", **of), "yesterday")
        self.assertEqual(age_text(day, now, TimeOfDay.WITH, "en", edition_zone="Asia/Tokyo", **of), "today")

    def test_a_date_a_few_minutes_in_the_future_is_just_now(self):
        at, now = ms("2024-05-02T10:04:00Z"), ms("2024-05-02T10:00:00Z")

        self.assertEqual(age_text(at, now, TimeOfDay.WITH, "en"), "in 4 minutes")
        self.assertEqual(age_text(at, now, TimeOfDay.WITH, "en", precision=Precision.MINUTE), "just now")

    def test_the_last_possible_day_has_a_name(self):
        self.assertEqual(calendar_days(Calendar.GREGORIAN, 2_932_896, 1), [CalendarDay(year=9999, month=12, day=31)])
        with self.assertRaises(IfilmError):
            calendar_days(Calendar.GREGORIAN, 2_932_896, 2)

    def test_an_invalid_value_is_a_bad_argument(self):
        for call in (
            lambda: date_text(0, DateStyle.LONG, TimeOfDay.WITH, "not a tag"),
            lambda: date_text(0, DateStyle.LONG, TimeOfDay.WITH, "fa", time_zone="Asia/Nowhere"),
            lambda: date_text(0, DateStyle.LONG, TimeOfDay.WITH, "fa", edition_zone="UTC+3"),
            lambda: parse_stamp("2024-05-02", "Tehran"),
            lambda: date_text(2**63 - 1, DateStyle.LONG, TimeOfDay.WITH, "fa"),
            lambda: age_text(0, -(2**63), TimeOfDay.WITH, "fa"),
            lambda: calendar_days(Calendar.SOLAR_HIJRI, 2**31 - 1, 1),
        ):
            with self.assertRaises(IfilmError) as raised:
                call()
            self.assertEqual(raised.exception.code(), ErrorCode.BAD_ARGUMENT)


class Numbers(TestCase):
    def test_every_number_is_written_as_in_the_table(self):
        for row in golden("numbers"):
            with self.subTest(row["why"], language=row["language"]):
                self.assertEqual(number_in_words(row), row["text"])


class Stamps(TestCase):
    def test_every_stamp_is_read(self):
        for row in golden("stamps"):
            with self.subTest(row["why"], text=row["text"]):
                stamp = parse_stamp(row["text"])
                self.assertIsNotNone(stamp)
                self.assertEqual(stamp.text, row["at"])
                self.assertEqual(stamp.precision, Precision[row["precision"].upper()])

    def test_a_date_without_a_time_begins_at_midnight_in_tehran(self):
        self.assertEqual(parse_stamp("۱۳ ثور ۱۴۰۳").at_ms, ms("2024-05-01T20:30:00Z"))

    def test_a_date_without_a_zone_is_in_the_zone_of_its_edition(self):
        self.assertEqual(parse_stamp("2024-05-02 09:00", "Asia/Tokyo").text, "2024-05-02T00:00:00Z")
        self.assertEqual(parse_stamp("2024-05-02", "Asia/Tokyo").at_ms, ms("2024-05-01T15:00:00Z"))
        self.assertEqual(parse_stamp("2024-05-02 09:00 GMT", "Asia/Tokyo").text, "2024-05-02T09:00:00Z")

    def test_a_text_that_is_not_a_stamp_is_refused(self):
        for row in golden("not_stamps"):
            with self.subTest(row["why"], text=row["text"]):
                self.assertIsNone(parse_stamp(row["text"]))


class SolarHijri(TestCase):
    @classmethod
    def setUpClass(cls):
        cls.first = day_number(date(1921, 3, 21))
        cls.days = calendar_days(Calendar.SOLAR_HIJRI, cls.first, day_number(date(2122, 3, 21)) - cls.first)

    def test_every_day_of_two_centuries_has_the_date_in_the_table(self):
        table = [CalendarDay(year=year, month=month, day=day) for year, month, day in days_of_table(1300, 1500)]

        self.assertEqual(len(table), 73_414)
        self.assertEqual(self.days, table)

    def test_every_date_converts_back_to_its_day(self):
        back = epoch_days(Calendar.SOLAR_HIJRI, self.days)

        self.assertEqual(back, list(range(self.first, self.first + len(self.days))))

    def test_only_leap_years_have_a_leap_day(self):
        leap_days = [CalendarDay(year=year, month=12, day=30) for year in range(1300, 1501)]

        there = epoch_days(Calendar.SOLAR_HIJRI, leap_days)

        self.assertEqual([day.year for day, at in zip(leap_days, there) if at is not None], LEAP_YEARS)
        self.assertEqual([year for year in range(1300, 1501) if is_leap_year(Calendar.SOLAR_HIJRI, year)], LEAP_YEARS)

    def test_a_month_has_as_many_days_as_the_calendar_says(self):
        self.assertEqual(days_in_month(Calendar.SOLAR_HIJRI, 1403, 12), 30)
        self.assertEqual(days_in_month(Calendar.LUNAR_HIJRI, 1445, 8), 29)
        self.assertIsNone(days_in_month(Calendar.GREGORIAN, 2024, 13))

    def test_every_year_begins_at_the_march_equinox(self):
        """A year begins on the first day whose noon in Iran is after the March equinox, by Meeus' formula."""
        first_days = [CalendarDay(year=year, month=1, day=1) for year in range(1300, 1501)]
        ours = [EPOCH + timedelta(days=day) for day in epoch_days(Calendar.SOLAR_HIJRI, first_days)]

        self.assertEqual(ours, [nowruz(year) for year in range(1921, 2122)])


def written(row):
    months = ArabicMonths.LEVANTINE if row["months"] == "levantine" else None
    settings = DateSettings(arabic_months=months, calendar=CALENDARS.get(row["calendar"]))
    time = TimeOfDay.WITH if row["time"] else TimeOfDay.WITHOUT
    if row["style"] == "relative":
        return age_text(ms(row["at"]), ms(row["now"]), time, row["language"], settings, row["zone"])
    return date_text(ms(row["at"]), DateStyle[row["style"].upper()], time, row["language"], settings, row["zone"])


def number_in_words(row):
    match row["what"]:
        case "number":
            return number_text(row["number"], row["language"])
        case "count":
            return count_text(row["number"], Counted[row["counted"].upper()], row["language"])
        case "duration":
            return duration_text(row["number"], row["language"])


def ms(text):
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()) * 1000


def day_number(day):
    return (day - EPOCH).days


def days_of_table(first, last):
    """Six months of 31 days, five of 30, and one of 29, or of 30 in a leap year."""
    for year in range(first, last + 1):
        lengths = [31] * 6 + [30] * 5 + [30 if year in LEAP_YEARS else 29]
        for month, length in enumerate(lengths, start=1):
            yield from ((year, month, day) for day in range(1, length + 1))


def nowruz(year):
    """Noon is that of the meridian 52.5° east, which defines the time of Iran."""
    equinox = march_equinox(year) + timedelta(hours=3.5)
    return (equinox + timedelta(hours=12)).date()


def march_equinox(year):
    """The equinox in UTC, exact to one or two minutes: Meeus, Astronomical Algorithms, chapter 27."""
    y = (year - 2000) / 1000
    mean = 2451623.80984 + 365242.37404 * y + 0.05169 * y**2 - 0.00411 * y**3 - 0.00057 * y**4
    t = (mean - 2451545) / 36525
    w = radians(35999.373 * t - 2.47)
    shift = sum(a * cos(radians(b + c * t)) for a, b, c in TERMS) * 0.00001
    julian = mean + shift / (1 + 0.0334 * cos(w) + 0.0007 * cos(2 * w))
    at = datetime(2000, 1, 1, 12, tzinfo=timezone.utc) + timedelta(days=julian - 2451545)
    return at - timedelta(seconds=clock_error(year))


def clock_error(year):
    """Roughly how many seconds dynamical time is ahead of UTC (delta T)."""
    years, seconds = zip(*((1900, -3), (1920, 21), (1950, 29), (1980, 51), (2000, 64), (2020, 70), (2130, 150)))
    after = bisect_right(years, year)
    part = (year - years[after - 1]) / (years[after] - years[after - 1])
    return seconds[after - 1] + part * (seconds[after] - seconds[after - 1])


# Meeus, table 27.C: amplitude, phase and motion of 24 terms.
TERMS = (
    *((485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112)),
    *((156, 73.14, 45036.886), (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906)),
    *((70, 243.58, 9037.513), (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226)),
    *((45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417), (18, 155.12, 67555.328)),
    *((17, 288.79, 4562.452), (16, 198.04, 62894.029), (14, 199.76, 31436.921), (12, 95.39, 14577.848)),
    *((12, 287.11, 31931.756), (12, 320.81, 34777.259), (9, 227.73, 1222.114), (8, 15.45, 16859.074)),
)
