"""The models that are kept, and what goes with one that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pytestqt.qtbot import QtBot

from core.networks.card import ModelId
from desktop.jobs import Lane
from desktop.networks import KEPT_COUNT, Networks

if TYPE_CHECKING:
    from core.explain.explainer import Explainer
    from core.networks.loaded import LoadedModel


class Forgetful:
    """Notes which models an explainer is told to forget."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []

    def forget(self, model: ModelId) -> None:
        self.forgotten.append(model)


class Named:
    """As much of a model as the list of models looks at."""

    def __init__(self, name: str) -> None:
        self.id = ModelId(name)
        self.path = name


def test_a_model_that_goes_takes_its_forward_passes_along(qapp: object, qtbot: QtBot) -> None:
    lane = Lane("test")
    networks, explainer = Networks(lane), Forgetful()
    networks._take_explainer(cast("Explainer", explainer))
    try:
        for number in range(KEPT_COUNT + 2):
            networks._take_model(cast("LoadedModel", Named(f"model {number}")))
        qtbot.waitUntil(lambda: len(explainer.forgotten) == 2)
    finally:
        lane.close()
    assert explainer.forgotten == ["model 0", "model 1"]
    assert [model.id for model in networks.models()] == ["model 4", "model 3", "model 2"]
