"""One study: what it is, how far its readers are, and what it comes to."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.evaluation.reading.plan import ARM_TITLES, Design, Plan, StudyKind
from core.jobs import Progress
from desktop.resources import icon
from desktop.studies import ReaderProgress, StudySight
from desktop.translation import tr
from desktop.widgets.study.results import ResultsPage
from desktop.widgets.wrapped_label import WrappedLabel

BAR_PX = 180


class StudyPage(QWidget):
    """The readers with a button each, and the results behind a tab."""

    readRequested = Signal(str)
    """The reader who wants to go on."""
    prepareRequested = Signal()
    stopRequested = Signal()
    resultsRequested = Signal()
    copiesRequested = Signal()
    csvRequested = Signal()
    reportRequested = Signal()
    locateRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sight: StudySight | None = None
        self._is_preparing = False
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "title")
        self.facts = WrappedLabel(role="dim")
        self.cautions = WrappedLabel(role="warning")
        self.prepareWords = WrappedLabel(role="warning")
        self.prepareButton = _button(
            tr("Ask the network now"), "run", tr("Readers begin when its answers and maps are there")
        )
        self.locateButton = _button(tr("Find photographs…"), "search", tr("Look for photographs that were moved"))
        self.copiesButton = _button(tr("Add copies…"), "add", tr("Bring in the answers of readers who read in copies"))
        self.csvButton = _button(tr("Export CSV…"), "table", tr("Write answers and figures as tables"))
        self.reportButton = _button(tr("Save report…"), "export", tr("Write everything as HTML or PDF"))
        self.readButtons: dict[str, QPushButton] = {}
        self._readers = QGridLayout()
        self._prepare_row = QWidget()
        self.results = ResultsPage()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("What is shown of the study"))
        self._lay_out()
        self._connect()

    # What is shown

    def sight(self) -> StudySight | None:
        """The study that is shown."""
        return self._sight

    def setSight(self, sight: StudySight) -> None:
        """Show a study as its file was read."""
        is_other = self._sight is None or self._sight.path != sight.path
        self._sight = sight
        plan = sight.state.plan
        self.title.setText(plan.title)
        self.facts.setText(plan_words(plan))
        self.cautions.setText("\n".join(f"• {words}" for words in sight.state.cautions))
        self.cautions.setVisible(bool(sight.state.cautions))
        self._fill_readers(sight.entry.readers)
        self._update_preparing()
        if is_other:
            self.tabs.setCurrentIndex(0)
            self.results.setWords("")
        elif self.tabs.currentIndex() == 1:
            self.resultsRequested.emit()

    def setPreparing(self, is_preparing: bool) -> None:  # noqa: FBT001
        """Whether the network is being asked for this study."""
        self._is_preparing = is_preparing
        self._update_preparing()

    def setProgress(self, progress: Progress) -> None:
        """How many of the photographs that were missing the network was asked about by now."""
        if self._sight is not None and self._is_preparing:
            total = len(self._sight.state.plan.cases)
            self._tell_asked(total - progress.total + progress.done, total)

    def _tell_asked(self, done: int, total: int) -> None:
        self.prepareWords.setText(
            tr(
                "The network is asked ahead, so that nobody waits: {done} of {total} photographs.",
                done=done,
                total=total,
            )
        )

    def showResults(self) -> None:
        """Turn to what the study comes to."""
        self.tabs.setCurrentIndex(1)

    def _update_preparing(self) -> None:
        if self._sight is None:
            return
        missing = len(self._sight.state.unprepared)
        total = len(self._sight.state.plan.cases)
        self._prepare_row.setVisible(missing > 0)
        if self._is_preparing:
            self._tell_asked(total - missing, total)
        else:
            words = tr(
                "The network was not asked about {missing} of {total} photographs yet. Readers begin after that.",
                missing=missing,
                total=total,
            )
            self.prepareWords.setText(words)
        self.prepareButton.setText(tr(" Stop") if self._is_preparing else tr(" Ask the network now"))
        self.prepareButton.setIcon(icon("cancel" if self._is_preparing else "run"))
        for reader in self._sight.entry.readers:
            button = self.readButtons[reader.name]
            button.setEnabled(not missing and not reader.is_finished and _may_read(reader))

    def _fill_readers(self, readers: tuple[ReaderProgress, ...]) -> None:
        while self._readers.count():
            item = self._readers.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.readButtons = {}
        for row, reader in enumerate(readers):
            name = QLabel(reader.name)
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setProperty("role", "heading")
            bar = QProgressBar()
            bar.setRange(0, max(1, reader.total))
            bar.setValue(reader.done)
            bar.setTextVisible(False)
            bar.setFixedWidth(BAR_PX)
            words = QLabel(reader_words(reader))
            words.setProperty("role", "dim")
            button = _button(
                tr("Begin") if not reader.done else tr("Go on"),
                "play",
                tr("Read as {reader_name}, full screen", reader_name=reader.name),
            )
            button.setAccessibleName(tr("Read as {reader_name}", reader_name=reader.name))
            button.setVisible(not reader.is_finished)
            button.clicked.connect(lambda _checked, name=reader.name: self.readRequested.emit(name))
            self.readButtons[reader.name] = button
            for column, widget in enumerate((name, bar, words, button)):
                self._readers.addWidget(widget, row, column)

    # Laying out

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addStretch(1)
        for button in (self.copiesButton, self.csvButton, self.reportButton):
            head.addWidget(button)
        asking = QHBoxLayout(self._prepare_row)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(12)
        asking.addWidget(self.prepareWords, 1)
        asking.addWidget(self.locateButton)
        asking.addWidget(self.prepareButton)
        self._readers.setHorizontalSpacing(20)
        self._readers.setVerticalSpacing(10)
        self._readers.setColumnStretch(2, 1)
        progress = QWidget()
        column = QVBoxLayout(progress)
        column.setContentsMargins(0, 12, 8, 8)
        column.setSpacing(12)
        column.addWidget(self._prepare_row)
        column.addLayout(self._readers)
        column.addWidget(
            WrappedLabel(
                tr(
                    "Each reader reads alone, full screen, by the keyboard. Answers are locked as they are given and "
                    "kept at once: who leaves, or is interrupted, goes on exactly there."
                ),
                role="dim",
            )
        )
        column.addStretch(1)
        self.tabs.addTab(progress, tr("Readers"))
        self.tabs.addTab(self.results, tr("Results"))
        self.tabs.setDocumentMode(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 8, 8)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.facts)
        whole.addWidget(self.cautions)
        whole.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.prepareButton.clicked.connect(
            lambda _checked: (self.stopRequested if self._is_preparing else self.prepareRequested).emit()
        )
        for button, signal in (
            (self.locateButton, self.locateRequested),
            (self.copiesButton, self.copiesRequested),
            (self.csvButton, self.csvRequested),
            (self.reportButton, self.reportRequested),
        ):
            button.clicked.connect(lambda _checked, signal=signal: signal.emit())
        self.tabs.currentChanged.connect(lambda index: self.resultsRequested.emit() if index == 1 else None)


def plan_words(plan: Plan) -> str:
    """What a study is, in a line or two."""
    words = [tr("{count:,} photographs", count=len(plan.cases))]
    if plan.kind is StudyKind.GRADING:
        words.append(", ".join(ARM_TITLES[arm] for arm in plan.arms))
        if len(plan.arms) > 1:
            days = plan.washout / timedelta(days=1)
            pause = tr("{days:g} days between two looks", days=days) if days else tr("no washout")
            crossed = tr("every photograph in every arm, {pause}", pause=pause)
            words.append(crossed if plan.design is Design.CROSSOVER else tr("every photograph in one arm"))
        words.append(tr("answers: {parts}", parts=", ".join(plan.classes)))
    else:
        words.append(tr("maps judged without knowing whose: ") + ", ".join(each.title for each in plan.maps))
    if plan.model is not None:
        words.append(tr("model: {model_name}", model_name=plan.model.name))
    return " · ".join([*words, tr("seed {seed}", seed=plan.seed)])


def reader_words(reader: ReaderProgress) -> str:
    """How far a reader is."""
    words = tr("{done:,} of {total:,}", done=reader.done, total=reader.total)
    if reader.is_finished:
        return tr("{words}, finished", words=words)
    if reader.free_from is not None:
        when = reader.free_from.astimezone()
        return tr("{words}; washout: goes on {when:%d %b %Y, %H:%M}", words=words, when=when)
    return words


def _may_read(reader: ReaderProgress) -> bool:
    return reader.free_from is None or reader.free_from <= datetime.now(reader.free_from.tzinfo)


def _button(text: str, icon_name: str, tip: str) -> QPushButton:
    button = QPushButton(f" {text}")
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
