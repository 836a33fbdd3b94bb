"""Checks in the window: the command, what the overlay leaves out, and files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from core import __version__
from core.explain.catalogue import CATALOGUE
from core.explain.explanation import Explanation
from core.explain.targets import describe_target, target_to_json
from core.explain.veil import Veil, VeilStyle
from core.networks.card import DISCLAIMER
from desktop.check_picture import paint_checks
from desktop.checks import CheckKind, Checks
from desktop.files import write_atomically
from desktop.jobs import JobContext
from desktop.picture_files import encode_png
from desktop.translation import mark, tr
from desktop.widgets.viewer.veil_badge import VeilBadge
from desktop.windows.exporting import ExportError

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel
    from desktop.panels.checks_panel import ChecksPanel
    from desktop.windows.main_window import MainWindow

FORMAT_VERSION = 1
ROOM_PX = 400
BADGES = {VeilStyle.HIDE: mark("Null band hidden"), VeilStyle.HATCH: mark("Null band hatched")}
FILTERS = {"json": mark("JSON (*.json)"), "png": mark("PNG (*.png)")}


class Checking(QObject):
    """Joins the panel of the checks to viewer, docks, lanes and dialogs."""

    exported = Signal(object)
    """The path that was written."""

    def __init__(self, window: MainWindow, panel: ChecksPanel) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.panel = panel
        self.checks: Checks = panel.checks()
        self.badge = VeilBadge(window.viewer.view)
        self.checks.veilChanged.connect(self._show_veil)
        window.viewer.renderingChanged.connect(panel.setRendering)
        panel.setRendering(window.viewer.rendering())
        panel.exportRequested.connect(self.ask_export)

    def check(self) -> None:
        """Bring the panel to the front, and check the map that is shown against random weights unless that was done."""
        self._give_room()
        self.panel.setKind(CheckKind.RANDOMISATION)
        if self.checks.result(CheckKind.RANDOMISATION) is None and self.checks.running is None:
            self.panel.run()

    def _show_veil(self, veil: Veil | None) -> None:
        """Take colours away from the map, and say so: nobody shall take what is left for all that there is."""
        self._window.viewer.view.setVeil(veil)
        band = self.checks.result(CheckKind.NULL_BAND)
        if veil is None or band is None or band.share_within is None:
            self.badge.setText("")
        else:
            self.badge.setText(
                tr(
                    "{badges}: {share_within:.0%} of the evidence",
                    badges=BADGES[veil.style],
                    share_within=band.share_within,
                )
            )

    def _give_room(self) -> None:
        """Bring the panel to the front, high enough for maps side by side."""
        window, dock = self._window, self._window.docks.docks["checks"]
        window.docks.bring("checks")
        if not dock.isFloating() and dock.height() < ROOM_PX:
            window.resizeDocks([dock], [min(ROOM_PX, window.height() // 2)], Qt.Orientation.Vertical)

    # Files

    def suggested_name(self, suffix: str) -> str:
        """A name that says what was checked. The user sees it before it is used."""
        explanation, model = self.checks.explanation, self._session.model
        parts = ["checks"]
        if explanation is not None and model is not None:
            target = describe_target(explanation.query.target, model.card.class_names)
            parts += [explanation.query.method.value, target, explanation.query.layer or ""]
        clean = (re.sub(r"[^\w.-]+", "-", part).strip("-") for part in parts)
        return "_".join(filter(None, clean)) + f".{suffix}"

    def ask_export(self, suffix: str) -> None:
        """Let the user say where the figures, or the picture, go."""
        remembering = self._window.remembering
        place = Path(remembering.export_folder()) / self.suggested_name(suffix)
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export the checks"), str(place), tr(FILTERS[suffix]))
        if name:
            path = Path(name)
            path = path if path.suffix.lower() == f".{suffix}" else path.with_name(f"{path.name}.{suffix}")
            remembering.note_export(path.parent)
            self.export(path)

    def export(self, path: Path) -> None:
        """Write what is known of the map that is shown: figures where `path` ends in .json, else a picture."""
        explanation, model, results = self.checks.explanation, self._session.model, dict(self.checks.results())
        if explanation is None or model is None or not results:
            return
        if path.suffix.lower() == ".json":
            text = json.dumps(record_of(explanation, model, results), indent=2, ensure_ascii=False)
            self._write(path, lambda file: file.write(f"{text}\n".encode()))
        else:
            rendering, has_one_scale = self._window.viewer.rendering(), self.panel.oneScale.isChecked()
            pixels = paint_checks(explanation, model, results, rendering, has_one_scale=has_one_scale)
            self._write(path, lambda file: encode_png(file, pixels))

    def _write(self, path: Path, write: Any) -> None:
        def work(_context: JobContext) -> Path:
            try:
                write_atomically(path, write)
            except OSError as error:
                raise ExportError(
                    tr("'{path_name}' cannot be written: {strerror}.", path_name=path.name, strerror=error.strerror),
                    tr("Choose another place."),
                ) from error
            return path

        self._window.services.lanes.files.submit(
            work, self._say_exported, slot=f"export {path.suffix}", title=tr("Writing {path_name}", path_name=path.name)
        )

    def _say_exported(self, path: Path) -> None:
        self._window.viewer.remark(tr("Exported {path_name}", path_name=path.name))
        self.exported.emit(path)


def record_of(explanation: Explanation, model: LoadedModel, results: dict[CheckKind, Any]) -> dict[str, Any]:
    """What was checked and what came of it, as JSON values. Of the photograph it holds the content's hash alone."""
    query = explanation.query
    return {
        "format_version": FORMAT_VERSION,
        "program": f"Funduscope {__version__}",
        "disclaimer": DISCLAIMER,
        "image": query.image,
        "model": query.model,
        "model_name": model.card.name,
        "architecture": model.card.architecture,
        "method": query.method.value,
        "method_title": CATALOGUE[query.method].title,
        "params": query.params.to_json(),
        "layer": query.layer,
        "target": target_to_json(query.target),
        "target_words": describe_target(query.target, model.card.class_names),
        "checks": {kind.value: result.to_json() for kind, result in results.items()},
    }
