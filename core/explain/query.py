"""A question about a network's answer: hashable, the key of the cache and the caption that cannot lie."""

from dataclasses import dataclass
from typing import TypeVar

from core.errors import ExplainError
from core.explain.method import Method
from core.explain.params import GradCamParams, MethodParams, params_type
from core.explain.targets import Aggregate, ChannelTarget, ClassTarget, ScoreTarget, Target
from core.images.photograph import ImageId
from core.networks.card import ModelId

__all__ = [
    "Aggregate",
    "ChannelTarget",
    "ClassTarget",
    "GradCamParams",
    "Method",
    "MethodParams",
    "Query",
    "ScoreTarget",
    "Target",
]


P = TypeVar("P", bound=MethodParams)


@dataclass(frozen=True, slots=True)
class Query:
    """Which photograph, which model, which method, what is explained and where.

    `layer` is a dotted module name as in the model's layer table; None for methods that explain at the input, which
    are those whose `core.explain.catalogue` entry says so. Without `params` they are the defaults of the method; raises
    ExplainError where they are those of another.
    """

    image: ImageId
    model: ModelId
    method: Method
    target: Target
    layer: str | None
    params: MethodParams = None  # type: ignore[assignment]  # never None: see below

    def __post_init__(self) -> None:
        wanted = params_type(self.method)
        if self.params is None:
            object.__setattr__(self, "params", wanted())
        elif type(self.params) is not wanted:
            raise ExplainError(f"The parameters of '{self.params.method_name}' mean nothing to '{self.method}'.")

    def params_as(self, kind: type[P]) -> P:
        """The parameters, known to be of the method's own `kind`."""
        if not isinstance(self.params, kind):
            raise TypeError(self.params)
        return self.params
