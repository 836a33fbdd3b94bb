"""Predictions beside labels: from tables, matched by the photographs' names and the classes' names."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from core.datasets.eyes import patient_of
from core.datasets.sources.tables import IMAGE_COLUMNS, LABEL_COLUMNS, MAX_CLASSES, LabelRow, read_rows
from core.errors import DatasetError
from core.evaluation.class_mapping import as_map, as_text, propose

PREDICTED_COLUMNS = ("predicted", "prediction", "predicted_class", "predicted_label")
OTHER_COLUMNS = ("split", "patient", "patient_id", "group", "eye", "fold", "uncertainty", "confidence")
NUMBERED = "probability_"
"""Runs call their columns of probabilities by the number of the class."""
SUM_TOLERANCE = 1e-3
LEFT_OUT = ""
"""In place of a class: photographs of that label take no part."""
FORMULA_MARK = "'"
"""Tables that are safe to open in a spreadsheet put it before a name that looks like a formula."""
_FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True, eq=False)
class PredictionTable:
    """What a model says of photographs, as a table has it.

    `images` are as the table names them; `predicted` holds indices into `class_names`; `probabilities` is (photographs,
    classes) float64, None where the table has none. `labels` are the true classes where the table has them as well.
    """

    images: tuple[str, ...]
    predicted: NDArray[np.int64]
    class_names: tuple[str, ...]
    probabilities: NDArray[np.float64] | None = None
    labels: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Photographs with their label and what was predicted: what an evaluation needs.

    `groups` are the numbers of their patients, all different where none are known. `unlabelled` are predictions without
    a label, `unpredicted` labels without a prediction, by name.
    """

    images: tuple[str, ...]
    labels: NDArray[np.int64]
    predicted: NDArray[np.int64]
    class_names: tuple[str, ...]
    groups: tuple[int, ...]
    probabilities: NDArray[np.float64] | None = None
    unlabelled: tuple[str, ...] = ()
    unpredicted: tuple[str, ...] = ()

    @property
    def are_patients_known(self) -> bool:
        """Whether some photographs belong together."""
        return len(set(self.groups)) < len(self.groups)


class ClassMappingError(DatasetError):
    """Labels that do not name the classes of the model: somebody has to say which means which."""

    def __init__(self, labels: tuple[str, ...], class_names: tuple[str, ...], strange: str) -> None:
        guesses = propose(labels, class_names)
        proposal = as_text(as_map(guesses, class_names))
        hint = "Say which class each label means (--class-map LABEL=CLASS,...)."
        if all(guess.index is not None for guess in guesses):
            hint = f"Perhaps --class-map '{proposal}'? Look it over."
        super().__init__(f"The label '{strange}' is none of the model's classes: {', '.join(class_names)}.", hint)
        self.labels = labels
        self.class_names = class_names


def judged(table: PredictionTable, labels: Sequence[LabelRow], *, class_map: Mapping[str, str] | None = None) -> Judged:
    """The predictions of `table` beside `labels`, in the order of the table.

    A label names its photograph by path, file name or file name without suffix; its class by name, in the words of
    `class_map` (from a label's to a model's) or by number. Raises DatasetError for a name that several photographs
    have, two labels of one photograph, a class that is none of the model's, and where nothing matches.
    """
    classes = class_indices([row.label for row in labels if row.label], table.class_names, class_map or {})
    finder = _Finder(table.images)
    found: dict[int, tuple[int, str]] = {}
    unpredicted = []
    for row in labels:
        if row.label not in classes:
            continue
        place = finder.find(row)
        if place is None:
            unpredicted.append(row.image)
            continue
        label = classes[row.label]
        if found.setdefault(place, (label, row.group))[0] != label:
            raise DatasetError(
                f"'{table.images[place]}' has two labels, '{table.class_names[found[place][0]]}' and "
                f"'{table.class_names[label]}' (line {row.line}).",
                "Keep one of the rows.",
            )
    if not found:
        raise DatasetError(
            "No label belongs to any of the predictions.",
            f"Predictions are of photographs such as '{table.images[0]}', labels of '{labels[0].image}'."
            if table.images and labels
            else "One of the tables is empty.",
        )
    places = sorted(found)
    groups = [found[place][1] or patient_of(PurePosixPath(_posix(table.images[place])).name) for place in places]
    return Judged(
        images=tuple(table.images[place] for place in places),
        labels=np.array([found[place][0] for place in places], np.int64),
        predicted=table.predicted[places],
        class_names=table.class_names,
        groups=_numbered(groups),
        probabilities=None if table.probabilities is None else table.probabilities[places],
        unlabelled=tuple(name for place, name in enumerate(table.images) if place not in found),
        unpredicted=tuple(unpredicted),
    )


def judge_by_itself(table: PredictionTable) -> Judged:
    """The same for a table that holds the labels as well. Raises DatasetError where it does not."""
    if table.labels is None:
        raise DatasetError("The table of predictions has no labels.", "Give a table of labels (--labels).")
    rows = [
        LabelRow(line, image, label, "", "")
        for line, (image, label) in enumerate(zip(table.images, table.labels, strict=True), 2)
    ]
    return judged(table, rows)


def read_labels(path: Path) -> list[LabelRow]:
    """The rows of a table of labels. Raises DatasetError."""
    return read_rows(path)


def read_predictions(path: Path) -> PredictionTable:
    """A table with a column of photographs, and one of predicted classes or one a class of probabilities.

    As `predict` and `train` write them. Raises DatasetError for a table without them and for cells that are no
    probabilities.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [
                row
                for row in csv.DictReader(file)
                if any((cell or "").strip() for cell in row.values() if isinstance(cell, str))
            ]
    except UnicodeDecodeError:
        raise DatasetError(f"'{path.name}' is not a text file in UTF-8.", "Save it as CSV in UTF-8.") from None
    except (OSError, csv.Error) as error:
        raise DatasetError(f"'{path}' cannot be read: {error}.") from error
    if not rows:
        raise DatasetError(f"'{path.name}' holds no prediction.")
    header = [name for name in rows[0] if name]
    image = _column(header, IMAGE_COLUMNS)
    if image is None:
        raise DatasetError(f"'{path.name}' has no column of photographs.", f"Its columns are {', '.join(header)}.")
    predicted, label = _column(header, PREDICTED_COLUMNS), _column(header, LABEL_COLUMNS)
    known = {image, predicted, label, *(name for name in header if name.strip().lower() in OTHER_COLUMNS)}
    classes = [name for name in header if name not in known]
    probabilities = _probabilities(rows, classes, path) if len(classes) >= 2 else None
    names = _class_names(classes) if probabilities is not None else ()
    if probabilities is None and predicted is None:
        raise DatasetError(
            f"'{path.name}' has neither a column 'predicted' nor a column of probabilities for each class."
        )
    if probabilities is not None:
        indices = probabilities.argmax(1).astype(np.int64)
    else:
        said = [(row[predicted] or "").strip() for row in rows] if predicted else []
        names = _occurring([*said, *((row[label] or "").strip() for row in rows)] if label else said)
        if len(names) > MAX_CLASSES:
            raise DatasetError(f"'{path.name}' names more than {MAX_CLASSES} classes.", "Number classes from 0 on.")
        indices = _indices(said, names, path)
    return PredictionTable(
        images=tuple(_undefused((row[image] or "").strip()) for row in rows),
        predicted=indices,
        class_names=names,
        probabilities=probabilities,
        labels=tuple((row[label] or "").strip() for row in rows) if label else None,
    )


def _indices(said: Sequence[str], names: Sequence[str], path: Path) -> NDArray[np.int64]:
    places = {name: place for place, name in enumerate(names)}
    found = [places.get(text, places.get(str(_whole(text)), -1)) for text in said]
    if -1 in found:
        raise DatasetError(f"Row {found.index(-1) + 2} of '{path.name}' names no predicted class.")
    return np.array(found, np.int64)


def sums_in_words(probabilities: NDArray[np.float64]) -> str:
    """What to say of probabilities that do not sum to one; empty where all do."""
    sums = probabilities.sum(1)
    off = np.abs(sums - 1) > SUM_TOLERANCE
    if not off.any():
        return ""
    count = int(off.sum())
    return (
        f"The probabilities of {count} photograph{'s' if count > 1 else ''} do not sum to one, but to between "
        f"{sums.min():.3g} and {sums.max():.3g}: they are ranked as given; loss and calibration are left out."
    )


def class_indices(labels: Iterable[str], names: tuple[str, ...], class_map: Mapping[str, str]) -> dict[str, int]:
    """The index of the class that each label names: all by name where that is possible, else all by number.

    `class_map` goes from a label to the name of a class, or to nothing for one that is left out: it has no index.
    Raises ClassMappingError for a label that names none.
    """
    given = [label for label in dict.fromkeys(labels) if class_map.get(label, label) != LEFT_OUT]
    plain = {_plain(name): index for index, name in enumerate(names)}
    mapped = {label: class_map.get(label, label) for label in given}
    by_name = {label: plain.get(_plain(name)) for label, name in mapped.items()}
    if all(index is not None for index in by_name.values()):
        return {label: index for label, index in by_name.items() if index is not None}
    by_number = {label: _whole(name) for label, name in mapped.items()}
    if all(number is not None for number in by_number.values()):
        for label, number in by_number.items():
            if number is None or not 0 <= number < len(names):
                raise DatasetError(f"The label {label} is none of the {len(names)} classes, 0 to {len(names) - 1}.")
        return {label: number for label, number in by_number.items() if number is not None}
    raise ClassMappingError(tuple(given), names, next(label for label, index in by_name.items() if index is None))


def scheme_indices(
    labels: Sequence[str], used: Iterable[str], names: tuple[str, ...], class_map: Mapping[str, str]
) -> dict[str, int]:
    """The same for all `labels` of a scheme; where that fails, for those that some photograph has: `used`.

    Nobody has to say what a label means that occurs nowhere. Raises ClassMappingError with all of them.
    """
    try:
        return class_indices(labels, names, class_map)
    except ClassMappingError as error:
        try:
            return class_indices(used, names, class_map)
        except DatasetError:
            raise error from None


def _probabilities(rows: Sequence[Mapping[str, str]], columns: Sequence[str], path: Path) -> NDArray[np.float64]:
    values = np.empty((len(rows), len(columns)))
    for place, row in enumerate(rows):
        for index, name in enumerate(columns):
            text = (row[name] or "").strip()
            try:
                value = float(text)
            except ValueError:
                value = math.nan
            if not 0 <= value <= 1:
                raise DatasetError(
                    f"Row {place + 2} of '{path.name}' has '{text}' in column '{name}', which is no probability.",
                    "Probabilities run from 0 to 1. Other columns must be called "
                    f"{', '.join(OTHER_COLUMNS)}, or be left out.",
                )
            values[place, index] = value
    return values


def _class_names(columns: Sequence[str]) -> tuple[str, ...]:
    if all(name == f"{NUMBERED}{index}" for index, name in enumerate(columns)):
        return tuple(str(index) for index in range(len(columns)))
    return tuple(_undefused(name) for name in columns)


def _occurring(names: Iterable[str]) -> tuple[str, ...]:
    """The classes that are named, numbers in their order; whole numbers stand for all from 0 on, one too many at most.

    More than MAX_CLASSES are not listed: a single cell may hold a number of billions.
    """
    found = list(dict.fromkeys(name for name in names if name))
    numbers = [_whole(name) for name in found]
    if all(number is not None and number >= 0 for number in numbers):
        last = max((number for number in numbers if number is not None), default=-1)
        return tuple(str(index) for index in range(min(last, MAX_CLASSES) + 1))
    return tuple(sorted(found))


def _column(header: Sequence[str], usual: Sequence[str]) -> str | None:
    plain = {name.strip().lower().replace(" ", "_"): name for name in reversed(header)}
    return next((plain[name] for name in usual if name in plain), None)


def _undefused(text: str) -> str:
    return text[1:] if text.startswith(FORMULA_MARK) and text[1:].startswith(_FORMULA_STARTS) else text


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _whole(text: str) -> int | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() else None


def _numbered(groups: Sequence[str]) -> tuple[int, ...]:
    """A number for each name; every empty one gets its own."""
    numbers: dict[str, int] = {}
    return tuple(numbers.setdefault(name or f"\0{place}", len(numbers)) for place, name in enumerate(groups))


def _posix(name: str) -> str:
    return name.replace("\\", "/")


class _Finder:
    """Finds the prediction that a label is of."""

    def __init__(self, images: Sequence[str]) -> None:
        self._places: dict[str, set[int]] = {}
        for place, image in enumerate(images):
            path = PurePosixPath(_posix(image))
            tails = {"/".join(path.parts[start:]) for start in range(len(path.parts))}
            for key in {text.casefold() for tail in tails for text in (tail, str(PurePosixPath(tail).with_suffix("")))}:
                self._places.setdefault(key, set()).add(place)

    def find(self, row: LabelRow) -> int | None:
        """Its place; None where there is none. Raises DatasetError where there are several."""
        asked = _posix(row.image).removeprefix("./").casefold()
        without_suffix = asked if not PurePosixPath(asked).suffix else asked[: -len(PurePosixPath(asked).suffix)]
        found = self._places.get(asked) or self._places.get(without_suffix) or set()
        if len(found) > 1:
            raise DatasetError(
                f"Line {row.line}: '{row.image}' may be any of {len(found)} photographs.",
                "Write their paths into the table of labels.",
            )
        return next(iter(found), None)
