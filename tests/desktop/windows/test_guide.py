"""The guide and the tour: every page can be read, every link leads somewhere, and a new user is shown around."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.explain.method import Method
from desktop.app import Program
from desktop.bundled import Bundled
from desktop.files import UserFolders
from desktop.guide_pages import DOCS, ORDER, linked, list_pages, method_page, read_page
from desktop.settings import TOUR_SEEN
from desktop.widgets.tour.bubble import GAP_PX
from desktop.windows.tour import Tour

WAIT_MS = 60_000
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def test_every_page_that_is_listed_is_there() -> None:
    assert {name for name, _title, _text in list_pages()} == set(ORDER)


@pytest.mark.parametrize("method", Method)
def test_every_method_has_a_page_with_a_figure(method: Method) -> None:
    page = read_page(method_page(method))
    assert "How it misleads" in page.text
    assert "Not for clinical use" in page.text or "not for clinical use" in page.text
    assert page.pictures
    assert not any(picture.isNull() for picture in page.pictures.values())


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_links_and_pictures_of_a_page_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(DOCS).as_posix()
    for target in LINK.findall(text):
        if target.startswith(("http", "#", "mailto:")):
            continue
        place = path.parent / target.partition("#")[0]
        assert place.exists(), f"{name}: {target}"
        if place.suffix == ".md" and place.resolve().is_relative_to(DOCS.resolve()):
            assert linked(name, target)
    for picture in re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", text):
        assert (path.parent / picture).is_file(), f"{name}: {picture}"


def test_a_link_out_of_the_guide_is_no_page() -> None:
    assert linked("guide.md", "../../etc/passwd.md") == ""


def test_the_guide_opens_on_the_page_of_the_method_and_goes_back(program: Program, qtbot: QtBot) -> None:
    guide = program.window.guide
    guide.openMethod(Method.OCCLUSION)
    qtbot.waitUntil(lambda: guide.shown is not None and guide.pages.count() > len(ORDER), timeout=WAIT_MS)
    assert guide.windowTitle() == "Occlusion - Guide"
    guide.text.anchorClicked.emit(QUrl("../methods.md"))
    qtbot.waitUntil(lambda: guide.shown is not None and guide.shown.name == "methods.md", timeout=WAIT_MS)
    qtbot.mouseClick(guide.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: guide.shown is not None and guide.shown.name == "methods/occlusion.md", timeout=WAIT_MS)
    guide.search.setText("quadratic weighted kappa")
    shown = [guide.pages.item(row) for row in range(guide.pages.count()) if not guide.pages.item(row).isHidden()]
    assert 0 < len(shown) < guide.pages.count()
    guide.close()


@pytest.fixture
def newcomer(qapp: object, tmp_path: Path, qtbot: QtBot) -> Program:
    """A program with its samples, started for the first time."""
    program = Program(qapp, UserFolders.inside(tmp_path / "user"), bundled=Bundled.installed())  # type: ignore[arg-type]
    program.start()
    yield program  # type: ignore[misc]
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()


def tour_of(program: Program) -> Tour:
    return program.window.tour


def test_a_new_user_is_shown_around_once_and_each_bubble_is_in_the_window(newcomer: Program, qtbot: QtBot) -> None:
    window, tour = newcomer.window, tour_of(newcomer)
    window.resize(1280, 720)
    tour.offer()
    assert tour.is_running
    titles = []
    while tour.is_running:
        veil = window.findChild(QWidget, "tour")
        qtbot.waitUntil(veil.isVisible, timeout=WAIT_MS)
        bubble = veil.bubble
        assert window.rect().adjusted(GAP_PX, GAP_PX, -GAP_PX, -GAP_PX).contains(bubble.geometry())
        titles.append(bubble.title.text())
        qtbot.mouseClick(bubble.next, Qt.MouseButton.LeftButton)
        qtbot.wait(50)
    assert len(titles) == len(set(titles)) == 8
    assert newcomer.settings.value(TOUR_SEEN)
    tour.offer()
    assert not tour.is_running
    qtbot.waitUntil(lambda: newcomer.session.photograph is not None, timeout=WAIT_MS)


def test_escape_leaves_the_tour(newcomer: Program, qtbot: QtBot) -> None:
    tour = tour_of(newcomer)
    tour.start()
    veil = newcomer.window.findChild(QWidget, "tour")
    qtbot.keyClick(veil, Qt.Key.Key_Escape)
    assert not tour.is_running
