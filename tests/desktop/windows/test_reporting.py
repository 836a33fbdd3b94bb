"""Reports and exports of overlays from the real window."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.reports.writing import ReportFormat
from desktop.app import Program
from desktop.commands import CommandId
from desktop.windows.overlays_dialog import Chosen
from desktop.windows.report_dialog import ReportDialog, ReportWish

WAIT_MS = 120_000


def opened(program: Program) -> ReportDialog:
    program.window.action(CommandId.REPORT_PHOTOGRAPH).trigger()
    dialog = program.window.reporting.dialog
    assert dialog is not None
    return dialog


@pytest.mark.parametrize("kind", list(ReportFormat))
def test_a_report_of_what_is_shown(ready: Program, tmp_path: Path, qtbot: QtBot, kind: ReportFormat) -> None:
    dialog = opened(ready)
    dialog.formats[kind].setChecked(True)
    dialog.openBox.setChecked(False)
    assert not dialog.identifiersBox.isChecked()
    with qtbot.waitSignal(ready.window.reporting.written, timeout=WAIT_MS):
        dialog.take(tmp_path / "eye")
    path = tmp_path / f"eye{kind.value}"
    content = path.read_bytes()
    assert content.startswith(b"%PDF" if kind is ReportFormat.PDF else b"<!doctype html>")
    if kind is ReportFormat.HTML:
        text = content.decode()
        assert "Not for clinical use" in text
        assert ready.session.photograph is not None
        assert ready.session.photograph.id in text
        assert "eye 1.png" not in text
    assert ready.window.reporting.dialog is None
    again = opened(ready)
    assert again.format() is kind  # remembered
    assert not again.openBox.isChecked()
    assert not again.identifiersBox.isChecked()
    again.reject()


def test_names_are_said_where_that_is_ticked(ready: Program, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(ready)
    dialog.formats[ReportFormat.HTML].setChecked(True)
    dialog.identifiersBox.setChecked(True)
    dialog.openBox.setChecked(False)
    with qtbot.waitSignal(ready.window.reporting.written, timeout=WAIT_MS):
        dialog.take(tmp_path / "eye.html")
    assert "eye 1.png" in (tmp_path / "eye.html").read_text("utf-8")


def test_the_place_is_asked_for(ready: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(tmp_path / "chosen.pdf"), ""))
    dialog = opened(ready)
    dialog.openBox.setChecked(False)
    with qtbot.waitSignal(ready.window.reporting.written, timeout=WAIT_MS):
        dialog.saveButton.click()
    assert (tmp_path / "chosen.pdf").is_file()


def test_what_cannot_be_written_is_said(ready: Program, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a file").write_text("")
    with qtbot.waitSignal(ready.window.services.lanes.files.failed, timeout=WAIT_MS):
        ready.window.reporting.write_photograph(ReportWish(tmp_path / "a file" / "eye.pdf"))


def test_without_a_photograph_there_is_nothing_to_report(program: Program) -> None:
    assert not program.window.action(CommandId.REPORT_PHOTOGRAPH).isEnabled()
    assert not program.window.action(CommandId.EXPORT_OVERLAYS).isEnabled()
    program.window.reporting.ask_photograph()
    program.window.reporting.ask_run()
    program.window.overlay_exporting.ask()
    assert program.window.reporting.dialog is None
    assert program.window.overlay_exporting.dialog is None


def test_overlays_of_all_that_is_listed(ready: Program, tmp_path: Path, qtbot: QtBot) -> None:
    exporting = ready.window.overlay_exporting
    ready.window.action(CommandId.EXPORT_OVERLAYS).trigger()
    dialog = exporting.dialog
    assert dialog is not None
    assert "Grad-CAM" in dialog.told.text()
    assert [button.text() for button in dialog.buttons] == ["All 4 photographs that are listed in Review"]
    out = tmp_path / "overlays"
    with qtbot.waitSignal(exporting.exported, timeout=WAIT_MS):
        dialog.take(out)
    assert len(list(out.glob("*.png"))) == 4
    with (out / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 4
    with qtbot.waitSignal(exporting.exported, timeout=WAIT_MS):
        exporting.export(Chosen("", tuple(ready.session.order)), out, are_names_shown=False)


def test_an_export_into_a_folder_of_something_else_is_refused(ready: Program, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    chosen = Chosen("", tuple(ready.session.order))
    with qtbot.waitSignal(ready.window.services.lanes.making.failed, timeout=WAIT_MS) as blocker:
        ready.window.overlay_exporting.export(chosen, tmp_path / "full", are_names_shown=False)
    assert "not empty" in blocker.args[0].message
