"""Pages on which pictures stand, and the files they are written to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from core.errors import FunduscopeError
from core.networks.card import DISCLAIMER

Pixels = NDArray[np.uint8]

PAGE_PX = (1754, 1240)
"""A4 across at 150 dots an inch: width, height."""
DPI = 150
MARGIN_PX = 60
HEAD_PX = 84
TEXT_PX, SMALL_PX = 26, 16
PAPER, INK, FAINT = (255, 255, 255), (24, 27, 34), (110, 116, 128)


def new_page(title: str, note: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty page with a heading, a line under it, and what must stand on every page."""
    page = Image.new("RGB", PAGE_PX, PAPER)
    draw = ImageDraw.Draw(page)
    draw.text((MARGIN_PX, MARGIN_PX - 12), title, INK, font(TEXT_PX))
    draw.text((MARGIN_PX, MARGIN_PX + 26), note, FAINT, font(SMALL_PX))
    draw.text((MARGIN_PX, PAGE_PX[1] - 40), f"Funduscope. {DISCLAIMER}.", FAINT, font(SMALL_PX))
    return page, draw


def enlarged(tile: Pixels, side: int) -> Image.Image:
    """A small picture with its larger side `side` pixels long; its cells stay squares."""
    picture = Image.fromarray(tile).convert("RGB")
    factor = side / max(picture.size)
    size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    return picture.resize(size, Image.Resampling.NEAREST)


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own font, so that pages look the same everywhere."""
    return ImageFont.load_default(size)


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


def _replacing(path: Path, write: Callable[[Path], None]) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        write(beside)
        beside.replace(path)
    except OSError as error:
        raise FunduscopeError(f"'{path}' cannot be written: {error.strerror or error}.") from error
    finally:
        beside.unlink(missing_ok=True)
