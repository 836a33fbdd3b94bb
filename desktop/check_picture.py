"""The checks as a picture: every map with its figures and what came of it, for a report or a slide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QImage, QPainter

from core.explain.catalogue import CATALOGUE
from core.explain.explanation import Explanation
from core.explain.rendering import Rendering
from core.explain.targets import describe_target
from core.networks.card import DISCLAIMER
from desktop.check_words import notes_of, tiles_of, verdict_of
from desktop.checks import CheckKind
from desktop.picture_files import pixels_of
from desktop.theme import BODY_PX, Theme, palette
from desktop.translation import mark, tr
from desktop.widgets.checks.map_tiles import Arrangement, MapTiles
from desktop.widgets.painting import bold_font
from desktop.words import params_words

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

WIDTH_PX, MARGIN_PX, GAP_PX = 900, 24, 12
SCALE = 2
"""Pixels of the picture a unit of its layout."""
HEADINGS = {
    CheckKind.RANDOMISATION: mark("Randomised weights"),
    CheckKind.NULL_BAND: mark("Null band"),
    CheckKind.STABILITY: mark("Stability"),
    CheckKind.PRECISION: mark("Precision"),
}


def paint_checks(
    explanation: Explanation,
    model: LoadedModel,
    results: Mapping[CheckKind, Any],
    rendering: Rendering,
    *,
    has_one_scale: bool = True,
) -> NDArray[np.uint8]:
    """All that is known of a map, on white: (h, w, 3) uint8 RGB. Says nothing of whose photograph it is."""
    paper = _Paper(rendering, has_one_scale=has_one_scale)
    height = paper.lay(explanation, model, results, None)
    image = QImage(SCALE * WIDTH_PX, SCALE * (height + MARGIN_PX), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    paper.lay(explanation, model, results, painter)
    painter.end()
    return pixels_of(image)


class _Paper:
    """Lays everything out twice: first to see how high it gets, then to paint it."""

    def __init__(self, rendering: Rendering, *, has_one_scale: bool) -> None:
        self._rendering = rendering
        self._has_one_scale = has_one_scale
        self._font = QFont(QGuiApplication.font())
        self._font.setPixelSize(BODY_PX)
        self._palette = palette(Theme.LIGHT)
        self._top = 0

    def lay(
        self, explanation: Explanation, model: LoadedModel, results: Mapping[CheckKind, Any], painter: QPainter | None
    ) -> int:
        self._top = MARGIN_PX
        query = explanation.query
        target = describe_target(query.target, model.card.class_names)
        place = tr("layer {layer}", layer=query.layer) if query.layer is not None else tr("at the input")
        title = " · ".join(
            [
                tr("{title} for '{target}'", title=tr(CATALOGUE[query.method].title), target=target),
                *params_words(query.params),
                place,
            ]
        )
        self._text(title, bold_font(self._font), painter)
        self._text(f"{model.card.name} ({model.card.architecture}) · {DISCLAIMER}", self._font, painter)
        scale = (
            tr("One colour is one value in all maps of a check")
            if self._has_one_scale
            else tr("Each map in its own colours")
        )
        self._text(tr("{scale}; figures compare each with the first.", scale=scale), self._font, painter)
        for kind in CheckKind:
            if kind in results:
                self._check(kind, results[kind], explanation, painter)
        return self._top

    def _check(self, kind: CheckKind, result: Any, explanation: Explanation, painter: QPainter | None) -> None:
        self._top += GAP_PX
        self._text(tr(HEADINGS[kind]), bold_font(self._font), painter)
        self._text(verdict_of(kind, result)[0], self._font, painter)
        tiles = MapTiles()
        tiles.setFont(self._font)
        tiles.setRendering(self._rendering)
        tiles.setMostSide(120)
        tiles.setOneScale(self._has_one_scale)
        shown = tiles_of(kind, result, explanation)
        tiles.setTiles(shown, is_signed=explanation.is_signed, arrangement=Arrangement.SIDE_BY_SIDE)
        width = WIDTH_PX - 2 * MARGIN_PX
        if painter is not None:
            painter.save()
            painter.translate(QPoint(MARGIN_PX, self._top))
            tiles.render_on(painter, width, self._palette)
            painter.restore()
        self._top += tiles.heightForWidth(width) + GAP_PX // 2
        self._text(notes_of(kind, result), self._font, painter)

    def _text(self, text: str, font: QFont, painter: QPainter | None) -> None:
        if not text:
            return
        wrap = int(Qt.TextFlag.TextWordWrap)
        box = QRect(MARGIN_PX, self._top, WIDTH_PX - 2 * MARGIN_PX, 10_000)
        height = QFontMetrics(font).boundingRect(box, wrap, text).height()
        if painter is not None:
            painter.setFont(font)
            painter.setPen(QColor("black"))
            painter.drawText(box, wrap, text)
        self._top += height + 4
