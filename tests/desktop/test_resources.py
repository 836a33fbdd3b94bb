"""Icons follow the palette."""

import gc
import xml.etree.ElementTree as ElementTree

import pytest
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from desktop.commands import COMMANDS
from desktop.resources import FOLDER, app_icon, icon, resource_path


def colours(pixmap: QPixmap) -> set[str]:
    image = pixmap.toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_has_the_colour_of_the_text_also_after_a_change(qapp: QApplication) -> None:
    before = qapp.palette()
    drawing = icon("folder")
    try:
        for name in ("#ff0000", "#00ff00"):
            changed = QPalette(before)
            changed.setColor(QPalette.ColorRole.WindowText, QColor(name))
            qapp.setPalette(changed)
            assert colours(drawing.pixmap(48, 48)) == {name}
    finally:
        qapp.setPalette(before)


def test_copies_of_an_icon_outlive_it(qapp: QApplication) -> None:
    copies = [QIcon(icon("folder")) for _ in range(50)]
    copies[0].addPixmap(QPixmap(8, 8))  # makes Qt clone the engine
    gc.collect()
    assert all(not copy.pixmap(16, 16).isNull() for copy in copies)


def test_every_command_has_the_icon_it_names(qapp: QApplication) -> None:
    for command in COMMANDS:
        if command.icon:
            assert not icon(command.icon).pixmap(16, 16).isNull()


@pytest.mark.parametrize("path", sorted((FOLDER / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_a_picture_of_its_own(qapp: QApplication, path: object) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    ElementTree.fromstring(path.read_text())
    assert colours(icon(path.stem).pixmap(48, 48))


def test_the_program_has_an_icon_in_every_size(qapp: QApplication) -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 256}


def test_a_missing_file_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        resource_path("nothing.svg")
