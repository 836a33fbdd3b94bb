"""The truth about the photograph that is shown: which pixels are a lesion, a marker, the disc.

It lies beside the photograph as masks, and is what readers have marked in the open project. Masks are read and drawn in
the lane of the photographs, and only while they are shown. Views follow `changed`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.datasets.catalogue.annotations import Shape
from core.errors import FunduscopeError
from core.images.orientation import AS_STORED, Orientation
from core.images.photograph import Photograph
from desktop.jobs import JobContext, Lane, Priority
from desktop.session import Session
from desktop.settings import HIDDEN_MASKS, MASKS_SHOWN, Settings
from desktop.translation import tr
from desktop.widgets.viewer.mask_outlines import MaskOutline, prepare_mask

SLOT = "masks"
KEPT = 4
"""Photographs whose masks stay in memory: those of 12 megapixels take about 10 MB."""

_Signature = tuple[object, ...]
Drawn = Mapping[str, tuple[Shape, ...]]
"""What each reader has marked, in pixels of the file."""


def nothing_drawn(_path: Path) -> Drawn:
    """Nobody has marked anything."""
    return {}


@dataclass(frozen=True, slots=True, eq=False)
class Masks:
    """The masks of a photograph, those that could be read, and what was wrong with the others."""

    outlines: tuple[MaskOutline, ...]
    errors: tuple[FunduscopeError, ...]
    signature: _Signature


class Truth(QObject):
    """Whether masks are shown, which kinds of them, and those of the photograph that is shown."""

    changed = Signal()
    """Other masks, or another choice of what is shown of them."""
    failed = Signal(object)
    """A FunduscopeError about one mask; the others are shown."""

    def __init__(self, session: Session, lane: Lane, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lane = lane
        self._settings = settings
        self._masks: Masks | None = None
        self._kept: OrderedDict[Path, Masks] = OrderedDict()
        self.drawn: Callable[[Path], Drawn] = nothing_drawn
        """What readers have marked on a photograph. Called in the lane."""
        session.photographChanged.connect(self._follow)

    @property
    def is_shown(self) -> bool:
        """Whether masks are shown where there are any."""
        return self._settings.value(MASKS_SHOWN)

    def setShown(self, is_shown: bool) -> None:  # noqa: FBT001
        """Show or hide the masks."""
        if is_shown == self.is_shown:
            return
        self._settings.setValue(MASKS_SHOWN, is_shown)
        self._follow(self._session.photograph)

    def isKindShown(self, code: str) -> bool:
        """Whether masks of this kind are shown while any are."""
        return code not in self._settings.value(HIDDEN_MASKS)

    def setKindShown(self, code: str, is_shown: bool) -> None:  # noqa: FBT001
        """Show or hide one kind, on every photograph."""
        others = tuple(hidden for hidden in self._settings.value(HIDDEN_MASKS) if hidden != code)
        self._settings.setValue(HIDDEN_MASKS, others if is_shown else (*others, code))
        self.changed.emit()

    @property
    def masks(self) -> tuple[MaskOutline, ...] | None:
        """All masks of the photograph that is shown, in the order of the legend; None: hidden, or not read as yet."""
        return self._masks.outlines if self._masks is not None else None

    @property
    def is_reading(self) -> bool:
        """Whether masks are being looked for."""
        return self._lane.has(SLOT)

    def outlines(self) -> tuple[MaskOutline, ...]:
        """The masks that are outlined now."""
        return tuple(mask for mask in self.masks or () if self.isKindShown(mask.code))

    def names_at(self, x: float, y: float) -> tuple[str, ...]:
        """What is outlined at a point of the photograph, in words."""
        return tuple(mask.name for mask in self.outlines() if mask.covers(x, y))

    def refresh(self) -> None:
        """Something may have been marked: what is shown stays until that is known."""
        photograph = self._session.photograph
        if photograph is not None and self.is_shown:
            self._read(photograph)

    # Reading

    def _follow(self, photograph: Photograph | None) -> None:
        self._masks = None
        self._lane.cancel(SLOT)
        if photograph is not None and self.is_shown:
            self._read(photograph)
        self.changed.emit()

    def _read(self, photograph: Photograph) -> None:
        path, size = photograph.path, (photograph.width, photograph.height)
        known, drawn, orientation = self._kept.get(path), self.drawn, self._session.orientation
        self._lane.submit(
            lambda context: read_masks(path, size, context, known=known, drawn=drawn(path), orientation=orientation),
            lambda masks: self._take(path, masks),
            slot=SLOT,
            priority=Priority.FOLLOW,
            title=tr("Reading the masks of {path_name}", path_name=path.name),
        )

    def _take(self, path: Path, masks: Masks) -> None:
        self._kept[path] = masks
        self._kept.move_to_end(path)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        if masks is self._masks:
            return
        self._masks = masks
        self.changed.emit()
        for error in masks.errors:
            self.failed.emit(error)


def read_masks(
    path: Path,
    size: tuple[int, int],
    context: JobContext,
    *,
    known: Masks | None = None,
    drawn: Drawn | None = None,
    orientation: Orientation = AS_STORED,
) -> Masks:
    """In the lane: the masks of the photograph `path` of `size` (width, height); `known` where nothing has changed.

    `drawn` is what readers have marked on it, `orientation` how the photograph is shown.
    """
    from core.datasets.annotation.lesions import names_of
    from core.datasets.annotation.pixels import mask_of
    from core.datasets.mask_colours import mask_colours
    from core.datasets.masks import find_masks, read_mask

    files = find_masks(path)
    marked = _by_reader_and_code(drawn or {})
    signature = (_signature(file.path for file in files), orientation, tuple(marked.items()))
    if known is not None and known.signature == signature:
        return known
    colours = mask_colours(dict.fromkeys([*(file.code for file in files), *(code for _reader, code in marked)]))
    outlines, errors = [], []
    for file in files:
        context.token.check()
        try:
            mask = read_mask(file.path, size)
        except FunduscopeError as error:
            errors.append(error)
            continue
        seen = np.ascontiguousarray(orientation.apply(mask), np.bool_)
        outlines.append(prepare_mask(file.code, file.name, colours[file.code], seen))
    for (reader, code), shapes in marked.items():
        context.token.check()
        mask = np.ascontiguousarray(orientation.apply(mask_of(shapes, size)), np.bool_)
        name = f"{names_of(()).get(code, code)}, {reader}"
        outlines.append(prepare_mask(f"{code} {reader}", name, colours[code], mask))
    return Masks(tuple(outlines), tuple(errors), signature)


def _by_reader_and_code(drawn: Drawn) -> dict[tuple[str, str], tuple[Shape, ...]]:
    """The marks of each reader by code."""
    marked: dict[tuple[str, str], tuple[Shape, ...]] = {}
    for reader, shapes in drawn.items():
        for shape in shapes:
            marked[reader, shape.name] = (*marked.get((reader, shape.name), ()), shape)
    return marked


def _signature(paths: Iterable[Path]) -> _Signature:
    stats = ((str(path), path.stat()) for path in paths)
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)
