"""The answers that a reader chooses from, each with its key; where the network may be seen, what it says of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.translation import tr
from desktop.widgets.painting import (
    RADIUS_PX,
    accent_colour,
    bold_font,
    chosen_colour,
    dim_colour,
    hover_colour,
    line_colour,
    small_font,
)

CARD_PX, LOW_CARD_PX = 64, 38
LEAST_PX = 84
_KEY_PX = 22
_BAR_PX = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: the key that chooses it, what it is called, and what it means."""

    key: str
    title: str
    tip: str = ""


class AnswerCard(QWidget):
    """One answer. Painted, so that key, name and share have their places whatever the theme."""

    clicked = Signal()

    def __init__(self, choice: Choice, *, height_px: int = CARD_PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._height_px = height_px
        self._is_chosen = False
        self._share: float | None = None
        self._is_called = False
        self.setAccessibleName(tr("{title}, key {key}", title=tr(choice.title), key=choice.key))
        self.setToolTip(choice.tip or choice.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setChosen(self, is_chosen: bool) -> None:  # noqa: FBT001
        """Whether this is the answer that would be locked."""
        self._is_chosen = is_chosen
        self.update()

    def isChosen(self) -> bool:
        """Whether this is the answer that would be locked."""
        return self._is_chosen

    def setShare(self, share: float | None, *, is_called: bool = False) -> None:
        """What the network gives this answer, 0 to 1, and whether it calls it; None: nothing is said."""
        self._share, self._is_called = share, is_called
        words = tr(", the network says {share:.0%}", share=share) if share is not None else ""
        self.setAccessibleName(
            tr("{title}, key {key}{words}", title=tr(self.choice.title), key=self.choice.key, words=words)
        )
        self.update()

    def share(self) -> float | None:
        """What is shown of the network."""
        return self._share

    def sizeHint(self) -> QSize:
        """Wide enough for a short name."""
        return QSize(150, self._height_px)

    def minimumSizeHint(self) -> QSize:
        """The least that can be read."""
        return QSize(LEAST_PX, self._height_px)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint with the hover colour."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, key, name and share."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, box = self.palette(), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        background = palette.color(palette.ColorRole.Base)
        if self._is_chosen:
            background = chosen_colour(palette)
        elif self.underMouse():
            background = hover_colour(palette)
        accent = accent_colour(palette)
        painter.setPen(QPen(accent if self._is_chosen else line_colour(palette), 2 if self._is_chosen else 1))
        painter.setBrush(background)
        painter.drawRoundedRect(box, RADIUS_PX + 1, RADIUS_PX + 1)
        self._paint_key(painter, QRectF(box.left() + 8, box.top() + 8, _KEY_PX, _KEY_PX))
        painter.setPen(palette.color(palette.ColorRole.WindowText))
        painter.setFont(bold_font(self.font()) if self._is_chosen else self.font())
        left = box.left() + 8 + _KEY_PX + 8
        words = QRectF(left, box.top() + 8, box.right() - left - 8, _KEY_PX)
        name = painter.fontMetrics().elidedText(self.choice.title, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        if self._share is not None:
            self._paint_share(painter, box.adjusted(8, 0, -8, -8))

    def _paint_key(self, painter: QPainter, box: QRectF) -> None:
        palette = self.palette()
        painter.setPen(QPen(dim_colour(palette), 1))
        painter.setBrush(QColor(palette.color(palette.ColorRole.Window)))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(palette.color(palette.ColorRole.WindowText))
        painter.setFont(bold_font(self.font()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.choice.key)

    def _paint_share(self, painter: QPainter, box: QRectF) -> None:
        palette, share = self.palette(), self._share or 0.0
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(box.left(), box.bottom() - _BAR_PX, box.width(), _BAR_PX)
        painter.setBrush(line_colour(palette))
        painter.drawRoundedRect(track, 2, 2)
        colour = accent_colour(palette) if self._is_called else dim_colour(palette)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(track.left(), track.top(), max(2.0, track.width() * share), _BAR_PX), 2, 2)
        font: QFont = small_font(self.font())
        painter.setFont(bold_font(font) if self._is_called else font)
        painter.setPen(colour)
        line = QRectF(box.left(), track.top() - 15, box.width(), 13)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, right, f"{share:.0%}")
        if self._is_called:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, left, "network")


class AnswerCards(QWidget):
    """A row of answers of which one at most is chosen; low ones have no room for what the network says."""

    chosen = Signal(int)
    """Its place in the row."""

    def __init__(self, parent: QWidget | None = None, *, is_low: bool = False) -> None:
        super().__init__(parent)
        self._height_px = LOW_CARD_PX if is_low else CARD_PX
        self._cards: list[AnswerCard] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)

    def setChoices(self, choices: Sequence[Choice]) -> None:
        """Offer these instead of those before."""
        for card in self._cards:
            self._layout.removeWidget(card)
            card.deleteLater()
        self._cards = [AnswerCard(choice, height_px=self._height_px) for choice in choices]
        for place, card in enumerate(self._cards):
            card.clicked.connect(lambda place=place: self.choose(place))
            self._layout.addWidget(card, 1)

    def cards(self) -> Sequence[AnswerCard]:
        """The answers."""
        return self._cards

    def choose(self, place: int) -> None:
        """Choose an answer; out of range: nothing happens."""
        if 0 <= place < len(self._cards):
            self.setValue(place)
            self.chosen.emit(place)

    def chooseKey(self, key: str) -> bool:
        """Choose by key; False where none has it."""
        for place, card in enumerate(self._cards):
            if card.choice.key.casefold() == key.casefold():
                self.choose(place)
                return True
        return False

    def value(self) -> int | None:
        """The place of what is chosen."""
        return next((place for place, card in enumerate(self._cards) if card.isChosen()), None)

    def setValue(self, place: int | None) -> None:
        """Show that as chosen."""
        for number, card in enumerate(self._cards):
            card.setChosen(number == place)

    def setShares(self, shares: Sequence[float] | None, called: int | None = None) -> None:
        """What the network says of the first answers; None: nothing."""
        for place, card in enumerate(self._cards):
            is_told = shares is not None and place < len(shares)
            card.setShare(shares[place] if shares is not None and is_told else None, is_called=place == called)
