"""Mutations that keep the shape of a file: a value of JSON, a cell of a table, a part of an archive is changed.

Bytes changed at random are refused at the door, by whoever parses them; these come further.
"""

from __future__ import annotations

import copy
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

WRONG: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 10**30, 1e308, -1e308, 0.5, float("nan"), float("inf"), "", "x", "1", "a\nb",
    "../../../etc/passwd", "/etc/passwd", "C:\\x.png", "\\\\host\\x", "\0", "a\0b", "\ud800", "x" * 100_000, [], {},
    [None], {"x": None}, [[[[]]]], [0] * 1000, 10**5000,
)  # fmt: skip
"""Values of every kind; the last has more digits than Python turns into a number from text."""
PLACES = ("../../escaped", "/tmp/escaped", "..\\escaped", "C:\\escaped", "a/../../escaped", "con", "\0", ".", "")
DEEP = 100_000
_TOKEN = re.compile(r"[^\s,;|\t=\[\]{}<>\"']+")


class Shape(StrEnum):
    """What a file is made of."""

    BYTES = "bytes"
    JSON = "json"
    JSON_LINES = "json lines"
    TEXT = "text"
    ZIP = "zip"


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the values of a tree are."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def with_value(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of the tree with another value at `path`."""
    if not path:
        return value
    changed = copy.deepcopy(tree)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return changed


def reshaped(content: bytes, shape: Shape, chooser: random.Random, spoil: Callable[[bytes], bytes]) -> bytes:
    """The content with something in it changed; `spoil` changes bytes at random."""
    return _RESHAPE[shape](content, chooser, spoil)


def _json(content: bytes, chooser: random.Random, _spoil: Callable[[bytes], bytes]) -> bytes:
    if chooser.random() < 0.02:
        return b"[" * DEEP
    tree = json.loads(content)
    for _ in range(chooser.randint(1, 2)):
        tree = _edited(tree, chooser)
    return _dumped(tree, chooser)


def _dumped(tree: Any, chooser: random.Random) -> bytes:
    text = _with_long_numbers(json.dumps(tree, default=str))
    # A value that is a thousand lists deep, at the end of something that is read.
    return (text.replace('""', "[" * DEEP, 1) if chooser.random() < 0.02 else text).encode("utf-8", "surrogatepass")


def _with_long_numbers(text: str) -> str:
    return text.replace('"long number"', "1" * 5000)


def _edited(tree: Any, chooser: random.Random) -> Any:
    path = chooser.choice(list(places(tree)))
    wrong = chooser.choice(WRONG)
    if isinstance(wrong, int) and wrong > 10**4000:
        wrong = "long number"
    if path and chooser.random() < 0.2:  # left out, or under another name
        changed = copy.deepcopy(tree)
        at = changed
        for key in path[:-1]:
            at = at[key]
        del at[path[-1]]
        return changed
    return with_value(tree, path, wrong)


def _json_lines(content: bytes, chooser: random.Random, spoil: Callable[[bytes], bytes]) -> bytes:
    lines = content.splitlines()
    at = chooser.randrange(len(lines))
    lines[at] = _json(lines[at], chooser, spoil)
    if chooser.random() < 0.2:
        chooser.shuffle(lines)
    return b"\n".join(lines) + b"\n"


def _text(content: bytes, chooser: random.Random, _spoil: Callable[[bytes], bytes]) -> bytes:
    text = content.decode("utf-8")
    for _ in range(chooser.randint(1, 3)):
        tokens = list(_TOKEN.finditer(text))
        if not tokens:
            break
        token = chooser.choice(tokens)
        wrong = chooser.choice((*map(str, WRONG[:-1]), *PLACES, '"', "'''", ",,,,", "\r", "\n\n", "1" * 5000))
        text = text[: token.start()] + wrong + text[token.end() :]
    return text.encode("utf-8", "surrogatepass")


def _zip(content: bytes, chooser: random.Random, spoil: Callable[[bytes], bytes]) -> bytes:
    """A part changed, renamed, left out or doubled, in an archive that is whole again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(entry, archive.read(entry)) for entry in archive.infolist()]
    at, what = chooser.randrange(len(parts)), chooser.random()
    entry, data = parts[at]
    if what < 0.15:
        entry.filename = chooser.choice(PLACES)
    elif what < 0.25:
        del parts[at]
    elif what < 0.3:
        parts.append(parts[at])
    elif what < 0.6 and entry.filename.endswith((".xml", ".rels")):
        parts[at] = entry, _text(data, chooser, spoil)
    else:
        parts[at] = entry, spoil(data)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for each, part in parts:
            archive.writestr(each, part)
    return stream.getvalue()


_RESHAPE: dict[Shape, Callable[[bytes, random.Random, Callable[[bytes], bytes]], bytes]] = {
    Shape.BYTES: lambda content, _chooser, spoil: spoil(content),
    Shape.JSON: _json,
    Shape.JSON_LINES: _json_lines,
    Shape.TEXT: _text,
    Shape.ZIP: _zip,
}
