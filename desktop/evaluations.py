"""What the Evaluate workspace measures on the photographs of a project, beside what models said of them.

Each kind of work has a slot of the lane "evaluation", whose thread waits for a process. Results are of one model, one
project and one question; another of these, and they are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.jobs import CancelToken, Progress
from desktop.evaluation_tasks import AgreementTask, EnsembleTask, LocaliseTask, LocalisingOutcome, SurveyTask
from desktop.feature_tasks import Subject
from desktop.jobs import Job, JobContext, Lane
from desktop.measuring import Measuring
from desktop.processes import Task, call_in_process
from desktop.projects import Projects
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.catalogue.labels import Scheme
    from core.datasets.catalogue.project import Project
    from core.datasets.splits import Part
    from core.evaluation.class_maps import ClassMaps
    from core.experiments.localising_run import LocalisingPlan
    from core.experiments.map_agreement import MapsAgree
    from core.experiments.project_eyes import ProjectEye
    from core.experiments.surveying import Surveyed, SurveyPlan
    from core.experiments.truth_source import TruthFrom
    from core.explain.method import Method
    from core.networks.ensemble_arguments import EnsembleRecipe
    from core.networks.loaded import LoadedModel
    from core.training.ensembling import LabelledPhotograph

ANATOMY_CODES = ("OD", "FO")
"""Masks of what every eye has, which no explanation is asked to point at."""


class Work(StrEnum):
    """The kinds of long work; the value is the slot."""

    SURVEY = "survey"
    LOCALISE = "localise project"
    ENSEMBLE = "ensemble"
    AGREEMENT = "agreement of maps"


@dataclass(frozen=True, slots=True)
class Photographs:
    """Which photographs: those of one part of a split, or (empty) all; with the labels of `scheme`."""

    scheme: Scheme | None = None
    split: str = ""
    part: Part | None = None


@dataclass(slots=True, eq=False)
class SurveyResult:
    """The eyes that were surveyed so far, of `total`; `eyes` are all that were asked for, by their numbers."""

    model_name: str
    class_names: tuple[str, ...]
    plan: SurveyPlan
    eyes: Mapping[int, ProjectEye]
    found: dict[int, Surveyed] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many were asked for."""
        return len(self.eyes)


@dataclass(frozen=True, slots=True, eq=False)
class LocaliseResult:
    """What came of the photographs with masks; `eyes` by the names that rows have."""

    model_name: str
    class_names: tuple[str, ...]
    plan: LocalisingPlan
    outcome: LocalisingOutcome
    eyes: Mapping[str, ProjectEye]


class Evaluations(QObject):
    """Starts the work, keeps what came of it, and tells the panels."""

    surveyChanged = Signal()
    localiseChanged = Signal()
    workChanged = Signal()
    """Some work began or ended."""
    progressed = Signal(object, object)
    """Work and Progress."""
    ensembleMade = Signal(object)
    """The path of the new model file."""
    failed = Signal(object)
    mapNeeded = Signal(object)
    """The ClassMappingError of labels that the model calls otherwise: somebody has to say what they mean."""

    def __init__(
        self,
        session: Session,
        projects: Projects,
        lane: Lane,
        *,
        measuring: Measuring,
        cache: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.measuring = measuring
        self._session, self._projects, self._lane, self._cache = session, projects, lane, cache
        self.survey: SurveyResult | None = None
        self.localised: LocaliseResult | None = None
        self.class_maps: ClassMaps | None = None
        """What labels meant before."""
        projects.opened.connect(lambda _project: self._forget())
        lane.jobProgressed.connect(self._tell_progress)
        lane.jobFinished.connect(lambda _job: self.workChanged.emit())

    @property
    def projects(self) -> Projects:
        """The project that is open, and what is asked of it."""
        return self._projects

    @property
    def model(self) -> LoadedModel | None:
        """The model that is asked: the selected one."""
        return self._session.model

    def is_busy(self, work: Work) -> bool:
        """Whether that goes on."""
        return self._lane.has(work)

    def stop(self, work: Work) -> None:
        """Give it up; what is there of it by now stays."""
        self._lane.cancel(work)
        self.workChanged.emit()

    def class_map(self, scheme: Scheme | None, class_names: Sequence[str]) -> Mapping[str, str] | None:
        """What the labels of `scheme` were said to mean for these classes; for the lane of the project."""
        if scheme is None or self.class_maps is None:
            return None
        return self.class_maps.get(scheme.class_names, class_names)

    def _refuse(self, error: FunduscopeError) -> None:
        from core.evaluation.predictions import ClassMappingError

        (self.mapNeeded if isinstance(error, ClassMappingError) else self.failed).emit(error)

    # Surveys

    def start_survey(self, plan: SurveyPlan, photographs: Photographs) -> None:
        """Explain every photograph once, and see where in the eye the evidence lies."""
        self._with_eyes(photographs, lambda model, eyes: self._survey(model, plan, eyes))

    def survey_again(self, key: int) -> None:
        """Survey one eye anew, whose disc and fovea were marked by hand."""
        result, model = self.survey, self.model
        if result is None or model is None or key not in result.eyes:
            return

        def question(project: Project, _token: CancelToken) -> Any:
            return project.landmarks.of([key]).get(key)

        def take(marked: Any) -> None:
            from dataclasses import replace

            eye = result.eyes[key]
            eye = replace(eye, item=replace(eye.item, marked=marked))
            result.eyes = {**result.eyes, key: eye}
            self._run_survey(model, result, [eye])

        self._projects.ask(question, take, slot="marked landmarks")

    def _survey(self, model: LoadedModel, plan: SurveyPlan, eyes: list[ProjectEye]) -> None:
        by_key = {eye.item.key: eye for eye in eyes}
        self.survey = SurveyResult(model.card.name, model.card.class_names, plan, by_key)
        self.surveyChanged.emit()
        self._run_survey(model, self.survey, eyes)

    def _run_survey(self, model: LoadedModel, result: SurveyResult, eyes: list[ProjectEye]) -> None:
        def show(found: Surveyed) -> None:
            result.found[found.key] = found
            self.surveyChanged.emit()

        task = SurveyTask(_subject(model), tuple(eye.item for eye in eyes), result.plan)
        self._submit(Work.SURVEY, task, lambda _count: self.surveyChanged.emit(), tr("Surveying eyes"), preview=show)

    # Localisation

    def start_localising(self, plan: LocalisingPlan, photographs: Photographs, truth: TruthFrom) -> None:
        """Hold maps against what lies where; what was measured before and is as it was is not measured again."""
        self._with_eyes(photographs, lambda model, eyes: self._localise(model, plan, eyes), truth=truth)

    def _localise(self, model: LoadedModel, plan: LocalisingPlan, eyes: list[ProjectEye]) -> None:
        named = {f"{eye.item.name}#{eye.item.key}": eye for eye in eyes}

        def take(outcome: LocalisingOutcome) -> None:
            card = model.card
            self.localised = LocaliseResult(card.name, card.class_names, plan, outcome, named)
            self.localiseChanged.emit()

        from dataclasses import replace

        items = tuple(replace(eye.item, name=name) for name, eye in named.items())
        task = LocaliseTask(_subject(model), items, plan, self._state(model, plan))
        self._submit(Work.LOCALISE, task, take, tr("Holding maps against masks"))

    def _state(self, model: LoadedModel, plan: LocalisingPlan) -> Path:
        from hashlib import sha256
        from json import dumps

        project = self._projects.project
        words = dumps([plan.settings(model), str(project.path) if project is not None else ""])
        return self._cache / f"{sha256(words.encode()).hexdigest()[:24]}.rows"

    # Ensembles

    def make_ensemble(
        self, models: tuple[Path, ...], recipe: EnsembleRecipe, out: Path, photographs: Photographs
    ) -> None:
        """Write an ensemble; where its recipe needs that, its members are measured on labelled photographs."""
        device = self._session.networks.device

        def start(labelled: tuple[LabelledPhotograph, ...]) -> None:
            task = EnsembleTask(models, recipe, out, labelled, device)
            self._submit(Work.ENSEMBLE, task, self.ensembleMade.emit, tr("Making an ensemble"))

        if recipe.needs_labels:
            self._with_labelled(models[0], photographs, start)
        else:
            start(())

    def _with_labelled(
        self, model: Path, photographs: Photographs, start: Callable[[tuple[LabelledPhotograph, ...]], None]
    ) -> None:
        """Gather the photographs that have a label among the classes of `model`, and start with them."""
        if self._projects.project is None:
            words = tr("Members are measured on the photographs of a project.")
            self.failed.emit(FunduscopeError(words, tr("Open a project with labels.")))
            return

        def question(project: Project, _token: CancelToken) -> tuple[LabelledPhotograph, ...] | FunduscopeError:
            try:
                return self._labelled(project, model, photographs)
            except FunduscopeError as error:
                return error

        def take(found: tuple[LabelledPhotograph, ...] | FunduscopeError) -> None:
            if isinstance(found, FunduscopeError):
                self._refuse(found)
            elif not found:
                words = tr("No photograph there has a label.")
                self.failed.emit(FunduscopeError(words, tr("Choose labels and photographs of the project.")))
            else:
                start(found)

        self._projects.ask(question, take, slot="labelled photographs")

    def _labelled(self, project: Project, model: Path, photographs: Photographs) -> tuple[LabelledPhotograph, ...]:
        """In the lane of the project. Raises FunduscopeError where labels are not the model's classes."""
        from core.experiments.project_eyes import project_eyes
        from core.networks.card_file import read_card
        from core.training.ensembling import LabelledPhotograph

        names = read_card(model).class_names
        eyes = project_eyes(
            project,
            scheme=photographs.scheme,
            class_names=names,
            class_map=self.class_map(photographs.scheme, names),
            split=photographs.split,
            part=photographs.part,
        )
        items = [eye.item for eye in eyes if eye.item.label >= 0]
        return tuple(LabelledPhotograph(item.path, item.label, item.orientation) for item in items)

    # Agreement of maps

    def compare_maps(
        self,
        models: tuple[Path, ...],
        photographs: Photographs,
        keys: frozenset[int],
        method: Method,
        deliver: Callable[[list[MapsAgree]], None],
    ) -> None:
        """How far these models look at the same places of the photographs `keys`."""
        device = self._session.networks.device

        def question(project: Project, _token: CancelToken) -> list[ProjectEye]:
            from core.experiments.project_eyes import project_eyes

            eyes = project_eyes(project, split=photographs.split, part=photographs.part)
            return [eye for eye in eyes if eye.item.key in keys]

        def take(eyes: list[ProjectEye]) -> None:
            task = AgreementTask(models, tuple(eye.item for eye in eyes), method, device)
            self._submit(Work.AGREEMENT, task, deliver, tr("Comparing the maps of models"))

        self._projects.ask(question, take, slot="eyes")

    # Common

    def _with_eyes(
        self,
        photographs: Photographs,
        start: Callable[[LoadedModel, list[ProjectEye]], None],
        *,
        truth: TruthFrom | None = None,
    ) -> None:
        model = self.model
        if model is None or self._projects.project is None:
            return
        names = model.card.class_names

        def question(project: Project, _token: CancelToken) -> list[ProjectEye] | FunduscopeError:
            from core.experiments.project_eyes import project_eyes

            try:
                return project_eyes(
                    project,
                    scheme=photographs.scheme,
                    class_names=names if photographs.scheme is not None else (),
                    class_map=self.class_map(photographs.scheme, names),
                    split=photographs.split,
                    part=photographs.part,
                    truth=truth,
                    codes_beside=ANATOMY_CODES,
                )
            except FunduscopeError as error:
                return error

        def take(found: list[ProjectEye] | FunduscopeError) -> None:
            if isinstance(found, FunduscopeError):
                self._refuse(found)
            elif not found:
                self.failed.emit(_none_there(truth))
            elif self._session.model is model:
                start(model, found)

        self._projects.ask(question, take, slot="eyes")

    def _submit(
        self,
        work: Work,
        task: Task[Any],
        deliver: Callable[[Any], None],
        title: str,
        *,
        preview: Callable[[Any], None] | None = None,
    ) -> None:
        def wait(context: JobContext) -> Any:
            def tell(value: object) -> None:
                if isinstance(value, Progress):
                    context.report(value)
                else:
                    context.preview(value)

            return call_in_process(task, context.token, tell)

        self._lane.submit(wait, deliver, slot=work, title=title, refuse=self.failed.emit, preview=preview)
        self.workChanged.emit()

    def _tell_progress(self, job: Job, progress: Progress) -> None:
        if job.slot in list(Work):
            self.progressed.emit(Work(job.slot), progress)

    def _forget(self) -> None:
        """Another project: nothing of the one before is shown."""
        for work in (Work.SURVEY, Work.LOCALISE):
            self._lane.cancel(work)
        self.survey = self.localised = None
        self.surveyChanged.emit()
        self.localiseChanged.emit()


def _none_there(truth: TruthFrom | None) -> FunduscopeError:
    if truth is None:
        return FunduscopeError(
            tr("There are no such photographs."), tr("Choose other photographs, or add some in Data.")
        )
    kinds = [*(["mask"] if truth.has_masks else []), *(["mark"] if truth.has_marks else [])]
    by = tr(" of {reader}", reader=truth.reader) if truth.reader is not None else ""
    return FunduscopeError(
        tr("None of these photographs has a {parts}{by}.", parts=tr(" or a ").join(kinds), by=by),
        tr("Mark lesions in Review (Annotate), or put masks beside the photographs as MA/IDRiD_01_MA.png."),
    )


def _subject(model: LoadedModel) -> Subject:
    return Subject(model.path, model.id, model.device.type)
