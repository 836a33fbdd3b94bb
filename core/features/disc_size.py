"""How large the optic disc is on a photograph: the circle around it at which brightness falls on all sides at once.

After the integro-differential operator by which Daugman 1993, "High confidence visual recognition of persons by a test
of statistical independence", finds the iris. Deviations: what counts is the fall's mean over the circle less half of
its spread, since vessels and the cup have steep edges on some sides only; and larger circles count for more, since the
cup is a circle within the disc.

On the 27 photographs of IDRiD with an outlined disc the diameter is off by 4 % in the mean (by the disc's usual share
of the field: 6 %); on the same photographs cut to fields of about 30 degrees by 4 % (42 %).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.images.field import find_field

SIDE_PX = 256
"""The field is brought to this diameter."""
_RADII = (0.035, 0.15)
"""The smallest and largest radius, in shares of the field's diameter: discs in fields of about 20 to 100 degrees."""
_REACH, _STEP_PX = 0.045, 2.0
"""How far from where the disc was found the middle may lie, in the same shares, and how finely it is looked for."""
_ANGLES, _APART_PX = 48, 2
"""Points on a circle, and how far inside and outside of it brightness is compared."""
_VESSEL_PX, _BLUR_PX = 7, 1.0
_SPREAD_WEIGHT, _SIZE_POWER = 0.5, 0.75
LEAST_CLEAR = 1.2
"""By so much the score of a circle must exceed the spread of the fall along it."""


def disc_diameter(pixels: NDArray[np.uint8], centre: tuple[float, float]) -> float | None:
    """The diameter in pixels of the disc whose middle is near `centre` (x, y); None where no circle is clear.

    `pixels` is (height, width, 3) uint8 RGB. Raises ImageError for a photograph that is dark all over.
    """
    field = find_field(pixels)
    if not field.diameter > 0:
        raise ImageError("There is no field of light in the photograph.", "Choose another photograph.")
    scale = SIDE_PX / field.diameter
    light = _light(pixels, scale)
    radii = np.arange(_RADII[0] * SIDE_PX, _RADII[1] * SIDE_PX)
    reach = np.arange(-_REACH * SIDE_PX, _REACH * SIDE_PX + 0.5, _STEP_PX)
    x0, y0 = centre[0] * scale, centre[1] * scale
    best, diameter, clearness = -np.inf, 0.0, 0.0
    for down in reach:
        for across in reach:
            if np.hypot(across, down) > _REACH * SIDE_PX:
                continue
            fall = _fall(light, (x0 + across, y0 + down), radii)
            mean, spread = fall.mean(1), fall.std(1)
            score = (mean - _SPREAD_WEIGHT * spread) * radii[_APART_PX:-_APART_PX] ** _SIZE_POWER
            place = int(score.argmax())
            if score[place] > best:
                best, diameter = float(score[place]), 2 * float(radii[_APART_PX + place]) / scale
                clearness = float(mean[place] / max(spread[place], 1e-6)) - _SPREAD_WEIGHT
    return diameter if clearness >= LEAST_CLEAR else None


def _light(pixels: NDArray[np.uint8], scale: float) -> NDArray[np.float32]:
    """Brightness without thin vessels, at `scale`."""
    size = max(8, round(pixels.shape[1] * scale)), max(8, round(pixels.shape[0] * scale))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    light = small[..., :2].astype(np.float32).mean(2)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_VESSEL_PX, _VESSEL_PX))
    closed = cv2.morphologyEx(light, cv2.MORPH_CLOSE, kernel)
    return np.asarray(cv2.GaussianBlur(closed, (0, 0), _BLUR_PX), np.float32)


def _fall(light: NDArray[np.float32], middle: tuple[float, float], radii: NDArray[np.float64]) -> NDArray[np.float32]:
    """How far brightness falls from inside to outside of each circle, at each of its points: (circles, points)."""
    angles = np.linspace(0, 2 * np.pi, _ANGLES, endpoint=False)
    x = (middle[0] + np.outer(radii, np.cos(angles))).astype(np.float32)
    y = (middle[1] + np.outer(radii, np.sin(angles))).astype(np.float32)
    rays = cv2.remap(light, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(rays[: -2 * _APART_PX] - rays[2 * _APART_PX :], np.float32)
