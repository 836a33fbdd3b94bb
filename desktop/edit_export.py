"""Edited pictures and edits as files. Every one of them says what it is; none is written over the photograph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import FunduscopeError
from core.explain.edits.canvas import Retouch
from core.explain.edits.codec import MOST_TEXT_BYTES, NOTICE, dumps, loads
from core.explain.edits.editlist import EditList
from core.explain.edits.pictures import beside, captioned, difference, small
from core.images.photograph import Photograph
from core.networks.card import DISCLAIMER
from desktop.files import write_atomically
from desktop.picture_files import encode_png
from desktop.translation import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEYWORD = "funduscope-edits"
MOST_PANEL_PX = 2000


class EditFileError(FunduscopeError):
    """A file of edits cannot be written or read."""


def write_picture(path: Path, photograph: Photograph, retouch: Retouch) -> Path:
    """Write the edited photograph as a PNG, in full resolution. In a lane. Raises EditFileError."""
    return _write_png(path, photograph, captioned(retouch.on(photograph.pixels)), retouch.edits)


def write_comparison(path: Path, photograph: Photograph, retouch: Retouch) -> Path:
    """Write before, after and difference beside each other as a PNG. In a lane. Raises EditFileError."""
    after = retouch.on(photograph.pixels)
    change = difference(photograph.pixels, after)
    most = min(MOST_PANEL_PX, max(after.shape[:2]))
    panels = [small(picture, most) for picture in (photograph.pixels, after, change.pixels)]
    text = f"before | after | difference x{change.gain:.1f} - {NOTICE}"
    return _write_png(path, photograph, captioned(beside(*panels), text), retouch.edits)


def write_edits_file(path: Path, photograph: Photograph, edits: EditList) -> Path:
    """Write the edits as JSON. In a lane. Raises EditFileError."""
    return _write(path, photograph, lambda file: file.write(dumps(edits, indent=1).encode()))


def read_edits_file(path: Path) -> EditList:
    """The edits of a JSON file, or of a picture that was exported. In a lane. Raises EditFileError, EditError."""
    try:
        if path.stat().st_size > 4 * MOST_TEXT_BYTES:
            raise EditFileError(tr("'{path_name}' is too large to be a file of edits.", path_name=path.name))
        content = path.read_bytes()
    except OSError as error:
        raise EditFileError(
            tr("'{path_name}' cannot be read: {strerror}.", path_name=path.name, strerror=error.strerror)
        ) from error
    if content.startswith(b"\x89PNG"):
        return _edits_of_png(path)
    return loads(content)


def _edits_of_png(path: Path) -> EditList:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=("PNG",)) as image:
            text = image.info.get(KEYWORD)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise EditFileError(tr("'{path_name}' is damaged.", path_name=path.name)) from error
    if not isinstance(text, str):
        raise EditFileError(
            tr("'{path_name}' holds no edits.", path_name=path.name),
            tr("Open one that was exported from the panel 'What if'."),
        )
    return loads(text)


def _write_png(path: Path, photograph: Photograph, pixels: NDArray[np.uint8], edits: EditList) -> Path:
    texts = {"Description": NOTICE, "Disclaimer": DISCLAIMER, KEYWORD: dumps(edits)}
    return _write(path, photograph, lambda file: encode_png(file, pixels, texts))


def _write(path: Path, photograph: Photograph, write: Any) -> Path:
    if path.exists() and photograph.path.exists() and path.samefile(photograph.path):
        raise EditFileError(
            tr("'{path_name}' is the photograph itself, which is never written to.", path_name=path.name),
            tr("Choose another name."),
        )
    try:
        write_atomically(path, write)
    except OSError as error:
        raise EditFileError(
            tr("'{path_name}' cannot be written: {strerror}.", path_name=path.name, strerror=error.strerror),
            tr("Choose another place."),
        ) from error
    return path
