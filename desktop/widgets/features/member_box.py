"""A chooser among the members of an enumeration."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.translation import tr

M = TypeVar("M", bound=Enum)


class MemberBox(QComboBox, Generic[M]):
    """Holds the members itself: Qt would give back the bare texts of those that are texts."""

    def __init__(self, words: Mapping[M, str], tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._members: tuple[M, ...] = ()
        self.setToolTip(tip)
        self.setMembers(words)

    def setMembers(self, words: Mapping[M, str]) -> None:
        """Offer the keys of `words` by their words; what was chosen stays, where it is among them."""
        chosen = self.member() if self._members else None
        if self._members == tuple(words):
            return
        self._members = tuple(words)
        self.clear()
        self.addItems([tr(text) for text in words.values()])
        if chosen in self._members:
            self.setMember(chosen)

    def members(self) -> tuple[M, ...]:
        """What is offered."""
        return self._members

    def member(self) -> M:
        """What is chosen."""
        return self._members[max(self.currentIndex(), 0)]

    def setMember(self, member: M) -> None:
        """Choose one of those that are offered."""
        self.setCurrentIndex(self._members.index(member))
