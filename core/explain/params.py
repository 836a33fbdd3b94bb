"""The parameters of the methods: frozen dataclasses, from which forms are made and texts are read. Knows no torch."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from core.explain.method import Method
from core.explain.param_form import MethodParams, ParamField, Value, about

__all__ = [
    "AttentionRolloutParams",
    "Baseline",
    "DeconvNetParams",
    "EigenCamParams",
    "Extent",
    "Fill",
    "GradCamParams",
    "GradCamPlusPlusParams",
    "GuidedBackpropagationParams",
    "GuidedGradCamParams",
    "HeadFusion",
    "HiResCamParams",
    "InputXGradientParams",
    "IntegratedGradientsParams",
    "LayerCamParams",
    "MethodParams",
    "OcclusionParams",
    "ParamField",
    "SaliencyParams",
    "ScoreCamParams",
    "Shown",
    "SmoothGradParams",
    "Value",
    "params_type",
]


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
        default=False, metadata=about("Signed", "Keep what speaks against the target, below 0.")
    )


@dataclass(frozen=True, slots=True)
class GradCamPlusPlusParams(MethodParams):
    """How Grad-CAM++ divides."""

    method_name: ClassVar[str] = Method.GRAD_CAM_PLUS_PLUS

    epsilon: float = dataclasses.field(
        default=0.0, metadata=about("Epsilon", "Added to the denominator; pytorch-grad-cam adds 0.000001.", minimum=0)
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
        default=False, metadata=about("Centred", "Subtract the mean of each channel first, as pytorch-grad-cam does.")
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
        metadata=about("Samples", "Noisy copies of the photograph, a pass each.", minimum=1, maximum=10_000),
    )
    noise: float = dataclasses.field(
        default=0.15,
        metadata=about("Noise", "Standard deviation, as a share of the range of values.", minimum=0, maximum=10),
    )
    seed: int = dataclasses.field(
        default=0, metadata=about("Seed", "The same seed gives the same noise.", minimum=0, maximum=2**32)
    )


@dataclass(frozen=True, slots=True)
class IntegratedGradientsParams(MethodParams):
    """From where, and in how many steps."""

    method_name: ClassVar[str] = Method.INTEGRATED_GRADIENTS

    steps: int = dataclasses.field(
        default=50,
        metadata=about("Steps", "Points on the way from the baseline, a pass each.", minimum=1, maximum=2000),
    )
    baseline: Baseline = dataclasses.field(
        default=Baseline.ZERO, metadata=about("Baseline", "What stands for a photograph without anything to see.")
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
        default=16, metadata=about("Window", "Side of the square that is hidden, in pixels.", minimum=1)
    )
    stride: int = dataclasses.field(
        default=8, metadata=about("Stride", "From one window to the next, in pixels.", minimum=1)
    )
    fill: Fill = dataclasses.field(
        default=Fill.MEAN, metadata=about("Fill", "What takes the place of the hidden part.")
    )
    shows: Shown = dataclasses.field(
        default=Shown.EFFECT,
        metadata=about("Shows", "What hiding changes, or by how much that depends on the fill."),
    )
    extent: Extent = dataclasses.field(
        default=Extent.PICTURE,
        metadata=about("Extent", "All over the picture, or, for a channel, over its strongest unit's field."),
    )


@dataclass(frozen=True, slots=True)
class AttentionRolloutParams(MethodParams):
    """How the heads are brought together."""

    method_name: ClassVar[str] = Method.ATTENTION_ROLLOUT

    heads: HeadFusion = dataclasses.field(
        default=HeadFusion.MEAN, metadata=about("Heads", "How the heads of a layer become one.")
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
