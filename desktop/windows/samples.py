"""The sample project: photographs with known truth and a model that fits, so that there is something to see at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.bundled import Bundled, BundledModel, Samples, fitting, look_at_samples, read_bundled
from desktop.translation import tr

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

SLOT, MODELS_SLOT = "samples", "bundled models"


class SampleProject(QObject):
    """Opens what comes with the program, and lists its models in the chooser."""

    def __init__(self, window: MainWindow, bundled: Bundled) -> None:
        super().__init__(window)
        self._window = window
        self._bundled = bundled
        self._models: tuple[BundledModel, ...] | None = None
        self._waiting: Samples | None = None

    @property
    def is_there(self) -> bool:
        """Whether there are sample photographs."""
        return self._bundled.samples is not None

    def list_models(self) -> None:
        """Read the cards of the bundled models."""
        paths = self._bundled.models
        if not paths:
            return
        self._window.services.lanes.files.submit(
            lambda _context: read_bundled(paths), self._take_models, slot=MODELS_SLOT
        )

    def open(self) -> None:
        """Open the sample photographs, and the model that fits them where none is open."""
        folder = self._bundled.samples
        if folder is None:
            return
        self._window.services.lanes.files.submit(
            lambda context: look_at_samples(folder, context),
            self._take_samples,
            slot=SLOT,
            title=tr("Opening the samples"),
        )

    def _take_samples(self, samples: Samples | None) -> None:
        folder = self._bundled.samples
        if samples is None or folder is None:
            self._window.viewer.remark(tr("The folder of samples is empty"))
            return
        self._window.remembering.expect(samples.first)
        self._window.opening.open([folder], replaces=True)
        if self._window.session.model is None and not self._window.session.networks.lane.has("model"):
            self._waiting = samples
            self._open_model()

    def _take_models(self, models: tuple[BundledModel, ...]) -> None:
        self._models = models
        self._window.model.setBundled([(model.path, model.card.name) for model in models])
        self._open_model()

    def _open_model(self) -> None:
        """Open the model that fits, once both the samples and the cards are known."""
        if self._waiting is None or self._models is None:
            return
        model = fitting(self._models, self._waiting.class_counts)
        self._waiting = None
        if model is not None and self._window.session.model is None:
            self._window.models.open(model.path)
