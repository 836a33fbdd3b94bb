"""What an experiment is: the photographs it makes, the networks it trains, what the work it repeats said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from core.images.preparation import Recipe
from core.synthesis.markers.presets import Preset
from core.training.settings import Watched

Value = TypeVar("Value")


class Scale(StrEnum):
    """How large an experiment is run."""

    SMALL = "small"
    """For two processor cores and a few minutes: small inputs, few photographs, few epochs."""
    FULL = "full"
    """As the work describes it, as far as that is known; needs a CUDA card."""


@dataclass(frozen=True, slots=True)
class Scaled(Generic[Value]):
    """A setting that depends on the scale."""

    small: Value
    full: Value

    def at(self, scale: Scale) -> Value:
        """The setting at this scale."""
        return self.small if scale is Scale.SMALL else self.full


class Work(StrEnum):
    """The works whose experiments are repeated; the value is how they are cited."""

    VINCENZI = "Vincenzi's thesis"
    CASINI = "Casini, Lagna and Martorana 2022"
    KALMEIJER = "Kalmeijer 2016"


class Measure(StrEnum):
    """Which of a repetition's own figures stands beside what the work reported."""

    ANSWERS = "answers"
    """How right the answers are."""
    INDEPENDENCE = "independence"
    """Whether the answers depend on the labels at all."""
    LOCALISATION = "localisation"
    """Where Grad-CAM lies."""
    CLEAN_CLASS = "clean class"
    """Where the map of the class without markers lies."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure or a finding of the work: `what` it is of, the `value` as it is known, and `where` the work has it.

    `beside` is what a repetition has to say of the same.
    """

    what: str
    value: str
    beside: Measure
    where: str = ""


NOT_AT_HAND = "not at hand"
"""The value of what the work reported but nobody here could read."""


class Source(StrEnum):
    """Where photographs come from."""

    FUNDUS = "fundus"
    MARKERS = "markers"
    DIE = "die"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPlan:
    """The photographs of an arm.

    `preset` names the set of markers (`Source.MARKERS` alone). `train` are made with `seed` and split into training and
    validation; `test` with the next seed, so that no patient and no background is on both sides. `size_px` is the side
    of the square photographs. Markers take `smallest` to `largest` of the fundus's diameter, with `strength` of their
    contrast.
    """

    source: Source
    train: Scaled[int]
    test: Scaled[int]
    size_px: Scaled[int]
    preset: Preset | None = None
    seed: int = 2016
    smallest: float = 0.12
    largest: float = 0.3
    strength: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPlan:
    """A network and how it is trained.

    `architecture` is "library/NAME", `recipe` the preparation (`core.images.preparation.Recipe`). `starts_from` names
    the arm whose network lends its weights, all but the head; empty: random. `train_from`: the first module that is
    trained, in the order of the network; empty: all are. `is_flipped`: photographs are flipped and turned at random.
    """

    architecture: Scaled[str]
    input_px: Scaled[int]
    epochs: Scaled[int]
    batch_size: Scaled[int]
    learning_rate: float
    recipe: Recipe
    watched: Watched = Watched.ACCURACY
    starts_from: str = ""
    train_from: Scaled[str] = Scaled("", "")
    is_flipped: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One of the networks that an experiment compares: a name for folders, a title, its photographs, its training."""

    id: str
    title: str
    data: DataPlan
    network: NetworkPlan


class Question(StrEnum):
    """What a report looks into besides what every report holds."""

    CLASS_AGAINST_CLASS = "class against class"
    """Where the map of each class lies on the photographs of every other: does "none" light the background?"""
    ACROSS_ARMS = "across arms"
    """What changes with the size and the contrast of the markers, or from network to network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """An experiment of one of the works, ready to be run.

    An explanation should point at all masks of a photograph but those of the codes in `beside`, which eyes of every
    class have; where it `is_pointing_at_class`, at the mask alone that is named as the photograph's class.
    `small_minutes` are for two cores, from the processor time that was measured; `full_minutes` is an estimate.
    """

    id: str
    title: str
    work: Work
    place: str
    description: str
    arms: tuple[Arm, ...]
    reported: tuple[Reported, ...]
    scaled_down: str
    small_minutes: int
    full_minutes: int
    questions: frozenset[Question] = frozenset()
    beside: frozenset[str] = frozenset()
    is_pointing_at_class: bool = False

    @property
    def main_arm(self) -> Arm:
        """The arm whose model and photographs stand for the experiment."""
        return self.arms[0]

    @property
    def is_fundus(self) -> bool:
        """Whether its photographs show an eye, with black around it."""
        return self.main_arm.data.source is not Source.DIE


class Stage(StrEnum):
    """The stages of a run, in order."""

    DATA = "photographs"
    TRAINING = "training"
    EVALUATION = "evaluation"
    EXPLANATIONS = "explanations"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class ExperimentProgress:
    """How far a run is.

    `fraction` 0..1 is of this stage of this arm, `overall` 0..1 of everything, by how long the parts usually take.
    `metrics` are the latest of the training: names to numbers, empty before the first epoch.
    """

    stage: Stage
    arm: str
    fraction: float
    overall: float
    text: str
    metrics: Mapping[str, float] = field(default_factory=dict)


ExperimentObserver = Callable[[ExperimentProgress], None]


def no_observer(_progress: ExperimentProgress) -> None:
    """For callers that do not want to know."""
