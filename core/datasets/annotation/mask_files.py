"""Annotations as masks: a PNG for each photograph and lesion, as `core.datasets.masks` reads them.

    TARGET/MA/IDRiD_01_MA.png       TARGET/HE/IDRiD_01_HE.png       TARGET/annotations.json

What is not on a photograph has no file. `annotations.json` names all photographs that were annotated, so that one knows
of those without a file that somebody looked.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from core.datasets.annotation.gathering import Annotated, Gathered
from core.datasets.annotation.pixels import Mask, mask_of, point_radius_px
from core.datasets.catalogue.annotations import ShapeKind
from core.datasets.masks import mask_stem
from core.errors import DatasetError
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.jsontext import parse_json

MANIFEST = "annotations.json"
_FORMAT = "funduscope masks of annotations"


@dataclass(frozen=True, slots=True)
class WrittenMasks:
    """How many masks of how many photographs; `left_out` are sentences about photographs without."""

    masks: int
    photographs: int
    left_out: tuple[str, ...]


def write_masks(
    gathered: Gathered,
    target: Path,
    *,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> WrittenMasks:
    """Write the folder `target`, beside its place first; an earlier one of this kind is replaced, nothing else is.

    What any of several readers marks is in the mask. Raises DatasetError, and Cancelled: then `target` is as before.
    """
    _check_target(target)
    part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        part.mkdir()
        written = _write(gathered, part, token or CancelToken(), progress)
        _put_in_place(part, target)
    except OSError as error:
        raise DatasetError(f"'{target}' cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return written


def is_written_by_us(folder: Path) -> bool:
    """Whether a folder is such an export, which another one may replace."""
    with suppress(OSError, ValueError):
        plain = parse_json((folder / MANIFEST).read_bytes())
        return isinstance(plain, dict) and plain.get("format") == _FORMAT
    return False


def _check_target(target: Path) -> None:
    if not target.parent.is_dir():
        raise DatasetError(f"The folder '{target.parent}' does not exist.", "Make it first, or name another place.")
    if target.exists() and not (target.is_dir() and (is_written_by_us(target) or not any(target.iterdir()))):
        raise DatasetError(
            f"'{target}' is there already, and is not an export of masks.", "Name a folder that is not there yet."
        )


def _put_in_place(part: Path, target: Path) -> None:
    before = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.old")
    has_before = target.exists()
    if has_before:
        target.rename(before)
    try:
        part.rename(target)
    except OSError:
        if has_before:
            before.rename(target)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _write(gathered: Gathered, folder: Path, token: CancelToken, progress: ProgressReport) -> WrittenMasks:
    stems = Counter(mask_stem(one.path).casefold() for one in gathered.photographs if one.shapes())
    left_out: list[str] = []
    masks: dict[str, list[str]] = {}
    total = len(gathered.photographs)
    for done, photograph in enumerate(gathered.photographs, start=1):
        token.check()
        reason = _why_not(photograph, stems)
        if reason:
            left_out.append(f"{photograph.image}: {reason}")
        else:
            masks[photograph.image] = _write_masks_of(photograph, folder)
        progress(Progress(done, total, "drawing masks"))
    _write_manifest(gathered, masks, folder)
    return WrittenMasks(sum(map(len, masks.values())), sum(bool(files) for files in masks.values()), tuple(left_out))


def _why_not(photograph: Annotated, stems: Counter[str]) -> str:
    if not photograph.shapes():
        return ""
    if photograph.size is None:
        return "its size is not known, for it could not be read"
    if stems[mask_stem(photograph.path).casefold()] > 1:
        return "another annotated photograph has the same name, by which masks are found"
    return ""


def _write_masks_of(photograph: Annotated, folder: Path) -> list[str]:
    size, shapes = photograph.size, photograph.shapes()
    files = []
    for code in dict.fromkeys(shape.name for shape in shapes):
        assert size is not None  # noqa: S101  photographs with shapes and without a size are left out before
        mask = mask_of([shape for shape in shapes if shape.name == code], size)
        path = folder / code / f"{mask_stem(photograph.path)}_{code}.png"
        path.parent.mkdir(exist_ok=True)
        save_mask(mask, path)
        files.append(path.relative_to(folder).as_posix())
    return files


def save_mask(mask: Mask, path: Path) -> None:
    """Write a mask, bool (h, w), as PNG of 1 bit."""
    Image.fromarray(mask.astype(np.uint8) * 255).convert("1", dither=Image.Dither.NONE).save(path, "PNG")


def _write_manifest(gathered: Gathered, masks: dict[str, list[str]], folder: Path) -> None:
    has_points = any(shape.kind is ShapeKind.POINT for one in gathered.photographs for shape in one.shapes())
    sizes = {one.image: one.size for one in gathered.photographs}
    plain = {
        "format": _FORMAT,
        "note": "Not for clinical use. Points are drawn as discs." if has_points else "Not for clinical use.",
        "lesions": {one.code: one.name for one in gathered.lesions},
        "photographs": [
            {
                "image": image,
                "masks": files,
                "point_radius_px": point_radius_px(size) if (size := sizes[image]) is not None else None,
            }
            for image, files in masks.items()
        ],
    }
    (folder / MANIFEST).write_text(json.dumps(plain, indent=1), encoding="utf-8")
