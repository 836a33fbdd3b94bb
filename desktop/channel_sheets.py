"""The maps of all channels of a layer, as small pictures: one question to the lane of networks, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.explain.catalogue import is_signed
from core.explain.params import Extent, MethodParams, OcclusionParams, Shown
from core.explain.query import Aggregate, ChannelTarget, Method, Query
from core.jobs import Progress
from desktop.jobs import Job, JobContext
from desktop.session import Session
from desktop.translation import tr
from desktop.widgets.layer_picture import LayerPicture

if TYPE_CHECKING:
    from core.explain.all_channels import ChannelMaps

SLOT = "all channels"
PICTURE_PX = 96
METHODS = (Method.SALIENCY, Method.OCCLUSION)


@dataclass(frozen=True, slots=True, eq=False)
class ChannelSheet:
    """Of each channel a small picture and the largest value of its map (of signed maps the one farthest from 0).

    `query` is that of channel 0. A picture of saliency is what the strongest unit of the channel sees.
    """

    query: Query
    pictures: tuple[LayerPicture, ...]
    peaks: tuple[float, ...]

    @property
    def is_signed(self) -> bool:
        """Whether values below zero mean something too."""
        return is_signed(self.query)


class ChannelSheets(QObject):
    """Holds the sheet of the last question. Computes only when asked."""

    changed = Signal()
    """Another sheet, or none; or it is being waited for, or was refused."""
    progressed = Signal(object)
    """A Progress."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lane = session.networks.lane
        self._sheet: ChannelSheet | None = None
        self._error: FunduscopeError | None = None
        self._job: Job | None = None
        self._lane.jobProgressed.connect(self._note_progress)
        self._lane.jobFinished.connect(self._note_finished)

    @property
    def sheet(self) -> ChannelSheet | None:
        """The answer to the last question."""
        return self._sheet

    @property
    def error(self) -> FunduscopeError | None:
        """Why there is none."""
        return self._error

    @property
    def is_busy(self) -> bool:
        """Whether it is being computed."""
        return self._job is not None

    def question(self, method: Method) -> Query | None:
        """What is asked of the selection: the layer whose channel is explained, else the selected one."""
        session = self._session
        model, photograph, target = session.model, session.photograph, session.selection.target
        layer = target.layer if isinstance(target, ChannelTarget) else session.selection.layer
        if model is None or photograph is None or layer not in model.layers.names:
            return None
        is_sum = isinstance(target, ChannelTarget) and method is Method.OCCLUSION
        aggregate = target.aggregate if is_sum and isinstance(target, ChannelTarget) else Aggregate.MAX
        wanted = ChannelTarget(str(layer), 0, aggregate)
        return Query(photograph.id, model.id, method, wanted, None, _all_over(session.params(method)))

    def ask(self, method: Method) -> None:
        """Compute the sheet of what is selected, unless it is there."""
        query, session = self.question(method), self._session
        model, photograph, explainer = session.model, session.photograph, session.networks.explainer
        if self._sheet is not None and self._sheet.query == query:
            return
        self.cancel()
        self._sheet = self._error = None
        if query is not None and model is not None and photograph is not None and explainer is not None:

            def work(context: JobContext) -> ChannelSheet:
                maps = explainer.channel_maps(model, photograph, query, token=context.token, report=context.report)
                return _sheet_of(query, maps)

            self._job = self._lane.submit(
                work, self._take, slot=SLOT, title=tr("Computing all channels"), refuse=self._refuse
            )
        self.changed.emit()

    def explain(self, channel: int) -> None:
        """Make a channel of the sheet what is explained, by the sheet's method."""
        session, sheet = self._session, self._sheet
        if sheet is None or not isinstance(sheet.query.target, ChannelTarget):
            return
        query = sheet.query
        session.restore(
            replace(
                session.selection,
                method=query.method,
                params=query.params,
                target=replace(sheet.query.target, channel=channel),
            )
        )

    def cancel(self) -> None:
        """Give up what is being computed."""
        self._job = None
        self._lane.cancel(SLOT)

    def _take(self, sheet: ChannelSheet) -> None:
        self._job, self._sheet = None, sheet
        self.changed.emit()

    def _refuse(self, error: FunduscopeError) -> None:
        self._job, self._error = None, error
        self.changed.emit()

    def _note_progress(self, job: Job, progress: Progress) -> None:
        if job is self._job:
            self.progressed.emit(progress)

    def _note_finished(self, job: Job) -> None:
        if job is self._job and job.token.is_cancelled:
            self._job = None
            self.changed.emit()


def _all_over(params: MethodParams) -> MethodParams:
    """Windows over one channel's field, or what the fill does, are not those of all channels."""
    if not isinstance(params, OcclusionParams):
        return params
    return replace(params, shows=Shown.EFFECT, extent=Extent.PICTURE)


def _sheet_of(query: Query, maps: ChannelMaps) -> ChannelSheet:
    pictures = tuple(LayerPicture.of(values, PICTURE_PX, is_signed=is_signed(query)) for values in maps.fields.values)
    return ChannelSheet(query, pictures, tuple(float(peak) for peak in maps.peaks))
