"""Photographs without something: what takes the place of a hidden part, and baselines. All on the network's input."""

from __future__ import annotations

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.explain.background import local_background, without_lesions
from core.explain.case import Case
from core.explain.params import Baseline, Fill

INPAINT_RADIUS_PX = 3.0
INPAINT_MARGIN_PX = 8
BLUR_SHARE = 1 / 16
"""The width of a baseline's blur, as a share of the input's shorter side."""


def plain(case: Case, fill: Fill | Baseline, *, blur_px: float) -> Tensor:
    """A whole input (1, c, h, w) of that fill. `blur_px` is the standard deviation of a blur. Not for inpainting."""
    image = case.image
    match fill.value:
        case Fill.MEAN.value:
            return image.mean((2, 3), keepdim=True).expand_as(image)
        case Fill.ZERO.value:
            return torch.zeros_like(image)
        case Fill.BLACK.value:
            black = [-mean / std for mean, std in zip(case.mean, case.std, strict=True)]
            return torch.tensor(black, dtype=image.dtype, device=image.device).reshape(1, -1, 1, 1).expand_as(image)
        case Fill.BLUR.value:
            return _blurred(image, blur_px)
        case Fill.BACKGROUND.value:
            return from_pixels(case, local_background(to_pixels(case)))[None]
        case Fill.BACKGROUND_VESSELS.value:
            return from_pixels(case, without_lesions(to_pixels(case)))[None]
        case _:
            raise ValueError(f"{fill} is no whole picture")


def baseline(case: Case, kind: Baseline) -> Tensor:
    """The baseline (1, c, h, w) of that kind."""
    return plain(case, kind, blur_px=BLUR_SHARE * min(case.image.shape[2:]))


def inpainted(pixels: NDArray[np.uint8], top: int, left: int, bottom: int, right: int) -> NDArray[np.uint8]:
    """The part of `pixels` (h, w, 3) within the box, as its surroundings suggest it, in the shape of the box."""
    height, width = pixels.shape[:2]
    begin, end = max(0, top - INPAINT_MARGIN_PX), min(height, bottom + INPAINT_MARGIN_PX)
    first, last = max(0, left - INPAINT_MARGIN_PX), min(width, right + INPAINT_MARGIN_PX)
    around = np.ascontiguousarray(pixels[begin:end, first:last])
    hidden = np.zeros(around.shape[:2], np.uint8)
    hidden[top - begin : bottom - begin, left - first : right - first] = 1
    filled = cv2.inpaint(around, hidden, INPAINT_RADIUS_PX, cv2.INPAINT_TELEA)
    return np.asarray(filled[top - begin : bottom - begin, left - first : right - first], np.uint8)


def to_pixels(case: Case) -> NDArray[np.uint8]:
    """The input as 8-bit colour (h, w, c)."""
    values = case.image[0].float().cpu().numpy().transpose(1, 2, 0)
    colours = (values * np.array(case.std, np.float32) + np.array(case.mean, np.float32)) * 255
    pixels: NDArray[np.uint8] = np.clip(np.rint(colours), 0, 255).astype(np.uint8)
    return pixels


def from_pixels(case: Case, pixels: NDArray[np.uint8]) -> Tensor:
    """8-bit colour (h, w, c) as the network reads it: (c, h, w)."""
    values = (pixels.astype(np.float32) / 255 - np.array(case.mean, np.float32)) / np.array(case.std, np.float32)
    return torch.from_numpy(np.ascontiguousarray(values.transpose(2, 0, 1))).to(case.image)


def _blurred(image: Tensor, deviation_px: float) -> Tensor:
    values = image[0].float().cpu().numpy()
    smooth = [cv2.GaussianBlur(channel, (0, 0), deviation_px, borderType=cv2.BORDER_REPLICATE) for channel in values]
    return torch.from_numpy(np.stack(smooth))[None].to(image)
