"""What a camera writes beside a picture: its own name, and the day."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

from PIL import JpegImagePlugin, TiffImagePlugin

from core.images.facts import NO_FACTS, Facts
from core.images.formats.kinds import Kind

_MAKER, _MODEL, _CHANGED, _EXIF, _TAKEN = 271, 272, 306, 0x8769, 36867
_DAY = re.compile(r"(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})")
_MAX_TEXT = 64


def exif_facts(source: bytes | Path, kind: Kind) -> Facts:
    """Camera and day from the EXIF of a JPEG or the tags of a TIFF, in memory or in a file; nothing of other kinds."""
    if kind not in (Kind.JPEG, Kind.TIFF):
        return NO_FACTS
    reader = JpegImagePlugin.JpegImageFile if kind is Kind.JPEG else TiffImagePlugin.TiffImageFile
    try:
        with reader(io.BytesIO(source) if isinstance(source, bytes) else source) as image:
            tags = image.getexif()
            taken = _day(tags.get_ifd(_EXIF).get(_TAKEN)) or _day(tags.get(_CHANGED))
            maker, model = _text(tags.get(_MAKER)), _text(tags.get(_MODEL))
    except Exception:  # noqa: BLE001 - broken metadata raise anything, and do not make the pixels unreadable
        return NO_FACTS
    is_named_twice = bool(maker) and model.lower().startswith(maker.split()[0].lower())
    return Facts(taken_on=taken, camera=model if is_named_twice else " ".join(filter(None, (maker, model))))


def _day(value: object) -> date | None:
    day = _DAY.match(value) if isinstance(value, str) else None
    try:
        return None if day is None else date(*(int(part) for part in day.groups()))
    except ValueError:
        return None


def _text(value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return "".join(character for character in text if character.isprintable())[:_MAX_TEXT]
