"""From one run of the program to the next: recent files, and what was open and selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from core.errors import FunduscopeError
from core.explain.query import ClassTarget, Method, Target
from core.explain.rendering import Rendering
from core.explain.targets import target_from_json, target_to_json
from core.images.frames import file_of
from desktop.files import Kind, kind_of
from desktop.settings import (
    LAYERS,
    METHOD_PARAMS,
    RECENT_MODELS,
    RECENT_PHOTOGRAPHS,
    RENDERING,
    RESTORES_SESSION,
    SELECTION,
    SOURCES,
    WORKSPACE,
    remembered,
)

NOTE_AFTER_MS = 2000
"""So long after a change the session is noted: what ends without being closed begins there again."""

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel
    from desktop.windows.main_window import MainWindow


class Remembering(QObject):
    """Reads and writes the settings that a session leaves behind."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._settings = window.services.settings
        self._wanted: Path | None = None
        self._wanted_view: tuple[str | None, Target | None] | None = None
        self._export_folder: Path | None = None
        self._later = QTimer(self, singleShot=True, interval=NOTE_AFTER_MS)
        self._later.timeout.connect(self._note)
        for changed in (window.session.selectionChanged, window.session.modelChanged):
            changed.connect(self._note_later)
        window.models.recentChanged.connect(self.show_recent)
        window.session.networks.modelLoaded.connect(self._take_model)
        window.restoring.restored.connect(self._forget_wanted)

    # Recent files

    def note_photographs(self, paths: Iterable[Path]) -> None:
        """Folders, and the folders of single photographs, are recent."""
        recent = self._settings.value(RECENT_PHOTOGRAPHS)
        for path in paths:
            if kind_of(path) is Kind.FOLDER:
                recent = remembered(recent, path)
        self._settings.setValue(RECENT_PHOTOGRAPHS, recent)
        self.show_recent()

    def show_recent(self) -> None:
        """Fill the menus and the chooser."""
        photographs = [Path(text) for text in self._settings.value(RECENT_PHOTOGRAPHS)]
        models = [Path(text) for text in self._settings.value(RECENT_MODELS)]
        self._window.recent_photographs.setPaths(photographs)
        self._window.recent_models.setPaths(models)
        self._window.model.setRecent([path for path in models if path.exists()])

    def forget_photographs(self) -> None:
        """No folder is recent any more."""
        self._settings.setValue(RECENT_PHOTOGRAPHS, ())
        self.show_recent()

    def forget_models(self) -> None:
        """No model is recent any more."""
        self._settings.setValue(RECENT_MODELS, ())
        self.show_recent()

    def photograph_folder(self) -> str:
        """Where to begin to look for photographs."""
        path = self._window.session.selection.photograph
        recent = self._settings.value(RECENT_PHOTOGRAPHS)
        return str(path.parent) if path is not None else next(iter(recent), str(Path.home()))

    def model_folder(self) -> str:
        """Where to begin to look for models."""
        recent = self._settings.value(RECENT_MODELS)
        return str(Path(recent[0]).parent) if recent else str(Path.home())

    def export_folder(self) -> str:
        """Where the last picture went, else beside the photograph."""
        return str(self._export_folder or self.photograph_folder())

    def note_export(self, folder: Path) -> None:
        """A picture went there."""
        self._export_folder = folder

    # The session

    def save(self) -> None:
        """Remember what is open and selected, and write it: the window closes."""
        self._later.stop()
        self._remember()
        self._settings.sync()

    def _note_later(self, _changed: object) -> None:
        if not self._later.isActive():  # it is not put off for as long as somebody walks
            self._later.start()

    def _note(self) -> None:
        if self._wanted is None and self._wanted_view is None:  # else it is being brought back
            self._settings.setValue(WORKSPACE, self._window.workspaces.current.value)
            self._remember()

    def _remember(self) -> None:
        session, selection = self._window.session, self._window.session.selection
        model = session.model
        self._settings.setValue(SOURCES, tuple(str(path) for path in self._window.opening.sources))
        self._settings.setValue(
            SELECTION,
            {
                "photograph": str(selection.photograph) if selection.photograph is not None else None,
                "model": str(model.path) if model is not None else None,
                "layer": selection.layer,
                "target": target_to_json(selection.target) if selection.target is not None else None,
                "method": selection.method.value,
            },
        )
        self._settings.setValue(RENDERING, self._window.viewer.rendering().to_json())
        self._settings.setValue(LAYERS, dict(session.layers_by_architecture))
        self._settings.setValue(METHOD_PARAMS, session.params_memory.to_json())

    def restore(self, given: Sequence[Path]) -> None:
        """Open `given`, else what was open last time, as far as it is still there, else the samples."""
        layers = self._settings.value(LAYERS)
        self._window.session.layers_by_architecture.update(layers)
        self._restore_method()
        self._restore_rendering()
        self.show_recent()
        kinds = {kind_of(path) for path in given}
        if not self._settings.value(RESTORES_SESSION) or kinds & {Kind.FOLDER, Kind.PICTURE}:
            self._window.open_paths(given, replaces=True)
            if Kind.MODEL not in kinds and self._settings.value(RESTORES_SESSION):
                self._restore_model()
            if not given:
                self._window.samples.open()
            return
        self._window.open_paths(given)
        has_photographs = self._restore_photographs()
        if Kind.MODEL not in kinds:
            self._restore_model()
        if not given and not has_photographs:
            self._window.samples.open()

    def is_waiting(self, arrived: Iterable[Path]) -> bool:
        """Whether the photograph of last time is to be selected instead of the first one that arrives."""
        if self._wanted is None:
            return False
        if self._wanted in arrived:
            self._window.session.choosePhotograph(self._wanted)
            self._wanted = None
        return True

    def _restore_rendering(self) -> None:
        try:
            fields = self._settings.value(RENDERING)
            self._window.viewer.setRendering(Rendering.from_json(fields))
        except FunduscopeError:
            return  # the default is there already

    def _restore_method(self) -> None:
        session, fields = self._window.session, self._settings.value(SELECTION)
        known: dict[str, Any] = self._settings.value(METHOD_PARAMS)
        session.params_memory.restore(known)
        # That of the selection itself, too: it was made before anything was remembered.
        session.chooseParams(session.params_memory.get(session.selection.method))
        if fields.get("method") in list(Method):
            session.chooseMethod(Method(fields["method"]))

    def expect(self, photograph: Path) -> None:
        """Select this one when it arrives, and not the first."""
        self._wanted = photograph

    def _restore_photographs(self) -> bool:
        fields = self._settings.value(SELECTION)
        sources = [path for text in self._settings.value(SOURCES) if (path := Path(text)).exists()]
        photograph = fields.get("photograph")
        if not sources:
            return False
        if isinstance(photograph, str) and file_of(Path(photograph)).is_file():
            self._wanted = Path(photograph)
        self._window.opening.open(sources, replaces=True)
        return True

    def _restore_model(self) -> None:
        fields = self._settings.value(SELECTION)
        model, layer, target = (fields.get(name) for name in ("model", "layer", "target"))
        if isinstance(model, str) and Path(model).is_file():
            self._wanted_view = (
                layer if isinstance(layer, str) else None,
                _target(target),
            )
            self._window.models.open(Path(model))

    def _forget_wanted(self) -> None:
        """The user has opened a view: what was selected last time does not take its place."""
        self._wanted = self._wanted_view = None

    def _take_model(self, model: LoadedModel) -> None:
        if self._wanted_view is None:
            return
        layer, target = self._wanted_view
        self._wanted_view = None
        session = self._window.session
        if layer in model.layers.names:
            session.chooseLayer(layer)
        if target is not None:
            session.chooseTarget(target)


def _target(fields: Any) -> Target | None:
    """The target that was remembered, an index of a class in older settings; None where it can't be read."""
    if isinstance(fields, int):
        return ClassTarget(fields)
    try:
        return target_from_json(fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
