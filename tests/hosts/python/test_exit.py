"""Python ends well, whatever the threads of the core are doing then."""

import os
import subprocess
import sys
import tempfile
import unittest

from practice_site import ROOT

# A thread of the core that called the loop returns slowly, and Python ends slowly, too. Where nobody waited
# for such threads, one short program in six ended with `FATAL: exception not rethrown`: Python before 3.14
# kills a thread that returns during its end, and a Rust thread killed so takes the process with it.
SLOW_THREADS = """
import asyncio, sys, threading, time
from ifilm import Client, Config

class Loop(asyncio.SelectorEventLoop):
    def call_soon_threadsafe(self, *arguments, **options):
        super().call_soon_threadsafe(*arguments, **options)
        if threading.current_thread() is not threading.main_thread():
            time.sleep(0.1)

class Last:
    def __del__(self, sleep=time.sleep):
        sleep(0.5)

sys.modules["last"] = Last()
client, loop = Client.open(Config(data_dir=sys.argv[1])), Loop()
loop.run_until_complete(client.library.list("en"))
"""


class Exit(unittest.TestCase):
    def test_a_program_that_closes_the_client_ends_well(self):
        self.assert_ends_well("loop.run_until_complete(client.close())")

    def test_a_program_that_forgets_to_close_the_client_ends_well(self):
        self.assert_ends_well("")

    def assert_ends_well(self, last_words):
        with tempfile.TemporaryDirectory() as directory:
            command = [sys.executable, "-c", SLOW_THREADS + last_words, directory]
            environment = {**os.environ, "PYTHONPATH": str(ROOT / "bindings/python")}
            ended = subprocess.run(command, env=environment, capture_output=True, text=True)

        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
