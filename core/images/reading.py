"""Photographs from files."""

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import ImageError
from core.images.facts import NO_FACTS, Facts
from core.images.formats.decode import decode
from core.images.formats.exif import exif_facts
from core.images.formats.kinds import Kind, kind_of
from core.images.formats.unreadable import UnreadableError
from core.images.frames import frame_path, split_frame
from core.images.hdf5 import (
    HDF5_SUFFIXES,
    as_bitmap,
    holds_photographs,
    is_hdf5,
    photograph_count,
    pixels_id,
    read_pixels,
)
from core.images.photograph import ImageId, Photograph
from core.jobs import CancelToken

SUPPORTED_SUFFIXES = frozenset(
    {
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".tif", ".tiff", ".bmp", ".dib", ".webp", ".gif"),
        *(".dcm", ".dicom", ".dic"),
    }
)
"""The suffixes, in lower case, by which photographs are found in folders. What a file is, its content decides."""

_DICOM_SUFFIXES = frozenset({".dcm", ".dicom", ".dic"})
_DICOM_MARK, _DICOM_MARK_AT = b"DICM", 128
_DICOM_INDEX = "DICOMDIR"
_PICTURE_SUFFIXES = SUPPORTED_SUFFIXES - _DICOM_SUFFIXES
_HEAD_BYTES = 512

MASKS_FOLDER = "masks"
"""Beside photographs, a folder of this name holds no photographs but masks of them (`core.datasets.masks`)."""
_MASK_WORDS = ("mask", MASKS_FOLDER, "groundtruth", "groundtruths")

MAX_FILE_BYTES = 512 * 2**20
"""The largest file that is read; `MAX_PIXELS` pixels of 16-bit RGB, uncompressed, take 400 MiB."""


def read_photograph(path: Path) -> Photograph:
    """Read the first picture of a JPEG, PNG, TIFF, BMP, WebP, GIF, DICOM or HDF5 file, or the one that the path names.

    Pixels are upright, 8-bit RGB, the same that Pillow gives; `core.images.formats.decode.decode` says what becomes of
    other modes, deeper channels, transparency and colour profiles. Truncated and damaged files are refused rather than
    shown in part. May be called from many threads at once. Raises `ImageError`.
    """
    content = read_content(path)
    decoded = decode(content.data, path.name, frame=content.frame)
    kind = decoded.kind.value if content.known_id is None else "HDF5"
    return Photograph(content.id, path, decoded.pixels, kind, decoded.mode, decoded.bit_depth, decoded.facts)


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes to decode for one photograph, and its number in them where they hold several.

    `known_id` is the id of a photograph that is no file of its own.
    """

    data: bytes
    frame: int | None
    known_id: ImageId | None = None

    @property
    def id(self) -> ImageId:
        """The photograph's id."""
        return self.known_id or photograph_id(self.data, self.frame)


def read_content(path: Path) -> Content:
    """The content of a photograph's file; one out of an HDF5 file comes as a bitmap. Raises `ImageError`."""
    file, frame = split_frame(path)
    if not is_hdf5(file):
        return Content(read_bytes(file), frame)
    pixels = read_pixels(file, frame or 1)
    return Content(as_bitmap(pixels), None, pixels_id(pixels))


def image_id(path: Path) -> ImageId:
    """The id of a photograph without decoding it. Raises `ImageError` where the file cannot be read."""
    path, frame = split_frame(path)
    if is_hdf5(path):
        return pixels_id(read_pixels(path, frame or 1))
    try:
        _check_regular(path, path.stat())
        with path.open("rb") as file:
            return _id_of(hashlib.file_digest(file, "sha256").hexdigest(), frame)
    except (OSError, ValueError) as error:
        raise cannot_open(path, error) from error


def id_of_bytes(data: bytes, frame: int | None = None) -> ImageId:
    """The id of the photograph in a file's content, or of number `frame` in it."""
    return _id_of(hashlib.sha256(data).hexdigest(), frame)


def read_facts(path: Path) -> Facts:
    """What a file says of a photograph, without its pixels; nothing where it says nothing or cannot be read."""
    file, frame = split_frame(path)
    try:
        with file.open("rb") as stream:
            kind = kind_of(stream.read(_HEAD_BYTES))
    except (OSError, ValueError, UnreadableError):
        return NO_FACTS
    if kind is Kind.DICOM:
        from core.images.formats.dicom.load import read_facts as read_dicom_facts

        return read_dicom_facts(file, frame or 1)
    return exif_facts(file, kind)


def photographs_in(path: Path) -> Iterator[Path]:
    """The photographs in a file: itself, or a path (`core.images.frames`) for each of a DICOM or HDF5 file's."""
    count = 1
    if is_hdf5(path):
        try:
            count = photograph_count(path)
        except ImageError:
            count = 1  # opening it says what is wrong
    if is_dicom(path):
        from core.images.formats.dicom.header import MAX_FRAMES, frame_count

        count = frame_count(path)
        count = count if count <= MAX_FRAMES else 1  # opening it says what is wrong
    if count == 1:
        yield path
    else:
        yield from (frame_path(path, number) for number in range(1, count + 1))


def photograph_id(data: bytes, frame: int | None = None) -> ImageId:
    """The id of the photograph in a file of this content, or of number `frame` of several."""
    return _id_of(hashlib.sha256(data).hexdigest(), frame)


def _id_of(digest: str, frame: int | None) -> ImageId:
    return ImageId(digest if frame is None else hashlib.sha256(f"{digest} {frame}".encode()).hexdigest())


def read_bytes(path: Path) -> bytes:
    """The content of a regular file. Raises `ImageError`."""
    try:
        status = path.stat()
        _check_regular(path, status)
        if status.st_size > MAX_FILE_BYTES:
            size = f"{status.st_size / 2**20:,.0f} MiB"
            raise ImageError(
                f"'{path.name}' is too large: it has {size}, and at most {MAX_FILE_BYTES // 2**20} are read."
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise cannot_open(path, error) from error


def find_photographs(folder: Path, *, token: CancelToken | None = None) -> Iterator[Path]:
    """Every file below `folder` with a photograph's suffix, lazily: the files of a folder first, then its sub-folders.

    Of a DICOM file with several frames, and of an HDF5 file of photographs, each is a photograph
    (`core.images.frames`); DICOM files are found without a suffix too, as archives keep them.
    Names are in natural order (`eye2` before `eye10`). Hidden files and folders are skipped, and so are sub-folders
    whose name says that the truth about photographs lies there (`holds_masks`; ask for such a folder itself to see it);
    links to folders are not followed, sub-folders that may not be read are passed over. Raises `ImageError` where
    `folder` itself cannot be listed, and `Cancelled` once the token says so.
    """
    for entry in find_files(folder, token=token):
        path = Path(entry.path)
        if path.suffix.lower() in _PICTURE_SUFFIXES:
            yield path
        else:
            yield from photographs_in(path)


def holds_masks(name: str) -> bool:
    """Whether a folder's name says that masks lie in it: `masks`, `2. All Segmentation Groundtruths`."""
    return re.sub(r"[\W\d_]+", "", name).casefold().endswith(_MASK_WORDS)


def find_files(folder: Path, *, token: CancelToken | None = None) -> Iterator[os.DirEntry[str]]:
    """The files of `find_photographs`, each once, as the folder lists them: what they hold is not looked at.

    Raises as `find_photographs` does.
    """
    try:
        entries = _listed(folder)
    except (OSError, ValueError) as error:
        raise cannot_open(folder, error) from error
    yield from _found(entries, token)


def _found(entries: list[os.DirEntry[str]], token: CancelToken | None) -> Iterator[os.DirEntry[str]]:
    folders = []
    for entry in entries:
        if token is not None:
            token.check()
        if entry.is_dir(follow_symlinks=False):
            if not holds_masks(entry.name):
                folders.append(entry.path)
        elif _is_photograph(entry):
            yield entry
    for folder in folders:
        try:
            below = _listed(folder)
        except OSError:
            continue
        yield from _found(below, token)


def _is_photograph(entry: os.DirEntry[str]) -> bool:
    """Whether a file has a photograph's suffix, or may be DICOM and is."""
    suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 - thousands
    if suffix in SUPPORTED_SUFFIXES:
        return entry.is_file()
    if suffix in HDF5_SUFFIXES:
        return entry.is_file() and holds_photographs(Path(entry.path))
    return _may_be_dicom(entry.name) and entry.is_file() and is_dicom(Path(entry.path))


def _may_be_dicom(name: str) -> bool:
    """Whether a name is one of DICOM's, or has no suffix, or a number as its suffix (the last part of an UID)."""
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - thousands
    return suffix in _DICOM_SUFFIXES or ((not suffix or suffix[1:].isdecimal()) and name.upper() != _DICOM_INDEX)


def is_dicom(path: Path) -> bool:
    """Whether a file is DICOM with its preamble; False where its name cannot be one's, or it cannot be opened."""
    if not _may_be_dicom(path.name):
        return False
    try:
        with path.open("rb") as file:
            file.seek(_DICOM_MARK_AT)
            return file.read(len(_DICOM_MARK)) == _DICOM_MARK
    except (OSError, ValueError):
        return False


def _listed(folder: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(
            (entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: natural_key(entry.name)
        )


def natural_key(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """A sort key by which numbers within names count as numbers, and case does not matter."""
    parts = re.split(r"(\d+)", name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part), name


def _check_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ImageError(f"'{path.name or path}' is a folder, not a photograph.", "Open it as a folder.")
    if not stat.S_ISREG(status.st_mode):
        raise ImageError(f"'{path.name}' is a device or a pipe, not a photograph.")


def cannot_open(path: Path, error: OSError | ValueError) -> ImageError:
    """In plain words why the operating system does not give `path`."""
    match error:
        case FileNotFoundError():
            return ImageError(f"'{path}' does not exist.", "It may have been moved, renamed or deleted.")
        case PermissionError():
            return ImageError(f"'{path}' may not be read.", "Change its permissions, or ask who owns it.")
        case NotADirectoryError():
            return ImageError(f"'{path}' is not a folder.")
        case OSError(strerror=str(reason)):
            return ImageError(f"'{path}' cannot be read: {reason}.")
        case _:
            return ImageError(f"'{path}' cannot be read: {error}.")
