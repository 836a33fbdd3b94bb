"""What the tabs have in common, and what they may ask of the panel that holds them."""

from __future__ import annotations

from abc import abstractmethod
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.errors import FunduscopeError
from desktop.feature_answers import Which
from desktop.features import Features
from desktop.session import Session
from desktop.translation import mark
from desktop.widgets.features.big_picture import BigPicture
from desktop.widgets.features.grid_side import GridSide
from desktop.widgets.features.tiles import Tiles


class FeatureView(StrEnum):
    """The tabs, in their order."""

    KERNELS = "kernels"
    MAPS = "maps"
    STRONGEST = "strongest"
    EXEMPLARS = "exemplars"
    NAMES = "names"


TITLES = {
    FeatureView.KERNELS: (mark("Kernels"), mark("The weights of a convolution as pictures; grey is nought")),
    FeatureView.MAPS: (
        mark("Feature maps"),
        mark("What every channel of the layer gives on this photograph, strongest first"),
    ),
    FeatureView.STRONGEST: (
        mark("Strongest"),
        mark("For each channel the nine photographs that excite it most, and what it sees"),
    ),
    FeatureView.EXEMPLARS: (
        mark("Exemplars"),
        mark("Pictures that are made to excite a channel, or a class, as much as possible"),
    ),
    FeatureView.NAMES: (mark("Names"), mark("How often each name was given, layer by layer")),
}


class Stage(Protocol):
    """What a view knows of the panel."""

    session: Session
    features: Features

    def sides(self) -> list[tuple[Which, GridSide]]:
        """The networks that stand beside each other, the selected one first."""

    def is_current(self, view: FeatureView) -> bool:
        """Whether that tab is in front, where it can be seen."""

    def isVisible(self) -> bool:
        """Whether the panel is looked at."""

    def channel(self) -> int | None:
        """The chosen channel."""

    def put(self, side: GridSide, tiles: Tiles) -> None:
        """Show tiles on a side."""

    def say(self, words: str) -> None:
        """Say of the view what stands in the line below while nothing is under the pointer."""

    def refresh_soon(self) -> None:
        """Ask for what the tab shows once more."""

    def show_no_photograph(self, side: GridSide) -> None:
        """Say on a side that there is no photograph, and what to do."""

    def report(self, error: FunduscopeError) -> None:
        """Say what went wrong."""

    def remark(self, text: str) -> None:
        """Say something in passing."""

    def show_facts(self, facts: list[str]) -> None:
        """Say what is known of the chosen channel."""


class GridView(QObject):
    """A tab that shows a grid a side. `options` stand above the grids, `foot` under them, `aside` to their left."""

    view: FeatureView

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self.stage = stage
        self.options: list[QWidget] = []
        self.aside: QWidget | None = None
        self.foot: QWidget | None = None

    @property
    def is_current(self) -> bool:
        """Whether it is looked at."""
        return self.stage.is_current(self.view)

    @abstractmethod
    def fill(self, which: Which, side: GridSide) -> None:
        """Ask for what a side shows."""

    def forget(self) -> None:
        """Another model: let go of what was shown."""

    def keep(self, shown: set[Which]) -> None:
        """Let go of networks that are not shown any more."""

    def choose(self) -> None:
        """Another channel is chosen."""

    def leave(self) -> None:
        """Another tab is in front: let nothing go on that only this one shows."""

    def show_large(self, _which: Which, side: GridSide, channel: int, big: BigPicture) -> None:
        """The chosen tile, large."""
        tiles = side.tiles()
        place = tiles.place_of(channel) if tiles is not None else None
        if tiles is None or place is None:
            big.setImages()
            return
        image = tiles.image(place, 0)
        big.setImages(*((image,) if image is not None else ()), is_smooth=tiles.is_smooth)

    def refuse(self, side: GridSide, error: FunduscopeError) -> None:
        """Say on a side why it stays empty."""
        side.showNothing(error.message, error.hint)
