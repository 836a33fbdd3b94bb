"""DICOM elements from bytes, within limits."""

from __future__ import annotations

import io
import logging
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pydicom
from pydicom import config, uid
from pydicom.dataset import Dataset, FileDataset
from pydicom.filereader import _read_file_meta_info, read_preamble

from core.images.formats.unreadable import UnreadableError

MAX_FRAMES = 10_000
"""The most photographs that one file is taken to hold."""
MAX_INFLATED_BYTES = 1024 * 2**20
"""What a file in the deflated transfer syntax may grow to."""

_MODULES = r"(pydicom|pylibjpeg|openjpeg|core\.images\.formats\.dicom)(\.|$)"
_LOGGERS = ("pydicom", "pylibjpeg", "openjpeg")
_SILENT = logging.CRITICAL + 1
_TRUNCATED = "is truncated: the file ends before its picture does."


def parse(data: bytes) -> FileDataset:
    """The elements of a DICOM file, with or without its preamble. Raises `UnreadableError`."""
    quiet()
    with in_own_words("its elements make no sense"):
        _check_deflated(data)
        dataset = pydicom.dcmread(io.BytesIO(data), force=True)
        return _with_transfer_syntax(dataset)


def frame_count(file: Path) -> int:
    """How many photographs a DICOM file says it holds, at least 1, from its header alone.

    1 also where the file cannot be read or is none: opening it will say why.
    """
    quiet()
    try:
        with file.open("rb") as stream:
            if _is_deflated(stream):
                return 1
        header = pydicom.dcmread(file, stop_before_pixels=True, force=True, specific_tags=["NumberOfFrames"])
        return _frames(header)
    except Exception:  # noqa: BLE001 - hostile bytes raise anything
        return 1


def frames_in(dataset: Dataset) -> int:
    """How many frames a file declares. Raises `UnreadableError` beyond `MAX_FRAMES`."""
    count = _frames(dataset)
    if count > MAX_FRAMES:
        raise UnreadableError(f"declares {count:,} frames, and at most {MAX_FRAMES:,} are opened.")
    return count


@contextmanager
def in_own_words(otherwise: str) -> Iterator[None]:
    """Turn what pydicom and the codecs raise into `UnreadableError`s without a word of theirs, which may quote data."""
    try:
        yield
    except (UnreadableError, MemoryError):
        raise
    except EOFError:
        raise UnreadableError(_TRUNCATED) from None
    except Exception:  # noqa: BLE001 - hostile bytes raise anything
        raise UnreadableError(f"is damaged: {otherwise}.") from None


def _frames(dataset: Dataset) -> int:
    value = dataset.get("NumberOfFrames")
    return max(1, int(value)) if value is not None else 1


def _check_deflated(data: bytes) -> None:
    """Raise `UnreadableError` where a deflated file is truncated or grows beyond the limit."""
    stream = io.BytesIO(data)
    if not _is_deflated(stream):
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    size, rest = 0, data[stream.tell() :]
    while rest and not inflate.eof:
        size += len(inflate.decompress(rest, 2**20))
        rest = inflate.unconsumed_tail
        if size > MAX_INFLATED_BYTES:
            raise UnreadableError(f"is too large: inflated it has over {MAX_INFLATED_BYTES // 2**20} MiB.")
    if not inflate.eof:
        raise UnreadableError(_TRUNCATED)


def _is_deflated(stream: BinaryIO) -> bool:
    """Whether what follows the file's meta information, to which the stream is moved, is deflated."""
    read_preamble(stream, force=True)
    meta = _read_file_meta_info(stream)
    return bool(meta.get("TransferSyntaxUID") == uid.DeflatedExplicitVRLittleEndian)


def _with_transfer_syntax(dataset: FileDataset) -> FileDataset:
    """Where the file does not state how it is encoded, how it could be read says it: the elements, not the picture."""
    if dataset.file_meta.get("TransferSyntaxUID") is None:
        is_implicit, is_little = dataset.original_encoding
        plain = uid.ExplicitVRLittleEndian if is_little else uid.ExplicitVRBigEndian
        dataset.file_meta.TransferSyntaxUID = uid.ImplicitVRLittleEndian if is_implicit else plain
    return dataset


def quiet() -> None:
    """What the libraries say may quote a patient's name: drop it. What matters comes as an exception too."""
    config.settings.reading_validation_mode = config.IGNORE
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(_SILENT)
    if not any(getattr(part, "pattern", None) == _MODULES for rule in warnings.filters[:3] for part in rule):
        warnings.filterwarnings("ignore", module=_MODULES)
