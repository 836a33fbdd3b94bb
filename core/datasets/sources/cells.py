"""The cells of a table: of a text file with whatever separators and encoding, or of a spreadsheet's sheets."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from core.datasets.formulas import undefused
from core.datasets.sources.opendocument import sheets_of
from core.errors import DatasetError

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
SPREADSHEET_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
MAX_TABLE_BYTES = 256 * 2**20
MAX_UNPACKED_BYTES = 1024 * 2**20
MAX_COLUMNS = 1000
_SEPARATORS = ",;\t|"
_HEADER_LINES = 5
_LIMIT = 2**20
"""The most characters of a cell."""

Rows = list[tuple[int, list[str]]]


def read_cells(table: Path, suits: Callable[[list[str]], bool] = bool) -> tuple[list[str], Rows]:
    """The header of a table, and every row that holds something with its line, as stripped text. Raises DatasetError.

    Text: comma, semicolon, tab or bar separate, whichever the header has most often; UTF-8 or UTF-16 with or without a
    mark, else Windows's Western code page; quotes as spreadsheets write them. Of .xlsx, .xls and .ods files the
    first sheet counts whose header `suits`, else the first that holds anything, and the sheets with the same header
    after it; formulas give what the spreadsheet last computed. Lines before the header that hold one cell, such as a
    title, are passed over, and so are those above one of the first lines that suits.
    """
    if table.suffix.lower() not in SPREADSHEET_SUFFIXES:
        return _tabulated(_text_lines(table), table, suits)
    sheets = [sheet for lines in _spreadsheet(table) if (sheet := _tabulated(lines, table, suits))[0]]
    if not sheets:
        return [], []
    header = next((header for header, _rows in sheets if suits(header)), sheets[0][0])
    return header, [row for other, rows in sheets if other == header for row in rows]


def _tabulated(
    lines: Iterable[tuple[int, list[str]]], table: Path, suits: Callable[[list[str]], bool]
) -> tuple[list[str], Rows]:
    """The header, and the rows below it. One of the first lines that suits is it, whatever stands above."""
    header: list[str] | None = None
    rows: Rows = []
    for line, cells in lines:
        if not any(cells):
            continue
        if header is None:
            header = cells
            continue
        if not rows and sum(map(bool, header)) == 1 < sum(map(bool, cells)):
            header = cells  # what came before was a title
            continue
        if len(rows) < _HEADER_LINES and not suits(header) and _are_names(cells) and suits(cells):
            header, rows = cells, []  # groups of columns stand above their names
            continue
        named = next((at for at in range(len(header), 0, -1) if header[at - 1]), 0)
        if len(cells) < named:
            raise DatasetError(
                f"Line {line} of '{table.name}' has fewer cells than the header: {len(cells)} of {named}."
            )
        rows.append((line, cells + [""] * (len(header) - len(cells))))
    return header or [], rows


def _are_names(cells: list[str]) -> bool:
    return not any(sign.isdigit() for cell in cells for sign in cell)


def _text_lines(table: Path) -> Iterable[tuple[int, list[str]]]:
    text = _text(table)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), skipinitialspace=True)
    csv.field_size_limit(_LIMIT)
    try:
        for cells in reader:
            yield reader.line_num, [_plain(cell.strip()) for cell in cells]
    except csv.Error as error:
        raise DatasetError(f"Line {reader.line_num} of '{table.name}' cannot be read: {error}.") from error


def _plain(cell: str) -> str:
    """A cell without what keeps a spreadsheet from changing it: `="007"`, `'=name` (`core.datasets.formulas`)."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > len('=""'):
        return cell[2:-1].replace('""', '"')
    return undefused(cell)


def _text(table: Path) -> str:
    data = _bytes(table)
    if data[:4] == _OLD_EXCEL:
        raise DatasetError(f"'{table.name}' is an old Excel file, not a text file.", "Name it .xls.")
    if data[:2] == b"PK":
        suffix = ".ods" if _is_open_document(data) else ".xlsx"
        raise DatasetError(f"'{table.name}' is a spreadsheet or an archive, not a text file.", f"Name it {suffix}.")
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DatasetError(f"'{table.name}' is not a text file.", "Save it as CSV in UTF-8.")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    head = data[:400]
    if head[1::2].count(0) > len(head) // 3:  # Western text in UTF-16 has a zero in every other byte
        return ("utf-16-le",)
    if head[::2].count(0) > len(head) // 3:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _separator(text: str) -> str:
    """The separator that the first line with one has most often, outside quotes."""
    for line in text.splitlines()[:20]:
        bare = "".join(line.split('"')[::2])
        best = max(_SEPARATORS, key=bare.count)
        if best in bare:
            return best
    return ","


def _bytes(table: Path) -> bytes:
    try:
        if table.stat().st_size > MAX_TABLE_BYTES:
            raise DatasetError(f"'{table.name}' is too large for a table of labels.")
        return table.read_bytes()
    except OSError as error:
        raise DatasetError(f"'{table}' cannot be read: {error.strerror or error}.") from error


def _spreadsheet(table: Path) -> Iterable[Iterable[tuple[int, list[str]]]]:
    """The lines of each sheet."""
    from openpyxl import load_workbook

    data = _bytes(table)
    if data[:4] == _OLD_EXCEL:
        yield from _old_spreadsheet(data, table)
        return
    if _is_open_document(data):
        yield from _open_document(data, table)
        return
    try:
        _check_unpacked(data, table)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except DatasetError:
        raise
    except Exception as error:
        raise DatasetError(f"'{table.name}' is not a spreadsheet, or it is damaged.", "Save it as CSV.") from error
    try:
        for sheet in book.worksheets:
            yield list(_sheet(sheet))
    except Exception as error:
        raise DatasetError(f"A sheet of '{table.name}' is damaged.", "Save it as CSV.") from error
    finally:
        book.close()


def _is_open_document(data: bytes) -> bool:
    """Whether the archive says at its beginning, as it must, that it is an OpenDocument spreadsheet."""
    return b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in data[:200]


def _open_document(data: bytes, table: Path) -> Iterable[Iterable[tuple[int, list[str]]]]:
    try:
        _check_unpacked(data, table)
        for sheet in sheets_of(data, max_columns=MAX_COLUMNS):
            width = max((len(row) for _line, row in sheet), default=0)
            yield [(line, [_word(cell) for cell in row] + [""] * (width - len(row))) for line, row in sheet]
    except DatasetError:
        raise
    except Exception as error:
        raise DatasetError(
            f"'{table.name}' is protected by a password, or damaged.", "Save it as plain .xlsx or CSV."
        ) from error


def _old_spreadsheet(data: bytes, table: Path) -> Iterable[Iterable[tuple[int, list[str]]]]:
    """The lines of each sheet of an .xls file; what is protected by a password looks like one."""
    import xlrd  # type: ignore[import-untyped]

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
        for sheet in book.sheets():
            rows = [[_old_word(cell, book.datemode) for cell in sheet.row(at)] for at in range(sheet.nrows)]
            yield [(at, row) for at, row in enumerate(rows, start=1) if any(row)]
    except Exception as error:
        raise DatasetError(
            f"'{table.name}' is protected by a password, or damaged.", "Save it as plain .xlsx or CSV."
        ) from error


def _old_word(cell: object, datemode: int) -> str:
    """A cell of an .xls file as one would type it."""
    import xlrd

    kind, value = cell.ctype, cell.value  # type: ignore[attr-defined]
    if kind == xlrd.XL_CELL_DATE:
        return _word(xlrd.xldate.xldate_as_datetime(value, datemode))
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    return _word(bool(value) if kind == xlrd.XL_CELL_BOOLEAN else value)


def _sheet(sheet: Any) -> Iterable[tuple[int, list[str]]]:
    width = 0
    for line, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1):
        words = [_word(cell) for cell in cells]
        while words and not words[-1]:
            words.pop()
        if words:
            width = max(width, len(words))  # empty cells at the end of a row are there, though not stored
            yield line, words + [""] * (width - len(words))


def _check_unpacked(data: bytes, table: Path) -> None:
    """Raise DatasetError for an archive that grows beyond what a table of labels may have."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise DatasetError(f"'{table.name}' is too large for a table of labels.")


def _word(cell: object) -> str:
    """A cell as one would type it: whole numbers without a point, days as 2024-02-29."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):  # and times, which are days too
        return cell.isoformat().removesuffix("T00:00:00")
    return str(cell).strip()
