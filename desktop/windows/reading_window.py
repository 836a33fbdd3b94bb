"""The window in which a reader works: the photograph, the answers and nothing else. Everything has a key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.errors import FunduscopeError
from desktop.jobs import Lane
from desktop.study_session import Presentation, StudySession
from desktop.theme import Theme, palette, style_sheet
from desktop.translation import tr
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.message_bar import MessageKind
from desktop.widgets.photograph_view import PreparedPhotograph, prepare_photograph
from desktop.windows.reading_page import ReadingPage

AWAY_MS = 400
"""Another program is in front for so long: the reader looks away."""
RED_FREE_SLOT = "red-free photograph"


class Page(Enum):
    """What is on the screen."""

    PHOTOGRAPH = auto()
    WORDS = auto()


def application() -> QGuiApplication:
    """The one that runs; tells when another program comes to the front."""
    running = QGuiApplication.instance()
    if not isinstance(running, QGuiApplication):
        raise TypeError(running)
    return running


class ReadingWindow(QWidget):
    """Leads a reader through a :class:`StudySession`. Dark in every theme, for the photograph's sake."""

    left = Signal()
    """The reader has left; everything that was answered is kept."""

    def __init__(self, session: StudySession, decode: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("readingWindow")
        self.setWindowTitle(tr("Reader study"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setPalette(palette(Theme.DARK))
        self.setStyleSheet(style_sheet(Theme.DARK) + "QWidget#readingWindow { background: #0d0e11; }")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._session = session
        self._decode = decode
        self._is_paused = False
        self._is_red_free = False
        self._is_closing = False
        self._away = QTimer(self, singleShot=True, interval=AWAY_MS)
        self._away.timeout.connect(self._pause_when_away)
        application().applicationStateChanged.connect(self._follow_application)
        self.sheet = ReadingPage(session.study.plan)
        self.words = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self.words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        session = self._session
        session.shown.connect(self._show)
        session.waits.connect(self._tell_waiting)
        session.finished.connect(self._tell_finished)
        session.failed.connect(self._report)
        session.stuck.connect(self._tell_stuck)
        session.busyChanged.connect(lambda _is_busy: self._update())
        self.sheet.chosen.connect(self._update)
        self.sheet.pauseAsked.connect(self.togglePause)
        self.sheet.leaveAsked.connect(self.close)
        self.sheet.lockAsked.connect(self.lock)
        self.words.buttonClicked.connect(lambda _button: self._press_words())

    def page(self) -> Page:
        """What is on the screen."""
        return Page.PHOTOGRAPH if self._stack.currentIndex() == 0 else Page.WORDS

    # What is shown

    def _show(self, shown: Presentation) -> None:
        self._is_red_free = False
        self.sheet.showTask(shown, self._session.reader)
        self._stack.setCurrentIndex(0)
        self._update()
        # The clock starts when the photograph has been painted, and not while it is being laid out.
        QTimer.singleShot(0, self, self._session.noteShown)

    def _update(self) -> None:
        self.sheet.setReady(self._may_lock())

    def _may_lock(self) -> bool:
        return self.sheet.isAnswered() and not self._session.is_busy and not self._is_paused

    # Answering

    def lock(self) -> None:
        """Lock what is chosen; the next photograph comes once it is on the disk."""
        if not self._may_lock():
            return
        verdict = self.sheet.verdict()
        if verdict is not None:
            self._session.judge(verdict)
        else:
            self._session.grade(*self.sheet.grade())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything that a reader does."""
        key, text = event.key(), event.text().upper()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif self.page() is Page.WORDS or self._is_paused:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_P):
                self._press_words()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.lock()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.sheet.asksConfidence():
            self.sheet.stepConfidence(1 if key == Qt.Key.Key_Right else -1)
        elif not self._press_view(event) and text:
            self.sheet.chooseKey(text)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The overlay comes back when its key is let go."""
        if event.key() == Qt.Key.Key_H and not event.isAutoRepeat():
            self.sheet.view.setOverlayHidden(False)

    def _press_view(self, event: QKeyEvent) -> bool:
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: self.sheet.toggleZoom,
            Qt.Key.Key_H: lambda: self.sheet.view.setOverlayHidden(True),
            Qt.Key.Key_G: self.toggleRedFree,
            Qt.Key.Key_P: self.togglePause,
            Qt.Key.Key_Plus: self.sheet.view.zoomIn,
            Qt.Key.Key_Equal: self.sheet.view.zoomIn,
            Qt.Key.Key_Minus: self.sheet.view.zoomOut,
        }
        act = acts.get(event.key())
        if act is None:
            return False
        if not event.isAutoRepeat() or event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            act()
        return True

    # Looking

    def toggleRedFree(self) -> None:
        """Show the green channel alone, in which vessels and haemorrhages stand out, or all colours again."""
        shown = self._session.presentation
        if shown is None:
            return
        self._is_red_free = not self._is_red_free
        if not self._is_red_free:
            self.sheet.replacePhotograph(shown, shown.loaded.prepared)
            return
        pixels = shown.loaded.photograph.pixels

        def take(prepared: PreparedPhotograph) -> None:
            if self._session.presentation is shown and self._is_red_free:
                self.sheet.replacePhotograph(shown, prepared)

        self._decode.submit(
            lambda _context: prepare_photograph(np.repeat(pixels[..., 1:2], 3, axis=2)), take, slot=RED_FREE_SLOT
        )

    def isRedFree(self) -> bool:
        """Whether the green channel alone is wanted."""
        return self._is_red_free

    # Pausing and leaving

    def togglePause(self) -> None:
        """Hide the photograph and stop the clock, or go on."""
        if self._session.presentation is None or self._session.is_busy:
            return
        self._is_paused = not self._is_paused
        if self._is_paused:
            self._session.pause()
            self._say(tr("Paused"), tr("The clock stands still, and nothing is seen."), tr("Go on (P)"))
        else:
            self._session.resume()
            self._stack.setCurrentIndex(0)
            self.setFocus()
        self._update()

    def isPaused(self) -> bool:
        """Whether the clock stands still."""
        return self._is_paused

    def _follow_application(self, state: Qt.ApplicationState) -> None:
        """Another program is in front: the reader does not look. No window of this one can be, while this is open."""
        if state is Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        else:
            self._away.start()

    def _pause_when_away(self) -> None:
        if self.page() is Page.PHOTOGRAPH and not self._is_paused and not self._is_closing:
            self.togglePause()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the study once what is being written is on the disk."""
        if not self._is_closing:
            self._is_closing = True
            self._away.stop()
            application().applicationStateChanged.disconnect(self._follow_application)
            self._decode.cancel(RED_FREE_SLOT)
            self._session.close()
        super().closeEvent(event)
        self.left.emit()

    def _press_words(self) -> None:
        if self._is_paused:
            self.togglePause()
        else:
            self.close()

    # Words instead of a photograph

    def _tell_waiting(self, until: datetime) -> None:
        when = f"{until.astimezone():%A, %d %B %Y, %H:%M}"
        self._say(
            tr("That is all for now"),
            tr(
                "A photograph is not shown again before the washout has passed. The next one can be seen on {when}.",
                when=when,
            ),
            tr("Leave"),
        )

    def _tell_finished(self) -> None:
        self._say(tr("Thank you: everything is answered"), tr("All your answers are kept."), tr("Leave"))

    def _tell_stuck(self, error: FunduscopeError) -> None:
        self._say(tr("The next photograph cannot be shown"), f"{error.message} {error.hint}".strip(), tr("Leave"))

    def _say(self, title: str, text: str, button: str) -> None:
        self.words.clearButtons()
        self.words.setTitle(title)
        self.words.setText(text)
        made = self.words.addButton(button, is_default=True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.setCurrentIndex(1)
        self.setFocus()

    def _report(self, error: FunduscopeError) -> None:
        self.sheet.messages.showMessage(MessageKind.ERROR, error.message, hint=error.hint)
        self._update()
