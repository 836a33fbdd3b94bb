"""One run: how it stands, its curves, where it looks, what it sees, and its log."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.training.status import STALE_S, RunState, RunStatus
from core.training.watching import WatchedRun
from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.job_bar import time_left_text
from desktop.widgets.train.attention_strip import AttentionStrip
from desktop.widgets.train.pictures import PictureView
from desktop.widgets.train.run_curves import RunCurves
from desktop.widgets.wrapped_label import WrappedLabel

_STEPS = 1000
_SIZES_PX = [640, 400]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the program itself knows of the run: whether it may be changed here, and whether this program is at it."""

    is_own: bool = False
    is_running: bool = False
    is_stopping: bool = False


class RunPage(QWidget):
    """Shows a run; what its buttons ask for is told by signals."""

    pauseRequested = Signal()
    resumeRequested = Signal()
    finishRequested = Signal()
    modelRequested = Signal()
    folderRequested = Signal()
    settingsRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: WatchedRun | None = None
        self._standing = Standing()
        self._title = WrappedLabel(role="title")
        self._state = WrappedLabel(role="dim")
        self._figures = QLabel()
        self._figures.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=_STEPS)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(tr("How far the training is"))
        self.pauseButton = _button(tr("Pause"), "pause", tr("Stop after this step with a checkpoint; nothing is lost"))
        self.resumeButton = _button(tr("Resume"), "play", tr("Go on where it was"))
        self.finishButton = _button(
            tr("Stop and keep the best"), "check", tr("No further epoch: the best one so far becomes the model")
        )
        self.modelButton = _button(tr("Open the trained model"), "model", tr("Look at photographs with it"))
        self.settingsButton = _button(
            tr("Train again…"), "copy", tr("A new training, with these settings to begin with")
        )
        self.folderButton = _button("", "folder", tr("Show the run's folder"))
        self.curves = RunCurves()
        self.attention = AttentionStrip()
        self.sample = PictureView(tr("The first photographs as the network sees them will be here."))
        self.log = QPlainTextEdit(readOnly=True)
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.setAccessibleName(tr("Log"))
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("What is shown of the run"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for widget, title in (
            (self.attention, tr("Attention")),
            (self.sample, tr("What it sees")),
            (self.log, tr("Log")),
        ):
            self.tabs.addTab(widget, title)
        self.tabs.setDocumentMode(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for button in self._buttons():
            head.addWidget(button)
        figures = QHBoxLayout()
        figures.addWidget(self._state, 1)
        figures.addWidget(self._figures)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.curves)
        split.addWidget(self.tabs)
        split.setStretchFactor(0, 8)
        split.setStretchFactor(1, 5)
        split.setHandleWidth(8)
        split.setSizes(_SIZES_PX)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addLayout(figures)
        layout.addWidget(split, 1)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.pauseButton,
            self.resumeButton,
            self.finishButton,
            self.modelButton,
            self.settingsButton,
            self.folderButton,
        )

    def _connect(self) -> None:
        for button, signal in zip(
            self._buttons(),
            (
                self.pauseRequested,
                self.resumeRequested,
                self.finishRequested,
                self.modelRequested,
                self.settingsRequested,
                self.folderRequested,
            ),
            strict=True,
        ):
            button.clicked.connect(lambda _checked, signal=signal: signal.emit())
        self.attention.epochChosen.connect(lambda epoch: self.curves.setCursorEpoch(float(epoch)))

    # What is shown

    def setRuns(self, runs: Sequence[WatchedRun], standing: Standing) -> None:
        """Show the first run in full, and the curves of the others over its own."""
        run = runs[0]
        self._run, self._standing = run, standing
        self._title.setText(run.name)
        self._title.setToolTip(str(run.folder))
        status = run.status
        self._state.setText(self._state_text(status))
        self._state.setProperty("role", "warning" if _is_trouble(status) else "dim")
        self._state.style().polish(self._state)
        self._figures.setText(_figures_text(status))
        self.bar.setValue(round(_STEPS * status.fraction) if status is not None else 0)
        self.curves.setRuns(runs)
        self.attention.setRecords(run.attention, run.class_names)
        self._set_log(run.log)
        self._enable(run, status)

    def run(self) -> WatchedRun | None:
        """The run that is shown in full."""
        return self._run

    def setSample(self, image: QImage) -> None:
        """The first photographs as the network sees them."""
        self.sample.setImage(image)

    def _state_text(self, status: RunStatus | None) -> str:
        if self._standing.is_stopping:
            return tr("Stopping after this step, with a checkpoint…")
        if status is None:
            return tr("It has not begun.") if self._standing.is_own else tr("Nothing was written of how it stands.")
        silent_s = time.time() - status.updated_s
        if not status.state.is_over and silent_s > STALE_S and not self._standing.is_running:
            return tr(
                "Not heard of for {span}: its process was ended, or {host} is out "
                "of reach. It can go on from its last checkpoint.",
                span=_span(silent_s),
                host=status.host or tr("its machine"),
            )
        where = (
            ""
            if self._standing.is_own
            else tr("On {host}, read-only. ", host=status.host)
            if status.host
            else tr("Read-only. ")
        )
        match status.state:
            case RunState.PREPARING:
                return tr("{where}Preparing: {text}", where=where, text=status.text)
            case RunState.TRAINING:
                left = f", {time_left_text(status.seconds_left)}" if status.seconds_left else ""
                what = (
                    tr("{text}{text_2}, epoch", text=status.text[:1].upper(), text_2=status.text[1:])
                    if status.text
                    else tr("Epoch")
                )
                return tr(
                    "{where}{what} {epoch} of {epochs}, batch {batch} of {batches}{left}",
                    where=where,
                    what=what,
                    epoch=status.epoch,
                    epochs=status.epochs,
                    batch=status.batch,
                    batches=status.batches,
                    left=left,
                )
            case RunState.FINISHED:
                return tr("{where}Finished. {text}", where=where, text=status.text)
            case RunState.STOPPED:
                return tr(
                    "{where}Paused in epoch {epoch} of {epochs}; it can go on.",
                    where=where,
                    epoch=status.epoch,
                    epochs=status.epochs,
                )
            case _:
                return f"{where}{status.text}"

    def _set_log(self, text: str) -> None:
        if text == self.log.toPlainText():
            return
        bar = self.log.verticalScrollBar()
        is_at_end = bar.value() >= bar.maximum() - 4
        place = bar.value()
        self.log.setPlainText(text)
        bar.setValue(bar.maximum() if is_at_end else place)

    def _enable(self, run: WatchedRun, status: RunStatus | None) -> None:
        own, at_it = self._standing.is_own, self._standing.is_running
        is_finished = status is not None and status.state is RunState.FINISHED
        has_begun = run.settings is not None
        self.pauseButton.setVisible(own and at_it)
        self.pauseButton.setEnabled(not self._standing.is_stopping)
        self.resumeButton.setVisible(own and not at_it and not is_finished and has_begun)
        self.finishButton.setVisible(own and not is_finished and bool(run.history))
        self.finishButton.setEnabled(not self._standing.is_stopping)
        self.modelButton.setVisible(run.model is not None)
        is_whole = run.model is not None and run.model.name == "model.safetensors"
        self.modelButton.setText(tr(" Open the trained model") if is_whole else tr(" Open the best so far"))
        self.settingsButton.setVisible(run.settings is not None)


def _figures_text(status: RunStatus | None) -> str:
    if status is None:
        return ""
    parts = []
    if status.loss is not None:
        parts.append(tr("loss {loss:.4g}", loss=status.loss))
    if status.learning_rate is not None:
        parts.append(tr("rate {learning_rate:.3g}", learning_rate=status.learning_rate))
    if status.images_per_second is not None:
        parts.append(tr("{images_per_second:.1f} images/s", images_per_second=status.images_per_second))
    if status.memory_bytes:
        where = "GPU" if status.device.startswith("cuda") else tr("memory")
        parts.append(tr("{where} {memory_bytes:.1f} GiB", where=where, memory_bytes=status.memory_bytes / 2**30))
    if status.device:
        parts.append(status.device)
    return "   ".join(parts)


def _is_trouble(status: RunStatus | None) -> bool:
    return status is not None and status.state in (RunState.WAITING, RunState.FAILED)


def _span(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes < 120:
        return tr("{minutes} minutes", minutes=minutes)
    return (
        tr("{minutes} hours", minutes=minutes // 60)
        if minutes < 48 * 60
        else tr("{minutes} days", minutes=minutes // (24 * 60))
    )


def _button(text: str, icon_name: str, tip: str) -> QPushButton:
    button = QPushButton(f" {text}" if text else "")
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAccessibleName(text or tip)
    button.setAutoDefault(False)
    return button
