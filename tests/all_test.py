"""What all.sh answers to people: its help, a wrong step, and where its logs are."""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ALL = Path(__file__).with_name("all.sh")


def all_sh(*arguments, **environment):
    return subprocess.run([ALL, *arguments], capture_output=True, text=True, env=os.environ | environment)


def steps():
    return re.search(r"^STEPS=\((.*)\)$", ALL.read_text(), re.M)[1].split()


class Help(unittest.TestCase):
    def test_help_has_the_usage_and_a_line_for_each_step(self):
        for option in ["-h", "--help"]:
            answer = all_sh(option)

            lines = answer.stdout.splitlines()
            self.assertEqual((answer.returncode, lines[0]), (0, "usage: tests/all.sh [STEP…]"))
            self.assertEqual([line.split()[0] for line in lines if line.startswith("  ")], steps())
            for line in lines:
                self.assertLessEqual(len(line), 110)
                self.assertFalse(re.fullmatch(r"  \S+\s*", line), f"`{line.strip()}` has no description")

    def test_a_step_that_is_none_is_named_and_the_steps_are_listed(self):
        answer = all_sh("format", "rusty")

        self.assertEqual(answer.returncode, 2)
        self.assertEqual(answer.stderr, f"all.sh: no step rusty; there are: {' '.join(steps())}\n")


class Logs(unittest.TestCase):
    def test_logs_lie_below_the_target_directory_that_is_asked_for(self):
        with tempfile.TemporaryDirectory() as target:
            answer = all_sh("format", CARGO_TARGET_DIR=target)

            self.assertIn("1 passed", answer.stdout)
            self.assertTrue((Path(target) / "all/format.log").exists())
