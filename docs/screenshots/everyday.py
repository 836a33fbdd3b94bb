"""A network that knows cats and cups, on photographs that are not part of the project."""

from __future__ import annotations

import shutil
from pathlib import Path

from core.networks.importing import import_model
from core.networks.proposal import ImportChoices
from screenshots.stage import FULL, Stage, shoot, wait_for

EVERYDAY = ("chelsea", "coffee")


def everyday_scenes(stage: Stage, natural: Path, model: Path) -> None:
    """A network that knows cats and cups."""
    stage.program.start()
    stage.window.open_paths([natural], replaces=True)
    wait_for(lambda: stage.session.photograph is not None)
    stage.open(model)
    for name in EVERYDAY:
        stage.look_at(natural / f"{name}.png")
        shoot(stage.window, f"real-network-{name}", FULL)


def everyday_things(data: Path, folder: Path) -> tuple[Path, Path]:
    """The ImageNet network as a model file, and a folder with the photographs."""
    model = folder / "SqueezeNet 1.1 (ImageNet).safetensors"
    import_model(data / "weights" / "squeezenet1_1_imagenet.safetensors", model, ImportChoices(name=model.stem))
    natural = folder / "natural"
    natural.mkdir()
    for name in EVERYDAY:
        shutil.copy(data / "natural" / f"{name}.png", natural)
    return model, natural
