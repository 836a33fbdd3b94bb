"""What the browser can be asked for: conditions on any column, in any order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """What is known of every photograph. The value is what the user reads."""

    NAME = "Name"
    LABEL = "Label"
    PREDICTED = "Prediction"
    AGREEMENT = "Agreement"
    CONFIDENCE = "Confidence"
    UNCERTAINTY = "Uncertainty"
    PART = "Split"
    FOLD = "Fold"
    EYE = "Eye"
    EYE_SOURCE = "Eye known from"
    QUALITY = "Quality"
    ANNOTATION = "Annotation"
    READER = "Annotated by"
    MARKED = "Marked lesion"
    MASK = "Mask"
    FINDING = "Audit finding"
    PATIENT = "Patient"
    TAKEN = "Taken"
    CAMERA = "Camera"
    WIDTH = "Width"
    HEIGHT = "Height"
    SPACING = "Pixel size"
    COPIES = "Copies"
    STATE = "State"
    LENS = "Upside down"
    CONFLICT = "Label conflict"
    EYES_BY_LABEL = "Eyes by label"
    EYES_BY_PREDICTION = "Eyes by prediction"


MANY_VALUED = frozenset({Column.READER, Column.MARKED, Column.MASK, Column.FINDING})
"""Of these a photograph may have several values: it meets a condition by any of them. They sort by all in one text."""


class Agreement(StrEnum):
    """Whether label and prediction are the same class; not known where either is missing."""

    RIGHT = "right"
    WRONG = "wrong"


class PairAgreement(StrEnum):
    """Whether both eyes of a pair have the same class; not known where one has none."""

    SAME = "same"
    DIFFERENT = "different"


class AnnotationState(StrEnum):
    """Whether somebody (or the chosen reader) said something."""

    ANNOTATED = "annotated"
    NONE = "not annotated"


class PhotographState(StrEnum):
    """Whether a photograph can be used."""

    READY = "ready"
    WAITING = "not read yet"
    UNREADABLE = "unreadable"
    MISSING = "file missing"
    EXCLUDED = "excluded"


class Answer(StrEnum):
    """Yes or no."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column that a table brought."""

    name: str


@dataclass(frozen=True, slots=True)
class ProbabilityOf:
    """The probability that the model of the view gives to the class `index`."""

    index: int


@dataclass(frozen=True, slots=True)
class HasMask:
    """Whether a mask of this code lies beside the photograph (an `Answer`)."""

    code: str


@dataclass(frozen=True, slots=True)
class HasFinding:
    """Whether an examination found this kind of thing (an `Answer`)."""

    kind: str


Key = Column | FactColumn | ProbabilityOf | HasMask | HasFinding
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class OneOf:
    """The column has one of these values; None stands for not known."""

    key: Key
    values: frozenset[Value]


@dataclass(frozen=True, slots=True)
class Between:
    """The column is known and lies between two values, both included; None: no limit on that side."""

    key: Key
    low: float | str | None = None
    high: float | str | None = None


@dataclass(frozen=True, slots=True)
class HasText:
    """Every word of `text` occurs, without case, in path, camera, patient, notes or a table's columns."""

    text: str


Condition = OneOf | Between | HasText


@dataclass(frozen=True, slots=True)
class View:
    """By which labels, model, split and reader (their numbers and names in the project) photographs are seen.

    None: there are none; for `reader`: anybody.
    """

    scheme: int | None = None
    model: int | None = None
    split: int | None = None
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class BrowseQuery:
    """Photographs that meet all `conditions`, sorted; what has no value comes last either way.

    With `group` those with the same value of it stand together, and are sorted within.
    """

    view: View = View()
    conditions: tuple[Condition, ...] = ()
    sort: Key = Column.NAME
    is_descending: bool = False
    group: Key | None = None
