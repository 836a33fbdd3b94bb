"""A temperature from answers into a card: found as Guo et al. find it, never in silence, and used from then on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision

from core.errors import FunduscopeError, ModelError
from core.evaluation.calibrating import fit, write_calibrated
from core.evaluation.calibration import at_temperature
from core.evaluation.predictions import Judged
from core.images.photograph import ImageId
from core.images.preparation import Normalisation, recipe
from core.networks.card import ModelCard, ModelId
from core.networks.files import load_model, read_card, save_model
from core.networks.prediction import prediction_from_logits

TRUE_TEMPERATURE = 2.5


def answers(count: int = 4000, classes: int = 4) -> Judged:
    """Labels drawn from softmax(logits / 2.5), and a model that says softmax(logits): too sure by that factor."""
    random = np.random.default_rng(0)
    logits = random.normal(0, 4, (count, classes))
    honest = np.exp(logits / TRUE_TEMPERATURE)
    honest /= honest.sum(1, keepdims=True)
    labels = np.array([random.choice(classes, p=row) for row in honest], np.int64)
    given = np.exp(logits - logits.max(1, keepdims=True))
    given /= given.sum(1, keepdims=True)
    names = tuple(f"c{index}" for index in range(classes))
    predicted = given.argmax(1).astype(np.int64)
    images = tuple(str(number) for number in range(count))
    return Judged(images, labels, predicted, names, tuple(range(count)), given)


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    card = ModelCard(
        name="net",
        architecture="torchvision/squeezenet1_1",
        class_names=("c0", "c1", "c2", "c3"),
        preparation=recipe("stretch", input_size=64, normalisation=Normalisation.UNIT),
    )
    path = tmp_path / "net.safetensors"
    save_model(path, torchvision.models.squeezenet1_1(num_classes=4), card)
    return path


def test_the_temperature_that_was_put_in_is_found() -> None:
    fitted = fit(answers(), origin="made up")
    assert fitted.temperature == pytest.approx(TRUE_TEMPERATURE, rel=0.06)
    assert fitted.loss_after < fitted.loss_before
    before, after = fitted.before.expected_calibration_error, fitted.after.expected_calibration_error
    assert before is not None
    assert after is not None
    assert after < 0.25 * before


def test_it_agrees_with_a_search_by_torch() -> None:
    given = answers(500)
    fitted = fit(given, origin="made up")
    assert given.probabilities is not None
    logits, labels = torch.tensor(np.log(given.probabilities)), torch.tensor(given.labels)
    scale = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([scale], max_iter=100, tolerance_grad=1e-12, tolerance_change=1e-14)

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        value = torch.nn.functional.cross_entropy(logits / scale.exp(), labels)
        value.backward()
        return value

    optimiser.step(loss)
    assert fitted.temperature == pytest.approx(float(scale.detach().exp()), rel=1e-4)


def test_answers_of_a_calibrated_model_are_fitted_on_top_of_its_temperature() -> None:
    given = answers(1000)
    assert given.probabilities is not None
    first = fit(given, origin="x").temperature
    warm = replace(given, probabilities=at_temperature(given.probabilities, 1.7))
    assert fit(warm, temperature=1.7, origin="x").temperature == pytest.approx(first, rel=1e-3)


def test_what_cannot_be_fitted_is_refused() -> None:
    given = answers(100)
    assert given.probabilities is not None
    with pytest.raises(ModelError, match="too few"):
        fit(replace(given, labels=given.labels[:10], probabilities=given.probabilities[:10]), origin="x")
    with pytest.raises(ModelError, match="do not sum to one"):
        fit(replace(given, probabilities=given.probabilities * 0.5), origin="x")
    with pytest.raises(ModelError, match="no probabilities"):
        fit(replace(given, probabilities=None), origin="x")
    always_right = np.eye(4)[given.labels] * 0.9 + 0.025
    with pytest.raises(FunduscopeError, match="No temperature is best"):
        fit(replace(given, probabilities=always_right), origin="x")


def test_the_card_of_a_new_file_holds_it_and_the_old_file_stays(model_file: Path, tmp_path: Path) -> None:
    bytes_before = model_file.read_bytes()
    target = tmp_path / "calibrated.safetensors"
    fitted = fit(answers(), origin="made up")
    card = write_calibrated(model_file, target, fitted)
    assert model_file.read_bytes() == bytes_before
    assert read_card(target) == card
    assert card.temperature == fitted.temperature
    assert card.is_calibrated
    assert card.calibration["photographs"] == 4000
    assert "calibrated" in card.name
    old, new = load_model(model_file), load_model(target)
    assert old.id != new.id
    assert not old.card.is_calibrated
    assert old.card.temperature == 1.0
    for one, other in zip(old.module.parameters(), new.module.parameters(), strict=True):
        assert torch.equal(one, other)
    with pytest.raises(ModelError, match="there already"):
        write_calibrated(model_file, target, fitted)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["calibrated.safetensors", "net.safetensors"]


def test_predictions_are_the_softmax_at_the_temperature() -> None:
    logits = np.array([1.0, 3.0, -2.0], np.float32)
    found = prediction_from_logits(ImageId(""), ModelId(""), logits=logits, seconds=0.0, temperature=2.0)
    wanted = torch.softmax(torch.tensor([1.0, 3.0, -2.0]) / 2, 0).numpy()
    np.testing.assert_allclose(found.probabilities, wanted, rtol=1e-6)
    np.testing.assert_array_equal(found.logits, logits)
    assert found.temperature == 2.0


@pytest.mark.parametrize("value", ["warm", True, 0, -1, None])
def test_a_card_with_another_temperature_is_refused(model_file: Path, value: object) -> None:
    plain = read_card(model_file).to_json()
    with pytest.raises(ModelError, match="temperature"):
        ModelCard.from_json({**plain, "calibration": {"temperature": value}})
    assert "calibration" not in plain
