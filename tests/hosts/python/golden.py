"""The golden tables. The tests in Rust and Kotlin read the same ones."""

import json

from practice_site import ROOT


def golden(name):
    """The rows of tests/fixtures/language/NAME.jsonl, in order."""
    text = (ROOT / "tests/fixtures/language" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]
