"""Repeating an experiment: photographs, training, evaluation, explanations, report. What is done already is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from core.errors import FunduscopeError
from core.experiments.experiment import (
    Arm,
    Experiment,
    ExperimentObserver,
    ExperimentProgress,
    Question,
    Scale,
    Source,
    Stage,
    no_observer,
)
from core.experiments.explaining import (
    ClassMap,
    class_maps,
    counted,
    has_grid,
    localisation_rows,
    methods_for,
    read_subject,
)
from core.experiments.files import ExperimentFolder, read_json, write_json
from core.experiments.localisation_json import row_to_json, summary_to_json
from core.experiments.localising import Row, lesions_by_code, summarise
from core.experiments.photographs import make_photographs, photograph_below
from core.experiments.predicting import Answer, measured, open_photographs, predict_all
from core.experiments.training import TrainingObserver, settings_of
from core.explain.explainer import Explainer
from core.explain.method import Method
from core.jobs import CancelToken, Progress
from core.networks.files import load_model
from core.training.run import train
from core.training.settings import Device

_WEIGHTS = {Stage.DATA: 2.0, Stage.TRAINING: 8.0, Stage.EVALUATION: 0.5, Stage.EXPLANATIONS: 3.0, Stage.REPORT: 0.5}
"""About how long the stages take, one arm against another."""


@dataclass(frozen=True, slots=True)
class ExperimentResult:
    """What came out: the report (HTML), the photographs held out, the main arm's model, and the figures by arm."""

    report: Path
    photographs: Path
    model_file: Path
    figures: Mapping[str, Any]


def run_experiment(
    experiment: Experiment,
    out: Path,
    *,
    scale: Scale = Scale.SMALL,
    observer: ExperimentObserver = no_observer,
    token: CancelToken | None = None,
    device: Device = Device.AUTO,
    workers: int = 1,
) -> ExperimentResult:
    """Repeat an experiment in the folder `out`, which is made; go on with what is there where it was begun.

    `observer` is called in this thread, often; `workers` processes render photographs. Raises FunduscopeError for
    what the user can mend (a folder that holds something else, full scale without a CUDA card), and Cancelled once
    `token` says so: what is done by then is kept, whole.
    """
    if scale is Scale.FULL and device is Device.AUTO and not torch.cuda.is_available():
        raise FunduscopeError(
            "At full scale this experiment needs a CUDA card, and there is none.",
            "Run it at small scale; or ask for the processor (--device cpu), which takes days.",
        )
    folder = ExperimentFolder(out, experiment, scale)
    folder.start()
    teller = _Teller(experiment, folder, observer)
    run = _Run(experiment, scale, folder, teller, token or CancelToken(), device, workers)
    for arm in run.ordered:
        run.make(arm)
        run.train(arm)
    for arm in experiment.arms:
        run.evaluate(arm)
        run.explain(arm)
    return run.report()


class _Teller:
    """Turns what the stages say into overall progress."""

    def __init__(self, experiment: Experiment, folder: ExperimentFolder, observer: ExperimentObserver) -> None:
        self._observer = observer
        own = {
            (stage, arm.id): _WEIGHTS[stage] for stage in Stage if stage is not Stage.REPORT for arm in experiment.arms
        }
        seen: set[Path] = set()
        for arm in experiment.arms:
            if folder.photographs(arm) in seen:
                own[Stage.DATA, arm.id] = 0.0
            seen.add(folder.photographs(arm))
        self._weights = own | {(Stage.REPORT, ""): _WEIGHTS[Stage.REPORT]}
        self._done = dict.fromkeys(self._weights, 0.0)

    def __call__(
        self, stage: Stage, arm: str, fraction: float, text: str, metrics: Mapping[str, float] | None = None
    ) -> None:
        """A stage of an arm is so far; progress is never taken back, though a stage may have steps that begin anew."""
        fraction = max(self._done[stage, arm], min(1.0, fraction))
        self._done[stage, arm] = fraction
        total = sum(self._weights.values())
        overall = sum(self._weights[part] * done for part, done in self._done.items()) / total
        self._observer(ExperimentProgress(stage, arm, fraction, overall, text, dict(metrics or {})))


@dataclass(slots=True)
class _Run:
    """One repetition while it runs."""

    experiment: Experiment
    scale: Scale
    folder: ExperimentFolder
    tell: _Teller
    token: CancelToken
    device: Device
    workers: int
    _titles: dict[str, str] = field(default_factory=dict)

    @property
    def ordered(self) -> tuple[Arm, ...]:
        """The arms, those that lend weights before those that take them."""
        lenders = {arm.network.starts_from for arm in self.experiment.arms}
        return tuple(sorted(self.experiment.arms, key=lambda arm: arm.id not in lenders))

    def make(self, arm: Arm) -> None:
        """The photographs."""
        self.token.check()

        def report(progress: Progress) -> None:
            self.tell(Stage.DATA, arm.id, progress.done / max(1, progress.total), "Rendering photographs")

        make_photographs(
            arm.data,
            self.scale,
            self.folder.photographs(arm),
            workers=self.workers,
            token=self.token,
            report=report,
        )
        self.tell(Stage.DATA, arm.id, 1.0, "Photographs are there")

    def train(self, arm: Arm) -> None:
        """The model file."""
        if not self.folder.model(arm).is_file():
            lender = next((each for each in self.experiment.arms if each.id == arm.network.starts_from), None)
            settings = settings_of(
                arm,
                self.scale,
                name=f"{self.experiment.id} {arm.id}",
                photographs=self.folder.train(arm),
                weights=self.folder.model(lender) if lender is not None else None,
                cache=self.folder.cache,
                device=self.device,
            )
            observer = TrainingObserver(
                lambda fraction, text, figures: self.tell(Stage.TRAINING, arm.id, fraction, text, figures)
            )
            run = self.folder.run(arm)
            train(settings, run, observer=observer, token=self.token, is_resumed=(run / "settings.toml").is_file())
        self.tell(Stage.TRAINING, arm.id, 1.0, "Trained")

    def evaluate(self, arm: Arm) -> None:
        """The answers on the photographs held out."""
        if not self.folder.answers(arm).is_file():
            model = load_model(self.folder.model(arm), device=self.device.value)
            labelled = open_photographs(self.folder.test(arm), model.card.class_names, token=self.token)

            def report(progress: Progress) -> None:
                self.tell(Stage.EVALUATION, arm.id, progress.done / progress.total, "Predicting")

            answers = predict_all(model, labelled, token=self.token, report=report)
            figures = measured(answers, model.card.class_names)
            write_json(
                self.folder.answers(arm),
                {"metrics": figures, "answers": [answer.to_json() for answer in answers]},
            )
        self.tell(Stage.EVALUATION, arm.id, 1.0, "Evaluated")

    def explain(self, arm: Arm) -> None:
        """The explanations against the masks."""
        if not self.folder.explanations(arm).is_file():
            write_json(self.folder.explanations(arm), self._explained(arm))
        self.tell(Stage.EXPLANATIONS, arm.id, 1.0, "Explained")

    def report(self) -> ExperimentResult:
        """The report, made anew each time: it is quick."""
        from core.experiments.report import write_report

        self.tell(Stage.REPORT, "", 0.0, "Writing the report")
        figures = write_report(self.experiment, self.scale, self.folder, token=self.token)
        self.tell(Stage.REPORT, "", 1.0, "The report is there")
        arm = self.experiment.main_arm
        return ExperimentResult(self.folder.report, self.folder.test(arm), self.folder.model(arm), figures)

    def _explained(self, arm: Arm) -> dict[str, Any]:
        model = load_model(self.folder.model(arm), device=self.device.value)
        names = model.card.class_names
        labelled = open_photographs(self.folder.test(arm), names, token=self.token)
        answers = [Answer.from_json(each) for each in read_json(self.folder.answers(arm))["answers"]]
        explainer = Explainer(cache_bytes=1 << 20, state_bytes=0)
        rows: list[Row] = []
        classes: list[ClassMap] = []
        refused: dict[Method, str] = {}

        def report(progress: Progress) -> None:
            self.tell(Stage.EXPLANATIONS, arm.id, progress.done / progress.total, progress.text)

        methods = methods_for(self.scale, max(model.card.input_size))
        for number, (sample, answer) in enumerate(zip(labelled.samples, answers, strict=True)):
            self.token.check()
            subject = read_subject(self.experiment, sample, answer, names)
            rows += localisation_rows(explainer, model, subject, methods, refused=refused, token=self.token)
            if Question.CLASS_AGAINST_CLASS in self.experiment.questions and has_grid(model):
                below = None
                if arm.data.source is Source.MARKERS and subject.masks:
                    below = photograph_below(arm.data, self.scale, self.folder.photographs(arm), sample.name)
                classes += class_maps(explainer, model, subject, below, token=self.token)
            counted(report, number + 1, len(answers))
        right = [row for row in rows if row.predicted == row.label]
        default = model.layers.default.name if has_grid(model) else None
        return {
            "default_layer": default,
            "layers": [layer.name for layer in model.layers],
            "summaries": [summary_to_json(summary) for summary in summarise(right)],
            "summaries_of_wrong_answers": [
                summary_to_json(summary) for summary in summarise([row for row in rows if row.predicted != row.label])
            ],
            "lesions": lesions_by_code(
                [row for row in right if row.method is Method.GRAD_CAM and row.layer == default]
            ),
            "refused": {method.value: reason for method, reason in refused.items()},
            "class_maps": [each.to_json() for each in classes],
            "rows": [_without_lesions(row_to_json(row, names)) for row in rows],
        }


def _without_lesions(row: dict[str, Any]) -> dict[str, Any]:
    """A row for the file: hundreds of lesions at each of dozens of layers would fill it."""
    return {name: value for name, value in row.items() if name != "lesions"}
