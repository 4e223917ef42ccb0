"""Values, errors and objects behave like those of Python itself."""

import copy
import inspect
import pickle
import unittest
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path

from scenario import Scenario, SiteScenario

import ifilm
from ifilm import (
    Article,
    Block,
    BlockContent,
    Client,
    Config,
    Direction,
    ErrorCode,
    IfilmError,
    ItemKey,
    Keep,
    Kind,
    Limits,
    Mark,
    Retention,
    SectionOutcome,
    SettingValue,
    Span,
)
from ifilm import ifilm as _ffi


def key(**other):
    return ItemKey(**{"edition": "en", "kind": Kind.ARTICLE, "id": "1", **other})


def block(*texts):
    spans = [Span(text=text, marks=[Mark.BOLD], href=None, language=None) for text in texts]
    return Block(direction=Direction.LTR, content=BlockContent.PARAGRAPH(spans))


def failed(reason):
    return SectionOutcome.FAILED(ErrorCode.OFFLINE, reason, True, None)


class Values(unittest.TestCase):
    def test_equal_values_count_once_in_a_set_and_different_ones_do_not(self):
        self.assertEqual(len({key(), key(), key(id="2")}), 2)
        self.assertEqual(len({block("a", "b"), block("a", "b"), block("a")}), 2)
        self.assertEqual(len({failed("a"), failed("a"), failed("b"), SectionOutcome.UPDATED()}), 3)

    def test_equal_rules_of_retention_count_once_in_a_set(self):
        rules = [Retention(editions={"en": Keep(items=items)}) for items in (5, 5, 6)]

        self.assertEqual(len(set(rules)), 2)

    def test_a_value_is_not_equal_to_a_value_of_another_type(self):
        for value in (key(), block("a"), failed("a"), SectionOutcome.UPDATED(), Limits()):
            for other in (None, 1, "en", Config(data_dir="data"), SectionOutcome.CANCELLED()):
                with self.subTest(value=value, other=other):
                    self.assertFalse(value == other)
                    self.assertTrue(value != other)

    def test_a_value_prints_its_fields(self):
        spans = "[Span(text='a', marks=[Mark.BOLD], href=None, language=None)]"

        self.assertEqual(repr(key()), "ItemKey(edition='en', kind=Kind.ARTICLE, id='1')")
        self.assertEqual(str(key()), repr(key()))
        self.assertEqual(
            repr(block("a")), f"Block(direction=Direction.LTR, content=BlockContent.PARAGRAPH(spans={spans}))"
        )
        self.assertEqual(repr(SectionOutcome.UPDATED()), "SectionOutcome.UPDATED()")
        fields = "code=ErrorCode.OFFLINE, reason='a', retryable=True, retry_at_ms=None"
        self.assertEqual(f"{failed('a')}", f"SectionOutcome.FAILED({fields})")

    def test_a_value_can_be_copied_and_pickled(self):
        for value in (key(), block("a", "b"), failed("a"), SettingValue.TEXTS(["a"]), Kind.SERIES):
            for twin in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
                with self.subTest(value=value):
                    self.assertEqual(twin, value)
                    self.assertEqual(hash(twin), hash(value))
                    self.assertIs(type(twin), type(value))

    def test_every_public_class_can_be_compared_hashed_and_printed(self):
        classes = [kind for kind in public_classes() if is_dataclass(kind)]
        self.assertLessEqual({ItemKey, Block, BlockContent.PARAGRAPH, SectionOutcome.UPDATED}, set(classes))

        for kind in classes:
            with self.subTest(kind=kind):
                value = kind.__new__(kind)
                self.assertFalse(value == None)  # noqa: E711
                self.assertEqual(value, kind.__new__(kind))
                self.assertEqual(hash(value), hash(kind.__new__(kind)))
                self.assertEqual(repr(value), f"{kind.__qualname__}()")

    # Seen: `ItemSlice.waiting` held a `Waiting`, a class that only the generated module exported.
    def test_every_generated_class_is_public_except_those_inside_the_client(self):
        behind = {"InternalError", "ListListener", "Observation", "ProgressListener", "SyncJob", "SyncRequest"}
        behind |= {"HostExchange", "HostTransport"}
        generated = {name for name in _ffi.__all__ if not name.endswith(("Protocol", "Impl"))}

        self.assertEqual(generated - set(ifilm.__all__), behind)

    def test_every_enum_value_prints_its_own_name(self):
        enums = [kind for kind in public_classes() if issubclass(kind, Enum)]
        self.assertLessEqual({Kind, ErrorCode}, set(enums))

        for kind in enums:
            for name in kind:
                self.assertEqual(repr(name), f"{kind.__name__}.{name.name}")

    def test_the_documentation_gives_the_meaning_and_the_unit_of_each_field(self):
        fresh = "in milliseconds since 1970, UTC"

        self.assertIn("\n    id: The site's own id.", inspect.getdoc(ItemKey))
        self.assertIn(fresh, inspect.getdoc(Article))
        self.assertIn(fresh, inspect.getdoc(SectionOutcome.SKIPPED))
        self.assertIn("\n    total_ms: ", inspect.getdoc(Limits))


class Errors(unittest.TestCase):
    def test_an_error_prints_its_sentence(self):
        error = IfilmError.Offline("no connection to example.org")

        self.assertEqual(str(error), "no connection to example.org")
        self.assertEqual(error.args, ("no connection to example.org",))
        self.assertEqual(repr(error), "IfilmError.Offline(reason='no connection to example.org')")

    def test_an_error_says_whether_it_is_one_of_the_storage_errors(self):
        self.assertTrue(IfilmError.Busy("cache.db is in use by another process").is_storage())
        self.assertFalse(IfilmError.Offline("no connection to example.org").is_storage())

    def test_an_error_says_whether_it_may_pass_by_itself(self):
        self.assertTrue(IfilmError.Offline("no connection to example.org").is_retryable())
        self.assertTrue(IfilmError.Refused("https://a.example answered 503", 7).is_retryable())
        self.assertFalse(IfilmError.StorageFull("no room left on the device").is_retryable())

    def test_an_error_can_be_copied_and_pickled_with_all_its_fields(self):
        for error in (IfilmError.Refused("asked to wait", 7), IfilmError.NotFound(reason="there is none")):
            for twin in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
                with self.subTest(error=error):
                    self.assertIs(type(twin), type(error))
                    self.assertEqual(vars(twin), vars(error))
                    self.assertEqual((str(twin), twin.code()), (str(error), error.code()))


class Objects(Scenario):
    async def test_an_object_refuses_to_be_copied_and_keeps_working(self):
        holders = [self.client, self.client._client, {"client": self.client}]

        for holder in holders:
            for twin in (copy.deepcopy, pickle.dumps):
                with self.assertRaisesRegex(TypeError, "a Client cannot be copied or pickled"):
                    twin(holder)
        with self.assertRaisesRegex(TypeError, "a Client cannot be copied or pickled"):
            copy.copy(self.client)

        self.assertEqual((await self.client.library.list("en")).items, [])

    async def test_an_area_refuses_to_be_copied(self):
        client = self.client
        for area in (client.library, client.user, client.language, client.media, client.storage):
            for twin in (copy.copy, copy.deepcopy, pickle.dumps):
                with self.assertRaisesRegex(TypeError, f"a {type(area).__name__} cannot be copied or pickled"):
                    twin(area)

    async def test_a_directory_is_a_path_or_a_string(self):
        for directory in (Path(self.directory), self.directory):
            async with Client.open(Config(data_dir=directory)) as client:
                await client.prepare()

        self.assertTrue((Path(self.directory) / "cache.db").exists())
        with self.assertRaises(TypeError):
            Client.open(Config(data_dir=7))


class Jobs(SiteScenario):
    async def test_a_running_sync_refuses_to_be_copied(self):
        job = self.client._client.start_sync(_ffi.SyncRequest(editions=["en"]), SilentListener())

        for twin in (copy.copy, copy.deepcopy, pickle.dumps):
            with self.assertRaisesRegex(TypeError, "a SyncJob cannot be copied or pickled"):
                twin(job)

        self.assertIsInstance((await job.wait()).sections[0].outcome, SectionOutcome.UPDATED)


class SilentListener(_ffi.ProgressListener):
    def on_progress(self, progress):
        pass


def public_classes():
    """The generated classes that the package exports, and the cases of its enums."""
    for kind in (getattr(ifilm, name) for name in ifilm.__all__):
        if isinstance(kind, type) and kind.__module__ == _ffi.__name__:
            yield kind
            yield from (case for case in vars(kind).values() if isinstance(case, type) and issubclass(case, kind))
