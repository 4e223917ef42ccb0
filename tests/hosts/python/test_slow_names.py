"""Reading and closing during a sync with slow name look-ups. A process of its own has a slow resolver."""

import os
import subprocess
import sys
import tempfile
import unittest

from practice_site import ROOT

SOURCE = ROOT / "tests/fixtures/slow_names.c"

# Prints the median time of a list alone, the median and the longest during the sync, and the time of the
# close.
BESIDE_A_SYNC = """
import asyncio, statistics, sys, time
from ifilm import Client, Config

async def times(client):
    taken = []
    for _ in range(300):
        start = time.monotonic()
        await client.library.list("fa")
        taken.append(time.monotonic() - start)
    return taken

async def sync(client):
    async for _ in client.sync([]):
        pass

async def main():
    client = Client.open(Config(data_dir=sys.argv[1]))
    await client.prepare()
    alone = await times(client)
    syncing = asyncio.create_task(sync(client))
    beside = await times(client)
    assert not syncing.done()
    start = time.monotonic()
    await client.close()
    print(statistics.median(alone), statistics.median(beside), max(beside), time.monotonic() - start)

asyncio.run(main())
"""


class SlowNames(unittest.TestCase):
    # Once, a list and the close took 11.7 s each, because readers and look-ups shared the runtime's four
    # threads.
    def test_lists_and_a_close_do_not_wait_for_the_names_that_a_sync_looks_up(self):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "PYTHONPATH": str(ROOT / "bindings/python"), "SLOW_NAMES": "12"}
            environment["LD_PRELOAD"] = self.slow_resolver(folder)
            command = [sys.executable, "-c", BESIDE_A_SYNC, f"{folder}/data"]
            ended = subprocess.run(command, env=environment, capture_output=True, text=True)

        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        alone, beside, longest, closing = map(float, ended.stdout.split())
        self.assertLessEqual(beside, alone + 0.05)
        self.assertLessEqual(longest, 1)
        self.assertLessEqual(closing, 3)

    def slow_resolver(self, folder):
        library = f"{folder}/slow_names.so"
        try:
            subprocess.run(["cc", "-shared", "-fPIC", "-o", library, SOURCE], check=True)
        except FileNotFoundError:
            self.skipTest("there is no C compiler")
        return library
