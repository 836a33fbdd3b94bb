"""What nobody caught is shown, without a patient in it."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.crash import CrashReporter, describe, without_patients


@pytest.mark.parametrize(
    "text",
    [
        "cannot read /data/Müller, Hans/OD 2024.jpg",
        "open('C:\\\\patients\\\\Doe John.TIFF')",
        "KeyError: PosixPath('/home/x/smith_jane.dcm')",
        "bad file smith_jane.png: truncated",
    ],
)
def test_names_of_photographs_are_taken_out(text: str) -> None:
    cleaned = without_patients(text)
    for name in ("OD 2024", "Doe", "smith", "jane"):
        assert name not in cleaned


def test_the_home_folder_is_taken_out() -> None:
    assert str(Path.home()) not in without_patients(f"File {Path.home()}/x.py, line 3")


def test_a_report_says_where_it_happened() -> None:
    with pytest.raises(FileNotFoundError) as caught:
        Path("eye.png").read_bytes()
    report = describe(caught.value)
    assert "FileNotFoundError" in report
    assert "test_crash.py" in report
    assert "eye.png" not in report


def test_an_exception_in_a_thread_opens_one_dialog_that_can_be_copied(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    reporter = CrashReporter()
    reporter.install()
    try:
        for _ in range(2):
            thread = threading.Thread(target=lambda: 1 / 0)
            thread.start()
            thread.join()
        qtbot.waitUntil(lambda: reporter.dialog is not None and reporter.dialog.text().count("Traceback") == 2)
    finally:
        reporter.uninstall()
    dialog = reporter.dialog
    assert dialog is not None
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy report").click()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    dialog.close()
    qtbot.waitUntil(lambda: reporter.dialog is None)
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_the_hooks_are_given_back() -> None:
    before = (sys.excepthook, threading.excepthook)
    reporter = CrashReporter()
    reporter.install()
    assert sys.excepthook != before[0]
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook) == before
