"""Tests the package that pip installed. Run it with the Python of that environment, from any folder."""

import asyncio
import sys
import tempfile
from pathlib import Path

import ifilm


async def main():
    assert Path(ifilm.__file__).is_relative_to(sys.prefix), f"{ifilm.__file__} was not installed by pip"
    with tempfile.TemporaryDirectory() as directory:
        async with ifilm.Client.open(ifilm.Config(data_dir=Path(directory, "data"))) as client:
            assert [edition.id for edition in client.language.editions()] == ["en", "fa", "ar", "fa2"]
            assert (await client.language.choice(["prs-AF"])).edition == "fa2"
            await client.prepare()


asyncio.run(main())
