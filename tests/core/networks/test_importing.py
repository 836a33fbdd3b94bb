"""From a file of weights to a model that answers as the original network does."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import timm
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torchvision import models

from core.errors import FunduscopeError, ModelError
from core.images.preparation import Normalisation, recipe
from core.images.reading import read_photograph
from core.networks.files import load_model, save_model
from core.networks.importing import import_model, inspect_weights
from core.networks.proposal import ICDR_CLASS_NAMES, ImportChoices

Save = Callable[..., Path]
State = dict[str, Tensor]
NOTHING = ImportChoices()


def _logits(path: Path, x: Tensor) -> Tensor:
    with torch.no_grad():
        return load_model(path).module(x)


def test_the_real_squeezenet(data_dir: Path, tmp_path: Path) -> None:
    weights = data_dir / "weights" / "squeezenet1_1_imagenet.safetensors"
    proposal = inspect_weights(weights)
    assert (proposal.architecture, proposal.class_count) == ("torchvision/squeezenet1_1", 1000)
    assert (proposal.input_size, proposal.recipe, proposal.normalisation) == (224, "imagenet", Normalisation.IMAGENET)
    assert proposal.class_names[0] == "tench"
    out = tmp_path / "m.safetensors"
    import_model(weights, out, NOTHING)
    by_hand = models.squeezenet1_1().eval()
    by_hand.load_state_dict(load_file(weights))
    x = torch.randn(2, 3, 224, 224)
    with torch.no_grad():
        assert torch.equal(_logits(out, x), by_hand(x))


def test_the_real_squeezenet_sees_a_cat(data_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.safetensors"
    import_model(data_dir / "weights" / "squeezenet1_1_imagenet.safetensors", out, NOTHING)
    model = load_model(out)
    for name, words in (("chelsea.png", ("cat", "tabby")), ("coffee.png", ("espresso", "cup"))):
        x, _to_photograph = model.prepare(read_photograph(data_dir / "natural" / name))
        with torch.no_grad():
            best = model.card.class_names[int(model.module(x).argmax())].lower()
        assert any(word in best for word in words), best


def test_five_classes_are_proposed_but_not_named_unasked(save: Save, state: State, tmp_path: Path) -> None:
    proposal = inspect_weights(save({"model": state}))
    assert proposal.class_names == ("class 0", "class 1", "class 2", "class 3", "class 4")
    assert ICDR_CLASS_NAMES in proposal.suggested_class_names.values()
    assert (proposal.recipe, proposal.name, proposal.is_input_size_fixed) == ("stretch", "weights", False)


def test_choices_go_into_the_card(save: Save, state: State, tmp_path: Path) -> None:
    choices = ImportChoices(
        class_names=ICDR_CLASS_NAMES,
        input_size=96,
        normalisation=Normalisation.HALF,
        recipe="centre",
        name="Grades",
        notes="mine",
        licence="CC0",
    )
    card = import_model(save(state), tmp_path / "m.safetensors", choices)
    assert load_model(tmp_path / "m.safetensors").card == card
    assert (card.class_names, card.name, card.notes, card.licence) == (ICDR_CLASS_NAMES, "Grades", "mine", "CC0")
    assert card.preparation == recipe("centre", input_size=96, normalisation=Normalisation.HALF)


def test_a_whole_preparation_can_be_given(save: Save, state: State, tmp_path: Path) -> None:
    preparation = recipe("imagenet", input_size=80, normalisation=Normalisation.UNIT)
    card = import_model(save(state), tmp_path / "m.safetensors", ImportChoices(preparation=preparation))
    assert card.preparation == preparation


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (ImportChoices(class_names=("a", "b")), "2 class names were given, but the network has 5 classes"),
        (ImportChoices(class_names=("a", "a", "b", "c", "d")), "'a' twice"),
        (ImportChoices(recipe="strech"), "'strech'"),
        (ImportChoices(input_size=0), "input_size"),
        (ImportChoices(input_size=8), "Input size 8 x 8 does not suit torchvision/squeezenet1_1"),
        (ImportChoices(architecture="torchvision/resnet18"), "does not fit torchvision/resnet18"),
        (ImportChoices(architecture="resnet1"), "'resnet1'"),
        (ImportChoices(arguments={"pretrained": True}), "'pretrained'"),
    ],
)
def test_wrong_choices_write_nothing(
    save: Save, state: State, tmp_path: Path, choices: ImportChoices, said: str
) -> None:
    out = tmp_path / "m.safetensors"
    out.write_bytes(b"was here")
    with pytest.raises(FunduscopeError) as caught:
        import_model(save(state), out, choices)
    assert said in str(caught.value)
    assert out.read_bytes() == b"was here"


def test_a_single_output_becomes_no_and_yes_with_the_sigmoid(save: Save, tmp_path: Path) -> None:
    net = models.resnet18(num_classes=1).eval()
    path, out = save(net.state_dict()), tmp_path / "m.safetensors"
    proposal = inspect_weights(path)
    assert (proposal.output_count, proposal.class_count) == (1, 2)
    assert any("regression" in note for note in proposal.notes)
    import_model(path, out, NOTHING)
    x = torch.randn(3, 3, 64, 64)
    with torch.no_grad():
        logits, expected = _logits(out, x), net(x)
    torch.testing.assert_close(logits[:, 1:], expected)
    torch.testing.assert_close(logits.softmax(1)[:, 1], expected.sigmoid()[:, 0])
    with pytest.raises(ModelError, match=r"1 class names.*2 classes.*single output"):
        import_model(path, out, ImportChoices(class_names=("referable",)))


def test_one_channel_is_refused(save: Save, tmp_path: Path) -> None:
    net = models.resnet18(num_classes=5)
    net.conv1 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
    with pytest.raises(ModelError, match=r"torchvision/resnet18\) reads images of 1 channel, not RGB"):
        import_model(save(net.state_dict()), tmp_path / "m.safetensors", NOTHING)


@pytest.mark.parametrize("name", ["inception_v3", "googlenet"])
def test_networks_that_change_their_input(save: Save, tmp_path: Path, name: str) -> None:
    """As torchvision's pretrained ones do; the same function with and without ImageNet's normalisation."""
    net = models.get_model(name, aux_logits=True, init_weights=False, num_classes=3, transform_input=True).eval()
    for part in net.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.running_mean.fill_(0.01)  # as if it had been trained
    path = save(net.state_dict())
    card = import_model(path, tmp_path / "a.safetensors", NOTHING)
    assert card.arguments["transform_input"] is True
    assert card.input_size == ((299, 299) if name == "inception_v3" else (224, 224))
    half = import_model(path, tmp_path / "b.safetensors", ImportChoices(normalisation=Normalisation.HALF))
    assert half.arguments["transform_input"] is False
    pixels = np.random.default_rng(0).integers(0, 256, (*card.input_size, 3), np.uint8)
    inputs = [torch.from_numpy(one.preparation.apply(pixels).values)[None] for one in (card, half)]
    with torch.no_grad():
        expected = net(inputs[0])
    torch.testing.assert_close(_logits(tmp_path / "a.safetensors", inputs[0]), expected, rtol=0, atol=0)
    torch.testing.assert_close(_logits(tmp_path / "b.safetensors", inputs[1]), expected, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("name", ["inception_v3", "googlenet"])
def test_a_network_that_was_never_trained_does_not_descend_from_another(save: Save, tmp_path: Path, name: str) -> None:
    net = models.get_model(name, aux_logits=True, init_weights=False, num_classes=3).eval()
    card = import_model(save(net.state_dict()), tmp_path / "m.safetensors", NOTHING)
    assert card.arguments["transform_input"] is False
    assert "never trained" in card.notes
    x = torch.rand(1, 3, *card.input_size)
    with torch.no_grad():
        torch.testing.assert_close(_logits(tmp_path / "m.safetensors", x), net(x), rtol=0, atol=0)


def test_a_small_retfound(save: Save, tmp_path: Path) -> None:
    """RETFound's layout on a small transformer: pooled over the patches, normalised after that."""
    net = timm.create_model("vit_tiny_patch16_224", num_classes=5, global_pool="avg").eval()
    path, out = save({"model": net.state_dict(), "epoch": 49}), tmp_path / "m.safetensors"
    card = import_model(path, out, NOTHING)
    assert (card.architecture, card.arguments) == ("timm/vit_tiny_patch16_224", {"global_pool": "avg"})
    assert card.mean == (0.485, 0.456, 0.406)
    x = torch.randn(1, 3, 224, 224)
    with torch.no_grad():
        assert torch.equal(_logits(out, x), net(x))
    with pytest.raises(ModelError, match=r"Input size 256 x 256.*224 pixels"):
        import_model(path, out, ImportChoices(input_size=256))


@pytest.mark.parametrize(
    ("name", "size", "normalisation"),
    [
        ("mobilenetv3_small_050", 224, Normalisation.IMAGENET),
        ("vit_tiny_patch16_384", 384, Normalisation.HALF),
        ("tf_efficientnet_lite0", 224, Normalisation.HALF),
        ("swin_tiny_patch4_window7_224", 224, Normalisation.IMAGENET),
    ],
)
def test_timm_answers_the_same(save: Save, tmp_path: Path, name: str, size: int, normalisation: Normalisation) -> None:
    net = timm.create_model(name, num_classes=4).eval()
    out = tmp_path / "m.safetensors"
    card = import_model(save(net.state_dict(), f"{name}.pth"), out, NOTHING)
    assert card.architecture == f"timm/{name}"
    assert card.input_size == (size, size)
    assert card.preparation.steps[-1] == normalisation.step()
    x = torch.randn(1, 3, size, size)
    with torch.no_grad():
        assert torch.equal(_logits(out, x), net(x))


@pytest.mark.parametrize(("name", "size"), [("efficientnet_b3", 300), ("swin_v2_t", 256), ("vit_b_16", 224)])
def test_torchvision_input_sizes(save: Save, name: str, size: int) -> None:
    assert inspect_weights(save(models.get_model(name).state_dict())).input_size == size


def test_a_model_of_our_own_needs_no_import(tmp_path: Path, state: State, card: object) -> None:
    save_model(tmp_path / "m.safetensors", state, card)  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="already"):
        inspect_weights(tmp_path / "m.safetensors")


def test_weights_that_are_not_numbers_are_noted(save: Save, state: State) -> None:
    state["classifier.1.bias"][:] = float("nan")
    assert any("not numbers" in note for note in inspect_weights(save(state)).notes)


def test_the_notes_of_the_import_are_kept(save: Save, state: State, tmp_path: Path) -> None:
    card = import_model(save({"net": state}), tmp_path / "m.safetensors", NOTHING)
    assert "Taken from 'net' in the file." in card.notes
    assert json.loads(card.dumps())["notes"] == card.notes
