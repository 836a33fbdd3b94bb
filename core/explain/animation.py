"""The frames of an animated sequence: the photograph with its overlay, and the posteriors as a strip with a cursor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import ExplainError
from core.explain.overlay import automatic_limits, compose
from core.explain.posterior_strip import StackedPosteriors, column_span, draw_strip, stacked_posteriors
from core.explain.rendering import Rendering
from core.explain.sequence import ExplainedSequence, SequenceStep
from core.networks.card import DISCLAIMER

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_GROUND, _PANEL, _TEXT, _DIM = (22, 24, 29), (30, 33, 40), (230, 232, 236), (154, 161, 173)
_GAP = 16
_LINE = 20
_SWATCH = 11
_FONT_PX, _SMALL_PX = 14, 12
_PANEL_WIDTH = 336
_STRIP_LEAST_PX = 96
_FOOT_LINES = 2


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things are in a frame, in pixels. `photograph` is the box of the photograph."""

    width: int
    height: int
    photograph: tuple[int, int, int, int]
    panel_left: int
    strip: tuple[int, int, int, int]


class Animation:
    """Draws the frames of a sequence: what does not change along it is worked out once.

    `rendering` is the look of the overlay; without limits of its own they are common to the sequence. `caption` says
    what is explained. Frames are uint8 (height, width, 3) RGB of one size, both sides even, as films want them.
    """

    def __init__(self, sequence: ExplainedSequence, rendering: Rendering = Rendering(), *, caption: str = "") -> None:  # noqa: B008 - frozen
        if not sequence.steps:
            raise ExplainError("There is nothing to animate.", "Make a sequence of photographs first.")
        self.sequence = sequence
        self.caption = caption
        is_signed = sequence.is_signed
        lower, upper = rendering.limits_of(is_signed=is_signed) or sequence.limits
        self.limits = (lower, upper)
        plain = replace(rendering, is_region_view=False)
        self.rendering = plain.with_limits(self.limits if lower < upper else None, is_signed=is_signed)
        self._has_range = lower < upper
        self._stacked = stacked_posteriors(sequence.posteriors, sequence.class_names)
        self._layout = _lay_out(sequence, self._stacked)
        left, top, right, bottom = self._layout.strip
        self._strip = draw_strip(self._stacked, right - left, bottom - top)

    def __len__(self) -> int:
        return len(self.sequence.steps)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of a frame in pixels."""
        return self._layout.width, self._layout.height

    @property
    def stacked(self) -> StackedPosteriors:
        """What the strip shows."""
        return self._stacked

    def largest(self, index: int) -> float:
        """The largest value of a step's map, 0 where none is above it."""
        return automatic_limits(self.sequence.steps[index].explanation.map)[1]

    def picture(self, index: int) -> NDArray[np.uint8]:
        """The photograph of a step with its overlay, without anything beside it."""
        step = self.sequence.steps[index]
        return compose(step.pixels, step.explanation, self.rendering) if self._has_range else step.pixels

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The whole frame of a step."""
        from PIL import Image, ImageDraw

        layout, step = self._layout, self.sequence.steps[index]
        canvas = np.empty((layout.height, layout.width, 3), np.uint8)
        canvas[:] = _GROUND
        _put(canvas, self.picture(index), layout.photograph)
        left, top, right, bottom = layout.strip
        canvas[top:bottom, left:right] = self._strip
        image = Image.fromarray(canvas)
        draw = ImageDraw.Draw(image)
        self._draw_cursor(draw, index)
        self._draw_words(draw, index, step)
        return np.asarray(image)

    def frames(self) -> Iterator[NDArray[np.uint8]]:
        """Every frame in order."""
        return (self.frame(index) for index in range(len(self)))

    def _draw_cursor(self, draw: ImageDraw, index: int) -> None:
        left, top, right, bottom = self._layout.strip
        first, last = column_span(index, len(self), right - left)
        middle = left + (first + last) // 2
        for offset, colour in ((-1, _GROUND), (1, _GROUND), (0, (255, 255, 255))):
            draw.line([(middle + offset, top - 5), (middle + offset, bottom + 4)], fill=colour)

    def _draw_words(self, draw: ImageDraw, index: int, step: SequenceStep) -> None:
        layout = self._layout
        left = layout.panel_left
        right = layout.width - _GAP
        top = _GAP
        _text(draw, (left, top), step.path.name, right - left)
        _text(draw, (left, top + _LINE), f"{index + 1} of {len(self)}", right - left, colour=_DIM)
        for number in reversed(range(len(self._stacked.names))):
            row = top + 2 * _LINE + _GAP // 2 + (len(self._stacked.names) - 1 - number) * _LINE
            self._draw_class(draw, number, index, (left, row, right))
        lines = [self.caption or self.sequence.model_name, f"{self._range_in_words()} · {DISCLAIMER}"]
        for number, line in enumerate(lines):
            place = (_GAP, layout.height - _GAP // 2 - (len(lines) - number) * _LINE)
            _text(draw, place, line, layout.width - 2 * _GAP, colour=_DIM, size=_SMALL_PX)

    def _draw_class(self, draw: ImageDraw, number: int, index: int, place: tuple[int, int, int]) -> None:
        left, row, right = place
        is_predicted = self._stacked.predicted[index] == number
        red, green, blue = (int(part) for part in self._stacked.colours[number])
        draw.rectangle((left, row + 3, left + _SWATCH, row + 3 + _SWATCH), fill=(red, green, blue))
        share = f"{self._stacked.shares[index, number]:.2f}"
        colour = _TEXT if is_predicted else _DIM
        wide = draw.textlength(share, font=_font(_FONT_PX))
        draw.text((right - wide, row), share, font=_font(_FONT_PX), fill=colour)
        name_left = left + _SWATCH + 8
        _text(draw, (name_left, row), self._stacked.names[number], int(right - wide - 8 - name_left), colour=colour)

    def _range_in_words(self) -> str:
        lower, upper = self.limits
        return f"colours from {lower:.3g} to {upper:.3g}" if self._has_range else "no evidence in any of them"


def _lay_out(sequence: ExplainedSequence, stacked: StackedPosteriors) -> _Layout:
    width = max(step.pixels.shape[1] for step in sequence.steps)
    height = max(step.pixels.shape[0] for step in sequence.steps)
    words = _GAP + 2 * _LINE + _GAP // 2 + len(stacked.names) * _LINE + _GAP
    body = max(height + 2 * _GAP, words + _STRIP_LEAST_PX + _GAP)
    panel_left = width + 2 * _GAP
    total = (panel_left + _PANEL_WIDTH + _GAP, body + _FOOT_LINES * _LINE + _GAP // 2)
    photograph_top = (body - height) // 2
    return _Layout(
        width=total[0] + total[0] % 2,
        height=total[1] + total[1] % 2,
        photograph=(_GAP, photograph_top, _GAP + width, photograph_top + height),
        panel_left=panel_left,
        strip=(panel_left, words, panel_left + _PANEL_WIDTH, body - _GAP),
    )


def _put(canvas: NDArray[np.uint8], picture: NDArray[np.uint8], box: tuple[int, int, int, int]) -> None:
    """Into the middle of `box`, which is at least as large."""
    left, top, right, bottom = box
    height, width = picture.shape[:2]
    left += (right - left - width) // 2
    top += (bottom - top - height) // 2
    canvas[top : top + height, left : left + width] = picture


@lru_cache(maxsize=4)
def _font(size: int) -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _text(
    draw: ImageDraw,
    place: tuple[int, int],
    words: str,
    width: int,
    *,
    colour: tuple[int, int, int] = _TEXT,
    size: int = _FONT_PX,
) -> None:
    """One line, cut with an ellipsis where it is wider than `width`."""
    font = _font(size)
    shown = words
    while shown and draw.textlength(shown if shown == words else f"{shown}…", font=font) > width:
        shown = shown[:-1]
    draw.text(place, shown if shown == words else f"{shown.rstrip()}…", font=font, fill=colour)
