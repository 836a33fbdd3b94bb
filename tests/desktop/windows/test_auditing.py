"""The audit beside the real window."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from core.datasets.catalogue.project import Project
from core.images.reading import find_photographs
from desktop.app import Program
from desktop.commands import CommandId
from desktop.windows.auditing_dialog import AuditingDialog

WAIT_MS = 90_000


@pytest.fixture
def source(repository: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    folder.mkdir()
    eyes = list(find_photographs(repository / "resources" / "samples" / "fundus" / "images"))[:2]
    for number, path in enumerate([*eyes, eyes[0]]):
        (folder / f"eye{number}.jpg").write_bytes(path.read_bytes())
    Image.fromarray(np.full((400, 400, 3), 200, np.uint8)).save(folder / "wall.png")
    (folder / "labels.csv").write_text("image,grade\neye0.jpg,0\neye1.jpg,1\neye2.jpg,2\nwall.png,1\n")
    return folder


@pytest.fixture
def dialog(program: Program, qtbot: QtBot) -> Iterator[AuditingDialog]:
    program.window.action(CommandId.AUDIT).trigger()
    qtbot.waitUntil(lambda: program.window.auditing.dialog is not None, timeout=WAIT_MS)
    opened = program.window.auditing.dialog
    assert opened is not None
    yield opened
    if program.window.auditing.dialog is opened:
        opened.reject()


def test_findings_lead_to_their_photographs(
    program: Program, dialog: AuditingDialog, source: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.sourceEdit.setText(str(source))
    with qtbot.waitSignal(program.window.auditing.audited, timeout=WAIT_MS):
        dialog.startButton.click()
    assert dialog.tree.titles() == [
        "No disc of light (1)",
        "Byte for byte the same (1)",
        "The same, with different labels (1)",
    ]
    qtbot.waitUntil(lambda: dialog.pictures.captions() == ["wall.png"], timeout=WAIT_MS)
    conflict = dialog.tree.topLevelItem(2)
    assert conflict is not None
    dialog.tree.setCurrentItem(conflict.child(0))
    qtbot.waitUntil(lambda: dialog.pictures.captions() == ["eye0.jpg", "eye2.jpg"], timeout=WAIT_MS)
    dialog.showButton.click()
    qtbot.waitUntil(lambda: set(program.session.order) >= {source / "eye0.jpg", source / "eye2.jpg"}, timeout=WAIT_MS)
    assert program.session.selection.photograph == source / "eye0.jpg"
    dialog.saveJson(tmp_path / "audit.json")
    dialog.saveReport(tmp_path / "audit.html")
    qtbot.waitUntil(lambda: (tmp_path / "audit.html").exists(), timeout=WAIT_MS)
    assert json.loads((tmp_path / "audit.json").read_text("utf-8"))["counts"]["label_conflict"] == 1


def test_what_cannot_be_audited_is_said_and_what_goes_on_can_be_cancelled(
    program: Program, dialog: AuditingDialog, source: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.startButton.click()
    assert "Say which photographs" in dialog.problem.text()
    dialog.sourceEdit.setText(str(tmp_path / "nowhere"))
    dialog.startButton.click()
    qtbot.waitUntil(lambda: "There is no data set" in dialog.problem.text(), timeout=WAIT_MS)
    qtbot.waitUntil(dialog.startButton.isEnabled, timeout=WAIT_MS)
    dialog.sourceEdit.setText(str(source))
    dialog.startButton.click()
    assert not dialog.startButton.isEnabled()
    dialog.cancelButton.click()
    qtbot.waitUntil(dialog.startButton.isEnabled, timeout=WAIT_MS)
    assert dialog.audit() is None


def test_findings_are_acted_on_in_the_project(
    program: Program, dialog: AuditingDialog, source: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    projects = program.window.services.projects
    assert not dialog.projectButton.isVisible()
    projects.create(tmp_path / "eyes.funduscope")
    qtbot.waitUntil(lambda: projects.project is not None, timeout=WAIT_MS)
    projects.add_folder(source, source / "labels.csv")
    qtbot.waitUntil(lambda: projects.content.photographs == 3 and bool(projects.content.schemes), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not projects.is_reading, timeout=WAIT_MS)
    dialog.sourceEdit.setText(str(source))
    with qtbot.waitSignal(program.window.auditing.audited, timeout=WAIT_MS):
        dialog.startButton.click()
    project = projects.project
    assert project is not None
    assert not dialog.projectButton.isHidden()
    qtbot.waitUntil(lambda: "not_a_fundus" in project.findings.counts(), timeout=WAIT_MS)
    assert project.findings.counts()["label_conflict"] == 1
    wall = dialog.tree.topLevelItem(0)
    assert wall is not None
    dialog.tree.setCurrentItem(wall)
    menu = dialog.projectMenu.actions()
    menu[0].trigger()
    audit = dialog.audit()
    assert audit is not None
    ids = {Path(name).name: identity for name, identity in zip(audit.names, audit.ids, strict=True)}
    left_out = {ids["wall.png"]: "audit: no disc of light", ids["eye0.jpg"]: "", ids["eye1.jpg"]: ""}
    qtbot.waitUntil(lambda: _rows(project) == left_out, timeout=WAIT_MS)
    conflict = dialog.tree.topLevelItem(2)
    assert conflict is not None
    dialog.tree.setCurrentItem(conflict.child(0))
    photograph, scheme = project.photographs.find(ids["eye0.jpg"]), projects.content.schemes[0].id
    assert photograph is not None
    dialog.correctionWanted.emit([ids["eye0.jpg"]], 2)
    # Not for `changed`: one of the exclusion before may still be on its way.
    qtbot.waitUntil(lambda: project.labels.current(scheme)[photograph].value == 2, timeout=WAIT_MS)


def _rows(project: Project) -> dict[str, str]:
    """By content, why a photograph is left out."""
    with closing(sqlite3.connect(project.path)) as connection:
        return dict(connection.execute("SELECT lower(hex(content)), exclusion FROM photographs").fetchall())
