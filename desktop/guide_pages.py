"""The pages of the guide: the documents that come with the program, read in a lane."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from core.errors import FunduscopeError
from core.explain.method import Method
from desktop.resources import FOLDER
from desktop.translation import tr

DOCS = FOLDER.parent / "docs"
FIRST = "guide.md"
METHODS_PAGE = "methods/README.md"
ORDER = (
    FIRST,
    "panels.md",
    "your-own-model.md",
    METHODS_PAGE,
    "methods.md",
    "compare.md",
    "checks.md",
    "what-if.md",
    "annotation.md",
    "features.md",
    "projects.md",
    "preparation.md",
    "audit.md",
    "training.md",
    "evaluation.md",
    "localisation.md",
    "cohorts.md",
    "reader-study.md",
    "reports.md",
    "reproducing.md",
    "fundus-renderer.md",
    "command-line.md",
    "data-formats.md",
    "file-formats.md",
    "packaging.md",
    "architecture.md",
    "decisions/README.md",
    "adding-a-method.md",
    "adding-an-architecture.md",
    "adding-a-panel.md",
    "translating.md",
    "unbreakable.md",
    "licences.md",
)
"""As they are listed; what is not there is left out, and other pages are reached by links."""
PICTURE_WIDTH_PX = 840
LIGHT = "light"
"""The folder beside pictures of the window in which the same ones lie in the light theme."""
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
_SHOWN = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A page: its place below the folder, its text, and its pictures by the name that the text gives them."""

    name: str
    text: str
    pictures: dict[str, QImage]

    @property
    def title(self) -> str:
        """Its first heading."""
        return title_of(self.text) or self.name


def title_of(text: str) -> str:
    """The first heading of a page; empty where it has none."""
    return next((line.removeprefix("# ").strip() for line in text.splitlines() if line.startswith("# ")), "")


def method_page(method: Method) -> str:
    """The page of a method."""
    return f"methods/{method.value.replace('++', '-plus-plus')}.md"


def list_pages() -> tuple[tuple[str, str, str], ...]:
    """Name, title and text of every page that is listed. Raises FunduscopeError where the documents are missing."""
    found = []
    for name in ORDER:
        path = DOCS / name
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            found.append((name, title_of(text) or name, text))
    if not found:
        hint = tr("It is in the folder 'docs' of its source.")
        raise FunduscopeError(tr("The guide was not installed with this program."), hint)
    return tuple(found)


def read_page(name: str, *, is_light: bool = False) -> Page:
    """A page with its pictures, no wider than a column. Raises FunduscopeError where it is not there.

    `is_light`: pictures of the window in the light theme where there are some.
    """
    path = (DOCS / name).resolve()
    if not path.is_relative_to(DOCS.resolve()) or path.suffix != ".md" or not path.is_file():
        raise FunduscopeError(tr("There is no page '{name}' in the guide.", name=name))
    text = path.read_text(encoding="utf-8")
    pictures = {named: path.parent / unquote(named) for named in _PICTURE.findall(text)}
    return Page(name, text, {named: _picture(_dressed(place, is_light=is_light)) for named, place in pictures.items()})


def linked(page: str, target: str) -> str:
    """The name of the page that `target`, a link on `page`, leads to; empty where it leads out of the guide."""
    path = (DOCS / page).parent / unquote(target.partition("#")[0])
    resolved = path.resolve()
    if resolved.suffix != ".md" or not resolved.is_relative_to(DOCS.resolve()) or not resolved.is_file():
        return ""
    return resolved.relative_to(DOCS.resolve()).as_posix()


def _dressed(path: Path, *, is_light: bool) -> Path:
    light = path.parent / LIGHT / path.name
    return light if is_light and light.is_file() else path


def _picture(path: Path) -> QImage:
    image = QImage(str(path)) if path.suffix in _SHOWN else QImage()
    if image.width() > PICTURE_WIDTH_PX:
        return image.scaledToWidth(PICTURE_WIDTH_PX, Qt.TransformationMode.SmoothTransformation)
    return image
