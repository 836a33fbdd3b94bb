"""The guide: the documents of the program in a window of their own, without a network."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QPalette, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.errors import FunduscopeError
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from desktop.guide_pages import FIRST, METHODS_PAGE, Page, linked, list_pages, method_page, read_page
from desktop.jobs import Lane
from desktop.translation import tr

SLOT, LIST_SLOT = "guide", "guide list"
LIST_WIDTH_PX = 230
MIDDLE = 128


class Guide(QDialog):
    """Pages on the left, the chosen one on the right; what is typed above finds pages, and places on the page.

    Pages are read in `lane`. Links within the guide are followed here; others are opened by the system, as the user
    asked for them.
    """

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guide")
        self.setWindowTitle(tr("Guide"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._lane = lane
        self._texts: dict[str, str] = {}
        self._past: list[str] = []
        self._future: list[str] = []
        self._anchor = ""
        self.shown: Page | None = None
        self._make_widgets()
        self._lay_out()
        for keys, slot in (
            (QKeySequence.StandardKey.Back, self.goBack),
            (QKeySequence.StandardKey.Forward, self.goForward),
            (QKeySequence.StandardKey.Find, self.search.setFocus),
        ):
            QShortcut(QKeySequence(keys), self, slot)

    def sizeHint(self) -> QSize:
        """Room for a column of text beside the list."""
        return QSize(1160, 820).boundedTo(QGuiApplication.primaryScreen().availableSize() * 0.92)

    def openPage(self, name: str = FIRST) -> None:
        """Show a page, and the window."""
        if not self._texts:
            self._lane.submit(lambda _context: list_pages(), self._take_list, slot=LIST_SLOT, refuse=self._say)
        self._go(name, is_step=True)
        self.show()
        self.raise_()
        self.activateWindow()

    def openMethod(self, method: Method) -> None:
        """Show what the maps of a method mean, and how they mislead."""
        self.openPage(method_page(method))

    def goBack(self) -> None:
        """To the page before."""
        if self._past and self.shown is not None:
            self._future.append(self.shown.name)
            self._go(self._past.pop(), is_step=False)

    def goForward(self) -> None:
        """To where one came back from."""
        if self._future and self.shown is not None:
            self._past.append(self.shown.name)
            self._go(self._future.pop(), is_step=False)

    def _make_widgets(self) -> None:
        self.search = QLineEdit(placeholderText=tr("Find in the guide"))
        self.search.setAccessibleName(tr("Find in the guide"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._find_next)
        self.pages = QListWidget()
        self.pages.setAccessibleName(tr("Pages"))
        self.pages.currentItemChanged.connect(self._choose)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Page"))
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.text.document().setDocumentMargin(18)
        self.back = QPushButton(tr("Back"), autoDefault=False)
        self.forward = QPushButton(tr("Forward"), autoDefault=False)
        self.back.clicked.connect(self.goBack)
        self.forward.clicked.connect(self.goForward)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.pages, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addWidget(self.forward)
        column.addLayout(buttons)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(self.text)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_WIDTH_PX, 900])
        layout = QVBoxLayout(self)
        layout.addWidget(splitter)
        self._update_buttons()

    def _go(self, name: str, *, is_step: bool, anchor: str = "") -> None:
        if is_step and self.shown is not None and self.shown.name != name:
            self._past.append(self.shown.name)
            self._future.clear()
        self._anchor = anchor
        is_light = self.palette().color(QPalette.ColorRole.Base).lightness() > MIDDLE
        self._lane.submit(
            lambda _context: read_page(name, is_light=is_light), self._take_page, slot=SLOT, refuse=self._say
        )

    def _take_list(self, pages: tuple[tuple[str, str, str], ...]) -> None:
        with QSignalBlocker(self.pages):
            for name, title, text in pages:
                self._texts[name] = text.casefold()
                item = QListWidgetItem(title, self.pages)
                item.setData(Qt.ItemDataRole.UserRole, name)
                if name == METHODS_PAGE:
                    self._add_methods()
        self._mark()

    def _add_methods(self) -> None:
        for method in Method:
            item = QListWidgetItem(f"     {tr(CATALOGUE[method].title)}", self.pages)
            item.setData(Qt.ItemDataRole.UserRole, method_page(method))

    def _take_page(self, page: Page) -> None:
        self.shown = page
        document = self.text.document()
        document.clear()
        for name, image in page.pictures.items():
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        document.setMarkdown(page.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self.text.verticalScrollBar().setValue(0)
        if self._anchor:
            self.text.find(self._anchor.replace("-", " "))
        self.setWindowTitle(tr("{title} - Guide", title=tr(page.title)))
        self._mark()
        self._update_buttons()

    def _mark(self) -> None:
        """Mark the page in the list."""
        with QSignalBlocker(self.pages):
            for row in range(self.pages.count()):
                item = self.pages.item(row)
                if self.shown is not None and item.data(Qt.ItemDataRole.UserRole) == self.shown.name:
                    self.pages.setCurrentItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._go(str(item.data(Qt.ItemDataRole.UserRole)), is_step=True)

    def _follow(self, url: QUrl) -> None:
        if self.shown is None:
            return
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
            return
        target = url.toString()
        name = linked(self.shown.name, target) if target.partition("#")[0] else self.shown.name
        if name:
            self._go(name, is_step=True, anchor=url.fragment())

    def _filter(self, words: str) -> None:
        """Only the pages that hold what is typed."""
        wanted = words.casefold().strip()
        for row in range(self.pages.count()):
            item = self.pages.item(row)
            text = self._texts.get(str(item.data(Qt.ItemDataRole.UserRole)), "")
            item.setHidden(bool(wanted) and wanted not in text and wanted not in item.text().casefold())

    def _find_next(self) -> None:
        words = self.search.text().strip()
        if words and not self.text.find(words):
            self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
            self.text.find(words)

    def _say(self, error: FunduscopeError) -> None:
        self.text.setPlainText(str(error))

    def _update_buttons(self) -> None:
        self.back.setEnabled(bool(self._past))
        self.forward.setEnabled(bool(self._future))
