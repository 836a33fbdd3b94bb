"""How a report came about: which program, which model, which photographs, when. Names stay out unless asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import core
from core.images.photograph import ImageId
from core.networks.card import ModelCard

NUMBER_DIGITS = 8
"""So many digits of a content hash stand for a photograph whose name is left out."""


def now() -> str:
    """The date and the time of day, with the offset from universal time."""
    return datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z")


def program() -> tuple[str, str]:
    """Name and version of this program."""
    return "Program", f"Funduscope {core.__version__}"


def made_on() -> tuple[str, str]:
    """When the report was made."""
    return "Made on", now()


def model_facts(name: str, model_id: str, *, architecture: str = "", fingerprint: str = "") -> list[tuple[str, str]]:
    """What tells a model from any other, and what it was trained on."""
    found = [("Model", f"{name}{f', {architecture}' if architecture else ''}")]
    found.append(("Model file", f"SHA-256 {model_id}" if model_id else "not known"))
    return [*found, ("Trained on", f"data with the fingerprint {fingerprint}" if fingerprint else "not known")]


def photographs_fingerprint(pairs: Iterable[tuple[str, object]]) -> str:
    """What tells a set of photographs (content and label) from any other: the start of a SHA-256 over both, sorted."""
    text = "\n".join(f"{identity} {label}" for identity, label in sorted(pairs, key=str))
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def pseudonym(image: ImageId | str) -> str:
    """What a photograph is called where its name is left out: who has the file finds it by its SHA-256."""
    return f"Photograph {str(image)[:NUMBER_DIGITS]}" if image else "Photograph"


def settings_in_words(values: Mapping[str, Any]) -> str:
    """Settings in one line: `name value, …`; the usual empty ones are left out."""
    parts = []
    for name, value in values.items():
        if value in (None, "", {}, []):
            continue
        parts.append(f"{name.replace('_', ' ')} {_plain(value)}")
    return ", ".join(parts)


def preparation_in_words(card: ModelCard) -> str:
    """The steps from photograph to network input, by name and with what differs from nothing."""
    steps = card.preparation.to_json().get("steps")
    names = []
    for step in steps if isinstance(steps, list) else []:
        fields = {key: value for key, value in step.items() if key not in ("step", "interpolation")}
        inside = ", ".join(f"{key} {_plain(value)}" for key, value in fields.items())
        names.append(f"{step.get('step')}{f' ({inside})' if inside else ''}")
    return ", then ".join(names)


def without_names(text: str) -> str:
    """A caution without the names of photographs and patients that it gives as examples."""
    return re.sub(r" \(such as .*?\)(?= (?:are|were|is|was) )", "", text)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Mapping):
        return f"({settings_in_words(value)})"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_plain(each) for each in value) + "]"
    return str(value)
