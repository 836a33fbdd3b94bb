"""The bar over a grid: what is compared, on which scale, and how far the computation is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.jobs import Progress
from desktop.compare_plan import AxisKind, Plan, Preset
from desktop.resources import icon
from desktop.translation import mark, tr
from desktop.widgets.compare.chips import Chip, ChipRow
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.job_bar import JobBar

_MARGIN_PX = 8
_SPACING_PX = 6
_LEAST_PX = 420
_JOB_BAR_PX = 56
_NO_AXIS = "\N{EM DASH}"


class ScaleMode(StrEnum):
    """What the brightest colour of a cell stands for."""

    OWN = "own"
    """Its own largest value."""
    COMMON = "common"
    """The largest value of all cells whose values are measured in the same unit."""


_SCALES = {
    ScaleMode.OWN: (mark("Own scales"), mark("The brightest colour of each cell is its own largest value")),
    ScaleMode.COMMON: (
        mark("One scale"),
        mark("One colour means one value in all cells whose values are measured in the same unit"),
    ),
}


class CompareBar(QWidget):
    """Two rows: the axes with what can be done to the grid, and the values of the axes as chips."""

    axesChanged = Signal(object, object)
    """The AxisKinds of columns and rows (None: one axis)."""
    presetChosen = Signal(object)
    addRequested = Signal(object, object)
    """An AxisKind, and where a menu may open."""
    removeRequested = Signal(object, object)
    """An AxisKind and a value."""
    scaleChosen = Signal(object)
    lockToggled = Signal(bool)
    agreementRequested = Signal()
    exportRequested = Signal()
    copyRequested = Signal()
    cancelRequested = Signal()
    resumeRequested = Signal()
    closeRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compareBar")
        self.columns = _axis_box(tr("What varies from left to right"))
        self.rows = _axis_box(tr("What varies from top to bottom"))
        self.presets = _button(tr("Presets"), "", tr("Comparisons that are often made"))
        self.scale = QComboBox()
        self.lock = _button("", "lock", tr("Keep the limits of the cells for the next photographs"))
        self.agreement = _button("", "agreement", tr("How far the maps agree, in figures"))
        self.export = _button("", "export", tr("Save the grid as a picture"))
        self.copy = _button("", "copy", tr("Copy the grid as a picture"))
        self.leave = _button("", "close", tr("Leave the grid (Esc)"))
        self.column_chips, self.row_chips = ChipRow(), ChipRow()
        self.times = QLabel("\N{MULTIPLICATION SIGN}")
        self.note = ElidedLabel()
        self._label = QLabel(tr("Compare"))
        self.job = JobBar(bar_px=_JOB_BAR_PX)
        self.resume = QPushButton(tr("Go on"))
        self._fill()
        self._lay_out()
        self._connect()

    # What is shown

    def setPlan(self, plan: Plan) -> None:
        """Show which axes there are."""
        for box in (self.columns, self.rows):
            box.blockSignals(True)  # noqa: FBT003
        self.columns.setCurrentIndex(self.columns.findData(plan.columns))
        self.rows.clear()
        self.rows.addItem(_NO_AXIS, None)
        for kind in AxisKind:
            if kind not in (plan.columns, AxisKind.VIEWS):
                self.rows.addItem(tr(kind.words), kind)
        self.rows.setCurrentIndex(max(0, self.rows.findData(plan.rows)))
        self.rows.setEnabled(plan.columns is not AxisKind.VIEWS)
        for box in (self.columns, self.rows):
            box.blockSignals(False)  # noqa: FBT003
        self.times.setVisible(plan.rows is not None)
        self.row_chips.setVisible(plan.rows is not None)

    def setChips(self, plan: Plan, chips: Mapping[AxisKind, Sequence[Chip]]) -> None:
        """Show the values of the axes."""
        for row, kind in ((self.column_chips, plan.columns), (self.row_chips, plan.rows)):
            if kind is not None:
                shown = chips[kind]
                has_room = len(shown) < plan.most_values
                row.setChips(shown, has_room=has_room, least=0 if kind is AxisKind.VIEWS else 1)

    def setScale(self, mode: ScaleMode) -> None:
        """Show which scale is chosen."""
        self.scale.blockSignals(True)  # noqa: FBT003
        self.scale.setCurrentIndex(self.scale.findData(mode))
        self.scale.blockSignals(False)  # noqa: FBT003

    def setLocked(self, is_locked: bool) -> None:  # noqa: FBT001
        """Show whether limits are kept."""
        self.lock.blockSignals(True)  # noqa: FBT003
        self.lock.setChecked(is_locked)
        self.lock.blockSignals(False)  # noqa: FBT003

    def setNote(self, text: str) -> None:
        """Words about the scale."""
        self.note.setText(text)

    def setProgress(self, progress: Progress | None) -> None:
        """How far the grid is; None: nothing is computed."""
        self.note.setVisible(progress is None)
        if progress is None:
            self.job.finish()
        else:
            if self.job.isHidden():
                self.job.start(tr("Comparing"))
            self.job.setProgress(progress)
        self._fit(self.width())

    def setStopped(self, is_stopped: bool) -> None:  # noqa: FBT001
        """Whether cells are left that could be computed after all."""
        self.resume.setVisible(is_stopped)
        self._fit(self.width())

    def setReady(self, *, has_cells: bool, has_maps: bool, has_two: bool) -> None:
        """Grey what makes no sense now."""
        self.lock.setEnabled(has_maps)
        self.export.setEnabled(has_maps)
        self.copy.setEnabled(has_maps)
        self.agreement.setEnabled(has_two)
        self.scale.setEnabled(has_cells)

    def minimumSizeHint(self) -> QSize:
        """What is left when everything has given way that can also be reached by menus and keys."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what can be reached elsewhere give way: the buttons whose commands have menu entries, then words."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    # Inside

    def _fit(self, width: int) -> None:
        optional = (self.copy, self.export, self.agreement, self._label, self.leave)
        needed = super().minimumSizeHint().width() + sum(
            widget.sizeHint().width() + _SPACING_PX for widget in optional if widget.isHidden()
        )
        for widget in optional:
            widget.setVisible(needed <= width)
            needed -= 0 if needed <= width else widget.sizeHint().width() + _SPACING_PX

    def _fill(self) -> None:
        for kind in AxisKind:
            self.columns.addItem(tr(kind.words), kind)
        for mode, (title, tip) in _SCALES.items():
            self.scale.addItem(tr(title), mode)
            self.scale.setItemData(self.scale.count() - 1, tr(tip), Qt.ItemDataRole.ToolTipRole)
        self.scale.setToolTip(tr("What the brightest colour stands for"))
        self.scale.setAccessibleName(tr("Scale of the colours"))
        self.lock.setCheckable(True)
        self.presets.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.presets.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.presets)
        menu.setToolTipsVisible(True)
        for preset in Preset:
            action = menu.addAction(tr(preset.value))
            action.setToolTip(preset.tip)
            action.triggered.connect(lambda _checked=False, preset=preset: self.presetChosen.emit(preset))
        self.presets.setMenu(menu)
        self.presets.setText(tr("Presets \N{BLACK DOWN-POINTING SMALL TRIANGLE}"))
        self.note.setObjectName("dimText")
        self.resume.hide()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(_SPACING_PX)
        above.addWidget(self._label)
        above.addWidget(self.columns)
        above.addWidget(QLabel("\N{MULTIPLICATION SIGN}"))
        above.addWidget(self.rows)
        above.addWidget(self.presets)
        above.addWidget(self.note, 1)
        above.addWidget(self.job, 1)
        above.addWidget(self.resume)
        for widget in (self.scale, self.lock, self.agreement, self.copy, self.export, self.leave):
            above.addWidget(widget)
        below = QHBoxLayout()
        below.setSpacing(_SPACING_PX)
        below.addWidget(self.column_chips)
        below.addWidget(self.times)
        below.addWidget(self.row_chips)
        below.addStretch(1)
        self.setMinimumWidth(_LEAST_PX)  # else the layout would not let anything give way
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN_PX, 2, _MARGIN_PX, 4)
        layout.setSpacing(4)
        layout.addLayout(above)
        layout.addLayout(below)

    def _connect(self) -> None:
        for box in (self.columns, self.rows):
            box.activated.connect(lambda _index: self._tell_axes())
        self.scale.activated.connect(lambda _index: self.scaleChosen.emit(ScaleMode(self.scale.currentData())))
        self.lock.toggled.connect(self.lockToggled)
        self.agreement.clicked.connect(self.agreementRequested)
        self.export.clicked.connect(self.exportRequested)
        self.copy.clicked.connect(self.copyRequested)
        self.leave.clicked.connect(self.closeRequested)
        self.job.cancelRequested.connect(self.cancelRequested)
        self.resume.clicked.connect(self.resumeRequested)
        for row, box in ((self.column_chips, self.columns), (self.row_chips, self.rows)):
            row.addRequested.connect(lambda place, box=box: self.addRequested.emit(_axis(box), place))
            row.removeRequested.connect(lambda value, box=box: self.removeRequested.emit(_axis(box), value))

    def _tell_axes(self) -> None:
        columns, rows = _axis(self.columns), _axis(self.rows)
        self.axesChanged.emit(columns, rows if rows is not columns else None)


def _axis_box(tip: str) -> QComboBox:
    box = QComboBox()
    box.setToolTip(tip)
    box.setAccessibleName(tip)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _axis(box: QComboBox) -> AxisKind | None:
    """What is chosen. A box keeps texts, also where it was given members of an enumeration."""
    text = box.currentData()
    return None if text is None else AxisKind(text)


def _button(text: str, name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    if name:
        button.setIcon(icon(name))
        button.setIconSize(QSize(16, 16))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
