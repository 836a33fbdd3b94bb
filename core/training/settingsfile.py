"""Settings to and from TOML. Every unknown table, key or choice is named, with the nearest that there is."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from core.errors import TrainingError, did_you_mean
from core.training.checking import check
from core.training.settings import PRETRAINED, TrainingSettings

MAX_FILE_BYTES = 2**20

_PATHS = (
    ("data", "source"),
    ("data", "labels"),
    ("split", "file"),
    ("network", "weights"),
    ("watch", "photograph"),
    ("machine", "cache"),
)
_PASSING = ("watch", "machine")
"""Tables that say nothing of what comes out."""


def read_settings(path: Path) -> TrainingSettings:
    """The settings of a TOML file; paths in it are seen from its folder. Raises TrainingError."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise TrainingError(f"'{path.name}' is too large for a file of settings.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TrainingError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise TrainingError(f"'{path.name}' is not a text file in UTF-8.") from error
    try:
        return resolved(from_toml(text), path.parent)
    except TrainingError as error:
        raise TrainingError(f"'{path.name}': {error.message}", error.hint) from error


def from_toml(text: str) -> TrainingSettings:
    """The settings of a TOML text. Raises TrainingError naming the table and the key that is wrong."""
    try:
        obj = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number may have too many digits
        raise TrainingError(f"Not valid TOML: {error}.") from error
    return from_json(obj)


def from_json(obj: Mapping[str, Any]) -> TrainingSettings:
    """The settings of plain values by table and key, as TOML and JSON hold them. Raises TrainingError."""
    settings: TrainingSettings = _read(TrainingSettings, obj, "")
    check(settings)
    return settings


def to_json(settings: TrainingSettings) -> dict[str, Any]:
    """The settings as plain values by table and key, with all defaults."""
    plain: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(settings)))
    return plain


def to_toml(settings: TrainingSettings) -> str:
    """The settings as TOML, with all defaults. Reading it gives equal settings."""
    return "\n".join(_lines(to_json(settings), "")) + "\n"


def resolved(settings: TrainingSettings, folder: Path) -> TrainingSettings:
    """The settings with every path absolute, seen from `folder`."""
    for table, key in _PATHS:
        part = getattr(settings, table)
        value = getattr(part, key)
        if value and (table, value) != ("network", PRETRAINED):
            absolute = (folder / Path(value).expanduser()).resolve()
            part = dataclasses.replace(part, **{key: str(absolute)})
            settings = dataclasses.replace(settings, **{table: part})
    return settings


def without_folders(settings: TrainingSettings) -> dict[str, Any]:
    """The settings as plain values that say nothing of the machine: paths shrink to names, what passes goes."""
    plain = to_json(settings)
    for table, key in _PATHS:
        plain[table][key] = Path(plain[table][key]).name
    for table in _PASSING:
        del plain[table]
    return plain


def differences(old: TrainingSettings, new: TrainingSettings) -> tuple[str, ...]:
    """What differs between two settings, "table.key: old, now new", but for `[watch]` and `[machine]`."""
    before, after = (dict(_flat(to_json(settings), "")) for settings in (old, new))
    return tuple(
        f"{name}: {before.get(name)!r}, now {after.get(name)!r}"
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name) and name.partition(".")[0] not in _PASSING
    )


def _flat(value: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _flat(inner, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", inner


def _read(kind: type[Any], obj: Mapping[str, Any], where: str) -> Any:
    hints = get_type_hints(kind)
    for key in obj:
        if key not in hints:
            what = f"key '{key}' in [{where}]" if where else f"table or key '{key}'"
            raise TrainingError(f"There is no {what}.", did_you_mean(key, hints) or f"There are {', '.join(hints)}.")
    return kind(**{key: _value(hints[key], value, where, key) for key, value in obj.items()})


def _value(kind: Any, value: Any, where: str, key: str) -> Any:
    if dataclasses.is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise TrainingError(f"'{key}' must be a table, [{key}], not {value!r:.60}.")
        return _read(kind, value, key)  # type: ignore[arg-type]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice(kind, value, where, key)
    place = f"'{key}' in [{where}]" if where else f"'{key}'"
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0], value, place)
    if kind is float and type(value) is int:
        return float(value)
    if get_origin(kind) is not None or kind is Mapping:
        if not isinstance(value, Mapping):
            raise TrainingError(f"{place} must be a table, not {value!r:.60}.")
        return dict(value)
    if type(value) is not kind:
        wanted = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}[kind]
        raise TrainingError(f"{place} must be {wanted}, not {value!r:.60}.")
    return value


def _list(kind: Any, value: Any, place: str) -> tuple[Any, ...]:
    wanted, plain = {str: (str, "texts"), int: (int, "whole numbers")}.get(kind, (Mapping, "tables"))
    is_list = isinstance(value, list | tuple)
    if not is_list or not all(isinstance(item, wanted) and not isinstance(item, bool) for item in value):
        raise TrainingError(f"{place} must be a list of {plain}, not {value!r:.60}.")
    return tuple(value)


def _choice(kind: type[StrEnum], value: Any, where: str, key: str) -> StrEnum:
    names = [choice.value for choice in kind]
    text = str(value) if type(value) in (str, int) else ""  # precision = 32 is meant as "32"
    if text not in names:
        hint = did_you_mean(text, names) or f"It must be one of {', '.join(names)}."
        raise TrainingError(f"'{key}' in [{where}] is {value!r:.60}.", hint)
    return kind(text)


def _lines(table: Mapping[str, Any], name: str) -> Iterator[str]:
    if name:
        yield ""
        yield f"[{name}]"
    for key, value in table.items():
        if not isinstance(value, Mapping):
            yield f"{_key(key)} = {_written(value)}"
    for key, value in table.items():
        if isinstance(value, Mapping) and (value or not name):
            yield from _lines(value, f"{name}.{_key(key)}" if name else _key(key))


def _key(key: str) -> str:
    is_bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if is_bare else _written(key)


def _written(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # JSON's escapes are TOML's, but for DEL, which TOML wants escaped and JSON leaves as it is
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case int() | float():
            return repr(value)
        case list():
            return f"[{', '.join(_written(item) for item in value)}]"
        case Mapping():
            return f"{{ {', '.join(f'{_key(key)} = {_written(item)}' for key, item in value.items())} }}"
        case _:
            raise TrainingError(f"{value!r:.60} cannot be written as TOML.")
