"""The practice site in a process of its own. It takes commands, one a line (docs/practice-site.md)."""

import json
import os
import subprocess
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class PracticeSite:
    def __init__(self, *options):
        command = [os.environ.get("IFILM_BIN", ROOT / "target/debug/ifilm"), "site", "--seed", "7", *options]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        hello = self._next_answer()
        self.catalog = Path(hello["catalog"])
        self.catalog_json = self.catalog.read_text()
        self.ca_pem = Path(hello["ca"]).read_text() if hello["ca"] else None
        self.now_ms = int(datetime.fromisoformat(hello["now"].replace("Z", "+00:00")).timestamp() * 1000)

    def tell(self, order):
        """Sends a command and waits for its answer."""
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()
        answer = self._next_answer()
        if not answer["ok"]:
            raise AssertionError(f"{order}: {answer['error']}")
        return answer

    def fault(self, after=0, times=None, path=None, **what):
        """Adds a fault for paths that begin with `path`. It skips `after` requests and applies `times`."""
        rule = {"edition": None, "path": path, "after": after, "times": times, "do": what}
        return self.tell(f"fault {json.dumps(rule)}")

    def asked(self):
        """The paths of the requests so far, in order."""
        return [request["path"] for request in self.tell("requests")["requests"]]

    def truth(self, edition, id):
        """What a perfect parser would find on a page."""
        return self.tell(f"truth {edition} {id}")["truth"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.communicate()

    def _next_answer(self):
        line = self._process.stdout.readline()
        if not line:
            raise AssertionError("the practice site ended")
        return json.loads(line)
