"""The form edits the very settings that the command line reads."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.errors import FunduscopeError
from core.networks.own import OWN_NETWORKS
from core.networks.own_names import OWN_NAMES
from core.training.presets import PRESETS
from core.training.settings import (
    DataSettings,
    Frozen,
    NetworkSettings,
    OptimiserSettings,
    Precision,
    RunSettings,
    TrainingSettings,
)
from core.training.settingsfile import from_toml, to_toml
from desktop.training_fields import fields_by_name
from desktop.widgets.train.editors import number_text
from desktop.widgets.train.settings_form import SettingsForm, value_of

HIDDEN = {"preparation.steps", "network.arguments", "machine.devices", "machine.nodes", "machine.cache"}
"""What the form has no field for: it stays as it was given."""


@pytest.fixture
def form(qtbot: QtBot) -> SettingsForm:
    made = SettingsForm()
    qtbot.addWidget(made)
    return made


def type_into(form: SettingsForm, name: str, text: str) -> None:
    control = form.editor(name).control
    edit = control if isinstance(control, QLineEdit) else control.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    edit.setText(text)


def test_every_key_of_the_settings_has_a_field_with_a_meaning() -> None:
    wanted = set()
    for table in dataclasses.fields(TrainingSettings):
        part = getattr(TrainingSettings(), table.name)
        keys = [each.name for each in dataclasses.fields(part)] if dataclasses.is_dataclass(part) else [""]
        wanted |= {f"{table.name}.{key}".rstrip(".") for key in keys}
    assert wanted - HIDDEN == set(fields_by_name())
    assert all(field.tip.endswith(".") for field in fields_by_name().values())


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_settings_come_out_as_they_went_in(form: SettingsForm, preset: object) -> None:
    settings = replace(
        preset.apply(
            TrainingSettings(name="x", data=DataSettings(source="eyes", class_names=("a; b".strip(), "c")[1:]))
        ),  # type: ignore[attr-defined]
        optimiser=OptimiserSettings(learning_rate=0.00012345678901),
        run=RunSettings(seed=2**32 - 1, precision=Precision.BFLOAT16, batch_size=0),
    )
    form.setSettings(settings)
    assert form.settings() == settings
    assert from_toml(to_toml(form.settings())) == settings


def test_what_has_no_field_stays(form: SettingsForm) -> None:
    settings = TrainingSettings(network=NetworkSettings(arguments={"img_size": 64}))
    form.setSettings(settings)
    form.setValue("run.epochs", 7)
    assert form.settings().network.arguments == {"img_size": 64}
    assert form.settings().run.epochs == 7


def test_what_is_wrong_stands_beside_its_field(form: SettingsForm, qtbot: QtBot) -> None:
    form.setSettings(TrainingSettings(data=DataSettings(source="eyes")))
    assert form.problems() == {}
    with qtbot.waitSignal(form.changed):
        type_into(form, "run.epochs", "many")
    type_into(form, "optimiser.learning_rate", "1000")
    type_into(form, "head.dense", "256; x")
    type_into(form, "network.train_from", "layer4")
    form.setValue("network.frozen", Frozen.FEATURES)
    found = form.problems()
    assert found["run.epochs"] == "A whole number is wanted."
    assert "must be from" in found["optimiser.learning_rate"]
    assert "separated by commas" in found["head.dense"]
    assert "contradict each other" in found["network.train_from"]
    assert form.editor("run.epochs").control.accessibleDescription() == "A whole number is wanted."
    assert form.settings().run.epochs == 30, "the last good one"
    type_into(form, "run.epochs", "12")
    assert "run.epochs" not in form.problems()


def test_what_was_found_out_elsewhere_goes_with_the_next_change(form: SettingsForm) -> None:
    form.setSettings(TrainingSettings(data=DataSettings(source="eyes")))
    form.setProblems({"data.source": FunduscopeError("There is no data set 'eyes'.")})
    assert form.problems() == {"data.source": "There is no data set 'eyes'."}
    type_into(form, "data.source", "photographs")
    assert form.problems() == {}


def test_a_decimal_comma_is_read(form: SettingsForm) -> None:
    type_into(form, "optimiser.learning_rate", "0,002")
    assert form.settings().optimiser.learning_rate == 0.002
    type_into(form, "optimiser.learning_rate", "3e-4")
    assert form.settings().optimiser.learning_rate == 3e-4


def test_architectures_are_found_by_any_part_of_their_name(form: SettingsForm) -> None:
    form.setArchitectures(("torchvision/resnet50", "timm/resnet50.a1", "funduscope/defauw"))
    box = form.editor("network.architecture").control
    assert isinstance(box, QComboBox)
    completer = box.completer()
    completer.setCompletionPrefix("faUw")
    assert completer.completionCount() == 1
    assert form.settings().network.architecture == TrainingSettings().network.architecture


def test_a_field_is_brought_into_view(form: SettingsForm, qtbot: QtBot) -> None:
    form.resize(400, 300)
    form.show()
    form.showProblem("machine.cache_gb")
    control: QWidget = form.editor("machine.cache_gb").control
    qtbot.waitUntil(
        lambda: (
            form.viewport()
            .rect()
            .intersects(control.rect().translated(control.mapTo(form.viewport(), control.rect().topLeft())))
        )
    )


def test_numbers_are_short_and_lose_nothing() -> None:
    for value in (0.1, 3e-4, 1e-9, 0.123456789012345, 5, 2.0, 2**32 - 1):
        assert float(number_text(value)) == value
    assert number_text(0.1) == "0.1"
    assert value_of(TrainingSettings(name="n"), "name") == "n"


def test_the_programs_own_architectures_are_all_offered() -> None:
    assert tuple(OWN_NETWORKS) == OWN_NAMES
