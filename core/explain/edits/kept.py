"""The preparation of a photograph while it is edited: the geometry stays, and only what an edit reaches is made anew.

Where the disc of light is and how it is cropped is taken from the photograph as it is: darkening a lesion must not move
the crop. Everything else is what the preparation gives for the edited photograph, bit for bit. Steps that look at all
of the picture (equalising, the local mean) are computed whole; they usually come after the resizing, where that is
little. Resizing, which is most of the work, is done for the rows and columns that an edit reaches.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.explain.edits.canvas import Retouch
from core.explain.edits.error import EditError
from core.explain.edits.shapes import NOTHING, Box
from core.images.geometry import IDENTITY, Affine
from core.images.preparation import Preparation
from core.images.steps.crop import CentreCrop
from core.images.steps.field_crop import FieldCrop
from core.images.steps.normalise import UNIT, Normalise
from core.images.steps.resampling import Interpolation
from core.images.steps.resize import Resize, ResizeShorterSide
from core.images.steps.step import Step, Stepped

Pixels = NDArray[np.uint8]

_FILTERS = {
    Interpolation.BILINEAR: (Image.Resampling.BILINEAR, 1.0),
    Interpolation.BICUBIC: (Image.Resampling.BICUBIC, 2.0),
    Interpolation.LANCZOS: (Image.Resampling.LANCZOS, 3.0),
}
"""Pillow's filter, and how many pixels of the smaller grid it reaches to either side."""


class KeptPreparation:
    """What a network reads of one photograph, edit after edit.

    `values` is (3, height, width) float32 and changes in place. Raises what the preparation raises.
    """

    def __init__(self, preparation: Preparation, pixels: Pixels) -> None:
        """Begin with the photograph as it is: (h, w, 3) uint8 RGB."""
        self._original = pixels
        self._picture = pixels.copy()
        self._box = NOTHING
        self._stages: list[_Stage] = []
        self.to_photograph = IDENTITY
        source = self._picture
        for step in preparation.steps:
            if isinstance(step, Step):
                stage = _stage(step, source)
                self._stages.append(stage)
                self.to_photograph = stage.back.then(self.to_photograph)
                source = stage.output
        last = preparation.steps[-1]
        self._normalise = last if isinstance(last, Normalise) else UNIT
        self._pixels = source
        self.values = self._normalise.apply(source)

    def change(self, retouch: Retouch) -> None:
        """Take the photograph as `retouch` made it for the one that is prepared."""
        changed = self._lay(retouch)
        for stage in self._stages:
            if changed.is_empty:
                return
            changed = stage.update(changed)
        if not changed.is_empty:
            rows, columns = changed.slices
            self.values[:, rows, columns] = self._normalise.apply(self._pixels[rows, columns])

    def _lay(self, retouch: Retouch) -> Box:
        """Put the edited pixels in; the box of those that are not as before."""
        area = self._box.joined(retouch.box)
        before = self._picture[area.slices].copy()
        self._picture[self._box.slices] = self._original[self._box.slices]
        self._picture[retouch.box.slices] = retouch.pixels
        self._box = retouch.box
        return differing(before, self._picture[area.slices], area)


def differing(before: NDArray[np.generic], after: NDArray[np.generic], area: Box) -> Box:
    """The box of the pixels in which two pictures of `area`, (h, w, ...), differ."""
    if area.is_empty:
        return NOTHING
    unlike = (before != after).reshape(*area.size, -1).any(2)
    rows, columns = np.flatnonzero(unlike.any(1)), np.flatnonzero(unlike.any(0))
    if not rows.size:
        return NOTHING
    return Box(
        area.left + int(columns[0]),
        area.top + int(rows[0]),
        area.left + int(columns[-1]) + 1,
        area.top + int(rows[-1]) + 1,
    )


class _Stage(ABC):
    """A step at work: `output` changes in place, as `source` does."""

    def __init__(self, source: Pixels, stepped: Stepped) -> None:
        self.source = source
        self.back: Affine = stepped.back
        # In memory of its own: steps may give a view of what they were given, or the same.
        self.output: Pixels = np.array(stepped.pixels, order="C")

    @abstractmethod
    def update(self, changed: Box) -> Box:
        """The source is another one in `changed`: what of the output is another one for that."""

    @property
    def whole(self) -> Box:
        """All of the output."""
        return Box(0, 0, self.output.shape[1], self.output.shape[0])


class _Crop(_Stage):
    """A part of the source, at the place where it was in the photograph as it is."""

    def update(self, changed: Box) -> Box:
        left, top = round(self.back.x0), round(self.back.y0)
        moved = Box(changed.left - left, changed.top - top, changed.right - left, changed.bottom - top)
        inside = moved.within(self.whole.right, self.whole.bottom)
        if not inside.is_empty:
            source = Box(inside.left + left, inside.top + top, inside.right + left, inside.bottom + top)
            self.output[inside.slices] = self.source[source.slices]
        return inside


class _Resizing(_Stage):
    """Pillow's resizing: rows first, which depend on themselves alone, then columns."""

    def __init__(self, source: Pixels, stepped: Stepped, interpolation: Interpolation) -> None:
        super().__init__(source, stepped)
        self._filter, self._support = _FILTERS[interpolation]
        self._narrow = np.asarray(self._across(source)).copy()

    def update(self, changed: Box) -> Box:
        height, width = self.output.shape[:2]
        self._narrow[changed.top : changed.bottom] = self._across(self.source[changed.top : changed.bottom])
        first, last = _reached(changed.left, changed.right, self.back.xx, self._support, width)
        strip = Image.fromarray(np.ascontiguousarray(self._narrow[:, first:last]))
        self.output[:, first:last] = np.asarray(strip.resize((last - first, height), self._filter))
        top, bottom = _reached(changed.top, changed.bottom, self.back.yy, self._support, height)
        return Box(first, top, last, bottom)

    def _across(self, rows: Pixels) -> Pixels:
        band = Image.fromarray(np.ascontiguousarray(rows))
        return np.asarray(band.resize((self.output.shape[1], band.height), self._filter))


class _Whole(_Stage):
    """A step of which anything may change anywhere."""

    def __init__(self, source: Pixels, stepped: Stepped, step: Step) -> None:
        super().__init__(source, stepped)
        self._step = step

    def update(self, changed: Box) -> Box:  # noqa: ARG002
        stepped = self._step.apply(self.source)
        if stepped.back != self.back or stepped.pixels.shape != self.output.shape:
            raise EditError(
                f"The step '{self._step.name}' of the preparation moves the picture by what it sees in it.",
                "Ask a model that prepares photographs in another way.",
            )
        box = differing(self.output, stepped.pixels, self.whole)
        self.output[...] = stepped.pixels
        return box


def _stage(step: Step, source: Pixels) -> _Stage:
    stepped = step.apply(source)
    if _is_crop(step, source, stepped):
        return _Crop(source, stepped)
    if isinstance(step, (Resize, ResizeShorterSide)) and step.interpolation in _FILTERS:
        return _Resizing(source, stepped, step.interpolation)
    return _Whole(source, stepped, step)


def _is_crop(step: Step, source: Pixels, stepped: Stepped) -> bool:
    """Whether the step only cuts out, with black where there is nothing: known to, or seen to by what it gave."""
    if isinstance(step, (FieldCrop, CentreCrop)):
        return True
    back, shape = stepped.back, stepped.pixels.shape
    is_shift = (back.xx, back.xy, back.yx, back.yy) == (1, 0, 0, 1) and back.x0 % 1 == back.y0 % 1 == 0
    if not is_shift or (back == IDENTITY and shape == source.shape):
        return False
    left, top = round(back.x0), round(back.y0)
    there = Box(left, top, left + shape[1], top + shape[0]).within(source.shape[1], source.shape[0])
    cut = np.zeros(shape, np.uint8)
    if not there.is_empty:
        cut[there.top - top : there.bottom - top, there.left - left : there.right - left] = source[there.slices]
    return np.array_equal(cut, stepped.pixels)


def _reached(low: int, high: int, scale: float, support: float, size: int) -> tuple[int, int]:
    """The cells of the output that see anything of the cells `low` to `high` of the source, and perhaps one more."""
    reach = support * max(scale, 1.0)
    first = math.floor((low - reach) / scale) - 1
    last = math.ceil((high + reach) / scale) + 1
    first = min(max(first, 0), size - 1)
    return first, min(max(last, first + 1), size)
