"""A forked process has no threads of the core. Its calls fail instead of waiting for ever, and it can end."""

import os
import subprocess
import sys
import tempfile
import unittest

from practice_site import ROOT, PracticeSite

# The parent reports how the child ended: its exit status, or -14 if the alarm ended it.
PARENT = """
import asyncio, os, signal, sys
from ifilm import Client, Config, IfilmError

def fork(child):
    pid = os.fork()
    if pid == 0:
        signal.alarm(30)
        child()
        sys.exit(0)
    _, status = os.waitpid(pid, 0)
    if status:
        sys.exit(f"the child ended with {os.waitstatus_to_exitcode(status)}")

def expect_closed(call):
    try:
        call()
    except IfilmError.Closed as error:
        assert "forked" in str(error), error
    else:
        sys.exit("no error")

def use_all(client):
    expect_closed(client.language.editions)
    expect_closed(lambda: asyncio.run(client.library.list("en")))
    expect_closed(lambda: asyncio.run(client.close()))

async def open_own():
    async with Client.open(Config(data_dir=sys.argv[1] + "/own")) as client:
        assert (await client.library.list("en")).items == []

client = Client.open(Config(data_dir=sys.argv[1] + "/data"))
asyncio.run(client.library.list("en"))
"""
LAST = """
asyncio.run(client.library.list("en"))
asyncio.run(client.close())
"""

# The child is forked while another thread runs a sync that waits for the site. That thread must use no
# executor: a fork during the first import of `concurrent.futures.thread` releases a lock that nobody took.
IN_A_SYNC = """
import threading
begun = threading.Event()

async def sync():
    global loop, forked
    loop, forked = asyncio.get_running_loop(), asyncio.Event()
    with open(sys.argv[2]) as catalog:
        config = Config(data_dir=sys.argv[1] + "/synced", catalog_json=catalog.read())
    async with Client.open(config) as client:
        events = client.sync(["en"])
        await anext(events)
        begun.set()
        await forked.wait()
        await events.aclose()

syncing = threading.Thread(target=lambda: asyncio.run(sync()), daemon=True)
syncing.start()
begun.wait()
fork(lambda: None)
loop.call_soon_threadsafe(forked.set)
syncing.join()
"""


@unittest.skipUnless(hasattr(os, "fork"), "this system has no fork")
class Fork(unittest.TestCase):
    def test_a_child_that_does_nothing_can_end(self):
        self.assert_ends_well("fork(lambda: None)")

    def test_a_child_that_drops_the_client_can_end(self):
        self.assert_ends_well("fork(lambda: globals().pop('client'))")

    def test_a_child_that_uses_the_client_gets_an_error(self):
        self.assert_ends_well("fork(lambda: use_all(client))")

    def test_a_child_can_open_a_client_of_its_own(self):
        self.assert_ends_well("fork(lambda: asyncio.run(open_own()))")

    def test_a_child_of_a_process_that_syncs_can_end(self):
        with PracticeSite() as site:
            site.fault(times=1, kind="hold")
            self.assert_ends_well(IN_A_SYNC, site.catalog)

    def assert_ends_well(self, middle, *arguments):
        with tempfile.TemporaryDirectory() as directory:
            command = [sys.executable, "-c", PARENT + middle + LAST, directory, *arguments]
            environment = {**os.environ, "PYTHONPATH": str(ROOT / "bindings/python")}
            ended = subprocess.run(command, env=environment, capture_output=True, text=True)

        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
