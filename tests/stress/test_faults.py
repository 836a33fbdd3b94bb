"""A disk that is full, read-only or broken at any call of any writer: it is said, the file before is whole, no rest."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from core.datasets.catalogue.annotations import Annotation
from core.datasets.catalogue.project import Project
from core.errors import FunduscopeError
from desktop.settings import RECENT_MODELS, Settings
from tests.stress.faults import FAULTS, Faults, no_file_larger_than
from tests.stress.further_writers import FURTHER_WRITERS
from tests.stress.writers import WRITERS as FIRST_WRITERS
from tests.stress.writers import Writer, project_with_marks

WRITERS = {**FIRST_WRITERS, **FURTHER_WRITERS}

EVERY, FURTHER, MOST_CALLS = 20, 1.25, 2000
"""Each of so many first calls, then further and further apart: a PDF is written in hundreds."""
SLOW = ("features-page", "dictionary", "report-pdf")
"""Whole pages, drawn anew for every call."""
SAID_BY_THE_CALLER = ("view", "prepared-set", "table", "prepared-hdf5", "raw-map", "class-maps")
"""These let the system's own error through; whoever calls them puts it into words."""


def strike(
    name: str, folder: Path, fault: Callable[[], AbstractContextManager[object]], *, must_say: Callable[[], bool]
) -> None:
    """Write version 1 over version 0 while the disk fails, and look at what is left."""
    writer = WRITERS[name]
    before = files(folder)
    said: BaseException | None = None
    try:
        with fault():
            writer.write(folder, 1)
    except (FunduscopeError, OSError) as error:
        said = error
    after = files(folder)
    if said is not None:
        assert not writer.is_quiet
        assert isinstance(said, FunduscopeError) or name in SAID_BY_THE_CALLER, f"{type(said).__name__}: {said}"
        assert ".part" not in str(said), "a temporary file is named, of which nobody knows"
        assert after == before, "what was there has changed, or a rest is left"
    else:
        assert writer.is_quiet or not must_say(), "nobody was told that it is not written"
        assert set(after) == set(before) or name == "thumbnail" or writer.adds_files
    assert writer.read(folder) == (0 if said is not None or must_say() else 1) or writer.is_quiet


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of files")
def test_a_project_on_a_full_disk_says_so_and_goes_on_once_there_is_room(tmp_path: Path) -> None:
    path = project_with_marks(tmp_path / "study", 0)
    with Project.open(path) as project:
        (photograph,) = project.files.at(path.parent / "eyes" / "eye.png")
        with no_file_larger_than(0), pytest.raises(FunduscopeError, match=r"disk|written|room"):
            project.annotations.put(photograph, "bo", Annotation(notes="x" * 100_000))
        assert project.database.check() == ""
        assert {said.reader for said in project.annotations.everything()} == {"version 0"}
        project.annotations.put(photograph, "bo", Annotation(notes="later"))
    with Project.open(path) as project:
        assert {said.reader for said in project.annotations.everything()} == {"version 0", "bo"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of files")
def test_settings_on_a_full_disk_are_as_before(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    Settings(path).setValue(RECENT_MODELS, ("one",))
    before = path.read_bytes()
    settings = Settings(path)
    with no_file_larger_than(0):
        settings.setValue(RECENT_MODELS, ("two" * 1000,))
        settings.deleteLater()
    assert path.read_bytes() == before
    assert b"one" in before
    assert [one.name for one in tmp_path.iterdir() if one.suffix != ".lock"] == ["settings.ini"]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def begun(writer: Writer, place: Path) -> Path:
    place.mkdir()
    writer.write(place, 0)
    assert writer.read(place) == 0
    return place


@pytest.mark.parametrize(
    "number", [FAULTS[0], *(pytest.param(number, marks=pytest.mark.slow) for number in FAULTS[1:])]
)
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in WRITERS]
)
def test_a_fault_at_every_call(name: str, number: int, tmp_path: Path) -> None:
    warm = begun(WRITERS[name], tmp_path / "warm")  # what is imported and made but once is there
    WRITERS[name].write(warm, 1)
    assert WRITERS[name].read(warm) == 1 or name == "thumbnail"
    at = 0
    while at < MOST_CALLS:
        at = at + 1 if at < EVERY else int(at * FURTHER)
        folder = begun(WRITERS[name], tmp_path / str(at))
        if not WRITERS[name].adds_files:
            WRITERS[name].write(tmp_path / "warm", 1)
        faults = Faults(folder, at, number)
        strike(name, folder, faults.at_work, must_say=lambda faults=faults: faults.has_struck)
        if not faults.has_struck:
            assert at > 1, "nothing was written"
            return
    pytest.fail(f"more than {MOST_CALLS} calls")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of files")
@pytest.mark.parametrize("share", [0.5, *(pytest.param(share, marks=pytest.mark.slow) for share in (0.0, 0.99))])
@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_cannot_grow(name: str, share: float, tmp_path: Path) -> None:
    folder = begun(WRITERS[name], tmp_path / "a")
    WRITERS[name].write(begun(WRITERS[name], tmp_path / "warm"), 1)
    most = max((len(content) for content in files(tmp_path / "warm").values()), default=0)
    strike(name, folder, lambda: no_file_larger_than(int(most * share)), must_say=lambda: True)
