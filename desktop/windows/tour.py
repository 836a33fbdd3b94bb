"""The tour: what there is to see, on the sample photographs, a step at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.settings import TOUR_SEEN
from desktop.translation import mark, tr
from desktop.widgets.tour.bubble import TourVeil
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

IS_SEEN = IS_SHOWN = True

_WORDS = (
    (
        mark("Welcome to Funduscope"),
        mark(
            "It shows what a trained network says of fundus photographs, and where it looks. Two minutes on the sample "
            "photographs, which are rendered: what is on them is known. It is a research tool, not for clinical use."
        ),
    ),
    (
        mark("Photographs"),
        mark("Open a folder, drop files on the window, or walk with the arrow keys Left and Right."),
    ),
    (
        mark("Where the network looks"),
        mark(
            "The colours are the evidence for the class that is explained. Hold H for the bare photograph; the wheel "
            "zooms; G shows several maps beside each other."
        ),
    ),
    (
        mark("What the network says"),
        mark(
            "Every class with its probability. Click one to ask where the network sees it; Y asks why this one and not "
            "the next."
        ),
    ),
    (
        mark("How it is asked"),
        mark(
            "The method and its parameters. Beneath stands what the map means and what it does not; Shift+F1 opens the "
            "page on it. Checks (K) tells whether the map comes from what was learned."
        ),
    ),
    (
        mark("Layers"),
        mark(
            "Up and Down walk through the network. Each layer says what part of the photograph one of its cells can "
            "see."
        ),
    ),
    (
        mark("The truth"),
        mark("T outlines the lesions that are known to be there: look whether the map lies on them."),
    ),
    (
        mark("Workspaces"),
        mark(
            "Features leafs through what each layer has learned; Data keeps photographs and labels; Train, Evaluate "
            "and Study do what they say. Ctrl+K finds any command, F1 opens the guide."
        ),
    ),
)
"""Title and text of each step."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step: its words, the widget that it is about, and what is done before it is shown, one after the other."""

    title: str
    text: str
    target: QWidget | None
    before: tuple[Callable[[], object], ...] = ()


class Tour(QObject):
    """Walks over the window; can be left at any step and taken again from the menu Help."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._veil: TourVeil | None = None
        self._at = 0
        self._steps: tuple[Step, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether a step is shown."""
        return self._veil is not None

    def offer(self) -> None:
        """At the very first start: begin, where there are samples to look at."""
        if not self._window.services.settings.value(TOUR_SEEN) and self._window.samples.is_there:
            self.start()

    def start(self) -> None:
        """From the first step on."""
        self.end()
        self._window.services.settings.setValue(TOUR_SEEN, IS_SEEN)
        self._veil = TourVeil(self._window)
        self._veil.nextRequested.connect(lambda: self._go(1))
        self._veil.backRequested.connect(lambda: self._go(-1))
        self._veil.endRequested.connect(self.end)
        self._at = 0
        self._steps = self._make_steps()
        self._show()

    def end(self) -> None:
        """Put the veil away."""
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
            self._window.viewer.setFocus()

    def _go(self, steps: int) -> None:
        self._at += steps
        if self._at >= len(self._steps):
            self.end()
        else:
            self._at = max(self._at, 0)
            self._show()

    def _show(self) -> None:
        step = self._steps[self._at]
        for act in step.before:
            act()
        last = len(self._steps) - 1
        if self._veil is None:  # what was done before the step ended the tour
            return
        self._veil.showStep(
            step.title,
            step.text,
            tr("{at} of {last}", at=self._at + 1, last=last + 1),
            step.target,
            is_first=self._at == 0,
            is_last=self._at == last,
        )

    def _make_steps(self) -> tuple[Step, ...]:
        window, docks = self._window, self._window.docks.docks
        review = partial(window.workspaces.choose, Workspace.REVIEW)
        show_truth, hide_truth = (partial(window.services.truth.setShown, shown) for shown in (IS_SHOWN, not IS_SHOWN))
        about: tuple[tuple[QWidget | None, tuple[Callable[[], object], ...]], ...] = (
            (None, (review, window.samples.open)),
            (docks["browser"], (review,)),
            (window.viewer, (review,)),
            (docks["classes"], (review,)),
            (docks["explanation"], (review, docks["explanation"].raise_)),
            (docks["layers"], (review, docks["layers"].raise_)),
            (window.viewer, (review, show_truth)),
            (window.workspaces.bar, (hide_truth,)),
        )
        return tuple(
            Step(tr(title), tr(text), target, before)
            for (title, text), (target, before) in zip(_WORDS, about, strict=True)
        )
