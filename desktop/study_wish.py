"""What the form of a new study says, and how a study is made of it. Everything here is done in a lane."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from core.evaluation.reading.choosing import choose_cases, match_classes
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.plan import ICDR_NAMES, Arm, Design, Plan, StudyKind, default_referable
from core.evaluation.reading.sources import Source, source_of_folder, source_of_paths
from core.evaluation.reading.study import SUFFIX, Study
from core.explain.method import Method
from core.explain.params import MethodParams
from core.explain.rendering import Rendering
from desktop.jobs import JobContext
from desktop.translation import tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


class Place(StrEnum):
    """Where the photographs come from."""

    OPEN = "open"
    PROJECT = "project"
    FOLDER = "folder"


class ClassChoice(StrEnum):
    """What readers answer with."""

    LABELS = "labels"
    GRADES = "grades"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Photographs:
    """Which photographs may come into the study: `paths` of those that are open, or a folder, or the project's.

    `table` is the table of their labels where it is not found by itself; without `has_reference` nobody's labels count.
    """

    place: Place
    paths: tuple[Path, ...] = ()
    folder: Path | None = None
    table: Path | None = None
    scheme: str = ""
    has_reference: bool = True


@dataclass(frozen=True, slots=True)
class MapWish:
    """A method at a layer; None: the model's own."""

    method: Method
    layer: str | None = None
    params: MethodParams | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class StudyWish:
    """All that the form says. `count` is None where every photograph is taken."""

    title: str
    kind: StudyKind
    photographs: Photographs
    count: int | None
    is_balanced: bool
    readers: tuple[str, ...]
    arms: tuple[Arm, ...]
    design: Design
    washout: timedelta
    seed: int
    grades_before_aid: bool
    asks_confidence: bool
    allows_ungradable: bool
    classes: ClassChoice
    model: LoadedModel | None
    maps: tuple[MapWish, ...]
    target: Path
    rendering: Rendering = field(default_factory=Rendering)

    @property
    def needs_model(self) -> bool:
        """Whether a network is asked."""
        return self.kind is StudyKind.VERDICTS or any(arm.is_aided for arm in self.arms)

    @property
    def needs_maps(self) -> bool:
        """Whether readers see maps."""
        return self.kind is StudyKind.VERDICTS or Arm.OVERLAY in self.arms

    def class_names(self, source: Source) -> tuple[str, ...]:
        """What readers answer with, for photographs of `source`."""
        if self.classes is ClassChoice.MODEL and self.model is not None:
            return self.model.card.class_names
        if self.classes is ClassChoice.LABELS and source.class_names:
            return source.class_names
        return ICDR_NAMES

    def problem(self) -> str:
        """What is still to be said before a study can be made; empty where nothing is."""
        if not self.title.strip():
            return tr("Give the study a title.")
        if not self.readers:
            return tr("Name the readers, separated by commas.")
        if len({name.casefold() for name in self.readers}) < len(self.readers):
            return tr("Two readers have the same name: tell them apart.")
        if self.kind is StudyKind.GRADING and not self.arms:
            return tr("Choose how photographs are read: alone, for one.")
        if self.needs_model and self.model is None:
            return tr("Readers shall see what a network says: open a model first (Ctrl+M).")
        if self.needs_maps and not self.maps:
            return tr("Choose the methods whose maps are judged.")
        if self.target.suffix != SUFFIX:
            return tr("The file of a study ends in {suffix}.", suffix=SUFFIX)
        return ""


def look_into(photographs: Photographs, context: JobContext) -> Source:
    """The photographs with their references. Raises FunduscopeError. Not for those of a project."""
    if photographs.place is Place.FOLDER:
        if photographs.folder is None:
            raise StudyError(tr("No folder is chosen."), tr("Choose the one that holds the photographs."))
        source = source_of_folder(photographs.folder, photographs.table, token=context.token)
    else:
        source = source_of_paths(photographs.paths, photographs.table, token=context.token)
    return source if photographs.has_reference else source.without_references()


def make_study(wish: StudyWish, source: Source, context: JobContext) -> Path:
    """Draw the photographs and make the file of the study. Raises FunduscopeError, Cancelled."""
    folder = wish.target.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StudyError(
            tr("'{folder}' cannot be made: {strerror}.", folder=folder, strerror=error.strerror or error),
            tr("Choose another place."),
        ) from error
    classes = wish.class_names(source)
    chosen = choose_cases(
        source.in_classes(classes).candidates,
        folder,
        seed=wish.seed,
        count=wish.count,
        is_balanced=wish.is_balanced,
        token=context.token,
        progress=context.report,
    )
    plan = _with_model(
        wish,
        classes,
        Plan(
            title=wish.title.strip(),
            kind=StudyKind.GRADING,
            cases=chosen.cases,
            readers=wish.readers,
            classes=classes,
            referable_from=default_referable(classes),
            arms=(Arm.ALONE,),
            design=wish.design,
            washout=wish.washout,
            seed=wish.seed,
            grades_before_aid=wish.grades_before_aid,
            asks_confidence=wish.asks_confidence,
            allows_ungradable=wish.allows_ungradable,
        ),
    )
    Study.create(wish.target, plan).close()
    return wish.target


def _with_model(wish: StudyWish, classes: tuple[str, ...], plan: Plan) -> Plan:
    """The plan with its kind and arms, and what is asked of the network."""
    arms = wish.arms if wish.kind is StudyKind.GRADING else ()
    if wish.model is None or not wish.needs_model:
        return replace(plan, kind=wish.kind, arms=arms)
    from core.experiments.studying import recipe_of, study_model

    model = wish.model
    is_graded = wish.kind is StudyKind.GRADING
    maps = wish.maps if wish.needs_maps else ()
    return replace(
        plan,
        kind=wish.kind,
        arms=arms,
        model=study_model(model),
        classes_of_model=match_classes(model.card.class_names, classes) if is_graded else (),
        rendering=_plain_look(wish.rendering).to_json() if maps else {},
        maps=tuple(recipe_of(each.method, model, layer=each.layer, params=each.params) for each in maps),
    )


def _plain_look(rendering: Rendering) -> Rendering:
    """The colours that are used in Review, with each map's own limits and nothing hidden."""
    return replace(rendering, limits=None, signed_limits=None, threshold=None, is_region_view=False)
