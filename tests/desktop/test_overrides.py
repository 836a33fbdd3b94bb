"""An exception in what Qt calls back is told and the program lives on, whoever raised it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
import desktop.widgets.elided_label
from desktop.overrides import guard_overrides

app = QApplication([])
guard_overrides()
guard_overrides()
sys.excepthook = lambda kind, error, trace: print("told", kind.__name__, flush=True)

class Window(QWidget):
    __module__ = "desktop.late"
    def closeEvent(self, event):
        {fault}
    def sizeHint(self):
        return super().sizeHint()

window = Window()
window.show()
QTimer.singleShot(0, window.close)
QTimer.singleShot(0, lambda: (window.adjustSize(), print("lives", flush=True), app.quit()))
app.exec()
"""
FAULTS = {
    "int('x')": "ValueError",
    "[][1]": "IndexError",
    "1 / 0": "ZeroDivisionError",
    "self.resize('a')": "TypeError",
    "import shiboken6; gone = QWidget(); shiboken6.delete(gone); gone.show()": "RuntimeError",
    "raise KeyError('x')": "KeyError",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_exception_in_an_override_is_told_and_the_program_lives_on(fault: str, repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(fault=fault)], cwd=repository, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["told", FAULTS[fault], "lives"]
