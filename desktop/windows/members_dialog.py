"""What the members of an ensemble look at: a map of each, their mean, and where they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from core.explain.explanation import Explanation
from core.images.photograph import Photograph
from desktop.translation import mark, tr
from desktop.widgets.compare.agreement_table import AgreementTable
from desktop.widgets.evaluate.plane_view import Plane, PlaneView
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.explain.members import MembersExplained

SIDE_PX = 480
COLUMNS = 3
UNIT = mark("times the mean evidence of a member")


class MembersDialog(QDialog):
    """Shows one answer; asked anew, it is opened anew."""

    def __init__(self, found: MembersExplained, photograph: Photograph, class_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Members of the ensemble"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.views: list[PlaneView] = []
        words = WrappedLabel(role="dim")
        words.setText(
            tr(
                "'{class_name}'. The mean weighs members as the ensemble weighs their answers for this class; the "
                "disagreement is the standard deviation between them. Where it is as large as the mean, the mean is "
                "nobody's map. Each member's own map is in its own colours and units.",
                class_name=class_name,
            )
        )
        pictures = QWidget()
        grid = QGridLayout(pictures)
        grid.setSpacing(12)
        for number, plane in enumerate(planes_of(found, photograph)):
            view = PlaneView()
            view.setMinimumSize(240, 220)
            view.setPlane(plane)
            grid.addWidget(view, number // COLUMNS, number % COLUMNS)
            self.views.append(view)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(pictures)
        area.setAccessibleName(tr("Maps of the members"))
        self.table = AgreementTable()
        self.table.setAgreement(found.agreement)
        self.table.setMaximumHeight(40 + 30 * len(found.members))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(area, 1)
        column.addWidget(self.table)
        column.addWidget(buttons)
        self.resize(1000, 720)


def planes_of(found: MembersExplained, photograph: Photograph) -> list[Plane]:
    """The mean, the disagreement, then each member, over what the network saw of the photograph."""
    planes = [
        _plane(tr("Weighted mean"), found.mean, photograph, tr(UNIT)),
        _plane(tr("Disagreement"), found.disagreement, photograph, tr(UNIT)),
    ]
    for each in found.members:
        title = tr(
            "{each_name}: counts {weight:.0%}, says {probability:.2f}",
            each_name=each.name,
            weight=each.weight,
            probability=each.probability,
        )
        planes.append(_plane(title, each.explanation, photograph, ""))
    return planes


def _plane(title: str, explanation: Explanation, photograph: Photograph, unit: str) -> Plane:
    is_signed = bool((explanation.map < 0).any())
    return Plane(title, explanation.map, seen_picture(explanation, photograph), is_signed=is_signed, unit=unit)


def seen_picture(explanation: Explanation, photograph: Photograph) -> NDArray[np.uint8]:
    """What lies beneath the cells of a map, small: (h, w, 3) uint8 RGB, black where they stand out."""
    height, width = explanation.map.shape
    scale = SIDE_PX / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    place = explanation.to_photograph.matrix()[:2]
    to_cells = place @ np.diag([1 / scale, 1 / scale, 1.0])
    moved = cv2.warpAffine(
        photograph.pixels, to_cells, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=0
    )
    return np.asarray(moved, np.uint8)
