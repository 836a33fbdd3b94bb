"""A method's parameters as a form shows them, a text names them and JSON holds them. Knows no torch."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from core.errors import ExplainError, did_you_mean

P = TypeVar("P", bound="MethodParams")
Value = int | float | bool | StrEnum


@dataclass(frozen=True, slots=True)
class ParamField:
    """One parameter, as a form shows it. `minimum` and `maximum` are None where there is no bound, and for enums."""

    name: str
    title: str
    text: str
    default: Value
    minimum: float | None
    maximum: float | None

    @property
    def choices(self) -> tuple[StrEnum, ...]:
        """The members to choose from; empty where the parameter is no enumeration."""
        return tuple(type(self.default)) if isinstance(self.default, StrEnum) else ()


def about(title: str, text: str, *, minimum: float | None = None, maximum: float | None = None) -> dict[str, Any]:
    """What a form says of a parameter, and its bounds."""
    return {"title": title, "text": text, "minimum": minimum, "maximum": maximum}


@dataclass(frozen=True, slots=True)
class MethodParams:
    """The parameters of one method. Raises ExplainError for a value of another type or out of its bounds."""

    method_name: ClassVar[str]

    def __post_init__(self) -> None:
        for field in self.form():
            _check(self.method_name, field, getattr(self, field.name))

    @classmethod
    def form(cls) -> tuple[ParamField, ...]:
        """What can be chosen, in order."""
        return tuple(
            ParamField(name=field.name, default=field.default, **field.metadata)  # type: ignore[arg-type]
            for field in dataclasses.fields(cls)
        )

    @classmethod
    def parse(cls: type[P], texts: Sequence[str]) -> P:
        """The parameters of `name=value` texts; those that are not named have their defaults. Raises ExplainError."""
        values: dict[str, Any] = {}
        for text in texts:
            name, equals, value = text.partition("=")
            if not equals:
                raise ExplainError(f"The parameter '{text}' is not of the form name=value.")
            if name in values:
                raise ExplainError(f"The parameter '{name}' is given twice.")
            values[name] = _read(cls.method_name, _field(cls, name), value)
        return cls(**values)

    def to_json(self) -> dict[str, Any]:
        """The parameters as JSON values by name."""
        return {field.name: getattr(self, field.name) for field in self.form()}

    @classmethod
    def from_json(cls: type[P], fields: Mapping[str, Any]) -> P:
        """The parameters that `to_json` wrote; those that are absent have their defaults. Raises ExplainError."""
        values = {}
        for name, value in fields.items():
            field = _field(cls, name)
            is_choice = isinstance(field.default, StrEnum)
            values[name] = _read(cls.method_name, field, value) if is_choice and isinstance(value, str) else value
        return cls(**values)


def _field(cls: type[MethodParams], name: str) -> ParamField:
    form = cls.form()
    for field in form:
        if field.name == name:
            return field
    names = [field.name for field in form]
    hint = did_you_mean(name, names) or (f"It takes {', '.join(names)}." if names else "It takes none.")
    raise ExplainError(f"Method '{cls.method_name}' has no parameter '{name}'.", hint)


def _read(method: str, field: ParamField, text: str) -> Value:
    kind = type(field.default)
    try:
        if kind is bool:
            return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.lower()]
        return kind(text)
    except (ValueError, KeyError) as error:
        raise ExplainError(f"'{field.name}' of '{method}' is '{text}'.", _wanted(field, text)) from error


def _check(method: str, field: ParamField, value: object) -> None:
    kind = type(field.default)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    fits = is_number if kind is float else type(value) is kind
    if fits and is_number:
        number = float(value)  # type: ignore[arg-type]
        lowest = -math.inf if field.minimum is None else field.minimum
        fits = math.isfinite(number) and lowest <= number <= (math.inf if field.maximum is None else field.maximum)
    if not fits:
        raise ExplainError(f"'{field.name}' of '{method}' is {value}.", _wanted(field, value))


def _wanted(field: ParamField, value: object) -> str:
    if field.choices:
        names = [choice.value for choice in field.choices]
        return did_you_mean(str(value), names) or f"It must be one of {', '.join(names)}."
    if isinstance(field.default, bool):
        return "It must be true or false."
    kind = "a whole number" if isinstance(field.default, int) else "a number"
    if field.minimum is not None and field.maximum is not None:
        return f"It must be {kind} from {field.minimum:g} to {field.maximum:g}."
    return f"It must be {kind}" + (f" of {field.minimum:g} or more." if field.minimum is not None else ".")
