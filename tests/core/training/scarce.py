"""Run by torchrun: `train` of the command line, where the second device has room for three photographs only.

What it lacks memory for is the backward pass of the third step: by then the other device has gone on alone as far as
it can.
"""

from __future__ import annotations

import os
import sys

import torch
from torch import Tensor

from core.cli.program import main
from core.training import stepping

MOST = 3
calls = 0


class Scarce(torch.autograd.Function):
    """The images as they are; without memory for the gradient of too many."""

    @staticmethod
    def forward(context: torch.autograd.function.FunctionCtx, images: Tensor) -> Tensor:
        return images.clone()

    @staticmethod
    def backward(context: torch.autograd.function.FunctionCtx, gradient: Tensor) -> Tensor:
        if len(gradient) > MOST and calls > 2:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return gradient


real = stepping.augment


def augment(images: Tensor, *rest: object) -> Tensor:
    """As it is, with a gradient that has to be worked out down to the images."""
    global calls
    calls += 1
    return Scarce.apply(real(images, *rest).requires_grad_())  # type: ignore[arg-type, no-any-return, no-untyped-call]


if __name__ == "__main__":
    if os.environ["RANK"] == "1":
        stepping.augment = augment
    sys.exit(main(sys.argv[1:]))
