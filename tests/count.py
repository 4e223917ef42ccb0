"""Counts the tests that a runner says it ran: count.py cargo|surefire|unittest SOURCE… --skips FILE

Prints `PASSED FAILED SKIPPED` and writes one line, name and reason, for each skipped test to FILE.
A suite in which no test ran counts as a failure: nothing was shown.
"""

import argparse
import re
import sys
from collections import namedtuple
from pathlib import Path
from xml.etree import ElementTree

Tally = namedtuple("Tally", "passed failed skips")  # skips: (name, reason or None) of each


def cargo(log):
    """The output of `cargo test`."""
    results = re.findall(r"^test result: \w+\. (\d+) passed; (\d+) failed", log, re.M)
    skips = re.findall(r"^test (.+) \.\.\. ignored(?:, (.*))?$", log, re.M)
    return Tally(sum(int(p) for p, _ in results), sum(int(f) for _, f in results), skips)


def cargo_empty(log):
    """The files of integration tests that hold no test."""
    return re.findall(r"^ *Running (tests/\S+\.rs) [^\n]*\n\s*running 0 tests$", log, re.M)


def surefire(folders):
    """The XML reports under folders of Maven modules."""
    suites = [ElementTree.parse(report).getroot() for report in reports(folders)]
    ran = sum(int(suite.get("tests")) for suite in suites)
    failed = sum(int(suite.get(kind)) for suite in suites for kind in ("failures", "errors"))
    skips = [skip for suite in suites for skip in surefire_skips(suite)]
    return Tally(ran - failed - len(skips), failed, skips)


def surefire_skips(suite):
    for case in suite.iter("testcase"):
        skip = case.find("skipped")
        if skip is not None:
            yield f"{case.get('classname')}.{case.get('name')}", skip.get("message")


def surefire_empty(folders):
    """The test classes without a test."""
    return [report.stem for report in reports(folders) if ElementTree.parse(report).getroot().get("tests") == "0"]


def reports(folders):
    return sorted(report for folder in folders for report in Path(folder).glob("**/target/surefire-reports/TEST-*.xml"))


def unittest(log):
    """The output of `python -m unittest --verbose`."""
    ran = sum(int(n) for n in re.findall(r"^Ran (\d+) tests?", log, re.M))
    last = "".join(re.findall(r"^(?:OK|FAILED) \(.*\)$", log, re.M))
    failed = sum(int(n) for n in re.findall(r"(?:failures|errors|unexpected successes)=(\d+)", last))
    skips = re.findall(r"^(.+) \.\.\. skipped ['\"](.*)['\"]$", log, re.M)
    return Tally(ran - failed - len(skips), failed, skips)


def read(kind, sources):
    """The tally of a log or of some folders, and the suites in which no test ran."""
    tally, empty = parse(kind, sources)
    if tally.passed + tally.failed == 0:
        empty = sources
    return tally, empty


def parse(kind, sources):
    if kind == "surefire":
        return surefire(sources), surefire_empty(sources)
    log = "".join(Path(source).read_text(errors="replace") for source in sources)
    return (cargo(log), cargo_empty(log)) if kind == "cargo" else (unittest(log), [])


def report(tally, empty, skips_file):
    for suite in empty:
        print(f"count.py: no test ran in {suite}", file=sys.stderr)
    lines = [f"{name}: {reason or 'no reason given'}\n" for name, reason in tally.skips]
    Path(skips_file).write_text("".join(lines))
    print(max(tally.passed, 0), tally.failed + len(empty), len(tally.skips))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("kind", choices=["cargo", "surefire", "unittest"])
    arguments.add_argument("sources", nargs="+")
    arguments.add_argument("--skips", required=True)
    given = arguments.parse_args()
    report(*read(given.kind, given.sources), given.skips)


if __name__ == "__main__":
    main()
