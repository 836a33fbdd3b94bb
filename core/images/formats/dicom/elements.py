"""What a DICOM file says of a photograph: where enhanced files keep it for each frame, and as `Facts`."""

from __future__ import annotations

import re
from datetime import date

from pydicom.dataset import Dataset

from core.images.facts import Eye, Facts

_EYES = {"R": Eye.RIGHT, "L": Eye.LEFT}
_DATES = ("AcquisitionDateTime", "AcquisitionDate", "ContentDate", "SeriesDate", "StudyDate")
_EIGHT_DIGITS = re.compile(r"(\d{4})[.\-]?(\d{2})[.\-]?(\d{2})")
_GROUPS = ("FrameVOILUTSequence", "PixelValueTransformationSequence", "PixelMeasuresSequence", "FrameAnatomySequence")
_MAX_TEXT = 64


def with_frame_elements(dataset: Dataset, index: int) -> Dataset:
    """The elements of a frame at the top: those of functional groups (PS3.3, C.7.6.16) are copied there."""
    groups = []
    for name, place in (("SharedFunctionalGroupsSequence", 0), ("PerFrameFunctionalGroupsSequence", index)):
        sequence = dataset.get(name)
        if sequence and place < len(sequence):
            groups.append(sequence[place])
    if not groups:
        return dataset
    merged = Dataset(dataset)
    merged.file_meta = dataset.file_meta
    merged.set_original_encoding(*dataset.original_encoding)
    for group in groups:
        for macro in _GROUPS:
            for item in list(group.get(macro) or [])[:1]:
                merged.update({element.tag: element for element in item})
    return merged


def facts_of(dataset: Dataset) -> Facts:
    """Facts from the elements; what is not there or makes no sense is left out."""
    return Facts(
        eye=_eye(dataset),
        taken_on=_date(dataset),
        camera=" ".join(filter(None, (_text(dataset, "Manufacturer"), _text(dataset, "ManufacturerModelName")))),
        pixel_spacing_mm=_spacing(dataset),
        patient_id=_text(dataset, "PatientID"),
    )


def _eye(dataset: Dataset) -> Eye | None:
    for name in ("FrameLaterality", "ImageLaterality", "Laterality"):
        eye = _EYES.get(_text(dataset, name).upper())
        if eye is not None:
            return eye
    return None


def _date(dataset: Dataset) -> date | None:
    for name in _DATES:
        digits = _EIGHT_DIGITS.match(_text(dataset, name))
        if digits is not None:
            try:
                return date(*(int(part) for part in digits.groups()))
            except ValueError:
                continue
    return None


def _spacing(dataset: Dataset) -> tuple[float, float] | None:
    for name in ("PixelSpacing", "ImagerPixelSpacing"):
        try:
            rows, columns = (float(value) for value in dataset.get(name) or ())
        except (TypeError, ValueError):
            continue
        if 0 < rows < 1e3 and 0 < columns < 1e3:
            return rows, columns
    return None


def _text(dataset: Dataset, name: str) -> str:
    """An element as one line; empty where it is missing or cannot be read."""
    try:
        value = dataset.get(name)
    except Exception:  # noqa: BLE001 - an element is decoded when it is asked for, and hostile ones raise anything
        return ""
    text = "" if value is None else " ".join(str(value).split())
    return "".join(character for character in text if character.isprintable())[:_MAX_TEXT]
