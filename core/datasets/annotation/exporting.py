"""Writing a project's annotations into files, whole or not at all, with progress and a way to stop."""

from __future__ import annotations

import errno
import json
import secrets
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from core.datasets.annotation.coco import coco_json
from core.datasets.annotation.gathering import Annotated, Gathered, gather
from core.datasets.annotation.mask_files import write_masks
from core.datasets.annotation.tables import marks_table, photographs_table
from core.datasets.catalogue.project import Project
from core.errors import DatasetError, ImageError
from core.images.reading import read_photograph
from core.jobs import CancelToken, ProgressReport, no_report

MARKS_SUFFIX = "-marks"


class ExportFormat(StrEnum):
    """What annotations can be written as."""

    CSV = "csv"
    COCO = "coco"
    MASKS = "masks"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: paths, a sentence about it, and sentences about photographs that were left out."""

    paths: tuple[Path, ...]
    words: str
    left_out: tuple[str, ...] = ()


def export_annotations(
    project: Project,
    target: Path,
    kind: ExportFormat,
    *,
    reader: str | None = None,
    has_patients: bool = False,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Exported:
    """Write the annotations of one reader or (None) all: `target` is a file, for masks a folder.

    With CSV a second table, of the marks, is written beside it (`marks_path`). Files are written beside their place and
    then renamed. Raises ProjectError, DatasetError and Cancelled.
    """
    token = token or CancelToken()
    gathered = with_sizes(gather(project, reader), token)
    token.check()
    if kind is ExportFormat.MASKS:
        written = write_masks(gathered, target, token=token, progress=progress)
        words = f"{written.masks:,} masks of {written.photographs:,} photographs"
        return Exported((target,), words, written.left_out)
    if kind is ExportFormat.COCO:
        return _write_coco(gathered, target, token, progress, has_patients=has_patients)
    tables = {target: photographs_table(gathered, has_patients=has_patients), marks_path(target): marks_table(gathered)}
    token.check()
    write_whole({path: text.encode("utf-8", "surrogateescape") for path, text in tables.items()})
    return Exported(tuple(tables), f"{len(gathered.photographs):,} photographs in {target.name}")


def marks_path(target: Path) -> Path:
    """Where the table of marks lies beside that of photographs."""
    return target.with_name(f"{target.stem}{MARKS_SUFFIX}{target.suffix}")


def with_sizes(gathered: Gathered, token: CancelToken) -> Gathered:
    """The same, with the sizes of photographs that were annotated before the project had read them."""
    if all(one.size is not None for one in gathered.photographs):
        return gathered
    sized = []
    for one in gathered.photographs:
        token.check()
        sized.append(one if one.size is not None else _sized(one))
    return replace(gathered, photographs=tuple(sized))


def _sized(one: Annotated) -> Annotated:
    try:
        photograph = read_photograph(one.path)
    except ImageError:
        return one
    return replace(one, size=(photograph.width, photograph.height), content=one.content or photograph.id)


def _write_coco(
    gathered: Gathered, target: Path, token: CancelToken, progress: ProgressReport, *, has_patients: bool
) -> Exported:
    plain = coco_json(gathered, has_patients=has_patients, token=token, progress=progress)
    write_whole({target: json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogateescape")})
    left_out = [
        f"{one.image}: its size is not known, for it could not be read"
        for one in gathered.photographs
        if one.size is None
    ]
    words = f"{len(plain['annotations']):,} marks on {len(plain['images']):,} photographs"
    return Exported((target,), words, tuple(left_out))


def write_whole(contents: dict[Path, bytes]) -> None:
    """Write files beside their places, then put all of them in place. Raises DatasetError; nothing is left then."""
    parts: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            if target.is_dir():
                raise DatasetError(f"'{target}' is a folder.", "Name a file to write.")
            parts[target] = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
            parts[target].write_bytes(content)
        _put_in_place(parts)
    except OSError as error:
        name = next(iter(contents))
        raise DatasetError(
            f"'{name}' cannot be written: {error.strerror or error}.", "Choose a folder in which you may write."
        ) from error
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _put_in_place(parts: Mapping[Path, Path]) -> None:
    """Rename every part to its target, all or none. Raises OSError."""
    before: dict[Path, Path | None] = {}
    new: list[Path] = []
    try:
        for target, part in parts.items():
            is_new = not target.exists()
            before[target] = None if is_new else _second_name(target, part.with_name(f"{part.name}.before"))
            part.replace(target)
            new += [target] if is_new else []
    except OSError:
        for target, old in before.items():
            with suppress(OSError):
                if old is not None:
                    old.replace(target)
                elif target in new:
                    target.unlink()
        raise
    finally:
        for old in before.values():
            with suppress(OSError):
                if old is not None:
                    old.unlink(missing_ok=True)


def _second_name(path: Path, name: Path) -> Path | None:
    """`name` as another one for the same file; None where files cannot have two."""
    try:
        name.hardlink_to(path)
    except OSError as error:
        if error.errno in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK):
            return None
        raise
    return name


@contextmanager
def masks_of_project(path: Path, tell: Callable[[str], None], reader: str | None = None) -> Iterator[Path]:
    """A folder of masks of what a project's readers have drawn, for as long as the block lasts.

    `tell` gets a sentence for each photograph that is left out. Raises ProjectError and DatasetError.
    """
    with tempfile.TemporaryDirectory(prefix="funduscope-masks-") as folder:
        target = Path(folder) / "masks"
        with Project.open(path) as project:
            exported = export_annotations(project, target, ExportFormat.MASKS, reader=reader)
        for line in exported.left_out:
            tell(line)
        yield target
