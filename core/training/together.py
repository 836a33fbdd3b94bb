"""What several devices must work out together so that each step is the one that a single device would make.

Each device has a share of the batch. Batch normalisation takes its mean and variance over the whole batch, and losses
that are figures of a batch see all of its answers; gradients flow back through both.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor
from torch.nn import functional
from torch.overrides import TorchFunctionMode


class Together:
    """All devices of a training. Their sums have a group of their own: they never mix with those of gradients."""

    def __init__(self) -> None:
        self._group = dist.new_group()

    def sum(self, value: Tensor) -> Tensor:
        """The sum of a tensor over all devices, with its gradient."""
        whole: Tensor = _Sum.apply(value, self._group)
        return whole


class BatchStatistics(TorchFunctionMode):
    """Within it, batch normalisation in training sees the shares of all devices.

    It stands in for `torch.nn.SyncBatchNorm`, which knows no processor and does not reach timm's own layers.
    """

    def __init__(self, together: Together) -> None:
        super().__init__()
        self._together = together

    def __torch_function__(self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Any = None) -> Any:
        given = kwargs or {}
        if func is functional.batch_norm:
            bound = _SIGNATURE.bind(*args, **given)
            bound.apply_defaults()
            if bound.arguments.pop("training"):
                return _batch_norm(self._together, **bound.arguments)
        return func(*args, **given)


_SIGNATURE = inspect.signature(functional.batch_norm)


def _batch_norm(
    together: Together,
    *,
    input: Tensor,  # noqa: A002 - torch's names
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None,
    bias: Tensor | None,
    momentum: float,
    eps: float,
) -> Tensor:
    """As torch's, over all devices. Deviations are added up about the common mean: squares alone lose digits."""
    axes = [0, *range(2, input.ndim)]
    wide = input.float()
    count = torch.tensor(float(input.numel() // input.shape[1]), device=input.device)
    total = together.sum(count)
    mean = together.sum(wide.sum(axes)) / total
    shape = (1, -1, *(1,) * (input.ndim - 2))
    centred = wide - mean.view(shape)
    variance = together.sum(centred.square().sum(axes)) / total
    if running_mean is not None and running_var is not None:
        with torch.no_grad():
            running_mean.lerp_(mean.detach().to(running_mean.dtype), momentum)
            unbiased = variance.detach() * (total / (total - 1).clamp(min=1))
            running_var.lerp_(unbiased.to(running_var.dtype), momentum)
    result = centred * torch.rsqrt(variance + eps).view(shape)
    if weight is not None:
        result = result * weight.view(shape)
    if bias is not None:
        result = result + bias.view(shape)
    return result.to(input.dtype)


class _Sum(torch.autograd.Function):
    """The sum over all devices; its gradient is the sum of theirs."""

    @staticmethod
    def forward(context: Any, value: Tensor, group: Any) -> Tensor:
        context.group = group
        whole = value.detach().clone()
        dist.all_reduce(whole, group=group)
        return whole

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor, None]:
        whole = gradient.contiguous().clone()
        dist.all_reduce(whole, group=context.group)
        return whole, None
