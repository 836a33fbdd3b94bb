"""What a report says, whatever it is written as: sections of paragraphs, tables, plots and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from core.drawing.shapes import Drawing

DISCLAIMER = "Not for clinical use"


class Tone(StrEnum):
    """How something is said; the value is its class in the style sheet."""

    PLAIN = "plain"
    SOFT = "soft"
    WARNING = "warning"
    GOOD = "good"
    BAD = "bad"


class PictureKind(StrEnum):
    """How a picture is coded; the value is the end of its media type."""

    PNG = "png"
    JPEG = "jpeg"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is said first, in bold."""

    text: str
    lead: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points below one another, under a title of their own; a warning is set in a box."""

    items: tuple[str, ...]
    title: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, as names and values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it says, what it says softly behind that, and how strongly it is shaded, from 0 to 1.

    `tone` GOOD and BAD give the shade its colour.
    """

    text: str
    soft: str = ""
    shade: float = 0.0
    tone: Tone = Tone.PLAIN
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; numbers stand to the right, the first `word_columns` columns are words."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    word_columns: int = 1


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with what is to be said of it."""

    drawing: Drawing
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Plots:
    """Plots beside one another, as many as there is room for."""

    plots: tuple[Plot, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as coded bytes, its size in pixels, and what is to be said of it."""

    data: bytes
    kind: PictureKind
    size: tuple[int, int]
    caption: str = ""
    is_pixels: bool = False


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures beside one another in `columns` of one width."""

    pictures: tuple[Picture, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Case:
    """One photograph in a list of them: its pictures in a row, a title, and how it came out."""

    title: str
    pictures: tuple[Picture, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Cases:
    """Photographs beside one another, each with its pictures."""

    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class ColourBar:
    """The colours of a map from its low end to its high one, and the raw values there."""

    stops: tuple[tuple[int, int, int], ...]
    low: str
    high: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the colours of outlines or of a bar mean."""

    entries: tuple[tuple[tuple[int, int, int], str], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text as it stands in a file."""

    text: str


Content = Paragraph | Heading | Bullets | Facts | Table | Plots | Pictures | Cases | ColourBar | Legend | Code


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under its heading."""

    title: str
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report. `summary` stands below the title, `caution` behind "Not for clinical use", `origin` at the end."""

    title: str
    summary: str
    caution: str
    sections: tuple[Section, ...]
    origin: tuple[tuple[str, str], ...] = ()
    lead: tuple[Content, ...] = field(default=())

    @property
    def is_long(self) -> bool:
        """Whether a list of the sections helps."""
        return len(self.sections) > 3


def row(*cells: Cell | str) -> tuple[Cell, ...]:
    """Cells of a row; plain texts become cells."""
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)


def rows(lines: Sequence[Sequence[Cell | str]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells."""
    return tuple(row(*line) for line in lines)
