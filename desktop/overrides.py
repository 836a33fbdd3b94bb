"""Exceptions in what Qt calls back become the crash dialog, in every Python.

Until Python 3.12 an exception that was raised in C, such as an IndexError, is no object yet as long as nobody has
looked at it. Where such a one leaves an override of a method of Qt's (`paintEvent`, `closeEvent`, `data`), PySide looks
for what it says, finds none, and the whole program ends. One that has passed a handler is whole.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGraphicsItem, QLayoutItem

NEEDED_BEFORE = (3, 12)
_OURS, _QTS = "desktop.", "PySide6."
_ROOTS: tuple[type, ...] = (QObject, QGraphicsItem, QLayoutItem)


def guard_overrides() -> None:
    """Let every override in this program pass on whole exceptions: those that are there, and those that come."""
    if sys.version_info >= NEEDED_BEFORE or "__init_subclass__" in vars(QObject):
        return
    for root in _ROOTS:
        for each in _below(root):
            _guard(each)
        root.__init_subclass__ = classmethod(_on_subclass)  # type: ignore[arg-type, assignment]


def _on_subclass(made: type, **_options: object) -> None:
    _guard(made)


def _below(root: type) -> Iterator[type]:
    made: type
    for made in root.__subclasses__():
        yield made
        yield from _below(made)


def _guard(made: type) -> None:
    if not made.__module__.startswith(_OURS):
        return
    for name, function in list(vars(made).items()):
        if isinstance(function, FunctionType) and not name.startswith("__") and _is_override(made, name):
            setattr(made, name, guarded(function))


def _is_override(made: type, name: str) -> bool:
    return any(name in vars(base) for base in made.__mro__[1:] if base.__module__.startswith(_QTS))


def guarded(function: FunctionType) -> Callable[..., Any]:
    """`function`, whose exceptions are objects when they leave it. Takes as many arguments: PySide counts them."""
    code = function.__code__
    is_plain = not (code.co_flags & 0x0C or code.co_kwonlyargcount or function.__defaults__)
    wrapped = _BY_COUNT.get(code.co_argcount, _any_count) if is_plain else _any_count
    return functools.wraps(function)(wrapped(function))


# A handler that raises again is all that it takes.


def _alone(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: object) -> Any:
        try:
            return function(self)
        except BaseException:  # noqa: TRY203
            raise

    return call


def _with_one(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: object, first: object) -> Any:
        try:
            return function(self, first)
        except BaseException:  # noqa: TRY203
            raise

    return call


def _with_two(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: object, first: object, second: object) -> Any:
        try:
            return function(self, first, second)
        except BaseException:  # noqa: TRY203
            raise

    return call


def _any_count(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: object, **options: object) -> Any:
        try:
            return function(*arguments, **options)
        except BaseException:  # noqa: TRY203
            raise

    return call


_BY_COUNT = {1: _alone, 2: _with_one, 3: _with_two}
