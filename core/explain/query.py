"""A question about a network's answer: hashable, the key of the cache and the caption that cannot lie."""

from dataclasses import dataclass
from enum import StrEnum

from core.images.photograph import ImageId
from core.networks.card import ModelId


class Method(StrEnum):
    """The explanation methods; the value is the name on the command line and in files."""

    GRAD_CAM = "gradcam"


@dataclass(frozen=True, slots=True)
class ClassTarget:
    """The logit of one class, by its index."""

    index: int


Target = ClassTarget


@dataclass(frozen=True, slots=True)
class GradCamParams:
    """Grad-CAM has no parameters."""


MethodParams = GradCamParams


@dataclass(frozen=True, slots=True)
class Query:
    """Which photograph, which model, which method, what is explained and where.

    `layer` is a dotted module name as in the model's layer table; None for methods that explain at the input.
    """

    image: ImageId
    model: ModelId
    method: Method
    target: Target
    layer: str | None
    params: MethodParams = GradCamParams()
