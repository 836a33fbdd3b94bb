"""Parameters of steps: checked when a step is made, and when one is read from JSON."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from core.errors import FunduscopeError, did_you_mean

MAX_SIZE_PX = 8192
"""The largest side of a network's input."""
_MAX_NUMBER = 1e6

E = TypeVar("E", bound=StrEnum)


def check_side(step: str, field: str, value: int) -> None:
    """Raise `FunduscopeError` unless `value` is a possible side of an image in pixels."""
    if not 1 <= value <= MAX_SIZE_PX:
        raise FunduscopeError(f"'{field}' of the step '{step}' is {value}, and must be from 1 to {MAX_SIZE_PX} pixels.")


def read_int(step: str, field: str, fields: Mapping[str, object]) -> int:
    """The whole number in `fields[field]`."""
    value = _required(step, field, fields)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong_type(step, field, value, "a whole number")
    return value


def read_bool(step: str, field: str, fields: Mapping[str, object]) -> bool:
    """True or false in `fields[field]`."""
    value = _required(step, field, fields)
    if not isinstance(value, bool):
        raise _wrong_type(step, field, value, "true or false")
    return value


def read_floats(step: str, field: str, fields: Mapping[str, object], count: int) -> tuple[float, ...]:
    """The `count` numbers, none beyond a million, in the list `fields[field]`."""
    value = _required(step, field, fields)
    wanted = f"a list of {count} numbers"
    if not isinstance(value, (list, tuple)) or len(value) != count:
        raise _wrong_type(step, field, value, wanted)
    numbers: list[float] = []
    for number in value:
        is_number = isinstance(number, (int, float)) and not isinstance(number, bool)
        if not is_number or not abs(number) <= _MAX_NUMBER:  # which nothing that is not a number is
            raise _wrong_type(step, field, value, wanted)
        numbers.append(float(number))
    return tuple(numbers)


def read_choice(step: str, field: str, fields: Mapping[str, object], choices: type[E]) -> E:
    """The member of the enumeration `choices` named in `fields[field]`."""
    value = _required(step, field, fields)
    names = [choice.value for choice in choices]
    if not isinstance(value, str) or value not in names:
        hint = did_you_mean(value, names) if isinstance(value, str) else ""
        message = f"'{field}' of the step '{step}' is {value!r}, and must be one of {', '.join(names)}."
        raise FunduscopeError(message, hint)
    return choices(value)


def check_known(step: str, fields: Mapping[str, object], known: set[str]) -> None:
    """Raise `FunduscopeError` where `fields` holds anything but the `known` parameters: a typing error, or from a newer
    version, in which case going on without it would prepare photographs in another way than the model learned.
    """
    for field in fields:
        if field not in known:
            raise FunduscopeError(f"The step '{step}' has no parameter '{field}'.", did_you_mean(field, known))


def _required(step: str, field: str, fields: Mapping[str, object]) -> object:
    if field not in fields:
        raise FunduscopeError(f"The step '{step}' lacks its parameter '{field}'.")
    return fields[field]


def _wrong_type(step: str, field: str, value: object, wanted: str) -> FunduscopeError:
    shown = repr(value)
    shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
    return FunduscopeError(f"'{field}' of the step '{step}' is {shown}, and must be {wanted}.")
