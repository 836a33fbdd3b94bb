"""A frame of a DICOM file, decoded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from numpy.typing import NDArray
from PIL import Image
from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.utils import as_pixel_options

from core.images.facts import NO_FACTS, Facts
from core.images.formats.dicom.codestreams import frame_data
from core.images.formats.dicom.colours import PALETTE, RGB, to_rgb
from core.images.formats.dicom.elements import facts_of, with_frame_elements
from core.images.formats.dicom.header import frames_in, in_own_words, parse
from core.images.formats.dicom.isolation import decode_apart, decode_here
from core.images.formats.loaded import Loaded, check_size
from core.images.formats.unreadable import UnreadableError

_BITS_ALLOCATED = (1, 8, 16, 32)
_YBR = ("YBR_FULL", "YBR_FULL_422", "YBR_RCT", "YBR_ICT")
_GDCM, _PILLOW, _PYLIBJPEG, _PYDICOM = "gdcm", "pillow", "pylibjpeg", "pydicom"
_CODECS = {
    uid.JPEGBaseline8Bit: _PILLOW,
    uid.JPEGExtended12Bit: _PILLOW,
    uid.JPEGLossless: _GDCM,
    uid.JPEGLosslessSV1: _GDCM,
    uid.JPEGLSLossless: _GDCM,
    uid.JPEGLSNearLossless: _GDCM,
    uid.JPEG2000Lossless: _PYLIBJPEG,
    uid.JPEG2000: _PYLIBJPEG,
    uid.HTJ2KLossless: _PYLIBJPEG,
    uid.HTJ2KLosslessRPCL: _PYLIBJPEG,
    uid.HTJ2K: _PYLIBJPEG,
    uid.RLELossless: _PYDICOM,
}
"""Which library decodes what: the one that is kept best of those that pydicom may use."""
_APART = (_GDCM, _PYLIBJPEG)


def load(data: bytes, *, frame: int = 1) -> tuple[Loaded, Facts]:
    """Decode photograph number `frame`, from 1 on. Raises `UnreadableError`.

    Pixels are those of pydicom's own conversion, brought to 8 bits as `core.images.formats.dicom.colours` says. ICC
    profiles, overlays and supplemental palettes are left out.
    """
    dataset = parse(data)
    with in_own_words("what it says of its picture makes no sense"):
        _check(dataset, frame)
        elements = with_frame_elements(dataset, frame - 1)
        facts = facts_of(elements)
    pixels = _decoded(dataset, elements, frame - 1)
    mode = str(dataset.PhotometricInterpretation)
    return Loaded(Image.fromarray(pixels), mode, _bit_depth(dataset, mode)), facts


def read_facts(file: Path, frame: int = 1) -> Facts:
    """What a file says of a photograph in it, without its pixels; nothing where it cannot be read."""
    try:
        header = pydicom.dcmread(file, stop_before_pixels=True, force=True)
        return facts_of(with_frame_elements(header, frame - 1))
    except Exception:  # noqa: BLE001 - hostile bytes raise anything
        return NO_FACTS


def _check(dataset: Dataset, frame: int) -> None:
    """Raise `UnreadableError` for whatever must not reach a codec."""
    syntax = dataset.file_meta.TransferSyntaxUID
    if not isinstance(dataset.get("PixelData"), bytes):
        raise UnreadableError(_without_picture(dataset))
    if syntax.is_encapsulated and syntax not in _CODECS:
        raise UnreadableError(
            f"is a DICOM file in the transfer syntax {_name(syntax)}, which is not opened.",
            "Export it in another one, such as JPEG or Explicit VR Little Endian.",
        )
    check_size(int(dataset.Columns), int(dataset.Rows))
    samples, bits = int(dataset.SamplesPerPixel), int(dataset.BitsAllocated)
    if samples not in (1, 3) or bits not in _BITS_ALLOCATED or not 1 <= int(dataset.BitsStored) <= bits:
        raise UnreadableError(f"is of a kind that is not supported ({samples} channels of {bits} bits).")
    if frame > frames_in(dataset):
        raise UnreadableError(f"holds {frames_in(dataset)} photographs, and number {frame} was asked for.")


def _without_picture(dataset: Dataset) -> str:
    kind = dataset.get("SOPClassUID")
    name = f" (it is of the kind '{_name(kind)}')" if isinstance(kind, uid.UID) else ""
    return f"is a DICOM file without a picture{name}, or it is truncated before its picture."


def _decoded(dataset: Dataset, elements: Dataset, index: int) -> NDArray[np.uint8]:
    syntax = dataset.file_meta.TransferSyntaxUID
    with in_own_words(f"its picture, in the transfer syntax {_name(syntax)}, cannot be decoded"):
        if syntax.is_encapsulated:
            values, photometric = _decompressed(dataset, index)
        else:
            values, described = get_decoder(syntax).as_array(dataset, index=index, **as_pixel_options(dataset))
            photometric = str(described["photometric_interpretation"])
        return to_rgb(values, elements, RGB if photometric in _YBR else photometric)


def _decompressed(dataset: Dataset, index: int) -> tuple[NDArray[Any], str]:
    syntax = dataset.file_meta.TransferSyntaxUID
    codec = _CODECS[syntax]
    if codec not in get_decoder(syntax).available_plugins:
        raise UnreadableError(
            f"is in the transfer syntax {_name(syntax)}, for which this computer has no codec ({codec}).",
            "Export it in another one, such as JPEG 2000 or Explicit VR Little Endian.",
        )
    data = frame_data(dataset, index)
    options = {**as_pixel_options(dataset), "number_of_frames": 1}
    options = {name: value for name, value in options.items() if isinstance(value, (bool, int, float, str))}
    decode = decode_apart if codec in _APART else decode_here
    return decode(str(syntax), codec, data, options)


def _bit_depth(dataset: Dataset, mode: str) -> int:
    return 8 if mode == PALETTE else int(dataset.BitsStored)


def _name(identifier: uid.UID) -> str:
    """The name of a standard UID; a private one is not shown."""
    return identifier.name if not identifier.is_private and identifier.name != str(identifier) else "of a private kind"
