"""Back to the view that an exported picture was made of, or exactly what is missing for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.explain.catalogue import CATALOGUE
from core.explain.query import Query
from core.jobs import Progress
from desktop.choices import fits
from desktop.jobs import JobContext, Lane
from desktop.restore import HashIndex, RestoreError, ViewRecord
from desktop.selection import Selection
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


class Restoring(QObject):
    """Finds photograph and model of a record by their content, then selects them.

    `isMissing` asks for what cannot be found; :meth:`provide_photograph` and :meth:`provide_model` answer it.
    """

    photographMissing = Signal(str)
    """Words that say which photograph is looked for."""
    modelMissing = Signal(str)
    photographLocated = Signal(object)
    """A path that should be listed."""
    restored = Signal(object)
    """The ViewRecord whose view is shown now."""
    failed = Signal(object)

    def __init__(self, session: Session, lane: Lane, index: HashIndex, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lane = lane
        self._index = index
        self._record: ViewRecord | None = None
        self._photograph: Path | None = None
        session.networks.modelLoaded.connect(self._take_model)
        session.networks.openFailed.connect(lambda _path, _error: self.cancel())

    def restore(self, record: ViewRecord) -> None:
        """Begin; an unfinished one is given up."""
        self.cancel()
        self._record = record
        self._find_photograph(record)

    def cancel(self) -> None:
        """Give up."""
        self._record = self._photograph = None
        self._lane.cancel("restore")

    @property
    def is_active(self) -> bool:
        """Whether a view is being restored."""
        return self._record is not None

    # The photograph

    def _find_photograph(self, record: ViewRecord) -> None:
        known = self._index.find(record.query.image)
        candidates = [path for path in (known, *self._session.order) if path is not None]
        self._search(record, list(dict.fromkeys(candidates)), known=known)

    def _search(self, record: ViewRecord, candidates: list[Path], *, known: Path | None) -> None:
        self._lane.submit(
            lambda context: _first_with(record.query.image, candidates, context),
            lambda path: self._take_photograph(record, path, known),
            slot="restore",
            title=tr("Looking for the photograph of the view"),
        )

    def _take_photograph(self, record: ViewRecord, path: Path | None, known: Path | None) -> None:
        if path is None:
            sentence = tr("The photograph of this view is not among the open ones.")
            if known is not None:
                sentence = tr(
                    "'{known_name}' has changed since this view was made: it is no longer the same photograph.",
                    known_name=known.name,
                )
            self.photographMissing.emit(
                tr("{sentence} Its content has the SHA-256 {image}…", sentence=sentence, image=record.query.image[:12])
            )
            return
        self._photograph = path
        self._index.note(record.query.image, path)
        self.photographLocated.emit(path)
        self._find_model(record)

    def provide_photograph(self, path: Path) -> None:
        """The user says that this is it."""
        record = self._record
        if record is not None:
            self._search(record, [path], known=path)

    # The model

    def _find_model(self, record: ViewRecord) -> None:
        if self._session.networks.model(record.query.model) is not None:
            self._finish(record)
            return
        path = self._index.find(record.query.model)
        if path is None:
            self.modelMissing.emit(
                tr(
                    "The model of this view is not open, and was not seen on this machine. "
                    "Its file has the SHA-256 {model}…",
                    model=record.query.model[:12],
                )
            )
            return
        self._session.networks.open(path)

    def provide_model(self, path: Path) -> None:
        """The user says that this is it."""
        if self._record is not None:
            self._session.networks.open(path)

    def _take_model(self, model: LoadedModel) -> None:
        record = self._record
        if record is None or self._photograph is None:
            return
        if model.id != record.query.model:
            name = model.path.name
            self.modelMissing.emit(
                tr(
                    "'{name}' is not the model of this view, or its card has been changed since. "
                    "The file that is looked for has the SHA-256 {model}…",
                    name=name,
                    model=record.query.model[:12],
                )
            )
            return
        self._finish(record)

    def _finish(self, record: ViewRecord) -> None:
        query, path = record.query, self._photograph
        model = self._session.networks.model(query.model)
        self._record = self._photograph = None
        if model is None or path is None:
            return
        if not _is_possible(query, model):
            self.failed.emit(RestoreError(tr("The view names a layer or class that its model does not have.")))
            return
        layer = query.layer or self._session.layer_for(model)
        self._session.restore(Selection(path, model.id, layer, query.target, query.method, query.params))
        self.restored.emit(record)


def _is_possible(query: Query, model: LoadedModel) -> bool:
    """Whether the model has what the question speaks of."""
    has_layer = query.layer in model.layers.names if CATALOGUE[query.method].has_layer else query.layer is None
    return has_layer and fits(query.target, model)


def _first_with(identity: str, candidates: Iterable[Path], context: JobContext) -> Path | None:
    """In the lane: the first file with that content."""
    from core.images.reading import image_id

    paths = list(candidates)
    for number, path in enumerate(paths):
        context.token.check()
        context.report(Progress(number, len(paths)))
        try:
            if image_id(path) == identity:
                return path
        except FunduscopeError:
            continue
    return None
