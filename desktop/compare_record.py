"""What the exported picture of a grid says of how it was made, so that opening it brings the grid back.

Like the record of a single view it holds content hashes instead of paths and names of files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from core import __version__
from core.networks.card import DISCLAIMER
from desktop.restore import FORMAT_VERSION, MAX_TEXT_BYTES, RestoreError, ViewRecord
from desktop.translation import tr

KEYWORD = "funduscope-comparison"


@dataclass(frozen=True, slots=True)
class CellRecord:
    """One cell: its title, the view, and the class names of its model, by which targets are meant."""

    title: str
    view: ViewRecord
    class_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridRecord:
    """The cells that had a map, in order."""

    cells: tuple[CellRecord, ...]

    def dumps(self) -> str:
        """The record as the JSON text that goes into the picture."""
        cells = [
            {"title": cell.title, "view": json.loads(cell.view.dumps()), "class_names": list(cell.class_names)}
            for cell in self.cells
        ]
        return json.dumps(
            {
                "format_version": FORMAT_VERSION,
                "program": f"Funduscope {__version__}",
                "cells": cells,
                "disclaimer": DISCLAIMER,
            }
        )

    @staticmethod
    def loads(text: str) -> GridRecord:
        """The record of that text. Raises RestoreError."""
        try:
            return GridRecord(
                tuple(
                    CellRecord(
                        title=str(cell["title"]),
                        view=ViewRecord.loads(json.dumps(cell["view"])),
                        class_names=tuple(str(name) for name in cell["class_names"]),
                    )
                    for cell in json.loads(text)["cells"]
                )
            )
        except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
            raise RestoreError(tr("The picture's record of how it was made is damaged.")) from error


def read_grid_record(path: Path) -> GridRecord | None:
    """The record in a PNG; None where the file is no exported grid. Raises RestoreError where it is damaged."""
    from PIL import Image, UnidentifiedImageError
    from PIL.PngImagePlugin import PngImageFile

    try:
        with Image.open(path) as image:
            text = image.info.get(KEYWORD) if isinstance(image, PngImageFile) else None
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    return GridRecord.loads(text) if isinstance(text, str) and len(text) <= MAX_TEXT_BYTES else None
