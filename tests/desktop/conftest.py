"""What the tests of the window share: real files, a real network, and a program that leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.files import UserFolders
from desktop.settings import Settings

CLASS_NAMES = ("No DR", "Mild", "Severe")
INPUT_PX = 64
WAIT_MS = 60_000
PATIENCE_MS = 180_000


class PatientBot(QtBot):
    """Waits three minutes at least for anything: how soon it comes is the machine's affair, that it comes the test's.

    Who waits to see that nothing comes (`raising=False`) waits as long as they say.
    """

    def _patient(self, wait: str, *arguments: Any, timeout: int = WAIT_MS, **options: Any) -> Any:
        patience_ms = timeout if options.get("raising") is False else max(timeout, PATIENCE_MS)
        return getattr(super(), wait)(*arguments, timeout=patience_ms, **options)

    def waitUntil(self, asked: Callable[[], Any], **options: Any) -> Any:
        """Wait until what is asked is so. What is not there yet is not so yet: `asked` may look into what is empty."""

        def is_so() -> Any:
            try:
                return asked()
            except LookupError:
                return False

        return self._patient("waitUntil", is_so, **options)

    def waitSignal(self, *arguments: Any, **options: Any) -> Any:
        """Wait for a signal."""
        return self._patient("waitSignal", *arguments, **options)

    def waitSignals(self, *arguments: Any, **options: Any) -> Any:
        """Wait for some signals."""
        return self._patient("waitSignals", *arguments, **options)

    def waitExposed(self, *arguments: Any, **options: Any) -> Any:
        """Wait until a window is on the screen."""
        return self._patient("waitExposed", *arguments, **options)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The bot of pytest-qt, with patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def no_lane_of_a_broken_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the threads of a program that could not be made; nobody gets to close its window."""
    make = Program.__init__

    def closing(self: Program, *arguments: Any, **options: Any) -> None:
        try:
            make(self, *arguments, **options)
        except BaseException:
            for lane in self.lanes.all() if hasattr(self, "lanes") else ():
                lane.close()
            raise

    monkeypatch.setattr(Program, "__init__", closing)


@pytest.fixture(autouse=True)
def no_window_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window open."""
    yield
    if "qapp" not in request.fixturenames:
        return
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [type(widget).__name__ for widget in left]
    for widget in left:
        widget.close()
    assert not names, f"windows left open: {names}"


@pytest.fixture(autouse=True)
def no_theme_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give the application its plain look back: what one test's program puts on would change what the next one sees."""
    if "qapp" not in request.fixturenames:
        yield
        return
    app: QApplication = request.getfixturevalue("qapp")
    before = app.style().objectName(), app.palette(), app.font(), app.styleSheet()
    yield
    if (app.style().objectName(), app.palette(), app.font(), app.styleSheet()) == before:
        return
    style, palette, font, sheet = before
    app.setStyleSheet(sheet)
    app.setStyle(style)
    app.setPalette(palette)
    app.setFont(font)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of this test."""
    return Settings(tmp_path / "settings.ini")


def write_photograph(path: Path, *, seed: int, width: int = 160, height: int = 120) -> Path:
    """A disc with a bright spot somewhere; another seed is another picture."""
    generator = np.random.default_rng(seed)
    pixels = np.zeros((height, width, 3), np.uint8)
    cv2.circle(pixels, (width // 2, height // 2), height // 2 - 4, (30, 70, 190), -1)
    spot = (int(generator.integers(40, width - 40)), int(generator.integers(30, height - 30)))
    cv2.circle(pixels, spot, 12, (170, 230, 255), -1)
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), pixels)
    return path


@pytest.fixture
def photographs(tmp_path: Path) -> list[Path]:
    """Four photographs in a folder."""
    return [write_photograph(tmp_path / "eyes" / f"eye {number}.png", seed=number) for number in range(1, 5)]


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights of a small network as other programs write them."""
    import torch

    from core.networks.architectures import build

    torch.manual_seed(1)
    module = build("torchvision/squeezenet1_1", {}, len(CLASS_NAMES), is_initialised=True)
    path = tmp_path_factory.mktemp("weights") / "trained.pth"
    torch.save({"state_dict": {f"module.{name}": value for name, value in module.state_dict().items()}}, path)
    return path


@pytest.fixture(scope="session")
def model_file(weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same network as a model file."""
    from core.networks.importing import import_model
    from core.networks.proposal import ImportChoices

    path = tmp_path_factory.mktemp("models") / "small.safetensors"
    choices = ImportChoices(class_names=CLASS_NAMES, input_size=INPUT_PX, recipe="stretch", name="Small")
    import_model(weights, path, choices)
    return path


@pytest.fixture
def make_program(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[], Program]]:
    """Makes programs that share their settings; each is closed at the end."""
    programs: list[Program] = []

    def make() -> Program:
        program = Program(qapp, UserFolders.inside(tmp_path / "user"))
        programs.append(program)
        return program

    yield make
    for program in programs:
        program.window.close()
        program.window.deleteLater()
        program.deleteLater()
    qapp.processEvents()


@pytest.fixture
def program(make_program: Callable[[], Program], qtbot: QtBot) -> Program:
    """A program with its window open and nothing in it."""
    program = make_program()
    with qtbot.waitExposed(program.window):
        program.start()
    return program


@pytest.fixture
def ready(program: Program, photographs: list[Path], model_file: Path, qtbot: QtBot) -> Program:
    """A program that shows the explanation of the first photograph."""
    program.window.open_paths([photographs[0].parent, model_file])
    qtbot.waitUntil(lambda: program.session.explanation is not None, timeout=WAIT_MS)
    return program


@pytest.fixture
def with_project(ready: Program, qtbot: QtBot) -> Program:
    """The same, with the photographs in a project that is open."""
    projects, folder = ready.projects, ready.session.order[0].parent
    projects.create(folder.parent / "study.funduscope")
    qtbot.waitUntil(lambda: projects.project is not None)
    projects.add_folder(folder)
    qtbot.waitUntil(lambda: not projects.is_reading and projects.content.photographs == len(ready.session.order))
    return ready
