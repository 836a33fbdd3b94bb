"""What is measured in a process of its own: surveys of many eyes, localisation by many methods, ensembles."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import FunduscopeError
from core.jobs import CancelToken, Progress
from desktop.feature_tasks import Subject
from desktop.processes import Tell
from desktop.translation import tr

if TYPE_CHECKING:
    from core.evaluation.localisation import Figure
    from core.experiments.choosing import Choice
    from core.experiments.eyes import EyeItem
    from core.experiments.localising import Row, Summary
    from core.experiments.localising_run import LocalisingPlan, LocalisingRun
    from core.experiments.map_agreement import MapsAgree
    from core.experiments.surveying import SurveyPlan
    from core.explain.method import Method
    from core.networks.ensemble_arguments import EnsembleRecipe
    from core.training.ensembling import LabelledPhotograph


_NUMBER = re.compile(r"#\d+(?=,|$)")
"""Of a photograph, in the names that tell all of them apart."""


@dataclass(frozen=True, slots=True)
class SurveyTask:
    """Survey eyes; tells Progress and each Surveyed, gives how many there were."""

    subject: Subject
    items: tuple[EyeItem, ...]
    plan: SurveyPlan

    def __call__(self, tell: Tell, token: CancelToken) -> int:
        """Survey them."""
        from core.experiments.surveying import survey

        model = self.subject.load()
        for number, found in enumerate(survey(model, self.items, self.plan, token=token), 1):
            tell(found)
            tell(Progress(number, len(self.items), found.name))
        return len(self.items)


@dataclass(frozen=True, slots=True, eq=False)
class LocalisingOutcome:
    """All rows, their means, the best by each figure, and the rows by method and layer."""

    run: LocalisingRun
    summaries: tuple[Summary, ...]
    choices: Mapping[Figure, Choice | None]
    rows: Mapping[tuple[Method, str | None], list[Row]]


@dataclass(frozen=True, slots=True)
class LocaliseTask:
    """Hold maps against masks; tells Progress, gives a LocalisingOutcome. Rows are kept in the file `state`."""

    subject: Subject
    items: tuple[EyeItem, ...]
    plan: LocalisingPlan
    state: Path

    def __call__(self, tell: Tell, token: CancelToken) -> LocalisingOutcome:
        """Measure all that is not in the state."""
        from core.evaluation.localisation import Figure
        from core.experiments.choosing import choose
        from core.experiments.localising import summarise
        from core.experiments.localising_run import run_localising

        model = self.subject.load()

        def report(progress: Progress) -> None:
            tell(replace(progress, text=_NUMBER.sub("", progress.text)))

        steps = run_localising(model, self.items, self.plan, state=self.state, token=token, progress=report)
        run = deque(steps, maxlen=1).pop()
        by_place: dict[tuple[Method, str | None], list[Row]] = {}
        for row in run.rows:
            by_place.setdefault((row.method, row.layer), []).append(row)
        choices = {figure: choose(run.rows, figure) for figure in Figure}
        return LocalisingOutcome(run, summarise(run.rows), choices, by_place)


@dataclass(frozen=True, slots=True)
class AgreementTask:
    """Compare the maps of several models; tells Progress, gives a list of MapsAgree."""

    models: tuple[Path, ...]
    items: tuple[EyeItem, ...]
    method: Method
    device: str = "cpu"

    def __call__(self, tell: Tell, token: CancelToken) -> list[MapsAgree]:
        """Explain every photograph by every model."""
        from core.experiments.map_agreement import agreement_of_models
        from core.networks.files import load_model

        models = [load_model(path, device=self.device) for path in self.models]
        found = []
        for each in agreement_of_models(models, self.items, self.method, token=token):
            found.append(each)
            tell(Progress(len(found), len(self.items), each.name))
        return found


@dataclass(frozen=True, slots=True)
class EnsembleTask:
    """Make an ensemble of model files; tells Progress, gives the path of the new file."""

    models: tuple[Path, ...]
    recipe: EnsembleRecipe
    out: Path
    photographs: tuple[LabelledPhotograph, ...] = ()
    device: str = "cpu"

    def __call__(self, tell: Tell, token: CancelToken) -> Path:
        """Load, measure where the recipe asks for it, and write."""
        from core.networks.files import load_model
        from core.training.ensembling import make_ensemble, measure_members

        try:  # before the work: models may never have been kept on this machine
            self.out.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            words = f"'{self.out.parent}' cannot be made: {error.strerror or error}."
            raise FunduscopeError(words, "Choose another folder for models.") from error
        models = []
        for number, path in enumerate(self.models):
            token.check()
            tell(Progress(number, len(self.models), tr("loading {path_name}", path_name=path.name)))
            models.append(load_model(path, device=self.device))
        measured = measure_members(models, self.photographs, token=token, progress=tell) if self.photographs else []
        token.check()
        make_ensemble(models, self.recipe, self.out, measured=measured)
        return self.out
