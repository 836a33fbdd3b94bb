"""Tables of labels beside a folder of photographs: EyePACS's, APTOS's, IDRiD's, Messidor's, and what people make."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.cells import SPREADSHEET_SUFFIXES, TEXT_SUFFIXES, Rows
from core.datasets.sources.cells import read_cells as read_cells  # for those who read tables by hand
from core.datasets.sources.classfolders import IMAGES_FOLDER
from core.datasets.sources.patients import group_of
from core.errors import DatasetError, did_you_mean
from core.images.reading import SUPPORTED_SUFFIXES, find_photographs, natural_key
from core.jobs import CancelToken
from core.jsontext import parse_json

TABLE_SUFFIXES = (*TEXT_SUFFIXES, *SPREADSHEET_SUFFIXES)
TRUTH_FILE = "truth.json"
MAX_CLASSES = 1000
_SHOWN_ROWS = 5

IMAGE_COLUMNS = (
    *("image", "image_name", "image_id", "image_file", "image_path", "img", "filename", "file_name", "file", "path"),
    *("photograph", "photo", "picture", "id_code", "id", "name", "bild", "bildname", "datei", "dateiname"),
    *("imagen", "archivo", "immagine", "fichier"),
)
LABEL_COLUMNS = (
    *("label", "labels", "level", "grade", "retinopathy_grade", "dr_grade", "dr_level", "adjudicated_dr_grade"),
    *("diagnosis", "dr_severity", "severity", "retinopathy", "icdr", "class", "class_name", "target"),
    *("diagnose", "stadium", "grad", "klasse", "diagnóstico", "diagnostico", "grado", "clase", "diagnosi", "classe"),
)
_IMAGE_WORDS = frozenset({"image", "img", "filename", "file", "photograph", "photo", "picture"})
_LABEL_WORDS = frozenset({"grade", "level", "label", "diagnosis", "class", "stage", "severity"})
"""What the one column is called by that is meant, where none has a usual name: `icdr_grade`, `Fundus image`."""

GROUP_COLUMNS = ("patient", "patient_id", "group", "subject", "subject_id")
NAME_COLUMN = "class"
"""Where labels are numbers, this column, if there is one, holds the names of their classes."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of a table's columns; empty: the first of the usual names that is there."""

    image: str = ""
    label: str = ""
    group: str = ""


class UnknownColumnsError(DatasetError):
    """A table none of whose columns is known to hold the photographs, or the labels: somebody has to say which does.

    `first` are some of its rows under the `header`.
    """

    def __init__(self, message: str, hint: str, header: Sequence[str], first: Sequence[Sequence[str]]) -> None:
        super().__init__(message, hint)
        self.header, self.first = tuple(header), tuple(tuple(row) for row in first)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Errors travel between processes."""
        return type(self), (self.message, self.hint, self.header, self.first)


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A row of a table of labels: its cells as text, stripped; empty where there is no such column."""

    line: int
    image: str
    label: str
    group: str
    class_name: str


def read_table(
    table: Path,
    folder: Path,
    *,
    class_names: Sequence[str] = (),
    columns: Columns = Columns(),
    keeps_contradictions: bool = False,
    token: CancelToken | None = None,
) -> LabelledPhotographs:
    """The photographs below `folder`, or below its folder `images` if it has one, that rows of `table` name.

    `core.datasets.sources.cells` says what tables are read. A row names a photograph by its path from `folder`, its
    file name, or its file name without suffix or with another one; case counts only where it must. Labels are whole
    numbers from 0 on, or names of classes; names of the grades of retinopathy stand in their order, others in natural
    order. "NA", "NaN", "?" and their like are no label. What finds no counterpart is listed in the result. Raises
    UnknownColumnsError for a table without the columns, DatasetError for a label that is neither, a name that several
    photographs have, and a photograph with two labels; with `keeps_contradictions` such a name is listed instead, and
    of such a photograph there is a sample for each label.
    """
    names = tuple(class_names) or _names_from_truth(table.parent)
    rows = [without_blank(row, names) for row in read_rows(table, columns)]
    rows, ungradable = _without_ungradable(rows, names)
    labelled, notes = _labelled(rows, names, table)
    images = folder / IMAGES_FOLDER
    files = list(find_photographs(images if images.is_dir() else folder, token=token))
    finder = PhotographFinder(folder, files)
    samples: dict[tuple[Path, int], Sample] = {}
    said: dict[Path, int] = {}
    lost: list[str] = [
        f"line {row.line}: '{row.image}' has no label" + (f": {ungradable[row.line]}" if row.line in ungradable else "")
        for row in rows
        if not row.label
    ]
    for row, label in labelled.rows:
        try:
            path = finder.find(row, table)
        except AmbiguousNameError as error:
            if not keeps_contradictions:
                raise
            lost.append(f"line {row.line}: {error.message}")
            continue
        if path is None:
            named = f"'{row.image}' is not in the folder" if row.image else "no photograph is named"
            lost.append(f"line {row.line}: {named}")
            continue
        name = path.relative_to(folder).as_posix()
        if said.setdefault(path, label) != label and not keeps_contradictions:
            raise DatasetError(
                f"'{table.name}' gives '{name}' two labels, {said[path]} and {label} (line {row.line}).",
                "Keep one of the rows.",
            )
        stated = name if said[path] == label else f"{name} (line {row.line})"
        samples.setdefault((path, label), Sample(path, label, row.group or group_of(path), stated))
    in_order = sorted(samples.values(), key=lambda sample: natural_key(sample.name))
    unlabelled = tuple(path.relative_to(folder).as_posix() for path in files if path not in said)
    return LabelledPhotographs(tuple(in_order), labelled.class_names, unlabelled, tuple(lost), notes)


def read_rows(table: Path, columns: Columns = Columns()) -> list[LabelRow]:
    """The rows of a table of labels, as text. Raises DatasetError for one that cannot be read or lacks the columns."""
    header, cells_by_line = read_cells(table, lambda header: are_known(header, columns))
    if not header:
        raise DatasetError(f"'{table.name}' is empty.", "Save it anew, or choose another table.")
    image = _column(header, columns.image, IMAGE_COLUMNS, table)
    label = _column(header, columns.label, LABEL_COLUMNS, table)
    if image is None or label is None:
        raise _unknown(table, header, cells_by_line, "photographs" if image is None else "labels")
    group = _column(header, columns.group, GROUP_COLUMNS, table)
    named = _first(header, (NAME_COLUMN,))
    rows = []
    for line, cells in cells_by_line:
        picked = ["" if index is None else cells[index] for index in (image, label, group, named)]
        rows.append(LabelRow(line, *picked))
    if not rows:
        raise DatasetError(f"'{table.name}' holds no row.")
    return rows


def are_known(header: Sequence[str], columns: Columns = Columns()) -> bool:
    """Whether the columns of the photographs and of the labels are among these."""
    return None not in (
        known_column(header, (columns.image,) if columns.image else IMAGE_COLUMNS),
        known_column(header, (columns.label,) if columns.label else LABEL_COLUMNS),
    )


def known_column(header: Sequence[str], names: Sequence[str]) -> int | None:
    """The column that has the first of these names that any has; of the usual names also the one that is like them."""
    index = _first(header, names)
    words = {IMAGE_COLUMNS: _IMAGE_WORDS, LABEL_COLUMNS: _LABEL_WORDS}.get(tuple(names), frozenset())
    if index is not None or not words:
        return index
    alike = [at for at, name in enumerate(header) if words & {word.lower() for word in re.findall(r"[^\W_]+", name)}]
    return alike[0] if len(alike) == 1 else None


def _column(header: Sequence[str], asked: str, usual: Sequence[str], table: Path) -> int | None:
    if not asked:
        return known_column(header, usual)
    index = _first(header, (asked,))
    if index is None:
        raise DatasetError(f"'{table.name}' has no column '{asked}'.", did_you_mean(asked, header))
    return index


def _unknown(table: Path, header: Sequence[str], rows: Rows, what: str) -> UnknownColumnsError:
    has_no_header = any(Path(cell).suffix.lower() in SUPPORTED_SUFFIXES for cell in header)
    hint = (
        "Its first line is a row already: write one above it that names the columns, such as image,label."
        if has_no_header
        else f"Its columns are {', '.join(header) or 'none'}; name the one that does."
    )
    return UnknownColumnsError(
        f"'{table.name}' has no column that is known to hold the {what}.",
        hint,
        () if has_no_header else header,
        [cells for _line, cells in rows[:_SHOWN_ROWS]],
    )


def _first(header: Sequence[str], names: Iterable[str]) -> int | None:
    """The column that has the first of these names that any has. Raises DatasetError where two have it."""
    plain = [_plain(cell) for cell in header]
    for name in map(_plain, names):
        if plain.count(name) > 1:
            column = header[plain.index(name)]
            raise DatasetError(f"The table has two columns '{column}'.", "Rename one of them, or take it out.")
        if name in plain:
            return plain.index(name)
    return None


def _plain(name: str) -> str:
    """A column's name without what people write differently: `Image ID`, `image-id` and `imageId` are one."""
    return re.sub(r"[\W_]+", "", name).lower()


@dataclass(frozen=True, slots=True)
class _Labelled:
    rows: tuple[tuple[LabelRow, int], ...]
    class_names: tuple[str, ...]


_BLANKS = frozenset({"na", "n/a", "#n/a", "nan", "null", "?", "-", "--", "."})
"""What programs and people write where they know nothing."""


_UNGRADABLE = frozenset({"ungradable", "ungradeable", "not gradable", "not graded", "unknown", "nicht beurteilbar"})


def _without_ungradable(rows: list[LabelRow], names: Sequence[str]) -> tuple[list[LabelRow], dict[int, str]]:
    """The rows; where the others are grades, those called ungradable have no label. And what these said, by line."""
    said = {row.line: row.label for row in rows if row.label.casefold() in _UNGRADABLE and row.label not in names}
    others = {row.label for row in rows if row.label and row.line not in said}
    if not others or not all(whole_number(label) is not None or grade_of(label) is not None for label in others):
        return rows, {}
    return [replace(row, label="") if row.line in said else row for row in rows], said


def without_blank(row: LabelRow, names: Sequence[str]) -> LabelRow:
    """The row; without its label where that says that nothing is known, and no class of `names` is called so."""
    is_blank = row.label.casefold() in _BLANKS and row.label not in names
    return replace(row, label="") if is_blank else row


def _labelled(rows: list[LabelRow], names: tuple[str, ...], table: Path) -> tuple[_Labelled, tuple[str, ...]]:
    """Every row that has a label with the index of its class."""
    given = [row for row in rows if row.label]
    numbers = [whole_number(row.label) for row in given]
    are_numbers = all(number is not None for number in numbers)
    if names and not (are_numbers and not {row.label for row in given} <= set(names)):
        labels = [_index(row, row.label, names, table) for row in given]
        return _Labelled(tuple(zip(given, labels, strict=True)), names), ()
    if not are_numbers:
        _refuse_fractions(given, table)
        given = [replace(row, label=name) for row, name in zip(given, _of_one_spelling(given), strict=True)]
        found = in_order({row.label for row in given})
        if len(found) > MAX_CLASSES:
            raise DatasetError(f"'{table.name}' names {len(found)} classes.", "Choose another column for the labels.")
        labels = [found.index(row.label) for row in given]
        return _Labelled(tuple(zip(given, labels, strict=True)), found), ()
    indices = [number for number in numbers if number is not None]
    _check_numbers(given, indices, len(names) or MAX_CLASSES, table)
    numbered = tuple(zip(given, indices, strict=True))
    full = names or _names_of_numbers(numbered)
    empty = [name for index, name in enumerate(full) if index not in set(indices)]
    return _Labelled(numbered, full), tuple(f"No row has the class '{name}'." for name in empty)


def _of_one_spelling(rows: Sequence[LabelRow]) -> list[str]:
    """The labels; those that differ in case and spaces alone are one, as it is written most often, or first."""
    keys = [" ".join(row.label.casefold().split()) for row in rows]
    spellings: dict[str, Counter[str]] = {}
    for key, row in zip(keys, rows, strict=True):
        spellings.setdefault(key, Counter())[row.label] += 1
    usual = {key: counter.most_common(1)[0][0] for key, counter in spellings.items()}
    return [usual[key] for key in keys]


def _refuse_fractions(rows: Sequence[LabelRow], table: Path) -> None:
    """Raise DatasetError where all labels are numbers, and one of them is not whole."""
    broken = next((row for row in rows if whole_number(row.label) is None), None)
    if broken is not None and all(_is_number(row.label) for row in rows):
        raise DatasetError(
            f"Line {broken.line} of '{table.name}' has label {broken.label}, which is not a whole number.",
            "Labels are classes: whole numbers from 0 on, or names. Choose another column, or round them.",
        )


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


_GRADES = (
    frozenset({"no", "none", "normal", "healthy", "noapparent", "absent"}),
    frozenset({"mild"}),
    frozenset({"moderate"}),
    frozenset({"severe"}),
    frozenset({"proliferative", "p"}),
)
"""Names of the grades of retinopathy, without the words for the disease itself."""
_DISEASE = re.compile(r"diabetic|retinopathy|dr$|dr(?=\W|_)|grade", re.IGNORECASE)


def in_order(names: Collection[str]) -> tuple[str, ...]:
    """Names of grades by their severity where all are, else names in natural order."""
    grades = {name: grade_of(name) for name in names}
    if None in grades.values() or len(set(grades.values())) < len(names):
        return tuple(sorted(names, key=natural_key))
    return tuple(sorted(names, key=lambda name: grades[name] or 0))


def grade_of(name: str) -> int | None:
    """The ICDR grade that a name stands for: "Moderate NPDR", "no apparent retinopathy", "PDR", "2 - moderate"."""
    bare = re.sub(r"[\W_\d]+", "", _DISEASE.sub(" ", name)).lower()
    bare = re.sub(r"non?p(roliferative)?$|^non?p(roliferative)?", "", bare).removesuffix("np").removeprefix("np")
    return next((grade for grade, words in enumerate(_GRADES) if bare in words), None)


def _check_numbers(rows: list[LabelRow], numbers: list[int], count: int, table: Path) -> None:
    for row, number in zip(rows, numbers, strict=True):
        if not 0 <= number < count:
            raise DatasetError(
                f"Line {row.line} of '{table.name}' has label {row.label}; labels run from 0 to {count - 1}.",
                "Correct it, or choose another column.",
            )


def _names_of_numbers(rows: Sequence[tuple[LabelRow, int]]) -> tuple[str, ...]:
    """The names that stand in the column of names, else the numbers as text."""
    names: dict[int, str] = {}
    for row, number in rows:
        if row.class_name and names.setdefault(number, row.class_name) != row.class_name:
            names[number] = ""
    full = [names.get(index) or str(index) for index in range(max((number for _, number in rows), default=-1) + 1)]
    return tuple(full) if len(set(full)) == len(full) else tuple(str(index) for index in range(len(full)))


def _index(row: LabelRow, label: str, names: tuple[str, ...], table: Path) -> int:
    if label in names:
        return names.index(label)
    number = whole_number(label)
    if number is not None and 0 <= number < len(names):
        return number
    raise DatasetError(
        f"Line {row.line} of '{table.name}' has label '{label}', which is none of the classes {', '.join(names)}.",
        did_you_mean(label, names),
    )


def whole_number(text: str) -> int | None:
    """The whole number that a cell holds, also as a spreadsheet may have written it: "2.0"."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return int(number) if number.is_integer() else None


def _names_from_truth(folder: Path) -> tuple[str, ...]:
    """The class names that a synthesised data set states of itself; none where it does not."""
    try:
        truth = parse_json((folder / TRUTH_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    names = truth.get("class_names") if isinstance(truth, Mapping) else None
    return tuple(names) if isinstance(names, list) and all(isinstance(name, str) for name in names) else ()


def _folded(text: str) -> str:
    """Names that differ in case, or in how the system writes an accent (in one sign or in two), are one."""
    return unicodedata.normalize("NFC", text).casefold()


class AmbiguousNameError(DatasetError):
    """A row names a photograph by a name that several have."""


class PhotographFinder:
    """Finds the photograph that a row names among the `files` below `folder`.

    A path may begin above `folder`, with the names of the folders that it lies in, or be one of another machine.
    """

    def __init__(self, folder: Path, files: Iterable[Path]) -> None:
        self._above = tuple(part.casefold() for part in Path(os.path.abspath(folder)).parts)  # noqa: PTH100
        self._by_key: dict[str, set[Path]] = {}
        for path in files:
            relative = PurePosixPath(path.relative_to(folder).as_posix())
            whole = {str(relative), path.name, path.stem, str(relative.with_suffix(""))}
            for key in whole | {_folded(text) for text in whole}:
                self._by_key.setdefault(key, set()).add(path)

    def find(self, row: LabelRow, table: Path) -> Path | None:
        """The photograph, None where there is none. Raises AmbiguousNameError where there are several."""
        asked = row.image.replace("\\", "/").removeprefix("./")
        parts = asked.split("/")
        is_elsewhere = not parts[0] or parts[0] == ".." or parts[0].endswith(":")
        for at in range(len(parts)):
            lies_above = tuple(part.casefold() for part in parts[:at]) == self._above[len(self._above) - at :]
            if at == 0 or is_elsewhere or lies_above:
                found = self._called("/".join(parts[at:]), row, table)
                if found is not None:
                    return found
        return None

    def _called(self, asked: str, row: LabelRow, table: Path) -> Path | None:
        bare, dot, suffix = asked.rpartition(".")
        others = (bare, _folded(bare)) if f"{dot}{suffix}".lower() in SUPPORTED_SUFFIXES else ()
        for key in (asked, _folded(asked), *others):
            found = self._by_key.get(key, set())
            if len(found) > 1:
                counted = Counter(path.parent.name for path in found)
                raise AmbiguousNameError(
                    f"Line {row.line} of '{table.name}' names '{row.image}', which {len(found)} photographs are called "
                    f"(in {', '.join(sorted(counted))}).",
                    "Write their paths from the data set's folder into the table.",
                )
            if found:
                return next(iter(found))
        return None
