"""What each layer has learned: kernels, feature maps, strongest photographs, exemplars, and names for them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSlider,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.datasets.catalogue.features import FeatureName
from core.errors import FunduscopeError
from core.features.kinds import Order, Scale, View
from core.features.names import agreement, frequency_table, joined, names_in
from core.jobs import Progress
from desktop.feature_tiles import exemplar_tiles, framed, kernel_tiles, map_overlay, map_tiles, strongest_tiles
from desktop.features import Features, FramedField, KernelLook, LayerKernels, NoKernels, PassState, ShownMaps, user_name
from desktop.resources import icon
from desktop.session import Session
from desktop.settings import FEATURE_READER, FEATURE_VOCABULARY, Settings
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.features.activation_curve import ActivationCurve
from desktop.widgets.features.big_picture import BigPicture
from desktop.widgets.features.exemplar_form import FIRST_CHANNELS, ExemplarForm, parse_numbers
from desktop.widgets.features.grid_side import GridSide
from desktop.widgets.features.name_form import NameForm, Naming
from desktop.widgets.features.names_page import NamesPage
from desktop.widgets.features.tiles import PatchTiles, Tiles
from desktop.widgets.message_bar import MessageBar, MessageKind
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.features.exemplars import Snapshot

DETAIL_PX = 236
SIZES = {"kernels": 64, "maps": 80, "strongest": 64, "exemplars": 128}
PATCH_PX = 96
VIEW_WORDS = {
    View.COLOUR: "in colour",
    View.MEAN: "mean over inputs",
    View.COMPONENT: "principal component",
    View.INPUT: "one input",
}
ORDER_WORDS = {
    Order.NUMBER: "by number",
    Order.NORM: "by norm",
    Order.ACTIVATION: "by activation here",
    Order.SIMILARITY: "like the chosen one",
}
SCALE_WORDS = {Scale.COMMON: "common scale", Scale.OWN: "own scale"}


class FeatureView(StrEnum):
    """The tabs, in their order."""

    KERNELS = "kernels"
    MAPS = "maps"
    STRONGEST = "strongest"
    EXEMPLARS = "exemplars"
    NAMES = "names"


TITLES = {
    FeatureView.KERNELS: ("Kernels", "The weights of a convolution as pictures; grey is nought"),
    FeatureView.MAPS: ("Feature maps", "What every channel of the layer gives on this photograph, strongest first"),
    FeatureView.STRONGEST: ("Strongest", "For each channel the nine photographs that excite it most, and what it sees"),
    FeatureView.EXEMPLARS: ("Exemplars", "Pictures that are made to excite a channel, or a class, as much as possible"),
    FeatureView.NAMES: ("Names", "How often each name was given, layer by layer"),
}


class FeaturesPanel(QWidget):
    """Follows the session's model, layer and photograph."""

    openModelRequested = Signal()
    openFolderRequested = Signal()
    reviewRequested = Signal(object, str, int)
    """Path of a photograph or None for the one that is shown, layer and channel to look at in Review."""
    exportRequested = Signal()
    atlasRequested = Signal()
    csvRequested = Signal()
    latexRequested = Signal()
    vocabularyRequested = Signal()

    def __init__(self, session: Session, features: Features, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.features = features
        self._settings = settings
        self._kernels: dict[int | None, LayerKernels] = {}
        self._maps: dict[int | None, ShownMaps] = {}
        self._snapshots: dict[int | None, list[Snapshot]] = {}
        self._made: tuple[tuple[int, ...], bool, str] = ((), False, "")
        self._field: FramedField | None = None
        self._words = ""
        self._making: set[int | None] = set()
        self._channel: int | None = None
        self._shown: tuple[object, ...] = ()
        self._sizes = dict(SIZES)
        self._is_stale = True
        self._make_widgets()
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self._connect()
        self._show_view()

    # Making

    def _make_widgets(self) -> None:
        self.messages = MessageBar()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for number, (title, tip) in enumerate(TITLES.values()):
            self.tabs.addTab(title)
            self.tabs.setTabToolTip(number, tip)
        self.besideButton = QPushButton("Beside random")
        self.besideButton.setCheckable(True)
        self.besideButton.setToolTip(
            "Show the same of this architecture with random weights: what was learned, and what comes for free"
        )
        self.seed = QSpinBox(minimum=0, maximum=2**31 - 1, value=1, prefix="seed ")
        self.seed.setMaximumWidth(96)
        self.seed.setToolTip("The seed of the random weights; it is written into what is exported")
        self.smallerButton = _tool("zoom-out", "Smaller tiles (Ctrl with the wheel)")
        self.largerButton = _tool("zoom-in", "Larger tiles (Ctrl with the wheel)")
        self.exportButton = _tool("export", "Export")
        self.exportMenu = QMenu(self)
        self.exportMenu.addAction("This view as PNG…", self.exportRequested.emit)
        self.exportMenu.addAction("Atlas of the network as PDF…", self.atlasRequested.emit)
        self.exportButton.setMenu(self.exportMenu)
        self.exportButton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.view, self.scale, self.order = _combo(VIEW_WORDS), _combo(SCALE_WORDS), _combo(ORDER_WORDS)
        self.scale.setToolTip("The largest weight of the layer in full colour, or the largest of each kernel")
        self.input = QSpinBox(prefix="input ")
        self.input.setToolTip("Which input channel of the kernels is shown")
        self.byValue = QCheckBox("strongest first")
        self.learned, self.random = GridSide(), GridSide()
        self.form = ExemplarForm()
        self.curve = ActivationCurve()
        self.scrubber = QSlider(Qt.Orientation.Horizontal)
        self.scrubber.setToolTip("Back and forth through what was made on the way")
        self.step = QLabel()
        self.names = NamesPage()
        self.empty = EmptyState(
            "No model is open", "Open a model, or trained weights, to see what each layer has learned."
        )
        self.empty.setIcon(icon("model"))
        self.empty.addButton("Open model or weights…", icon=icon("model"), is_default=True).clicked.connect(
            self.openModelRequested
        )
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.big = BigPicture()
        self.facts = WrappedLabel(role="dim")
        self.reviewButton = QPushButton(" Show in Review")
        self.reviewButton.setIcon(icon("eye"))
        self.reviewButton.setToolTip("Explain this channel on the photograph, in the Review workspace (Enter)")
        self.nameForm = NameForm()
        self.others = WrappedLabel(role="dim")
        self.hint = WrappedLabel(
            "Arrows leaf, digits give the names of the vocabulary, N goes to the form.", role="dim"
        )
        self.info = ElidedLabel()
        self.info.setObjectName("info")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(4, 4, 8, 0)
        top.setSpacing(6)
        top.addWidget(self.tabs)
        top.addStretch(1)
        for widget in (self.besideButton, self.smallerButton, self.largerButton, self.exportButton):
            top.addWidget(widget)
        self.random.head.addWidget(self.seed)
        self.options = QWidget()
        options = QHBoxLayout(self.options)
        options.setContentsMargins(8, 4, 8, 4)
        options.setSpacing(6)
        for choice in (self.view, self.input, self.scale, self.order, self.byValue):
            options.addWidget(choice)
        options.addStretch(1)
        self.sides = QSplitter()
        self.sides.addWidget(self.learned)
        self.sides.addWidget(self.random)
        self.sides.setChildrenCollapsible(False)
        scrub = QHBoxLayout()
        scrub.setContentsMargins(8, 0, 8, 4)
        scrub.addWidget(self.scrubber, 1)
        scrub.addWidget(self.step)
        self.foot = QWidget()
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 4, 0, 0)
        foot.addWidget(self.curve)
        foot.addLayout(scrub)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.options)
        middle.addWidget(self.sides, 1)
        middle.addWidget(self.foot)
        grids = QWidget()
        row = QHBoxLayout(grids)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form)
        row.addLayout(middle, 1)
        row.addWidget(self._make_detail())
        self.stack = QStackedWidget()
        for page in (grids, self.names, self.empty):
            self.stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addLayout(top)
        layout.addWidget(self.stack, 1)
        line = QHBoxLayout()
        line.setContentsMargins(8, 2, 8, 4)
        line.addWidget(self.info)
        layout.addLayout(line)

    def _make_detail(self) -> QWidget:
        self.detail = QWidget()
        self.detail.setFixedWidth(DETAIL_PX)
        column = QVBoxLayout(self.detail)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for widget in (self.title, self.big, self.facts, self.reviewButton, self.nameForm, self.others, self.hint):
            column.addWidget(widget, 1 if widget is self.big else 0)
        return self.detail

    def _connect(self) -> None:
        session, features = self._session, self.features
        session.modelChanged.connect(lambda _model: self._forget_all())
        session.selectionChanged.connect(lambda _selection: self._refresh_soon())
        session.photographChanged.connect(lambda _photograph: self._refresh_soon())
        session.photographsChanged.connect(self._refresh_soon)
        features.passChanged.connect(self._show_pass)
        features.namesChanged.connect(self._show_names)
        features.failed.connect(self.report)
        self.tabs.currentChanged.connect(lambda _number: self._show_view())
        self.besideButton.toggled.connect(lambda _is_on: self._show_view())
        self.seed.editingFinished.connect(self._change_seed)
        for box in (self.view, self.scale, self.order):
            box.activated.connect(lambda _row: self.refresh())
        self.input.valueChanged.connect(lambda _value: self._refresh_soon())
        self.byValue.toggled.connect(lambda _is_on: self.refresh())
        self.smallerButton.clicked.connect(lambda: self.learned.grid.stepTileSize(-1))
        self.largerButton.clicked.connect(lambda: self.learned.grid.stepTileSize(1))
        self.form.makeRequested.connect(self.make_exemplars)
        self.form.stopRequested.connect(self.stop_exemplars)
        self.scrubber.valueChanged.connect(lambda _value: self._show_snapshot())
        self.names.readerChanged.connect(self._change_reader)
        self.names.csvRequested.connect(self.csvRequested)
        self.names.latexRequested.connect(self.latexRequested)
        self.names.vocabularyRequested.connect(self.vocabularyRequested)
        self.names.layerChosen.connect(session.chooseLayer)
        self.nameForm.valueChanged.connect(self._name)
        self.nameForm.nextRequested.connect(lambda: self.learned.grid.step(1))
        self.reviewButton.clicked.connect(self._review)
        for side, other in ((self.learned, self.random), (self.random, self.learned)):
            self._connect_grid(side, other)

    def _connect_grid(self, side: GridSide, other: GridSide) -> None:
        grid = side.grid
        grid.hovered.connect(lambda text: self.info.setText(text or self._words))
        grid.currentChanged.connect(lambda number: self._choose(number, other))
        grid.pictureClicked.connect(lambda _number, _rank: self._show_detail())
        grid.opened.connect(lambda _number, _rank: self._review())
        grid.visibleChanged.connect(lambda: self._ask_patches(side))
        grid.sizeChanged.connect(lambda size: self._take_size(size, other))
        grid.nameRequested.connect(self._name_by_digit)
        grid.formRequested.connect(self._go_to_form)
        grid.unnameRequested.connect(lambda: self._name(Naming("", "", None)))
        grid.verticalScrollBar().valueChanged.connect(lambda value: _scroll_alike(side, other, value))

    # What the session and the tabs ask for

    def current_view(self) -> FeatureView:
        """The tab that is in front."""
        return list(FeatureView)[self.tabs.currentIndex()]

    def chooseView(self, view: FeatureView) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(list(FeatureView).index(view))

    def channel(self) -> int | None:
        """The chosen channel of the layer."""
        return self._channel

    def showEvent(self, event: QShowEvent) -> None:
        """What was asked for meanwhile is asked now."""
        super().showEvent(event)
        if self._is_stale:
            self._refresh_soon()

    def report(self, error: FunduscopeError) -> None:
        """Say what went wrong; it stays until it is dismissed."""
        self.messages.showMessage(MessageKind.ERROR, error.message, hint=error.hint)

    def remark(self, text: str) -> None:
        """Say something in passing."""
        self.messages.showMessage(MessageKind.INFO, text)

    def _refresh_soon(self) -> None:
        self._is_stale = True
        self._later.start()

    def _forget_all(self) -> None:
        self._kernels.clear()
        self._maps.clear()
        self._channel = None
        self.stop_exemplars()
        self._snapshots.clear()
        self._refresh_soon()

    def _seeds(self) -> list[tuple[int | None, GridSide]]:
        sides: list[tuple[int | None, GridSide]] = [(None, self.learned)]
        return [*sides, (self.seed.value(), self.random)] if self.besideButton.isChecked() else sides

    def _change_seed(self) -> None:
        for kept in (self._kernels, self._maps, self._snapshots):
            for seed in [seed for seed in kept if seed not in (None, self.seed.value())]:
                del kept[seed]
        self.refresh()

    def _say(self, words: str) -> None:
        """What is said of the view while nothing is under the pointer."""
        self._words = words
        self.info.setText(words)

    def _show_view(self) -> None:
        view = self.current_view()
        is_kernels, is_exemplars = view is FeatureView.KERNELS, view is FeatureView.EXEMPLARS
        for choice in (self.view, self.scale, self.order):
            choice.setVisible(is_kernels)
        self.byValue.setVisible(view is FeatureView.STRONGEST)
        self.form.setVisible(is_exemplars)
        self.foot.setVisible(is_exemplars)
        is_grid = view is not FeatureView.NAMES
        for widget in (self.besideButton, self.smallerButton, self.largerButton, self.exportButton):
            widget.setVisible(is_grid)
        self.options.setVisible(view in (FeatureView.KERNELS, FeatureView.STRONGEST))
        self.random.setVisible(self.besideButton.isChecked())
        if is_grid:
            self.learned.grid.setTileSize(self._sizes[view.value])
        self._shown = ()
        self.refresh()

    def refresh(self) -> None:
        """Ask for what the tab shows."""
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        model, layer, view = self._session.model, self._session.selection.layer, self.current_view()
        self.input.setVisible(view is FeatureView.KERNELS and self.view.currentData() is View.INPUT)
        if model is None or layer is None:
            self.stack.setCurrentWidget(self.empty)
            return
        self.stack.setCurrentIndex(1 if view is FeatureView.NAMES else 0)
        place = (model.id, layer, view)
        if place != self._shown:
            self._shown = place
            self._say("")
            for _seed, side in self._seeds():
                side.grid.setTiles(None)
        table = model.layers[layer]
        if self._channel is not None and self._channel >= table.shape[0]:
            self._channel = None
        for seed, side in self._seeds():
            side.heading.setText(
                f"{model.card.name}: {layer}" if seed is None else f"random weights, seed {seed}: {layer}"
            )
            self._fill(view, seed, side)
        self._show_names()
        self._show_detail()

    def _fill(self, view: FeatureView, seed: int | None, side: GridSide) -> None:
        match view:
            case FeatureView.KERNELS:
                look = self._look()
                self.features.ask_kernels(
                    seed, look, lambda found: self._take_kernels(seed, side, found), lambda e: self._refuse(side, e)
                )
            case FeatureView.MAPS:
                if self._session.photograph is None:
                    self._show_no_photograph(side)
                else:
                    self.features.ask_maps(
                        seed, lambda found: self._take_maps(seed, side, found), lambda e: self._refuse(side, e)
                    )
            case FeatureView.STRONGEST:
                self._fill_strongest(seed, side)
            case FeatureView.EXEMPLARS:
                self._show_snapshot()

    def _refuse(self, side: GridSide, error: FunduscopeError) -> None:
        side.showNothing(error.message, error.hint)

    def _show_no_photograph(self, side: GridSide) -> None:
        if self._session.order:
            side.showNothing("No photograph is chosen", "Choose one in the panel of photographs.")
            return
        side.showNothing(
            "There are no photographs",
            "Open a folder of photographs to see what each channel finds in them.",
            button="Open folder…",
            icon_name="folder",
            act=self.openFolderRequested.emit,
        )

    # Kernels and maps

    def _look(self) -> KernelLook:
        order = self.order.currentData()
        if order is Order.ACTIVATION and self._session.photograph is None:
            self.messages.showMessage(MessageKind.INFO, "There is no photograph to sort by: choose one first.")
            order = Order.NUMBER
        return KernelLook(
            self.view.currentData(), self.scale.currentData(), order, self.input.value(), self._channel or 0
        )

    def _take_kernels(self, seed: int | None, side: GridSide, found: LayerKernels | NoKernels) -> None:
        if self.current_view() is not FeatureView.KERNELS:
            return
        if isinstance(found, NoKernels):
            self._kernels.pop(seed, None)
            nearest = found.nearest
            side.showNothing(
                f"'{found.layer}' has no kernels",
                "It is no convolution: it has no weights that could be shown as pictures."
                if nearest
                else "This network has no convolution whose weights could be shown as pictures.",
                button=f"Show '{nearest}'" if nearest else "",
                icon_name="layers",
                act=(lambda: self._session.chooseLayer(nearest)) if nearest else None,
            )
            return
        self._kernels[seed] = found
        kernels = found.kernels
        if seed is None:
            self._offer(found)
        units = self._known_units(seed)
        silent = units.values[:, 0] <= 0 if units is not None and len(units.values) == kernels.count else None
        self._put(side, kernel_tiles(found, is_silent=silent))
        height, width = kernels.weights.shape[2:]
        size = f"{height}\N{MULTIPLICATION SIGN}{width}"
        mixing = "mixing matrices without a shape: each weighs its inputs. " if kernels.is_mixing else ""
        dead = int(found.is_dead.sum())
        ending = f", {dead} dead" if dead else ""
        self._say(f"{kernels.count} kernels of {size}, {kernels.inputs} inputs{ending}. {mixing}")

    def _known_units(self, seed: int | None) -> Any:
        found, layer = self.features.strongest(seed), self._session.selection.layer
        return found.layers.get(layer) if found is not None and layer is not None else None

    def _offer(self, found: LayerKernels) -> None:
        """The views that these kernels have."""
        views = found.kernels.views()
        if [self.view.itemData(row) for row in range(self.view.count())] != list(views):
            self.view.clear()
            for view in views:
                self.view.addItem(VIEW_WORDS[view], view)
        self.view.setCurrentIndex(views.index(found.view))
        self.input.setMaximum(found.kernels.inputs - 1)

    def _take_maps(self, seed: int | None, side: GridSide, found: ShownMaps) -> None:
        self._maps[seed] = found
        if self.current_view() is not FeatureView.MAPS:
            return
        self._put(side, map_tiles(found))
        count, height, width = found.maps.values.shape
        active = int((found.peaks > 0).sum())
        size = f"{height}\N{MULTIPLICATION SIGN}{width}"
        self._say(f"{count} maps of {size}, {active} active on this photograph. Each on its own scale.")

    def _put(self, side: GridSide, tiles: Tiles) -> None:
        before = side.grid.tiles()
        side.showTiles(tiles, keeps_place=before is not None and len(before) == len(tiles))
        if self._channel is None and len(tiles) and side is self.learned:
            self._channel = tiles.numbers[0]
        if self._channel is not None:
            side.grid.setCurrent(self._channel)
        self._show_detail()

    # The strongest photographs

    def _fill_strongest(self, seed: int | None, side: GridSide) -> None:
        units = self._known_units(seed)
        running = self.features.pass_progress(seed)
        if units is not None:
            tiles = strongest_tiles(units, by_value=self.byValue.isChecked())
            self._put(side, tiles)
            found = self.features.strongest(seed)
            left_out = len(found.left_out) if found is not None else 0
            also = f"; {left_out} could not be read" if left_out else ""
            count = len(found.paths) - left_out if found is not None else 0
            self._say(f"Out of {count} photographs{also}. Click: where it is; Enter: in Review.")
        elif running is not None:
            self._show_running(seed, side, running)
        elif not self._session.order:
            self._show_no_photograph(side)
        else:
            self._offer_pass(seed, side, None)
            self.features.recall_pass(seed, lambda state: self._offer_pass(seed, side, state))

    def _offer_pass(self, seed: int | None, side: GridSide, state: PassState | None) -> None:
        if self.current_view() is not FeatureView.STRONGEST or self.features.pass_progress(seed) is not None:
            return
        total = len(self._session.order)
        is_begun = state is not None and 0 < state.done < total
        done = f"{state.done} of {total} were looked at. " if is_begun and state is not None else ""
        what = "photograph" if total == 1 else f"{total} photographs"
        side.showNothing(
            "Which photographs excite each channel most?",
            f"{done}One look through serves every channel of every layer. It is kept for the next visit.",
            button="Go on" if is_begun else f"Look through {'the' if total == 1 else 'these'} {what}",
            icon_name="run",
            act=lambda: self.features.look_through(seed),
        )

    def _show_running(self, seed: int | None, side: GridSide, told: Progress) -> None:
        title = f"Looking through the photographs: {told.done} of {told.total}"
        if side.stack.currentWidget() is side.empty and side.button.text().strip() == "Stop":
            side.empty.setTitle(title)
            return
        side.showNothing(
            title,
            "What was looked at is kept when you stop.",
            button="Stop",
            icon_name="cancel",
            act=lambda: self.features.stop_looking(seed),
        )

    def _show_pass(self, seed: int | None) -> None:
        sides = dict(self._seeds())
        if self.current_view() is FeatureView.STRONGEST and seed in sides and self.isVisible():
            self._fill_strongest(seed, sides[seed])

    def _ask_patches(self, side: GridSide) -> None:
        tiles = side.tiles()
        seed = next((seed for seed, each in self._seeds() if each is side), None)
        if not isinstance(tiles, PatchTiles):
            return

        def take(patches: dict[tuple[int, int], Any]) -> None:
            if side.tiles() is tiles:
                tiles.take(patches)
                side.grid.refresh()

        self.features.ask_patches(seed, tiles.missing(side.grid.visiblePlaces()), take, side=PATCH_PX)

    # Exemplars

    def make_exemplars(self) -> None:
        """Make what the form asks for."""
        model, layer = self._session.model, self._session.selection.layer
        if model is None or layer is None or self._making:
            return
        is_of_classes = self.form.isOfClasses()
        limit = model.card.class_count if is_of_classes else model.layers[layer].shape[0]
        if self.form.wanted.text() == FIRST_CHANNELS and limit <= 12:
            self.form.wanted.setText(f"0-{limit - 1}")
        wanted = parse_numbers(self.form.wanted.text(), limit)
        if wanted is None:
            what = "classes" if is_of_classes else f"channels of '{layer}'"
            self.report(
                FunduscopeError(
                    f"'{self.form.wanted.text()}' does not name {what}.",
                    f"Give numbers and ranges from 0 to {limit - 1}, as in 0-3, 7; up to 64.",
                )
            )
            return
        needs_patch = self.form.fromStrongest() and not is_of_classes
        if needs_patch and self.features.strongest(None) is None:
            self.report(
                FunduscopeError(
                    "The strongest patches are not known yet.",
                    "Look through the photographs first, or start from noise.",
                )
            )
            return
        self._made = (wanted, is_of_classes, layer)
        for seed, _side in self._seeds():
            self._snapshots[seed] = []
            self._making.add(seed)
            self._make_for(seed, wanted, is_of_classes=is_of_classes)
        self.form.setRunning(True)
        self._show_snapshot()

    def _make_for(self, seed: int | None, wanted: tuple[int, ...], *, is_of_classes: bool) -> None:
        kept = self._snapshots[seed]

        def watch(shown: Snapshot) -> None:
            is_at_end = self.scrubber.value() >= self.scrubber.maximum()
            kept.append(shown)
            most = max((len(each) for each in self._snapshots.values()), default=1) - 1
            self.scrubber.setMaximum(max(most, 0))
            if is_at_end and self.scrubber.value() != most:
                self.scrubber.setValue(most)
            else:
                self._show_snapshot()

        self.features.make_exemplars(
            seed,
            wanted,
            self.form.params(),
            is_of_classes=is_of_classes,
            from_strongest=self.form.fromStrongest(),
            watch=watch,
            deliver=lambda _made: self._end_making(seed),
            refuse=lambda error: self._refuse_exemplars(seed, error),
        )

    def stop_exemplars(self) -> None:
        """Stop; what was shown stays."""
        for seed in list(self._making):
            self.features.stop_exemplars(seed)
            self._end_making(seed)

    def _end_making(self, seed: int | None) -> None:
        self._making.discard(seed)
        if not self._making:
            self.form.setRunning(False)
        self._show_snapshot()

    def _refuse_exemplars(self, seed: int | None, error: FunduscopeError) -> None:
        self._end_making(seed)
        self.report(error)

    def _show_snapshot(self) -> None:
        """The pictures at the step of the scrubber, and the curve of the chosen channel."""
        if self.current_view() is not FeatureView.EXEMPLARS:
            return
        wanted, is_of_classes, layer = self._made
        model = self._session.model
        is_other = not is_of_classes and layer != self._session.selection.layer
        for seed, side in self._seeds():
            kept = self._snapshots.get(seed, [])
            if not kept or model is None or is_other:
                self._show_no_exemplars(seed, side, is_other=is_other and bool(kept))
                continue
            shown = kept[min(self.scrubber.value(), len(kept) - 1)]
            self._put(side, exemplar_tiles(wanted, shown, model.card.class_names if is_of_classes else None))
        self._show_curve()

    def _show_no_exemplars(self, seed: int | None, side: GridSide, *, is_other: bool) -> None:
        if seed in self._making:
            side.showNothing("The exemplars are begun", "The first pictures come in a moment.")
        elif is_other:
            side.showNothing(f"These exemplars are of '{self._made[2]}'", "Make others for this layer.")
        else:
            side.showNothing(
                "What would excite these channels most?",
                "Make exemplars: pictures that are changed step by step until a channel answers as strongly as it can. "
                "They say what excites it most, not what it is for.",
            )

    def _show_curve(self) -> None:
        kept, wanted = self._snapshots.get(None, []), self._made[0]
        place = min(self.scrubber.value(), len(kept) - 1)
        self.scrubber.setEnabled(len(kept) > 1)
        self.step.setText(f"step {kept[place].step}" if kept else "")
        index = wanted.index(self._channel) if self._channel in wanted else 0
        steps = tuple(each.step for each in kept)
        self.curve.setCurve(steps, tuple(float(each.activations[index]) for each in kept), max(place, 0))

    # The chosen channel

    def _choose(self, number: int, other: GridSide) -> None:
        self._channel = number
        other.grid.setCurrent(number)
        self._show_names()
        self._show_detail()
        if self.current_view() is FeatureView.EXEMPLARS:
            self._show_curve()
        if self.current_view() is FeatureView.KERNELS and self.order.currentData() is Order.SIMILARITY:
            self._refresh_soon()

    def _take_size(self, size_px: int, other: GridSide) -> None:
        self._sizes[self.current_view().value] = size_px
        other.grid.setTileSize(size_px)

    def _focused(self) -> tuple[int | None, GridSide]:
        sides = self._seeds()
        return next(((seed, side) for seed, side in sides if side.grid.hasFocus()), sides[0])

    def _show_detail(self) -> None:
        """The chosen tile, large."""
        channel, view = self._channel, self.current_view()
        seed, side = self._focused()
        tiles = side.tiles()
        place = tiles.place_of(channel) if tiles is not None and channel is not None else None
        is_there = tiles is not None and place is not None and channel is not None
        is_class = view is FeatureView.EXEMPLARS and self._made[1]
        self.nameForm.setEnabled(is_there and not is_class and self.features.can_name())
        self.reviewButton.setEnabled(is_there and not is_class and self._session.photograph is not None)
        if tiles is None or place is None or channel is None:
            self.title.setText("")
            self.facts.setText("")
            self.big.setImages()
            return
        self.title.setText(f"{'Class' if is_class else 'Channel'} {channel}")
        facts = [tiles.captions[place], tiles.marks[place], "" if seed is None else f"random weights, seed {seed}"]
        self.facts.setText("\n".join(fact for fact in facts if fact))
        if view is FeatureView.MAPS and seed in self._maps:
            self.big.setImages(*map_overlay(self._maps[seed], channel))
        elif view is FeatureView.STRONGEST:
            self._ask_field(seed, channel, side.grid.currentRank())
        else:
            image = tiles.image(place, 0)
            self.big.setImages(*((image,) if isinstance(image, QImage) else ()), is_smooth=tiles.is_smooth)

    def _ask_field(self, seed: int | None, channel: int, rank: int) -> None:
        self._field = None

        def take(found: FramedField) -> None:
            if self._channel != channel or self.current_view() is not FeatureView.STRONGEST:
                return
            self._field = found
            image, frame = framed(found)
            self.big.setImages(image, frame=QRectF(frame))
            self.facts.setText(f"number {rank + 1}: {found.value:.4g}\n{found.path.name}")

        self.features.ask_field(seed, channel, rank, take, self.report)

    def _review(self) -> None:
        layer, channel = self._session.selection.layer, self._channel
        if layer is None or channel is None or not self.reviewButton.isEnabled():
            return
        field = self._field
        is_strongest = self.current_view() is FeatureView.STRONGEST
        path = field.path if is_strongest and field is not None else None
        self.reviewRequested.emit(path, layer, channel)

    # Names

    def reader(self) -> str:
        """Whose names are given."""
        return self._settings.value(FEATURE_READER) or user_name()

    def vocabulary(self) -> tuple[str, ...]:
        """The names that are offered."""
        return self._settings.value(FEATURE_VOCABULARY)

    def setVocabulary(self, names: tuple[str, ...]) -> None:
        """Offer other names."""
        self._settings.setValue(FEATURE_VOCABULARY, names)
        self._show_names()

    def _change_reader(self, reader: str) -> None:
        self._settings.setValue(FEATURE_READER, reader)
        self._show_names()

    def table(self) -> Any:
        """The table of frequencies of this reader; None without a model."""
        model = self._session.model
        if model is None:
            return None
        return frequency_table(model.layers, self.features.names(), reader=self.reader(), vocabulary=self.vocabulary())

    def given_names(self) -> dict[int, str]:
        """What this reader calls the channels of the layer."""
        layer, reader = self._session.selection.layer, self.reader()
        return {
            each.channel: each.name for each in self.features.names() if each.layer == layer and each.reader == reader
        }

    def _show_names(self) -> None:
        layer, reader, names = self._session.selection.layer, self.reader(), self.features.names()
        given = self.given_names()
        for side in (self.learned, self.random):
            side.grid.setNames(given if side is self.learned else {})
        here = [each for each in names if each.layer == layer and each.channel == self._channel]
        own = next((each for each in here if each.reader == reader), None)
        self.nameForm.setVocabulary(self.vocabulary())
        self.nameForm.setValue(Naming(own.name, own.notes, own.confidence) if own else Naming("", "", None))
        others = [f"{each.reader}: {each.name}" for each in here if each.reader != reader]
        self.others.setText("\n".join(others))
        self.others.setVisible(bool(others))
        digits = ", ".join(f"{(place + 1) % 10} {name}" for place, name in enumerate(self.vocabulary()[:10]))
        self.hint.setToolTip(digits)
        if self.current_view() is FeatureView.NAMES:
            self._show_table(names, reader)

    def _show_table(self, names: tuple[FeatureName, ...], reader: str) -> None:
        table = self.table()
        if table is None:
            return
        if not self.names.reader.hasFocus():
            self.names.reader.setText(reader)
        self.names.setTable(table)
        others = sorted({each.reader for each in names} - {reader})
        self.names.setAgreement([(other, agreement(names, reader, other)) for other in others])
        where = "They are kept in the project." if self.features.has_project else "They are kept beside your settings."
        count = sum(row.named for row in table.rows)
        what = (
            f"{count} features are named. {where}" if count else "No feature has a name yet: choose one in another tab."
        )
        self.info.setText(what)

    def _name_by_digit(self, digit: int) -> None:
        """Give a name of the vocabulary, or take it off where it was given."""
        place, vocabulary = (digit - 1) % 10, self.vocabulary()
        if place >= len(vocabulary) or not self.nameForm.isEnabled():
            return
        value = self.nameForm.value()
        names, name = list(names_in(value.names)), vocabulary[place]
        names = [each for each in names if each != name] if name in names else [*names, name]
        self._name(Naming(joined(names), value.notes, value.confidence))

    def _go_to_form(self) -> None:
        if self.nameForm.isEnabled():
            self.nameForm.names.setFocus()
            self.nameForm.names.selectAll()

    def _name(self, value: Naming) -> None:
        model, layer, channel = self._session.model, self._session.selection.layer, self._channel
        if model is None or layer is None or channel is None or not self.features.can_name():
            return
        self.features.put_name(
            FeatureName(model.id, layer, channel, self.reader(), value.names, value.confidence, value.notes)
        )

    # For the window

    def sheet(self) -> tuple[list[tuple[str, Tiles, range]], int, str] | None:
        """What an export shows: heading, tiles and places of each side, the size of the tiles, and a title."""
        model, layer = self._session.model, self._session.selection.layer
        sides = []
        for _seed, side in self._seeds():
            tiles = side.tiles()
            if tiles is not None:
                everything = range(len(tiles))
                places = side.grid.visiblePlaces() if isinstance(tiles, PatchTiles) else everything
                sides.append((side.heading.text(), tiles, places))
        if not sides or model is None or layer is None:
            return None
        view = TITLES[self.current_view()][0]
        return sides, self.learned.grid.tileSize(), f"{view} of {layer}, {model.card.name}. {self._words}"


def _scroll_alike(side: GridSide, other: GridSide, value: int) -> None:
    """Only where both show the same channels in the same order: else each is led by its chosen channel."""
    one, two = side.grid.tiles(), other.grid.tiles()
    if one is not None and two is not None and one.numbers == two.numbers:
        other.grid.verticalScrollBar().setValue(value)


def _tool(icon_name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def _combo(words: dict[Any, str]) -> QComboBox:
    box = QComboBox()
    for value, text in words.items():
        box.addItem(text, value)
    return box
