import tempfile
import unittest
from pathlib import Path

import count

CARGO = """\
     Running unittests src/lib.rs (target/debug/deps/ifilm_core-0a)

running 3 tests
test catalog::tests::the_embedded_catalogue_is_sound ... ok
test source::tests::a_drip_times_out ... FAILED
test store::tests::a_big_one ... ignored, needs 2 GB

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

     Running tests/story.rs (target/debug/deps/story-0b)

running 0 tests

test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
"""

UNITTEST = """\
test_list (test_story.Story.test_list)
Lists what was synced. ... ok
test_swift (test_story.Story.test_swift) ... skipped 'no Swift here'
test_open (test_story.Story.test_open) ... FAIL

----------------------------------------------------------------------
Ran 3 tests in 0.001s

FAILED (failures=1, skipped=1)
"""

SUREFIRE = """\
<testsuite name="ifilm.StoryTest" tests="3" errors="1" skipped="1" failures="0">
  <testcase name="lists" classname="ifilm.StoryTest"/>
  <testcase name="opens" classname="ifilm.StoryTest"><error message="closed"/></testcase>
  <testcase name="draws" classname="ifilm.StoryTest"><skipped message="no &quot;screen&quot;"/></testcase>
</testsuite>
"""


class CountTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def log(self, text):
        path = self.folder / "log"
        path.write_text(text)
        return path

    def report(self, name, text):
        path = self.folder / "target" / "surefire-reports" / f"TEST-{name}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def test_cargo_is_counted_over_all_binaries(self):
        tally, _ = count.read("cargo", [self.log(CARGO)])

        self.assertEqual((tally.passed, tally.failed), (1, 1))
        self.assertEqual(tally.skips, [("store::tests::a_big_one", "needs 2 GB")])

    def test_a_file_of_rust_tests_without_a_test_is_found(self):
        _, empty = count.read("cargo", [self.log(CARGO)])

        self.assertEqual(empty, ["tests/story.rs"])

    def test_unittest_is_counted_with_its_skips(self):
        tally, empty = count.read("unittest", [self.log(UNITTEST)])

        self.assertEqual((tally.passed, tally.failed), (1, 1))
        self.assertEqual(tally.skips, [("test_swift (test_story.Story.test_swift)", "no Swift here")])
        self.assertEqual(empty, [])

    def test_surefire_is_counted_with_its_skips(self):
        self.report("ifilm.StoryTest", SUREFIRE)

        tally, empty = count.read("surefire", [self.folder])

        self.assertEqual((tally.passed, tally.failed), (1, 1))
        self.assertEqual(tally.skips, [("ifilm.StoryTest.draws", 'no "screen"')])
        self.assertEqual(empty, [])

    def test_a_class_of_kotlin_tests_without_a_test_is_found(self):
        self.report("ifilm.StoryTest", SUREFIRE)
        self.report("ifilm.EmptyTest", '<testsuite tests="0" errors="0" skipped="0" failures="0"/>')

        _, empty = count.read("surefire", [self.folder])

        self.assertEqual(empty, ["TEST-ifilm.EmptyTest"])

    def test_a_source_in_which_nothing_ran_is_empty(self):
        for kind, source in [("cargo", self.log("error: no such package")), ("surefire", self.folder)]:
            _, empty = count.read(kind, [source])

            self.assertEqual(empty, [source])


if __name__ == "__main__":
    unittest.main()
