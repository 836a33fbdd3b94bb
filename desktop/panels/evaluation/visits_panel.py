"""Two visits of one eye: registered, explained and compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.errors import FunduscopeError
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from desktop.evaluations import Evaluations
from desktop.panels.evaluation.choosing import LAYER, METHOD, TARGET, fill_layers, fill_methods, fill_targets
from desktop.resources import icon
from desktop.translation import inside, mark, tr
from desktop.widgets.evaluate.choices import ChoiceRow
from desktop.widgets.evaluate.plane_view import Plane, PlaneView, limits_of
from desktop.widgets.evaluate.work_bar import WorkBar
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.experiments.visits import VisitComparison

EARLIER, LATER = mark("Earlier visit"), mark("Later visit")


class VisitsPanel(QWidget):
    """Takes two photographs: of the project by patient and date, or any two files."""

    fileRequested = Signal(str)
    """The title of the chooser for which a file is wanted."""
    compareRequested = Signal(object, object, object)
    """Both paths and the VisitPlan."""
    stopRequested = Signal()

    def __init__(self, evaluations: Evaluations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluations = evaluations
        self.photographs = ChoiceRow((tr(EARLIER), tr(LATER)))
        self.choices = ChoiceRow((METHOD, LAYER, TARGET))
        fill_methods(self.choices)
        self.choices.choose(METHOD, Method.GRAD_CAM)
        self.workBar = WorkBar(tr("Compare the visits"))
        self.fileButtons = {title: QPushButton(tr("File…")) for title in (tr(EARLIER), tr(LATER))}
        self.words, self.failure = WrappedLabel(role="dim"), WrappedLabel(role="error")
        self.views = {name: PlaneView() for name in ("earlier", "later", "first", "second", "difference")}
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.choices.chosen.connect(lambda title: self._show_layers() if title == METHOD else None)
        self.workBar.startRequested.connect(self.start)
        self.workBar.stopRequested.connect(self.stopRequested)
        for title, button in self.fileButtons.items():
            button.setIcon(icon("folder"))
            button.setToolTip(tr("Choose a photograph of the {title} from the disk", title=inside(title)))
            button.clicked.connect(lambda _checked=False, title=title: self.fileRequested.emit(title))

    def wake(self) -> None:
        """The page is looked at."""
        model = self._evaluations.model
        fill_layers(self.choices, model)
        fill_targets(self.choices, model)
        self._show_layers()
        self.workBar.button.setEnabled(model is not None)
        if model is None:
            self.words.setText(tr("Open a model: both photographs are explained by it."))
        elif self.views["difference"].plane() is None:
            self.words.setText(
                tr(
                    "Choose two photographs of the same eye. The later one is brought onto the earlier by its vessels, "
                    "and both are explained for one class: what does the network look at now that it did not before?"
                )
            )

    def sleep(self) -> None:
        """Nothing has to stop."""

    def setPhotographs(self, entries: Sequence[tuple[str, Path]]) -> None:
        """What can be chosen; what was chosen stays."""
        for title in (tr(EARLIER), tr(LATER)):
            before = self.photographs.value(title)
            self.photographs.fill(title, entries)
            if before is not None:
                self.choosePhotograph(title, before)
        paths = [path for _text, path in entries]
        if len(paths) > 1 and self.photographs.value(tr(EARLIER)) == self.photographs.value(tr(LATER)):
            self.photographs.choose(tr(LATER), paths[1])

    def choosePhotograph(self, title: str, path: Path) -> None:
        """Choose a file for one of the two."""
        self.photographs.add(title, path.name, path)
        self.photographs.choose(title, path)

    def start(self) -> None:
        """Compare what is chosen."""
        from core.experiments.visits import VisitPlan

        earlier, later = (self.photographs.value(title) for title in (tr(EARLIER), tr(LATER)))
        if earlier is None or later is None:
            self.refuse(FunduscopeError(tr("Two photographs are needed."), tr("Choose one of each visit.")))
            return
        method = self.choices.value(METHOD)
        layer = self.choices.value(LAYER) if CATALOGUE[method].has_layer else None
        self.failure.setText("")
        self.compareRequested.emit(earlier, later, VisitPlan(method, layer, self.choices.value(TARGET)))

    def refuse(self, error: FunduscopeError) -> None:
        """Say why they cannot be compared; nothing of an earlier comparison stays."""
        self.failure.setText(f"{error.message} {error.hint}".strip())
        self.failure.show()
        for view in self.views.values():
            view.setPlane(None)
        self.words.setText("")

    def show_comparison(self, found: VisitComparison, class_names: Sequence[str]) -> None:
        """Both photographs on one grid, both maps, and the later less the earlier one."""
        self.failure.setText("")
        self.failure.hide()
        registration = found.registration
        alike = tr("cannot be told") if found.correlation is None else f"{found.correlation:.2f}"
        self.words.setText(
            tr(
                "Registered by {matches} matching points ({value} map): held-out points miss by {error_px:.1f} px "
                "({error_share:.2%} of the field), {overlap:.0%} of the field in common, vessels correlate "
                "{likeness:.2f}. '{class_names}': probability {probabilities:.2f}, then {probabilities_2:.2f}; "
                "predicted '{class_names_2}', then '{class_names_3}'. Rank correlation of the maps {alike}.",
                matches=registration.matches,
                value=tr(registration.kind.value),
                error_px=registration.error_px,
                error_share=registration.error_share,
                overlap=registration.overlap,
                likeness=registration.likeness,
                class_names=class_names[found.target],
                probabilities=found.probabilities[0],
                probabilities_2=found.probabilities[1],
                class_names_2=class_names[found.predicted[0]],
                class_names_3=class_names[found.predicted[1]],
                alike=alike,
            )
        )
        is_signed = found.explanations[0].is_signed
        maps = [
            Plane(tr("Evidence, earlier"), found.earlier, found.photograph, is_signed=is_signed),
            Plane(tr("Evidence, later"), found.later, found.later_photograph, is_signed=is_signed),
        ]
        limits = limits_of(maps)
        self.views["earlier"].setPlane(Plane(tr(EARLIER), None, found.photograph))
        self.views["later"].setPlane(
            Plane(tr("{later}, brought onto the earlier", later=tr(LATER)), None, found.later_photograph)
        )
        self.views["first"].setPlane(maps[0], limits)
        self.views["second"].setPlane(maps[1], limits)
        change = Plane(tr("Later less earlier"), found.difference, found.photograph, is_signed=True)
        self.views["difference"].setPlane(change)

    def _show_layers(self) -> None:
        self.choices.setShown(LAYER, CATALOGUE[self.choices.value(METHOD)].has_layer)

    def _lay_out(self) -> None:
        for title, button in self.fileButtons.items():
            self.photographs.addBeside(title, button)
        first = QHBoxLayout()
        first.addWidget(self.photographs, 1)
        second = QHBoxLayout()
        second.addWidget(self.choices, 1)
        second.addWidget(self.workBar)
        self.failure.hide()
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, name in enumerate(("earlier", "later", "difference", "first", "second")):
            grid.addWidget(self.views[name], number // 3, number % 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addLayout(first)
        whole.addLayout(second)
        whole.addWidget(self.words)
        whole.addWidget(self.failure)
        whole.addLayout(grid, 1)
