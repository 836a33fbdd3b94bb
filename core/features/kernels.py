"""The kernels of a convolution as pictures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from core.errors import ExplainError, did_you_mean
from core.features.kinds import Order, Scale, View

Floats = NDArray[np.float32]
DEAD_NORM = 1e-12
"""A kernel whose norm is this small next to the largest one of its layer answers to nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Kernels:
    """The kernels of one convolution.

    `weights` is float32 (channels, inputs, height, width), read-only; inputs are those of one group. Kernels of 1 x 1
    pixel mix channels and have no shape: `is_mixing`.
    """

    layer: str
    weights: Floats

    @property
    def count(self) -> int:
        """How many channels the layer gives."""
        return int(self.weights.shape[0])

    @property
    def inputs(self) -> int:
        """How many channels each kernel reads."""
        return int(self.weights.shape[1])

    @property
    def is_mixing(self) -> bool:
        """Whether the kernels only mix channels."""
        return self.weights.shape[2:] == (1, 1)

    @property
    def norms(self) -> Floats:
        """The Euclidean norm of each kernel: (channels,)."""
        return np.asarray(np.sqrt((self.weights.astype(np.float64) ** 2).sum((1, 2, 3))), np.float32)

    @property
    def is_dead(self) -> NDArray[np.bool_]:
        """For each kernel whether all its weights are nought, next to the largest of the layer: (channels,)."""
        norms = self.norms
        return norms <= DEAD_NORM * max(float(norms.max(initial=0.0)), 1.0)

    def views(self) -> tuple[View, ...]:
        """The ways in which these kernels can be shown."""
        if self.is_mixing:
            return (View.MIXING, View.INPUT)
        if self.inputs == 1:
            return (View.MEAN,)
        return (View.COLOUR, View.INPUT, View.MEAN) if self.inputs == 3 else (View.MEAN, View.COMPONENT, View.INPUT)

    @property
    def matrix(self) -> Floats:
        """The weights of kernels of 1 x 1 as they mix channels: (channels, inputs). Raises ExplainError for others."""
        if not self.is_mixing:
            height, width = self.weights.shape[2:]
            raise ExplainError(f"The kernels of '{self.layer}' are {height} x {width}: they do not only mix channels.")
        return np.asarray(self.weights[:, :, 0, 0], np.float32)


def convolutions(module: nn.Module) -> tuple[str, ...]:
    """The dotted names of the two-dimensional convolutions, in the order of the network's definition."""
    return tuple(name for name, part in module.named_modules() if isinstance(part, nn.Conv2d))


def kernels_of(module: nn.Module, name: str) -> Kernels:
    """The kernels of the convolution `name`. Raises ExplainError where there is none of that name."""
    parts = dict(module.named_modules())
    part = parts.get(name)
    if not isinstance(part, nn.Conv2d):
        known = convolutions(module)
        what = f"'{name}' has no kernels" if part is not None else f"There is no layer '{name}'"
        hint = did_you_mean(name, known) or (f"The first convolution is '{known[0]}'." if known else "")
        raise ExplainError(f"{what}: it is no convolution.", hint or "This network has no convolution.")
    weights = part.weight.detach().to("cpu", torch.float32).numpy().copy()
    weights.flags.writeable = False
    return Kernels(name, weights)


def planes(kernels: Kernels, view: View, *, channel: int = 0) -> Floats:
    """What `view` shows of each kernel: (channels, height, width), or (channels, height, width, 3) in colour.

    `channel` is the input channel of View.INPUT. Raises ExplainError for a view that these kernels do not have.
    """
    weights = kernels.weights
    match view:
        case View.COLOUR:
            if kernels.inputs != 3:
                raise ExplainError(f"'{kernels.layer}' reads {kernels.inputs} channels, which are no colours.")
            return np.ascontiguousarray(weights.transpose(0, 2, 3, 1))
        case View.MIXING:
            return _in_reading_order(kernels.matrix)
        case View.INPUT:
            if not 0 <= channel < kernels.inputs:
                raise ExplainError(f"'{kernels.layer}' reads channels 0 to {kernels.inputs - 1}, not {channel}.")
            return np.ascontiguousarray(weights[:, channel])
        case View.MEAN:
            return np.asarray(weights.mean(1), np.float32)
        case View.COMPONENT:
            return _components(weights)


def order(kernels: Kernels, by: Order, *, activations: Floats | None = None, like: int = 0) -> NDArray[np.intp]:
    """The channels in the order in which to show them.

    `activations` (channels,) are wanted for Order.ACTIVATION, the strongest first; Order.SIMILARITY puts first what is
    most like channel `like` by the cosine of the angle between the kernels. Raises ExplainError where they are missing.
    """
    match by:
        case Order.NUMBER:
            return np.arange(kernels.count)
        case Order.NORM:
            return np.argsort(-kernels.norms, kind="stable")
        case Order.ACTIVATION:
            if activations is None or activations.shape != (kernels.count,):
                raise ExplainError("The activations of this layer are not known.", "Choose a photograph first.")
            return np.argsort(-activations, kind="stable")
        case Order.SIMILARITY:
            if not 0 <= like < kernels.count:
                raise ExplainError(f"'{kernels.layer}' has channels 0 to {kernels.count - 1}, not {like}.")
            flat = kernels.weights.reshape(kernels.count, -1).astype(np.float64)
            norms = np.maximum(np.linalg.norm(flat, axis=1), 1e-30)
            cosines = flat @ flat[like] / (norms * norms[like])
            cosines[like] = np.inf
            return np.argsort(-cosines, kind="stable")


def shades(shown: Floats, scale: Scale) -> NDArray[np.uint8]:
    """Planes as grey levels or colours, uint8: 128 is nought, 255 the largest weight by magnitude, 1 its negative."""
    axes = tuple(range(1, shown.ndim))
    largest = np.abs(shown).max(axes, keepdims=True, initial=0) if scale is Scale.OWN else np.abs(shown).max(initial=0)
    largest = np.where(largest > 0, largest, 1)
    return np.asarray(np.rint(128 + 127 * shown / largest), np.uint8)


def _in_reading_order(rows: Floats) -> Floats:
    """Each row as a picture that is nearly square, filled up with 0."""
    count, length = rows.shape
    width = int(np.ceil(np.sqrt(length)))
    height = -(-length // width)
    found = np.zeros((count, height * width), np.float32)
    found[:, :length] = rows
    return found.reshape(count, height, width)


def _components(weights: Floats) -> Floats:
    count, inputs, height, width = weights.shape
    found = np.empty((count, height, width), np.float32)
    for index, kernel in enumerate(weights.reshape(count, inputs, -1).astype(np.float64)):
        # The plane that, times a weight for each input, comes nearest to the kernel.
        _left, strengths, right = np.linalg.svd(kernel, full_matrices=False)
        plane = right[0] * strengths[0] / np.sqrt(inputs)
        found[index] = (plane if plane @ kernel.mean(0) >= 0 else -plane).reshape(height, width)
    return found
