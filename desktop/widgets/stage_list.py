"""The stages of something long, each with how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from desktop.translation import tr

_STEPS = 100
_BAR_PX = 6


class StageList(QWidget):
    """A row a stage: name, bar, and whether it is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, tuple[QProgressBar, QLabel]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def setStages(self, names: Sequence[str]) -> None:
        """The stages in order; called once."""
        for row, name in enumerate(names):
            bar = QProgressBar(textVisible=False, minimum=0, maximum=_STEPS)
            bar.setFixedHeight(_BAR_PX)
            bar.setAccessibleName(name)
            state = QLabel()
            state.setProperty("role", "dim")
            state.setMinimumWidth(state.fontMetrics().horizontalAdvance(tr("waiting")) + 2)
            for column, widget in enumerate((QLabel(name), bar, state)):
                self._grid.addWidget(widget, row, column)
            self._rows[name] = (bar, state)

    def setFractions(self, fractions: Mapping[str, float]) -> None:
        """How far each stage is, 0..1."""
        for name, (bar, state) in self._rows.items():
            fraction = fractions.get(name, 0.0)
            bar.setValue(round(_STEPS * fraction))
            state.setText(
                tr("done") if fraction >= 1 else tr("waiting") if fraction <= 0 else f"{int(100 * fraction)} %"
            )

    def states(self) -> dict[str, str]:
        """What is said of each stage."""
        return {name: state.text() for name, (_bar, state) in self._rows.items()}
