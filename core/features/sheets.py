"""Contact sheets: kernels and the strongest photographs of a layer as pages, and all of them as an atlas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from core.errors import FunduscopeError
from core.features.kernels import Kernels, order, planes, shades
from core.features.kinds import Order, Scale, View
from core.features.patches import Patches, Place
from core.features.units import NOBODY, Strongest
from core.networks.card import DISCLAIMER
from core.networks.layers import Layer

Pixels = NDArray[np.uint8]

PAGE_PX = (1754, 1240)
"""A4 across at 150 dots an inch: width, height."""
DPI = 150
MARGIN_PX = 60
_HEAD_PX = 84
_TEXT_PX, _SMALL_PX = 26, 16
_PAPER, _INK, _FAINT = (255, 255, 255), (24, 27, 34), (110, 116, 128)
_KERNEL_PX, _GAP_PX = 84, 12
_PATCH_PX = 150


def strongest_pages(layer: Layer, found: Strongest, patches: Patches) -> Iterator[Image.Image]:
    """Pages with the strongest photographs of every channel, a row a channel; dead channels are named as such."""
    counts = found.values.shape
    per_page = (PAGE_PX[1] - MARGIN_PX - _HEAD_PX - MARGIN_PX) // (_PATCH_PX + _GAP_PX)
    shown = min(counts[1], (PAGE_PX[0] - 2 * MARGIN_PX - 150) // (_PATCH_PX + 4))
    for begin in range(0, counts[0], per_page):
        title = f"{layer.name}   {layer.type}, {counts[0]} channels, field of view {_field(layer)}"
        page, draw = _page(title, "The strongest photographs of each channel, the strongest first: what its unit sees.")
        for row, channel in enumerate(range(begin, min(begin + per_page, counts[0]))):
            top = MARGIN_PX + _HEAD_PX + row * (_PATCH_PX + _GAP_PX)
            _channel_row(page, draw, top, channel, layer.name, found, patches, shown)
        yield page


def kernel_pages(kernels: Kernels, *, view: View | None = None, scale: Scale = Scale.COMMON) -> Iterator[Image.Image]:
    """Pages with the kernels of a convolution, the strongest first. Grey (or grey in colour) is nought."""
    view = view or kernels.views()[0]
    tiles = shades(planes(kernels, view), scale)
    across = (PAGE_PX[0] - 2 * MARGIN_PX) // (_KERNEL_PX + _GAP_PX)
    down = (PAGE_PX[1] - 2 * MARGIN_PX - _HEAD_PX) // (_KERNEL_PX + _GAP_PX + _SMALL_PX)
    numbers, dead = order(kernels, Order.NORM), kernels.is_dead
    height, width = kernels.weights.shape[2:]
    what = "mixes channels: no shape to see" if kernels.is_mixing else f"kernels of {height} x {width}"
    for begin in range(0, len(numbers), across * down):
        title = f"{kernels.layer}   {kernels.count} {what}, {kernels.inputs} inputs each"
        page, draw = _page(title, f"Shown: {view.value}; {scale.value} scale; by norm; a dot: dead.")
        for place, channel in enumerate(numbers[begin : begin + across * down]):
            left = MARGIN_PX + (place % across) * (_KERNEL_PX + _GAP_PX)
            top = MARGIN_PX + _HEAD_PX + (place // across) * (_KERNEL_PX + _GAP_PX + _SMALL_PX)
            page.paste(_enlarged(tiles[channel], _KERNEL_PX), (left, top))
            mark = " ·" if dead[channel] else ""
            draw.text((left, top + _KERNEL_PX), f"{channel}{mark}", _FAINT, _font(_SMALL_PX))
        yield page


def write_png(page: Image.Image, path: Path) -> None:
    """Write one page."""
    _replacing(path, lambda part: page.save(part, "PNG", dpi=(DPI, DPI)))


def write_pdf(pages: Iterator[Image.Image], path: Path, *, title: str) -> int:
    """Write pages as one PDF, one after the other; returns how many. Raises FunduscopeError where there is none."""
    first = next(pages, None)
    if first is None:
        raise FunduscopeError("There is no page to write.")
    count = 1

    def counted() -> Iterator[Image.Image]:
        nonlocal count
        for page in pages:
            count += 1
            yield page

    options = {"title": title, "subject": DISCLAIMER, "producer": "Funduscope"}
    _replacing(
        path,
        lambda part: first.save(
            part, "PDF", resolution=DPI, save_all=True, append_images=counted(), quality=90, **options
        ),
    )
    return count


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
    draw.text((MARGIN_PX, top + 46), str(channel), _INK, _font(_TEXT_PX))
    if not (values > 0).any():
        draw.text((MARGIN_PX + 150, top + 56), "never above nought on these photographs", _FAINT, _font(_SMALL_PX))
        return
    draw.text((MARGIN_PX, top + 80), f"up to {values[0]:.3g}", _FAINT, _font(_SMALL_PX))
    for rank in range(shown):
        if found.photographs[channel, rank] == NOBODY:
            break
        left = MARGIN_PX + 150 + rank * (_PATCH_PX + 4)
        pixels = patches.get(Place(layer, channel, rank))
        if pixels is None:
            draw.rectangle((left, top, left + _PATCH_PX, top + _PATCH_PX), outline=_FAINT)
            draw.text((left + 6, top + 40), "gone", _FAINT, _font(_SMALL_PX))
        else:
            page.paste(Image.fromarray(pixels).resize((_PATCH_PX, _PATCH_PX)), (left, top))


def _page(title: str, note: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.new("RGB", PAGE_PX, _PAPER)
    draw = ImageDraw.Draw(page)
    draw.text((MARGIN_PX, MARGIN_PX - 12), title, _INK, _font(_TEXT_PX))
    draw.text((MARGIN_PX, MARGIN_PX + 26), note, _FAINT, _font(_SMALL_PX))
    draw.text((MARGIN_PX, PAGE_PX[1] - 40), f"Funduscope. {DISCLAIMER}.", _FAINT, _font(_SMALL_PX))
    return page, draw


def _enlarged(tile: Pixels, side: int) -> Image.Image:
    picture = Image.fromarray(tile).convert("RGB")
    factor = side / max(picture.size)
    size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    return picture.resize(size, Image.Resampling.NEAREST)


def _field(layer: Layer) -> str:
    return "the whole input" if layer.is_global else " x ".join(str(side) for side in layer.receptive_field)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _replacing(path: Path, write: Callable[[Path], None]) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        write(beside)
        beside.replace(path)
    except OSError as error:
        raise FunduscopeError(f"'{path}' cannot be written: {error.strerror or error}.") from error
    finally:
        beside.unlink(missing_ok=True)
