"""Which method and layer to trust: chosen over chance, with what choosing costs."""

import pytest

from core.evaluation.localisation import Figure, Localisation, Scored
from core.experiments.choosing import choose
from core.experiments.localising import Row
from core.explain.method import Method


def row(image: int, method: Method, layer: str | None, value: float | None) -> Row:
    """A row with an AUROC; None for a map of zeros."""
    figures = {Figure.AUROC: Scored(value, 0.5)} if value is not None else {}
    found = Localisation(figures, 0.1, 0.1, 0.5, 0.6, None)
    return Row(f"{image}.png", "", -1, 0, 0, method, layer, found, None)


def test_the_winner_its_lead_and_the_words() -> None:
    rows = []
    for image in range(20):
        wobble = 0.01 * (image % 5)
        rows += [
            row(image, Method.GRAD_CAM, "early", 0.55 + wobble),
            row(image, Method.GRAD_CAM, "late", 0.8 + wobble),
            row(image, Method.SALIENCY, None, 0.8 + 0.01 * ((image + 2) % 5)),
        ]
    choice = choose(rows)
    assert choice is not None
    assert choice.winner == (Method.GRAD_CAM, "late")
    written = choice.to_json()
    assert written["above_chance"]["mean"] == pytest.approx(0.32)
    assert written["is_above_chance"]
    assert written["compared"] == 3
    assert written["not_told_apart"] == [{"method": "saliency", "layer": None}]
    assert written["above_chance_judged_apart"] == pytest.approx(0.32, abs=0.01)
    assert written["words"].startswith("Grad-CAM at late points best by AUROC: 0.320 above chance (95 % interval")
    assert "best of 3 that were compared, so that its figure is a little too good" in written["words"]
    assert written["words"].endswith("1 other cannot be told apart from it.")


def test_a_map_of_zeros_counts_as_chance() -> None:
    """Otherwise a method that answers on its one easy photograph would win."""
    rows = []
    for image in range(10):
        rows += [row(image, Method.GRAD_CAM, "a", 0.9 if image == 0 else None), row(image, Method.GRAD_CAM, "b", 0.7)]
    choice = choose(rows)
    assert choice is not None
    assert choice.winner == (Method.GRAD_CAM, "b")


def test_no_lead_is_said() -> None:
    choice = choose([row(image, Method.SALIENCY, None, 0.4 + 0.2 * (image % 2)) for image in range(8)])
    assert choice is not None
    assert not choice.is_above_chance
    assert "not above chance for certain" in choice.words()
    assert "compared" not in choice.words()


def test_where_the_figure_is_undefined_nothing_is_chosen() -> None:
    assert choose([row(0, Method.SALIENCY, None, 0.4)], Figure.POINTING_GAME) is None
    assert choose([]) is None
