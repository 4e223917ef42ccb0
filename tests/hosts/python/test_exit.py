"""Python ends without an error, even while threads of the core are running."""

import os
import subprocess
import sys
import tempfile
import unittest

from practice_site import ROOT, PracticeSite

# In this program, a thread of the core returns slowly from a call of the loop, and Python ends slowly, too.
# Seen: if the client did not wait for such threads, one short program in six ended with `FATAL: exception not
# rethrown`. Python before 3.14 kills a thread that returns while Python ends. For a Rust thread, this aborts
# the process.
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


# A program that loses its client in a sync. Seen: the client was collected, nobody waited for its threads,
# and every second such program ended with SIGABRT or SIGSEGV.
LOSES_ITS_CLIENT = """
async def lose_client(leave):
    with open(sys.argv[2]) as catalog:
        await leave(Client.open(Config(data_dir=sys.argv[1] + "/lost", catalog_json=catalog.read())))

async def end_task(client):
    begun = asyncio.Event()
    async def sync():
        async for _ in client.sync(["en"]):
            begun.set()
    task = asyncio.create_task(sync())
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

async def leave_loop(client):
    async for _ in client.sync(["en"]):
        break

loop.run_until_complete(client.close())
"""


# A program that leaves an observation open, and ends as `asyncio.run` does.
OBSERVES = """
async def observe():
    async for _ in client.library.observe("en"):
        break

loop.run_until_complete(observe())
loop.run_until_complete(loop.shutdown_asyncgens())
"""


# A program that ends while a request waits for ever in a transport of its own.
WAITS_IN_A_TRANSPORT = """
class Waiting:
    def exchange(self, request, answer):
        asked.set()
        threading.Event().wait()

asked = threading.Event()
async def leave_loop():
    with open(sys.argv[2]) as catalog:
        config = Config(data_dir=sys.argv[1] + "/host", catalog_json=catalog.read())
    async for _ in Client.open(config, Waiting()).sync(["en"]):
        await asyncio.to_thread(asked.wait)
        break

loop.run_until_complete(leave_loop())
"""


class Exit(unittest.TestCase):
    def test_a_program_that_closes_the_client_ends_without_an_error(self):
        self.assert_ends_well("loop.run_until_complete(client.close())")

    def test_a_program_that_does_not_close_the_client_ends_without_an_error(self):
        self.assert_ends_well("")

    def test_a_program_that_loses_the_client_with_the_task_of_a_sync_ends_well(self):
        self.assert_ends_well_in_a_sync("loop.run_until_complete(lose_client(end_task))")

    def test_a_program_that_loses_the_client_by_leaving_the_loop_of_a_sync_ends_well(self):
        leave = "loop.run_until_complete(lose_client(leave_loop))"
        self.assert_ends_well_in_a_sync(f"{leave}\nloop.run_until_complete(loop.shutdown_asyncgens())")

    def test_a_program_that_leaves_an_observation_open_ends_without_an_error(self):
        self.assert_ends_well(OBSERVES)

    def test_a_program_that_closes_the_client_of_an_open_observation_ends_without_an_error(self):
        self.assert_ends_well(OBSERVES + "loop.run_until_complete(client.close())")

    def test_a_program_whose_transport_never_answers_ends_without_an_error(self):
        with PracticeSite() as site:
            self.assert_ends_well(WAITS_IN_A_TRANSPORT, site.catalog)

    def assert_ends_well_in_a_sync(self, last_words):
        with PracticeSite() as site:
            site.fault(kind="hold")
            self.assert_ends_well(LOSES_ITS_CLIENT + last_words, site.catalog)

    def assert_ends_well(self, last_words, *arguments):
        with tempfile.TemporaryDirectory() as directory:
            command = [sys.executable, "-c", SLOW_THREADS + last_words, directory, *arguments]
            environment = {**os.environ, "PYTHONPATH": str(ROOT / "bindings/python")}
            ended = subprocess.run(command, env=environment, capture_output=True, text=True)

        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
