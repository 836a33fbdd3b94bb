"""What is done to every photograph before the network sees it. Knows no torch."""

from __future__ import annotations

from core.images.preparation import Preparation, recipe
from core.training.settings import PreparationSettings


def make_preparation(settings: PreparationSettings) -> Preparation:
    """The preparation of the settings. Raises FunduscopeError."""
    if settings.steps:
        return Preparation.from_json({"steps": list(settings.steps)})
    return recipe(settings.recipe, input_size=settings.size, normalisation=settings.normalisation)
