"""What the photographs of a project are in words: names of classes and columns, texts of cells, tooltips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.datasets.audit.findings import TITLES, Kind
from core.datasets.catalogue.filters import Column, FactColumn, Key, Value
from core.synthesis.codes import name_of
from desktop.translation import mark, tr, tr_as

if TYPE_CHECKING:
    from core.datasets.catalogue.browsing import Row

NOT_KNOWN = mark("not known")
_NOTHING = {
    Column.READER: mark("nobody"),
    Column.MARKED: mark("nothing marked"),
    Column.MASK: mark("no mask"),
    Column.FINDING: mark("nothing found"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What classes are called: those of the labels and those of the model."""

    labels: tuple[str, ...] = ()
    predictions: tuple[str, ...] = ()

    def label(self, index: int | None) -> str:
        """The name of a label."""
        return _name(self.labels, index)

    def prediction(self, index: int | None) -> str:
        """The name of a prediction."""
        return _name(self.predictions, index)


def _name(names: Sequence[str], index: int | None) -> str:
    if index is None:
        return ""
    return names[index] if index < len(names) else str(index)


NUMBERS = frozenset(
    {Column.CONFIDENCE, Column.UNCERTAINTY, Column.WIDTH, Column.HEIGHT, Column.COPIES, Column.FOLD, Column.SPACING}
)


def title_of(key: Key) -> str:
    """What a column is called."""
    match key:
        case Column():
            return tr(key.value)
        case FactColumn(name):
            return name
        case _:
            return str(key)


def cell_text(row: Row, key: Key, names: Names) -> str:
    """What stands in a cell."""
    match key:
        case FactColumn(name):
            return str(row.facts.get(name, ""))
        case Column.NAME:
            return row.name
        case Column.LABEL:
            return tr("conflict") if row.is_conflict else names.label(row.label)
        case Column.PREDICTED:
            return names.prediction(row.predicted)
        case Column.CONFIDENCE:
            return _share(row.confidence)
        case Column.UNCERTAINTY:
            return _share(row.uncertainty)
        case Column.EYE:
            return _eye(row)
        case Column.ANNOTATION:
            return tr("annotated") if row.is_annotated else ""
        case Column.STATE:
            state = tr(row.state.value)
            return f"{state}: {row.exclusion}" if row.exclusion else state
        case Column.PART if row.fold is not None:
            return tr("fold {fold}", fold=row.fold + 1)
        case Column.PART | Column.AGREEMENT | Column.QUALITY:
            value = getattr(row, key.name.lower())
            return "" if value is None else tr(str(value))
        case Column.PATIENT | Column.TAKEN | Column.CAMERA:
            value = getattr(row, key.name.lower())
            return "" if value is None else str(value)
        case Column.WIDTH | Column.HEIGHT | Column.COPIES:
            value = getattr(row, key.name.lower())
            return "" if value is None else f"{value:,}"
        case _:
            return ""


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _eye(row: Row) -> str:
    if row.eye is None:
        return ""
    eye = tr_as("eye", row.eye.value)
    return tr("{eye} (guessed)", eye=eye) if row.eye_source == "guessed" else eye


def tooltip(row: Row, names: Names) -> str:
    """Everything about a photograph that a thumbnail has no room for."""
    lines = [row.name, str(row.path)]
    lines += [f"{name}: {text}" for name, text in _described(row, names) if text]
    lines += [row.error] if row.error else []
    return "\n".join(lines)


def _described(row: Row, names: Names) -> tuple[tuple[str, str], ...]:
    said = names.prediction(row.predicted)
    size = f"{row.width} x {row.height}" if row.width is not None else ""
    return (
        (tr("Label"), cell_text(row, Column.LABEL, names)),
        (
            tr("Prediction"),
            tr(
                "{said} {share}, uncertainty {share_2}",
                said=said,
                share=_share(row.confidence),
                share_2=_share(row.uncertainty),
            )
            if said
            else "",
        ),
        (tr("Split"), cell_text(row, Column.PART, names)),
        (tr("Eye"), _eye(row) + (tr(", upside down") if row.is_inverted else "")),
        (tr("Patient"), row.patient),
        (tr("Quality"), tr(row.quality or "")),
        (tr("Size"), size),
        (tr("Taken"), row.taken),
        (tr("Camera"), row.camera),
        (tr("State"), cell_text(row, Column.STATE, names)),
        (tr("Files"), str(row.copies) if row.copies > 1 else ""),
    )


def value_words(key: Key, names: Names) -> Callable[[Value], str]:
    """What the values of a column are called."""

    def say(value: Value) -> str:
        match key, value:
            case Column(), None:
                return tr(_NOTHING.get(key, NOT_KNOWN))
            case _, None:
                return tr(NOT_KNOWN)
            case Column.LABEL, int():
                return names.label(value)
            case Column.PREDICTED, int():
                return names.prediction(value)
            case Column.FOLD, int():
                return str(value + 1)
            case ((Column.MASK | Column.MARKED), str()):
                return _code_words(value)
            case Column.EYE, str():
                return tr_as("eye", str(value))
            case ((Column.AGREEMENT | Column.PART | Column.QUALITY | Column.ANNOTATION | Column.STATE), str()):
                return tr(str(value))
            case Column.FINDING, str():
                return tr(TITLES[Kind(value)]) if value in list(Kind) else value
            case _:
                return str(value)

    return say


def _code_words(code: str) -> str:
    name = name_of(code)
    return name if name == code else f"{code} {tr(name)}"
