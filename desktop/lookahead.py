"""What is computed while nobody waits: the other layers of what is shown, then the photographs to either side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.explain.catalogue import CATALOGUE, Place
from core.explain.query import Query
from core.images.photograph import Photograph
from desktop.answers import Answer, Question, ask, ask_all_layers, ask_prediction
from desktop.jobs import Lane, Priority
from desktop.photographs import read
from desktop.translation import tr

if TYPE_CHECKING:
    from desktop.session import Session


class LookAhead(QObject):
    """Whenever both lanes are idle, asks for the one thing that is most likely wanted next.

    Nothing is asked twice for one selection, so a cache that is too small or a file that cannot be read ends the work
    instead of repeating it.
    """

    def __init__(self, session: Session, decode: Lane) -> None:
        super().__init__(session)
        self._session = session
        self._decode = decode
        self._lane = session.networks.lane
        self._tried: set[object] = set()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._plan)
        self._decode.idle.connect(self._later.start)
        self._lane.idle.connect(self._later.start)

    def restart(self) -> None:
        """The selection is another one: think again."""
        self._tried.clear()
        self._later.start()

    def _plan(self) -> None:
        if self._decode.is_wanted or self._lane.is_wanted:
            return
        if self._lane.is_idle and self._follow_layers():
            return
        for path in self._neighbours():
            if self._decode.is_idle:
                self._decode_ahead(path)
            if self._lane.is_idle and self._compute_ahead(path):
                return

    def _neighbours(self) -> list[Path]:
        """The photographs to either side, the one in the direction of walking first."""
        order, current = self._session.order, self._session.selection.photograph
        if current is None or current not in order:
            return []
        row = order.index(current)
        rows = (row + self._session.direction, row - self._session.direction, row + 2 * self._session.direction)
        return [order[index] for index in rows if 0 <= index < len(order)]

    def _is_new(self, key: object) -> bool:
        if key in self._tried:
            return False
        self._tried.add(key)
        return True

    def _decode_ahead(self, path: Path) -> None:
        if path in self._session.photographs or not self._is_new(("photograph", path)):
            return
        self._decode.submit(
            lambda _context: read(path, self._session.prepare, self._session.orient),
            lambda decoded: self._session.keep(path, decoded),
            slot="ahead",
            priority=Priority.AHEAD,
            key=("photograph", path),
            refuse=lambda _error: None,  # the user has not asked for it: it is reported when it is looked at
        )

    def _follow_layers(self) -> bool:
        """Ask for the other layers of what is shown. False where there is nothing to ask."""
        session = self._session
        photograph, query = session.photograph, session.query()
        if photograph is None or query is None or session.explanation is None:
            return False
        return self._ask_layers(photograph, query, Priority.FOLLOW)

    def _ask_layers(self, photograph: Photograph, query: Query, priority: Priority) -> bool:
        session = self._session
        model, explainer, whole = session.model, session.networks.explainer, replace(query, layer=None)
        entry = CATALOGUE[query.method]
        if entry.place is not Place.LAYER or not entry.is_quick:
            return False
        if model is None or explainer is None or len(session.known_maps(query)) == len(model.layers):
            return False
        if not self._is_new(whole):
            return False
        self._lane.submit(
            ask_all_layers(explainer, model, photograph, query),
            lambda _nothing: session.take_layers(query),
            slot="layers",
            priority=priority,
            title=tr("Computing the other layers") if priority is Priority.FOLLOW else "",
            key=("layers", whole),
            refuse=lambda _error: None,  # the layer that was asked for has reported it, or will
        )
        return True

    def _compute_ahead(self, path: Path) -> bool:
        """Ask for prediction, explanation, then all layers of a photograph in memory. False where nothing is left.

        Methods that take long are computed when they are asked for, and not before.
        """
        session = self._session
        decoded = session.photographs.get(path)
        photograph = decoded.photograph if decoded is not None else None
        model, explainer, wish = session.model, session.networks.explainer, session.selection.wish
        if photograph is None or model is None or explainer is None:
            return False
        prediction = session.networks.cached_prediction(photograph.id, model.id)
        question: Question
        if wish.is_quick and wish.is_complete:
            query = wish.query(photograph.id, model.id, prediction.predicted) if prediction is not None else None
            if query is not None and session.networks.cached(query) is not None:
                return self._ask_layers(photograph, query, Priority.AHEAD)
            question = ask(explainer, model, photograph, wish)
        elif prediction is None:
            question = ask_prediction(explainer, model, photograph)
        else:
            return False
        if not self._is_new(question.key):
            return False

        def deliver(answer: Answer) -> None:
            session.predicted.emit(path, answer.prediction)

        self._lane.submit(
            question.work,
            deliver,
            slot="ahead",
            priority=Priority.AHEAD,
            key=question.key,
            refuse=lambda _error: None,
        )
        return True
