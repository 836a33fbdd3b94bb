"""Which network stands beside the selected one: random weights of a seed, or another model and its layer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from desktop.translation import mark, tr
from desktop.widgets.eliding_combo_box import ElidingComboBox

RANDOM = mark("random")
OPEN = mark("another file…")
MOST_SEED = 2**31 - 1
WIDTHS_PX = (124, 124, 88)


class BesideChooser(QWidget):
    """A row of choosers; what makes no sense is hidden."""

    changed = Signal()
    openRequested = Signal()
    """Another file is to be asked for."""
    layerChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network = ElidingComboBox()
        self.network.setToolTip(tr("What stands beside: this architecture with random weights, or another model"))
        self.network.addItem(tr(RANDOM))
        self.layer = ElidingComboBox()
        self.layer.setToolTip(
            tr("The layer of the other model; at first that of the same name, else of the same depth")
        )
        self.seed = QSpinBox(minimum=0, maximum=MOST_SEED, value=1, prefix=tr("seed "))
        self.seed.setToolTip(tr("The seed of the random weights; it is written into what is exported"))
        self.network.setAccessibleName(tr("What stands beside"))
        self.layer.setAccessibleName(tr("Layer of the other model"))
        self.seed.setAccessibleName(tr("Seed of the random weights"))
        for widget, width in zip((self.network, self.layer, self.seed), WIDTHS_PX, strict=True):
            widget.setFixedWidth(width)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.network, self.layer, self.seed):
            row.addWidget(widget)
        self._models: tuple[Path, ...] = ()
        self._last = 0
        self.network.activated.connect(self._choose)
        self.layer.activated.connect(lambda _row: self.layerChosen.emit(self.layer.currentText()))
        self.seed.editingFinished.connect(self.changed)
        self._show_what_fits()

    def setModels(self, models: Sequence[Path]) -> None:
        """The files that are offered beside random weights; what was chosen stays."""
        chosen = self.model()
        self._models = tuple(models)
        self.network.clear()
        for text, tip in ((tr(RANDOM), ""), *((path.stem, str(path)) for path in self._models), (tr(OPEN), "")):
            self.network.addItem(text)
            if tip:
                self.network.setItemData(self.network.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.setModel(chosen if chosen in self._models else None)

    def models(self) -> tuple[Path, ...]:
        """The files that are offered."""
        return self._models

    def model(self) -> Path | None:
        """The file of the other model; None: random weights."""
        place = self._last - 1
        return self._models[place] if 0 <= place < len(self._models) else None

    def setModel(self, path: Path | None) -> None:
        """Choose a model; does not tell."""
        self._last = self._models.index(path) + 1 if path in self._models else 0
        self.network.setCurrentIndex(self._last)
        self._show_what_fits()

    def setLayers(self, names: Sequence[str], chosen: str | None) -> None:
        """The layers of the other model."""
        if [self.layer.itemText(row) for row in range(self.layer.count())] != list(names):
            self.layer.clear()
            self.layer.addItems(list(names))
        self.layer.setCurrentText(chosen or "")

    def _choose(self, row: int) -> None:
        if row == self.network.count() - 1 and row > len(self._models):
            self.network.setCurrentIndex(self._last)
            self.openRequested.emit()
            return
        if row != self._last:
            self._last = row
            self._show_what_fits()
            self.changed.emit()

    def _show_what_fits(self) -> None:
        is_random = self.model() is None
        self.seed.setVisible(is_random)
        self.layer.setVisible(not is_random)
