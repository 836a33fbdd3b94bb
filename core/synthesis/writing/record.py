"""What is known of the photographs of a set: the table of labels, and the whole truth as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import core
from core.synthesis.codes import name_of
from core.synthesis.recipes import Recipe

TRUTH_VERSION = 1
COLUMNS = ("image", "label", "class", "eye", "patient", "source")


@dataclass(frozen=True, slots=True)
class Entry:
    """One photograph: `image` is its path below the set's folder, or its number in a file; `masks` its masks' codes."""

    image: str
    label: int
    masks: tuple[str, ...]
    facts: Mapping[str, object]


def labels_csv(entries: Sequence[Entry], class_names: Sequence[str]) -> bytes:
    """A row for each photograph (UTF-8, CSV by RFC 4180); what is not known of one is an empty cell."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        known = [entry.facts.get(column, "") for column in COLUMNS[3:]]
        writer.writerow([entry.image, entry.label, class_names[entry.label], *known])
    return stream.getvalue().encode()


def truth_json(recipe: Recipe, seed: int, entries: Sequence[Entry]) -> bytes:
    """All that is known: what made the set, and for each photograph its label, its masks and its facts."""
    codes = sorted({code for entry in entries for code in entry.masks})
    truth = {
        "format": TRUTH_VERSION,
        "program": "Funduscope",
        "version": core.__version__,
        "generator": recipe.generator,
        "seed": seed,
        "options": recipe.to_json(),
        "class_names": list(recipe.class_names),
        "masks": {code: name_of(code) for code in codes},
    }
    images = [
        {"image": entry.image, "label": entry.label, "masks": list(entry.masks), "facts": dict(entry.facts)}
        for entry in entries
    ]
    # A line for each photograph: such a file can be read, and compared, by eye.
    lines = ",\n".join(f"  {_dumped(image)}" for image in images)
    head = json.dumps(truth, indent=1, ensure_ascii=False).removesuffix("\n}")
    return f'{head},\n "images": [\n{lines}\n ]\n}}\n'.encode()


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
