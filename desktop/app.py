"""The composition root: makes everything once, gives each what it needs, and runs the event loop."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from core import __version__
from core.images.photograph import Photograph
from core.memory import keep_freed_memory
from desktop.annotating import Annotating
from desktop.bundled import Bundled
from desktop.collection import Collector
from desktop.comparison import Comparison
from desktop.crash import CrashReporter
from desktop.experiments import Experiments
from desktop.features import Features
from desktop.files import UserFolders
from desktop.lanes import Lanes
from desktop.networks import Networks
from desktop.orienting import Orienting
from desktop.overrides import guard_overrides
from desktop.painting import Painting
from desktop.probing import Probing
from desktop.projects import Projects
from desktop.regions import Regions
from desktop.resources import app_icon
from desktop.restore import HashIndex
from desktop.session import Session
from desktop.settings import LANGUAGE, THEME, Settings
from desktop.studies import Studies
from desktop.theme import Theme, apply_theme, parse_theme
from desktop.trainings import Trainings
from desktop.translation import parse_language, speak, system_language
from desktop.truth import Truth
from desktop.whatif import WhatIf
from desktop.widgets.photograph_view import prepare_photograph
from desktop.windows.main_window import MainWindow
from desktop.windows.services import Services
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from core.images.thumbnails import ThumbnailCache

SWITCH_INTERVAL_S = 0.001
"""A thread that runs Python gives way to the window after this time (Python's own default is five times as long)."""

NEED_NETWORKS = frozenset({Workspace.FEATURES, Workspace.TRAIN, Workspace.EVALUATE, Workspace.STUDY})
"""Review and Data need them with a model only."""


class Program(QObject):
    """One window with its lanes.

    `folders` is where settings, models and caches are kept; `bundled` what comes with the program to look at.
    """

    def __init__(
        self, app: QApplication, folders: UserFolders, *, device: str = "auto", bundled: Bundled | None = None
    ) -> None:
        super().__init__()
        guard_overrides()
        self.settings = Settings(folders.settings, self)
        self._app = app
        self.crash = CrashReporter(self)
        self.collector = Collector(self)
        apply_theme(app, parse_theme(self.settings.value(THEME)))
        self.lanes = lanes = Lanes.make(self)
        self.networks = Networks(lanes.network, device=device, parent=self)
        self.session = Session(decode=lanes.decode, networks=self.networks, prepare=_prepare, parent=self)
        self.projects = Projects(lanes.catalogue, lanes.indexing, self.networks, self)
        self.orienting = Orienting(self.session, self.projects, self)
        self._make_services(folders)
        self.window = MainWindow(self._services(folders, bundled or Bundled()))
        self.crash.setWindow(self.window)
        for lane in lanes.all():
            lane.crashed.connect(self.crash.show)
        self.window.workspaces.chosen.connect(self._load_for)
        self.networks.librariesLoading.connect(self.collector.hold)
        # Loading a model imports more of torch: what is alive after it is not looked at either.
        self.networks.librariesLoaded.connect(self.collector.freeze)
        self.networks.modelLoaded.connect(lambda _model: self.collector.freeze())

    def _make_services(self, folders: UserFolders) -> None:
        """What follows the session, each for one kind of question."""
        lanes, session = self.lanes, self.session
        self.experiments = Experiments(lanes.training, lanes.files, folders.experiments, self)
        self.trainings = Trainings(lanes.training, lanes.watching, folders.trainings, self.settings, self)
        self.probing = Probing(session, self)
        self.features = Features(
            session,
            self.projects,
            work=lanes.features,
            cutting=lanes.cutting,
            exemplars=lanes.exemplars,
            cache=folders.feature_passes,
            names=folders.feature_names,
            parent=self,
        )
        self.regions = Regions(session, lanes.decode, self)
        self.studies = Studies(self.settings, lanes, self.networks, self)
        self.truth = Truth(session, lanes.decode, self.settings, self)
        self.whatif = WhatIf(
            session,
            decode=lanes.decode,
            files=lanes.files,
            store=folders.edits,
            prepare=prepare_photograph,
            parent=self,
        )
        self.annotating = Annotating(session, self.projects, lanes.catalogue, self.settings, self)
        self.truth.drawn = self.annotating.drawn_on
        self.annotating.kept.connect(self.truth.refresh)
        self.painting = Painting(session, self.whatif, self.truth, lanes.decode, self)

    def _services(self, folders: UserFolders, bundled: Bundled) -> Services:
        self.comparison = Comparison(self.session, self.settings, bundled.models, self)
        thumbnails = _Thumbnails(folders.cache / "thumbnails")
        return Services(
            session=self.session,
            settings=self.settings,
            folders=folders,
            lanes=self.lanes,
            experiments=self.experiments,
            trainings=self.trainings,
            index=HashIndex(folders.places),
            load_thumbnail=thumbnails,
            load_oriented=lambda path, size_px: self.orienting.oriented(path, thumbnails(path, size_px)),
            orienting=self.orienting,
            truth=self.truth,
            whatif=self.whatif,
            painting=self.painting,
            comparison=self.comparison,
            regions=self.regions,
            probing=self.probing,
            projects=self.projects,
            annotating=self.annotating,
            features=self.features,
            studies=self.studies,
            bundled=bundled,
            apply_theme=self._apply_theme,
        )

    def start(self, paths: Sequence[Path] = ()) -> None:
        """Show the window; open `paths` behind it, or what was open last time."""
        self.window.show()
        # A timer, not a call: the window is painted first.
        QTimer.singleShot(0, self, lambda: self._begin(list(paths)))

    def _begin(self, paths: list[Path]) -> None:
        self._load_for(self.window.workspaces.current)
        self.window.samples.list_models()
        self.whatif.load()
        self.window.remembering.restore(paths)
        self.window.data_work.restore()

    def _load_for(self, workspace: Workspace) -> None:
        """Load the network library before it is needed, where the work that was chosen will need it."""
        if workspace in NEED_NETWORKS:
            self.networks.load_libraries()

    def _apply_theme(self, theme: Theme) -> None:
        apply_theme(self._app, theme)


class _Thumbnails:
    """The thumbnail cache, imported by the first thread that asks: image decoders take 0.1 s to load."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cache: ThumbnailCache | None = None
        self._lock = threading.Lock()

    def __call__(self, path: Path, size_px: int) -> NDArray[np.uint8]:
        with self._lock:
            if self._cache is None:
                from core.images.thumbnails import ThumbnailCache

                self._cache = ThumbnailCache(self._folder)
        return self._cache.get(path, size_px)


def _prepare(photograph: Photograph) -> object:
    return prepare_photograph(photograph.pixels)


def make_application(argv: Sequence[str]) -> QApplication:
    """The one QApplication, with the names that the system shows."""
    app = QApplication(list(argv[:1]))
    app.setApplicationName("funduscope")
    app.setApplicationDisplayName("Funduscope")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("funduscope")
    app.setWindowIcon(app_icon())
    return app


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program on `argv` (default: the command line): `[--self-test] [PATH …]`. Returns the exit status."""
    multiprocessing.freeze_support()  # the packaged program is also what its rendering processes are started with
    arguments = list(sys.argv if argv is None else argv)
    if "--self-test" in arguments[1:]:
        from desktop.self_test import self_test

        return self_test()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    keep_freed_memory()
    app = make_application(arguments)
    folders = UserFolders.standard()
    speak(parse_language(Settings(folders.settings).value(LANGUAGE)) or system_language())
    program = Program(app, folders, bundled=Bundled.installed())
    program.crash.install()
    program.collector.start()
    paths = [Path(argument) for argument in arguments[1:] if not argument.startswith("-")]
    program.start(paths)
    if not paths:
        program.window.tour.offer()
    status = app.exec()
    program.collector.stop()
    program.crash.uninstall()
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
