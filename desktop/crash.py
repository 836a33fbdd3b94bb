"""When the program itself is at fault: what happened is shown, can be copied, and the program lives on.

Nothing of a patient leaves by this way: names of photographs and the home folder are taken out of the text.
"""

from __future__ import annotations

import platform
import re
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core import __version__
from desktop.translation import tr

_SUFFIXES = "jpe?g|png|tiff?|bmp|webp|gif|jp2|dcm|dicom|ppm|pgm|npy"
_QUOTED = re.compile(rf"(['\"])[^'\"\n]*\.(?:{_SUFFIXES})\1", re.IGNORECASE)
_BARE = re.compile(rf"[^\s'\"()\[\],:=<>]+\.(?:{_SUFFIXES})\b", re.IGNORECASE)
_ROOT = r"(?:/|\\\\|[A-Za-z]:[\\/])"
_QUOTED_PLACE = re.compile(rf"(['\"])(?!{_ROOT}[^'\"\n]*\.py\1){_ROOT}[^'\"\n]+\1")
_BARE_PLACE = re.compile(rf"(?<![^\s(\[=:,]){_ROOT}(?![^\s'\"]*\.py\b)[^\s'\"()\[\],=<>]+")


def without_patients(text: str) -> str:
    """`text` without names of photographs and other places than the program's own source; the home folder is `~`.

    A folder, a table or a DICOM file without suffix may be called after a patient as well.
    """
    text = _BARE.sub("<photograph>", _QUOTED.sub(r"\1<photograph>\1", text))
    text = _BARE_PLACE.sub("<place>", _QUOTED_PLACE.sub(r"\1<place>\1", text))
    return text.replace(str(Path.home()), "~")


def describe(error: BaseException) -> str:
    """The report for one exception: versions, then the traceback, without patient data."""
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    head = f"Funduscope {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
    return without_patients(head + "".join(lines))


class CrashReporter(QObject):
    """Takes whatever nobody caught, in any thread, and shows it in one dialog."""

    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: CrashDialog | None = None
        self._window: QWidget | None = None
        self._previous: tuple[object, object] | None = None
        self._caught.connect(self.show, Qt.ConnectionType.AutoConnection)

    def install(self) -> None:
        """Take over the hooks of Python, of its threads and of Qt's messages."""
        self._previous = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_message)

    def uninstall(self) -> None:
        """Give the hooks back."""
        if self._previous is not None:
            sys.excepthook, threading.excepthook = self._previous  # type: ignore[assignment]
            self._previous = None
            qInstallMessageHandler(None)

    def setWindow(self, window: QWidget | None) -> None:
        """The window above which the dialog opens."""
        self._window = window

    @property
    def dialog(self) -> CrashDialog | None:
        """The dialog, where one is open."""
        return self._dialog

    @Slot(object)
    def show(self, error: BaseException) -> None:
        """Show `error`. A second one is added to the dialog that is already open."""
        print(describe(error), file=sys.stderr)  # noqa: T201  whoever started it from a terminal wants to see it there
        if self._dialog is None:
            self._dialog = CrashDialog(self._window)
            self._dialog.finished.connect(self._forget)
            self._dialog.show()
        self._dialog.add(describe(error))

    def _forget(self) -> None:
        self._dialog = None

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        self._caught.emit(error.with_traceback(trace))

    def _on_thread_exception(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None and not isinstance(hook.exc_value, SystemExit):
            self._caught.emit(hook.exc_value)

    def _on_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        print(without_patients(f"Qt ({context.category}): {text}"), file=sys.stderr)  # noqa: T201  Qt's own would too


class CrashDialog(QDialog):
    """What went wrong, to copy and send. Closing it goes back to work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crashDialog")
        self.setWindowTitle(tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 420)
        words = QLabel(
            tr(
                "Funduscope made a mistake. You can go on working. To have it mended, copy this report and send it to "
                "the authors: it holds no names of photographs."
            )
        )
        words.setWordWrap(True)
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setAccessibleName(tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton(tr("Copy report"))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (words, self._text, buttons):
            layout.addWidget(widget)

    def add(self, report: str) -> None:
        """Append one report."""
        self._text.setPlainText(f"{self.text()}\n{report}".strip())

    def text(self) -> str:
        """All reports so far."""
        return self._text.toPlainText()
