"""What each layer has learned: kernels, feature maps, strongest photographs, exemplars, and names for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from core.errors import FunduscopeError
from desktop.feature_answers import LEARNED, Which
from desktop.features import Features
from desktop.panels.features_panel.exemplars_view import ExemplarsView
from desktop.panels.features_panel.kernels_view import KernelsView
from desktop.panels.features_panel.maps_view import MapsView
from desktop.panels.features_panel.naming import NamingControl
from desktop.panels.features_panel.page import FeaturesPage
from desktop.panels.features_panel.strongest_view import StrongestView
from desktop.panels.features_panel.view import TITLES, FeatureView, GridView
from desktop.session import Session
from desktop.settings import Settings
from desktop.translation import mark, tr
from desktop.widgets.features.grid_side import GridSide
from desktop.widgets.features.name_form import Naming
from desktop.widgets.features.tiles import PatchTiles, Tiles
from desktop.widgets.message_bar import MessageKind

COARSE_WORDS = mark("This layer cannot resolve a microaneurysm")
SIZES = {
    FeatureView.KERNELS: 64,
    FeatureView.MAPS: 80,
    FeatureView.STRONGEST: 64,
    FeatureView.EXEMPLARS: 128,
}


class FeaturesPanel(FeaturesPage):
    """Follows the session's model, layer and photograph."""

    openModelRequested = Signal()
    openFolderRequested = Signal()
    openOtherRequested = Signal()
    """A model to stand beside the selected one is to be asked for."""
    modelsRequested = Signal()
    """Which models can stand beside is to be said, by `offerModels`."""
    reviewRequested = Signal(object, str, int)
    """Path of a photograph or None for the one that is shown, layer and channel to look at in Review."""
    exportRequested = Signal()
    atlasRequested = Signal()
    dictionaryRequested = Signal()
    layerDictionaryRequested = Signal()
    csvRequested = Signal()
    latexRequested = Signal()
    vocabularyRequested = Signal()

    def __init__(self, session: Session, features: Features, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.features = features
        self._channel: int | None = None
        self._is_chosen = False
        """Whether the channel was chosen by hand, and does not only stand first."""
        self._words = ""
        self._shown: tuple[object, ...] = ()
        self._count = 0
        self._sizes = dict(SIZES)
        self._is_stale = True
        self.kernels = KernelsView(self, self)
        self.maps = MapsView(self, self)
        self.strongest = StrongestView(self, self)
        self.exemplars = ExemplarsView(self, self)
        self._views: dict[FeatureView, GridView] = {
            each.view: each for each in (self.kernels, self.maps, self.strongest, self.exemplars)
        }
        self.naming = NamingControl(self, settings, self.detail, self.names, self)
        self.lay_out(list(self._views.values()))
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self._connect()
        self._show_view()

    def _connect(self) -> None:
        session, features = self.session, self.features
        session.modelChanged.connect(lambda _model: self._forget_all())
        session.selectionChanged.connect(lambda _selection: self.refresh_soon())
        session.photographChanged.connect(lambda _photograph: self.refresh_soon())
        session.photographsChanged.connect(self.refresh_soon)
        features.naming.changed.connect(self._show_names)
        features.passes.changed.connect(lambda _which: self.naming.show())
        features.networks.otherChanged.connect(self._show_other)
        features.failed.connect(self.report)
        features.passes.remarked.connect(lambda text: self.messages.showMessage(MessageKind.WARNING, text))
        self.tabs.currentChanged.connect(lambda _number: self._show_view())
        self.besideButton.toggled.connect(self._toggle_beside)
        self.beside.changed.connect(self._change_beside)
        self.beside.openRequested.connect(self.openOtherRequested)
        self.beside.layerChosen.connect(features.networks.choose_layer)
        self.smallerButton.clicked.connect(lambda: self.learned.grid.stepTileSize(-1))
        self.largerButton.clicked.connect(lambda: self.learned.grid.stepTileSize(1))
        self._connect_names()
        for side, other in ((self.learned, self.random), (self.random, self.learned)):
            self._connect_grid(side, other)

    def _connect_names(self) -> None:
        self.exportMenu.addAction(tr("This view as PNG…"), self.exportRequested.emit)
        self.exportMenu.addAction(tr("Atlas of the network as PDF…"), self.atlasRequested.emit)
        self.exportMenu.addAction(tr("Dictionary of the named features as PDF…"), self.dictionaryRequested.emit)
        self.exportMenu.addAction(tr("Dictionary of this layer as PDF…"), self.layerDictionaryRequested.emit)
        self.empty_button.clicked.connect(self.openModelRequested)
        self.names.csvRequested.connect(self.csvRequested)
        self.names.latexRequested.connect(self.latexRequested)
        self.names.vocabularyRequested.connect(self.vocabularyRequested)
        self.names.layerChosen.connect(self.session.chooseLayer)
        self.naming.said.connect(lambda words: self.say(words) if self.is_current(FeatureView.NAMES) else None)
        self.detail.form.nextRequested.connect(lambda: self.learned.grid.step(1))
        self.detail.reviewButton.clicked.connect(self.review)

    def _connect_grid(self, side: GridSide, other: GridSide) -> None:
        grid = side.grid
        grid.hovered.connect(lambda text: self.info.setText(text or self._words))
        grid.currentChanged.connect(lambda number: self._choose(number, other))
        grid.pictureClicked.connect(lambda _number, _rank: self._show_detail())
        grid.opened.connect(lambda _number, _rank: self.review())
        grid.visibleChanged.connect(lambda: self._ask_patches(side))
        grid.sizeChanged.connect(lambda size: self._take_size(size, other))
        grid.nameRequested.connect(self.naming.give_by_digit)
        grid.formRequested.connect(self.naming.go_to_form)
        grid.suggestionAccepted.connect(self.naming.accept_suggestion)
        grid.unnameRequested.connect(lambda: self.naming.give(Naming("", "", None)))
        grid.verticalScrollBar().valueChanged.connect(lambda value: _scroll_alike(side, other, value))

    # What is in front

    def current_view(self) -> FeatureView:
        """The tab that is in front."""
        return list(FeatureView)[self.tabs.currentIndex()]

    def chooseView(self, view: FeatureView) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(list(FeatureView).index(view))

    def is_current(self, view: FeatureView) -> bool:
        """Whether that tab is in front, where it can be seen."""
        return self.current_view() is view and self.isVisible()

    def channel(self) -> int | None:
        """The chosen channel of the layer."""
        return self._channel

    def sides(self) -> list[tuple[Which, GridSide]]:
        """The networks that stand beside each other, the selected one first."""
        sides = [(LEARNED, self.learned)]
        return [*sides, (self._beside(), self.random)] if self.besideButton.isChecked() else sides

    def _beside(self) -> Which:
        path = self.beside.model()
        return Which(seed=self.beside.seed.value()) if path is None else Which(other=path)

    def showEvent(self, event: QShowEvent) -> None:
        """What was asked for meanwhile is asked now."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh_soon()

    # What is said

    def report(self, error: FunduscopeError) -> None:
        """Say what went wrong; it stays until it is dismissed."""
        self.messages.showMessage(MessageKind.ERROR, error.message, hint=error.hint)

    def remark(self, text: str) -> None:
        """Say something in passing."""
        self.messages.showMessage(MessageKind.INFO, text)

    def say(self, words: str) -> None:
        """What is said of the view while nothing is under the pointer."""
        self._words = words
        self.info.setText(words)

    def setRemark(self, words: str) -> None:
        """Say something of the selected layer; empty: nothing."""
        # The sentence itself is the tooltip.
        self.remark_label.setText(tr(COARSE_WORDS) if words else "")
        self.remark_label.setToolTip(words)
        self.remark_label.setVisible(bool(words))

    def show_facts(self, facts: list[str]) -> None:
        """What is known of the chosen channel."""
        self.detail.setFacts(facts)

    def show_no_photograph(self, side: GridSide) -> None:
        """There is none."""
        if self.session.order:
            side.showNothing(tr("No photograph is chosen"), tr("Choose one in the panel of photographs."))
            return
        side.showNothing(
            tr("There are no photographs"),
            tr("Open a folder of photographs to see what each channel finds in them."),
            button=tr("Open folder…"),
            icon_name="folder",
            act=self.openFolderRequested.emit,
        )

    # What the session and the tabs ask for

    def refresh_soon(self) -> None:
        """Ask for what the tab shows, once for all that has changed."""
        self._is_stale = True
        self._later.start()

    def _forget_all(self) -> None:
        self._channel, self._is_chosen = None, False
        for view in self._views.values():
            view.forget()
        self.refresh_soon()

    def offerModels(self, models: Sequence[Path]) -> None:
        """Offer models to stand beside the selected one."""
        own = self.session.model.path if self.session.model is not None else None
        known = dict.fromkeys([*models, *self.beside.models()])  # what was opened by hand stays
        self.beside.setModels([path for path in known if path != own or path == self.beside.model()])

    def openBeside(self, path: Path) -> None:
        """Put another model beside the selected one."""
        self.beside.setModels(list(dict.fromkeys([*self.beside.models(), path])))
        self.beside.setModel(path)
        self.besideButton.setChecked(True)
        self._change_beside()

    def _toggle_beside(self, is_beside: bool) -> None:  # noqa: FBT001
        if is_beside:
            self.modelsRequested.emit()
        self._change_beside()

    def _change_beside(self) -> None:
        path, is_beside = self.beside.model(), self.besideButton.isChecked()
        if is_beside and path is not None and self.features.networks.model(Which(other=path)) is None:
            self.features.networks.open_other(path, self._refuse_other)
        for view in self._views.values():
            view.keep({which for which, _side in self.sides()})
        self._show_view()

    def _refuse_other(self, error: FunduscopeError) -> None:
        self.beside.setModel(None)
        self.report(error)
        self._change_beside()

    def _show_other(self) -> None:
        self._shown = ()
        self.refresh_soon()

    def _show_view(self) -> None:
        view = self.current_view()
        for each in self._views.values():
            if each.view is not view:
                each.leave()
        self.show_parts(self._views.get(view), is_beside=self.besideButton.isChecked())
        if view in self._sizes:
            self.learned.grid.setTileSize(self._sizes[view])
        self._shown = ()
        self.refresh()

    def refresh(self) -> None:
        """Ask for what the tab shows."""
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        model, layer, view = self.session.model, self.session.selection.layer, self.current_view()
        if model is None or layer is None:
            self.stack.setCurrentWidget(self.empty)
            return
        self.stack.setCurrentIndex(1 if view is FeatureView.NAMES else 0)
        count = model.layers[layer].shape[0]
        if (model.id, layer, view) != self._shown:
            # A layer of as many channels is mostly what becomes of the one before: there a number means the same.
            self._is_chosen = self._is_chosen and count == self._count
            self._shown, self._count = (model.id, layer, view), count
            self.say("")
            for _which, side in self.sides():
                side.grid.setTiles(None)
        if self._channel is not None and self._channel >= count:
            self._channel, self._is_chosen = None, False
        for which, side in self.sides():
            self._fill(which, side)
        self._show_names()
        self._show_detail()

    def _fill(self, which: Which, side: GridSide) -> None:
        networks, view = self.features.networks, self._views.get(self.current_view())
        model = networks.model(which)
        side.heading.setText(networks.title(which))
        if which.other is not None:
            self.beside.setLayers(model.layers.names if model is not None else (), networks.layer(which))
        if model is None:
            side.showNothing(tr("The other model is being loaded"), tr("It stands here in a moment."))
        elif view is not None:
            view.fill(which, side)

    def put(self, side: GridSide, tiles: Tiles) -> None:
        """Show tiles on a side."""
        before = side.grid.tiles()
        side.showTiles(tiles, keeps_place=before is not None and len(before) == len(tiles))
        is_first = self._channel is None or (before is None and not self._is_chosen)
        if is_first and len(tiles) and side is self.learned:
            self._channel = tiles.numbers[0]
            self._show_names()
        if self._channel is not None:
            side.grid.setCurrent(self._channel)
        self._show_detail()

    def _ask_patches(self, side: GridSide) -> None:
        which = next((which for which, each in self.sides() if each is side), None)
        if which is not None and self.is_current(FeatureView.STRONGEST):
            self.strongest.ask_patches(which, side)

    # The chosen channel

    def _choose(self, number: int, other: GridSide) -> None:
        self._channel, self._is_chosen = number, True
        other.grid.setCurrent(number)
        self._show_names()
        self._show_detail()
        view = self._views.get(self.current_view())
        if view is not None:
            view.choose()

    def _take_size(self, size_px: int, other: GridSide) -> None:
        self._sizes[self.current_view()] = size_px
        other.grid.setTileSize(size_px)

    def _focused(self) -> tuple[Which, GridSide]:
        sides = self.sides()
        return next(((which, side) for which, side in sides if side.grid.hasFocus()), sides[0])

    def _show_detail(self) -> None:
        """The chosen tile, large."""
        channel, view = self._channel, self._views.get(self.current_view())
        which, side = self._focused()
        tiles = side.tiles()
        place = tiles.place_of(channel) if tiles is not None and channel is not None else None
        is_class = view is self.exemplars and self.exemplars.is_of_classes
        self.detail.form.setEnabled(place is not None and not is_class and self.features.naming.can_name())
        self.detail.reviewButton.setEnabled(
            place is not None and not is_class and which == LEARNED and self.session.photograph is not None
        )
        if tiles is None or place is None or channel is None or view is None:
            self.detail.clear()
            return
        self.detail.title.setText(
            tr("Class {channel}", channel=channel) if is_class else tr("Channel {channel}", channel=channel)
        )
        head = "" if which == LEARNED else self.features.networks.title(which)
        self.show_facts([tiles.captions[place], tiles.marks[place], head])
        view.show_large(which, side, channel, self.detail.big)

    def review(self) -> None:
        """Look at the chosen channel in Review."""
        layer, channel = self.session.selection.layer, self._channel
        if layer is None or channel is None or not self.detail.reviewButton.isEnabled():
            return
        field = self.strongest.field if self.current_view() is FeatureView.STRONGEST else None
        self.reviewRequested.emit(field.path if field is not None else None, layer, channel)

    def _show_names(self) -> None:
        self.learned.grid.setNames(self.naming.given())
        self.naming.show()

    # For the window

    def sheet(self) -> tuple[list[tuple[str, Tiles, range]], int, str] | None:
        """What an export shows: heading, tiles and places of each side, the size of the tiles, and a title."""
        model, layer = self.session.model, self.session.selection.layer
        sides = []
        for _which, side in self.sides():
            tiles = side.tiles()
            if tiles is not None:
                everything = range(len(tiles))
                places = side.grid.visiblePlaces() if isinstance(tiles, PatchTiles) else everything
                sides.append((side.heading.text(), tiles, places))
        if not sides or model is None or layer is None:
            return None
        view = TITLES[self.current_view()][0]
        return (
            sides,
            self.learned.grid.tileSize(),
            tr(
                "{view} of {layer}, {card_name}. {words}",
                view=tr(view),
                layer=layer,
                card_name=model.card.name,
                words=self._words,
            ),
        )


def _scroll_alike(side: GridSide, other: GridSide, value: int) -> None:
    """Only where both show the same channels in the same order: else each is led by its chosen channel."""
    one, two = side.grid.tiles(), other.grid.tiles()
    if one is not None and two is not None and one.numbers == two.numbers:
        other.grid.verticalScrollBar().setValue(value)
