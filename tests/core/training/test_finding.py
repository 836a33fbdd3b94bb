"""What a training finds by itself: a learning rate, a batch size, weights, a head."""

from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torchvision import models

from core.errors import ModelError, TrainingError
from core.jobs import Cancelled, CancelToken
from core.networks.files import load_model
from core.networks.own import total_parameters
from core.networks.pretrained import pretrained_weights
from core.training import batchsize, stepping
from core.training.batchsize import LEAST, kept_bytes, largest_that_fits, most_photographs
from core.training.checking import problems
from core.training.network import make_network
from core.training.observer import Observer
from core.training.presets import PRESETS
from core.training.ratefinder import curve_of, find_learning_rate, smoothed
from core.training.run import train
from core.training.runfolder import RunFolder
from core.training.settings import (
    DataSettings,
    Frozen,
    HeadSettings,
    NetworkSettings,
    Pooling,
    TrainingSettings,
)

Changed = Callable[..., TrainingSettings]
GRADES = ("0", "1", "2", "3", "4")


# Learning rate


def test_the_suggestion_is_where_the_loss_falls_fastest() -> None:
    rates = np.logspace(-6, 1, 100)
    losses = 2 - 1.5 / (1 + np.exp(-3 * (np.log10(rates) + 2))) + np.clip(rates - 1, 0, None) ** 2
    found = curve_of(rates.tolist(), losses.tolist())
    assert found.suggested is not None
    assert 3e-3 < found.suggested < 1e-1  # smoothing lags behind the true 1e-2
    assert curve_of(rates[:5].tolist(), losses[:5].tolist()).suggested is None
    assert curve_of(rates.tolist(), np.linspace(1, 2, 100).tolist()).suggested is None


def test_smoothing_leaves_a_constant_alone() -> None:
    assert smoothed([3.0] * 5) == pytest.approx([3.0] * 5)
    assert smoothed([0.0, 1.0])[1] == pytest.approx(0.1 / 0.19)


def test_rates_are_tried_on_the_real_network_and_nothing_is_left(changed: Changed, tmp_path: Path) -> None:
    settings = changed(network={"architecture": "funduscope/die_c4", "dropout": -1.0}, run={"batch_size": 0})
    before = set(tmp_path.iterdir())
    found = find_learning_rate(settings)
    assert len(found.rates) == len(found.losses) > 10
    assert found.rates[0] == pytest.approx(1e-7)
    np.testing.assert_allclose(np.diff(np.log(found.rates)), np.log(1e8) / 99, rtol=1e-6)
    assert found.suggested in found.rates
    assert set(tmp_path.iterdir()) - before == {tmp_path / "cache"}


def test_trying_rates_can_be_cancelled(settings: TrainingSettings) -> None:
    token = CancelToken()

    class Stopper(Observer):
        def progress(self, progress: object) -> None:
            token.cancel()

    with pytest.raises(Cancelled):
        find_learning_rate(settings, observer=Stopper(), token=token)


# Batch size


def test_a_batch_size_is_found_once_and_kept(changed: Changed, tmp_path: Path) -> None:
    settings = changed(run={"batch_size": 0, "epochs": 3})
    token = CancelToken()
    token_set = threading.Event()

    class Stopper(Observer):
        def epoch(self, event: object) -> None:
            token_set.set()
            token.cancel()

    with pytest.raises(Cancelled):
        train(settings, tmp_path / "run", observer=Stopper(), token=token)
    recorded = RunFolder(tmp_path / "run").read_settings().run.batch_size
    assert recorded == most_photographs(18, "cpu") == 2
    done = train(settings, tmp_path / "run", is_resumed=True)
    assert len(done.history) == 3
    assert load_model(done.model_file).card.training["run"]["batch_size"] == recorded


def test_a_small_memory_makes_small_batches(changed: Changed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batchsize, "free_bytes", lambda: 10_000)
    monkeypatch.setattr(batchsize, "LEAST_STEPS", 1)
    train(changed(run={"batch_size": 0, "epochs": 1}), tmp_path / "run")
    assert RunFolder(tmp_path / "run").read_settings().run.batch_size == LEAST


def test_what_a_photograph_keeps_by_hand() -> None:
    """A convolution keeps its input, ReLU its output, the linear layer its input, which is the output again."""
    network = nn.Sequential(nn.Conv2d(3, 4, 1), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 64, 2))
    assert kept_bytes(network, (3, 8, 8)) == 4 * (3 * 64 + 4 * 64)


def test_the_largest_batch_that_fits() -> None:
    def step(count: int) -> None:
        if count > 20:
            raise torch.OutOfMemoryError("CUDA out of memory")

    assert largest_that_fits(step, 256) == 16
    assert largest_that_fits(step, 8) == 8

    def never(count: int) -> None:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory")

    with pytest.raises(TrainingError, match="too little memory for one photograph"):
        largest_that_fits(never, 8)

    def broken(count: int) -> None:
        raise RuntimeError("a defect")

    with pytest.raises(RuntimeError, match="a defect"):
        largest_that_fits(broken, 8)


def test_out_of_memory_halves_the_batch_tells_and_keeps_the_gradient(
    changed: Changed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A card with room for two photographs, by a network without batch normalisation: the weights stay the same."""
    settings = changed(
        network={"architecture": "funduscope/die_c4", "dropout": -1.0},
        optimiser={"learning_rate": 1e-3, "average_decay": 0.0},
    )
    whole = train(settings, tmp_path / "whole")
    real, seen = stepping.augment, []

    def augment(images: torch.Tensor, *rest: object) -> torch.Tensor:
        seen.append(len(images))
        if len(images) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(images, *rest)  # type: ignore[arg-type]

    told: list[str] = []

    class Ear(Observer):
        def said(self, text: str) -> None:
            told.append(text)

    monkeypatch.setattr(stepping, "augment", augment)
    done = train(settings, tmp_path / "parted", observer=Ear())
    assert seen[:6] == [6, 3, 2, 2, 1, 1]  # the whole; the first half; four parts of six
    assert len([text for text in told if text.startswith("Too little memory")]) == 2
    np.testing.assert_allclose(
        [row["training_loss"] for row in done.history], [row["training_loss"] for row in whole.history], rtol=1e-4
    )


# Heads


def head(**fields: object) -> HeadSettings:
    return HeadSettings(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("architecture", "settings", "total"),
    [
        ("torchvision/vgg16", head(pooling=Pooling.FLATTEN, dense=(256,)), 21_138_757),
        ("torchvision/vgg16", head(pooling=Pooling.FLATTEN, dense=(128,), dropout=0.5), 17_926_725),
        ("torchvision/vgg16", head(pooling=Pooling.AVERAGE, dense=(256,), dropout=0.5), 14_847_301),
        ("torchvision/mobilenet_v2", head(dense=(256,)), 2_587_205),
        ("torchvision/mobilenet_v2", head(dense=(512, 512)), 3_179_077),
    ],
)
def test_heads_have_as_many_weights_as_casini_prints(architecture: str, settings: HeadSettings, total: int) -> None:
    network = make_network(
        NetworkSettings(architecture=architecture), GRADES, input_size=(224, 224), seed=0, head=settings
    )
    assert total_parameters(network.module) == total
    with torch.no_grad():
        assert network.module.eval()(torch.rand(2, 3, 224, 224)).shape == (2, 5)


@pytest.mark.parametrize("pooling", list(Pooling))
@pytest.mark.parametrize(
    "architecture",
    ["torchvision/resnet18", "torchvision/squeezenet1_1", "torchvision/convnext_tiny", "timm/resnet10t"],
)
def test_heads_on_other_architectures(architecture: str, pooling: Pooling) -> None:
    settings = head(pooling=pooling, dense=(16,), dropout=0.25)
    network = make_network(
        NetworkSettings(architecture=architecture, frozen=Frozen.FEATURES),
        GRADES,
        input_size=(64, 64),
        seed=0,
        head=settings,
    )
    with torch.no_grad():
        assert network.module.eval()(torch.rand(2, 3, 64, 64)).shape == (2, 5)
    trained = {name for name, each in network.module.named_parameters() if each.requires_grad}
    assert len(trained) == 4, "both layers of the head are trained, and nothing else"
    assert trained <= network.head


def test_a_pooling_that_cannot_be_replaced_is_named() -> None:
    with pytest.raises(TrainingError, match="torchvision/mobilenet_v2 cannot be replaced"):
        make_network(
            NetworkSettings(architecture="torchvision/mobilenet_v2"),
            GRADES,
            input_size=(64, 64),
            seed=0,
            head=head(pooling=Pooling.FLATTEN),
        )


def test_a_model_with_a_head_of_its_own_can_be_opened_and_trained_further(changed: Changed, tmp_path: Path) -> None:
    settings = changed(
        network={"architecture": "torchvision/resnet18"},
        head={"pooling": Pooling.FLATTEN, "dense": (8,), "dropout": 0.25},
        run={"epochs": 1},
    )
    done = train(settings, tmp_path / "run")
    assert load_model(done.model_file).module(torch.zeros(1, 3, 32, 32)).shape == (1, 3)
    told: list[str] = []

    class Ear(Observer):
        def said(self, text: str) -> None:
            told.append(text)

    again = changed(
        network={"architecture": "torchvision/resnet18", "weights": str(done.model_file)}, run={"epochs": 1}
    )
    train(again, tmp_path / "again", observer=Ear())
    assert "Started from 'model.safetensors', its head with it." in told


# Pretrained weights


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Path]:
    """torchvision's server, on this machine: a folder with SqueezeNet's weights under a name with their hash."""
    place = tmp_path / "server"
    place.mkdir()
    torch.manual_seed(3)
    torch.save(models.squeezenet1_1().state_dict(), place / "whole.pth")
    digest = hashlib.sha256((place / "whole.pth").read_bytes()).hexdigest()[:8]
    (place / "whole.pth").rename(place / f"squeezenet1_1-{digest}.pth")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(place))  # type: ignore[arg-type]

        def log_message(self, *arguments: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    torch.hub.set_dir(str(tmp_path / "hub"))
    url = f"http://127.0.0.1:{server.server_address[1]}/squeezenet1_1-{digest}.pth"
    weights = models.SqueezeNet1_1_Weights.IMAGENET1K_V1
    original = weights.url
    object.__setattr__(weights.value, "url", url)
    try:
        yield place
    finally:
        object.__setattr__(weights.value, "url", original)
        server.shutdown()
        thread.join()
        server.server_close()
        torch.hub._hub_dir = None


def test_weights_are_fetched_once_and_then_offline(hub: Path) -> None:
    first = pretrained_weights("torchvision/squeezenet1_1")
    for path in hub.iterdir():
        path.unlink()
    second = pretrained_weights("torchvision/squeezenet1_1")
    assert all(torch.equal(first[name], second[name]) for name in first)
    network = make_network(
        NetworkSettings(architecture="squeezenet1_1", weights="pretrained"), GRADES, input_size=(64, 64), seed=0
    )
    assert torch.equal(network.module.state_dict()["features.0.weight"], first["features.0.weight"])
    assert network.notes == (
        "Started from 'the pretrained weights of torchvision/squeezenet1_1', the head starts anew.",
    )


def test_without_a_network_it_is_said_what_to_do(hub: Path) -> None:
    for path in hub.iterdir():
        path.unlink()
    with pytest.raises(ModelError, match="not on this machine, and could not be fetched") as caught:
        pretrained_weights("torchvision/squeezenet1_1")
    assert "bring them to" in caught.value.hint


def test_weights_that_were_changed_on_the_way_are_refused(hub: Path) -> None:
    (path,) = hub.iterdir()
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match="damaged"):
        pretrained_weights("torchvision/squeezenet1_1")


def test_timms_weights_are_not_looked_for_where_nobody_may(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelError, match="could not be fetched from timm/"):
        pretrained_weights("timm/resnet10t")


def test_what_nobody_trained_is_named() -> None:
    with pytest.raises(ModelError, match="no pretrained weights of funduscope/defauw"):
        pretrained_weights("funduscope/defauw")


# Presets


def test_presets_are_sound_and_leave_the_photographs_alone() -> None:
    before = TrainingSettings(name="mine", data=DataSettings(source="eyes"))
    for preset in PRESETS:
        after = preset.apply(before)
        assert problems(after) == {}
        assert (after.name, after.data, after.split, after.machine) == (
            "mine",
            before.data,
            before.split,
            before.machine,
        )
        assert after != before


def test_the_block_from_which_vincenzi_trains_is_block5_conv1() -> None:
    settings = next(preset for preset in PRESETS if preset.id == "vincenzi").apply(TrainingSettings())
    convolutions = [name for name, part in models.vgg16().named_modules() if isinstance(part, nn.Conv2d)]
    assert settings.network.train_from == convolutions[10]


def test_every_problem_is_found_at_its_field() -> None:
    from dataclasses import replace

    from core.training.settings import OptimiserSettings, RunSettings

    wrong = replace(TrainingSettings(), run=RunSettings(epochs=0), optimiser=OptimiserSettings(learning_rate=-1.0))
    assert set(problems(wrong)) == {"run.epochs", "optimiser.learning_rate", "data.source"}
