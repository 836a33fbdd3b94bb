"""Where the network looked on one photograph, epoch by epoch: a picture, and a slider through the training."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from core.training.watching import AttentionRecord
from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.train.pictures import PictureView
from desktop.widgets.wrapped_label import WrappedLabel

FRAME_MS = 350


class AttentionStrip(QWidget):
    """Asks for the picture of an epoch with `epochChosen`, and shows the one that it is given."""

    epochChosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: tuple[AttentionRecord, ...] = ()
        self._class_names: tuple[str, ...] = ()
        self._follows = True
        self.picture = PictureView(
            tr("Where the network looks will be drawn here before the first epoch and after each.")
        )
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Epoch"))
        self.slider.setPageStep(5)
        self.slider.valueChanged.connect(self._take_row)
        self.playButton = QToolButton()
        self.playButton.setCheckable(True)
        self.playButton.setIcon(icon("play"))
        self.playButton.setIconSize(QSize(16, 16))
        self.playButton.setToolTip(tr("Play the training from its beginning"))
        self.playButton.setAccessibleName(tr("Play"))
        self.playButton.toggled.connect(self._play)
        self._text = WrappedLabel()
        self._epoch = QLabel()
        self._epoch.setMinimumWidth(self._epoch.fontMetrics().horizontalAdvance(tr("before the first ")))
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._next)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for widget, stretch in ((self.playButton, 0), (self._epoch, 0), (self.slider, 1)):
            bar.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self._text)
        layout.addLayout(bar)
        self._enable()

    def setRecords(self, records: Sequence[AttentionRecord], class_names: Sequence[str]) -> None:
        """The epochs there are; the slider stays where it was put, or goes along with the latest."""
        if tuple(records) == self._records and tuple(class_names) == self._class_names:
            return
        self._records, self._class_names = tuple(records), tuple(class_names)
        row = len(self._records) - 1 if self._follows else min(self.slider.value(), len(self._records) - 1)
        self.slider.blockSignals(True)  # noqa: FBT003
        self.slider.setRange(0, max(0, len(self._records) - 1))
        self.slider.setValue(max(0, row))
        self.slider.blockSignals(False)  # noqa: FBT003
        self._enable()
        self._show_row()

    def records(self) -> tuple[AttentionRecord, ...]:
        """What can be chosen."""
        return self._records

    def current(self) -> AttentionRecord | None:
        """The epoch that is chosen."""
        row = self.slider.value()
        return self._records[row] if row < len(self._records) else None

    def setImage(self, image: QImage) -> None:
        """The picture of the chosen epoch."""
        self.picture.setImage(image)

    def _take_row(self, row: int) -> None:
        self._follows = row == len(self._records) - 1
        self._show_row()

    def _show_row(self) -> None:
        record = self.current()
        if record is None:
            self._epoch.clear()
            self._text.setText("")
            self.picture.setImage(QImage())
            return
        self._epoch.setText(tr("epoch {epoch}", epoch=record.epoch) if record.epoch else tr("before the first"))
        self._text.setText(self._words(record))
        self.epochChosen.emit(record.epoch)

    def _words(self, record: AttentionRecord) -> str:
        said = f"{self._name(record.predicted)} {record.probability:.2f}"
        truth = tr(", labelled {name}", name=self._name(record.label)) if record.label >= 0 else ""
        evidence = "" if record.has_evidence else tr(" · no evidence at this layer")
        return f"{said}{truth}{evidence} · {record.photograph} · {record.layer}"

    def _name(self, index: int) -> str:
        return self._class_names[index] if 0 <= index < len(self._class_names) else tr("class {index}", index=index)

    def _play(self, is_on: bool) -> None:  # noqa: FBT001
        self.playButton.setIcon(icon("pause" if is_on else "play"))
        if not is_on:
            self._frames.stop()
            return
        if self.slider.value() == self.slider.maximum():
            self.slider.setValue(0)
        self._frames.start()

    def _next(self) -> None:
        if self.slider.value() >= self.slider.maximum():
            self.playButton.setChecked(False)
            return
        self.slider.setValue(self.slider.value() + 1)

    def _enable(self) -> None:
        has_many = len(self._records) > 1
        self.slider.setEnabled(has_many)
        self.playButton.setEnabled(has_many)
