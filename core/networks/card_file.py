"""The card in a model file, and the id of the file, read without torch: the window shows them before it is there."""

from __future__ import annotations

import hashlib
from pathlib import Path

from core.errors import ModelError
from core.networks.arguments import read_arguments
from core.networks.card import ModelCard, ModelId
from core.networks.header import read_metadata

CARD_KEY = "funduscope"


def is_model_file(path: Path) -> bool:
    """Whether a file has a Funduscope card, be it a good one or not."""
    try:
        return CARD_KEY in read_metadata(path)
    except ModelError:
        return False


def read_card(path: Path) -> ModelCard:
    """The card of a model file. Raises ModelError naming the file and the field."""
    text = read_metadata(path).get(CARD_KEY)
    if text is None:
        raise ModelError(
            f"'{path.name}' has no Funduscope card: it holds weights, but does not say what they are.",
            "Import it: the architecture is recognised, and the rest can be chosen.",
        )
    try:
        card = ModelCard.loads(text)
        read_arguments(card.arguments)
    except ModelError as error:
        raise ModelError(f"'{path.name}': {error.message}", error.hint) from error
    return card


def model_id(path: Path) -> ModelId:
    """The SHA-256 of a file's bytes. Raises ModelError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return ModelId(hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise ModelError(f"'{path}' cannot be read: {error.strerror or error}.") from error
