"""Everything that can be explained, in one menu: classes, the questions of a clinician, and channels of layers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from core.evaluation.grading import REFERABLE_FROM
from core.explain.targets import (
    BoundaryTarget,
    ChannelTarget,
    ClassTarget,
    ExpectedGradeTarget,
    MarginTarget,
    ProbabilityTarget,
    ReferableTarget,
    Target,
)
from desktop.translation import tr
from desktop.widgets.explain.target_words import meaning, question

MOST_LISTED = 12
"""Of more classes only the most probable are listed; all of them are in the list of classes."""


class TargetMenu(QMenu):
    """Filled anew each time it opens, so that it speaks of what is predicted now."""

    targetChosen = Signal(object)
    """The Target, or None: whichever class is predicted."""
    channelRequested = Signal()
    """A channel of the chosen layer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._probabilities: NDArray[np.float32] | None = None
        self._target: Target | None = None
        self._layer: str | None = None
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def setClasses(self, names: Sequence[str]) -> None:
        """The classes of the model."""
        self._names, self._probabilities = tuple(names), None

    def setProbabilities(self, probabilities: NDArray[np.float32] | None) -> None:
        """What is predicted, float32 (classes,); None: nothing as yet."""
        self._probabilities = probabilities

    def setTarget(self, target: Target | None) -> None:
        """What is explained now; None: whichever class is predicted."""
        self._target = target

    def setLayer(self, layer: str | None) -> None:
        """The layer whose channels are offered."""
        self._layer = layer

    def likely(self) -> list[int]:
        """The classes, the most probable first; in their order while nothing is predicted."""
        if self._probabilities is None or len(self._probabilities) != len(self._names):
            return list(range(len(self._names)))
        return [int(index) for index in np.argsort(-self._probabilities, kind="stable")]

    def rival(self) -> MarginTarget | None:
        """Why the most probable class and not the next? None while that is not known, or with a single class."""
        if self._probabilities is None or len(self._names) < 2:
            return None
        first, second = self.likely()[:2]
        return MarginTarget(first, second)

    def fill(self) -> None:
        """List what can be asked now."""
        self.clear()
        self._add_prediction()
        listed = self.likely()[:MOST_LISTED] if len(self._names) > MOST_LISTED else range(len(self._names))
        self._add_heading(tr("A class") if len(self._names) <= MOST_LISTED else tr("The most probable classes"))
        for index in listed:
            self._add(self, ClassTarget(index), self._names[index])
        self._add_probabilities(list(listed))
        self._add_margins(list(listed))
        if 2 < len(self._names) <= MOST_LISTED:
            self._add_grades()
        if self._layer is not None:
            self._add_heading(tr("Inside the network"))
            self._add_channel(self._layer)

    def _add_prediction(self) -> None:
        words = tr("Whichever class is predicted")
        if self._probabilities is not None and self._names:
            words += tr(" (now {names})", names=self._names[self.likely()[0]])
        action = self.addAction(words, lambda: self.targetChosen.emit(None))
        action.setToolTip(tr("Explain the class with the highest probability, on every photograph"))
        action.setCheckable(True)
        action.setChecked(self._target is None)

    def _add_probabilities(self, listed: Sequence[int]) -> None:
        menu = self._submenu(tr("The probability of a class"))
        for index in listed:
            self._add(menu, ProbabilityTarget(index), self._names[index])

    def _add_margins(self, listed: Sequence[int]) -> None:
        if len(listed) < 2:
            return
        self._add_heading(tr("One class and not another"))
        rival = self.rival()
        if rival is not None:
            self._add(self, rival, question(rival, self._names))
        menu = self._submenu(tr("Why one and not another?"))
        for index in listed:
            others = self._submenu(tr("Why {names}", names=self._names[index]), menu)
            for other in listed:
                if other != index:
                    self._add(others, MarginTarget(index, other), tr("and not {names}?", names=self._names[other]))

    def _add_grades(self) -> None:
        self._add_heading(tr("If the classes are grades in rising order"))
        menu = self._submenu(tr("The boundary above a grade"))
        for lower in range(len(self._names) - 1):
            words = tr("Between {names} and {names_2}", names=self._names[lower], names_2=self._names[lower + 1])
            self._add(menu, BoundaryTarget(lower), words)
        self._add(self, ExpectedGradeTarget(), tr("Expected grade"))
        self._add(self, ReferableTarget(), tr("Referable: {names} or above", names=self._names[REFERABLE_FROM]))

    def _add_channel(self, layer: str) -> None:
        is_channel = isinstance(self._target, ChannelTarget)
        action = self.addAction(tr("A channel of {layer}", layer=layer), self.channelRequested.emit)
        action.setToolTip(tr("What in the photograph excites one feature of the chosen layer"))
        action.setCheckable(True)
        action.setChecked(is_channel)

    def _add_heading(self, words: str) -> None:
        """A line of its own: the style of the program shows no words beside separators."""
        self.addSeparator()
        self.addAction(words).setEnabled(False)

    def _submenu(self, words: str, menu: QMenu | None = None) -> QMenu:
        submenu = (menu or self).addMenu(words.replace("&", "&&"))
        submenu.setToolTipsVisible(True)
        return submenu

    def _add(self, menu: QMenu, target: Target, words: str) -> None:
        action = menu.addAction(words.replace("&", "&&"), lambda: self.targetChosen.emit(target))
        action.setToolTip(meaning(target, self._names))
        action.setCheckable(True)
        action.setChecked(target == self._target)
        if action.isChecked() and menu is not self:
            menu.menuAction().setCheckable(True)
            menu.menuAction().setChecked(True)
