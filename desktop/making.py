"""What somebody wants made: photographs with known truth, in words of the dialog, and what the renderers make of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.datasets.mask_colours import mask_colours
from core.datasets.outlines import draw_outlines, outline
from core.errors import SynthesisError
from core.images.reading import find_photographs
from core.jobs import CancelToken
from core.synthesis.codes import Code
from core.synthesis.die.options import DieOptions
from core.synthesis.die.sequence import Turn
from core.synthesis.fundus.options import MIN_SIDE, FundusOptions, Grade
from core.synthesis.markers.options import MarkerOptions
from core.synthesis.markers.presets import Preset, parse_classes
from core.synthesis.recipes import DieRecipe, FundusRecipe, MarkerRecipe, Recipe, preset_recipe
from core.synthesis.writing.pictures import PictureFormat
from core.synthesis.writing.write import Container, Order
from desktop.translation import tr

EXAMPLE_COUNT = 4
EXAMPLE_PX = 256
_PHOTOGRAPHS_A_WORKER = 8


class Kind(StrEnum):
    """What is rendered."""

    FUNDUS = "fundus"
    MARKERS = "markers"
    DIE = "die"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The answers of the dialog.

    Of a fundus `is_balanced` wants every grade equally often. Of markers `preset` is one of the thesis's sets; without
    it `classes` is a list as `core.synthesis.markers.presets.parse_classes` reads it; `folder` holds photographs to put
    them into, rendered ones without. Of a die `turn` wants an ordered sequence. `size_px` is the side of the square; 0
    leaves photographs of one's own as they are.
    """

    kind: Kind
    is_balanced: bool = False
    preset: Preset | None = None
    classes: str = ""
    folder: Path | None = None
    turn: Turn | None = None
    size_px: int = 512
    count: int = 100
    seed: int = 0
    container: Container = Container.FOLDERS
    target: Path = Path()

    def recipe(self, token: CancelToken | None = None) -> Recipe:
        """How the photographs are made; lists the folder of one's own. Raises SynthesisError, ImageError, Cancelled."""
        if self.kind is Kind.FUNDUS:
            options = FundusOptions(width=self.size_px, height=self.size_px)
            return FundusRecipe(options, tuple(int(grade) for grade in Grade) if self.is_balanced else ())
        if self.kind is Kind.DIE:
            return DieRecipe(DieOptions(size=self.size_px), self.turn, self.count if self.turn is not None else 0)
        markers = self._marker_options(token)
        if self.preset is not None:
            return preset_recipe(self.preset, markers)
        return MarkerRecipe(parse_classes(self.classes), markers)

    def _marker_options(self, token: CancelToken | None) -> MarkerOptions:
        if self.folder is None:
            return MarkerOptions(fundus=FundusOptions(width=self.size_px, height=self.size_px, grade=0))
        photographs = tuple(find_photographs(self.folder, token=token))
        if not photographs:
            raise SynthesisError(
                tr("There is no photograph in '{folder}'.", folder=self.folder), tr("Choose another folder.")
            )
        return MarkerOptions(photographs=photographs, folder=self.folder, size_px=self.size_px or None)

    def order(self) -> Order:
        """How many are made, and how they are written. Raises SynthesisError."""
        pictures = PictureFormat.PNG if self.kind is Kind.DIE else PictureFormat.JPEG
        return Order(
            count=self.count,
            seed=self.seed,
            container=self.container,
            picture_format=pictures,
            workers=_workers(self.count),
        )

    def small(self) -> Wish:
        """The same at the size of the examples: a seed shows the same eye at any resolution."""
        if self.kind is Kind.DIE:
            return self
        least = EXAMPLE_PX if self.size_px == 0 else self.size_px
        if self.folder is None and least < MIN_SIDE:
            return self  # which is refused in words
        return replace(self, size_px=min(least, EXAMPLE_PX))


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One photograph as it would be made, uint8 RGB (h, w, 3), with its masks outlined; its class in words."""

    pixels: NDArray[np.uint8]
    class_name: str


def examples(wish: Wish, token: CancelToken) -> list[Example]:
    """In a lane: a few of the photographs that would be made. Raises SynthesisError, ImageError, Cancelled."""
    wish.order()
    recipe = wish.small().recipe(token)
    shown = min(EXAMPLE_COUNT, wish.count)
    indices = [wish.count * number // shown for number in range(shown)] if wish.turn else list(range(shown))
    made = []
    for index in indices:
        token.check()
        rendering = recipe.render(wish.seed, index)
        pixels = rendering.pixels.copy()
        colours = mask_colours(rendering.masks)
        for code, mask in rendering.masks.items():
            # A die is nothing but its masks, and the disc is in every photograph: their outlines would tell nothing.
            if wish.kind is not Kind.DIE and code != Code.OPTIC_DISC:
                draw_outlines(pixels, outline(mask).lines, colours[code], has_casing=False)
        made.append(Example(pixels, recipe.class_names[rendering.label]))
    return made


def _workers(count: int) -> int:
    """Processes: all processors but one, which is the window's; for few photographs starting more takes longer."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable - 1, count // _PHOTOGRAPHS_A_WORKER))
