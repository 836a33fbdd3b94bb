"""The weights of a convolution as pictures."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtWidgets import QSpinBox

from core.features.kinds import Order, Scale, View
from desktop.feature_answers import LEARNED, KernelLook, LayerKernels, NoKernels, Which
from desktop.feature_tiles import kernel_tiles
from desktop.panels.features_panel.view import FeatureView, GridView, Stage
from desktop.translation import mark, tr, tr_count
from desktop.widgets.features.big_picture import BigPicture
from desktop.widgets.features.grid_side import GridSide
from desktop.widgets.features.member_box import MemberBox
from desktop.widgets.features.tiles import to_image

VIEW_WORDS = {
    View.COLOUR: mark("in colour"),
    View.MEAN: mark("mean over inputs"),
    View.COMPONENT: mark("principal component"),
    View.MIXING: mark("mixing weights"),
    View.INPUT: mark("one input"),
}
ORDER_WORDS = {
    Order.NUMBER: mark("by number"),
    Order.NORM: mark("by norm"),
    Order.ACTIVATION: mark("by activation here"),
    Order.SIMILARITY: mark("like the chosen one"),
}
SCALE_WORDS = {Scale.COMMON: mark("common scale"), Scale.OWN: mark("own scale")}


class KernelsView(GridView):
    """Follows the layer; the photograph where it sorts by what is active there."""

    view = FeatureView.KERNELS

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self.found: dict[Which, LayerKernels] = {}
        self.look = MemberBox(VIEW_WORDS, tr("What is shown of kernels that read many channels"))
        self.scale = MemberBox(
            SCALE_WORDS, tr("The largest weight of the layer in full colour, or the largest of each kernel")
        )
        self.order = MemberBox(ORDER_WORDS, tr("Which kernels come first"))
        self.input = QSpinBox(prefix=tr("input "))
        self.input.setToolTip(tr("Which input channel of the kernels is shown"))
        self.input.setAccessibleName(tr("Input channel"))
        self.options = [self.look, self.input, self.scale, self.order]
        for box in (self.look, self.scale, self.order):
            box.activated.connect(lambda _row: stage.refresh_soon())
        self.input.valueChanged.connect(lambda _value: stage.refresh_soon())
        self._unmarked: set[Which] = set()
        stage.features.passes.changed.connect(self._mark)

    def forget(self) -> None:
        """Another model."""
        self.found.clear()

    def keep(self, shown: set[Which]) -> None:
        """Let go of the others."""
        self.found = {which: found for which, found in self.found.items() if which in shown}

    def choose(self) -> None:
        """The likeness is to another one."""
        if self.order.member() is Order.SIMILARITY:
            self.stage.refresh_soon()

    def fill(self, which: Which, side: GridSide) -> None:
        """Ask for the kernels."""
        self.input.setVisible(self.look.member() is View.INPUT)
        self.stage.features.ask_kernels(
            which, self._look(), lambda found: self._take(which, side, found), lambda error: self.refuse(side, error)
        )
        passes = self.stage.features.passes
        if passes.units(which) is None:  # an earlier visit may know which kernels no photograph excites
            passes.recall(which, lambda _state: None)

    def _mark(self, which: Which) -> None:
        """The photographs were looked through: mark what none of them excites."""
        found, side = self.found.get(which), dict(self.stage.sides()).get(which)
        layer = self.stage.features.networks.layer(which) or ""
        if found is None or side is None or found.kernels.layer != layer.partition("@")[0]:
            return
        if which in self._unmarked and self.stage.features.passes.units(which) is not None and self.is_current:
            self._put(which, side, found)

    def _look(self) -> KernelLook:
        order = self.order.member()
        if order is Order.ACTIVATION and self.stage.session.photograph is None:
            self.stage.remark(tr("There is no photograph to sort by: choose one first."))
            order = Order.NUMBER
        look, scale = self.look.member(), self.scale.member()
        return KernelLook(look, scale, order, self.input.value(), self.stage.channel() or 0)

    def _take(self, which: Which, side: GridSide, found: LayerKernels | NoKernels) -> None:
        if not self.is_current:
            return
        if isinstance(found, NoKernels):
            self.found.pop(which, None)
            self._show_none(which, side, found)
            return
        self.found[which] = found
        if which == LEARNED:
            self._offer(found)
            self._say(found)
        self._put(which, side, found)

    def _put(self, which: Which, side: GridSide, found: LayerKernels) -> None:
        units = self.stage.features.passes.units(which)
        if units is None:
            self._unmarked.add(which)
        else:
            self._unmarked.discard(which)
        silent = units.values[:, 0] <= 0 if units is not None and len(units.values) == found.kernels.count else None
        self.stage.put(side, kernel_tiles(found, is_silent=silent))

    def _show_none(self, which: Which, side: GridSide, found: NoKernels) -> None:
        nearest, features, session = found.nearest, self.stage.features, self.stage.session

        def go() -> None:
            if nearest is not None and which.other is not None:
                features.networks.choose_layer(nearest)
            elif nearest is not None:
                session.chooseLayer(nearest)

        side.showNothing(
            tr("'{layer}' has no kernels", layer=found.layer),
            tr("It is no convolution: it has no weights that could be shown as pictures.")
            if nearest
            else tr("This network has no convolution whose weights could be shown as pictures."),
            button=tr("Show '{nearest}'", nearest=nearest) if nearest else "",
            icon_name="layers",
            act=go if nearest else None,
        )

    def _say(self, found: LayerKernels) -> None:
        kernels = found.kernels
        height, width = kernels.weights.shape[2:]
        size = f"{height}\N{MULTIPLICATION SIGN}{width}"
        mixing = tr(" A mixing matrix: a cell an input, in reading order.") if kernels.is_mixing else ""
        dead = int(found.is_dead.sum())
        ending = tr(", {dead} dead", dead=dead) if dead else ""
        self.stage.say(
            tr_count(
                "{count} kernel of {size}, inputs: {inputs}{ending}; beside its number its norm.{mixing}",
                "{count} kernels of {size}, inputs: {inputs}{ending}; beside each number its norm.{mixing}",
                kernels.count,
                size=size,
                inputs=kernels.inputs,
                ending=ending,
                mixing=mixing,
            )
        )

    def show_large(self, which: Which, side: GridSide, channel: int, big: BigPicture) -> None:
        """Of kernels that mix channels the whole matrix, with the chosen channel's row framed."""
        found = self.found.get(which)
        if found is None or found.matrix is None or channel >= len(found.matrix):
            super().show_large(which, side, channel, big)
            return
        height, width = found.matrix.shape
        big.setImages(to_image(found.matrix), frame=QRectF(0, channel, width, 1), is_smooth=height > big.height())

    def _offer(self, found: LayerKernels) -> None:
        """The views that these kernels have."""
        views = found.kernels.views()
        self.look.setMembers({view: tr(VIEW_WORDS[view]) for view in views})
        self.look.setMember(found.view)
        self.input.setVisible(found.view is View.INPUT)
        self.input.setMaximum(found.kernels.inputs - 1)
