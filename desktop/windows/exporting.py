"""The view as a picture: into a file with its record, or to the clipboard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from core.datasets.outlines import draw_outlines
from core.errors import FunduscopeError
from core.explain.edits.canvas import Retouch
from core.explain.edits.pictures import captioned, difference
from core.explain.explanation import Explanation
from core.explain.overlay import Box, compose
from core.explain.rendering import Rendering
from core.explain.targets import describe_target
from core.explain.veil import Veil, VeilStyle
from core.jobs import Progress
from desktop.jobs import JobContext, Lane
from desktop.restore import ViewRecord, write_view
from desktop.session import Session
from desktop.translation import mark, tr
from desktop.widgets.viewer.mask_outlines import MaskOutline

VEIL_NOTES = {
    VeilStyle.HIDE: mark("Evidence that networks with random weights reach as well is hidden."),
    VeilStyle.HATCH: mark("Evidence that networks with random weights reach as well is hatched."),
}


class ExportError(FunduscopeError):
    """A picture cannot be written."""


@dataclass(frozen=True, slots=True, eq=False)
class EditedView:
    """What a picture of the view shows of what-if edits: the pixels are those of `retouch`, or its difference.

    `explanation` is the map in the place of the selection's own; None: that one, which is of the photograph as it is.
    """

    retouch: Retouch
    explanation: Explanation | None
    is_difference: bool

    def pixels(self, original: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The whole photograph as it is shown."""
        after = self.retouch.on(original)
        return difference(original, after).pixels if self.is_difference else after


class Exporting(QObject):
    """Composes photograph and overlay in a lane, at the photograph's resolution."""

    exported = Signal(object)
    """The path that was written."""
    copied = Signal()

    def __init__(self, session: Session, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lane = lane

    def suggested_name(self, *, is_edited: bool = False) -> str:
        """A name that says what is in the picture. The user sees it before it is used."""
        session = self._session
        photograph, explanation, model = session.photograph, session.explanation, session.model
        parts = [photograph.path.stem if photograph is not None else "view"]
        if explanation is not None and model is not None:
            target = describe_target(explanation.query.target, model.card.class_names)
            parts += [explanation.query.method.value, target, explanation.query.layer or ""]
            parts += ["partial"] if explanation.is_partial else []
        parts += ["what-if"] if is_edited else []
        return "_".join(filter(None, (re.sub(r"[^\w.-]+", "-", part).strip("-") for part in parts))) + ".png"

    def export(
        self,
        path: Path,
        rendering: Rendering,
        *,
        masks: Sequence[MaskOutline] = (),
        box: Box | None = None,
        edited: EditedView | None = None,
        veil: Veil | None = None,
    ) -> None:
        """Write what is shown to `path`, with the outlines of `masks`, and `box` in the region view.

        A picture that shows edits says so in a strip below it; its record says what `veil` took away.
        """
        session = self._session
        photograph, explanation = session.photograph, session.explanation
        if photograph is None:
            return
        pixels = photograph.pixels
        veil = None if rendering.is_region_view else veil
        record = None
        if explanation is not None:
            record = ViewRecord(
                explanation.query,
                rendering,
                explanation.is_partial,
                explanation.notes if veil is None else (*explanation.notes, tr(VEIL_NOTES[veil.style])),
                edited.retouch.edits if edited is not None else None,
                edited is not None and edited.explanation is not None,
            )

        def work(context: JobContext) -> Path:
            context.report(Progress(0, 2, "composing"))
            picture = _picture(pixels, explanation, rendering, masks, box, edited, veil)
            context.token.check()
            context.report(Progress(1, 2, "writing"))
            try:
                write_view(path, picture, record)
            except OSError as error:
                raise ExportError(
                    tr("'{path_name}' cannot be written: {strerror}.", path_name=path.name, strerror=error.strerror),
                    tr("Choose another place."),
                ) from error
            return path

        self._lane.submit(
            work, self.exported.emit, slot="export", title=tr("Exporting {path_name}", path_name=path.name)
        )

    def copy(
        self,
        rendering: Rendering,
        *,
        has_overlay: bool = True,
        masks: Sequence[MaskOutline] = (),
        box: Box | None = None,
        edited: EditedView | None = None,
        veil: Veil | None = None,
    ) -> None:
        """Put what is shown on the clipboard, with the outlines of `masks`, and `box` in the region view."""
        session = self._session
        photograph, explanation = session.photograph, session.explanation if has_overlay else None
        if photograph is None:
            return
        pixels = photograph.pixels

        def work(_context: JobContext) -> QImage:
            return _image(_picture(pixels, explanation, rendering, masks, box, edited, veil))

        def deliver(image: QImage) -> None:
            QGuiApplication.clipboard().setImage(image)
            self.copied.emit()

        self._lane.submit(work, deliver, slot="copy", title=tr("Copying the view"))


def _picture(
    pixels: NDArray[np.uint8],
    explanation: Explanation | None,
    rendering: Rendering,
    masks: Sequence[MaskOutline],
    box: Box | None,
    edited: EditedView | None,
    veil: Veil | None,
) -> NDArray[np.uint8]:
    """Photograph, overlay and outlines at the photograph's resolution; below it the caption of an edited one."""
    if edited is not None:
        has_map = explanation is not None and not edited.is_difference
        shown = (edited.explanation or explanation) if has_map else None
        veil = veil if shown is explanation else None
        return captioned(_picture(edited.pixels(pixels), shown, rendering, masks, box, None, veil))
    picture = pixels if explanation is None else compose(pixels, explanation, rendering, box=box, veil=veil)
    if masks:
        picture = picture.copy() if picture is pixels else picture
        for mask in masks:
            draw_outlines(picture, mask.lines, mask.rgb)
    return picture


def _image(pixels: NDArray[np.uint8]) -> QImage:
    height, width, _channels = pixels.shape
    # The copy owns its memory: the clipboard outlives the array.
    return QImage(np.ascontiguousarray(pixels).data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
