"""Our own architectures: the totals that their sources print, computed as the sources say, explainable as any other."""

import warnings
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from core.errors import ModelError
from core.explain.explainer import Explainer
from core.explain.query import ClassTarget, Method, Query
from core.images.photograph import ImageId, Photograph
from core.images.preparation import Normalisation, recipe
from core.networks.analysis import layer_table
from core.networks.architectures import architecture_names, build, default_config, own_names, resolve
from core.networks.card import ModelCard
from core.networks.files import load_model, save_model
from core.networks.importing import inspect_weights
from core.networks.own import OWN_NETWORKS, total_parameters
from core.networks.recognition import recognise

TOTALS = {
    "casini_cnn_1": 1_355_621,
    "casini_cnn_1_dropout": 1_355_621,
    "casini_cnn_2": 6_948_165,
    "casini_cnn_3": 6_673_125,
    "casini_cnn_4": 3_452_773,
    "vgg16_flatten_256": 21_138_757,
    "vgg16_flatten_128_dropout": 17_926_725,
    "vgg16_pool_256_dropout": 14_847_301,
    "mobilenet_v2_flatten": 2_571_589,
    "mobilenet_v2_pool": 2_264_389,
    "mobilenet_v2_pool_256": 2_587_205,
    "mobilenet_v2_pool_512": 2_916_421,
    "mobilenet_v2_pool_512_512": 3_179_077,
    "defauw": 20_923_690,
}
# One of each family, at a size that is quick: (architecture, arguments, side, classes).
FAMILIES = [
    ("funduscope/casini_cnn_1_dropout", {"img_size": 160}, 160, 5),
    ("funduscope/casini_cnn_2", {"img_size": 128}, 128, 5),
    ("funduscope/mobilenet_v2_flatten", {"img_size": 96}, 96, 5),
    ("funduscope/mobilenet_v2_pool_512_512", {}, 96, 5),
    ("funduscope/vgg16_pool_256_dropout", {}, 64, 3),
    ("funduscope/defauw", {"img_size": 128}, 128, 5),
    ("funduscope/die_c4", {}, 32, 6),
    ("funduscope/die_d10", {}, 32, 6),
]


def _net(architecture: str, arguments: dict, classes: int) -> nn.Module:
    torch.manual_seed(3)
    return build(architecture, arguments, classes, is_initialised=True).requires_grad_(False)


def _image(side: int) -> torch.Tensor:
    return torch.rand(1, 3, side, side, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize(("name", "total"), TOTALS.items())
def test_totals_are_those_of_the_sources(name: str, total: int) -> None:
    assert total_parameters(build(f"funduscope/{name}", {}, 5, meta=True)) == total
    assert f"{total:,}" in OWN_NETWORKS[name].description


def test_every_network_answers_at_the_size_of_its_source() -> None:
    for name, network in OWN_NETWORKS.items():
        module = build(f"funduscope/{name}", {}, 7, meta=True)
        assert module(torch.empty(2, 3, *network.input_size, device="meta")).shape == (2, 7)
        assert default_config(name)["input_size"] == (3, *network.input_size)


def test_casini_as_plain_functions() -> None:
    net = _net("funduscope/casini_cnn_2", {"img_size": 128}, 5)
    state = net.state_dict()
    x = _image(128)
    features = x
    for number, pool in enumerate((2, 2, 3, 3), start=1):
        weight, bias = state[f"features.conv{number}.weight"], state[f"features.conv{number}.bias"]
        features = functional.max_pool2d(functional.conv2d(features, weight, bias).relu(), pool)
    hidden = functional.linear(features.flatten(1), state["dense.weight"], state["dense.bias"]).relu()
    logits = functional.linear(hidden, state["classifier.weight"], state["classifier.bias"])
    torch.testing.assert_close(net(x), logits, rtol=0, atol=0)


def test_dropout_works_in_training_alone_and_has_no_weights() -> None:
    plain, dropped = (_net(f"funduscope/casini_cnn_1{end}", {}, 5) for end in ("", "_dropout"))
    assert list(plain.state_dict()) == list(dropped.state_dict())
    dropped.load_state_dict(plain.state_dict())
    x = _image(224)
    assert torch.equal(plain(x), dropped(x))
    torch.manual_seed(0)
    assert not torch.allclose(dropped.train()(x), dropped(x))
    assert torch.equal(plain.train()(x), plain(x))


def test_the_bases_are_torchvisions() -> None:
    from torchvision import models

    for name, original in (("vgg16_flatten_256", models.vgg16), ("mobilenet_v2_pool", models.mobilenet_v2)):
        theirs = {n: t.shape for n, t in original().state_dict().items() if n.startswith("features.")}
        ours = build(f"funduscope/{name}", {}, 5, meta=True).state_dict()
        assert {n: t.shape for n, t in ours.items() if n.startswith("features.")} == theirs


def test_first_weights_are_drawn_as_keras_draws_them() -> None:
    net = _net("funduscope/casini_cnn_3", {}, 5)
    limit = (6 / (128 * 25 + 2048)) ** 0.5
    assert 0.99 * limit < net.dense.weight.abs().max() <= limit
    assert not net.dense.bias.any()


def test_de_fauw_pairs_eyes_as_the_source_does() -> None:
    net = _net("funduscope/defauw", {"img_size": 128}, 5)
    left, right = _image(128), _image(128).flip(3)
    sizes = torch.tensor([[2.0, 1.5]]), torch.tensor([[1.0, 0.5]])
    both = [features.flatten(1) for features in (net.features(left), net.features(right))]
    vectors = []
    for features, size in zip(both, sizes, strict=True):
        units = functional.linear(features, net.eye.weight, net.eye.bias)
        vectors.append(torch.cat([torch.maximum(units[:, 0::2], units[:, 1::2]), size], 1))
    units = functional.linear(torch.cat(vectors, 1), net.both.weight, net.both.bias)
    joined = torch.maximum(units[:, 0::2], units[:, 1::2])
    weight = torch.cat([net.classifier.weight, net.other_classifier.weight])
    expected = functional.linear(joined, weight, torch.cat([net.classifier.bias, net.other_classifier.bias]))
    torch.testing.assert_close(torch.cat(net.forward_pair(left, right, sizes), 1), expected)
    own = torch.full((1, 2), 128 / 700)
    torch.testing.assert_close(net(left), net.forward_pair(left, left, (own, own))[0])


def test_de_fauws_biases_are_untied() -> None:
    net = _net("funduscope/defauw", {}, 5)
    assert [tuple(net.features.get_submodule(f"conv{n}").bias.shape) for n in (1, 2, 4, 6, 10)] == [
        (32, 256, 256), (32, 127, 127), (64, 63, 63), (128, 31, 31), (256, 15, 15)
    ]  # fmt: skip
    assert net.eye.in_features == 256 * 7 * 7


def test_fields_of_view_are_local() -> None:
    table = layer_table(_net("funduscope/casini_cnn_1", {}, 5), (224, 224))
    assert table["features.conv1"].receptive_field == (2, 2)
    assert table["features.pool4"].shape == (256, 3, 3)
    assert not table["features.pool4"].is_global
    die = layer_table(_net("funduscope/die_c9", {}, 6), (32, 32))
    assert (die["features.conv"].receptive_field, die["features.conv"].is_global) == ((5, 5), False)
    untied = layer_table(_net("funduscope/defauw", {"img_size": 128}, 5), (128, 128))
    assert (untied["features.conv2"].receptive_field, untied["features.conv2"].is_global) == ((19, 19), False)


@pytest.mark.parametrize(("architecture", "arguments", "side", "classes"), FAMILIES)
def test_model_files_hold_them_and_grad_cam_is_captums(
    tmp_path: Path, architecture: str, arguments: dict, side: int, classes: int
) -> None:
    net = _net(architecture, arguments, classes)
    card = ModelCard(
        name="own",
        architecture=architecture,
        arguments=arguments,
        class_names=tuple(f"class {number}" for number in range(classes)),
        preparation=recipe("stretch", input_size=side, normalisation=Normalisation.UNIT),
    )
    save_model(tmp_path / "own.safetensors", net, card)
    loaded = load_model(tmp_path / "own.safetensors")
    assert loaded.card == card
    photograph = _photograph(side)
    image, _to_photograph = loaded.prepare(photograph)
    assert torch.equal(loaded.module(image), net(image))
    assert loaded.layers.default.shape[1] > 1
    explainer, alive = Explainer(), 0
    for layer in {loaded.layers.default.name, loaded.layers.names[0]}:
        for target in range(classes):
            query = Query(photograph.id, loaded.id, Method.GRAD_CAM, ClassTarget(target), layer)
            ours = explainer.explain(loaded, photograph, query).map
            theirs = _captum(net, image, target, layer)
            assert np.abs(ours - theirs).max() <= 1e-5 * max(np.abs(theirs).max(), 1e-30)
            alive += bool(theirs.any())
    assert alive >= 2, "nearly all maps are empty: this compares nothing"


def _photograph(side: int) -> Photograph:
    pixels = np.random.default_rng(1).integers(0, 256, (side, side, 3), np.uint8)
    return Photograph(ImageId("0" * 64), Path("noise.png"), pixels, "PNG", "RGB", 8)


def _captum(net: nn.Module, image: torch.Tensor, target: int, layer: str) -> np.ndarray:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # captum warns of its own hooks
        from captum.attr import LayerGradCam

        grad_cam = LayerGradCam(net, net.get_submodule(layer))
        map_ = grad_cam.attribute(image.clone().requires_grad_(), target, relu_attributions=True)
    return map_[0, 0].detach().numpy()


def test_weights_are_imported_when_the_architecture_is_named(tmp_path: Path) -> None:
    net = _net("funduscope/defauw", {}, 3)
    found = recognise(net.state_dict(), architecture="defauw")
    assert (found.architecture, found.output_count) == ("funduscope/defauw", 3)
    torch.save(_net("funduscope/casini_cnn_4", {}, 5).state_dict(), tmp_path / "weights.pth")
    proposal = inspect_weights(tmp_path / "weights.pth", architecture="casini_cnn_4")
    assert proposal.architecture == "funduscope/casini_cnn_4"
    assert (proposal.input_size, proposal.is_input_size_fixed) == (224, True)


def test_names() -> None:
    assert resolve("casini_cnn_1") == resolve("funduscope/casini_cnn_1") == "funduscope/casini_cnn_1"
    assert set(own_names()) == set(OWN_NETWORKS) > set(TOTALS)
    everything = architecture_names()
    assert len(set(everything)) == len(everything)
    assert {"funduscope/defauw", "torchvision/vgg16", "timm/resnet50"} <= set(everything)


@pytest.mark.parametrize(
    ("architecture", "arguments", "said"),
    [
        ("funduscope/casini", {}, "Did you mean"),
        ("funduscope/resnet50", {}, "They are casini_cnn_1"),
        ("casini_cnn1", {}, "Did you mean 'casini_cnn_1'"),
        ("funduscope/casini_cnn_1", {"img_size": 32}, "too small"),
        ("funduscope/casini_cnn_1", {"in_chans": 1}, "'in_chans' means nothing"),
        ("funduscope/mobilenet_v2_pool", {"img_size": 128}, "takes any size"),
        ("funduscope/defauw", {"img_size": 32}, "too small"),
    ],
)
def test_what_cannot_be_built(architecture: str, arguments: dict, said: str) -> None:
    with pytest.raises(ModelError) as caught:
        build(architecture, arguments, 5)
    assert said in str(caught.value)


def test_pooled_vgg16_is_torchvisions_convolutions_with_a_mean_and_a_layer() -> None:
    net = _net("funduscope/vgg16_bn_pool", {}, 3)
    image = _image(64)
    features = net.features(image)
    classifier = net.head.classifier
    expected = features.mean((2, 3)) @ classifier.weight.T + classifier.bias
    torch.testing.assert_close(net(image), expected)
    torchvision_state = build("torchvision/vgg16_bn", {}, 5, meta=True).state_dict()
    own = {name: tensor.shape for name, tensor in net.state_dict().items() if name.startswith("features.")}
    assert own == {name: tensor.shape for name, tensor in torchvision_state.items() if name.startswith("features.")}
