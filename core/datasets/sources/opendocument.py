"""The sheets of OpenDocument spreadsheets (.ods), as LibreOffice writes them: OpenDocument 1.3, part 3, section 9."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

MAX_ROWS = 2**20
_CONTENT = "content.xml"
_TABLE, _OFFICE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "office", "text")
)
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def sheets_of(data: bytes, *, max_columns: int) -> Iterator[list[tuple[int, list[object]]]]:
    """The rows of each sheet that hold something, with their number from 1 on.

    Numbers are floats, days text as 2024-02-29, what is true or false bool; all else is the text that is shown. Nothing
    is computed. Raises whatever the archive or its content gives where they are damaged or protected by a password.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_CONTENT) as content:
        for _event, element in ElementTree.iterparse(content):  # noqa: S314 - expat bounds what entities grow to
            if element.tag == f"{_TABLE}table":
                yield list(_rows(element, max_columns))
                element.clear()


def _rows(table: ElementTree.Element, max_columns: int) -> Iterator[tuple[int, list[object]]]:
    line = 1
    for row in table.iter(f"{_TABLE}table-row"):
        cells = list(_cells(row, max_columns))
        while cells and cells[-1] is None:
            cells.pop()
        repeated = _repeated(row, "number-rows-repeated")
        if cells:
            for number in range(line, min(line + repeated, MAX_ROWS + 1)):
                yield number, cells
        line += repeated


def _cells(row: ElementTree.Element, max_columns: int) -> Iterable[object]:
    cells: list[object] = []
    for cell in row:
        if cell.tag in _CELLS and len(cells) < max_columns:
            cells += [_value(cell)] * min(_repeated(cell, "number-columns-repeated"), max_columns - len(cells))
    return cells


def _value(cell: ElementTree.Element) -> object:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        return float(cell.get(f"{_OFFICE}value", ""))
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    text = "\n".join("".join(paragraph.itertext()) for paragraph in cell.findall(f"{_TEXT}p"))
    return text or None


def _repeated(element: ElementTree.Element, name: str) -> int:
    return max(int(element.get(f"{_TABLE}{name}", "1")), 1)
