"""Stored values of a DICOM file to 8-bit RGB."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut, apply_voi_lut

from core.images.formats.unreadable import UnreadableError

_BAND_ROWS = 128
_MAX_ENTRIES = 2**16
_DISCRETE, _LINEAR = 0, 1
RGB, PALETTE, INVERTED_GREY, GREY = "RGB", "PALETTE COLOR", "MONOCHROME1", "MONOCHROME2"

Values = NDArray[Any]


def to_rgb(values: Values, dataset: Dataset, photometric: str) -> NDArray[np.uint8]:
    """(height, width, 3) uint8 RGB of a frame.

    `values` is (height, width) or (height, width, 3) integers as pydicom decodes them, YBR already converted. Deep
    colour gives the upper 8 of its stored bits. Grey goes through the modality LUT and the first VOI LUT or window;
    without either the range is that of the stored bits, and never that of the content, so that photographs stay
    comparable; of signed grey without a window, whose type has no meaning, it is that of the content.
    """
    if photometric == PALETTE:
        return _looked_up(values, dataset)
    if values.ndim == 3 and photometric == RGB:
        return _upper_eight_bits(values, _bits(dataset))
    if values.ndim == 2 and photometric in (GREY, INVERTED_GREY):
        grey = _grey(values, dataset)
        return np.repeat((255 - grey if photometric == INVERTED_GREY else grey)[:, :, None], 3, axis=2)
    raise UnreadableError(f"is of a kind that is not supported (the photometric interpretation {photometric}).")


def _upper_eight_bits(values: Values, bits: int) -> NDArray[np.uint8]:
    if bits < 8:
        return np.asarray(np.clip(values, 0, 2**bits - 1) * 255 // (2**bits - 1), np.uint8)
    if values.dtype == np.uint8:
        return np.asarray(values, np.uint8)
    out = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), _BAND_ROWS):
        band = values[top : top + _BAND_ROWS].astype(np.int64)
        out[top : top + _BAND_ROWS] = np.clip(band, 0, 2**bits - 1) >> (bits - 8)
    return out


def _bits(dataset: Dataset) -> int:
    """The bits that matter: those stored, or fewer where the file gives a largest value."""
    stored = int(dataset.BitsStored)
    largest = dataset.get("LargestImagePixelValue")
    declared = largest.bit_length() if isinstance(largest, int) and largest > 0 else 0
    return declared if 8 < declared < stored else stored


def _looked_up(values: Values, dataset: Dataset) -> NDArray[np.uint8]:
    if values.ndim != 2:
        raise UnreadableError("is damaged: a picture with a palette cannot have several channels.")
    _check_segments(dataset)
    colours = np.asarray(apply_color_lut(values, dataset))[..., :3]
    if colours.dtype == np.uint8:
        return np.asarray(colours, np.uint8)
    # 16-bit entries are meant to use the whole range (PS3.3, C.7.6.3.1.6), but some writers leave 8-bit values in them.
    is_narrow = int(dataset.RedPaletteColorLookupTableDescriptor[2]) == 8
    return np.asarray(colours if is_narrow else colours >> 8, np.uint8)


def _check_segments(dataset: Dataset) -> None:
    """Raise `UnreadableError` for a segmented palette that grows beyond what pixels can ask for."""
    for colour in ("Red", "Green", "Blue", "Alpha"):
        data = dataset.get(f"Segmented{colour}PaletteColorLookupTableData")
        if data is None:
            continue
        deep = int(dataset.RedPaletteColorLookupTableDescriptor[2]) > 8
        entries = np.frombuffer(data[: len(data) // 2 * 2], "<u2") if deep else np.frombuffer(data, np.uint8)
        at = total = 0
        while at + 1 < len(entries):
            kind, length = int(entries[at]), int(entries[at + 1])
            if kind not in (_DISCRETE, _LINEAR):
                raise UnreadableError("is of a kind that is not supported (a palette with indirect segments).")
            at += 2 + (length if kind == _DISCRETE else 1)
            total += length
            if total > _MAX_ENTRIES:
                raise UnreadableError("is damaged: its palette has more colours than pixels can have.")


def _grey(values: Values, dataset: Dataset) -> NDArray[np.uint8]:
    is_windowed = dataset.get("VOILUTSequence") or _has_window(dataset)
    if not is_windowed and not dataset.get("ModalityLUTSequence") and not dataset.get("PixelRepresentation"):
        return _upper_eight_bits(values, _bits(dataset))
    low, high = _range(dataset) if is_windowed else _content(values, dataset)
    out = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), _BAND_ROWS):
        band = apply_modality_lut(values[top : top + _BAND_ROWS], dataset)
        shown = apply_voi_lut(band, dataset) if is_windowed else band
        scaled = (shown.astype(np.float64) - low) * (255 / max(high - low, 1e-9))
        out[top : top + _BAND_ROWS] = np.clip(np.rint(scaled), 0, 255)
    return out


def _content(values: Values, dataset: Dataset) -> tuple[float, float]:
    ends = apply_modality_lut(np.array([values.min(), values.max()]), dataset)
    return float(ends.min()), float(ends.max())


def _has_window(dataset: Dataset) -> bool:
    width, centre = dataset.get("WindowWidth"), dataset.get("WindowCenter")
    if width is None or centre is None:
        return False
    first = width[0] if dataset["WindowWidth"].VM > 1 else width
    is_exact = str(dataset.get("VOILUTFunction", "LINEAR")).upper() != "LINEAR"
    return float(first) > 0 if is_exact else float(first) >= 1


def _range(dataset: Dataset) -> tuple[float, float]:
    """What pydicom's window gives black and white (PS3.3, C.11.2.1.2): the range that modality values can have."""
    table = dataset.get("VOILUTSequence")
    if table and table[0].get("LUTDescriptor") is not None and table[0].get("LUTData") is not None:
        return 0.0, 2.0 ** int(table[0].LUTDescriptor[2]) - 1
    if modality := dataset.get("ModalityLUTSequence"):
        return 0.0, 2.0 ** int(modality[0].LUTDescriptor[2]) - 1
    bits = int(dataset.BitsStored)
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if dataset.PixelRepresentation else (0, 2**bits - 1)
    slope, intercept = dataset.get("RescaleSlope"), dataset.get("RescaleIntercept")
    if slope is None or intercept is None:
        return float(low), float(high)
    return low * float(slope) + float(intercept), high * float(slope) + float(intercept)
