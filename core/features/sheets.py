"""Contact sheets: kernels and the strongest photographs of a layer as pages, and all of them as an atlas."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.features.kernels import Kernels, convolutions, kernels_of, order, planes, shades
from core.features.kinds import Order, Scale, View
from core.features.lettering import width_of
from core.features.pages import (
    HEAD_PX,
    INK,
    LINE,
    MARGIN_PX,
    PAGE_PX,
    SMALL_PX,
    TEXT_PX,
    Page,
    enlarged,
    new_page,
)
from core.features.patches import Patches, Place, patches_by_layer
from core.features.strongest import StrongestUnits
from core.features.units import NOBODY, Strongest
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.layers import Layer
from core.networks.loaded import LoadedModel

_KERNEL_PX, _GAP_PX = 84, 12
_PATCH_PX = 150
_ROW_LEFT_PX = 150
_BAR_PX = (260, 12)
_AXES_PX = 64
"""Room for the numbers beside the mixing matrix."""
MOST_TICKS, TICK_PX = 12, 6


def strongest_pages(layer: Layer, found: Strongest, patches: Patches) -> Iterator[Page]:
    """Pages with the strongest photographs of every channel, a row a channel; dead channels are named as such."""
    counts = found.values.shape
    per_page = (PAGE_PX[1] - MARGIN_PX - HEAD_PX - MARGIN_PX) // (_PATCH_PX + _GAP_PX)
    shown = min(counts[1], (PAGE_PX[0] - 2 * MARGIN_PX - _ROW_LEFT_PX) // (_PATCH_PX + 4))
    for begin in range(0, counts[0], per_page):
        title = f"{layer.name} \N{MIDDLE DOT} {layer.type}, {counts[0]} channels, field of view {_field(layer)}"
        page = new_page(
            title,
            "The strongest photographs of each channel, the strongest first: what its unit sees.",
            entry=f"{layer.name}: strongest" if not begin else "",
        )
        for row, channel in enumerate(range(begin, min(begin + per_page, counts[0]))):
            top = MARGIN_PX + HEAD_PX + row * (_PATCH_PX + _GAP_PX)
            _channel_row(page, top, channel, layer.name, found, patches, shown)
        yield page


def kernel_pages(kernels: Kernels, *, view: View | None = None, scale: Scale = Scale.COMMON) -> Iterator[Page]:
    """Pages with the kernels of a convolution, the strongest first. Grey (or grey in colour) is nought."""
    if kernels.is_mixing:
        yield _matrix_page(kernels)
    view = view or kernels.views()[0]
    values = planes(kernels, view)
    tiles, largest = shades(values, scale), float(np.abs(values).max(initial=0))
    across = (PAGE_PX[0] - 2 * MARGIN_PX) // (_KERNEL_PX + _GAP_PX)
    down = (PAGE_PX[1] - 2 * MARGIN_PX - HEAD_PX) // (_KERNEL_PX + _GAP_PX + SMALL_PX)
    numbers, dead = order(kernels, Order.NORM), kernels.is_dead
    height, width = kernels.weights.shape[2:]
    what = "mixes channels: no shape to see" if kernels.is_mixing else f"kernels of {height} x {width}"
    for begin in range(0, len(numbers), across * down):
        title = f"{kernels.layer} \N{MIDDLE DOT} {kernels.count} {what}, {kernels.inputs} inputs each"
        page = new_page(
            title,
            f"Shown: {view.value}; {scale.value} scale; by norm; a dot: dead.",
            entry=f"{kernels.layer}: kernels" if not begin else "",
        )
        if scale is Scale.COMMON:
            _draw_bar(page, largest)
        for place, channel in enumerate(numbers[begin : begin + across * down]):
            left = MARGIN_PX + (place % across) * (_KERNEL_PX + _GAP_PX)
            top = MARGIN_PX + HEAD_PX + (place // across) * (_KERNEL_PX + _GAP_PX + SMALL_PX)
            tile = tiles[channel]
            page.picture(left, top, enlarged(tile, _KERNEL_PX), tile, is_photograph=False)
            mark = " \N{MIDDLE DOT}" if dead[channel] else ""
            page.text(left, top + _KERNEL_PX + 1, f"{channel}{mark}")
        yield page


def _draw_bar(page: Page, largest: float) -> None:
    """Which grey is which weight, above the kernels to the right."""
    left, top = PAGE_PX[0] - MARGIN_PX - _BAR_PX[0], MARGIN_PX + 14
    levels = np.arange(1, 256, dtype=np.uint8)[None]
    page.picture(left, top, _BAR_PX, levels, is_photograph=False)
    page.frame((left, top, left + _BAR_PX[0], top + _BAR_PX[1]))
    for share, words in ((0.0, f"{-largest:.3g}"), (0.5, "0"), (1.0, f"{largest:.3g}")):
        at = left + share * _BAR_PX[0]
        page.line((at, top + _BAR_PX[1]), (at, top + _BAR_PX[1] + TICK_PX))
        page.text(at - share * width_of(words, SMALL_PX), top + _BAR_PX[1] + TICK_PX, words)


def _matrix_page(kernels: Kernels) -> Page:
    """The whole mixing matrix: a row a channel, a column an input, with their numbers."""
    title = f"{kernels.layer} \N{MIDDLE DOT} mixing matrix: {kernels.count} channels from {kernels.inputs} inputs"
    note = "A row a channel, a column an input; grey is nought, white the largest weight."
    page = new_page(title, note, entry=f"{kernels.layer}: mixing matrix")
    pixels = shades(kernels.matrix, Scale.COMMON)
    _draw_bar(page, float(np.abs(kernels.matrix).max(initial=0)))
    left, top = MARGIN_PX + _AXES_PX, MARGIN_PX + HEAD_PX + _AXES_PX // 2
    room = PAGE_PX[0] - MARGIN_PX - left, PAGE_PX[1] - MARGIN_PX - top
    factor = min(room[0] / pixels.shape[1], room[1] / pixels.shape[0])
    width, height = max(1, int(pixels.shape[1] * factor)), max(1, int(pixels.shape[0] * factor))
    page.picture(left, top, (width, height), pixels, is_photograph=False)
    page.frame((left, top, left + width, top + height))
    for number in ticks(kernels.inputs):
        at, words = left + (number + 0.5) * width / kernels.inputs, str(number)
        page.line((at, top - TICK_PX), (at, top))
        page.text(at - width_of(words, SMALL_PX) / 2, top - TICK_PX - LINE * SMALL_PX, words)
    for number in ticks(kernels.count):
        at, words = top + (number + 0.5) * height / kernels.count, str(number)
        page.line((left - TICK_PX, at), (left, at))
        page.text(left - TICK_PX - 4 - width_of(words, SMALL_PX), at - LINE * SMALL_PX / 2, words)
    return page


def ticks(count: int) -> range:
    """Round numbers below `count`, at most `MOST_TICKS` of them."""
    steps = (digit * 10**power for power in range(10) for digit in (1, 2, 5))
    step = next(step for step in steps if -(-count // step) <= MOST_TICKS)
    return range(0, count, step)


def _channel_row(
    page: Page, top: int, channel: int, layer: str, found: Strongest, patches: Patches, shown: int
) -> None:
    values = found.values[channel]
    page.text(MARGIN_PX, top + 40, str(channel), size=TEXT_PX, colour=INK)
    if not (values > 0).any():
        page.text(MARGIN_PX + _ROW_LEFT_PX, top + 48, "never above nought on these photographs")
        return
    page.text(MARGIN_PX, top + 74, f"up to {values[0]:.3g}", width=_ROW_LEFT_PX)
    for rank in range(shown):
        if found.photographs[channel, rank] == NOBODY:
            break
        left = MARGIN_PX + _ROW_LEFT_PX + rank * (_PATCH_PX + 4)
        packed = patches.packed(Place(layer, channel, rank))
        if packed is None:
            page.frame((left, top, left + _PATCH_PX, top + _PATCH_PX))
            page.text(left + 6, top + 40, "gone")
        else:
            page.picture(left, top, (_PATCH_PX, _PATCH_PX), packed, is_photograph=True)


def _field(layer: Layer) -> str:
    return "the whole input" if layer.is_global else " x ".join(str(side) for side in layer.receptive_field)


def atlas_pages(
    model: LoadedModel,
    found: StrongestUnits | None = None,
    *,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Iterator[Page]:
    """The kernels of every convolution and, where they were looked for, the strongest photographs, layer by layer.

    Raises Cancelled once the token says so.
    """
    token, layers = token or CancelToken(), list(model.layers)
    if found is None:
        for number, layer in enumerate(layers):
            token.check()
            progress(Progress(number, len(layers), layer.name))
            yield from layer_pages(model, layer)
        return
    for number, (layer, patches) in enumerate(patches_by_layer(found, model.layers, layers, token=token)):
        token.check()
        progress(Progress(number, len(layers), layer.name))
        yield from layer_pages(model, layer, found, patches)


def layer_pages(
    model: LoadedModel, layer: Layer, found: StrongestUnits | None = None, patches: Patches | None = None
) -> Iterator[Page]:
    """The kernels of a layer, where it is a convolution, and its strongest photographs, where they are given."""
    # A module that is called twice has one set of kernels, which stand with its last call.
    if layer.name in convolutions(model.module):
        yield from kernel_pages(kernels_of(model.module, layer.name))
    if found is not None and patches is not None:
        yield from strongest_pages(layer, found.layers[layer.name], patches)
