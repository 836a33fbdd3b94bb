"""Random changes of photographs, a batch at a time, on whatever device the batch is.

Every change is drawn from the seed, the epoch and the sample's place in it, never from a running generator: a resumed
epoch, another batch size or another number of devices sees the same photographs.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from core.training.settings import AugmentationSettings

DRAWS = 11
"""Numbers drawn for each photograph, in the order in which `augment` takes them."""
_LUMA = (0.299, 0.587, 0.114)


def draw(random: np.random.Generator, count: int) -> NDArray[np.float32]:
    """What decides the changes of `count` photographs, (count, DRAWS) float32 from -1 to below 1."""
    return random.random((count, DRAWS), np.float32) * np.float32(2) - np.float32(1)


def augment(images: Tensor, draws: Tensor, settings: AugmentationSettings) -> Tensor:
    """The images (n, 3, height, width) float32 from 0 to 1, changed as `draws` (n, DRAWS) say; the same range.

    What comes in from beyond the frame has the colour of the photograph's corners, which is what surrounds a fundus.
    """
    images = _flip(images, draws, settings)
    if settings.rotation_degrees or settings.zoom or settings.shift:
        images = _move(images, draws, settings)
    if settings.brightness or settings.contrast or settings.saturation or settings.hue_degrees:
        images = _recolour(images, draws, settings)
    if settings.blur_px:
        images = _blur(images, (draws[:, 10] + 1) / 2 * settings.blur_px, settings.blur_px)
    return images


def _flip(images: Tensor, draws: Tensor, settings: AugmentationSettings) -> Tensor:
    for is_on, column, axis in ((settings.horizontal_flip, 0, 3), (settings.vertical_flip, 1, 2)):
        if is_on:
            images = torch.where((draws[:, column] > 0)[:, None, None, None], images.flip(axis), images)
    return images


def _move(images: Tensor, draws: Tensor, settings: AugmentationSettings) -> Tensor:
    """Rotation, zoom and shift in one bilinear interpolation."""
    height, width = images.shape[2:]
    angle = draws[:, 2] * math.radians(settings.rotation_degrees)
    scale = (1 + settings.zoom) ** draws[:, 3]
    cosine, sine = angle.cos() / scale, angle.sin() / scale
    # In units of half the sides, as grid_sample wants them: a rotation of a frame that is not square must be stretched.
    rows = [
        torch.stack([cosine, -sine * (height / width), 2 * settings.shift * draws[:, 4]], 1),
        torch.stack([sine * (width / height), cosine, 2 * settings.shift * draws[:, 5]], 1),
    ]
    grid = functional.affine_grid(torch.stack(rows, 1), list(images.shape), align_corners=False)
    fill = images[:, :, :: max(height - 1, 1), :: max(width - 1, 1)].mean((2, 3), keepdim=True)
    moved = functional.grid_sample(images - fill, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    return moved + fill


def _recolour(images: Tensor, draws: Tensor, settings: AugmentationSettings) -> Tensor:
    """Hue, saturation, contrast and brightness, which are one linear map of each photograph's colours."""
    count = len(images)
    matrix = _hue(draws[:, 8] * math.radians(settings.hue_degrees))
    luma = images.new_tensor(_LUMA)
    saturation = (1 + settings.saturation * draws[:, 7])[:, None, None]
    grey = luma.expand(3, 3)
    matrix = saturation * matrix + (1 - saturation) * grey @ matrix
    contrast = (1 + settings.contrast * draws[:, 6])[:, None, None]
    mean = (images.mean((2, 3)) * luma).sum(1)[:, None, None]  # neither hue nor saturation changes the luma
    brightness = (1 + settings.brightness * draws[:, 9])[:, None, None]
    changed = torch.einsum("nij,njhw->nihw", brightness * contrast * matrix, images)
    offset = (brightness * (1 - contrast) * mean).expand(count, 3, 1)[..., None]
    return (changed + offset).clamp(0, 1)


def _hue(angle: Tensor) -> Tensor:
    """Rotations of the colours about the axis of greys in YIQ, (n, 3, 3), as televisions turn the tint."""
    to_yiq = angle.new_tensor([[0.299, 0.587, 0.114], [0.596, -0.274, -0.322], [0.211, -0.523, 0.312]])
    turn = torch.zeros(len(angle), 3, 3, device=angle.device, dtype=angle.dtype)
    turn[:, 0, 0] = 1
    turn[:, 1, 1] = turn[:, 2, 2] = angle.cos()
    turn[:, 1, 2], turn[:, 2, 1] = -angle.sin(), angle.sin()
    turned: Tensor = torch.linalg.inv(to_yiq) @ turn @ to_yiq
    return turned


def _blur(images: Tensor, sigma: Tensor, largest: float) -> Tensor:
    """A Gaussian of its own for each photograph, in two passes; edges are mirrored."""
    count, channels, height, width = images.shape
    radius = min(math.ceil(3 * largest), height - 1, width - 1)
    places = torch.arange(-radius, radius + 1, device=images.device, dtype=images.dtype)
    kernel = torch.exp(-0.5 * (places / sigma.clamp(min=1e-3)[:, None]) ** 2)
    kernel = (kernel / kernel.sum(1, keepdim=True)).repeat_interleave(channels, 0)[:, None]
    flat = images.reshape(1, count * channels, height, width)
    flat = functional.pad(flat, (radius,) * 4, mode="reflect")
    flat = functional.conv2d(flat, kernel[:, :, :, None], groups=count * channels)
    flat = functional.conv2d(flat, kernel[:, :, None, :], groups=count * channels)
    return flat.reshape(count, channels, height, width)
