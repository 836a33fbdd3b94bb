"""`funduscope --self-test`: open a window, read a photograph and explain a network's answer, off screen."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TIMEOUT_S = 120.0
SIZE_PX = 256
CLASS_NAMES = ("left", "right")


def self_test() -> int:
    """Run every step off screen and print how long it took. Returns 0, or 1 where one failed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.app import Program, make_application
    from desktop.files import UserFolders

    steps = _Steps()
    app = make_application(["funduscope"])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        program = Program(app, UserFolders.inside(place))
        session, window = program.session, program.window
        try:
            program.start()
            steps.wait("window opened", lambda: window.isVisible() and not window.grab().isNull())
            photograph = _write_photograph(place / "disc.png")
            window.open_paths([photograph], replaces=True)
            steps.wait("photograph opened", lambda: session.photograph is not None)
            steps.wait("network library loaded", lambda: program.networks.explainer is not None)
            window.models.open(_write_model(place / "model.safetensors"))
            steps.wait("model opened", lambda: session.model is not None)
            steps.wait("answer explained", lambda: session.explanation is not None)
            exported = place / "view.png"
            window.exporting.export(exported, window.viewer.rendering())
            steps.wait("view exported", exported.is_file)
        except TimeoutError as error:
            steps.say(f"failed: {error}")
        finally:
            window.close()
    steps.say("self-test passed" if not steps.has_failed else "self-test failed")
    return int(steps.has_failed)


class _Steps:
    """Turns the event loop until a step is done."""

    def __init__(self) -> None:
        self.has_failed = False
        self._started_s = time.perf_counter()

    def wait(self, name: str, is_done: Callable[[], bool]) -> None:
        from PySide6.QtCore import QEventLoop
        from PySide6.QtWidgets import QApplication

        end_s = time.perf_counter() + TIMEOUT_S
        while not is_done():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
            if time.perf_counter() > end_s:
                self.has_failed = True
                raise TimeoutError(name)
        self.say(f"{name}: {time.perf_counter() - self._started_s:.2f} s")

    def say(self, text: str) -> None:
        print(text, file=sys.stdout, flush=True)  # noqa: T201  what a self-test is for


def _write_photograph(path: Path) -> Path:
    """An orange disc with a bright spot: enough to see a network look somewhere."""
    import cv2
    import numpy as np

    pixels = np.zeros((SIZE_PX, SIZE_PX, 3), np.uint8)
    middle = SIZE_PX // 2
    cv2.circle(pixels, (middle, middle), middle - 8, (40, 80, 200), -1)
    cv2.circle(pixels, (SIZE_PX * 3 // 4, middle), SIZE_PX // 10, (150, 220, 255), -1)
    cv2.imwrite(str(path), pixels)
    return path


def _write_model(path: Path) -> Path:
    """A small network with random weights, as a model file."""
    import torch

    from core.images.preparation import Normalisation, recipe
    from core.networks.architectures import build
    from core.networks.card import ModelCard
    from core.networks.files import save_model

    architecture = "torchvision/squeezenet1_1"
    torch.manual_seed(0)
    module = build(architecture, {}, len(CLASS_NAMES), is_initialised=True)
    preparation = recipe("stretch", input_size=96, normalisation=Normalisation.IMAGENET)
    card = ModelCard(name="Self-test", architecture=architecture, class_names=CLASS_NAMES, preparation=preparation)
    save_model(path, module, card)
    return path
