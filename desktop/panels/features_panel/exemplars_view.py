"""Pictures that are made to excite channels or classes most, with their way."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from core.errors import FunduscopeError
from core.features.exemplar_params import MOST, Start, parse_numbers
from desktop.feature_answers import LEARNED, Which
from desktop.feature_tiles import exemplar_tiles
from desktop.panels.features_panel.view import FeatureView, GridView, Stage
from desktop.translation import tr
from desktop.widgets.features.activation_curve import ActivationCurve
from desktop.widgets.features.exemplar_form import FIRST_CHANNELS, ExemplarForm
from desktop.widgets.features.grid_side import GridSide

if TYPE_CHECKING:
    from core.features.exemplars import Snapshot


class ExemplarsView(GridView):
    """The form to the left, the curve and the way back under the grids."""

    view = FeatureView.EXEMPLARS

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self.snapshots: dict[Which, list[Snapshot]] = {}
        self.making: dict[Which, int] = {}
        """The numbers of the runs that are not over."""
        self._runs = count(1)
        self._made: tuple[tuple[int, ...], bool, str] = ((), False, "")
        self.form = self.aside = ExemplarForm()
        self.curve = ActivationCurve()
        self.scrubber = QSlider(Qt.Orientation.Horizontal)
        self.scrubber.setToolTip(tr("Back and forth through what was made on the way"))
        self.scrubber.setAccessibleName(tr("Step of the exemplar"))
        self.step = QLabel()
        self.foot = self._make_foot()
        self.form.makeRequested.connect(self.make)
        self.form.stopRequested.connect(self.stop)
        self.scrubber.valueChanged.connect(lambda _value: self.show())

    def _make_foot(self) -> QWidget:
        scrub = QHBoxLayout()
        scrub.setContentsMargins(8, 0, 8, 4)
        scrub.addWidget(self.scrubber, 1)
        scrub.addWidget(self.step)
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.curve)
        column.addLayout(scrub)
        return foot

    @property
    def is_of_classes(self) -> bool:
        """Whether what is shown are exemplars of classes."""
        return self._made[1]

    def forget(self) -> None:
        """Another model."""
        self.stop()
        self.snapshots.clear()

    def keep(self, shown: set[Which]) -> None:
        """Let go of the others."""
        self.snapshots = {which: kept for which, kept in self.snapshots.items() if which in shown}

    def fill(self, _which: Which, _side: GridSide) -> None:
        """What was made."""
        self.show()

    def choose(self) -> None:
        """The curve is of another one."""
        self._show_curve()

    # Making

    def make(self) -> None:
        """Make what the form asks for."""
        wanted = self._wanted()
        if wanted is None or self.making or not self._can_start():
            return
        is_of_classes, layer = self.form.isOfClasses(), self.stage.session.selection.layer or ""
        self._made = (wanted, is_of_classes, layer)
        self.scrubber.setMaximum(0)
        for which, _side in self.stage.sides():
            self.snapshots[which] = []
            fitting = self._fitting(which, wanted, is_of_classes=is_of_classes)
            if fitting:
                self.making[which] = next(self._runs)
                self._make_for(which, fitting, is_of_classes=is_of_classes)
        self.form.setRunning(bool(self.making))
        self.show()

    def _wanted(self) -> tuple[int, ...] | None:
        """The numbers in the form; None, with a message, where they name nothing."""
        model, layer = self.stage.session.model, self.stage.session.selection.layer
        if model is None or layer is None:
            return None
        is_of_classes = self.form.isOfClasses()
        limit = model.card.class_count if is_of_classes else model.layers[layer].shape[0]
        if self.form.wanted.text() == FIRST_CHANNELS and limit <= 12:
            self.form.wanted.setText(f"0-{limit - 1}")
        wanted = parse_numbers(self.form.wanted.text(), limit)
        if wanted is None:
            what = tr("classes") if is_of_classes else tr("channels of '{layer}'", layer=layer)
            self.stage.report(
                FunduscopeError(
                    tr("'{wanted}' does not name {what}.", wanted=self.form.wanted.text(), what=what),
                    tr("Give numbers and ranges from 0 to {limit}, as in 0-3, 7; up to 64.", limit=limit - 1),
                )
            )
            return None
        wanted = tuple(number for number in wanted for _copy in range(self.form.copies.value()))
        if len(wanted) > MOST:
            self.stage.report(
                FunduscopeError(
                    tr("{count} exemplars are more than {most}.", count=len(wanted), most=MOST),
                    tr("Name fewer, or make fewer of each."),
                )
            )
            return None
        return wanted

    def _can_start(self) -> bool:
        start, passes = self.form.start.member(), self.stage.features.passes
        error = None
        if start is Start.STRONGEST and self.form.isOfClasses():
            error = FunduscopeError(tr("A class has no strongest patch."), tr("Start from noise, or from the mean."))
        elif start is Start.STRONGEST and any(passes.found(which) is None for which, _side in self.stage.sides()):
            error = FunduscopeError(
                tr("The strongest patches are not known yet."),
                tr("Look through the photographs first, or start from noise."),
            )
        elif start is Start.MEAN and not self.stage.session.order:
            error = FunduscopeError(
                tr("There are no photographs to take the mean of."), tr("Open a folder of photographs.")
            )
        if error is not None:
            self.stage.report(error)
        return error is None

    def _fitting(self, which: Which, wanted: tuple[int, ...], *, is_of_classes: bool) -> tuple[int, ...]:
        """Of the numbers those that the network of a side has."""
        model, layer = self.stage.features.networks.model(which), self.stage.features.networks.layer(which)
        if model is None or layer is None:
            return ()
        limit = model.card.class_count if is_of_classes else model.layers[layer].shape[0]
        return tuple(number for number in wanted if number < limit)

    def _make_for(self, which: Which, wanted: tuple[int, ...], *, is_of_classes: bool) -> None:
        kept, run = self.snapshots[which], self.making[which]

        def watch(shown: Snapshot) -> None:
            is_at_end = self.scrubber.value() >= self.scrubber.maximum()
            kept.append(shown)
            most = max((len(each) for each in self.snapshots.values()), default=1) - 1
            self.scrubber.setMaximum(max(most, 0))
            if is_at_end and self.scrubber.value() != most:
                self.scrubber.setValue(most)
            else:
                self.show()

        self.stage.features.make_exemplars(
            which,
            wanted,
            self.form.params(),
            is_of_classes=is_of_classes,
            start=self.form.start.member(),
            watch=watch,
            deliver=lambda _made: None,
            refuse=self.stage.report,
            ended=lambda: self._end(which, run),
        )

    def stop(self) -> None:
        """Stop; what was shown stays."""
        for which, run in list(self.making.items()):
            self.stage.features.stop_exemplars(which)
            self._end(which, run)

    def _end(self, which: Which, run: int) -> None:
        """A run is over: finished, refused, broken, or cancelled here or elsewhere."""
        if self.making.get(which) == run:
            del self.making[which]
            self.form.setRunning(bool(self.making))
            self.show()

    # Showing

    def show(self) -> None:
        """The pictures at the step of the scrubber, and the curve of the chosen channel."""
        if not self.is_current:
            return
        wanted, is_of_classes, layer = self._made
        networks = self.stage.features.networks
        is_other = not is_of_classes and layer != self.stage.session.selection.layer
        for which, side in self.stage.sides():
            kept, model = self.snapshots.get(which, []), networks.model(which)
            if not kept or model is None or is_other:
                self._show_none(which, side, is_other=is_other and bool(kept))
                continue
            shown = kept[min(self.scrubber.value(), len(kept) - 1)]
            numbers = self._fitting(which, wanted, is_of_classes=is_of_classes)
            if len(numbers) == len(shown.activations):
                self.stage.put(side, exemplar_tiles(numbers, shown, model.card.class_names if is_of_classes else None))
        self._show_curve()

    def _show_none(self, which: Which, side: GridSide, *, is_other: bool) -> None:
        if which in self.making:
            side.showNothing(tr("The exemplars are begun"), tr("The first pictures come in a moment."))
        elif is_other:
            side.showNothing(
                tr("These exemplars are of '{made}'", made=self._made[2]), tr("Make others for this layer.")
            )
        else:
            side.showNothing(
                tr("What would excite these channels most?"),
                tr(
                    "Make exemplars: pictures that are changed step by step until a channel answers as strongly as it "
                    "can. They say what excites it most, not what it is for."
                ),
            )

    def _show_curve(self) -> None:
        kept, wanted = self.snapshots.get(LEARNED, []), self._made[0]
        place = min(self.scrubber.value(), len(kept) - 1)
        self.scrubber.setEnabled(len(kept) > 1)
        self.step.setText(tr("step {step}", step=kept[place].step) if kept else "")
        channel = self.stage.channel()
        index = wanted.index(channel) if channel in wanted else 0
        steps = tuple(each.step for each in kept)
        self.curve.setCurve(steps, tuple(float(each.activations[index]) for each in kept), max(place, 0))
