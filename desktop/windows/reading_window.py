"""The window in which a reader works: the photograph, the answers and nothing else. Everything has a key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QCursor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.errors import FunduscopeError
from core.evaluation.grading import are_grades
from core.evaluation.reading.plan import ARM_TITLES, Plan, StudyKind
from core.evaluation.reading.records import CONFIDENCE_WORDS, LEAST_CONFIDENCE, VERDICT_TIPS, Stage, Verdict
from core.evaluation.reading.study import GradingTask, VerdictTask
from core.explain.rendering import Rendering
from desktop.jobs import Lane
from desktop.study_session import Presentation, StudySession
from desktop.theme import Theme, palette, style_sheet
from desktop.translation import capitalised, tr
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.message_bar import MessageBar, MessageKind
from desktop.widgets.photograph_view import CompareMode, PhotographView, PreparedPhotograph, prepare_photograph
from desktop.widgets.study.answer_cards import AnswerCards, Choice
from desktop.widgets.wrapped_label import WrappedLabel

CONFIDENCE_KEYS = ("A", "S", "D", "F")
UNGRADABLE_KEY = "U"
AWAY_MS = 400
"""Another program is in front for so long: the reader looks away."""
RED_FREE_SLOT = "red-free photograph"
LETTERS = "ABCDEFGHIJKL"
"""What hidden maps are called, in the order in which they come."""


class Page(Enum):
    """What is on the screen."""

    PHOTOGRAPH = auto()
    WORDS = auto()


def grade_choices(plan: Plan) -> tuple[Choice, ...]:
    """The answers of a grading study: grades have their own number as key, other classes count from 1."""
    first = 0 if are_grades(plan.classes) else 1
    choices = [Choice(str((place + first) % 10), name) for place, name in enumerate(plan.classes)]
    if plan.allows_ungradable:
        choices.append(
            Choice(UNGRADABLE_KEY, tr("Cannot be graded"), tr("The photograph is too poor, or shows no retina"))
        )
    return tuple(choices)


def verdict_choices() -> tuple[Choice, ...]:
    """The four verdicts on a map."""
    return tuple(
        Choice(str(number), capitalised(tr(verdict.value)), capitalised(tr(VERDICT_TIPS[verdict])))
        for number, verdict in enumerate(Verdict, start=1)
    )


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
        self._plan = session.study.plan
        self._is_paused = False
        self._is_red_free = False
        self._is_closing = False
        self._away = QTimer(self, singleShot=True, interval=AWAY_MS)
        self._away.timeout.connect(self._pause_when_away)
        application().applicationStateChanged.connect(self._follow_application)
        self.view = PhotographView()
        self.cards = AnswerCards()
        self.confidence = AnswerCards(is_low=True)
        self.messages = MessageBar()
        self.words = EmptyState()
        self.where, self.what, self.hint = QLabel(), QLabel(), WrappedLabel()
        self.nextButton = QPushButton()
        self._stack = QStackedWidget()
        self._confidence_row = QWidget()
        self._lay_out()
        self._connect()
        self.cards.setChoices(verdict_choices() if self._is_judging else grade_choices(self._plan))
        keys = zip(CONFIDENCE_KEYS, CONFIDENCE_WORDS, strict=True)
        self.confidence.setChoices([Choice(key, capitalised(tr(words))) for key, words in keys])
        self._confidence_row.setVisible(self._asks_confidence)

    @property
    def _is_judging(self) -> bool:
        return self._plan.kind is StudyKind.VERDICTS

    @property
    def _asks_confidence(self) -> bool:
        return self._plan.asks_confidence and not self._is_judging

    # Laying out

    def _lay_out(self) -> None:
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nextButton.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nextButton.setText(tr("Lock and go on"))
        self.nextButton.setToolTip(tr("Lock the answer; it cannot be changed afterwards (Enter)"))
        self.nextButton.setDefault(True)
        self.what.setProperty("role", "heading")
        for label in (self.where, self.hint):
            label.setProperty("role", "dim")
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 6)
        top.setSpacing(16)
        top.addWidget(self.where)
        top.addStretch(1)
        top.addWidget(self.what)
        top.addStretch(1)
        for text, tip, act in (
            (tr("Pause (P)"), tr("Hide the photograph and stop the clock"), self.togglePause),
            (tr("Leave (Esc)"), tr("Stop here; everything that was locked is kept"), self.close),
        ):
            top.addWidget(_button(text, tip, act))
        confidence = QHBoxLayout(self._confidence_row)
        confidence.setContentsMargins(0, 0, 0, 0)
        confidence.setSpacing(12)
        label = QLabel(tr("How sure?"))
        label.setProperty("role", "dim")
        confidence.addWidget(label)
        confidence.addWidget(self.confidence, 1)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(16, 8, 16, 10)
        bottom.setSpacing(6)
        bottom.addWidget(self.cards)
        last = QHBoxLayout()
        last.setSpacing(16)
        last.addWidget(self._confidence_row, 2)
        last.addWidget(self.hint, 1)
        last.addWidget(self.nextButton)
        bottom.addLayout(last)
        page = QFrame()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.messages)
        column.addWidget(self.view, 1)
        column.addLayout(bottom)
        self._stack.addWidget(page)
        self._stack.addWidget(self.words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        session = self._session
        session.shown.connect(self._show)
        session.waits.connect(self._tell_waiting)
        session.finished.connect(self._tell_finished)
        session.failed.connect(self._report)
        session.stuck.connect(self._tell_stuck)
        session.busyChanged.connect(lambda _is_busy: self._update())
        self.cards.chosen.connect(lambda _place: self._update())
        self.confidence.chosen.connect(lambda _place: self._update())
        self.nextButton.clicked.connect(lambda _checked: self.lock())
        self.words.buttonClicked.connect(lambda _button: self._press_words())

    def page(self) -> Page:
        """What is on the screen."""
        return Page.PHOTOGRAPH if self._stack.currentIndex() == 0 else Page.WORDS

    # What is shown

    def _show(self, shown: Presentation) -> None:
        self._is_red_free = False
        self.messages.clear()
        self._set_photograph(shown.loaded.prepared)
        self._show_map(shown)
        self.where.setText(
            tr(
                "{reader}   ·   {number} of {total}",
                reader=self._session.reader,
                number=shown.number,
                total=shown.total,
            )
        )
        self.what.setText(self._task_words(shown))
        is_after = isinstance(shown.task, GradingTask) and shown.task.before is not None
        if not is_after:
            self.cards.setValue(None)
            self.confidence.setValue(None)
        elif isinstance(shown.task, GradingTask) and shown.task.before is not None:
            self._show_before(shown.task.before.grade, shown.task.before.confidence)
        self.cards.setShares(shown.shares, shown.called)
        self._stack.setCurrentIndex(0)
        self._update()
        # The clock starts when the photograph has been painted, and not while it is being laid out.
        QTimer.singleShot(0, self, self._session.noteShown)

    def _show_before(self, grade: int | None, confidence: int | None) -> None:
        """The answer given before the aid stands until another one is chosen."""
        self.cards.setValue(len(self._plan.classes) if grade is None else grade)
        self.confidence.setValue(confidence - LEAST_CONFIDENCE if confidence is not None else None)

    def _set_photograph(self, prepared: object) -> None:
        if isinstance(prepared, PreparedPhotograph):
            self.view.setPhotograph(prepared)

    def _show_map(self, shown: Presentation) -> None:
        found = shown.map
        self.view.setOverlayHidden(False)
        self.view.setMessage(None)
        if found is None:
            self.view.setCompareMode(CompareMode.PHOTOGRAPH)
            return
        self.view.setRendering(self._rendering())
        self.view.setCompareMode(CompareMode.SIDE_BY_SIDE if self._is_judging else CompareMode.OVERLAY)
        # Judged maps have one kind of colours, lest those of a method give it away.
        is_signed = found.is_signed and not self._is_judging
        self.view.setOverlay(found.values, found.to_photograph, seen=found.seen, is_signed=is_signed)
        if not found.has_evidence or not (found.values > 0).any():
            self.view.setMessage(tr("The map is empty: nothing here speaks for what the network says"))

    def _rendering(self) -> Rendering:
        return Rendering.from_json(self._plan.rendering) if self._plan.rendering else Rendering()

    def _task_words(self, shown: Presentation) -> str:
        task = shown.task
        if isinstance(task, VerdictTask):
            letter = LETTERS[task.judging.place]
            return tr(
                "Map {letter} of {count}: does it show why the network says '{called_name}'?",
                letter=letter,
                count=len(self._plan.maps),
                called_name=shown.called_name,
            )
        if task.stage is Stage.BEFORE_AID:
            return tr("Your grade, before you see what the network says")
        if task.before is not None:
            return tr("Your grade, now that you see what the network says")
        return tr("Your grade, {arm_titles}", arm_titles=tr(ARM_TITLES[task.reading.arm]))

    def _update(self) -> None:
        is_ready = self._is_answered() and not self._session.is_busy and not self._is_paused
        self.nextButton.setEnabled(is_ready)
        self.hint.setText(self._hint())

    def _hint(self) -> str:
        if self.cards.value() is None:
            keys = [card.choice.key for card in self.cards.cards()]
            return (
                tr("Keys: {keys} to {keys_2}", keys=keys[0], keys_2=keys[-1])
                if self._is_judging
                else tr("Choose a grade by its key")
            )
        if not self._is_answered():
            return tr("How sure are you? A to F, or the arrow keys")
        parts = [tr("Enter locks it"), tr("Space zooms"), tr("G red-free")]
        shown = self._session.presentation
        if shown is not None and shown.map is not None:
            parts.append(tr("hold H to hide the map"))
        return " · ".join(parts)

    def _is_answered(self) -> bool:
        value = self.cards.value()
        if value is None:
            return False
        is_ungradable = not self._is_judging and value == len(self._plan.classes)
        return not self._asks_confidence or is_ungradable or self.confidence.value() is not None

    # Answering

    def lock(self) -> None:
        """Lock what is chosen; the next photograph comes once it is on the disk."""
        value = self.cards.value()
        if value is None or not self._is_answered() or self._session.is_busy or self._is_paused:
            return
        if self._is_judging:
            self._session.judge(list(Verdict)[value])
            return
        grade = value if value < len(self._plan.classes) else None
        sure = self.confidence.value()
        asked = self._asks_confidence and grade is not None and sure is not None
        self._session.grade(grade, sure + LEAST_CONFIDENCE if asked and sure is not None else None)

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
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._asks_confidence:
            self._step_confidence(1 if key == Qt.Key.Key_Right else -1)
        elif not self._press_view(event) and not (text and self.cards.chooseKey(text)) and self._asks_confidence:
            self.confidence.chooseKey(text)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The overlay comes back when its key is let go."""
        if event.key() == Qt.Key.Key_H and not event.isAutoRepeat():
            self.view.setOverlayHidden(False)

    def _press_view(self, event: QKeyEvent) -> bool:
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: self.toggleZoom,
            Qt.Key.Key_H: lambda: self.view.setOverlayHidden(True),
            Qt.Key.Key_G: self.toggleRedFree,
            Qt.Key.Key_P: self.togglePause,
            Qt.Key.Key_Plus: self.view.zoomIn,
            Qt.Key.Key_Equal: self.view.zoomIn,
            Qt.Key.Key_Minus: self.view.zoomOut,
        }
        act = acts.get(event.key())
        if act is None:
            return False
        if not event.isAutoRepeat() or event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            act()
        return True

    def _step_confidence(self, step: int) -> None:
        count = len(CONFIDENCE_WORDS)
        now = self.confidence.value()
        first = 0 if step > 0 else count - 1
        self.confidence.choose(first if now is None else min(max(now + step, 0), count - 1))

    # Looking

    def toggleZoom(self) -> None:
        """The whole photograph, or its own pixels about the pointer."""
        if not self.view.viewState().is_fitted:
            self.view.fit()
            return
        pane = self.view.pane()
        at = pane.mapFromGlobal(QCursor.pos())
        self.view.oneToOne(QPointF(at) if pane.rect().contains(at) else None)

    def toggleRedFree(self) -> None:
        """Show the green channel alone, in which vessels and haemorrhages stand out, or all colours again."""
        shown = self._session.presentation
        if shown is None:
            return
        self._is_red_free = not self._is_red_free
        if not self._is_red_free:
            self._replace_photograph(shown, shown.loaded.prepared)
            return
        pixels = shown.loaded.photograph.pixels

        def take(prepared: PreparedPhotograph) -> None:
            if self._session.presentation is shown and self._is_red_free:
                self._replace_photograph(shown, prepared)

        self._decode.submit(
            lambda _context: prepare_photograph(np.repeat(pixels[..., 1:2], 3, axis=2)), take, slot=RED_FREE_SLOT
        )

    def isRedFree(self) -> bool:
        """Whether the green channel alone is wanted."""
        return self._is_red_free

    def _replace_photograph(self, shown: Presentation, prepared: object) -> None:
        state, is_hidden = self.view.viewState(), self.view.isOverlayHidden()
        self._set_photograph(prepared)
        self._show_map(shown)
        self.view.setOverlayHidden(is_hidden)
        self.view.setViewState(state)

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
        self.messages.showMessage(MessageKind.ERROR, error.message, hint=error.hint)
        self._update()


def _button(text: str, tip: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked: act())
    return button
