"""Calibrating a model in the window: what a temperature changes, and the new model file that holds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import FunduscopeError
from desktop.jobs import JobContext
from desktop.translation import tr
from desktop.widgets.unit_plot import PlotLine, UnitPlot
from desktop.widgets.wrapped_label import WrappedLabel
from desktop.windows.dialogs import fit_on_screen

if TYPE_CHECKING:
    from core.evaluation.calibrating import Fitted
    from core.evaluation.calibration import Calibration
    from desktop.panels.evaluate_panel import Measured
    from desktop.windows.main_window import MainWindow

SLOT = "calibrate"


class CalibrationDialog(QDialog):
    """Shows reliability before and after; `wished` tells the path of the new model."""

    wished = Signal(object)

    def __init__(self, fitted: Fitted, name: str, suggested: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calibrationDialog")
        self.setWindowTitle(tr("Calibrate {name}", name=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._suggested = suggested
        self.plots = tuple(
            _plot(title, one) for title, one in ((tr("Now"), fitted.before), (tr("Calibrated"), fitted.after))
        )
        self.told = WrappedLabel()
        self.told.setText(_words(fitted))
        hint = WrappedLabel(role="dim")
        hint.setText(
            tr(
                "The weights stay as they are, and so does this model file: a new one is written, whose card holds the "
                "temperature. Take photographs that the model was not trained on, and measure it on others again."
            )
        )
        self.saveButton = QPushButton(tr("Save calibrated model…"))
        self.saveButton.setDefault(True)
        self.saveButton.clicked.connect(self._ask)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.saveButton, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        both = QHBoxLayout()
        for plot in self.plots:
            both.addWidget(plot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(both, 1)
        for widget in (self.told, hint, buttons):
            layout.addWidget(widget)
        self.setMinimumSize(620, 460)
        fit_on_screen(self)

    def take(self, path: Path) -> None:
        """The new model goes to `path`."""
        suffix = self._suggested.suffix
        self.wished.emit(path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}"))
        self.accept()

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("Save calibrated model"),
            str(self._suggested),
            tr("Model (*{suffix})", suffix=self._suggested.suffix),
        )
        if name:
            self.take(Path(name))


class Calibrating(QObject):
    """Finds the temperature on what is measured, shows what it changes, and writes the new model."""

    calibrated = Signal(object)
    """The path of the new model."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: CalibrationDialog | None = None

    def ask(self, measured: Measured | None) -> None:
        """Find the temperature, and show what it changes."""
        if measured is None:
            return
        source = self._window.services.index.find(measured.model.content)
        if source is None:
            self._window.viewer.report(
                FunduscopeError(
                    tr("The file of '{model_name}' is not known on this machine.", model_name=measured.model.name),
                    tr("Open the model once; it can then be calibrated."),
                )
            )
            return
        answers, part = measured.judged.judged, measured.scheme.name

        def work(_context: JobContext) -> Fitted:
            from core.evaluation.calibrating import fit
            from core.networks.card_file import read_card

            return fit(answers, temperature=read_card(source).temperature, origin=f"labels '{part}' of a project")

        self._window.services.lanes.files.submit(
            work, lambda fitted: self._show(fitted, measured.model.name, source), slot=SLOT, title=tr("Calibrating")
        )

    def _show(self, fitted: Fitted, name: str, source: Path) -> None:
        if self.dialog is not None:
            return
        suggested = source.with_name(f"{source.stem}-calibrated{source.suffix}")
        dialog = CalibrationDialog(fitted, name, suggested, self._window)
        dialog.wished.connect(lambda path: self.write(fitted, source, path))
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def write(self, fitted: Fitted, source: Path, path: Path) -> None:
        """Write the new model, and open it."""

        def work(_context: JobContext) -> Path:
            from core.evaluation.calibrating import write_calibrated

            write_calibrated(source, path, fitted)
            return path

        self._window.services.lanes.files.submit(
            work, self._take, slot=SLOT, title=tr("Writing {path_name}", path_name=path.name)
        )

    def _take(self, path: Path) -> None:
        self._window.viewer.remark(tr("Wrote {path_name}; it is opened", path_name=path.name))
        self._window.models.open(path)
        self.calibrated.emit(path)

    def _forget(self) -> None:
        self.dialog = None


def _plot(title: str, one: Calibration) -> UnitPlot:
    error = one.expected_calibration_error or 0.0
    plot = UnitPlot(
        tr("{title}: error {error:.3f}", title=title, error=error), tr("highest probability"), tr("share that is right")
    )
    filled = [each for each in one.bins if each.count]
    total = sum(each.count for each in filled) or 1
    points = [(each.confidence or 0.0, each.accuracy or 0.0) for each in filled]
    bars = [(each.low, each.high, each.count / total) for each in filled]
    plot.setLines([PlotLine("", points)], points, bars=bars)
    return plot


def _words(fitted: Fitted) -> str:
    way = tr("less sure") if fitted.temperature > 1 else tr("surer")
    return tr(
        "A temperature of {temperature:.3f}, found on {photographs:,} photographs, makes the model "
        "{way}. Mean negative log-likelihood {loss_before:.3f}, then {loss_after:.3f}. The predicted "
        "class of every photograph stays the same.",
        temperature=fitted.temperature,
        photographs=fitted.photographs,
        way=way,
        loss_before=fitted.loss_before,
        loss_after=fitted.loss_after,
    )
