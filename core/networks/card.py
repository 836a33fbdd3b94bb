"""The card of a model: what a file of weights must say of itself so that its answers mean something. Knows no torch."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NewType, NoReturn

from core.errors import FunduscopeError, ModelError, did_you_mean
from core.images.preparation import Preparation

ModelId = NewType("ModelId", str)
"""The SHA-256 of a model file's bytes, 64 hexadecimal digits: it changes with the weights and with the card."""

FORMAT_VERSION = 1
"""The version of the card that this program writes. It goes up when an older program would misread a newer card."""

DISCLAIMER = "Not for clinical use"
MAX_CARD_CHARACTERS = 8_000_000

TEMPERATURE = "temperature"
"""The key of the temperature in the calibration of a card."""

_DERIVED = ("input_size", "mean", "std", "disclaimer")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """What is known of a model. Equal cards are the same card; JSON in, JSON out, nothing lost.

    `architecture` is "torchvision/NAME" or "timm/NAME"; `arguments` are what `core.networks.architectures.build` takes
    besides it. `class_names` are in the order of the network's outputs, two or more, all different.
    `training` (settings), `metrics` (names to numbers) and `data_fingerprint` are empty where nothing is known.
    `calibration` is empty for a model whose probabilities are the softmax of its logits; else it holds the
    `temperature` by which the logits are divided before, and how that was found.
    """

    name: str
    architecture: str
    class_names: tuple[str, ...]
    preparation: Preparation
    arguments: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    data_fingerprint: str = ""
    metrics: Mapping[str, Any] = field(default_factory=dict)
    licence: str = ""
    notes: str = ""
    calibration: Mapping[str, Any] = field(default_factory=dict)
    format_version: int = FORMAT_VERSION

    @property
    def input_size(self) -> tuple[int, int]:
        """(height, width) of the network's input in pixels."""
        height, width = self.preparation.output_size
        return height, width

    @property
    def mean(self) -> tuple[float, ...]:
        """What is taken from each channel, on the scale 0 to 1."""
        return tuple(self.preparation.mean)

    @property
    def std(self) -> tuple[float, ...]:
        """By what each channel is divided, on the scale 0 to 1."""
        return tuple(self.preparation.std)

    @property
    def temperature(self) -> float:
        """By what the logits are divided before the softmax; 1 where the model is not calibrated."""
        return float(self.calibration.get(TEMPERATURE, 1.0))

    @property
    def is_calibrated(self) -> bool:
        """Whether a temperature was found for the model."""
        return TEMPERATURE in self.calibration

    @property
    def class_count(self) -> int:
        """The number of classes."""
        return len(self.class_names)

    def to_json(self) -> dict[str, Any]:
        """The card as JSON values. What follows from the preparation is written too, for readers of other programs."""
        return {
            "format_version": self.format_version,
            "name": self.name,
            "architecture": self.architecture,
            "arguments": dict(self.arguments),
            "class_names": list(self.class_names),
            "preparation": self.preparation.to_json(),
            "input_size": list(self.input_size),
            "mean": list(self.mean),
            "std": list(self.std),
            "training": dict(self.training),
            "data_fingerprint": self.data_fingerprint,
            "metrics": dict(self.metrics),
            "licence": self.licence,
            "notes": self.notes,
            # Left out where there is none, so that older programs read the cards of all other models.
            **({"calibration": dict(self.calibration)} if self.calibration else {}),
            "disclaimer": DISCLAIMER,
        }

    @staticmethod
    def from_json(obj: object) -> ModelCard:
        """The card of JSON values as :meth:`to_json` gives them. Raises ModelError naming the field that is wrong."""
        fields = _object(obj, "card")
        _check_version(fields)
        known = (*ModelCard.__dataclass_fields__, *_DERIVED)
        for name in fields:
            if name not in known:
                raise ModelError(f"Model card: there is no field '{name}'.", did_you_mean(name, known))
        card = ModelCard(
            format_version=FORMAT_VERSION,
            name=_text(fields, "name"),
            architecture=_text(fields, "architecture"),
            arguments=_mapping(fields, "arguments"),
            class_names=_class_names(fields),
            preparation=_preparation(fields),
            training=_mapping(fields, "training", optional=True),
            data_fingerprint=_text(fields, "data_fingerprint", optional=True),
            metrics=_mapping(fields, "metrics", optional=True),
            licence=_text(fields, "licence", optional=True),
            notes=_text(fields, "notes", optional=True),
            calibration=_calibration(fields),
        )
        _check_derived(fields, card)
        return card

    def dumps(self) -> str:
        """The card as the JSON text that a model file holds. Raises ModelError for a value that JSON cannot hold."""
        try:
            text = json.dumps(self.to_json(), ensure_ascii=False, allow_nan=False)
            text.encode("utf-8")
        except (TypeError, ValueError, RecursionError) as error:
            raise ModelError(f"Model card '{self.name}' holds a value that cannot be written: {error}.") from error
        if len(text) > MAX_CARD_CHARACTERS:
            raise ModelError(f"Model card '{self.name}' is {len(text):,} characters long, at most 8,000,000 fit.")
        ModelCard.loads(text)
        return text

    @staticmethod
    def loads(text: str) -> ModelCard:
        """The card of the JSON text that a model file holds. Raises ModelError."""
        if len(text) > MAX_CARD_CHARACTERS:
            raise ModelError(f"Model card: {len(text):,} characters long, at most 8,000,000 are read.")
        try:
            obj = json.loads(text, parse_constant=_refuse, parse_float=_finite, object_pairs_hook=_unique)
        except (ValueError, RecursionError) as error:
            raise ModelError(f"Model card: not valid JSON ({error}).") from error
        return ModelCard.from_json(obj)

    def with_class_names(self, names: tuple[str, ...]) -> ModelCard:
        """The same card with other names for the same classes. Raises ModelError where their number differs."""
        if len(names) != self.class_count:
            raise ModelError(f"{len(names)} class names for a model with {self.class_count} classes.")
        check_class_names(names)
        return replace(self, class_names=names)


def check_class_names(names: tuple[str, ...]) -> None:
    """Raise ModelError unless there are two or more names, none blank, all different, none with control characters."""
    if len(names) < 2:
        raise ModelError(f"Model card: 'class_names' must hold two names or more, it holds {len(names)}.")
    seen: set[str] = set()
    for index, name in enumerate(names):
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
            raise ModelError(f"Model card: 'class_names' has a control character in the name of class {index}.")
        if not name.strip():
            raise ModelError(f"Model card: 'class_names' has a blank name for class {index}.")
        if name in seen:
            raise ModelError(f"Model card: 'class_names' holds '{name}' twice.", "Give each class a name of its own.")
        seen.add(name)


def _check_version(fields: dict[str, Any]) -> None:
    version = fields.get("format_version")
    if type(version) is not int or version < 1:
        raise ModelError(f"Model card: 'format_version' must be a whole number from 1 on, not {version!r}.")
    if version > FORMAT_VERSION:
        raise ModelError(
            f"Model card: 'format_version' is {version}, this program knows up to {FORMAT_VERSION}.",
            "The file was made by a newer Funduscope: open it with that one. It was left as it is.",
        )


def _check_derived(fields: dict[str, Any], card: ModelCard) -> None:
    """A hand-edited copy of a value that really comes from the preparation must not be passed over in silence."""
    written = card.to_json()
    for name in ("input_size", "mean", "std"):
        if name in fields and not _same(fields[name], written[name]):
            raise ModelError(
                f"Model card: '{name}' is {fields[name]!r}, but 'preparation' makes it {written[name]!r}.",
                "Change the preparation; this field only repeats it.",
            )


def _same(given: object, expected: list[float]) -> bool:
    if not isinstance(given, list) or len(given) != len(expected):
        return False
    return all(
        isinstance(a, int | float) and math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9)
        for a, b in zip(given, expected, strict=True)
    )


def _preparation(fields: dict[str, Any]) -> Preparation:
    if "preparation" not in fields:
        raise ModelError("Model card: the field 'preparation' is missing.")
    try:
        return Preparation.from_json(fields["preparation"])
    except FunduscopeError as error:
        raise ModelError(f"Model card: 'preparation': {error.message}", error.hint) from error


def _calibration(fields: dict[str, Any]) -> dict[str, Any]:
    found = _mapping(fields, "calibration", optional=True)
    if not found:
        return found
    value = found.get(TEMPERATURE)
    if isinstance(value, bool) or not isinstance(value, int | float) or not (math.isfinite(value) and value > 0):
        raise ModelError(f"Model card: 'calibration' needs a 'temperature' above 0, not {value!r:.40}.")
    return found


def _class_names(fields: dict[str, Any]) -> tuple[str, ...]:
    names = fields.get("class_names")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ModelError("Model card: 'class_names' must be a list of texts.")
    check_class_names(tuple(names))
    return tuple(names)


def _text(fields: dict[str, Any], name: str, *, optional: bool = False) -> str:
    if optional and name not in fields:
        return ""
    if name not in fields:
        raise ModelError(f"Model card: the field '{name}' is missing.")
    value = fields[name]
    if not isinstance(value, str):
        raise ModelError(f"Model card: '{name}' must be a text, not {value!r:.80}.")
    if not optional and not value.strip():
        raise ModelError(f"Model card: '{name}' is empty.")
    return value


def _mapping(fields: dict[str, Any], name: str, *, optional: bool = False) -> dict[str, Any]:
    if optional and name not in fields:
        return {}
    if name not in fields:
        raise ModelError(f"Model card: the field '{name}' is missing.")
    return _object(fields[name], name)


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise ModelError(f"Model card: '{name}' must be a JSON object, not {value!r:.80}.")
    return dict(value)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a finite number")


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse(text)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    unique = dict(pairs)
    if len(unique) != len(pairs):
        names = [name for name, _value in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field '{repeated}' is there twice")
    return unique
