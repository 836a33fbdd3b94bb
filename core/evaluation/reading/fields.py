"""Values out of JSON that somebody else may have written: of the type that is wanted, or a clear refusal."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from core.evaluation.reading.errors import StudyError

E = TypeVar("E", bound=StrEnum)
MAX_TEXT = 20_000
MAX_ITEMS = 1_000_000


class Fields:
    """The fields of one JSON object. Each getter raises StudyError, which names `what`, the field and its value."""

    def __init__(self, values: object, what: str) -> None:
        if not isinstance(values, Mapping):
            raise StudyError(f"{what} is not a JSON object.", "The file is damaged, or no study.")
        self.values: Mapping[str, Any] = values
        self._what = what

    def text(self, name: str, default: str | None = None) -> str:
        """A text."""
        value = self.values.get(name, default)
        if not isinstance(value, str) or len(value) > MAX_TEXT:
            raise self._wrong(name, "a text")
        return value

    def whole(self, name: str, *, lowest: int = 0, highest: int = 2**53) -> int:
        """A whole number within bounds, ends included."""
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise self._wrong(name, f"a whole number from {lowest} to {highest}")
        return value

    def whole_or_none(self, name: str, *, lowest: int = 0, highest: int = 2**53) -> int | None:
        """The same, or None for null and where it is absent."""
        return None if self.values.get(name) is None else self.whole(name, lowest=lowest, highest=highest)

    def number(self, name: str, *, lowest: float = 0.0) -> float:
        """A finite number, `lowest` or more."""
        value = self.values.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool) or not lowest <= value < math.inf:
            raise self._wrong(name, f"a number of {lowest:g} or more")
        return float(value)

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def items(self, name: str) -> list[Any]:
        """A list."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or len(value) > MAX_ITEMS:
            raise self._wrong(name, "a list")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self.items(name)
        if not all(isinstance(each, str) and len(each) <= MAX_TEXT for each in found):
            raise self._wrong(name, "a list of texts")
        return tuple(found)

    def numbers(self, name: str, count: int | None = None) -> tuple[float, ...]:
        """A list of finite numbers, `count` of them where that is given."""
        found = self.items(name)
        are_numbers = all(
            isinstance(each, int | float) and not isinstance(each, bool) and math.isfinite(each) for each in found
        )
        if not are_numbers or (count is not None and len(found) != count):
            raise self._wrong(name, f"a list of {count} numbers" if count is not None else "a list of numbers")
        return tuple(float(each) for each in found)

    def choice(self, name: str, kind: type[E], default: E | None = None) -> E:
        """A member of an enumeration by its value."""
        value = self.values.get(name, default)
        if value not in [member.value for member in kind]:
            raise self._wrong(name, f"one of {', '.join(kind)}")
        return kind(value)

    def inner(self, name: str) -> Fields:
        """The fields of an object inside."""
        return Fields(self.values.get(name), f"'{name}' of {self._what[0].lower()}{self._what[1:]}")

    def time(self, name: str) -> datetime:
        """A moment, with its zone."""
        return parse_time(self.text(name), self._what)

    def _wrong(self, name: str, wanted: str) -> StudyError:
        value = repr(self.values.get(name))
        shown = value if len(value) <= 60 else f"{value[:57]}..."
        return StudyError(f"{self._what} has {shown} as '{name}'; it must be {wanted}.", "The file is damaged.")


def parse_time(text: str, what: str = "The study") -> datetime:
    """A moment as ISO 8601 with a zone. Raises StudyError."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise StudyError(f"{what} has the time '{text[:40]}', which is none.", "The file is damaged.") from error
    if found.tzinfo is None:
        raise StudyError(f"{what} has the time '{text[:40]}' without its zone.", "The file is damaged.")
    return found
