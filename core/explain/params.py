"""The parameters of the methods: frozen dataclasses, from which forms are made and texts are read. Knows no torch."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from core.errors import ExplainError, did_you_mean
from core.explain.method import Method

P = TypeVar("P", bound="MethodParams")
Value = int | float | bool | StrEnum


@dataclass(frozen=True, slots=True)
class ParamField:
    """One parameter, as a form shows it. `minimum` and `maximum` are None where there is no bound, and for enums."""

    name: str
    title: str
    text: str
    default: Value
    minimum: float | None
    maximum: float | None

    @property
    def choices(self) -> tuple[StrEnum, ...]:
        """The members to choose from; empty where the parameter is no enumeration."""
        return tuple(type(self.default)) if isinstance(self.default, StrEnum) else ()


def _about(title: str, text: str, *, minimum: float | None = None, maximum: float | None = None) -> dict[str, Any]:
    """What a form says of a parameter, and its bounds."""
    return {"title": title, "text": text, "minimum": minimum, "maximum": maximum}


@dataclass(frozen=True, slots=True)
class MethodParams:
    """The parameters of one method. Raises ExplainError for a value of another type or out of its bounds."""

    method_name: ClassVar[str]

    def __post_init__(self) -> None:
        for field in self.form():
            _check(self.method_name, field, getattr(self, field.name))

    @classmethod
    def form(cls) -> tuple[ParamField, ...]:
        """What can be chosen, in order."""
        return tuple(
            ParamField(name=field.name, default=field.default, **field.metadata)  # type: ignore[arg-type]
            for field in dataclasses.fields(cls)
        )

    @classmethod
    def parse(cls: type[P], texts: Sequence[str]) -> P:
        """The parameters of `name=value` texts; those that are not named have their defaults. Raises ExplainError."""
        values: dict[str, Any] = {}
        for text in texts:
            name, equals, value = text.partition("=")
            if not equals:
                raise ExplainError(f"The parameter '{text}' is not of the form name=value.")
            if name in values:
                raise ExplainError(f"The parameter '{name}' is given twice.")
            values[name] = _read(cls.method_name, _field(cls, name), value)
        return cls(**values)

    def to_json(self) -> dict[str, Any]:
        """The parameters as JSON values by name."""
        return {field.name: getattr(self, field.name) for field in self.form()}

    @classmethod
    def from_json(cls: type[P], fields: Mapping[str, Any]) -> P:
        """The parameters that `to_json` wrote; those that are absent have their defaults. Raises ExplainError."""
        values = {}
        for name, value in fields.items():
            field = _field(cls, name)
            is_choice = isinstance(field.default, StrEnum)
            values[name] = _read(cls.method_name, field, value) if is_choice and isinstance(value, str) else value
        return cls(**values)


class Fill(StrEnum):
    """What takes the place of a part that is hidden. Pixels are those of the network's input."""

    MEAN = "mean"
    """The mean colour of this photograph's input."""
    ZERO = "zero"
    """0 after normalisation: the mean colour of what the network was trained on, where it was normalised so."""
    BLACK = "black"
    """The colour black."""
    BLUR = "blur"
    """The photograph out of focus: smoothed by a Gaussian as wide as the window."""
    INPAINT = "inpaint"
    """What the surroundings suggest (Telea, "An Image Inpainting Technique", 2004)."""
    BACKGROUND = "background"
    """The retina's own background at this place, without vessels and lesions."""
    BACKGROUND_VESSELS = "background-vessels"
    """The retina's own background at this place; the vessels stay, only what lies between them goes."""


class Shown(StrEnum):
    """What a map of occlusion shows."""

    EFFECT = "effect"
    """What the target loses when a window is hidden, by the fill that is chosen."""
    FILL_SPREAD = "fill-spread"
    """By how much that depends on the fill: the largest less the smallest loss over all fills, a sweep each."""


class Extent(StrEnum):
    """Where windows are laid."""

    PICTURE = "picture"
    """All over the network's input."""
    FIELD = "field"
    """For a channel of a layer: over the receptive field of its strongest unit, whose activation is explained."""


class Baseline(StrEnum):
    """The photograph without anything to see, from which integrated gradients start."""

    ZERO = "zero"
    """0 after normalisation."""
    BLACK = "black"
    """The colour black. What is as dark as the baseline, a haemorrhage for one, gets little."""
    MEAN = "mean"
    """The mean colour of this photograph's input."""
    BLUR = "blur"
    """The photograph smoothed by a Gaussian of a sixteenth of its shorter side."""


class HeadFusion(StrEnum):
    """How the attention of several heads becomes one."""

    MEAN = "mean"
    MAX = "max"
    MIN = "min"


@dataclass(frozen=True, slots=True)
class GradCamParams(MethodParams):
    """Grad-CAM has no parameters."""

    method_name: ClassVar[str] = Method.GRAD_CAM


@dataclass(frozen=True, slots=True)
class HiResCamParams(MethodParams):
    """How HiResCAM is shown."""

    method_name: ClassVar[str] = Method.HIRES_CAM

    is_signed: bool = dataclasses.field(
        default=False, metadata=_about("Signed", "Keep what speaks against the target, below 0.")
    )


@dataclass(frozen=True, slots=True)
class GradCamPlusPlusParams(MethodParams):
    """How Grad-CAM++ divides."""

    method_name: ClassVar[str] = Method.GRAD_CAM_PLUS_PLUS

    epsilon: float = dataclasses.field(
        default=0.0, metadata=_about("Epsilon", "Added to the denominator; pytorch-grad-cam adds 0.000001.", minimum=0)
    )


@dataclass(frozen=True, slots=True)
class LayerCamParams(MethodParams):
    """LayerCAM has no parameters."""

    method_name: ClassVar[str] = Method.LAYER_CAM


@dataclass(frozen=True, slots=True)
class ScoreCamParams(MethodParams):
    """Score-CAM has no parameters."""

    method_name: ClassVar[str] = Method.SCORE_CAM


@dataclass(frozen=True, slots=True)
class EigenCamParams(MethodParams):
    """What Eigen-CAM takes apart."""

    method_name: ClassVar[str] = Method.EIGEN_CAM

    is_centred: bool = dataclasses.field(
        default=False, metadata=_about("Centred", "Subtract the mean of each channel first, as pytorch-grad-cam does.")
    )


@dataclass(frozen=True, slots=True)
class SaliencyParams(MethodParams):
    """Saliency has no parameters."""

    method_name: ClassVar[str] = Method.SALIENCY


@dataclass(frozen=True, slots=True)
class InputXGradientParams(MethodParams):
    """Input x gradient has no parameters."""

    method_name: ClassVar[str] = Method.INPUT_X_GRADIENT


@dataclass(frozen=True, slots=True)
class SmoothGradParams(MethodParams):
    """How much noise, and how often. `noise` is a share of the range of the input's values."""

    method_name: ClassVar[str] = Method.SMOOTH_GRAD

    samples: int = dataclasses.field(
        default=50,
        metadata=_about("Samples", "Noisy copies of the photograph, a pass each.", minimum=1, maximum=10_000),
    )
    noise: float = dataclasses.field(
        default=0.15,
        metadata=_about("Noise", "Standard deviation, as a share of the range of values.", minimum=0, maximum=10),
    )
    seed: int = dataclasses.field(
        default=0, metadata=_about("Seed", "The same seed gives the same noise.", minimum=0, maximum=2**32)
    )


@dataclass(frozen=True, slots=True)
class IntegratedGradientsParams(MethodParams):
    """From where, and in how many steps."""

    method_name: ClassVar[str] = Method.INTEGRATED_GRADIENTS

    steps: int = dataclasses.field(
        default=50,
        metadata=_about("Steps", "Points on the way from the baseline, a pass each.", minimum=1, maximum=2000),
    )
    baseline: Baseline = dataclasses.field(
        default=Baseline.ZERO, metadata=_about("Baseline", "What stands for a photograph without anything to see.")
    )


@dataclass(frozen=True, slots=True)
class GuidedBackpropagationParams(MethodParams):
    """Guided backpropagation has no parameters."""

    method_name: ClassVar[str] = Method.GUIDED_BACKPROPAGATION


@dataclass(frozen=True, slots=True)
class GuidedGradCamParams(MethodParams):
    """Guided Grad-CAM has no parameters."""

    method_name: ClassVar[str] = Method.GUIDED_GRAD_CAM


@dataclass(frozen=True, slots=True)
class DeconvNetParams(MethodParams):
    """A deconvolutional network has no parameters."""

    method_name: ClassVar[str] = Method.DECONVNET


@dataclass(frozen=True, slots=True)
class OcclusionParams(MethodParams):
    """What is hidden, and by what. Sizes are in pixels of the network's input."""

    method_name: ClassVar[str] = Method.OCCLUSION

    window: int = dataclasses.field(
        default=16, metadata=_about("Window", "Side of the square that is hidden, in pixels.", minimum=1)
    )
    stride: int = dataclasses.field(
        default=8, metadata=_about("Stride", "From one window to the next, in pixels.", minimum=1)
    )
    fill: Fill = dataclasses.field(
        default=Fill.MEAN, metadata=_about("Fill", "What takes the place of the hidden part.")
    )
    shows: Shown = dataclasses.field(
        default=Shown.EFFECT,
        metadata=_about("Shows", "What hiding changes, or by how much that depends on the fill."),
    )
    extent: Extent = dataclasses.field(
        default=Extent.PICTURE,
        metadata=_about("Extent", "All over the picture, or, for a channel, over its strongest unit's field."),
    )


@dataclass(frozen=True, slots=True)
class AttentionRolloutParams(MethodParams):
    """How the heads are brought together."""

    method_name: ClassVar[str] = Method.ATTENTION_ROLLOUT

    heads: HeadFusion = dataclasses.field(
        default=HeadFusion.MEAN, metadata=_about("Heads", "How the heads of a layer become one.")
    )


_ALL: tuple[type[MethodParams], ...] = (
    GradCamParams,
    HiResCamParams,
    GradCamPlusPlusParams,
    LayerCamParams,
    ScoreCamParams,
    EigenCamParams,
    SaliencyParams,
    InputXGradientParams,
    SmoothGradParams,
    IntegratedGradientsParams,
    GuidedBackpropagationParams,
    GuidedGradCamParams,
    DeconvNetParams,
    OcclusionParams,
    AttentionRolloutParams,
)
_BY_METHOD = {params.method_name: params for params in _ALL}


def params_type(method: str) -> type[MethodParams]:
    """The dataclass of a method's parameters."""
    return _BY_METHOD[method]


def _field(cls: type[MethodParams], name: str) -> ParamField:
    form = cls.form()
    for field in form:
        if field.name == name:
            return field
    names = [field.name for field in form]
    hint = did_you_mean(name, names) or (f"It takes {', '.join(names)}." if names else "It takes none.")
    raise ExplainError(f"Method '{cls.method_name}' has no parameter '{name}'.", hint)


def _read(method: str, field: ParamField, text: str) -> Value:
    kind = type(field.default)
    try:
        if kind is bool:
            return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.lower()]
        return kind(text)
    except (ValueError, KeyError) as error:
        raise ExplainError(f"'{field.name}' of '{method}' is '{text}'.", _wanted(field, text)) from error


def _check(method: str, field: ParamField, value: object) -> None:
    kind = type(field.default)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    fits = is_number if kind is float else type(value) is kind
    if fits and is_number:
        number = float(value)  # type: ignore[arg-type]
        lowest = -math.inf if field.minimum is None else field.minimum
        fits = math.isfinite(number) and lowest <= number <= (math.inf if field.maximum is None else field.maximum)
    if not fits:
        raise ExplainError(f"'{field.name}' of '{method}' is {value}.", _wanted(field, value))


def _wanted(field: ParamField, value: object) -> str:
    if field.choices:
        names = [choice.value for choice in field.choices]
        return did_you_mean(str(value), names) or f"It must be one of {', '.join(names)}."
    if isinstance(field.default, bool):
        return "It must be true or false."
    kind = "a whole number" if isinstance(field.default, int) else "a number"
    if field.minimum is not None and field.maximum is not None:
        return f"It must be {kind} from {field.minimum:g} to {field.maximum:g}."
    return f"It must be {kind}" + (f" of {field.minimum:g} or more." if field.minimum is not None else ".")
