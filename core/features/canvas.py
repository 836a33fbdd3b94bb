"""What is changed when an exemplar is made: pixels, or the frequencies of a picture."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

COLOUR_CORRELATION = ((0.26, 0.26, 0.27), (0.09, 0.0, -0.05), (0.02, -0.05, 0.03))
"""Square root of the covariance of colours in natural pictures, a row a direction: light, blue-yellow, green-magenta
(Olah et al. 2017, "Feature Visualization", appendix on preconditioning). Photographs of the fundus vary along the same
first direction most."""
_NOISE = 0.01


class Canvas(ABC):
    """n pictures that can be changed by gradients, each with a margin around it so that it can be moved.

    `mean` and `std` are those of the network's normalisation; pictures are given in the units of its input.
    """

    def __init__(
        self,
        count: int,
        size: tuple[int, int],
        *,
        margin: int,
        mean: Sequence[float],
        std: Sequence[float],
        is_decorrelated: bool,
        given: NDArray[np.uint8] | None,
        generator: torch.Generator,
        device: torch.device,
    ) -> None:
        self._size, self._margin = size, margin
        self._mean = torch.tensor(mean, device=device)[:, None, None]
        self._std = torch.tensor(std, device=device)[:, None, None]
        mixing = torch.tensor(COLOUR_CORRELATION, device=device) if is_decorrelated else torch.eye(3, device=device)
        self._mixing = mixing / mixing.norm(dim=1).max()
        shape = (count, 3, size[0] + 2 * margin, size[1] + 2 * margin)
        start = None if given is None else _resized(given, shape).to(device)
        self.parameters = self._make(shape, start, generator, device)

    @abstractmethod
    def _make(
        self, shape: tuple[int, int, int, int], start: Tensor | None, generator: torch.Generator, device: torch.device
    ) -> list[Tensor]:
        """What is changed; `start` is (n, 3, height, width) in 0 to 1."""

    @abstractmethod
    def _drawn(self) -> Tensor:
        """The pictures with their margins, in the units of the network's input."""

    def moved(self, down: int, across: int) -> Tensor:
        """The pictures, moved by 0 to 2 margins: (n, 3, height, width), with their graph."""
        height, width = self._size
        return self._drawn()[:, :, down : down + height, across : across + width]

    def whole(self) -> Tensor:
        """The pictures where they belong, without jitter."""
        return self.moved(self._margin, self._margin)

    def colours(self, values: Tensor) -> Tensor:
        """Values in the units of the network's input as colours from 0 to 1, where they are that."""
        return values * self._std + self._mean

    def project(self, norm: float) -> None:  # noqa: B027  colours that come from a sigmoid are limited already
        """Bring the root mean square of each picture, in the units of the network's input, down to `norm`."""

    def shake(self, is_silent: Tensor, strength: float, generator: torch.Generator) -> None:
        """Begin anew, `strength` times as strongly as at first, with the pictures that `is_silent` (n,) names.

        Behind a rectification a channel that says nothing has no gradient to follow.
        """
        with torch.no_grad():
            for values in self.parameters:
                fresh = strength * _NOISE * torch.randn(values.shape, generator=generator).to(values.device)
                values[is_silent] = fresh[is_silent]

    def _normalised(self, colours: Tensor) -> Tensor:
        return (colours - self._mean) / self._std

    def _mixed(self, values: Tensor) -> Tensor:
        return torch.einsum("ncyx,cd->ndyx", values, self._mixing)


class PixelCanvas(Canvas):
    """The pixels themselves, in the units of the network's input."""

    def _make(
        self, shape: tuple[int, int, int, int], start: Tensor | None, generator: torch.Generator, device: torch.device
    ) -> list[Tensor]:
        noise = _NOISE * torch.randn(shape, generator=generator).to(device)
        values = noise if start is None else self._unmixed(self._normalised(start))
        return [values.requires_grad_()]

    def _unmixed(self, values: Tensor) -> Tensor:
        return torch.einsum("ncyx,cd->ndyx", values, torch.linalg.inv(self._mixing))

    def _drawn(self) -> Tensor:
        return self._mixed(self.parameters[0])

    def project(self, norm: float) -> None:
        """Scale down what is too strong."""
        if not norm:
            return
        with torch.no_grad():
            drawn = self._drawn()
            strength = drawn.pow(2).mean((1, 2, 3), keepdim=True).sqrt()
            self.parameters[0].mul_((norm / strength.clamp(min=1e-12)).clamp(max=1.0))


class FrequencyCanvas(Canvas):
    """Fourier coefficients, each scaled by its wavelength so that all learn alike; a sigmoid makes colours of them."""

    def _make(
        self, shape: tuple[int, int, int, int], start: Tensor | None, generator: torch.Generator, device: torch.device
    ) -> list[Tensor]:
        height, width = shape[2:]
        frequencies = torch.hypot(torch.fft.fftfreq(height)[:, None], torch.fft.rfftfreq(width)[None]).to(device)
        self._scale = 1.0 / frequencies.clamp(min=1.0 / max(height, width))
        self._scale = self._scale * (height * width) ** 0.5 / self._scale.mean()
        self._shape = (height, width)
        if start is None:
            spectrum = _NOISE * torch.randn((*shape[:2], height, width // 2 + 1, 2), generator=generator).to(device)
        else:
            flat = torch.special.logit(start.clamp(0.02, 0.98))
            flat = torch.einsum("ncyx,cd->ndyx", flat, torch.linalg.inv(self._mixing))
            spectrum = torch.view_as_real(torch.fft.rfft2(flat) / self._scale)
        return [spectrum.contiguous().requires_grad_()]

    def _drawn(self) -> Tensor:
        spectrum = torch.view_as_complex(self.parameters[0]) * self._scale
        flat = torch.fft.irfft2(spectrum, s=self._shape)
        return self._normalised(torch.sigmoid(self._mixed(flat)))


def _resized(given: NDArray[np.uint8], shape: tuple[int, int, int, int]) -> Tensor:
    """Pictures of any size as (n, 3, height, width) in 0 to 1; one stands for all."""
    height, width = shape[2:]
    tall = [cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA) for picture in given]
    values = torch.from_numpy(np.stack(tall).astype(np.float32) / 255).permute(0, 3, 1, 2).contiguous()
    return values.expand(shape[0], -1, -1, -1).clone() if len(values) == 1 else values
