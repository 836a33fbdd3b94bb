"""The parts of a training, each against something slower or worked out by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.metrics import cohen_kappa_score
from torch import Tensor, nn
from torch.nn import functional

from core.errors import ModelError, TrainingError
from core.images.preparation import Normalisation, recipe
from core.networks.architectures import build
from core.networks.card import ModelCard
from core.networks.files import save_model
from core.training.augmentation import DRAWS, augment, draw
from core.training.data import even_batches, prefetched
from core.training.losses import make_loss, soft_kappa_loss
from core.training.network import Network, dropping_out, make_network, set_training
from core.training.optimisation import Average, Schedule, make_optimiser
from core.training.settings import (
    AugmentationSettings,
    Frozen,
    LossName,
    LossSettings,
    NetworkSettings,
    OptimiserName,
    OptimiserSettings,
    ScheduleName,
    ScheduleSettings,
)

CPU = torch.device("cpu")
SQUEEZE = "torchvision/squeezenet1_1"
SHUFFLE = "torchvision/shufflenet_v2_x0_5"


def draws(**columns: float) -> Tensor:
    """One photograph's draws: all 0 but for columns named c0, c1, …"""
    values = torch.zeros(1, DRAWS)
    for name, value in columns.items():
        values[0, int(name[1:])] = value
    return values


def photograph(height: int = 12, width: int = 16) -> Tensor:
    return torch.from_numpy(np.random.default_rng(0).random((1, 3, height, width), np.float32))


def test_without_settings_nothing_changes() -> None:
    images = photograph()
    assert torch.equal(
        augment(images, torch.from_numpy(draw(np.random.default_rng(0), 1)), AugmentationSettings()), images
    )


def test_flips() -> None:
    images = photograph()
    settings = AugmentationSettings(horizontal_flip=True, vertical_flip=True)
    assert torch.equal(augment(images, draws(c0=0.5, c1=-0.5), settings), images.flip(3))
    assert torch.equal(augment(images, draws(c0=-0.5, c1=0.5), settings), images.flip(2))
    assert torch.equal(augment(images, draws(c0=-0.5, c1=-0.5), settings), images)


def test_a_quarter_turn_of_a_square_is_exact() -> None:
    images = photograph(9, 9)
    turned = augment(images, draws(c2=1.0), AugmentationSettings(rotation_degrees=90))
    expected = images.rot90(-1, (2, 3)), images.rot90(1, (2, 3))
    assert any(torch.allclose(turned, each, atol=1e-5) for each in expected)


def test_a_rotation_of_a_frame_that_is_not_square_keeps_circles_round() -> None:
    """A disc off the centre, turned by 90 degrees about the middle: it stays a disc, where the turn takes it."""
    rows, columns = np.mgrid[0:60, 0:100]
    disc = ((columns - 49.5) ** 2 + (rows - 14.5) ** 2 < 8**2).astype(np.float32)
    images = torch.from_numpy(np.stack([disc] * 3)[None])
    turned = augment(images, draws(c2=1.0), AugmentationSettings(rotation_degrees=90))[0, 0].numpy()
    ys, xs = np.nonzero(turned > 0.5)
    assert abs(ys.mean() - 29.5) < 0.6
    assert abs(abs(xs.mean() - 49.5) - 15) < 0.6
    assert abs(np.ptp(xs) - np.ptp(ys)) <= 1
    assert turned.sum() == pytest.approx(disc.sum(), rel=0.02)


def test_shift_and_zoom() -> None:
    images = photograph(10, 20)
    shifted = augment(images, draws(c4=1.0), AugmentationSettings(shift=0.25))
    torch.testing.assert_close(shifted[:, :, :, :15], images[:, :, :, 5:])
    corners = images[0, :, [0, 0, -1, -1], [0, -1, 0, -1]].mean(1)
    torch.testing.assert_close(shifted[0, :, :, 15:], corners[:, None, None].expand(3, 10, 5))
    flat = torch.zeros(1, 3, 40, 40)
    flat[:, :, 10:30, 10:30] = 1
    zoomed = augment(flat, draws(c3=1.0), AugmentationSettings(zoom=0.5))
    assert zoomed[0, 0].sum() == pytest.approx(30 * 30, rel=0.02)


def test_colours_by_hand() -> None:
    images = photograph() * 0.4 + 0.2
    brighter = augment(images, draws(c9=1.0), AugmentationSettings(brightness=0.2))
    torch.testing.assert_close(brighter, images * 1.2)
    grey = augment(images, draws(c7=-1.0), AugmentationSettings(saturation=1.0))
    luma = (images * torch.tensor([0.299, 0.587, 0.114])[:, None, None]).sum(1, keepdim=True)
    torch.testing.assert_close(grey, luma.expand_as(images))
    flat = augment(images, draws(c6=-1.0), AugmentationSettings(contrast=1.0))
    torch.testing.assert_close(flat, luma.mean().expand_as(images))
    turned = augment(images, draws(c8=1.0), AugmentationSettings(hue_degrees=120))
    torch.testing.assert_close(
        (turned * torch.tensor([0.299, 0.587, 0.114])[:, None, None]).sum(1, keepdim=True), luma, atol=2e-3, rtol=0
    )
    assert not torch.allclose(turned, images, atol=0.02)


def test_blur_is_a_gaussian() -> None:
    import cv2

    images = photograph(21, 21)
    blurred = augment(images, draws(c10=1.0), AugmentationSettings(blur_px=1.5))
    plane = images[0, 0].numpy()
    expected = cv2.GaussianBlur(plane, (11, 11), 1.5, borderType=cv2.BORDER_REFLECT_101)
    np.testing.assert_allclose(blurred[0, 0].numpy(), expected, atol=1e-5)


def test_draws_are_within_their_range_and_changes_stay_in_theirs() -> None:
    values = draw(np.random.default_rng(1), 200)
    assert values.dtype == np.float32
    assert -1 <= values.min() < -0.9
    assert 0.9 < values.max() < 1
    settings = AugmentationSettings(
        horizontal_flip=True, rotation_degrees=180, zoom=0.3, shift=0.1, brightness=1, contrast=1, saturation=1,
        hue_degrees=180, blur_px=1.0,
    )  # fmt: skip
    images = photograph(8, 8).expand(200, 3, 8, 8)
    changed = augment(images, torch.from_numpy(values), settings)
    assert changed.min() >= 0
    assert changed.max() <= 1 + 1e-6


def test_the_usual_losses_are_torchs() -> None:
    logits, labels = torch.randn(7, 5), torch.randint(0, 5, (7,))
    plain = make_loss(LossSettings(label_smoothing=0.1), None, CPU)
    torch.testing.assert_close(plain(logits, labels), functional.cross_entropy(logits, labels, label_smoothing=0.1))
    weights = np.array([1, 2, 3, 4, 5], np.float32)
    weighted = make_loss(LossSettings(), weights, CPU)
    each = functional.cross_entropy(logits, labels, weight=torch.from_numpy(weights), reduction="none")
    torch.testing.assert_close(weighted(logits, labels), each.mean())


def test_ordinal_losses_by_hand() -> None:
    logits = torch.tensor([[math.log(0.5), math.log(0.3), math.log(0.2)]])
    labels = torch.tensor([2])
    cross_entropy = -math.log(0.2)
    focal = make_loss(LossSettings(name=LossName.FOCAL, focal_gamma=2), None, CPU)
    assert float(focal(logits, labels)) == pytest.approx(0.8**2 * cross_entropy)
    graded = make_loss(LossSettings(name=LossName.EXPECTED_GRADE, ordinal_weight=3), None, CPU)
    assert float(graded(logits, labels)) == pytest.approx(cross_entropy + 3 * ((0.3 + 0.4 - 2) / 2) ** 2)


def test_soft_kappa_of_certain_answers_is_the_kappa() -> None:
    random = np.random.default_rng(0)
    labels, predicted = random.integers(0, 5, 40), random.integers(0, 5, 40)
    logits = torch.from_numpy(np.eye(5, dtype=np.float32)[predicted] * 100)
    expected = 1 - cohen_kappa_score(labels, predicted, weights="quadratic")
    assert float(soft_kappa_loss(logits, torch.from_numpy(labels))) == pytest.approx(expected, rel=1e-5)


def test_batches_are_of_even_size() -> None:
    batches = even_batches(list(range(33)), 32)
    assert [len(batch) for batch in batches] == [17, 16]
    assert [place for batch in batches for place in batch] == list(range(33))
    assert [len(batch) for batch in even_batches([5], 8)] == [1]


def test_reading_ahead_keeps_the_order_and_passes_errors_on() -> None:
    assert list(prefetched(lambda item: item * 2, range(20), workers=3)) == [2 * item for item in range(20)]

    def fail(item: int) -> int:
        if item == 3:
            raise ModelError("broken")
        return item

    reading = prefetched(fail, range(9), workers=2)
    assert [next(reading) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ModelError, match="broken"):
        next(reading)


def schedule(name: ScheduleName, **fields: float) -> Schedule:
    return Schedule(ScheduleSettings(name=name, **fields), learning_rate=1.0, epochs=10, batches=4)


def test_schedules_by_hand() -> None:
    cosine = schedule(ScheduleName.COSINE, warm_up_epochs=1, final_rate=0.1)
    assert [cosine.rate(step) for step in range(5)] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert cosine.rate(4 + 18) == pytest.approx(0.55)
    assert cosine.rate(40) == pytest.approx(0.1)
    assert schedule(ScheduleName.CONSTANT, warm_up_epochs=0).rate(39) == 1
    plateau = schedule(ScheduleName.PLATEAU, warm_up_epochs=0, plateau_factor=0.5, plateau_patience=1)
    for is_better in (True, False, False):
        plateau.epoch_ended(is_better=is_better)
    assert plateau.rate(20) == 0.5
    other = schedule(ScheduleName.PLATEAU, warm_up_epochs=0, plateau_factor=0.5, plateau_patience=1)
    other.restore(plateau.state())
    assert other.rate(20) == 0.5


def named(module: nn.Module, head: set[str]) -> Network:
    return Network(module, "test", {}, frozenset(head))


def test_biases_are_not_decayed_and_features_have_their_own_rate() -> None:
    module = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 2))
    settings = OptimiserSettings(name=OptimiserName.ADAMW, weight_decay=0.1, features_rate=0.25)
    optimiser = make_optimiser(named(module, {"1.weight", "1.bias"}), settings)
    schedule(ScheduleName.CONSTANT, warm_up_epochs=0).apply(optimiser, 0)
    found = {
        id(each): (group["lr"], group["weight_decay"]) for group in optimiser.param_groups for each in group["params"]
    }
    assert found[id(module[0].weight)] == (0.25, 0.1)
    assert found[id(module[0].bias)] == (0.25, 0.0)
    assert found[id(module[1].weight)] == (1.0, 0.1)


def test_the_average_moves_as_it_should() -> None:
    module = nn.Sequential(nn.Linear(1, 1), nn.BatchNorm1d(1))
    average = Average(module, 0.5)
    start = module[0].weight.item()
    with torch.no_grad():
        module[0].weight.fill_(start + 1)
    module[1].num_batches_tracked += 7
    average.update(module, 1000)
    assert average.module[0].weight.item() == pytest.approx(start + 0.5)
    assert average.module[1].num_batches_tracked == 7
    average.update(module, 0)  # at the first step the decay is 1 / 10
    assert average.module[0].weight.item() == pytest.approx(start + 0.5 + 0.45)


def made(settings: NetworkSettings, names: tuple[str, ...] = ("a", "b", "c"), size: int = 64) -> Network:
    return make_network(settings, names, input_size=(size, size), seed=0)


def test_features_or_what_stands_before_a_module_is_frozen() -> None:
    head = made(NetworkSettings(architecture=SQUEEZE, frozen=Frozen.FEATURES))
    trained = {name for name, each in head.module.named_parameters() if each.requires_grad}
    assert trained == {"classifier.1.weight", "classifier.1.bias"}
    late = made(NetworkSettings(architecture=SQUEEZE, train_from="features.12"))
    trained = {name for name, each in late.module.named_parameters() if each.requires_grad}
    assert all(name.startswith(("features.12.", "classifier.")) for name in trained)
    assert len(trained) == 8
    with pytest.raises(
        TrainingError, match=r"no module 'feature\.12' in torchvision/squeezenet1_1\. Did you mean 'features"
    ):
        made(NetworkSettings(architecture=SQUEEZE, train_from="feature.12"))


def test_frozen_normalisations_keep_their_statistics() -> None:
    network = made(NetworkSettings(architecture=SHUFFLE, train_from="stage4"))
    before = {name: value.clone() for name, value in network.module.named_buffers()}
    set_training(network.module)
    network.module(torch.randn(4, 3, 64, 64))
    changed = {name for name, value in network.module.named_buffers() if not torch.equal(value, before[name])}
    assert changed
    assert all(name.startswith(("stage4", "conv5")) for name in changed)


@pytest.mark.parametrize("architecture", [SQUEEZE, SHUFFLE])
def test_dropout_acts_in_training_alone_and_leaves_nothing_behind(architecture: str) -> None:
    """SqueezeNet has a dropout of its own, ShuffleNet gets one before its head."""
    network = made(NetworkSettings(architecture=architecture))
    module, images = network.module, torch.randn(2, 3, 64, 64)
    rates = [part.p for part in module.modules() if isinstance(part, nn.Dropout)]
    names = set(module.state_dict())
    module.eval()
    plain = module(images)
    with dropping_out(network, 0.5):
        assert torch.equal(module(images), plain)
        for part in module.modules():
            part.training = isinstance(part, nn.Dropout | nn.Linear)
        assert not torch.equal(module(images), module(images))
    assert [part.p for part in module.modules() if isinstance(part, nn.Dropout)] == rates
    assert set(module.state_dict()) == names
    assert not any(part._forward_pre_hooks for part in module.modules())


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    torch.manual_seed(5)
    card = ModelCard(
        name="start",
        architecture=SQUEEZE,
        class_names=("a", "b", "c"),
        preparation=recipe("stretch", input_size=64, normalisation=Normalisation.UNIT),
    )
    save_model(tmp_path / "start.safetensors", build(SQUEEZE, {}, 3, is_initialised=True), card)
    return tmp_path / "start.safetensors"


def test_a_model_is_gone_on_with_and_for_other_classes_gets_a_new_head(model_file: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    kept = load_file(model_file)
    same = made(NetworkSettings(architecture=SQUEEZE, weights=str(model_file)))
    assert all(torch.equal(tensor, kept[name]) for name, tensor in same.module.state_dict().items())
    assert same.notes == ("Started from 'start.safetensors', its head with it.",)
    for names in (("a", "b", "x"), ("a", "b")):
        other = made(NetworkSettings(architecture=SQUEEZE, weights=str(model_file)), names)
        state = other.module.state_dict()
        body = [name for name in state if not name.startswith("classifier.")]
        assert all(torch.equal(state[name], kept[name]) for name in body)
        assert state["classifier.1.weight"].shape[0] == len(names)
        assert not torch.equal(state["classifier.1.weight"][:2], kept["classifier.1.weight"][:2])
        assert other.notes == ("Started from 'start.safetensors', the head starts anew.",)
    with pytest.raises(
        TrainingError, match=r"is a torchvision/squeezenet1_1, but a .*shufflenet_v2_x0_5 is to be trained"
    ):
        made(NetworkSettings(architecture=SHUFFLE, weights=str(model_file)))


def test_foreign_weights_start_it_too(tmp_path: Path, data_dir: Path) -> None:
    from safetensors.torch import load_file

    path = data_dir / "weights" / "squeezenet1_1_imagenet.safetensors"
    network = made(NetworkSettings(architecture=SQUEEZE, weights=str(path)))
    kept = load_file(path)
    state = network.module.state_dict()
    assert torch.equal(state["features.3.squeeze.weight"], kept["features.3.squeeze.weight"])
    assert state["classifier.1.weight"].shape[0] == 3
    assert network.notes == ("Started from 'squeezenet1_1_imagenet.safetensors', the head starts anew.",)


def test_a_size_that_the_network_cannot_read_is_refused() -> None:
    with pytest.raises(ModelError, match="Input size 8 x 8 does not suit torchvision/squeezenet1_1"):
        made(NetworkSettings(architecture=SQUEEZE), size=8)


def test_two_precisions_of_gradients_can_be_clipped() -> None:
    """A fused optimiser leaves no room to clip what a scaler has scaled, so another one must be to be had."""
    module = nn.Linear(2, 2)
    optimiser = make_optimiser(named(module, set()), OptimiserSettings(), is_fused=False)
    assert not getattr(optimiser, "_step_supports_amp_scaling", False)
