"""Writes to the disk fail in a process of its own: the host gets a typed error, and reads go on."""

import errno
import os
import subprocess
import sys

from practice_site import ROOT
from scenario import SiteScenario

from ifilm import ErrorCode

SOURCE = ROOT / "tests/e2e/process/faults.c"

# Prints the code of the error, how many items are listed before and after it, and whether one can be read.
SAVING = """
import asyncio, sys
from ifilm import ArticleBody, Client, Config, IfilmError

async def main(data, catalog):
    client = Client.open(Config(data_dir=data, catalog_json=catalog))
    before = (await client.library.list("en")).items
    try:
        await client.user.save(before[0].key)
        print("saved")
    except IfilmError as error:
        after = (await client.library.list("en")).items
        article = await client.library.article(after[0].key)
        print(error.code().name, len(before), len(after), isinstance(article.body, ArticleBody.READY))
    await client.close()

asyncio.run(main(sys.argv[1], sys.stdin.read()))
"""


class FailingWrites(SiteScenario):
    async def test_a_full_disk_has_its_code_and_reads_go_on(self):
        await self.sync("en")
        await self.client.close()
        library = self.library()

        self.assertEqual(self.said(library, errno.ENOSPC), f"{ErrorCode.STORAGE_FULL.name} 30 30 True\n")

        self.client = self.open()
        self.assertEqual((await self.client.user.saved()).items, [])

    def said(self, library, number):
        faults = {"LD_PRELOAD": library, "FAULT_DIR": self.directory, "FAULT_CALLS": "write,sync"}
        failing = {"FAULT_AS": str(number), "FAULT_AT": "1", "FAULT_LASTING": "1"}
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "bindings/python"), **faults, **failing}
        command = [sys.executable, "-c", SAVING, self.directory]
        ended = subprocess.run(
            command, env=environment, input=self.site.catalog_json, capture_output=True, text=True
        )
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        return ended.stdout

    def library(self):
        library = f"{self.directory}.so"
        try:
            subprocess.run(["cc", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl", "-pthread"], check=True)
        except FileNotFoundError:
            self.skipTest("there is no C compiler")
        return library
