"""Putting the layers together: how much light comes back from every point of the retina."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.synthesis.fundus.camera import Aperture, Camera
from core.synthesis.fundus.canvas import Coverage
from core.synthesis.fundus.patient import Patient
from core.synthesis.fundus.spline import Plane, Sampler, SplineField
from core.synthesis.fundus.view import View

# Planes of a band this large stay in the processor's second cache.
_BAND_PIXELS = 1 << 15
_IN_FIELD = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A plane of coverage, and the optical density that full coverage has in red, green and blue."""

    coverage: Coverage
    densities: tuple[float, float, float]


def compose(
    backdrop: tuple[SplineField, ...], layers: list[Layer], patient: Patient, camera: Camera, view: View
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The photograph as it falls on the sensor, uint8 (h, w, 3), and which pixels show the eye, bool (h, w).

    It is made in bands of rows: memory stays bounded.
    """
    opening = Aperture(view)
    samplers = [field.sampled(opening.x, opening.y) for field in backdrop]
    glare = camera.glare.sampled(opening.x, opening.y) if camera.glare is not None else None
    pixels = np.empty((view.height, view.width, 3), np.uint8)
    field = np.empty((view.height, view.width), np.bool_)
    rows = max(1, _BAND_PIXELS // view.width)
    for start in range(0, view.height, rows):
        band = slice(start, min(start + rows, view.height))
        lit = opening.rows(band)
        field[band] = lit > _IN_FIELD
        veil = glare.rows(band) if glare is not None else None
        for channel, density in enumerate(_densities(samplers, layers, band)):
            light = _faded(density)
            _develop(light, patient, camera, channel, veil)
            pixels[band, :, channel] = _quantised(light, lit, camera.black)
    return pixels, field


def _densities(samplers: list[Sampler], layers: list[Layer], band: slice) -> list[Plane]:
    """What stands in the light's way in red, green and blue."""
    densities = [sampler.rows(band) for sampler in samplers]
    for layer in layers:
        part = layer.coverage[band]
        if not part.any():
            continue
        cover = part.astype(np.float32)
        for density, weight in zip(densities, layer.densities, strict=True):
            density += cover * np.float32(weight / 255)
    return densities


def _faded(density: Plane) -> Plane:
    """What is left of light after this density: (1 + d/8)^-8, in place; near exp(-d), and exact everywhere."""
    density *= np.float32(0.125)
    density += 1
    np.divide(np.float32(1), density, out=density)
    for _ in range(3):
        density *= density
    return density


def _develop(light: Plane, patient: Patient, camera: Camera, channel: int, veil: Plane | None) -> None:
    """From a share of the light to 8-bit units, in place: colour, haze, glare, gain."""
    colour = (patient.red, patient.green, patient.blue)[channel]
    gain = camera.gains[channel]
    light *= np.float32((1 - camera.haze) * colour * gain)
    light += np.float32(camera.haze * camera.haze_colour[channel] * gain)
    if veil is not None:
        light += veil * np.float32(camera.glare_colour[channel])


def _quantised(light: Plane, lit: Plane, black: int) -> NDArray[np.uint8]:
    light -= black
    light *= lit
    light += np.float32(black + 0.5)
    np.minimum(light, 255, out=light)
    np.maximum(light, 0, out=light)
    return light.astype(np.uint8)
