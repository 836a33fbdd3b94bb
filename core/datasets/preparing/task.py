"""One photograph, prepared in any process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from core.datasets.identity import content_id
from core.datasets.masks import find_masks, read_mask
from core.datasets.preparing.journal import Entry
from core.datasets.preparing.order import Item
from core.datasets.preparing.overlaying import prepared_mask
from core.datasets.preparing.writing import write_beside
from core.datasets.sources.hdf5 import read_frame
from core.errors import FunduscopeError
from core.images.fast_preparation import PreparedFile, read_prepared
from core.images.frames import file_of
from core.images.preparation import Preparation
from core.images.reading import MASKS_FOLDER
from core.synthesis.writing.pictures import PictureFormat, encode_mask, encode_picture


@dataclass(frozen=True, slots=True)
class PrepareTask:
    """Prepares photograph number `index` of `items` into files below `folder`. Pickled once for each process."""

    items: tuple[Item, ...]
    preparation: Preparation
    picture_format: PictureFormat
    folder: Path
    has_masks: bool

    def __call__(self, index: int) -> Entry:
        """Prepare it. What cannot be read gives an entry that says why; a disk that is full raises OSError."""
        item = self.items[index]
        size, changed_ns = stamp(item)
        try:
            prepared = _prepared(item, self.preparation)
        except FunduscopeError as error:
            return Entry(item.name, item.target, size, changed_ns, label=item.source.label, error=str(error))
        content = encode_picture(prepared.pixels, self.picture_format)
        write_beside(self.folder / item.target, content)
        if self.has_masks:
            self._write_masks(item, prepared)
        way = prepared.to_photograph
        return Entry(
            item.name,
            item.target,
            size,
            changed_ns,
            prepared.id,
            hashlib.sha256(content).hexdigest(),
            len(content),
            (way.xx, way.xy, way.x0, way.yx, way.yy, way.y0),
            item.source.label,
        )

    def _write_masks(self, item: Item, prepared: PreparedFile) -> None:
        masks = find_masks(item.source.path) if item.source.frame is None else ()
        if not masks:
            return
        from core.images.reading import read_photograph

        photograph = read_photograph(item.source.path)
        for mask in masks:
            try:
                whole = read_mask(mask.path, (photograph.width, photograph.height))
            except FunduscopeError:  # a mask of another size: the photograph is good without it
                continue
            small = prepared_mask(whole, prepared.to_photograph, prepared.pixels.shape[:2])
            target = Path(item.target)
            name = f"{target.stem}_{mask.code}.png"
            write_beside(self.folder.parent / MASKS_FOLDER / mask.code / name, encode_mask(small))


def stamp(item: Item) -> tuple[int, int]:
    """Size in bytes and time of change of the file that a photograph lies in; zeros where it is gone."""
    try:
        status = file_of(item.source.path).stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _prepared(item: Item, preparation: Preparation) -> PreparedFile:
    sample = item.source
    if sample.frame is None:
        return read_prepared(sample.path, preparation)
    pixels, way = preparation.apply_to_pixels(read_frame(sample.path, sample.frame))
    return PreparedFile(pixels, way, content_id(sample), 1)
