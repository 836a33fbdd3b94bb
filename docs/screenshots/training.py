"""Scenes of the workspace Train."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit

from screenshots.stage import Stage, shoot_window, wait_for


def train_scenes(stage: Stage) -> None:
    """The form of a training on the samples, and the training as it goes on."""
    from core.training.presets import FUNDUS
    from core.training.settings import DataSettings, NetworkSettings, PreparationSettings, RunSettings, SplitSettings
    from core.training.settings import TrainingSettings as Settings
    from desktop.resources import resource_path

    panel = stage.window.train
    stage.program.start()
    stage.window.training.new(
        Settings(
            name="Grader",
            data=DataSettings(source=str(resource_path("samples", "fundus"))),
            split=SplitSettings(validation=0.4),
            preparation=PreparationSettings(recipe="plain", size=96),
            network=NetworkSettings(architecture="torchvision/shufflenet_v2_x0_5"),
            augmentation=FUNDUS,
            run=RunSettings(epochs=12, batch_size=4),
        )
    )
    wait_for(lambda: bool(panel.new.preview.pictures()))
    edit = panel.new.form.editor("data.source").control.findChild(QLineEdit)
    if isinstance(edit, QLineEdit):  # the folder is this machine's
        with QSignalBlocker(edit):
            edit.setText("photographs")
    shoot_window(stage, "train-form")
    panel.new.startButton.click()
    wait_for(lambda: (run := panel.page.run()) is not None and len(run.history) == 12)
    shoot_window(stage, "train-run")
