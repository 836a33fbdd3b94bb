"""Keeps a network from overwriting its own intermediate results."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from torch import nn


@contextmanager
def out_of_place(module: nn.Module) -> Iterator[None]:
    """Inside the block modules that would overwrite their input (`inplace=True`) write elsewhere."""
    changed = [part for part in module.modules() if getattr(part, "inplace", False) is True]
    try:
        for part in changed:
            setattr(part, "inplace", False)  # noqa: B010 - a plain assignment is a tensor's, to mypy
        yield
    finally:
        for part in changed:
            setattr(part, "inplace", True)  # noqa: B010
