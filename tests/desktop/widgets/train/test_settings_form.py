"""The form edits the very settings that the command line reads."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.errors import FunduscopeError
from core.images.preparation import Normalisation, recipe
from core.networks.own import OWN_NETWORKS
from core.networks.own_names import OWN_NAMES
from core.training.machine import Machine
from core.training.presets import PRESETS
from core.training.settings import (
    DataSettings,
    Device,
    Frozen,
    LossName,
    NetworkSettings,
    OptimiserSettings,
    Precision,
    PreparationSettings,
    RunSettings,
    TrainingSettings,
)
from core.training.settingsfile import from_toml, to_toml
from desktop.training_fields import fields_by_name
from desktop.widgets.train.arguments_editor import ArgumentsEditor
from desktop.widgets.train.editors import number_text
from desktop.widgets.train.settings_form import SettingsForm, value_of
from desktop.widgets.train.steps_editor import StepsEditor


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
    assert wanted == set(fields_by_name())
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
    form.setNames("network.architecture", ("torchvision/resnet50", "timm/resnet50.a1", "funduscope/defauw"))
    box = form.editor("network.architecture").control
    assert isinstance(box, QComboBox)
    completer = box.completer()
    completer.setCompletionPrefix("faUw")
    assert completer.completionCount() == 1
    assert form.settings().network.architecture == TrainingSettings().network.architecture


def test_every_kind_of_control_gives_and_takes_its_value(form: SettingsForm) -> None:
    for name in fields_by_name():
        kind = type(form.editor(name))
        assert {"value", "setValue"} <= {attribute for each in kind.__mro__[:-3] for attribute in vars(each)}


def test_only_what_means_something_is_asked(form: SettingsForm) -> None:
    form.resize(500, 2000)
    form.show()

    def is_asked(name: str) -> bool:
        return form.editor(name).control.isVisibleTo(form.editor(name).control.parentWidget())

    form.setValue("data.source", "eyes.funduscope")
    assert is_asked("data.scheme")
    assert is_asked("split.name")
    assert not is_asked("data.labels")
    form.setValue("data.source", "eyes")
    assert not is_asked("data.scheme")
    assert is_asked("data.labels")
    form.setValue("split.name", "mine")
    assert is_asked("split.name"), "it is wrong, and says so"
    assert "is something of a project" in form.problems()["split.name"]
    for choice, name in ((LossName.FOCAL, "loss.focal_gamma"), (LossName.SOFT_KAPPA, "loss.ordinal_weight")):
        assert not is_asked(name)
        form.setValue("loss.name", choice)
        assert is_asked(name)


def test_changes_are_undone_and_made_again(form: SettingsForm, qtbot: QtBot) -> None:
    first = form.settings()
    with qtbot.waitSignal(form.changed):
        type_into(form, "run.epochs", "7")
    with qtbot.waitSignal(form.changed):
        form.setSettings(PRESETS[0].apply(form.settings()))
    last = form.settings()
    form.undo()
    assert form.settings() == dataclasses.replace(first, run=replace(first.run, epochs=7))
    form.undo()
    assert form.settings() == first
    assert not form.can_undo
    form.redo()
    form.redo()
    assert form.settings() == last
    assert not form.can_redo


def test_the_keys_of_undo_are_about_the_form_wherever_the_cursor_is(form: SettingsForm, qtbot: QtBot) -> None:
    form.show()
    first = form.settings()
    line = form.editor("run.epochs").control
    line.setFocus()
    type_into(form, "run.epochs", "9")
    type_into(form, "run.batch_size", "4")
    assert form.can_undo
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.settings() == first, "typed within a moment: one change"
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert form.settings().run.epochs == 9


def test_what_the_machine_cannot_do_is_not_offered_and_says_why(form: SettingsForm) -> None:
    box = form.editor("run.precision").control
    device = form.editor("machine.device").control
    assert isinstance(box, QComboBox)
    assert isinstance(device, QComboBox)
    rows = {box.itemData(row): row for row in range(box.count())}
    form.setMachine(Machine())
    assert box.itemText(rows["fp16"]) == "fp16, mixed: needs a graphics card"
    assert not box.model().item(rows["fp16"]).isEnabled()
    assert "slower here" in box.itemText(rows["bf16"])
    assert box.model().item(rows["bf16"]).isEnabled()
    assert "none in this machine" in device.itemText(device.findData("cuda"))
    form.setMachine(Machine(cards=("H200",), has_card_bf16=True))
    assert box.itemText(rows["fp16"]) == "fp16, mixed"
    assert "H200" in device.itemText(device.findData("cuda"))
    form.setValue("machine.device", Device.CPU)
    assert not box.model().item(rows["fp16"]).isEnabled()


def test_arguments_follow_the_architecture(form: SettingsForm) -> None:
    form.setValue("network.architecture", "funduscope/casini_cnn_1")
    editor = form.editor("network.arguments")
    assert isinstance(editor, ArgumentsEditor)
    editor.line("filters").setText("32, 64, 128, 128")
    editor.line("dense").setText("2048")
    editor.line("dropout").setText("0,5")
    assert form.settings().network.arguments == {"filters": [32, 64, 128, 128], "dense": 2048, "dropout": 0.5}
    form.setValue("data.source", "eyes")
    assert from_toml(to_toml(form.settings())) == form.settings()
    editor.line("kernel").setText("two")
    assert form.problems()["network.arguments"] == "Kernels: A whole number is wanted."
    form.setValue("network.architecture", "torchvision/resnet50")
    assert form.settings().network.arguments == {}
    assert "network.arguments" not in form.problems()


def test_steps_are_told_and_can_be_those_of_a_saved_recipe(form: SettingsForm) -> None:
    editor = form.editor("preparation.steps")
    assert isinstance(editor, StepsEditor)
    form.setValue("preparation.recipe", "casini")
    assert editor.text().startswith("1. ")
    assert len(editor.text().splitlines()) == 4
    steps = tuple(recipe("plain", input_size=96, normalisation=Normalisation.HALF).to_json()["steps"])  # type: ignore[arg-type]
    form.setValue("preparation.steps", steps)
    assert form.settings().preparation.steps == steps
    assert "96" in editor.text()
    assert not form.editor("preparation.recipe").control.isVisibleTo(form)
    editor.resetButton.click()
    assert form.settings().preparation == PreparationSettings(recipe="casini")


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
