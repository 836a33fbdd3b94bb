"""Model files: what is saved is loaded, faults leave the old file, hostile files are refused cheaply."""

import hashlib
import json
import os
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torchvision import models

from core.errors import FunduscopeError, ModelError
from core.images.photograph import ImageId, Photograph
from core.networks import files, tensorfile
from core.networks.card import ModelCard
from core.networks.card_file import CARD_KEY, is_model_file, model_id, read_card
from core.networks.files import load_model, save_model, write_card
from core.networks.weights import read_weights

State = dict[str, Tensor]


@pytest.fixture
def model(tmp_path: Path, state: State, card: ModelCard) -> Path:
    path = tmp_path / "model.safetensors"
    save_model(path, state, card)
    return path


def _raw(header: bytes, data: bytes = b"", length: int | None = None) -> bytes:
    return (len(header) if length is None else length).to_bytes(8, "little") + header + data


def _header(tensors: dict[str, Any], card: ModelCard) -> bytes:
    return json.dumps({"__metadata__": {CARD_KEY: card.dumps()}, **tensors}).encode()


def test_a_loaded_model_answers_as_the_saved_one(model: Path, state: State, card: ModelCard) -> None:
    loaded = load_model(model)
    original = models.squeezenet1_1(num_classes=5).eval()
    original.load_state_dict(state)
    x = torch.rand(2, 3, 64, 64)
    with torch.no_grad():
        assert torch.equal(loaded.module(x), original(x))
    assert loaded.card == card
    assert loaded.path == model
    assert loaded.notes == ()
    assert len(loaded.layers) > 20
    assert not loaded.module.training
    assert not any(parameter.requires_grad for parameter in loaded.module.parameters())


def test_a_network_whose_states_have_versions(tmp_path: Path, card: ModelCard) -> None:
    original = models.mnasnet0_5(num_classes=5).eval()
    path = tmp_path / "mnasnet.safetensors"
    save_model(path, dict(original.state_dict()), replace(card, architecture="torchvision/mnasnet0_5"))
    x = torch.rand(2, 3, 64, 64)
    with torch.no_grad():
        assert torch.equal(load_model(path).module(x), original(x))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "is not a model file"),
        (b"PK\x03\x04" + bytes(99), "Import it first"),
        (b"\x80\x02\x8a\nl\xfc\x9cF" + bytes(99), "Import it first"),
        (_raw(b"{}" * 50, length=999), "damaged: its header should be 999 bytes long, the file has 108"),
    ],
)
def test_what_is_no_model_is_called_by_its_name(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelError) as caught:
        load_model(path)
    assert said in str(caught.value)


def test_the_id_is_the_hash_of_the_bytes_and_changes_with_the_card(model: Path, card: ModelCard) -> None:
    before = load_model(model).id
    assert before == hashlib.sha256(model.read_bytes()).hexdigest()
    write_card(model, replace(card, notes="changed"))
    assert model_id(model) != before


def test_a_photograph_is_prepared_as_the_card_says(model: Path) -> None:
    pixels = np.full((30, 50, 3), 255, np.uint8)
    photograph = Photograph(ImageId("0"), Path("x.png"), pixels, "PNG", "RGB", 8)
    values, to_photograph = load_model(model).prepare(photograph)
    assert values.shape == (1, 3, 64, 64)
    assert values.dtype == torch.float32
    torch.testing.assert_close(values[0, :, 0, 0], torch.tensor([2.2489, 2.4286, 2.6400]), atol=1e-4, rtol=0)
    assert to_photograph(64, 64) == pytest.approx((50, 30))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("read", [load_model, is_model_file, read_weights])
def test_pipes_and_folders_are_not_waited_for(tmp_path: Path, read: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, said in ((tmp_path / "pipe", "is a device or a pipe"), (tmp_path, "is a folder")):
        if read is is_model_file:
            assert not is_model_file(path)
            continue
        with pytest.raises(ModelError, match=said):
            read(path)


def test_unicode_class_names(model: Path, card: ModelCard) -> None:
    names = ("normalité", "网膜", "🙂", 'quoted "x"', "back\\slash")
    write_card(model, card.with_class_names(names))
    assert load_model(model).card.class_names == names


def test_writing_a_card_leaves_the_weights_alone(model: Path, card: ModelCard, state: State) -> None:
    write_card(model, replace(card, notes="n" * 12345))
    again = load_model(model).module.state_dict()
    assert all(torch.equal(again[name], tensor) for name, tensor in state.items())
    assert read_card(model).notes == "n" * 12345


def test_writing_a_card_does_not_read_the_weights_into_memory(tmp_path: Path, card: ModelCard) -> None:
    path = tmp_path / "large.safetensors"
    save_file({"weights": torch.zeros(16 * 2**20)}, path, metadata={CARD_KEY: card.dumps()})
    tracemalloc.start()
    write_card(path, replace(card, notes="edited"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * 2**20
    assert path.stat().st_size > 64 * 2**20


def test_a_card_that_does_not_fit_the_weights_is_not_written(model: Path, card: ModelCard) -> None:
    before = model.read_bytes()
    with pytest.raises(ModelError, match="'class_names' holds 2 names, but the network has 5 outputs"):
        write_card(model, replace(card, class_names=("a", "b")))
    with pytest.raises(ModelError, match="does not hold the weights of torchvision/resnet18"):
        write_card(model, replace(card, architecture="torchvision/resnet18"))
    assert model.read_bytes() == before


def test_a_model_that_does_not_fit_its_card_is_not_saved(tmp_path: Path, state: State, card: ModelCard) -> None:
    with pytest.raises(ModelError, match="'class_names'"):
        save_model(tmp_path / "m.safetensors", state, replace(card, class_names=("a", "b", "c")))
    del state["features.0.weight"]
    with pytest.raises(ModelError, match=r"1 missing: features\.0\.weight"):
        save_model(tmp_path / "m.safetensors", state, card)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
def test_what_was_there_survives_a_fault(
    model: Path, state: State, card: ModelCard, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    before = model.read_bytes()

    def fail(*_args: object) -> None:
        raise fault

    monkeypatch.setattr(tensorfile.os, "fsync", fail)
    expected = ModelError if isinstance(fault, OSError) else type(fault)
    with pytest.raises(expected):
        save_model(model, state, card)
    with pytest.raises(expected):
        write_card(model, card)
    assert model.read_bytes() == before
    assert list(model.parent.iterdir()) == [model]


def test_a_folder_that_is_not_there(tmp_path: Path, state: State, card: ModelCard) -> None:
    with pytest.raises(ModelError, match="cannot be written"):
        save_model(tmp_path / "nowhere" / "m.safetensors", state, card)


def test_tied_weights_are_saved_under_each_name(tmp_path: Path, state: State, card: ModelCard) -> None:
    state["features.3.squeeze.bias"] = state["features.4.squeeze.bias"]
    state["features.0.weight"] = state["features.0.weight"].transpose(2, 3)
    save_model(tmp_path / "m.safetensors", state, card)
    loaded = load_model(tmp_path / "m.safetensors").module.state_dict()
    assert torch.equal(loaded["features.3.squeeze.bias"], state["features.4.squeeze.bias"])
    assert torch.equal(loaded["features.0.weight"], state["features.0.weight"])


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_other_precisions_compute_in_float32(tmp_path: Path, state: State, card: ModelCard, dtype: torch.dtype) -> None:
    save_model(tmp_path / "m.safetensors", {name: tensor.to(dtype) for name, tensor in state.items()}, card)
    module = load_model(tmp_path / "m.safetensors").module
    assert {parameter.dtype for parameter in module.parameters()} == {torch.float32}
    assert module(torch.rand(1, 3, 64, 64)).isfinite().all()


def test_counters_of_batch_normalisation(tmp_path: Path, card: ModelCard) -> None:
    state = dict(models.resnet18(num_classes=5).state_dict())
    state["bn1.num_batches_tracked"] += 7
    del state["layer1.0.bn1.num_batches_tracked"]
    save_model(tmp_path / "m.safetensors", state, replace(card, architecture="torchvision/resnet18"))
    loaded = load_model(tmp_path / "m.safetensors").module.state_dict()
    assert loaded["bn1.num_batches_tracked"] == 7
    assert loaded["layer1.0.bn1.num_batches_tracked"] == 0


def test_a_module_can_be_saved_as_it_is(tmp_path: Path, card: ModelCard) -> None:
    module: nn.Module = models.squeezenet1_1(num_classes=5)
    save_model(tmp_path / "m.safetensors", module, card)
    assert load_model(tmp_path / "m.safetensors").card == card


def test_weights_that_are_not_numbers_are_noted(tmp_path: Path, state: State, card: ModelCard) -> None:
    state["features.0.weight"][0, 0, 0, 0] = float("nan")
    state["classifier.1.bias"][1] = float("inf")
    save_model(tmp_path / "m.safetensors", state, card)
    assert "2 of the weights' tensors" in load_model(tmp_path / "m.safetensors").notes[0]


def test_large_weights_are_no_fault(tmp_path: Path, state: State, card: ModelCard) -> None:
    state["features.0.weight"][:] = 3e38
    save_model(tmp_path / "m.safetensors", state, card)
    assert load_model(tmp_path / "m.safetensors").notes == ()


def test_a_newer_file_is_refused_untouched(model: Path, card: ModelCard) -> None:
    newer = {**card.to_json(), "format_version": 99}
    tensorfile.rewrite_metadata(model, {CARD_KEY: json.dumps(newer)})
    before = model.read_bytes()
    for use in (load_model, read_card, lambda path: write_card(path, card)):
        with pytest.raises(ModelError, match="newer Funduscope"):
            use(model)
    assert model.read_bytes() == before


def test_weights_without_a_card(tmp_path: Path, state: State, model: Path) -> None:
    plain = tmp_path / "plain.safetensors"
    save_file(state, plain)
    assert is_model_file(model)
    assert not is_model_file(plain)
    assert not is_model_file(tmp_path / "nothing")
    with pytest.raises(ModelError, match=r"no Funduscope card.*Import it"):
        read_card(plain)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"pretrained": True}, "'pretrained'"),
        ({"checkpoint_path": "/etc/passwd"}, "'checkpoint_path'"),
        ({"in_chans": 10**12}, "'in_chans'"),
        ({"in_chans": 1}, "1 channels"),
        ({"img_size": [64, 1e9]}, "'img_size'"),
        ({"img_size": 64}, "'img_size'"),
        ({"head": {"at": "classifier.1", "layers": ["linear 99999999", "linear"]}}, "'head'"),
        ({"head": {"at": "nowhere", "layers": ["linear"]}}, "'nowhere'"),
        ({"head": "x"}, "'head'"),
        ({"transform_input": 1}, "'transform_input'"),
        ({"transform_input": True}, "'transform_input'"),
        ({"global_pool": 3}, "'global_pool'"),
        ({"global_pool": "avg"}, "'global_pool'"),
    ],
)
def test_arguments_are_let_through_by_name_only(
    model: Path, card: ModelCard, arguments: dict[str, Any], named: str
) -> None:
    tensorfile.rewrite_metadata(model, {CARD_KEY: replace(card, arguments=arguments).dumps()})
    with pytest.raises(ModelError) as caught:
        load_model(model)
    assert named in str(caught.value)
    assert "model.safetensors" in str(caught.value)


def test_an_unknown_architecture(model: Path, card: ModelCard) -> None:
    tensorfile.rewrite_metadata(model, {CARD_KEY: replace(card, architecture="torchvision/squeezenet1_2").dumps()})
    with pytest.raises(ModelError, match=r"squeezenet1_2.*Did you mean 'squeezenet1_"):
        load_model(model)


def test_a_device_that_is_not_there(model: Path) -> None:
    with pytest.raises(FunduscopeError, match="'toaster'"):
        load_model(model, device="toaster")


HOSTILE = {
    "empty": lambda _card: b"",
    "short": lambda _card: b"\x01\x02",
    "header longer than the file": lambda card: _raw(_header({}, card), length=2**40),
    "header of gigabytes": lambda card: _raw(b"{", length=3 * 2**30),
    "length without end": lambda card: _raw(b"{}", length=2**64 - 1),
    "not JSON": lambda _card: _raw(b"{nonsense"),
    "not UTF-8": lambda _card: _raw(b'{"\xff\xfe": 1}'),
    "a list": lambda _card: _raw(b"[1, 2]"),
    "nested without end": lambda _card: _raw(b'{"a":' + b"[" * 200_000),
    "metadata that is no text": lambda _card: _raw(b'{"__metadata__": {"funduscope": 3}}'),
    "overlapping": lambda card: _raw(
        _header(
            {
                "a": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16]},
                "b": {"dtype": "F32", "shape": [4], "data_offsets": [8, 24]},
            },
            card,
        ),
        bytes(24),
    ),
    "beyond the end": lambda card: _raw(
        _header({"a": {"dtype": "F32", "shape": [400], "data_offsets": [0, 1600]}}, card), bytes(16)
    ),
    "false shape": lambda card: _raw(
        _header({"a": {"dtype": "F32", "shape": [10**15], "data_offsets": [0, 16]}}, card), bytes(16)
    ),
    "negative shape": lambda card: _raw(
        _header({"a": {"dtype": "F32", "shape": [-4], "data_offsets": [0, 16]}}, card), bytes(16)
    ),
    "unknown dtype": lambda card: _raw(
        _header({"a": {"dtype": "X9", "shape": [4], "data_offsets": [0, 16]}}, card), bytes(16)
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_without_taking_memory(tmp_path: Path, card: ModelCard, kind: str) -> None:
    path = tmp_path / "hostile.safetensors"
    path.write_bytes(HOSTILE[kind](card))
    tracemalloc.start()
    with pytest.raises(ModelError, match="hostile"):
        load_model(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50 * 2**20


def test_a_card_that_claims_a_giant_takes_no_memory(model: Path, card: ModelCard) -> None:
    giant = replace(card, architecture="torchvision/regnet_y_128gf", class_names=tuple(map(str, range(200_000))))
    tensorfile.rewrite_metadata(model, {CARD_KEY: giant.dumps()})
    with pytest.raises(ModelError, match="does not hold the weights of torchvision/regnet_y_128gf"):
        load_model(model)


def test_the_automatic_device_is_the_graphics_card_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert files._device("auto").type == ("cuda" if torch.cuda.is_available() else "cpu")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.backends.cudnn, "allow_tf32", True)
    assert files._device("auto").type == "cuda"
    assert not torch.backends.cudnn.allow_tf32
