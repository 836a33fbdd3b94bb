"""The map of the edited photograph, while it is wanted that the map follows the edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.explain.catalogue import CATALOGUE
from core.explain.edits.canvas import Retouch
from core.explain.edits.change import map_change
from core.explain.edits.editlist import EditList
from core.explain.explanation import Explanation
from core.explain.query import Query
from core.images.photograph import Photograph
from desktop.edit_work import NetworkBench
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

MAP = "what-if map"


@dataclass(frozen=True, slots=True, eq=False)
class _Wanted:
    """What is to be explained."""

    photograph: Photograph
    model: LoadedModel
    retouch: Retouch
    query: Query

    @property
    def key(self) -> tuple[EditList, Query]:
        """What the map depends on."""
        return self.retouch.edits, self.query


class EditedMaps(QObject):
    """Asks for one map at a time, and shows what there is of it.

    What is asked next while one paints is what there is then. A map that takes long is given up for the next one as
    soon as something of it was shown; a quick one is waited for.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, bench: NetworkBench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lane = session.networks.lane
        self._bench = bench
        self._found: tuple[tuple[EditList, Query], Explanation] | None = None
        self._wanted: _Wanted | None = None
        self._has_preview = False
        self.is_following = False

    @property
    def explanation(self) -> Explanation | None:
        """The map, where it follows and answers what is asked now."""
        found = self._found
        if found is None or not self.is_following or found[0][1] != self._session.query():
            return None
        return found[1]

    def difference(self) -> Explanation | None:
        """The map of the edited photograph less that of the photograph as it is, where both are whole."""
        before, after = self._session.explanation, self.explanation
        if before is None or after is None or before.is_partial or after.is_partial:
            return None
        return map_change(before, after) if before.map.shape == after.map.shape else None

    def forget(self) -> None:
        """Another photograph or model is looked at."""
        self._found = self._wanted = None
        self._lane.cancel(MAP)

    def ask(self, retouch: Retouch | None) -> None:
        """Let the map follow to the photograph as `retouch` made it."""
        session = self._session
        photograph, model, query = session.photograph, session.model, session.query()
        if not self.is_following or photograph is None or model is None or retouch is None or query is None:
            return
        self._wanted = _Wanted(photograph, model, retouch, query)
        is_known = self._found is not None and self._found[0] == self._wanted.key
        is_waited_for = self._lane.has(MAP) and (CATALOGUE[query.method].is_quick or not self._has_preview)
        if not retouch.edits.shown or is_known or is_waited_for:
            self.changed.emit()
        else:
            self._submit(self._wanted)

    def _submit(self, wanted: _Wanted) -> None:
        bench, known = self._bench, self._session.networks.explainer
        self._has_preview = False
        self._lane.submit(
            lambda context: bench.explain(
                wanted.model, wanted.photograph, wanted.retouch, wanted.query, context, known=known
            ),
            lambda explanation: self._take(wanted, explanation),
            slot=MAP,
            title=tr("Computing the map of the edited photograph"),
            refuse=self.failed.emit,
            preview=lambda explanation: self._take(wanted, explanation),
        )

    def _take(self, answered: _Wanted, explanation: Explanation) -> None:
        if answered.photograph is not self._session.photograph:
            return
        self._has_preview = True
        self._found = answered.key, explanation
        self.changed.emit()
        wanted = self._wanted
        if wanted is not None and wanted.key != answered.key:
            self.ask(wanted.retouch)
