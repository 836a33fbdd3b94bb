"""From a seed to a fundus photograph with its truth."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import PCG64, Generator, SeedSequence

from core.synthesis.codes import Code
from core.synthesis.fundus.options import Eye, FundusOptions
from core.synthesis.rendering import Rendering

_DEFAULT = FundusOptions()


def render_fundus(seed: int, index: int, options: FundusOptions = _DEFAULT) -> Rendering:
    """The fundus photograph number `index` of the series `seed`.

    Photographs 2n and 2n + 1 are the right and the left eye of one patient unless `options.eye` says otherwise. The
    label is the grade, 0 to 4.
    """
    rng = Generator(PCG64(SeedSequence([seed, index])))
    grade = int(rng.integers(5)) if options.grade is None else options.grade
    eye = options.eye or (Eye.RIGHT, Eye.LEFT)[index % 2]
    width, height = options.width, options.height
    radius = 0.48 * min(width, height)
    side = 1 if eye is Eye.RIGHT else -1
    pixels = np.zeros((height, width, 3), np.uint8)
    cv2.circle(pixels, (width // 2, height // 2), int(radius), (190, 90, 40), -1)
    disc = (int(width / 2 + side * 0.68 * radius), int(height / 2 - 0.05 * radius))
    masks = {Code.OPTIC_DISC.value: _dot(pixels, disc, int(0.15 * radius), (235, 190, 120))}
    for code, colour, size, least in (
        (Code.MICROANEURYSM, (140, 40, 20), 0.012, 1),
        (Code.BLOT_HAEMORRHAGE, (120, 30, 15), 0.03, 2),
        (Code.HARD_EXUDATE, (230, 210, 110), 0.02, 2),
        (Code.NEOVASCULARISATION, (150, 30, 20), 0.05, 4),
    ):
        if grade < least:
            continue
        mask = np.zeros((height, width), bool)
        for _ in range(3 * grade):
            x, y = (rng.random(2) * 1.2 - 0.6) * radius
            mask |= _dot(pixels, (int(width / 2 + x), int(height / 2 + y)), max(1, int(size * radius)), colour)
        masks[code.value] = mask
    facts = {"grade": grade, "eye": eye.value, "patient": index // 2}
    return Rendering(pixels, masks, grade, facts)


def _dot(pixels: np.ndarray, at: tuple[int, int], radius: int, colour: tuple[int, int, int]) -> np.ndarray:
    mask = np.zeros(pixels.shape[:2], np.uint8)
    cv2.circle(mask, at, radius, 255, -1)
    pixels[mask > 0] = colour
    return mask > 0
