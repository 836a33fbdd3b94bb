"""Settings: one file, every key known, every mistake named."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from core.errors import TrainingError
from core.training.checking import limits
from core.training.settings import Balance, DataSettings, Precision, TrainingSettings
from core.training.settingsfile import (
    differences,
    from_json,
    from_toml,
    read_settings,
    to_json,
    to_toml,
    without_folders,
)

MINIMAL = '[data]\nsource = "eyes"\n'


def test_what_is_left_out_has_its_default() -> None:
    assert from_toml(MINIMAL) == TrainingSettings(data=DataSettings(source="eyes"))


def test_settings_are_read_back_from_toml() -> None:
    text = """
    name = "a \\"name\\" = [with] 'everything' \\u007f é"
    [data]
    source = "C:\\\\eyes"
    class_names = ["No DR", "severe, or worse"]
    [preparation]
    steps = [{ step = "resize", height = 8, width = 8, interpolation = "bilinear" }]
    [network.arguments]
    img_size = [64, 32]
    [balance]
    method = "class_weights"
    [optimiser]
    learning_rate = 3e-4
    weight_decay = 0
    [run]
    precision = 32
    """
    settings = from_toml(text)
    assert settings.balance.method is Balance.CLASS_WEIGHTS
    assert settings.run.precision is Precision.FLOAT32
    assert settings.optimiser.weight_decay == 0.0
    assert settings.network.arguments == {"img_size": [64, 32]}
    assert from_toml(to_toml(settings)) == settings
    assert from_json(to_json(settings)) == settings


def test_every_number_has_limits_that_hold_its_default() -> None:
    settings = TrainingSettings(data=DataSettings(source="eyes"))
    for table in fields(settings):
        part = getattr(settings, table.name)
        if not is_dataclass(part):
            continue
        for each in fields(part):
            value = getattr(part, each.name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                low, high = limits(f"{table.name}.{each.name}")
                assert low <= value <= high


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[dta]\nsource = 'x'", r"no table or key 'dta'\. Did you mean 'data'\?"),
        (
            MINIMAL + "[optimiser]\nlearningrate = 1",
            r"no key 'learningrate' in \[optimiser\]\. Did you mean 'learning_rate'",
        ),
        (MINIMAL + "[optimiser]\nname = 'adamw2'", r"'name' in \[optimiser\] is 'adamw2'\. Did you mean 'adamw'"),
        (MINIMAL + "[run]\nepochs = 2.5", r"'epochs' in \[run\] must be a whole number, not 2\.5"),
        (MINIMAL + "[run]\nepochs = true", "must be a whole number, not True"),
        (MINIMAL + "[run]\nepochs = 0", r"'epochs' in \[run\] is 0; it must be from 1 to 100000"),
        (MINIMAL + "[optimiser]\nlearning_rate = nan", "'learning_rate' in .* is nan; it must be"),
        (MINIMAL + "[augmentation]\nhorizontal_flip = 1", "must be true or false, not 1"),
        ("data = 3", r"'data' must be a table, \[data\], not 3"),
        ("name = 3\n" + MINIMAL, "'name' must be a text, not 3"),
        ("[data]\nsource = 'x'\nclass_names = 'No DR'", "must be a list of texts, not 'No DR'"),
        ("name = 'x'", r"'source' in \[data\] is missing"),
        ("name = ", "Not valid TOML"),
        (MINIMAL + "[network]\nfrozen = 'features'\ntrain_from = 'layer4'", "contradict each other"),
        (MINIMAL + "[split]\nvalidation = 0\n[stopping]\npatience = 3", "nothing tells when to stop"),
        (MINIMAL + "[optimiser]\nname = 'sgd'\nmomentum = 0", "must be above 0 for Nesterov"),
    ],
)
def test_mistakes_are_named(text: str, message: str) -> None:
    with pytest.raises(TrainingError, match=message):
        from_toml(text)


def test_paths_are_seen_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "recipes" / "a.toml"
    path.parent.mkdir()
    path.write_text("[data]\nsource = '../eyes'\n[network]\nweights = '/models/w.pth'\n", encoding="utf-8-sig")
    settings = read_settings(path)
    assert settings.data.source == str(tmp_path / "eyes")
    assert settings.network.weights == str(Path("/models/w.pth").resolve())
    assert settings.machine.cache == ""
    shown = without_folders(settings)
    assert shown["data"]["source"] == "eyes"
    assert shown["network"]["weights"] == "w.pth"
    assert "machine" not in shown


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="cannot be read"):
        read_settings(tmp_path / "gone.toml")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TrainingError, match="not a text file"):
        read_settings(tmp_path / "b.toml")
    (tmp_path / "c.toml").write_text("[run]\nepoch = 1")
    with pytest.raises(TrainingError, match=r"'c\.toml': There is no key 'epoch' in \[run\]"):
        read_settings(tmp_path / "c.toml")


def test_differences_leave_the_machine_out() -> None:
    old = from_toml(MINIMAL)
    new = replace(old, name="other", machine=replace(old.machine, threads=3))
    assert differences(old, new) == ("name: '', now 'other'",)
