"""Backward passes that are rectified at every ReLU, for guided backpropagation and deconvolutional networks.

Every call of a ReLU is seen as it is made, whether by a module, by a function or by a method of a tensor, in place or
not; nothing of the network is changed. It holds for the thread that enters it alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from torch.overrides import TorchFunctionMode

from core.errors import ExplainError


class Rule(Enum):
    """What becomes of a gradient at a ReLU."""

    GUIDED = auto()
    """It passes where it is positive and the ReLU was open."""
    DECONVOLUTION = auto()
    """It passes where it is positive, whether the ReLU was open or not."""


class Rectified(TorchFunctionMode):
    """Within it every ReLU that is called rectifies the gradients of later backward passes.

    `relus` counts the calls; `others` are the names of further activation functions met, which no rule speaks of.
    """

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self._rule = rule
        self.relus = 0
        self.others: set[str] = set()

    def __torch_function__(self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Any = None) -> Any:
        given = kwargs or {}
        if func in _OTHERS:
            self.others.add(func.__name__)
        if not _is_relu(func, args, given):
            return func(*args, **given)
        self.relus += 1
        return self._rectify(func, args, given)

    def check(self, title: str) -> tuple[str, ...]:
        """Notes about what else the network has. Raises ExplainError where there was no ReLU to rectify at."""
        names = ", ".join(sorted(self.others))
        if not self.relus:
            has = f" (it has {names})" if names else ""
            raise ExplainError(
                f"{title} is defined for networks with ReLU, and this one has none{has}.", "Choose another method."
            )
        if not names:
            return ()
        return (f"{title} has a rule for ReLU alone; through {names} plain gradients were passed.",)

    def _rectify(self, func: Any, args: Sequence[Any], given: dict[str, Any]) -> Tensor:
        is_in_place = _is_in_place(func, args, given)
        source = args[0] if args else given["input"]
        # A copy where the source is overwritten: the backward pass of some ReLUs looks at it again.
        rectified = self._gate(source.clone() if is_in_place else source, _limit(func, args, given))
        return source.copy_(rectified) if is_in_place else rectified

    def _gate(self, source: Tensor, limit: float | None) -> Tensor:
        output = functional.relu(source) if limit is None else functional.hardtanh(source, 0.0, limit)
        if self._rule is Rule.GUIDED:
            return _Positive.apply(output)  # type: ignore[no-any-return]
        return _PositiveAnywhere.apply(source, output.detach())  # type: ignore[no-any-return]


class _Positive(torch.autograd.Function):
    """The identity; backwards what is positive."""

    @staticmethod
    def forward(_ctx: Any, output: Tensor) -> Tensor:
        return output.view_as(output)

    @staticmethod
    def backward(_ctx: Any, gradient: Tensor) -> Tensor:
        return gradient.clamp(min=0)


class _PositiveAnywhere(torch.autograd.Function):
    """Gives `output` in place of `source`; backwards what is positive goes to the source."""

    @staticmethod
    def forward(_ctx: Any, _source: Tensor, output: Tensor) -> Tensor:
        return output.clone()

    @staticmethod
    def backward(_ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        return gradient.clamp(min=0), None


_IN_PLACE = (torch.relu_, Tensor.relu_, functional.hardtanh_)
_RELUS = (functional.relu, functional.relu_, torch.relu, torch.relu_, Tensor.relu, Tensor.relu_, functional.relu6)
_HARDTANHS = (functional.hardtanh, functional.hardtanh_)
_INPLACE_ARGUMENT = {functional.relu: 1, functional.relu6: 1, functional.hardtanh: 3}
"""Where these functions take whether to overwrite their input."""
_OTHERS = (
    functional.gelu, functional.silu, functional.elu, functional.leaky_relu, functional.selu, functional.celu,
    functional.prelu, functional.rrelu, functional.softplus, functional.mish, functional.hardswish, torch.prelu,
)  # fmt: skip
RELU6_LIMIT = 6.0


def _is_relu(func: Any, args: Sequence[Any], given: dict[str, Any]) -> bool:
    return func in _RELUS or (func in _HARDTANHS and _hardtanh_bounds(args, given)[0] == 0)


def _is_in_place(func: Any, args: Sequence[Any], given: dict[str, Any]) -> bool:
    place = _INPLACE_ARGUMENT.get(func)
    if place is None:
        return func in _IN_PLACE
    return bool(args[place] if len(args) > place else given.get("inplace", False))


def _limit(func: Any, args: Sequence[Any], given: dict[str, Any]) -> float | None:
    """The value above which the ReLU is flat; None where there is none."""
    if func is functional.relu6:
        return RELU6_LIMIT
    return _hardtanh_bounds(args, given)[1] if func in _HARDTANHS else None


def _hardtanh_bounds(args: Sequence[Any], given: dict[str, Any]) -> tuple[float, float]:
    lower = args[1] if len(args) > 1 else given.get("min_val", -1.0)
    upper = args[2] if len(args) > 2 else given.get("max_val", 1.0)
    return float(lower), float(upper)
