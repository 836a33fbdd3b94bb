"""Masks beside photographs, in the real window: outlined, listed, switched off, exported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.commands import CommandId
from desktop.widgets.viewer.mask_legend import NO_MASKS

WAIT_MS = 60_000
WIDTH, HEIGHT = 160, 120
SPOT = (40, 50)


@pytest.fixture
def masked(photographs: list[Path]) -> list[Path]:
    """Four photographs, the first of which has masks: two microaneurysms and an exudate over one of them."""
    folder = photographs[0].parent / "masks"
    aneurysms = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(aneurysms, SPOT, 6, 255, -1)
    cv2.circle(aneurysms, (100, 60), 5, 255, -1)
    exudate = np.zeros((HEIGHT, WIDTH), np.uint8)
    exudate[45:56, 35:46] = 255
    for code, mask in (("MA", aneurysms), ("EX", exudate)):
        path = folder / code / f"{photographs[0].stem}_{code}.png"
        path.parent.mkdir(parents=True)
        assert cv2.imwrite(str(path), mask)
    return photographs


@pytest.fixture
def looking(program: Program, masked: list[Path], qtbot: QtBot) -> Program:
    """A program that shows the first photograph; masks are still hidden."""
    # The files, not the folder: masks would be listed as photographs.
    program.window.open_paths(masked)
    qtbot.waitUntil(lambda: program.session.photograph is not None, timeout=WAIT_MS)
    return program


def show(program: Program, qtbot: QtBot) -> None:
    program.window.action(CommandId.SHOW_MASKS).trigger()
    qtbot.waitUntil(lambda: program.truth.masks is not None, timeout=WAIT_MS)


def at_spot(program: Program) -> np.ndarray:
    """The colour on the screen where the outline of the left microaneurysm runs."""
    view = program.window.viewer.view
    image = view.pane().grab().toImage()
    place = view.pane().fromPhotograph(QPointF(SPOT[0] + 0.5, SPOT[1] - 5.6))
    colours = []
    for dy in range(-3, 4):
        colour = image.pixelColor(QPoint(round(place.x()), round(place.y()) + dy))
        colours.append((colour.red(), colour.green(), colour.blue()))
    return np.array(colours)


def has_cyan(colours: np.ndarray) -> bool:
    return bool(((colours[:, 1] > 180) & (colours[:, 2] > 190) & (colours[:, 0] < 150)).any())


def test_masks_are_hidden_until_their_key_is_pressed(looking: Program, qtbot: QtBot) -> None:
    window = looking.window
    assert looking.truth.masks is None
    assert not window.viewer.legend.isVisible()
    assert not has_cyan(at_spot(looking))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.viewer.view, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: bool(window.viewer.legend.boxes()), timeout=WAIT_MS)
    assert has_cyan(at_spot(looking))
    boxes = window.viewer.legend.boxes()
    assert {code: box.text() for code, box in boxes.items()} == {"EX": "hard exudate", "MA": "microaneurysm"}
    assert boxes["MA"].accessibleName() == "microaneurysm, 2 regions"
    qtbot.keyClick(window.viewer.view, Qt.Key.Key_T)
    assert not window.viewer.legend.isVisible()
    assert not has_cyan(at_spot(looking))


def test_one_kind_can_be_switched_off_and_stays_off_in_the_next_run(
    looking: Program, make_program: Callable[[], Program], qtbot: QtBot
) -> None:
    show(looking, qtbot)
    looking.window.viewer.legend.boxes()["MA"].click()
    assert [mask.code for mask in looking.truth.outlines()] == ["EX"]
    assert not has_cyan(at_spot(looking))
    looking.window.close()
    again = make_program()
    assert again.truth.is_shown
    assert not again.truth.isKindShown("MA")
    assert again.window.action(CommandId.SHOW_MASKS).isChecked()


def test_a_photograph_without_masks_says_so(looking: Program, qtbot: QtBot) -> None:
    show(looking, qtbot)
    legend = looking.window.viewer.legend
    looking.session.step(1)
    qtbot.waitUntil(lambda: legend.isVisible() and legend.words() == NO_MASKS, timeout=WAIT_MS)
    looking.session.step(-1)
    qtbot.waitUntil(lambda: legend.isVisible() and set(legend.boxes()) == {"EX", "MA"}, timeout=WAIT_MS)
    assert legend.words() == ""


def test_the_line_below_names_what_is_under_the_pointer(looking: Program, qtbot: QtBot) -> None:
    show(looking, qtbot)
    viewer = looking.window.viewer
    pane = viewer.view.pane()
    qtbot.mouseMove(pane.viewport(), pane.fromPhotograph(QPointF(*SPOT)).toPoint())
    qtbot.waitUntil(lambda: "microaneurysm" in viewer.info.text(), timeout=WAIT_MS)
    assert "hard exudate" in viewer.info.text()
    viewer.legend.boxes()["EX"].click()
    assert "hard exudate" not in viewer.info.text()
    looking.window.action(CommandId.SHOW_MASKS).trigger()
    assert "microaneurysm" not in viewer.info.text()


def test_a_mask_of_another_size_is_said_and_the_others_are_shown(
    looking: Program, masked: list[Path], qtbot: QtBot
) -> None:
    path = masked[0].parent / "masks" / "EX" / f"{masked[0].stem}_EX.png"
    assert cv2.imwrite(str(path), np.zeros((10, 10), np.uint8))
    show(looking, qtbot)
    assert [mask.code for mask in looking.truth.masks or ()] == ["MA"]
    messages = looking.window.viewer.messages.messages()
    assert "10 x 10" in messages[0].text


def test_masks_that_change_on_disk_are_read_again(looking: Program, masked: list[Path], qtbot: QtBot) -> None:
    show(looking, qtbot)
    first = looking.truth.masks
    looking.truth.setShown(False)
    show(looking, qtbot)
    assert looking.truth.masks is first
    (masked[0].parent / "masks" / "EX" / f"{masked[0].stem}_EX.png").unlink()
    looking.truth.setShown(False)
    show(looking, qtbot)
    assert [mask.code for mask in looking.truth.masks or ()] == ["MA"]


def test_large_photographs_are_outlined_where_their_lesions_are(program: Program, data_dir: Path, qtbot: QtBot) -> None:
    photograph = data_dir / "idrid" / "segmentation" / "images" / "IDRiD_03.jpg"
    program.window.open_paths([photograph])
    qtbot.waitUntil(lambda: program.session.photograph is not None, timeout=WAIT_MS)
    show(program, qtbot)
    masks = {mask.code: mask for mask in program.truth.masks or ()}
    assert list(masks) == ["EX", "HE", "MA", "OD", "SE"]
    truth = cv2.imread(str(data_dir / "idrid/segmentation/masks/SE/IDRiD_03_SE.png"), cv2.IMREAD_GRAYSCALE)
    rows, columns = np.nonzero(truth)
    (line,) = masks["SE"].lines
    assert line.min(axis=0) == pytest.approx([columns.min(), rows.min()], abs=0.6)
    assert line.max(axis=0) == pytest.approx([columns.max() + 1, rows.max() + 1], abs=0.6)
    middle = len(rows) // 2
    assert masks["SE"].covers(columns[middle] + 0.5, rows[middle] + 0.5)
    assert program.truth.names_at(columns[middle] + 0.5, rows[middle] + 0.5) == ("cotton-wool spot",)


@pytest.mark.parametrize("is_shown", [True, False])
def test_an_exported_view_is_outlined_only_while_masks_are_shown(
    looking: Program, tmp_path: Path, qtbot: QtBot, is_shown: bool
) -> None:
    if is_shown:
        show(looking, qtbot)
    exported = tmp_path / "view.png"
    with qtbot.waitSignal(looking.window.exporting.exported, timeout=WAIT_MS):
        looking.window.sharing.export_view(exported)
    pixels = cv2.cvtColor(cv2.imread(str(exported)), cv2.COLOR_BGR2RGB)
    assert pixels.shape == (HEIGHT, WIDTH, 3)
    column = pixels[SPOT[1] - 10 : SPOT[1] - 2, SPOT[0]].astype(int)
    assert has_cyan(column) == is_shown
    photograph = looking.session.photograph
    assert photograph is not None
    assert not has_cyan(photograph.pixels[SPOT[1] - 10 : SPOT[1] - 2, SPOT[0]].astype(int))


def test_a_copied_view_is_outlined(looking: Program, qtbot: QtBot) -> None:
    show(looking, qtbot)
    with qtbot.waitSignal(looking.window.exporting.copied, timeout=WAIT_MS):
        looking.window.action(CommandId.COPY).trigger()
    image = QGuiApplication.clipboard().image()
    colours = [image.pixelColor(SPOT[0], row) for row in range(SPOT[1] - 10, SPOT[1] - 2)]
    assert has_cyan(np.array([(colour.red(), colour.green(), colour.blue()) for colour in colours]))
