"""What a reader sees: the photograph, the answers with their keys, and a line of what is asked. Looks only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.evaluation.grading import are_grades
from core.evaluation.reading.plan import ARM_TITLES, Plan, StudyKind
from core.evaluation.reading.records import CONFIDENCE_WORDS, LEAST_CONFIDENCE, VERDICT_TIPS, Stage, Verdict
from core.evaluation.reading.study import GradingTask, VerdictTask
from core.explain.rendering import Rendering
from desktop.study_session import Presentation
from desktop.translation import capitalised, tr
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.photograph_view import CompareMode, PhotographView, PreparedPhotograph
from desktop.widgets.study.answer_cards import AnswerCards, Choice
from desktop.widgets.wrapped_label import WrappedLabel

CONFIDENCE_KEYS = ("A", "S", "D", "F")
UNGRADABLE_KEY = "U"
LETTERS = "ABCDEFGHIJKL"
"""What hidden maps are called, in the order in which they come."""


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


class ReadingPage(QFrame):
    """One task of a study at a time, and what the reader has chosen of its answers; nothing is locked here."""

    chosen = Signal()
    """Another answer, or how sure the reader is of it."""
    pauseAsked = Signal()
    leaveAsked = Signal()
    lockAsked = Signal()

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._has_map = False
        self.view = PhotographView()
        self.cards = AnswerCards()
        self.confidence = AnswerCards(is_low=True)
        self.messages = MessageBar()
        self.where, self.what, self.hint = QLabel(), QLabel(), WrappedLabel()
        self.nextButton = QPushButton()
        self._confidence_row = QWidget()
        self._lay_out()
        self.cards.chosen.connect(lambda _place: self.chosen.emit())
        self.confidence.chosen.connect(lambda _place: self.chosen.emit())
        self.nextButton.clicked.connect(lambda _checked: self.lockAsked.emit())
        self.cards.setChoices(verdict_choices() if self.isJudging() else grade_choices(plan))
        keys = zip(CONFIDENCE_KEYS, CONFIDENCE_WORDS, strict=True)
        self.confidence.setChoices([Choice(key, capitalised(tr(words))) for key, words in keys])
        self._confidence_row.setVisible(self.asksConfidence())

    def isJudging(self) -> bool:
        """Whether maps are judged, and not photographs graded."""
        return self._plan.kind is StudyKind.VERDICTS

    def asksConfidence(self) -> bool:
        """Whether readers say how sure they are."""
        return self._plan.asks_confidence and not self.isJudging()

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_top())
        column.addWidget(self.messages)
        column.addWidget(self.view, 1)
        column.addLayout(self._make_bottom())

    def _make_top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 6)
        top.setSpacing(16)
        top.addWidget(self.where)
        top.addStretch(1)
        top.addWidget(self.what)
        top.addStretch(1)
        for text, tip, act in (
            (tr("Pause (P)"), tr("Hide the photograph and stop the clock"), self.pauseAsked.emit),
            (tr("Leave (Esc)"), tr("Stop here; everything that was locked is kept"), self.leaveAsked.emit),
        ):
            top.addWidget(_button(text, tip, act))
        return top

    def _make_bottom(self) -> QVBoxLayout:
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
        return bottom

    # What is shown

    def showTask(self, shown: Presentation, reader: str) -> None:
        """Show a photograph with what is asked of it; what was chosen before is chosen no more."""
        self.messages.clear()
        self._show_photograph(shown.loaded.prepared)
        self._show_map(shown)
        self.where.setText(
            tr("{reader}   ·   {number} of {total}", reader=reader, number=shown.number, total=shown.total)
        )
        self.what.setText(self._task_words(shown))
        before = shown.task.before if isinstance(shown.task, GradingTask) else None
        if before is None:
            self.cards.setValue(None)
            self.confidence.setValue(None)
        else:
            self._show_before(before.grade, before.confidence)
        self.cards.setShares(shown.shares, shown.called)

    def replacePhotograph(self, shown: Presentation, prepared: object) -> None:
        """Show the same photograph in other colours, at the same place and with the same map."""
        state, is_hidden = self.view.viewState(), self.view.isOverlayHidden()
        self._show_photograph(prepared)
        self._show_map(shown)
        self.view.setOverlayHidden(is_hidden)
        self.view.setViewState(state)

    def _show_before(self, grade: int | None, confidence: int | None) -> None:
        """The answer given before the aid stands until another one is chosen."""
        self.cards.setValue(len(self._plan.classes) if grade is None else grade)
        self.confidence.setValue(confidence - LEAST_CONFIDENCE if confidence is not None else None)

    def _show_photograph(self, prepared: object) -> None:
        if isinstance(prepared, PreparedPhotograph):
            self.view.setPhotograph(prepared)

    def _show_map(self, shown: Presentation) -> None:
        found = shown.map
        self._has_map = found is not None
        self.view.setOverlayHidden(False)
        self.view.setMessage(None)
        if found is None:
            self.view.setCompareMode(CompareMode.PHOTOGRAPH)
            return
        self.view.setRendering(self._rendering())
        self.view.setCompareMode(CompareMode.SIDE_BY_SIDE if self.isJudging() else CompareMode.OVERLAY)
        # Judged maps have one kind of colours, lest those of a method give it away.
        is_signed = found.is_signed and not self.isJudging()
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

    def setReady(self, is_ready: bool) -> None:  # noqa: FBT001
        """Whether the answer may be locked; the line below says what to do."""
        self.nextButton.setEnabled(is_ready)
        self.hint.setText(self._hint())

    def _hint(self) -> str:
        if self.cards.value() is None:
            keys = [card.choice.key for card in self.cards.cards()]
            return (
                tr("Keys: {keys} to {keys_2}", keys=keys[0], keys_2=keys[-1])
                if self.isJudging()
                else tr("Choose a grade by its key")
            )
        if not self.isAnswered():
            return tr("How sure are you? A to F, or the arrow keys")
        parts = [tr("Enter locks it"), tr("Space zooms"), tr("G red-free")]
        if self._has_map:
            parts.append(tr("hold H to hide the map"))
        return " · ".join(parts)

    # What is chosen

    def isAnswered(self) -> bool:
        """Whether all that is asked has an answer."""
        value = self.cards.value()
        if value is None:
            return False
        is_ungradable = not self.isJudging() and value == len(self._plan.classes)
        return not self.asksConfidence() or is_ungradable or self.confidence.value() is not None

    def verdict(self) -> Verdict | None:
        """The verdict that is chosen on a map."""
        value = self.cards.value()
        return list(Verdict)[value] if value is not None and self.isJudging() else None

    def grade(self) -> tuple[int | None, int | None]:
        """The class that is chosen, None where it cannot be graded, and how sure the reader is, where that is asked."""
        value, sure = self.cards.value(), self.confidence.value()
        if value is None or value >= len(self._plan.classes):
            return None, None
        return value, sure + LEAST_CONFIDENCE if self.asksConfidence() and sure is not None else None

    def chooseKey(self, key: str) -> None:
        """Choose the answer, or how sure the reader is, whose key this is."""
        if not self.cards.chooseKey(key) and self.asksConfidence():
            self.confidence.chooseKey(key)

    def stepConfidence(self, step: int) -> None:
        """Surer, or less sure."""
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


def _button(text: str, tip: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked: act())
    return button
