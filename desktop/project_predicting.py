"""Asking a model about every photograph of a project, behind everything that somebody waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from desktop.jobs import JobContext, Lane, Priority
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project
    from core.evaluation.project_predictions import PredictionCount
    from core.networks.loaded import LoadedModel

PREDICT_SLOT = "predict project"


class ProjectPredicting(QObject):
    """Works in the lane of the networks: what gives way there goes on when the lane is idle."""

    changed = Signal()
    """It began or ended."""
    done = Signal(str)
    """What was done, in words."""
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._asked: tuple[Project, LoadedModel] | None = None
        lane.idle.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        """Whether a model is being asked."""
        return self._asked is not None

    def start(self, project: Project, model: LoadedModel) -> None:
        """Ask about every photograph that the model was not asked about; results appear as they come."""
        self._asked = (project, model)
        self._submit()
        self.changed.emit()

    def stop(self) -> None:
        """What was answered by now is kept."""
        self._asked = None
        self._lane.cancel(PREDICT_SLOT)
        self.changed.emit()

    def _submit(self) -> None:
        if self._asked is None:
            return
        project, model = self._asked

        def work(context: JobContext) -> PredictionCount:
            from core.evaluation.project_predictions import predict_project

            return predict_project(project, model, token=context.token, progress=context.report)

        self._lane.submit(
            work,
            self._take,
            slot=PREDICT_SLOT,
            priority=Priority.AHEAD,
            title=tr("Predicting with {card_name}", card_name=model.card.name),
            refuse=self._refuse,
        )

    def _go_on(self) -> None:
        """The lane is idle: if predicting gave way to something, it goes on."""
        if self._asked is not None and not self._lane.has(PREDICT_SLOT):
            self._submit()

    def _take(self, count: PredictionCount) -> None:
        self._asked = None
        words = tr("{predicted:,} photographs predicted", predicted=count.predicted)
        self.done.emit(
            words + (tr(", {unreadable:,} could not be read", unreadable=count.unreadable) if count.unreadable else "")
        )
        self.changed.emit()

    def _refuse(self, error: FunduscopeError) -> None:
        self._asked = None
        self.failed.emit(error)
        self.changed.emit()
