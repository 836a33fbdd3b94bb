"""The letters of pages: those that come with the program, so that pages look the same everywhere."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from PIL import ImageFont
from reportlab.pdfbase.ttfonts import TTFontFile

from core.features.pdf_file import PdfFile, real

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


class Face(StrEnum):
    """The faces; the value is the name of the file."""

    PLAIN = "Roboto-Regular.ttf"
    BOLD = "Roboto-Bold.ttf"


@cache
def font(size: int, face: Face = Face.PLAIN) -> ImageFont.FreeTypeFont:
    """The letters for pictures; `size` is that of the em in pixels."""
    return ImageFont.truetype(str(FOLDER / face), size)


def width_of(words: str, size: int, face: Face = Face.PLAIN) -> float:
    """How wide a line is, in the unit of `size`."""
    return float(font(size, face).getlength(printable(words)))


def elided(words: str, size: int, width: float, face: Face = Face.PLAIN) -> str:
    """The words, cut at the end where they are wider than `width`."""
    if width_of(words, size, face) <= width:
        return words
    fits, too_many = 0, len(words)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if width_of(words[:middle].rstrip() + _ELLIPSIS, size, face) <= width:
            fits = middle
        else:
            too_many = middle
    return words[:fits].rstrip() + _ELLIPSIS


def wrapped(words: str, size: int, width: float, *, most: int) -> list[str]:
    """The words in at most `most` lines, of which the last one is cut where there are more."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [elided(line, size, width) for line in lines]


def printable(words: str) -> str:
    """In one line, with a question mark for halves of surrogate pairs, as names of files may have them."""
    return " ".join(words.split()).encode("utf-8", "replace").decode()


class PdfLetters:
    """The letters of one face in one PDF: those that were used are put into the file at its end."""

    def __init__(self, pdf: PdfFile, face: Face) -> None:
        self._pdf = pdf
        self._source = _source(face)
        self._codes: list[int] = []
        self._glyphs = {0: 0}
        """Numbers of glyphs in the file by those in the source; nought is the sign for what is not there."""
        self._known: dict[str, int] = {}
        self.number = pdf.reserve()

    @property
    def ascent(self) -> float:
        """From the top of a line to its ground, for an em of 1."""
        return float(self._source.ascent) / 1000

    def coded(self, words: str) -> bytes:
        """The words as numbers of glyphs, in hexadecimal digits."""
        return b"".join(b"%04X" % self._glyph(sign) for sign in printable(words))

    def _glyph(self, sign: str) -> int:
        found = self._known.get(sign)
        if found is None:
            original = self._source.charToGlyph.get(ord(sign), 0)
            if original and original not in self._glyphs:
                self._glyphs[original] = len(self._glyphs)
                self._codes.append(ord(sign))
            found = self._known[sign] = self._glyphs[original]
        return found

    def finish(self) -> None:
        """Write the font (ISO 32000-1, section 9.7: composite, with the glyphs by their numbers)."""
        source, pdf = self._source, self._pdf
        name = b"FUNDUS+%b" % bytes(source.name)
        subset = source.makeSubset(self._codes)
        file = pdf.put_stream(subset, b"/Length1 %d" % len(subset))
        box = b" ".join(real(side) for side in source.bbox)
        descriptor = pdf.put(
            b"<< /Type /FontDescriptor /FontName /%b /Flags 4 /FontBBox [%b] /ItalicAngle 0 /Ascent %b /Descent %b "
            b"/CapHeight %b /StemV %b /FontFile2 %d 0 R >>"
            % (
                name,
                box,
                real(source.ascent),
                real(source.descent),
                real(source.capHeight),
                real(source.stemV),
                file,
            )
        )
        widths = b" ".join(real(source.charWidths.get(code, source.defaultWidth)) for code in self._codes)
        descendant = pdf.put(
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%b /CIDSystemInfo << /Registry (Adobe) "
            b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R /DW %b /W [1 [%b]] /CIDToGIDMap /Identity >>"
            % (name, descriptor, real(source.defaultWidth), widths)
        )
        meaning = pdf.put_stream(self._meaning())
        pdf.put(
            b"<< /Type /Font /Subtype /Type0 /BaseFont /%b /Encoding /Identity-H /DescendantFonts [%d 0 R] "
            b"/ToUnicode %d 0 R >>" % (name, descendant, meaning),
            number=self.number,
        )

    def _meaning(self) -> bytes:
        """Which letter each glyph is, so that text can be searched for and copied."""
        lines = [
            f"<{number:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
            for number, code in enumerate(self._codes, start=1)
        ]
        blocks = [lines[begin : begin + 100] for begin in range(0, len(lines), 100)]
        told = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n"
            "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            f"{told}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        ).encode()


@cache
def _source(face: Face) -> TTFontFile:
    return TTFontFile(str(FOLDER / face))
