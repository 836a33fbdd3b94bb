"""Pages on which pictures and words stand, and the files they are written to.

A page is kept as what stands on it: a PDF gets words that can be searched and lines that stay sharp, and pictures as
they are; a PNG is painted from it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.errors import FunduscopeError
from core.features.lettering import Face, PdfLetters, elided, font, printable, wrapped
from core.features.pdf_file import PdfFile, real
from core.networks.card import DISCLAIMER

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

PAGE_PX = (1754, 1240)
"""A4 across at 150 dots an inch: width, height."""
DPI = 150
MARGIN_PX = 60
HEAD_PX = 84
TEXT_PX, SMALL_PX = 26, 16
LINE = 1.3
"""From line to line, for letters of size 1."""
PAPER, INK, FAINT = (255, 255, 255), (24, 27, 34), (90, 96, 108)
_QUALITY = 92
_POINTS = 72 / DPI


@dataclass(frozen=True, slots=True)
class Text:
    """A line; `left` and `top` are those of its letters."""

    left: float
    top: float
    words: str
    size: int
    colour: Colour
    face: Face


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture in its place: `pixels` uint8 (h, w) or (h, w, 3), or a JPEG as it is packed.

    What is no photograph shows its cells: `is_photograph` is false.
    """

    left: float
    top: float
    width: int
    height: int
    pixels: Pixels | bytes
    is_photograph: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one point to another."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: Colour
    width: float


class Page:
    """What stands on a page, in pixels of `PAGE_PX`; `entry` leads to it in the outline of a PDF (empty: nothing)."""

    def __init__(self, *, entry: str = "") -> None:
        self.entry = entry
        self.texts: list[Text] = []
        self.pictures: list[Picture] = []
        self.lines: list[Line] = []

    def text(
        self,
        left: float,
        top: float,
        words: str,
        *,
        size: int = SMALL_PX,
        colour: Colour = FAINT,
        face: Face = Face.PLAIN,
        width: float | None = None,
    ) -> None:
        """Write a line, cut where it is wider than `width`, or than the page."""
        room = PAGE_PX[0] - MARGIN_PX - left if width is None else width
        self.texts.append(Text(left, top, elided(printable(words), size, room, face), size, colour, face))

    def paragraph(self, left: float, top: float, words: str, *, width: float, most: int, colour: Colour = FAINT) -> int:
        """Write small words in at most `most` lines; gives how many it took."""
        lines = wrapped(printable(words), SMALL_PX, width, most=most)
        for number, line in enumerate(lines):
            self.text(left, top + number * LINE * SMALL_PX, line, colour=colour, width=width + 1)
        return len(lines)

    def picture(
        self, left: float, top: float, size: tuple[int, int], pixels: Pixels | bytes, *, is_photograph: bool
    ) -> None:
        """Put a picture, stretched to the (width, height) `size`."""
        self.pictures.append(Picture(left, top, *size, pixels, is_photograph))

    def line(
        self, start: tuple[float, float], end: tuple[float, float], *, colour: Colour = FAINT, width: float = 1
    ) -> None:
        """Draw a line over the pictures."""
        self.lines.append(Line(start, end, colour, width))

    def frame(self, box: tuple[float, float, float, float], *, colour: Colour = FAINT, width: float = 1) -> None:
        """Draw a box (left, top, right, bottom) over the pictures."""
        left, top, right, bottom = box
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        for start, end in pairwise(corners):
            self.line(start, end, colour=colour, width=width)

    def raster(self) -> Image.Image:
        """The page as a picture of `PAGE_PX`."""
        page = Image.new("RGB", PAGE_PX, PAPER)
        draw = ImageDraw.Draw(page)
        for each in self.pictures:
            picture = Image.fromarray(_pixels(each)).convert("RGB")
            page.paste(
                picture.resize((each.width, each.height), _how(each, picture)), (round(each.left), round(each.top))
            )
        for line in self.lines:
            draw.line((line.start, line.end), line.colour, max(1, round(line.width)))
        for text in self.texts:
            draw.text((text.left, text.top), text.words, text.colour, font(text.size, text.face))
        return page


def new_page(title: str, note: str, *, entry: str = "") -> Page:
    """An empty page with a heading, a line under it, and what must stand on every page."""
    page = Page(entry=entry)
    page.text(MARGIN_PX, MARGIN_PX - 14, title, size=TEXT_PX, colour=INK, face=Face.BOLD)
    page.text(MARGIN_PX, MARGIN_PX + 26, note)
    page.text(MARGIN_PX, PAGE_PX[1] - 40, f"Funduscope. {DISCLAIMER}.")
    return page


def enlarged(tile: Pixels, side: int) -> tuple[int, int]:
    """(width, height) of a small picture with its larger side `side` pixels long."""
    factor = side / max(tile.shape[:2])
    return max(1, round(tile.shape[1] * factor)), max(1, round(tile.shape[0] * factor))


def write_png(page: Page | Image.Image, path: Path) -> None:
    """Write one page, or a picture."""
    picture = page.raster() if isinstance(page, Page) else page
    _replacing(path, lambda part: picture.save(part, "PNG", dpi=(DPI, DPI)))


def write_pdf(pages: Iterator[Page], path: Path, *, title: str) -> int:
    """Write pages as one PDF, each as soon as it is there; returns how many.

    Raises FunduscopeError where there is none.
    """
    first = next(pages, None)
    if first is None:
        raise FunduscopeError("There is no page to write.")
    count = 0

    def write(part: Path) -> None:
        nonlocal count
        with part.open("wb") as file:
            pdf = PdfFile(file)
            letters = {face: PdfLetters(pdf, face) for face in Face}
            page: Page | None = first
            while page is not None:
                _write_page(pdf, letters, page)
                page = next(pages, None)
            for each in letters.values():
                each.finish()
            pdf.finish({"Title": title, "Subject": DISCLAIMER, "Producer": "Funduscope"})
            count = pdf.page_count

    _replacing(path, write)
    return count


def _write_page(pdf: PdfFile, letters: dict[Face, PdfLetters], page: Page) -> None:
    images = [_write_picture(pdf, each) for each in page.pictures]
    drawn = [_placed(each, number) for number, each in enumerate(page.pictures)]
    drawn += [_lined(each) for each in page.lines]
    drawn += [_written(each, letters[each.face], list(Face).index(each.face)) for each in page.texts]
    fonts = b" ".join(b"/F%d %d 0 R" % (place, letters[face].number) for place, face in enumerate(Face))
    named = b" ".join(b"/I%d %d 0 R" % (place, number) for place, number in enumerate(images))
    resources = b"/Font << %b >> /XObject << %b >>" % (fonts, named)
    size = PAGE_PX[0] * _POINTS, PAGE_PX[1] * _POINTS
    pdf.put_page(b"\n".join(drawn), resources, size, entry=page.entry)


def _write_picture(pdf: PdfFile, picture: Picture) -> int:
    """Photographs as JPEG; what shows its cells without loss, its cells large enough that no viewer blurs them."""
    if picture.is_photograph:
        packed = picture.pixels if isinstance(picture.pixels, bytes) else _jpeg(picture.pixels)
        with Image.open(io.BytesIO(packed)) as opened:
            width, height, is_grey = *opened.size, opened.mode == "L"
        space = b"/DeviceGray" if is_grey else b"/DeviceRGB"
        said = b"/ColorSpace %b /Filter /DCTDecode" % space
        return pdf.put_stream(packed, _about(width, height, said), is_packed=True)
    image = Image.fromarray(_pixels(picture))
    if image.width <= picture.width and image.height <= picture.height:
        image = image.resize((picture.width, picture.height), Image.Resampling.NEAREST)
    space = b"/DeviceGray" if image.mode == "L" else b"/DeviceRGB"
    return pdf.put_stream(image.tobytes(), _about(image.width, image.height, b"/ColorSpace %b" % space))


def _about(width: int, height: int, said: bytes) -> bytes:
    return b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 %b" % (width, height, said)


def _placed(picture: Picture, number: int) -> bytes:
    left, bottom = _point(picture.left, picture.top + picture.height)
    size = real(picture.width * _POINTS), real(picture.height * _POINTS)
    return b"q %b 0 0 %b %b %b cm /I%d Do Q" % (*size, left, bottom, number)


def _lined(line: Line) -> bytes:
    said = b" ".join((*_point(*line.start), b"m", *_point(*line.end), b"l S"))
    return b"%b RG %b w 2 J %b" % (_colour(line.colour), real(line.width * _POINTS), said)


def _written(text: Text, letters: PdfLetters, face: int) -> bytes:
    x, y = _point(text.left, text.top + text.size * letters.ascent)
    said = b"/F%d %b Tf %b rg" % (face, real(text.size * _POINTS), _colour(text.colour))
    return b"BT %b %b %b Td <%b> Tj ET" % (said, x, y, letters.coded(text.words))


def _point(x: float, y: float) -> tuple[bytes, bytes]:
    """A point of the page in points from its lower left corner."""
    return real(x * _POINTS), real((PAGE_PX[1] - y) * _POINTS)


def _colour(colour: Colour) -> bytes:
    return b" ".join(real(part / 255) for part in colour)


def _how(picture: Picture, image: Image.Image) -> Image.Resampling:
    if picture.is_photograph:
        return Image.Resampling.BICUBIC
    return Image.Resampling.BOX if image.width > picture.width else Image.Resampling.NEAREST


def _pixels(picture: Picture) -> Pixels:
    if not isinstance(picture.pixels, bytes):
        return np.ascontiguousarray(picture.pixels)
    return np.asarray(Image.open(io.BytesIO(picture.pixels)))


def _jpeg(pixels: Pixels) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _replacing(path: Path, write: Callable[[Path], None]) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        write(beside)
        beside.replace(path)
    except OSError as error:
        raise FunduscopeError(f"'{path}' cannot be written: {error.strerror or error}.") from error
    finally:
        beside.unlink(missing_ok=True)
