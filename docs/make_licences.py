"""Write docs/licences.md from what the installed packages say of themselves.

Run it where all extras are installed: `.venv/bin/python docs/make_licences.py`.
"""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "licences.md"
NVIDIA = "LicenseRef-NVIDIA-Proprietary"

ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC0-1.0",
        "ISC",
        "LGPL-3.0-only",
        "MIT",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Zlib",
        "Apache-2.0 WITH LLVM-exception",
        NVIDIA,
    }
)
"""Licences under which a package may be part of the program. For what each asks see the head of docs/licences.md."""

SPELLINGS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "NVIDIA Proprietary Software": NVIDIA,
    "Python Software Foundation License": "PSF-2.0",
}
"""What packages write that do not use SPDX yet."""

SPDX = re.compile(r"[\w.+-]+(?: (?:AND|OR|WITH) [\w.+-]+)*")

LICENCE_FILE = re.compile(r"\.dist-info/.*(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)

CHECKED_BY_HAND = {
    "cuda-toolkit": NVIDIA,  # a list of the nvidia-* packages, without files or licence of its own
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyinstaller-hooks-contrib": "Apache-2.0",  # hooks at run time; the hooks at build time are GPL-2.0-or-later
}

HEAD = """# Licences of what Funduscope uses

Written by `docs/make_licences.py` from the metadata of the installed packages; `tests/test_licences.py` fails when a
package joins the program under a licence that is not on the list there, or only under the GPL.

What the licences ask of whoever passes the built program on:

- **LGPL-3.0** (Qt, PySide6, Shiboken): Qt is linked dynamically and lies in the built folder as separate libraries that
  anyone may replace by their own build; nothing of it is changed. Only the Essentials are used, none of the Qt modules
  that are under the GPL alone. The packages bring no licence texts, so they are in `docs/licences`.
- **NVIDIA's licences** (Linux, for the computation on graphics cards): redistributable as part of a program under the
  terms of the CUDA Toolkit and cuDNN ("redistributable software"); not free software. macOS and Windows install none.
- **MPL-2.0** (tqdm): unchanged files; their source is the package itself.
- **MIT-CMU** (Pillow, the former HPND), **BSD, MIT, Apache-2.0, ISC, Zlib, PSF**: the notices go with the packages.
- The OpenCV wheel holds FFmpeg under LGPL-2.1 as separate libraries, as its own licence file says. It is the headless
  build: no second Qt.
- The GDCM wheel (Apache-2.0) holds OpenJPEG and the IJG's JPEG library (BSD-like), CharLS (BSD), Expat and libuuid
  (BSD, MIT), zlib, Socket++ and OpenSSL 1.1 (OpenSSL's own licence: its notice goes with the program). "This product
  includes software developed by the OpenSSL Project for use in the OpenSSL Toolkit (https://www.openssl.org/)", and
  "cryptographic software written by Eric Young (eay@cryptsoft.com)". pylibjpeg's JPEG decoder, which is under the GPL,
  is not used.
- **openpyxl and et-xmlfile** (MIT) bring no licence texts, so they are in `docs/licences`.
- **PyInstaller** (only to build): GPL with an exception for the boot loader, so that what it builds keeps its licence.

The built program holds all these texts in its folder `licences`.

Funduscope itself is under the Apache License 2.0, see `LICENSE`.
"""


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package, under which licence, and what it is here for: `program` or the names of extras."""

    name: str
    version: str
    licence: str
    used_in: tuple[str, ...]


def licence_of(name: str) -> str:
    """The SPDX expression of a package's licence. Raises ValueError where its metadata name none that is known."""
    name = canonicalize_name(name)
    if name in CHECKED_BY_HAND:
        return CHECKED_BY_HAND[name]
    metadata = importlib.metadata.metadata(name)
    classifiers = [
        line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier") or [] if "OSI Approved" in line
    ]
    for text in (metadata.get("License-Expression"), metadata.get("License"), *classifiers):
        expression = SPELLINGS.get(text or "", text or "")
        if SPDX.fullmatch(expression):
            return expression
    raise ValueError(f"{name} does not say under which licence it is: look, and add it to CHECKED_BY_HAND")


def is_allowed(expression: str) -> bool:
    """Whether one of the alternatives of an SPDX expression needs nothing beyond the allowed licences."""
    return any(
        all(licence.strip("() ") in ALLOWED for licence in alternative.split(" AND "))
        for alternative in expression.split(" OR ")
    )


def closure(requirements: Iterable[str]) -> set[str]:
    """The names of everything that these requirements install on this machine."""
    found: set[str] = set()
    waiting = [(Requirement(text), "") for text in requirements]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({**default_environment(), "extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        if name == "opencv-python":  # replaced by the headless build, see pyproject.toml
            continue
        found.add(name)
        for wanted in ("", *requirement.extras):
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                waiting += [(Requirement(text), wanted) for text in importlib.metadata.requires(name) or []]
    return found


def packages() -> list[Package]:
    """Every package that the program or one of its extras needs, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    program = closure(project["dependencies"])
    users = {name: ["program"] for name in program}
    for extra, requirements in project["optional-dependencies"].items():
        for name in closure(requirements) - program:
            users.setdefault(name, []).append(extra)
    return [
        Package(name, importlib.metadata.version(name), licence_of(name), tuple(used))
        for name, used in sorted(users.items())
    ]


def licence_files() -> list[tuple[str, str]]:
    """(file, folder to put it into) of every licence text that must go with the built program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = [(str(path), "licences") for path in sorted((ROOT / "docs" / "licences").iterdir())]
    for name in sorted(closure(project["dependencies"])):
        for file in importlib.metadata.files(name) or []:
            if LICENCE_FILE.search(file.as_posix()):
                inside = Path(file.as_posix().partition(".dist-info/")[2]).parent
                found.append((str(file.locate()), (Path("licences") / name / inside).as_posix()))
    return found


def document(found: list[Package]) -> str:
    """The text of docs/licences.md."""
    rows = [f"| {one.name} | {one.version} | {one.licence} | {', '.join(one.used_in)} |" for one in found]
    return "\n".join([HEAD, "| package | version | licence | used in |", "|---|---|---|---|", *rows, ""])


if __name__ == "__main__":
    TARGET.write_text(document(packages()), "utf-8")
    print(f"wrote {TARGET}")
