"""The examples do what their documentation says."""

import os
import subprocess
import sys

from practice_site import ROOT
from scenario import SiteScenario

from ifilm import ErrorCode, error_message


class Headlines(SiteScenario):
    async def test_it_prints_the_new_headlines_and_the_stored_ones_if_the_site_is_gone(self):
        first = self.headlines("fa2")
        self.site.tell("stop")
        offline = self.headlines("fa2")

        items = (await self.client.library.list("fa2")).items
        self.assertEqual(first.stdout.splitlines(), [f"{item.title} ({item.date_text})" for item in items])
        self.assertEqual((first.returncode, first.stderr), (0, ""))
        self.assertEqual(offline.stdout, first.stdout)
        self.assertEqual((offline.returncode, offline.stderr), (1, error_message(ErrorCode.OFFLINE, "fa-AF") + "\n"))

    async def test_an_unknown_edition_is_reported_in_one_line(self):
        ended = self.headlines("xx")

        self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (1, "", "there is no edition `xx`\n"))

    def headlines(self, edition):
        program = [sys.executable, ROOT / "examples/python/headlines.py"]
        options = [edition, "--data", self.directory, "--catalog", self.site.catalog]
        variables = {"PYTHONPATH": str(ROOT / "bindings/python"), "PYTHONUTF8": "1", "TZ": "Asia/Kabul"}
        environment = {**os.environ, **variables}
        return subprocess.run([*program, *options], env=environment, capture_output=True, encoding="utf-8")
