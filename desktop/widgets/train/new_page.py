"""A new training: the form, and beside it what its answers mean for real photographs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.training.presets import AUGMENTATIONS, PRESETS
from desktop.resources import icon
from desktop.training_fields import fields_by_name
from desktop.training_files import DataSummary
from desktop.translation import tr
from desktop.widgets.train.pictures import PictureGrid
from desktop.widgets.train.rate_plot import RatePlot
from desktop.widgets.train.settings_form import SettingsForm
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.training.describing import NetworkFacts

FORM_PX = 400


class NewTrainingPage(QWidget):
    """The form with its presets, the preview, the search for a learning rate, and the button that starts."""

    startRequested = Signal()
    loadRequested = Signal()
    saveRequested = Signal()
    anotherDrawRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = SettingsForm()
        self.presetBox = QComboBox()
        self.augmentationBox = QComboBox()
        self.loadButton = _button(tr("Load…"), "folder", tr("Settings from a file (TOML)"))
        self.undoButton = _button("", "undo", tr("Take the last change of the form back (Ctrl+Z)"))
        self.redoButton = _button("", "redo", tr("Make it again"))
        self.saveButton = _button(tr("Save…"), "export", tr("These settings as a file: for a server, or for later"))
        self.startButton = _button(tr("Start"), "run", tr("Train with these settings, after those that wait"))
        self.startButton.setDefault(True)
        self.drawButton = _button(tr("Another draw"), "reset", tr("Other random changes of the same photograph"))
        self.preview = PictureGrid(
            3, tr("A photograph of the data set will be shown here as the network gets to see it.")
        )
        self.rates = RatePlot()
        self._data = WrappedLabel(role="dim")
        self._network = WrappedLabel(tr("How large it is will be said here."), role="dim")
        self._problem = WrappedLabel(role="error")
        self._problems: dict[str, str] = {}
        self.problemButton = QPushButton(tr("Show"))
        self._fill()
        self._lay_out()
        self._connect()
        self.setData(None)
        self._show_problems()

    def _fill(self) -> None:
        self.presetBox.addItem(tr("Start from a preset…"), None)
        for preset in PRESETS:
            self.presetBox.addItem(tr(preset.title), preset)
            self.presetBox.setItemData(self.presetBox.count() - 1, tr(preset.description), 3)  # Qt.ToolTipRole
        self.augmentationBox.addItem(tr("Choose ready-made changes…"), None)
        for title, augmentation in AUGMENTATIONS.values():
            self.augmentationBox.addItem(tr(title), augmentation)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.presetBox, 1)
        top.addWidget(self.undoButton)
        top.addWidget(self.redoButton)
        top.addWidget(self.loadButton)
        top.addWidget(self.saveButton)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(top)
        left.addWidget(self.form, 1)
        self.form.setMinimumWidth(FORM_PX)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self._problem, 1)
        bottom.addWidget(self.problemButton)
        bottom.addWidget(self.startButton)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(_heading(tr("Photographs")))
        right.addWidget(self._data)
        head = QHBoxLayout()
        head.addWidget(_heading(tr("As the network sees them")))
        head.addStretch(1)
        head.addWidget(self.augmentationBox)
        head.addWidget(self.drawButton)
        right.addWidget(_heading(tr("Network")))
        right.addWidget(self._network)
        right.addSpacing(4)
        right.addLayout(head)
        right.addWidget(self.preview, 1)
        right.addSpacing(4)
        right.addWidget(self.rates)
        right.addLayout(bottom)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(16)
        layout.addLayout(left, 2)
        layout.addLayout(right, 3)

    def _connect(self) -> None:
        self.presetBox.activated.connect(lambda _row: self._apply_preset())
        self.augmentationBox.activated.connect(lambda _row: self._apply_augmentation())
        self.startButton.clicked.connect(lambda _checked: self.startRequested.emit())
        self.loadButton.clicked.connect(lambda _checked: self.loadRequested.emit())
        self.saveButton.clicked.connect(lambda _checked: self.saveRequested.emit())
        self.drawButton.clicked.connect(lambda _checked: self.anotherDrawRequested.emit())
        self.problemButton.clicked.connect(lambda _checked: self.showFirstProblem())
        self.rates.rateTaken.connect(lambda rate: self.form.setValue("optimiser.learning_rate", rate))
        self.form.changed.connect(self._show_problems)
        self.undoButton.clicked.connect(lambda _checked: self.form.undo())
        self.redoButton.clicked.connect(lambda _checked: self.form.redo())
        self.form.historyChanged.connect(self._show_history)
        self._show_history()

    # What is shown

    def setData(self, data: DataSummary | None) -> None:
        """What the data set holds."""
        if data is None:
            self._data.setText(tr("Choose a data set: a project, a folder, a table or an HDF5 file."))
            return
        counts = ", ".join(f"{name} {count}" for name, count in zip(data.class_names, data.class_counts, strict=True))
        notes = "".join(f" {note}" for note in data.notes)
        self._data.setText(
            tr(
                "{class_counts} photographs: {counts}.{notes}",
                class_counts=sum(data.class_counts),
                counts=counts,
                notes=notes,
            )
        )

    def setNetwork(self, facts: NetworkFacts) -> None:
        """What the network would be."""
        self.form.setNames("network.train_from", facts.parts)
        self.form.addProblems(dict(facts.problems))
        self._show_problems()
        self._network.setText(network_words(facts))

    def setPreview(self, pictures: Sequence[QImage]) -> None:
        """The photograph unchanged, then changed."""
        named = [(image, tr("unchanged") if number == 0 else "") for number, image in enumerate(pictures)]
        self.preview.setPictures(named)

    def refresh(self) -> None:
        """The form was told of problems."""
        self._show_problems()

    def problemText(self) -> str:
        """What is said beside the button that starts."""
        return self._problem.text()

    def showFirstProblem(self) -> None:
        """Bring the first field with a problem into view."""
        if self._problems:
            self.form.showProblem(next(iter(self._problems)))

    def _show_problems(self) -> None:
        self._problems = found = self.form.problems()
        self.startButton.setEnabled(not found)
        self.problemButton.setVisible(bool(found))
        self._problem.clear()
        if found:
            name, text = next(iter(found.items()))
            field = fields_by_name().get(name)
            more = tr(" And {count} more.", count=len(found) - 1) if len(found) > 1 else ""
            self._problem.setText(f"{tr(field.title) if field is not None else name}: {text}{more}")

    def _show_history(self) -> None:
        self.undoButton.setEnabled(self.form.can_undo)
        self.redoButton.setEnabled(self.form.can_redo)

    def _apply_preset(self) -> None:
        preset = self.presetBox.currentData()
        if preset is not None:
            self.form.setSettings(preset.apply(self.form.settings()))
            self.presetBox.setToolTip(preset.description)
            self.form.changed.emit()

    def _apply_augmentation(self) -> None:
        augmentation = self.augmentationBox.currentData()
        if augmentation is not None:
            from dataclasses import replace

            self.form.setSettings(replace(self.form.settings(), augmentation=augmentation))
            self.form.changed.emit()
        self.augmentationBox.setCurrentIndex(0)


def network_words(facts: NetworkFacts) -> str:
    """How large a network is, in a sentence or two."""
    if not facts.parameters:
        return facts.problems[0][1].message if facts.problems else ""
    share = (
        tr("all trained")
        if facts.trained == facts.parameters
        else tr("{trained:,} of them trained", trained=facts.trained)
    )
    more = (
        tr(" Batch normalisation keeps {statistics:,} numbers beside them.", statistics=facts.statistics)
        if facts.statistics
        else ""
    )
    return tr("{parameters:,} parameters, {share}.{more}", parameters=facts.parameters, share=share, more=more)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _button(text: str, icon_name: str, tip: str) -> QPushButton:
    button = QPushButton(f" {text}" if text else "")
    button.setAccessibleName(text or tip)
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
