"""The small picture on the card of an experiment: one of the photographs that it would make."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.datasets.mask_colours import mask_colours
from core.datasets.outlines import draw_outlines, outline
from core.experiments.experiment import Experiment, Scale, Source
from core.experiments.photographs import recipe_of
from core.synthesis.rendering import Rendering
from desktop.translation import tr

_TRIED = 6


def card_picture(experiment: Experiment, number: int) -> NDArray[np.uint8]:
    """A photograph of the experiment's main arm with what tells its classes apart outlined: (h, w, 3) uint8 RGB.

    `number` is the card's place: cards of the same photographs show different ones. Takes about 0.1 s.
    """
    plan = experiment.main_arm.data
    recipe = recipe_of(plan, Scale.SMALL)
    rendering = None
    for index in range(_TRIED * number, _TRIED * (number + 1)):
        rendering = recipe.render(plan.seed, index)
        if _telling(rendering, experiment):
            break
    if rendering is None:
        raise ValueError(tr("nothing was tried"))
    pixels = rendering.pixels.copy()
    if plan.source is not Source.DIE:
        codes = _telling(rendering, experiment)
        for code, colour in mask_colours(codes).items():
            draw_outlines(pixels, outline(rendering.masks[code]).lines, colour, has_casing=False)
    return pixels


def _telling(rendering: Rendering, experiment: Experiment) -> list[str]:
    """The codes of the masks that are there and that an explanation should point at."""
    return [code for code, mask in rendering.masks.items() if code not in experiment.beside and mask.any()]
