"""`explain`: raw maps, overlays at the photograph's resolution, and a summary that cannot lie."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import ExplainError
from core.explain.catalogue import CATALOGUE, Place
from core.explain.explainer import Explainer
from core.explain.query import ClassTarget, Method, Query
from core.explain.targets import find_class
from core.images.reading import read_photograph
from core.networks.files import load_model

Cli = Callable[..., object]


@pytest.fixture
def photograph(photographs: Path) -> Path:
    return photographs / "a.png"


def test_the_map_is_the_raw_one_of_the_layer(cli: Cli, model: Path, photograph: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.npy"
    options = ["--layer", "features.5", "--target", "severe, or worse", "--map", out]
    summary = cli("explain", model, photograph, "--method", "gradcam", *options).json
    loaded, picture = load_model(model), read_photograph(photograph)
    query = Query(picture.id, loaded.id, Method.GRAD_CAM, ClassTarget(3), "features.5")
    expected = Explainer().explain(loaded, picture, query).map
    written = np.load(out, allow_pickle=False)
    assert written.dtype == np.float32
    np.testing.assert_allclose(written, expected, rtol=1e-5, atol=1e-9)
    assert summary["shape"] == list(loaded.layers["features.5"].shape[1:])
    assert summary["target"] == "severe, or worse"
    assert summary["target_index"] == 3
    assert summary["max"] == pytest.approx(float(expected.max()), rel=1e-5)


def test_the_default_is_the_predicted_class_at_the_last_layer(cli: Cli, model: Path, photograph: Path) -> None:
    summary = cli("explain", model, photograph, "--method", "gradcam").json
    loaded = load_model(model)
    assert summary["target_index"] == Explainer().predict(loaded, read_photograph(photograph)).predicted
    assert summary["layer"] == loaded.layers.default.name == "classifier.2"


def test_the_overlay_has_the_photographs_resolution(cli: Cli, model: Path, photograph: Path, tmp_path: Path) -> None:
    out = tmp_path / "overlay.png"
    result = cli("explain", model, photograph, "--method", "gradcam", "--layer", "features.0", "--overlay", out)
    overlay, plain = np.asarray(Image.open(out)), np.asarray(Image.open(photograph))
    assert overlay.shape == plain.shape
    assert result.json["has_evidence"] == bool((overlay != plain).any())
    assert result.json["has_evidence"]


def test_a_layer_without_evidence_is_said_to_have_none(cli: Cli, model: Path, photograph: Path, tmp_path: Path) -> None:
    """A class whose last convolution is negative everywhere is stopped by the ReLU behind it."""
    import torch

    from core.networks.files import read_card, save_model
    from core.networks.weights import read_state_dict

    state = dict(read_state_dict(model))
    bias = state["classifier.1.bias"].clone()
    bias[1] = -1e6
    state["classifier.1.bias"] = bias
    assert isinstance(bias, torch.Tensor)
    silent, out = tmp_path / "silent.safetensors", tmp_path / "overlay.png"
    save_model(silent, state, read_card(model))
    options = ["--target", "1", "--layer", "classifier.2", "--overlay", out]
    summary = cli("explain", silent, photograph, "--method", "gradcam", *options).json
    assert summary["target_index"] == 1
    assert summary["max"] == 0
    assert summary["has_evidence"] is False
    assert (np.asarray(Image.open(out)) == np.asarray(Image.open(photograph))).all()


def test_a_folder_without_a_name_is_named(cli: Cli, model: Path) -> None:
    assert "'.' is a folder" in cli("explain", model, ".", "--method", "gradcam").err


def test_a_place_that_cannot_be_written_is_called_by_its_name(cli: Cli, model: Path, photograph: Path) -> None:
    place = Path("/proc/map.npy")
    if not place.parent.is_dir():
        pytest.skip("needs a folder in which nobody can write")
    result = cli("explain", model, photograph, "--method", "gradcam", "--map", place)
    assert result.status == 2
    assert f"'{place}' cannot be written" in result.err


def test_a_class_is_found_by_name_then_by_index() -> None:
    names = ("No DR", "1", "0", "severe")
    assert find_class("1", names) == 1
    assert find_class("0", names) == 2
    assert find_class("2", names) == 2
    assert find_class("No DR", names) == 0
    with pytest.raises(ExplainError, match="Did you mean 'severe'"):
        find_class("sever", names)
    with pytest.raises(ExplainError, match="0 to 3"):
        find_class("4", names)
    with pytest.raises(ExplainError):
        find_class("\u0662", names)  # a digit two, but no index that one would type


@pytest.fixture(scope="module")
def squeezenet(tmp_path_factory: pytest.TempPathFactory, data_dir: Path, cli_process: Cli) -> Path:
    """The ImageNet SqueezeNet, imported as a user would."""
    out = tmp_path_factory.mktemp("imagenet") / "squeezenet.safetensors"
    weights = data_dir / "weights" / "squeezenet1_1_imagenet.safetensors"
    names = data_dir / "weights" / "imagenet_labels.json"
    result = cli_process("import-model", weights, "--out", out, "--classes-file", names)
    assert result.status == 0, result.err
    assert "torchvision/squeezenet1_1" in result.out
    return out


@pytest.mark.parametrize(
    ("name", "classes", "box"),
    [
        # The cat's head fills the picture; the cup and its saucer, by eye, in pixels of the photograph.
        ("chelsea.png", range(281, 286), (80, 20, 360, 280)),
        ("coffee.png", (967, 968), (130, 20, 500, 340)),
    ],
)
def test_a_real_network_looks_at_the_object(
    squeezenet: Path, data_dir: Path, tmp_path: Path, cli: Cli, name: str, classes: object, box: tuple[int, ...]
) -> None:
    out = tmp_path / "map.npy"
    photograph = read_photograph(data_dir / "natural" / name)
    summary = cli("explain", squeezenet, photograph.path, "--method", "gradcam", "--map", out).json
    assert summary["target_index"] in classes  # type: ignore[operator]
    loaded = load_model(squeezenet)
    query = Query(photograph.id, loaded.id, Method.GRAD_CAM, ClassTarget(summary["target_index"]), summary["layer"])
    to_photograph = Explainer().explain(loaded, photograph, query).to_photograph
    values = np.load(out)
    left, top, right, bottom = box
    inside = sum(
        float(values[row, column])
        for row in range(values.shape[0])
        for column in range(values.shape[1])
        if left <= (point := to_photograph(column + 0.5, row + 0.5))[0] <= right and top <= point[1] <= bottom
    )
    assert inside / float(values.sum()) > 0.8


def test_saliency_of_a_class_has_the_inputs_resolution(cli: Cli, model: Path, photograph: Path, tmp_path: Path) -> None:
    out, overlay = tmp_path / "map.npy", tmp_path / "overlay.png"
    options = ["--target", "margin:3,No DR", "--map", out, "--overlay", overlay]
    summary = cli("explain", model, photograph, "--method", "saliency", *options).json
    assert np.load(out).shape == (96, 96) == tuple(summary["shape"])
    assert summary["layer"] is None
    assert summary["target"] == "severe, or worse rather than No DR"
    assert summary["target_index"] is None
    assert (np.asarray(Image.open(overlay)) != np.asarray(Image.open(photograph))).any()


def test_saliency_of_a_channel(cli: Cli, model: Path, photograph: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.npy"
    options = ["--layer", "features.0", "--channel", "5", "--aggregate", "max", "--map", out]
    summary = cli("explain", model, photograph, "--method", "saliency", *options).json
    assert (summary["layer"], summary["channel"], summary["aggregate"]) == ("features.0", 5, "max")
    rows, columns = np.nonzero(np.load(out))
    # One unit of a 3x3 convolution sees nine pixels.
    assert rows.max() - rows.min() <= 2
    assert columns.max() - columns.min() <= 2
    options[5] = "sum"
    cli("explain", model, photograph, "--method", "saliency", *options)
    assert (np.load(out) > 0).sum() > 1000


@pytest.mark.parametrize(
    ("method", "params"), [("occlusion", ["--param", "window=48", "--param", "stride=24"]), ("saliency", [])]
)
def test_all_channels_at_once(
    cli: Cli, model: Path, photograph: Path, tmp_path: Path, method: str, params: list[str]
) -> None:
    out, one = tmp_path / "all.npy", tmp_path / "one.npy"
    options = ["--method", method, *params, "--layer", "features.3"]
    summary = cli("explain", model, photograph, *options, "--channel", "all", "--map", out).json
    maps = np.load(out, allow_pickle=False)
    assert maps.dtype == np.float32
    assert list(maps.shape) == summary["shape"]
    assert summary["channels"] == len(maps) == load_model(model).layers["features.3"].shape[0]
    first = summary["strongest"][0]
    assert abs(first["peak"]) == pytest.approx(np.abs(maps).max(), rel=1e-6)
    cli("explain", model, photograph, *options, "--channel", str(first["channel"]), "--map", one)
    np.testing.assert_allclose(maps[first["channel"]], np.load(one), rtol=0, atol=1e-5 * abs(first["peak"]))


def test_a_layer_that_is_not_used_is_noted(cli: Cli, model: Path, photograph: Path) -> None:
    result = cli("explain", model, photograph, "--method", "saliency", "--layer", "features.0")
    assert result.status == 0
    assert "--layer is not used" in result.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["saliency", "--channel", "64", "--layer", "features.0"], "no channel 64.*0 to 63"),
        (["saliency", "--channel", "-1", "--layer", "features.0"], "no channel -1"),
        (["saliency", "--channel", "1", "--layer", "features.00"], "Did you mean"),
        (["saliency", "--channel", "1", "--target", "0"], "two things"),
        (["saliency", "--aggregate", "max"], "none is named"),
        (["saliency", "--channel", "1", "--aggregate", "mean"], "max or sum"),
        (["gradcam", "--channel", "1", "--layer", "features.5"], "Name it by --at"),
        (["gradcam", "--at", "features.5"], "--layer"),
        (["gradcam", "--channel", "1", "--layer", "features.3", "--at", "features.5"], "comes after"),
        (["saliency", "--param", "x=1"], "takes none"),
        (["salency"], "Did you mean 'saliency'"),
        (["saliency", "--channel", "all", "--aggregate", "sum"], "maxima"),
        (["saliency", "--channel", "all", "--regions"], "--regions is for one map"),
        (["gradcam", "--channel", "all"], "occlusion or saliency"),
    ],
)
def test_contradictions_are_said(cli: Cli, model: Path, photograph: Path, options: list[str], words: str) -> None:
    result = cli("explain", model, photograph, "--method", *options)
    assert result.status == 2
    assert re.search(words, result.err), result.err


def test_grad_cam_of_a_channel_at_a_layer_before_it(cli: Cli, model: Path, photograph: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.npy"
    options = ["--layer", "features.5", "--channel", "1", "--at", "features.2", "--map", out]
    summary = cli("explain", model, photograph, "--method", "gradcam", *options).json
    assert summary["at"] == "features.2"
    assert np.load(out).shape == load_model(model).layers["features.2"].shape[1:]


LAYER = ["--layer", "features.5"]
QUICK: dict[Method, list[str]] = {
    Method.GRAD_CAM: LAYER,
    Method.HIRES_CAM: [*LAYER, "--param", "is_signed=yes"],
    Method.GRAD_CAM_PLUS_PLUS: LAYER,
    Method.LAYER_CAM: LAYER,
    Method.SCORE_CAM: LAYER,
    Method.EIGEN_CAM: LAYER,
    Method.SALIENCY: [],
    Method.INPUT_X_GRADIENT: [],
    Method.SMOOTH_GRAD: ["--param", "samples=2"],
    Method.INTEGRATED_GRADIENTS: ["--param", "steps=3", "--param", "baseline=blur"],
    Method.GUIDED_BACKPROPAGATION: [],
    Method.GUIDED_GRAD_CAM: LAYER,
    Method.DECONVNET: [],
    Method.OCCLUSION: ["--param", "window=32", "--param", "stride=24", "--param", "fill=inpaint"],
}


@pytest.mark.parametrize("method", QUICK)
def test_every_method_writes_its_raw_map(
    cli: Cli, model: Path, photograph: Path, tmp_path: Path, method: Method
) -> None:
    out, overlay = tmp_path / "map.npy", tmp_path / "overlay.png"
    options = ["--target", "3", *QUICK[method], "--map", out, "--overlay", overlay]
    summary = cli("explain", model, photograph, "--method", method, *options).json
    entry, values = CATALOGUE[method], np.load(out)
    grid = load_model(model).layers["features.5"].shape[1:] if entry.place is Place.LAYER else (96, 96)
    assert values.shape == ((4, 4) if method is Method.OCCLUSION else grid)
    assert values.dtype == np.float32
    assert summary["shape"] == list(values.shape)
    assert (summary["min"], summary["max"]) == (float(values.min()), float(values.max()))
    assert values.any()
    assert np.asarray(Image.open(overlay)).shape == np.asarray(Image.open(photograph)).shape


def test_attention_rollout_of_a_network_without_attention_is_refused(cli: Cli, model: Path, photograph: Path) -> None:
    result = cli("explain", model, photograph, "--method", "attention-rollout")
    assert result.status == 2
    assert "vision transformer" in result.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["window=0"], "1 or more"),
        (["stride=0"], "1 or more"),
        (["stride=-3"], "1 or more"),
        (["window=97"], "larger than the network's input"),
        (["windw=9"], "Did you mean 'window'"),
        (["fill=blck"], "Did you mean 'black'"),
        (["window=9.5"], "whole number"),
        (["window=9", "window=8"], "twice"),
    ],
)
def test_parameters_that_mean_nothing_are_refused(
    cli: Cli, model: Path, photograph: Path, options: list[str], words: str
) -> None:
    given = [word for option in options for word in ("--param", option)]
    result = cli("explain", model, photograph, "--method", "occlusion", *given)
    assert result.status == 2
    assert words in result.err
