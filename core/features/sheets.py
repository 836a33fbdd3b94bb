"""Contact sheets: kernels and the strongest photographs of a layer as pages, and all of them as an atlas."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageDraw

from core.features.kernels import Kernels, convolutions, kernels_of, order, planes, shades
from core.features.kinds import Order, Scale, View
from core.features.pages import (
    FAINT,
    HEAD_PX,
    INK,
    MARGIN_PX,
    PAGE_PX,
    SMALL_PX,
    TEXT_PX,
    enlarged,
    font,
    new_page,
)
from core.features.patches import Patches, Place, cut_patches
from core.features.strongest import StrongestUnits
from core.features.units import NOBODY, Strongest
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.layers import Layer
from core.networks.loaded import LoadedModel

_KERNEL_PX, _GAP_PX = 84, 12
_PATCH_PX = 150


def strongest_pages(layer: Layer, found: Strongest, patches: Patches) -> Iterator[Image.Image]:
    """Pages with the strongest photographs of every channel, a row a channel; dead channels are named as such."""
    counts = found.values.shape
    per_page = (PAGE_PX[1] - MARGIN_PX - HEAD_PX - MARGIN_PX) // (_PATCH_PX + _GAP_PX)
    shown = min(counts[1], (PAGE_PX[0] - 2 * MARGIN_PX - 150) // (_PATCH_PX + 4))
    for begin in range(0, counts[0], per_page):
        title = f"{layer.name}   {layer.type}, {counts[0]} channels, field of view {_field(layer)}"
        page, draw = new_page(
            title, "The strongest photographs of each channel, the strongest first: what its unit sees."
        )
        for row, channel in enumerate(range(begin, min(begin + per_page, counts[0]))):
            top = MARGIN_PX + HEAD_PX + row * (_PATCH_PX + _GAP_PX)
            _channel_row(page, draw, top, channel, layer.name, found, patches, shown)
        yield page


def kernel_pages(kernels: Kernels, *, view: View | None = None, scale: Scale = Scale.COMMON) -> Iterator[Image.Image]:
    """Pages with the kernels of a convolution, the strongest first. Grey (or grey in colour) is nought."""
    if kernels.is_mixing:
        yield _matrix_page(kernels)
    view = view or kernels.views()[0]
    tiles = shades(planes(kernels, view), scale)
    across = (PAGE_PX[0] - 2 * MARGIN_PX) // (_KERNEL_PX + _GAP_PX)
    down = (PAGE_PX[1] - 2 * MARGIN_PX - HEAD_PX) // (_KERNEL_PX + _GAP_PX + SMALL_PX)
    numbers, dead = order(kernels, Order.NORM), kernels.is_dead
    height, width = kernels.weights.shape[2:]
    what = "mixes channels: no shape to see" if kernels.is_mixing else f"kernels of {height} x {width}"
    for begin in range(0, len(numbers), across * down):
        title = f"{kernels.layer}   {kernels.count} {what}, {kernels.inputs} inputs each"
        page, draw = new_page(title, f"Shown: {view.value}; {scale.value} scale; by norm; a dot: dead.")
        for place, channel in enumerate(numbers[begin : begin + across * down]):
            left = MARGIN_PX + (place % across) * (_KERNEL_PX + _GAP_PX)
            top = MARGIN_PX + HEAD_PX + (place // across) * (_KERNEL_PX + _GAP_PX + SMALL_PX)
            page.paste(enlarged(tiles[channel], _KERNEL_PX), (left, top))
            mark = " ·" if dead[channel] else ""
            draw.text((left, top + _KERNEL_PX), f"{channel}{mark}", FAINT, font(SMALL_PX))
        yield page


def _matrix_page(kernels: Kernels) -> Image.Image:
    """The whole mixing matrix: a row a channel, a column an input."""
    title = f"{kernels.layer}   mixing matrix: {kernels.count} channels from {kernels.inputs} inputs"
    page, _draw = new_page(title, "A row a channel, a column an input; grey is nought, white the largest weight.")
    room = PAGE_PX[0] - 2 * MARGIN_PX, PAGE_PX[1] - 2 * MARGIN_PX - HEAD_PX
    picture = Image.fromarray(shades(kernels.matrix, Scale.COMMON))
    factor = min(room[0] / picture.width, room[1] / picture.height)
    size = max(1, int(picture.width * factor)), max(1, int(picture.height * factor))
    page.paste(picture.resize(size, Image.Resampling.NEAREST).convert("RGB"), (MARGIN_PX, MARGIN_PX + HEAD_PX))
    return page


def _channel_row(
    page: Image.Image,
    draw: ImageDraw.ImageDraw,
    top: int,
    channel: int,
    layer: str,
    found: Strongest,
    patches: Patches,
    shown: int,
) -> None:
    values = found.values[channel]
    draw.text((MARGIN_PX, top + 46), str(channel), INK, font(TEXT_PX))
    if not (values > 0).any():
        draw.text((MARGIN_PX + 150, top + 56), "never above nought on these photographs", FAINT, font(SMALL_PX))
        return
    draw.text((MARGIN_PX, top + 80), f"up to {values[0]:.3g}", FAINT, font(SMALL_PX))
    for rank in range(shown):
        if found.photographs[channel, rank] == NOBODY:
            break
        left = MARGIN_PX + 150 + rank * (_PATCH_PX + 4)
        pixels = patches.get(Place(layer, channel, rank))
        if pixels is None:
            draw.rectangle((left, top, left + _PATCH_PX, top + _PATCH_PX), outline=FAINT)
            draw.text((left + 6, top + 40), "gone", FAINT, font(SMALL_PX))
        else:
            page.paste(Image.fromarray(pixels).resize((_PATCH_PX, _PATCH_PX)), (left, top))


def _field(layer: Layer) -> str:
    return "the whole input" if layer.is_global else " x ".join(str(side) for side in layer.receptive_field)


def atlas_pages(
    model: LoadedModel,
    found: StrongestUnits | None = None,
    *,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Iterator[Image.Image]:
    """The kernels of every convolution and, where they were looked for, the strongest photographs, layer by layer.

    Raises Cancelled once the token says so.
    """
    token, known = token or CancelToken(), convolutions(model.module)
    for number, layer in enumerate(model.layers):
        token.check()
        progress(Progress(number, len(model.layers), layer.name))
        if layer.name in known:
            yield from kernel_pages(kernels_of(model.module, layer.module_name))
        if found is not None and layer.name in found.layers:
            units = found.layers[layer.name]
            places = [
                Place(layer.name, int(channel), int(rank))
                for channel, rank in zip(*(units.values > 0).nonzero(), strict=True)
            ]
            yield from strongest_pages(layer, units, cut_patches(found, model.layers, places, token=token))
