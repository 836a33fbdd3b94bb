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
from torch import Tensor, nn
from torch.nn import functional
from torch.overrides import TorchFunctionMode


class OtherDeviceError(Exception):
    """Another device could not make its part of a step."""


class Together:
    """All devices of a training. Their sums have a group of their own: they never mix with those of gradients.

    While it `is_guarded`, the devices ask one another before each sum whether all of them got so far, by processor and
    network and not by cards: one that ran out of memory says so, and none waits for it for ever.
    """

    def __init__(self) -> None:
        self._group: Any = dist.new_group()
        self._words: Any = dist.new_group(backend="gloo")
        self.is_guarded = True

    def sum(self, value: Tensor) -> Tensor:
        """The sum of a tensor over all devices, with its gradient. Raises OtherDeviceError."""
        whole: Tensor = _Sum.apply(value, self)
        return whole

    def reduced(self, value: Tensor) -> Tensor:
        """The sum, without a gradient. Raises OtherDeviceError."""
        if self.is_guarded:
            self.ask()
        whole = value.detach().contiguous().clone()
        dist.all_reduce(whole, group=self._group)
        return whole

    def ask(self) -> None:
        """Wait until all devices have got so far. Raises OtherDeviceError where one has not."""
        if self._failures(has_failed=False):
            raise OtherDeviceError

    def tell_failure(self) -> None:
        """Let the others know, in place of their next question, that this device did not get so far."""
        self._failures(has_failed=True)

    def _failures(self, *, has_failed: bool) -> int:
        count = torch.tensor([int(has_failed)], dtype=torch.int32)
        dist.all_reduce(count, group=self._words)
        return int(count.item())

    def share_gradient(self, module: nn.Module) -> None:
        """Give each weight the mean of its gradients over all devices, as `DistributedDataParallel` does."""
        own = [each.grad for each in module.parameters() if each.grad is not None]
        flat = torch.cat([each.reshape(-1) for each in own])
        dist.all_reduce(flat, group=self._group)
        flat /= dist.get_world_size(self._group)
        parts = torch.split(flat, [each.numel() for each in own])
        for gradient, part in zip(own, parts, strict=True):
            gradient.copy_(part.view_as(gradient))


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
    def forward(context: Any, value: Tensor, together: Together) -> Tensor:
        context.together = together
        return together.reduced(value)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor, None]:
        return context.together.reduced(gradient), None
