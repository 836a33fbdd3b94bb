"""Subtracting the local mean, so that lighting and pigmentation go and lesions stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.images.geometry import IDENTITY
from core.images.steps.fields import check_known, read_bool, read_floats
from core.images.steps.step import Step, Stepped

_GREY = 128
_DARK = 20
_BRIM = 0.02
_FINEST_SIGMA = 2.0
"""The blur of the smaller copy, in its pixels, at the least."""


@dataclass(frozen=True, slots=True)
class LocalMean(Step):
    """`gain * (I - Gaussian(I)) + 128`, cut to 0..255, and plain grey outside a circle.

    For square images that the disc of light fills. `sigma` is the Gaussian's standard deviation in radii of the disc
    (half the image's height), `gain` a factor, `radius` the circle's radius in the same unit: its border would shine.
    Vincenzi 2017, 4.1 and Appendix 2, after B. Graham's winning entry of the EyePACS competition (2015): a gain of 4,
    sigma 1/30, radius 0.9.

    Where the camera cuts the disc off inside that circle, the formula makes a bright bar of its border. With
    `is_masked` (not in the thesis) the mean is taken over the disc of light alone, and what is dark (under 20), with a
    brim of 0.02 radii, comes out grey.
    """

    name: ClassVar[str] = "local_mean"

    sigma: float = 1 / 30
    gain: float = 4.0
    radius: float = 0.9
    is_masked: bool = False

    def __post_init__(self) -> None:
        for field, limit in (("sigma", 1.0), ("gain", 100.0), ("radius", 2.0)):
            value = getattr(self, field)
            if not 0 < value <= limit:
                message = f"'{field}' of the step '{self.name}' is {value}, and must be above 0 and at most {limit:g}."
                raise FunduscopeError(message)

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """The image without its local mean, of the same size."""
        height, width = pixels.shape[:2]
        unit = height / 2
        inside = np.zeros((height, width), np.uint8)
        cv2.circle(inside, (width // 2, height // 2), round(self.radius * unit), 1, -1)
        if self.is_masked:
            lit = _lit(pixels, unit)
            difference = pixels - _mean_of_lit(pixels, lit, self.sigma * unit)
            local = np.clip(np.rint(self.gain * difference + _GREY), 0, 255).astype(np.uint8)
            inside &= cv2.erode(lit, _disc(_BRIM * unit), borderValue=1).astype(np.uint8)
        else:
            values = pixels.astype(np.float32)
            mean = _blurred(values, self.sigma * unit)
            local = np.asarray(cv2.addWeighted(values, self.gain, mean, -self.gain, _GREY, dtype=cv2.CV_8U), np.uint8)
        local[inside == 0] = _GREY
        return Stepped(local, IDENTITY)

    def to_json(self) -> dict[str, object]:
        """The parameters."""
        return {"sigma": self.sigma, "gain": self.gain, "radius": self.radius, "is_masked": self.is_masked}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step of these parameters."""
        check_known(cls.name, fields, {"sigma", "gain", "radius", "is_masked"})
        is_masked = read_bool(cls.name, "is_masked", {"is_masked": False, **fields})
        numbers = {name: value for name, value in fields.items() if name != "is_masked"}
        values = {name: read_floats(cls.name, name, {name: [value]}, 1)[0] for name, value in numbers.items()}
        return cls(**values, is_masked=is_masked)


def _lit(pixels: NDArray[np.uint8], unit: float) -> NDArray[np.uint8]:
    """1 in the disc of light, dark spots inside it included, else 0."""
    light = (pixels.max(axis=2) > _DARK).astype(np.uint8)
    return cv2.morphologyEx(light, cv2.MORPH_CLOSE, _disc(0.1 * unit)).astype(np.uint8, copy=False)


def _disc(radius: float) -> NDArray[np.uint8]:
    side = 2 * max(1, round(radius)) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)).astype(np.uint8)


def _mean_of_lit(pixels: NDArray[np.uint8], lit: NDArray[np.uint8], sigma: float) -> NDArray[np.float32]:
    """The Gaussian mean of the lit pixels about each pixel: (height, width, 3) float32."""
    weight = _blurred(lit.astype(np.float32), sigma)[:, :, None]
    total = _blurred(pixels.astype(np.float32) * lit[:, :, None], sigma)
    return (total / np.maximum(weight, 1e-3)).astype(np.float32, copy=False)


def _blurred(values: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """A Gaussian blur of (h, w) or (h, w, 3), on a smaller copy where sigma allows: many times faster.

    Shrinking by area and growing linearly blur as well, by variances of (f^2 - 1) / 12 and f^2 / 6 pixels, which the
    Gaussian is spared. The difference to the Gaussian itself is below 0.2 grey levels on average in photographs.
    """
    factor = int(sigma / _FINEST_SIGMA)
    if factor < 2:
        return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma), np.float32)
    height, width = values.shape[:2]
    small = cv2.resize(values, (-(-width // factor), -(-height // factor)), interpolation=cv2.INTER_AREA)
    rest = sigma**2 - (factor**2 - 1) / 12 - factor**2 / 6
    small = cv2.GaussianBlur(small, (0, 0), rest**0.5 / factor)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
