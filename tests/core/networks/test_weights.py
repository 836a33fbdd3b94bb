"""Weights from anywhere are unwrapped; nothing in a file is ever executed; every other file says what it is."""

import argparse
import pickle
import shlex
import tarfile
import warnings
import zipfile
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torchvision import models

from core.errors import ModelError
from core.networks.weights import read_state_dict, read_weights

Save = Callable[..., Path]
State = dict[str, Tensor]


class Recorder:
    """Unpickled freely, it would leave a file behind."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.target,)


def _same(found: State, state: State) -> bool:
    return found.keys() == state.keys() and all(torch.equal(found[name], tensor) for name, tensor in state.items())


@pytest.mark.parametrize("is_zip", [True, False])
@pytest.mark.parametrize(
    "place",
    ["", "state_dict", "model", "model_state_dict", "net", "network", "model_ema", "a.b.state_dict.model", "xyz"],
)
def test_any_nesting(save: Save, state: State, place: str, is_zip: bool) -> None:
    obj: object = state
    for name in reversed(place.split(".") if place else []):
        obj = {"epoch": 3, name: obj, "lr": 0.1}
    weights = read_weights(save(obj, _use_new_zipfile_serialization=is_zip))
    assert _same(weights.state, state)
    assert weights.place == place


@pytest.mark.parametrize(
    "prefix", ["module.", "model.", "_orig_mod.", "module.model.", "net._orig_mod.module.", "backbone."]
)
def test_prefixes_that_all_names_share(save: Save, state: State, prefix: str) -> None:
    assert _same(read_state_dict(save({f"{prefix}{name}": tensor for name, tensor in state.items()})), state)


def test_a_safetensors_file(tmp_path: Path, state: State) -> None:
    save_file(state, tmp_path / "w.safetensors")
    assert _same(read_weights(tmp_path / "w.safetensors").state, state)


def test_what_bytes_say_counts_and_not_the_ending(tmp_path: Path, state: State) -> None:
    save_file(state, tmp_path / "w.pth")
    torch.save(state, tmp_path / "w.safetensors")
    assert _same(read_weights(tmp_path / "w.pth").state, state)
    assert _same(read_weights(tmp_path / "w.safetensors").state, state)


def test_a_checkpoint_of_retfound(save: Save, state: State) -> None:
    """As MAE and RETFound save it: with the optimiser, and with the command line's options as a Namespace."""
    path = save(
        {
            "model": state,
            "optimizer": {"state": {0: {"exp_avg": torch.zeros(3_000_000)}}, "param_groups": [{"lr": 0.1}]},
            "epoch": 49,
            "scaler": {"scale": 65536.0},
            "args": argparse.Namespace(lr=None, output_dir=Path("out"), layer_decay=0.65),
        }
    )
    weights = read_weights(path)
    assert weights.place == "model"
    assert _same(weights.state, state)


def test_harmless_company_is_let_through(save: Save, state: State) -> None:
    path = save(
        {
            "state_dict": OrderedDict(
                (name, nn.Parameter(t) if t.is_floating_point() else t) for name, t in state.items()
            ),
            "best": np.float64(0.9),
            "history": np.arange(5),
            "by_name": defaultdict(list, {"a": [1, 2]}),
            "folder": Path("/data"),
            "rng": np.random.get_state(),
            "arch": "squeezenet1_1",
            "state_dict_ema": {name: tensor + 1 for name, tensor in state.items()},
        }
    )
    weights = read_weights(path)
    assert _same(weights.state, state)
    assert weights.architecture_hint == "squeezenet1_1"
    assert any("state_dict_ema" in note for note in weights.notes)


@pytest.mark.parametrize("is_zip", [True, False])
@pytest.mark.parametrize("beside", [True, False])
def test_code_in_a_file_is_not_run(save: Save, tmp_path: Path, state: State, is_zip: bool, beside: bool) -> None:
    target = tmp_path / "was-run"
    obj = {"state_dict": state, "x": Recorder(target)} if beside else Recorder(target)
    path = save(obj, _use_new_zipfile_serialization=is_zip)
    with pytest.raises(ModelError, match=r"run code that the file names \(pathlib\.Path\.touch|getattr") as caught:
        read_weights(path)
    assert not target.exists()
    assert "state_dict()" in caught.value.hint
    torch.load(path, weights_only=False)  # the file is really one that would
    assert target.exists()


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_a_bare_pickle_is_not_run(tmp_path: Path, protocol: int) -> None:
    path = tmp_path / "weights.pth"
    path.write_bytes(pickle.dumps(Recorder(tmp_path / "was-run"), protocol))
    with pytest.raises(ModelError, match=r"weights\.pth"):
        read_weights(path)
    assert not (tmp_path / "was-run").exists()


@pytest.mark.parametrize("is_zip", [True, False])
def test_a_pickled_network_is_refused_by_its_class(save: Save, is_zip: bool) -> None:
    path = save({"model": models.squeezenet1_1()}, "net.pth", _use_new_zipfile_serialization=is_zip)
    with pytest.raises(
        ModelError, match=r"whole pickled network.*torchvision\.models\.squeezenet\.SqueezeNet"
    ) as caught:
        read_weights(path)
    assert "torch.load('net.pth'" in caught.value.hint


def test_the_line_to_paste_holds_no_name_that_could_mean_more(save: Save) -> None:
    path = save(models.squeezenet1_1(), "a';$(reboot).pth")
    with pytest.raises(ModelError) as caught:
        read_weights(path)
    assert "reboot" not in caught.value.hint


def test_the_line_to_paste_does_what_it_says(save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save({"model": models.squeezenet1_1(num_classes=3)}, "net.pth")
    with pytest.raises(ModelError) as caught:
        read_weights(path)
    words = shlex.split(caught.value.hint.partition("trusted: ")[2])
    assert words[:2] == ["python", "-c"]
    monkeypatch.chdir(tmp_path)
    exec(words[2], {})
    assert len(read_weights(tmp_path / "weights.pth").state) == 52


def test_torchscript_is_refused(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.trace(nn.Linear(2, 2), torch.zeros(1, 2)).save(str(tmp_path / "net.pt"))
    with pytest.raises(ModelError, match="TorchScript"):
        read_weights(tmp_path / "net.pt")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"epoch,loss\n1,0.5\n", "text file"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", "Git LFS pointer.*git lfs pull"),
        (b"\x89HDF\r\n\x1a\n" + bytes(600), "Keras"),
        (b"\x1f\x8b\x08" + bytes(50), "gzip"),
        (b"\x93NUMPY\x01\x00" + bytes(50), "NumPy"),
        (b"<!DOCTYPE html><html>", "web page"),
        (bytes(1000), "nothing but zeros"),
        (b"\xff\xd8\xff\xe0" + bytes(range(200)), "not a file of weights that is known"),
        (b"\x80\x02", "damaged"),
        (b"\x80\x02}q\x00.", "damaged"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
    ],
)
def test_other_files_say_what_they_are(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "weights.pth"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=said):
        read_weights(path)


def test_folders_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is a folder"):
        read_weights(tmp_path)
    with pytest.raises(ModelError, match="No such file"):
        read_weights(tmp_path / "none.pth")


def test_archives_of_other_kinds(tmp_path: Path, state: State) -> None:
    (tmp_path / "a.txt").write_text("x")
    with tarfile.open(tmp_path / "a.pth", "w") as tar:
        tar.add(tmp_path / "a.txt")
    with zipfile.ZipFile(tmp_path / "b.pth", "w") as archive:
        archive.write(tmp_path / "a.txt")
    with zipfile.ZipFile(tmp_path / "c.pth", "w") as archive:
        archive.writestr("model.weights.h5", b"")
    torch.save(state, tmp_path / "d.pth")
    with (
        zipfile.ZipFile(tmp_path / "d.pth") as plain,
        zipfile.ZipFile(tmp_path / "e.pth", "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in plain.namelist():
            packed.writestr(name, plain.read(name))
    for name, said in (("a", "tar archive"), ("b", "not one of torch.save"), ("c", "Keras"), ("e", "packed zip")):
        with pytest.raises(ModelError, match=said):
            read_weights(tmp_path / f"{name}.pth")


@pytest.mark.parametrize("is_zip", [True, False])
@pytest.mark.parametrize("part", [0.01, 0.5, 0.99])
def test_truncated_files(save: Save, state: State, is_zip: bool, part: float) -> None:
    path = save(state, _use_new_zipfile_serialization=is_zip)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(ModelError, match="damaged"):
        read_weights(path)


@pytest.mark.parametrize(
    ("obj", "said"),
    [
        (torch.zeros(3), "single tensor"),
        ([1, 2], "holds no weights by name"),
        ({}, "holds no weights by name.*nothing"),
        ({"epoch": 3, "acc": 0.5}, "'epoch', 'acc'"),
        ({"a": torch.eye(3).to_sparse()}, "not supported"),
        ({"a": torch.zeros(1).expand(10**9)}, "claims more numbers"),
        ({"a": torch.zeros(3, dtype=torch.complex64)}, "not supported"),
        ({"a": torch.empty(3, device="meta")}, "not supported"),
    ],
)
def test_files_without_usable_weights(save: Save, obj: object, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        read_weights(save(obj))


def test_a_file_damaged_in_the_middle_says_so(save: Save, state: State) -> None:
    path = save({name: tensor + 1 for name, tensor in state.items()})
    assert not read_weights(path).notes
    largest = max(state.values(), key=lambda tensor: tensor.numel())
    data = bytearray(path.read_bytes())
    place = data.find((largest + 1).numpy().tobytes()[:64])
    assert place > 0
    data[place] ^= 1
    path.write_bytes(data)
    assert "checksum" in " ".join(read_weights(path).notes)
