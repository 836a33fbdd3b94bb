"""The stage of the scenes: a program of its own, ways to wait for it, and pictures of it in every look."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Program
from desktop.bundled import Bundled
from desktop.commands import CommandId
from desktop.files import UserFolders
from desktop.picture_files import pixels_of
from desktop.theme import Theme

REPOSITORY = Path(__file__).resolve().parents[2]
IMAGES = REPOSITORY / "docs" / "images"
TIMEOUT_S = 600.0
FULL, SMALL = QSize(1440, 900), QSize(1280, 720)
PALETTE_COLOURS = 256
LARGEST_ERROR = 2.0
"""Mean difference of a channel, of 255, up to which a picture is kept with a palette, in a third of the bytes."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is dressed; its pictures lie in `folder` below `docs/images`."""

    folder: str
    theme: Theme
    size: QSize


LOOKS = (
    Look("", Theme.DARK, FULL),
    Look("light", Theme.LIGHT, FULL),
    Look("small", Theme.DARK, SMALL),
    Look("small-light", Theme.LIGHT, SMALL),
)


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


def wait_until_drawn() -> None:
    """Give the examples of a dialog, which come from lanes of its own, the time that they take."""
    end_s = time.monotonic() + 8.0
    wait_for(lambda: time.monotonic() > end_s)


def shoot(widget: QWidget, name: str, size: QSize | None = None) -> None:
    """Write one picture."""
    if size is not None:
        widget.resize(size)
    wait_for(lambda: True)
    write_picture(widget.grab().toImage(), IMAGES / f"{name}.png")
    print(name, flush=True)


def write_picture(image: QImage, path: Path) -> None:
    """A PNG with a palette where that looks the same."""
    whole = Image.fromarray(np.ascontiguousarray(pixels_of(image)[..., :3]))
    palette = whole.quantize(PALETTE_COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=1)
    few = whole.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)  # dithers with a palette alone
    error = np.abs(np.asarray(few.convert("RGB"), np.int16) - np.asarray(whole, np.int16)).mean()
    path.parent.mkdir(parents=True, exist_ok=True)
    (few if error <= LARGEST_ERROR else whole).save(path, optimize=True)


class Stage:
    """The program with its lanes, and what the scenes need of it."""

    def __init__(self, app: QApplication, folder: Path, bundled: Bundled) -> None:
        self.program = Program(app, UserFolders.inside(folder), bundled=bundled)
        self.window = self.program.window
        self.session = self.program.session

    def is_calm(self) -> bool:
        """Nothing is read and nothing computed."""
        return self.program.lanes.decode.is_idle and self.program.lanes.network.is_idle

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


def shoot_window(stage: Stage, name: str) -> None:
    """The window in every look; it is dark and large again afterwards."""
    for look in LOOKS:
        dress(stage, look)
        shoot(stage.window, f"{look.folder}/{name}" if look.folder else name, look.size)
    dress(stage, LOOKS[0])


def shoot_both(stage: Stage, dialog: QWidget, name: str) -> None:
    """A dialog, which has its own size, dark and light."""
    for look in LOOKS[:2]:
        dress(stage, look)
        shoot(dialog, f"{look.folder}/{name}" if look.folder else name)
    dress(stage, LOOKS[0])


def dress(stage: Stage, look: Look) -> None:
    """Give the window a theme and a size."""
    is_light = stage.window.action(CommandId.THEME).isChecked()
    if is_light != (look.theme is Theme.LIGHT):
        stage.trigger(CommandId.THEME)
    stage.window.resize(look.size)
    wait_for(stage.is_calm)


def play(app: QApplication, folder: Path, bundled: Bundled, scene: Callable[[Stage], None]) -> None:
    """Drive a program of its own through a scene."""
    folder.mkdir()
    stage = Stage(app, folder, bundled)
    try:
        scene(stage)
    finally:
        stage.window.close()
