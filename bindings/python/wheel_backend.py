"""Builds the package for pip: libifilm by Cargo, the sources by ifilm-bindgen, both in a wheel.

It needs Cargo and nothing from PyPI. Where IFILM_LIB names a folder with libifilm and ifilm-bindgen, these
are packed and nothing is built.
"""

import base64
import hashlib
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]

METADATA = """\
Metadata-Version: 2.1
Name: ifilm
Version: {version}
Summary: Client core for a TV site with editions: feed sync, offline reading, language selection
License: MIT OR Apache-2.0
Requires-Python: >=3.10
Description-Content-Type: text/markdown

{readme}"""

WHEEL = """\
Wheel-Version: 1.0
Generator: ifilm
Root-Is-Purelib: false
Tag: {tag}
"""


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Writes the wheel for this platform and gives its name, as PEP 517 asks."""
    subprocess.run([ROOT / "bindings/generate.sh", "--release"], check=True, stdout=sys.stderr)
    name = f"ifilm-{version()}-{tag()}.whl"
    with zipfile.ZipFile(Path(wheel_directory, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        write(wheel, {**package(), **descriptions()})
    return name


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError("build it in a checkout: its Rust sources lie outside of this folder")


def package():
    """The hand-written modules, the generated one, and the library, which loads from beside it."""
    wanted = ("*.py", "py.typed", "libifilm.*")
    files = sorted(file for pattern in wanted for file in FOLDER.glob(f"ifilm/{pattern}"))
    return {f"ifilm/{file.name}": file.read_bytes() for file in files}


def descriptions():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    texts = {"METADATA": METADATA.format(version=version(), readme=readme), "WHEEL": WHEEL.format(tag=tag())}
    return {f"{dist_info()}/{name}": text.encode() for name, text in texts.items()}


def write(wheel, files):
    for name, content in files.items():
        wheel.writestr(name, content)
    lines = [f"{name},sha256={digest(content)},{len(content)}\n" for name, content in files.items()]
    record = f"{dist_info()}/RECORD"
    wheel.writestr(record, "".join(lines) + f"{record},,\n")


def digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def dist_info():
    return f"ifilm-{version()}.dist-info"


def version():
    """The version of the workspace."""
    cargo = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    return re.search(r'^version = "(.+)"', cargo, re.MULTILINE)[1]


def tag():
    """Any Python 3 of this platform: ctypes loads the library, which does not use Python's API."""
    return "py3-none-" + re.sub(r"[^A-Za-z0-9]", "_", sysconfig.get_platform())
