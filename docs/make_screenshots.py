"""Makes the pictures of `docs/images/` by driving the real window: `python docs/make_screenshots.py [DATA]`.

DATA is the folder with the real data (default `../shared/data` beside the repository). Only photographs in the public
domain are shown. The network is the ImageNet SqueezeNet: what it says of a fundus is nonsense, what it shows is not.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
IMAGES = REPOSITORY / "docs" / "images"
TIMEOUT_S = 120.0

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(REPOSITORY))

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from core.networks.importing import import_model
from core.networks.proposal import ImportChoices
from desktop.app import Program, make_application
from desktop.commands import CommandId
from desktop.files import UserFolders
from desktop.widgets.viewer.reading import CompareMode


def wait_for(is_done: Callable[[], bool]) -> None:
    """Turn the event loop until something is done, and then until nothing moves any more."""
    end_s = time.monotonic() + TIMEOUT_S
    while not is_done():
        QApplication.processEvents()
        time.sleep(0.01)
        if time.monotonic() > end_s:
            raise TimeoutError
    calm_s = time.monotonic() + 0.6
    while time.monotonic() < calm_s:
        QApplication.processEvents()
        time.sleep(0.01)


def shoot(widget: QWidget, name: str, size: QSize | None = None) -> None:
    """Write one picture."""
    if size is not None:
        widget.resize(size)
    wait_for(lambda: True)
    widget.grab().save(str(IMAGES / f"{name}.png"))
    print(name)


class Stage:
    """The program with its lanes, and what the scenes need of it."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.program = Program(app, UserFolders.inside(folder))
        self.window = self.program.window
        self.session = self.program.session

    def is_calm(self) -> bool:
        """Nothing is read and nothing computed."""
        return self.program.decode.is_idle and self.program.network.is_idle

    def open(self, path: Path) -> None:
        """Open photographs or a model and wait for the answer."""
        self.window.open_paths([path], replaces=True)
        wait_for(lambda: self.session.explanation is not None and self.is_calm())

    def look_at(self, path: Path) -> None:
        """Choose a photograph and wait for the answer."""
        self.session.choosePhotograph(path)
        wait_for(lambda: self.session.explanation is not None and self.is_calm())

    def trigger(self, command: CommandId) -> None:
        """As if the user chose the menu entry."""
        self.window.action(command).trigger()
        wait_for(self.is_calm)


def scenes(stage: Stage, fundus: Path, natural: Path, model: Path) -> None:
    """Everything that is shown, in the order in which the window is driven."""
    window = stage.window
    stage.program.start()
    wait_for(lambda: stage.program.networks.explainer is not None)
    shoot(window, "empty", QSize(1440, 900))
    stage.window.open_paths([fundus], replaces=True)
    wait_for(lambda: stage.session.photograph is not None)
    stage.open(model)
    stage.look_at(fundus / "retina.jpg")
    shoot(window, "review-dark")
    shoot(window, "review-small", QSize(1280, 720))
    stage.trigger(CommandId.THEME)
    shoot(window, "review-light", QSize(1440, 900))
    stage.trigger(CommandId.THEME)
    stage.open(natural)
    for name in ("chelsea", "coffee"):
        stage.look_at(natural / f"{name}.png")
        shoot(window, f"real-network-{name}")
    stage.window.viewer.view.setCompareMode(CompareMode.SIDE_BY_SIDE)
    shoot(window, "side-by-side")


def main() -> None:
    """Make every picture."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY.parent / "shared" / "data"
    IMAGES.mkdir(exist_ok=True)
    app = make_application(["funduscope"])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        model = folder / "SqueezeNet 1.1 (ImageNet).safetensors"
        import_model(data / "weights" / "squeezenet1_1_imagenet.safetensors", model, ImportChoices(name=model.stem))
        natural = folder / "natural"
        natural.mkdir()
        for name in ("chelsea", "coffee"):
            shutil.copy(data / "natural" / f"{name}.png", natural)
        stage = Stage(app, folder)
        try:
            scenes(stage, data / "fundus-cc0", natural, model)
        finally:
            stage.window.close()


if __name__ == "__main__":
    main()
