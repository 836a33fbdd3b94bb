"""The camera: aperture, focus, exposure, glare, dust, noise of the sensor and blocks of a compressed file."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.synthesis.fundus.arithmetic import TURN, Floats, cos_sin
from core.synthesis.fundus.blocks import BLOCK, compressed
from core.synthesis.fundus.canvas import Canvas, Coverage
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.options import FieldShape
from core.synthesis.fundus.patient import Patient
from core.synthesis.fundus.spline import Plane, SplineField, knot_positions
from core.synthesis.fundus.view import View

_GLARE_CELLS = 32
_LEAST_SIGMA_PX = 0.3
# A bell of standard deviation 1 in 256 equal parts, the lower half the mirror of the upper.
_UPPER = np.sort(np.abs(Draws(0).bells(1 << 14)))[64::128]
_QUANTILES = np.concatenate([-_UPPER[::-1], _UPPER])
_BAND_PIXELS = 1 << 15


@dataclass(frozen=True, slots=True, eq=False)
class Camera:
    """How one photograph is exposed: blur in field radii, noise in 8-bit units, glare as a field of light added.

    `gains` multiply red, green and blue; `haze` (0 to 1) mixes in `haze_colour`; `coarseness` is that of
    `blocks.compressed`.
    """

    gains: tuple[float, float, float]
    haze: float
    haze_colour: tuple[float, float, float]
    blur: float
    noise: float
    coarseness: int
    glare: SplineField | None
    glare_colour: tuple[float, float, float]
    black: int


def draw_camera(draws: Draws, patient: Patient) -> Camera:
    """The exposure of one photograph of a patient."""
    exposure = 1 + 0.06 * draws.bell()
    cast = 1 + 0.05 * draws.bells(3)
    colour = (patient.red, patient.green, patient.blue)
    milky = draws.between(0.0, 0.35)
    glare = _glare(draws)
    return Camera(
        gains=(exposure * float(cast[0]), exposure * float(cast[1]), exposure * float(cast[2])),
        haze=min(0.6, patient.haze * draws.between(0.6, 1.4)),
        haze_colour=(colour[0] * 1.02, colour[1] * (1.0 + 0.4 * milky), colour[2] * (1.0 + milky)),
        blur=draws.pick((0.0012, 0.0026, 0.0050), (4, 4, 1)) * draws.between(0.7, 1.3),
        noise=draws.pick((0.6, 1.4, 3.0), (4, 4, 2)) * draws.between(0.7, 1.4),
        coarseness=draws.pick((0, 1, 2), (8, 1.3, 0.7)),
        glare=glare,
        glare_colour=draws.pick(((60.0, 42.0, 24.0), (70.0, 30.0, 6.0), (36.0, 40.0, 48.0)), (2, 2, 1)),
        black=draws.whole(0, 5),
    )


def _glare(draws: Draws) -> SplineField | None:
    """Light from a lid or from the rim of the pupil: a crescent at the field's edge, or a veil."""
    if draws.chance(0.62):
        return None
    line = knot_positions(_GLARE_CELLS)
    u, v = np.meshgrid(line, line)
    cosine, sine = (float(value) for value in cos_sin(np.array(draws.between(0, TURN))))
    shift = draws.between(0.12, 0.4)
    x, y = u + shift * cosine, v + shift * sine
    beyond = np.maximum(np.sqrt(x * x + y * y) - draws.between(0.92, 1.1), 0)
    strength = draws.between(1.5, 7.0)
    return SplineField(np.minimum(beyond * strength, 1.6).astype(np.float32))


class Aperture:
    """What the camera lets through: the circle, cut above and below or not, with or without a notch."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.x: Floats = (np.arange(view.width) - view.centre_x) / view.radius_px
        self.y: Floats = (np.arange(view.height) - view.centre_y) / view.radius_px
        self._notch = _notch(view) if view.shape is FieldShape.NOTCHED else None

    def rows(self, rows: slice) -> Plane:
        """How much light each pixel of these rows gets, float32 (rows, w): 0 outside, 1 inside."""
        across, down = self.x.astype(np.float32)[None, :], self.y[rows].astype(np.float32)[:, None]
        scale, half = np.float32(self._view.radius_px), np.float32(0.5)
        lit: Plane = np.minimum(np.maximum((1 - np.sqrt(across * across + down * down)) * scale + half, 0), 1)
        if self._notch is not None:
            lit = np.maximum(lit, self._notch[rows] * np.float32(1 / 255))
        level = np.minimum(np.maximum((np.float32(self._view.half_height) - np.abs(down)) * scale + half, 0), 1)
        lit *= level
        return lit


def _notch(view: View) -> Coverage:
    """Two small teeth beyond the rim, to the upper right: by them photographers tell up from down."""
    canvas = Canvas(view.of_field())
    for first, second, height in ((-0.595, -0.535, 0.028), (-0.535, -0.46, 0.045)):
        cosine, sine = cos_sin(np.array([first, second]))
        inner = np.stack([cosine, sine], axis=1) * 0.96
        canvas.fill(np.concatenate([inner, inner[::-1] * ((1 + height) / 0.96)]))
    return canvas.coverage()


def expose(pixels: NDArray[np.uint8], camera: Camera, view: View, draws: Draws) -> NDArray[np.uint8]:
    """Blur, grain and compress a photograph (h, w, 3), band by band."""
    sigma = camera.blur * view.radius_px
    if sigma >= _LEAST_SIGMA_PX:
        pixels = cv2.GaussianBlur(pixels, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE).astype(np.uint8, copy=False)
    rows = max(1, _BAND_PIXELS // view.width // BLOCK) * BLOCK
    own, shared = _grain_tables(camera.noise), _grain_tables(0.7 * camera.noise)
    result = np.empty_like(pixels)
    for start in range(0, view.height, rows):
        band = pixels[start : start + rows]
        height, width, _ = band.shape
        band = _grained(band, draws.octets(height, width, 3), own)
        grey = cv2.merge([draws.octets(height, width)] * 3).astype(np.uint8, copy=False)
        band = _grained(band, grey, shared)
        result[start : start + rows] = compressed(band, camera.coarseness)
    return result


def _grain_tables(noise: float) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """How much each of 256 equally likely bytes brightens, and how much it darkens: together of mean 0."""
    grain = np.rint(_QUANTILES * noise)
    return np.maximum(grain, 0).astype(np.uint8), np.maximum(-grain, 0).astype(np.uint8)


def _grained(
    band: NDArray[np.uint8], octets: NDArray[np.uint8], tables: tuple[NDArray[np.uint8], NDArray[np.uint8]]
) -> NDArray[np.uint8]:
    """A band with noise; OpenCV adds and subtracts bytes up to their limits."""
    brighter, darker = tables
    brightened = cv2.add(band, cv2.LUT(octets, brighter))
    return cv2.subtract(brightened, cv2.LUT(octets, darker)).astype(np.uint8, copy=False)
