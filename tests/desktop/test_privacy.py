"""What the window leaves behind names no patient, what it needs for a while is private, and nobody can call it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import psutil
import pydicom
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.commands import CommandId
from desktop.crash import without_patients
from desktop.files import write_atomically
from desktop.self_test.material import write_dicom

NAME, NUMBER, PLACE = "Zweisternchen^Ottilie", "PID-4711-0815", "Klinik Nirgend"
PLANTED = (*NAME.split("^"), NUMBER, PLACE)
IS_POSIX = os.name == "posix"


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A DICOM and a JPEG file that say whose eyes they show."""
    folder = tmp_path / "planted"
    folder.mkdir()
    path = write_dicom(folder / "first.dcm")
    data = pydicom.dcmread(path)
    data.PatientName, data.PatientID, data.InstitutionName = NAME, NUMBER, PLACE
    data.save_as(path)
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x8298] = NAME, NUMBER, PLACE
    Image.new("RGB", (120, 90), (150, 60, 40)).save(folder / "second.jpg", exif=exif)
    return folder


def test_nothing_that_the_window_keeps_names_a_patient_and_nobody_can_call_it(
    ready: Program, planted: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window, session = ready.window, ready.session
    window.open_paths([planted], replaces=True)
    qtbot.waitUntil(lambda: len(session.order) == 2)
    for path in list(session.order):
        session.choosePhotograph(path)
        qtbot.waitUntil(
            lambda path=path: (
                session.photograph is not None
                and session.photograph.path == path
                and session.explanation is not None
                and session.explanation.query.image == session.photograph.id
            )
        )
        window.action(CommandId.COPY_CAPTION).trigger()
    ready.projects.create(tmp_path / "user" / "eyes.funduscope")
    qtbot.waitUntil(lambda: ready.projects.project is not None)
    ready.projects.add_folder(planted)
    qtbot.waitUntil(lambda: not ready.projects.is_reading and ready.projects.content.photographs == 2)
    assert listening() == []
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    files = [path for path in (tmp_path / "user").rglob("*") if path.is_file()]
    assert any(path.name == "settings.ini" for path in files)
    for path in files:
        content = path.read_bytes()
        forms = [form for word in PLANTED for form in (word.encode(), word.encode("utf-16-le"))]
        assert not [form for form in forms if form in content], path.name
        assert not [word for word in PLANTED if word in str(path.relative_to(tmp_path))]


def listening() -> list[object]:
    """The sockets at which this process or one that it has started waits to be called."""
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return [
        (process.name(), each.laddr)
        for process in processes
        for each in process.net_connections(kind="inet")
        if each.status == psutil.CONN_LISTEN
    ]


@pytest.mark.skipif(not IS_POSIX, reason="permissions are those of the folder there")
def test_a_file_that_is_not_whole_yet_is_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    replace = Path.replace

    def look(self: Path, target: Path) -> Path:
        seen.append(stat.S_IMODE(self.stat().st_mode))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", look)
    write_atomically(tmp_path / "kept.json", lambda file: file.write(b"{}"))
    assert seen == [0o600]
    assert [path.name for path in tmp_path.iterdir()] == ["kept.json"]


@pytest.mark.parametrize(
    "text",
    [
        f"cannot read '/data/{NAME}'",
        f"cannot read /data/{NAME}/IM0001 (damaged)",
        f"PosixPath('/data/{NUMBER}/labels.csv')",
        f"D:\\{NUMBER}\\IM1 is in use",
        f"'D:/two words/{NUMBER}/IM1'",
        f"/data/{NUMBER}/eyes.h5#frame=3",
    ],
)
def test_a_crash_report_leaves_places_out(text: str) -> None:
    assert not [word for word in (NAME, NUMBER) if word in without_patients(text)]


def test_a_crash_report_says_where_in_the_source_it_was() -> None:
    line = f'  File "{sys.prefix}/desktop/app.py", line 3, in main'
    assert "desktop/app.py" in without_patients(line)
