"""Class names: from files, by default, and ImageNet's. Knows no torch."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from core.errors import ModelError
from core.networks.card import check_class_names
from core.networks.lean_import import torchvision_models

MAX_FILE_BYTES = 8 * 2**20


def default_class_names(count: int) -> tuple[str, ...]:
    """The names "class 0", "class 1" and so on: honest where nothing is known."""
    return tuple(f"class {index}" for index in range(count))


def imagenet_class_names() -> tuple[str, ...]:
    """ImageNet's 1000 class names, from torchvision (imports it)."""
    return made_different(torchvision_models().ResNet50_Weights.IMAGENET1K_V1.meta["categories"])


def made_different(names: Sequence[str]) -> tuple[str, ...]:
    """The names, those that occur more than once with their class's number: ImageNet has two kinds of crane."""
    counts = Counter(names)
    return tuple(f"{name} ({index})" if counts[name] > 1 else name for index, name in enumerate(names))


def read_class_names(path: Path) -> tuple[str, ...]:
    """Class names from a file, in the order of the network's outputs.

    Text with one name a line, a JSON list, or a JSON object from number to name or from name to number. Names that
    occur twice get their number. Raises ModelError naming what is wrong.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ModelError(f"'{path.name}' is too large for a list of class names.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ModelError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ModelError(f"'{path.name}' is not a text file in UTF-8.") from error
    is_json = path.suffix.lower() == ".json" or text.lstrip()[:1] in ("[", "{")
    names = _from_json(text, path) if is_json else [line.strip() for line in text.splitlines()]
    while names and not names[-1]:
        names.pop()
    different = made_different(names)
    try:
        check_class_names(different)
    except ModelError as error:
        raise ModelError(f"'{path.name}': {error.message.removeprefix('Model card: ')}", error.hint) from error
    return different


def _from_json(text: str, path: Path) -> list[str]:
    try:
        obj = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"'{path.name}' is not valid JSON: {error}.") from error
    if isinstance(obj, dict):
        obj = _in_order(obj, path)
    if isinstance(obj, list) and all(isinstance(entry, list) and entry for entry in obj):
        obj = [entry[-1] for entry in obj]  # Keras's list of ImageNet: [WordNet's number, name]
    if not isinstance(obj, list) or not all(isinstance(name, str) for name in obj):
        raise ModelError(f"'{path.name}' must hold a list of names, or an object from class number to name.")
    return [name.strip() for name in obj]


def _in_order(obj: dict[str, object], path: Path) -> list[object]:
    if all(type(value) is int for value in obj.values()):
        numbered: dict[int, object] = {value: name for name, value in obj.items() if isinstance(value, int)}
    else:
        numbered = {int(key): value for key, value in obj.items() if key.isascii() and key.isdigit()}
    if len(numbered) != len(obj) or sorted(numbered) != list(range(len(obj))):
        raise ModelError(
            f"'{path.name}' must number its classes 0, 1, 2, …, each once.", 'For example {"0": "No DR", "1": "Mild"}.'
        )
    return [numbered[index] for index in range(len(obj))]
