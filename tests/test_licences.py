"""The program may be given away: every package in it is under a licence that allows it."""

import importlib.util
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def licences(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_licences", repository / "docs" / "make_licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def program(licences: ModuleType, repository: Path) -> set[str]:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    found = licences.closure(project["dependencies"])
    assert len(found) > 20  # or the walk through the metadata has gone wrong
    return set(found)


def test_every_package_of_the_program_is_under_an_allowed_licence(licences: ModuleType, program: set[str]) -> None:
    refused = {
        name: licences.licence_of(name) for name in program if not licences.is_allowed(licences.licence_of(name))
    }
    assert refused == {}


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("GPL-2.0-only OR GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND BSD-3-Clause", True),
        ("AGPL-3.0-or-later", False),
    ],
)
def test_gpl_alone_is_refused(licences: ModuleType, expression: str, allowed: bool) -> None:
    assert licences.is_allowed(expression) is allowed


def test_the_document_names_every_package_of_the_program_with_its_licence(
    licences: ModuleType, program: set[str], repository: Path
) -> None:
    rows = re.findall(
        r"^\| (\S+) \| \S+ \| (.+?) \| (.+?) \|$", (repository / "docs/licences.md").read_text("utf-8"), re.M
    )
    written = {name: licence for name, licence, used in rows if "program" in used}
    assert {name: written.get(name) for name in program} == {name: licences.licence_of(name) for name in program}


def test_no_package_brings_a_second_qt_or_gpl_decoder(program: set[str]) -> None:
    installed = {distribution.name.lower() for distribution in metadata.distributions()}
    assert installed & {"opencv-python", "opencv-contrib-python", "pyqt5", "pyqt6", "pylibjpeg-libjpeg"} == set()


def test_the_licence_file_is_the_whole_apache_licence(repository: Path) -> None:
    text = (repository / "LICENSE").read_text("utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "limitations under the License." in text
