"""Lines of tiles as they were painted, so that scrolling only moves pictures about."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap

MOST_BYTES = 96 * 2**20
"""So much the pictures may take; a screen of them takes a few megabytes."""
Draw = Callable[[QPainter, int], None]
"""Paints a line with its upper left corner at the origin."""


class LineCache:
    """Pictures of lines by number: those that were painted last. All are of one size, font and number of pixels."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, QPixmap] = OrderedDict()
        self._of: tuple[object, ...] = ()

    def prepare(self, size: QSize, ratio: float, font: QFont) -> None:
        """How large lines are from now on, how many pixels of the screen one of theirs has, and how they are written.

        What was painted otherwise is let go of.
        """
        wanted = (size.width(), size.height(), ratio, font.key())
        if wanted != self._of:
            self._kept.clear()
            self._of = wanted
            self._size, self._ratio, self._font = QSize(size), ratio, QFont(font)
            bytes_each = max(int(4 * ratio * ratio * size.width() * size.height()), 1)
            self._most = max(MOST_BYTES // bytes_each, 1)

    def __contains__(self, line: int) -> bool:
        return line in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def picture(self, line: int, draw: Draw) -> QPixmap:
        """A line, painted where it is not known."""
        found = self._kept.get(line)
        if found is not None:
            self._kept.move_to_end(line)
            return found
        size = self._size * self._ratio
        made = QPixmap(max(size.width(), 1), max(size.height(), 1))
        made.setDevicePixelRatio(self._ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setFont(self._font)
        draw(painter, line)
        painter.end()
        self._kept[line] = made
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return made

    def forget(self, lines: Iterable[int] | None = None) -> None:
        """Let go of some lines, of all without."""
        if lines is None:
            self._kept.clear()
            return
        for line in lines:
            self._kept.pop(line, None)
