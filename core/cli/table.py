"""Tables for spreadsheets and scripts: CSV by RFC 4180, UTF-8, with no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from core.datasets.formulas import FORMULA_STARTS, defused

__all__ = ["Table", "defused", "defused_path", "keep_line_ends"]


def defused_path(path: Path) -> str:
    """The path as it was given; `./` goes before one that looks like a formula, so that it still names the file."""
    text = str(path)
    return f"./{text}" if text.startswith(FORMULA_STARTS) else text


class Table:
    """Rows of one width, written as they come."""

    def __init__(self, stream: TextIO, columns: Iterable[str]) -> None:
        self._stream = stream
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self.add(columns)

    def add(self, cells: Iterable[str]) -> None:
        """Write one row and let whoever reads see it at once."""
        self._writer.writerow(list(cells))
        self._stream.flush()


def keep_line_ends(stream: TextIO) -> None:
    """Let a text stream write line ends as they are given, also on Windows."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(newline="")
