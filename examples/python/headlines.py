#!/usr/bin/env python3
"""Syncs one edition and prints its headlines, newest first.

    PYTHONPATH=bindings/python examples/python/headlines.py [EDITION] [--data DIR] [--catalog FILE]

Where the site cannot be reached it says so in the edition's language, prints what was stored before, and
exits with 1.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from ifilm import Client, Config, IfilmError, SectionOutcome, error_message


async def headlines(options):
    catalog = options.catalog and options.catalog.read_text()
    async with Client.open(Config(data_dir=options.data, catalog_json=catalog)) as client:
        outcome = await sync(client, options.edition)
        for item in (await client.library.list(options.edition)).items:
            print(f"{item.title} ({item.date_text})")
        if isinstance(outcome, SectionOutcome.FAILED):
            languages = {edition.id: edition.language for edition in client.language.editions()}
            return error_message(outcome.code, languages[options.edition])


async def sync(client, edition):
    *_, finished = [event async for event in client.sync([edition])]
    (section,) = finished.report.sections
    return section.outcome


parser = argparse.ArgumentParser(description="Prints the headlines of one edition.")
parser.add_argument("edition", nargs="?", default="en")
parser.add_argument("--data", default="headlines-data", help="the folder for what is stored")
parser.add_argument("--catalog", type=Path, help="a file that describes another site")
try:
    sys.exit(asyncio.run(headlines(parser.parse_args())))
except IfilmError as error:
    sys.exit(error.reason)
