"""One forward pass a photograph, one backward pass a class, bounded caches, and maps that lie where they should."""

import dataclasses
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from torch import Tensor, nn

from core.errors import ExplainError, ModelError
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.params import OcclusionParams
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method, Query
from core.explain.targets import MarginTarget
from core.images.photograph import ImageId, Photograph
from core.images.preparation import Normalisation, recipe
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.analysis import layer_table
from core.networks.card import ModelCard, ModelId
from core.networks.device_failures import DeviceError
from core.networks.loaded import LoadedModel

CLASSES = ("red", "green", "blue")


class Small(nn.Module):
    """Counts its passes. Class k looks for colour k."""

    def __init__(self) -> None:
        super().__init__()
        self.forward_passes = 0
        self.colour = nn.Conv2d(3, 3, 1)
        self.colour.weight.data = torch.eye(3).reshape(3, 3, 1, 1)
        self.colour.bias.data.zero_()
        self.relu = nn.ReLU(inplace=True)
        self.coarse = nn.Conv2d(3, 3, 4, stride=4, groups=3, bias=False)
        self.coarse.weight.data.fill_(1.0)

    def forward(self, image: Tensor) -> Tensor:
        self.forward_passes += 1
        return self.coarse(self.relu(self.colour(image))).mean((2, 3))


def small_model(*, recipe_name: str = "stretch", side: int = 32, name: str = "0") -> LoadedModel:
    preparation = recipe(recipe_name, input_size=side, normalisation=Normalisation.UNIT)
    card = ModelCard(name="small", architecture="test/small", class_names=CLASSES, preparation=preparation)
    module = Small().eval().requires_grad_(False)
    layers = layer_table(module, card.input_size)
    module.forward_passes = 0
    return LoadedModel(ModelId(name * 64), Path("small"), card, module, layers, torch.device("cpu"))


def photograph(pixels: np.ndarray, number: int = 0) -> Photograph:
    return Photograph(ImageId(f"{number:064d}"), Path(f"{number}.png"), pixels, "PNG", "RGB", 8)


def noise(number: int = 0) -> Photograph:
    return photograph(np.random.default_rng(number).integers(0, 255, (48, 64, 3), np.uint8), number)


def ask(model: LoadedModel, picture: Photograph, target: int = 0, layer: str = "relu") -> Query:
    return Query(picture.id, model.id, Method.GRAD_CAM, ClassTarget(target), layer)


@pytest.fixture
def backward_passes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    done: list[int] = []
    real = torch.autograd.grad

    def counted(*args: object, **kwargs: object) -> object:
        done.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(torch.autograd, "grad", counted)
    return done


def test_one_forward_pass_and_one_backward_pass_a_class(backward_passes: list[int]) -> None:
    model, picture, explainer = small_model(), noise(), Explainer()
    prediction = explainer.predict(model, picture)
    for target in range(3):
        explainer.explain_all_layers(model, picture, ask(model, picture, target))
        for layer in model.layers.names:
            explanation = explainer.explain(model, picture, ask(model, picture, target, layer))
            assert explanation.query == ask(model, picture, target, layer)
    assert model.module.forward_passes == 1
    assert len(backward_passes) == 3
    assert prediction is explainer.predict(model, picture)


def test_maps_and_probabilities_are_right_and_cannot_be_changed() -> None:
    model, explainer = small_model(), Explainer()
    pixels = np.zeros((32, 32, 3), np.uint8)
    pixels[8:16, 24:32, 1] = 255
    picture = photograph(pixels)
    prediction = explainer.predict(model, picture)
    np.testing.assert_allclose(prediction.logits, [0, 1.0, 0], atol=1e-6)
    np.testing.assert_allclose(prediction.probabilities, np.exp([0, 1, 0]) / np.exp([0, 1, 0]).sum(), rtol=1e-6)
    assert prediction.predicted == 1
    explanation = explainer.explain(model, picture, ask(model, picture, 1, "coarse"))
    assert explanation.map.dtype == np.float32
    assert explanation.map.shape == (8, 8)
    assert [tuple(cell) for cell in np.argwhere(explanation.map > 0)] == [(2, 6), (2, 7), (3, 6), (3, 7)]
    assert explanation.to_photograph(6, 2) == (24, 8)
    assert explanation.seen == (0, 0, 32, 32)
    with pytest.raises(ValueError, match="read-only"):
        explanation.map[0, 0] = 1
    assert not explainer.explain(model, picture, ask(model, picture, 0, "coarse")).has_evidence


@pytest.mark.parametrize("recipe_name", ["stretch", "centre", "imagenet"])
@pytest.mark.parametrize("layer", ["relu", "coarse"])
@pytest.mark.parametrize("spot", [(1500.0, 700.0), (2144.0, 1424.0), (2900.0, 2300.0)])
def test_a_marker_on_a_full_size_photograph_is_found_where_it_was_put(
    recipe_name: str, layer: str, spot: tuple[float, float]
) -> None:
    pixels = np.zeros((2848, 4288, 3), np.uint8)
    # 60 is drawn around the centre of pixel (60, 60), which is the point (60.5, 60.5).
    cv2.circle(pixels, (int(spot[0]), int(spot[1])), 60, (0, 0, 255), -1)
    model, picture = small_model(recipe_name=recipe_name, side=224), photograph(pixels)
    explanation = Explainer().explain(model, picture, ask(model, picture, 2, layer))
    rows, columns = np.indices(explanation.map.shape) + 0.5
    mass = explanation.map.sum()
    found = explanation.to_photograph((columns * explanation.map).sum() / mass, (rows * explanation.map).sum() / mass)
    input_pixel = (explanation.seen[2] - explanation.seen[0]) / 224, (explanation.seen[3] - explanation.seen[1]) / 224
    assert abs(found[0] - spot[0] - 0.5) < input_pixel[0]
    assert abs(found[1] - spot[1] - 0.5) < input_pixel[1]


def test_a_pass_that_was_given_up_leaves_nothing_and_can_be_asked_again() -> None:
    model, picture, explainer = small_model(), noise(), Explainer()
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        explainer.predict(model, picture, token=token)
    assert explainer.cached_prediction(picture.id, model.id) is None
    assert explainer.predict(model, picture).probabilities.shape == (3,)


@pytest.mark.parametrize(
    "words", ["CUDA error: unspecified launch failure", "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"]
)
def test_a_card_that_fails_is_said_and_what_was_known_stays(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model, explainer = small_model(), Explainer()
    known = explainer.explain(model, noise(1), ask(model, noise(1)))

    def fail(*_arguments: object, **_options: object) -> Tensor:
        raise torch.AcceleratorError(f"{words}\nCUDA kernel errors might be reported elsewhere.")

    with monkeypatch.context() as patch:
        patch.setattr(type(model.module), "forward", fail)
        with pytest.raises(DeviceError, match=r"graphics card failed.*(launch|EXECUTION)") as told:
            explainer.explain(model, noise(2), ask(model, noise(2)))
        with pytest.raises(DeviceError):
            explainer.predict(model, noise(2))
        assert "\n" not in told.value.message
        assert explainer.explain(model, noise(1), ask(model, noise(1))) is known
    assert explainer.explain(model, noise(2), ask(model, noise(2))).map.shape


def test_other_errors_of_a_computation_stay_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    model = small_model()

    def fail(*_arguments: object, **_options: object) -> Tensor:
        raise RuntimeError("shapes do not fit")

    monkeypatch.setattr(type(model.module), "forward", fail)
    with pytest.raises(RuntimeError, match="shapes"):
        Explainer().explain(model, noise(2), ask(model, noise(2)))


def test_memory_is_bounded_however_many_photographs_are_looked_at() -> None:
    model, explainer = small_model(), Explainer(cache_bytes=200_000, state_bytes=100_000)
    weights = []
    for number in range(60):
        picture = noise(number)
        explainer.explain_all_layers(model, picture, ask(model, picture))
        weights.append((explainer._explanations.bytes, explainer._runs.bytes))
    assert max(kept for kept, _ in weights) <= 200_000
    assert max(kept for _, kept in weights) <= 100_000
    assert explainer.cached(ask(model, noise(59))) is not None
    assert explainer.cached(ask(model, noise(0))) is None


def test_the_latest_pass_is_kept_even_where_it_exceeds_the_limit() -> None:
    model, explainer = small_model(), Explainer(state_bytes=1)
    for number in (1, 2):
        explainer.predict(model, noise(number))
    assert not explainer.is_ready(noise(1).id, model.id)
    assert explainer.is_ready(noise(2).id, model.id)
    explainer.forget(model.id)
    assert not explainer.is_ready(noise(2).id, model.id)


def test_questions_that_do_not_fit_say_why() -> None:
    model, picture, explainer = small_model(), noise(), Explainer()
    with pytest.raises(ExplainError, match=r"no class 3.*0 to 2"):
        explainer.explain(model, picture, ask(model, picture, 3))
    with pytest.raises(ExplainError, match="Did you mean 'coarse'"):
        explainer.explain(model, picture, ask(model, picture, 0, "course"))
    with pytest.raises(ExplainError, match="Choose a layer"):
        explainer.explain(model, picture, dataclasses.replace(ask(model, picture), layer=None))
    with pytest.raises(ExplainError, match="another photograph"):
        explainer.explain(model, picture, ask(model, noise(1)))
    assert model.module.forward_passes == 0


def test_weights_that_are_no_numbers_are_an_error() -> None:
    model = small_model()
    model.module.colour.weight.data[0] = torch.nan
    with pytest.raises(ModelError, match="not a finite number"):
        Explainer().predict(model, noise())


def test_two_models_do_not_mix_up() -> None:
    first, second, picture, explainer = small_model(name="a"), small_model(name="b"), noise(), Explainer()
    second.module.colour.weight.data.mul_(2)
    small = explainer.explain(first, picture, ask(first, picture)).map
    large = explainer.explain(second, picture, ask(second, picture)).map
    np.testing.assert_allclose(large, 2 * small, rtol=1e-5)


def test_saliency_uses_the_pass_that_is_kept(backward_passes: list[int]) -> None:
    model, picture, explainer = small_model(), noise(), Explainer()
    explainer.predict(model, picture)
    query = Query(picture.id, model.id, Method.SALIENCY, ClassTarget(1), None)
    explanation = explainer.explain(model, picture, query)
    assert explanation.map.shape == (32, 32)
    assert explanation.to_photograph(32, 32) == (64, 48)
    assert explanation is explainer.explain(model, picture, query)
    assert model.module.forward_passes == 1
    assert len(backward_passes) == 1


def test_all_layers_for_a_channel_end_at_its_layer() -> None:
    model, picture, explainer = small_model(), noise(), Explainer()
    query = Query(picture.id, model.id, Method.GRAD_CAM, ChannelTarget("relu", 2, Aggregate.SUM), None)
    assert list(explainer.explain_all_layers(model, picture, query)) == ["colour", "relu"]


def test_channels_and_layers_that_do_not_fit_say_why() -> None:
    model, picture, explainer = small_model(), noise(), Explainer()
    saliency = Query(picture.id, model.id, Method.SALIENCY, ChannelTarget("relu", 3), None)
    with pytest.raises(ExplainError, match=r"no channel 3.*0 to 2"):
        explainer.explain(model, picture, saliency)
    with pytest.raises(ExplainError, match="Did you mean 'relu'"):
        explainer.explain(model, picture, dataclasses.replace(saliency, target=ChannelTarget("rely", 0)))
    with pytest.raises(ExplainError, match="at the network's input"):
        explainer.explain(model, picture, dataclasses.replace(saliency, target=ClassTarget(0), layer="relu"))
    query = Query(picture.id, model.id, Method.GRAD_CAM, ChannelTarget("relu", 0), "coarse")
    with pytest.raises(ExplainError, match="comes after"):
        explainer.explain(model, picture, query)
    assert model.module.forward_passes == 0


def test_partial_maps_and_progress_come_while_it_computes() -> None:
    model, picture, explainer = small_model(), noise(), Explainer()
    query = Query(picture.id, model.id, Method.OCCLUSION, ClassTarget(0), None, OcclusionParams(window=4, stride=4))
    done: list[Progress] = []
    parts: list[Explanation] = []
    explanation = explainer.explain(model, picture, query, report=done.append, partial=parts.append)
    assert [progress.done for progress in done] == sorted(progress.done for progress in done)
    assert done[-1].done == done[-1].total
    unknown = [int(np.isnan(part.map).sum()) for part in parts]
    assert unknown == sorted(unknown, reverse=True)
    assert len(set(unknown)) >= 3
    assert all(part.is_partial and part.query == query for part in parts)
    # What is painted meanwhile has no holes, is exact where that is known, and nears the map.
    assert all(np.isfinite(part.shown).all() and not part.shown.flags.writeable for part in parts)
    for part in parts:
        is_known = np.isfinite(part.map)
        np.testing.assert_array_equal(part.shown[is_known], explanation.map[is_known])
    away = [float(np.abs(part.shown - explanation.map).mean()) for part in parts]
    assert away[-1] < away[0]
    assert not explanation.is_partial
    assert explanation.shown is explanation.map
    assert explanation.map.shape == (8, 8)
    # A window of 4 pixels of the input, which is stretched from 64 x 48.
    assert explanation.to_photograph(1, 1) == (8, 6)
    assert parts[0].to_photograph == explanation.to_photograph


def test_a_partial_map_is_not_taken_for_the_answer() -> None:
    model, picture, explainer = small_model(), noise(), Explainer()
    query = Query(picture.id, model.id, Method.OCCLUSION, ClassTarget(0), None, OcclusionParams(window=4, stride=4))
    token = CancelToken()
    with pytest.raises(Cancelled):
        explainer.explain(model, picture, query, token=token, partial=lambda _part: token.cancel())
    assert explainer.cached(query) is None
    assert not explainer.explain(model, picture, query).is_partial


def test_the_answers_to_a_sweep_are_kept_for_another_class() -> None:
    model, picture, explainer = small_model(), noise(), Explainer()
    params = OcclusionParams(window=8, stride=8)
    passes: list[int] = []
    for target in (ClassTarget(0), ClassTarget(1), MarginTarget(0, 1)):
        explainer.explain(model, picture, Query(picture.id, model.id, Method.OCCLUSION, target, None, params))
        passes.append(model.module.forward_passes)
    assert passes[0] == passes[1] == passes[2]


def test_weights_that_are_no_numbers_are_an_error_for_every_method() -> None:
    for method in Method:
        model, picture = small_model(), noise()
        model.module.colour.weight.data[0] = torch.nan
        layer = "relu" if CATALOGUE[method].has_layer else None
        with pytest.raises(ModelError, match="not a finite number"):
            Explainer().explain(model, picture, Query(picture.id, model.id, method, ClassTarget(0), layer))
