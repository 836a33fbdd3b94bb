"""What a study asks of whom: fixed when it is made, and the first line of its file from then on."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any

import core
from core.evaluation.grading import REFERABLE_FROM, are_grades
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.fields import Fields
from core.images.orientation import Orientation
from core.images.photograph import ImageId

FORMAT = "funduscope study"
FORMAT_VERSION = 1
"""Goes up when an older program would misread a newer file."""
MOST_CLASSES = 10
MOST_READERS = 100
MOST_MAPS = 12
ICDR_NAMES = ("No DR", "Mild NPDR", "Moderate NPDR", "Severe NPDR", "Proliferative DR")
"""The five grades of the International Clinical Diabetic Retinopathy scale (Wilkinson et al. 2003)."""


class StudyKind(StrEnum):
    """What readers are asked."""

    GRADING = "grading"
    """Grade photographs, alone and with the network's help."""
    VERDICTS = "verdicts"
    """Judge maps of several methods without knowing which is which."""


class Arm(StrEnum):
    """What a reader is given beside the photograph."""

    ALONE = "alone"
    PREDICTION = "prediction"
    OVERLAY = "overlay"
    """The prediction, and its map over the photograph."""

    @property
    def is_aided(self) -> bool:
        """Whether the network says something."""
        return self is not Arm.ALONE


ARM_TITLES: Mapping[Arm, str] = {
    Arm.ALONE: "alone",
    Arm.PREDICTION: "with prediction",
    Arm.OVERLAY: "with prediction and overlay",
}


class Design(StrEnum):
    """How often a reader sees a photograph."""

    CROSSOVER = "crossover"
    """Once in each arm, with the washout between."""
    ONCE = "once"
    """Once, in one arm."""


@dataclass(frozen=True, slots=True)
class StudyCase:
    """A photograph of the study. `reference` is the index of its class, None where it is not known.

    `path` is absolute, or from the folder of the study's file. `patient` is a number that all photographs of one
    patient share; it means nothing else. `orientation` is how it is shown, to readers and to the network.
    """

    image: ImageId
    path: str
    reference: int | None = None
    patient: int = 0
    orientation: Orientation = field(default_factory=Orientation)

    def to_json(self) -> dict[str, Any]:
        """As the plan's line has it; of how it is shown only what differs from the file."""
        plain = {"image": self.image, "path": self.path, "reference": self.reference, "patient": self.patient}
        shown = {"is_turned": self.orientation.is_turned, "is_mirrored": self.orientation.is_mirrored}
        return plain | {name: True for name, is_so in shown.items() if is_so}


@dataclass(frozen=True, slots=True)
class MapRecipe:
    """How a map is made: what `core.explain` takes. `method` is the value of its enumeration.

    `layer` is None for methods that explain at the input, or where the model's default layer is meant.
    """

    title: str
    method: str
    layer: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StudyModel:
    """The network that is asked. `path` is where it was; `id` says whether it is still the same."""

    id: str
    name: str
    path: str
    class_names: tuple[str, ...]
    data_fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A study as it was decided. Raises StudyError for one that cannot be held.

    `classes` are what readers answer with, in rising order; answers from `referable_from` on count as referable, None:
    none does. `washout` is the least time between two looks of a reader at the same photograph in different arms.
    With `grades_before_aid` an aided arm begins with a grade without aid, which is locked before the aid is shown.
    `classes_of_model` is for each class of the model that of the study.
    """

    title: str
    kind: StudyKind
    cases: tuple[StudyCase, ...]
    readers: tuple[str, ...]
    classes: tuple[str, ...] = ICDR_NAMES
    referable_from: int | None = None
    arms: tuple[Arm, ...] = ()
    design: Design = Design.CROSSOVER
    washout: timedelta = timedelta()
    seed: int = 0
    grades_before_aid: bool = True
    asks_confidence: bool = True
    allows_ungradable: bool = True
    model: StudyModel | None = None
    classes_of_model: tuple[int, ...] = ()
    maps: tuple[MapRecipe, ...] = ()
    rendering: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    made: datetime = field(default_factory=lambda: datetime.now(UTC))
    version: str = core.__version__

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", secrets.token_hex(16))
        _check_people(self)
        if self.kind is StudyKind.GRADING:
            _check_grading(self)
        else:
            _check_verdicts(self)
        _check_cases(self)

    @property
    def needs_model(self) -> bool:
        """Whether a network is asked before readers begin."""
        return self.kind is StudyKind.VERDICTS or any(arm.is_aided for arm in self.arms)

    @property
    def map_count(self) -> int:
        """How many maps each photograph has."""
        return len(self.maps)

    def path_of(self, case: int, folder: Path) -> Path:
        """Where photograph `case` (from 0) was when the study was made; `folder` is that of the study's file."""
        return folder / self.cases[case].path

    def to_json(self) -> dict[str, Any]:
        """The first line of the file."""
        return {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "id": self.id,
            "title": self.title,
            "kind": self.kind.value,
            "made": self.made.astimezone(UTC).isoformat(timespec="milliseconds"),
            "program": self.version,
            "readers": list(self.readers),
            "classes": list(self.classes),
            "referable_from": self.referable_from,
            "arms": [arm.value for arm in self.arms],
            "design": self.design.value,
            "washout_hours": self.washout / timedelta(hours=1),
            "seed": self.seed,
            "grades_before_aid": self.grades_before_aid,
            "asks_confidence": self.asks_confidence,
            "allows_ungradable": self.allows_ungradable,
            "model": _model_json(self.model),
            "classes_of_model": list(self.classes_of_model),
            "maps": [
                {"title": each.title, "method": each.method, "layer": each.layer, "params": dict(each.params)}
                for each in self.maps
            ],
            "rendering": dict(self.rendering),
            "cases": [case.to_json() for case in self.cases],
        }

    @staticmethod
    def from_json(obj: object) -> Plan:
        """The plan that `to_json` gave. Raises StudyError, also for a file of a newer program."""
        fields = Fields(obj, "The head of the study")
        if fields.values.get("format") != FORMAT:
            raise StudyError("This is not the file of a study.", "Choose a file that ends in .study.")
        if fields.whole("format_version", lowest=1) > FORMAT_VERSION:
            raise StudyError("The study was made by a newer version of the program.", "Update Funduscope to read it.")
        classes = fields.texts("classes")
        highest = len(classes) - 1
        return Plan(
            id=fields.text("id"),
            title=fields.text("title"),
            kind=fields.choice("kind", StudyKind),
            made=fields.time("made"),
            version=fields.text("program"),
            readers=fields.texts("readers"),
            classes=classes,
            referable_from=fields.whole_or_none("referable_from", lowest=1, highest=highest),
            arms=tuple(_arm(each) for each in fields.texts("arms")),
            design=fields.choice("design", Design, Design.CROSSOVER),
            washout=_hours(fields.number("washout_hours")),
            seed=fields.whole("seed"),
            grades_before_aid=fields.flag("grades_before_aid", default=True),
            asks_confidence=fields.flag("asks_confidence", default=True),
            allows_ungradable=fields.flag("allows_ungradable", default=True),
            model=_model(fields),
            classes_of_model=tuple(int(each) for each in fields.numbers("classes_of_model")),
            maps=tuple(_recipe(each) for each in fields.items("maps")),
            rendering=dict(fields.inner("rendering").values),
            cases=tuple(_case(each, highest) for each in fields.items("cases")),
        )


def stored_path(path: Path, folder: Path) -> str:
    """How a study in `folder` names a photograph: from there where it lies below, so that both can be moved."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  links stay links
    home = Path(os.path.abspath(folder))  # noqa: PTH100
    return absolute.relative_to(home).as_posix() if absolute.is_relative_to(home) else str(absolute)


def default_referable(classes: Sequence[str]) -> int | None:
    """The lowest referable class where the classes are the five grades, else None."""
    return REFERABLE_FROM if are_grades(classes) else None


def _check_people(plan: Plan) -> None:
    names = [name.strip() for name in plan.readers]
    if not names or not all(names):
        raise StudyError("The study has no reader, or one without a name.", "Name those who will read, one at least.")
    if len({name.casefold() for name in names}) < len(names):
        raise StudyError("Two readers have the same name.", "Tell them apart: by initials, for one.")
    if len(names) > MOST_READERS:
        raise StudyError(f"The study has {len(names)} readers.", f"There may be {MOST_READERS}.")
    if not plan.title.strip():
        raise StudyError("The study has no title.", "Give it one.")


def _check_cases(plan: Plan) -> None:
    if not plan.cases:
        raise StudyError("The study has no photographs.", "Choose some.")
    if len({case.image for case in plan.cases}) < len(plan.cases):
        raise StudyError("A photograph is in the study twice.", "Leave identical photographs out: readers know them.")
    for case in plan.cases:
        if case.reference is not None and not 0 <= case.reference < len(plan.classes):
            raise StudyError(f"'{PurePath(case.path).name}' has reference {case.reference}, which is no class.")


def _check_grading(plan: Plan) -> None:
    if not 2 <= len(plan.classes) <= MOST_CLASSES or len(set(plan.classes)) < len(plan.classes):
        raise StudyError(f"The study has {len(plan.classes)} classes.", f"Two to {MOST_CLASSES} different ones.")
    if not plan.arms or len(set(plan.arms)) < len(plan.arms):
        raise StudyError("The study has no arms, or one twice.", "Choose how photographs are read: alone, for one.")
    if plan.needs_model and plan.model is None:
        raise StudyError("Readers shall see what a network says, and there is none.", "Choose a model.")
    if Arm.OVERLAY in plan.arms and plan.map_count != 1:
        raise StudyError("The overlay needs one method.", "Choose the method and layer of the map.")
    if plan.model is not None and any(arm.is_aided for arm in plan.arms):
        _check_mapping(plan, plan.model)


def _check_mapping(plan: Plan, model: StudyModel) -> None:
    classes = plan.classes_of_model
    if len(classes) != len(model.class_names) or not all(0 <= each < len(plan.classes) for each in classes):
        raise StudyError(
            f"The classes of '{model.name}' are not those of the study.", "Say which class of the model means which."
        )


def _check_verdicts(plan: Plan) -> None:
    if plan.model is None:
        raise StudyError("There is no network whose maps could be judged.", "Choose a model.")
    if not 1 <= plan.map_count <= MOST_MAPS:
        raise StudyError(f"{plan.map_count} methods cannot be judged.", f"Choose 1 to {MOST_MAPS}.")
    if len({each.title for each in plan.maps}) < plan.map_count:
        raise StudyError("Two methods have the same name.", "Leave one of them out, or name their layers.")


def _model_json(model: StudyModel | None) -> dict[str, Any] | None:
    if model is None:
        return None
    return {
        "id": model.id,
        "name": model.name,
        "path": model.path,
        "class_names": list(model.class_names),
        "data_fingerprint": model.data_fingerprint,
    }


def _model(fields: Fields) -> StudyModel | None:
    if fields.values.get("model") is None:
        return None
    inner = fields.inner("model")
    return StudyModel(
        inner.text("id"),
        inner.text("name"),
        inner.text("path"),
        inner.texts("class_names"),
        inner.text("data_fingerprint", ""),
    )


def _recipe(obj: object) -> MapRecipe:
    fields = Fields(obj, "A method of the study")
    layer = fields.text("layer") if fields.values.get("layer") is not None else None
    return MapRecipe(fields.text("title"), fields.text("method"), layer, dict(fields.inner("params").values))


def _case(obj: object, highest: int) -> StudyCase:
    fields = Fields(obj, "A photograph of the study")
    return StudyCase(
        ImageId(fields.text("image")),
        fields.text("path"),
        fields.whole_or_none("reference", highest=max(0, highest)),
        fields.whole("patient"),
        Orientation(fields.flag("is_turned", default=False), fields.flag("is_mirrored", default=False)),
    )


def _hours(count: float) -> timedelta:
    try:
        return timedelta(hours=count)
    except OverflowError as error:
        raise StudyError(f"A washout of {count:g} hours never ends.", "The file is damaged.") from error


def _arm(text: str) -> Arm:
    if text not in list(Arm):
        raise StudyError(f"The study has an arm '{text[:40]}', which this program does not know.", "Update Funduscope.")
    return Arm(text)
