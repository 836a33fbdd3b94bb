"""What is selected, and what was selected before."""

from __future__ import annotations

import time
from dataclasses import dataclass, fields, replace
from pathlib import Path

from core.errors import ExplainError
from core.explain.catalogue import CATALOGUE
from core.explain.params import MethodParams, params_type
from core.explain.query import Method, Target
from core.networks.card import ModelId
from desktop.translation import tr
from desktop.wishes import Wish

COALESCE_S = 1.0
HISTORY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """The one selection that every panel follows. `target` None: whichever class the network predicts.

    `layer` stays what it was while a method explains at the input and asks for none. Without `params` they are the
    defaults of the method; raises ExplainError where they are those of another.
    """

    photograph: Path | None = None
    model: ModelId | None = None
    layer: str | None = None
    target: Target | None = None
    method: Method = Method.GRAD_CAM
    params: MethodParams = None  # type: ignore[assignment]  # never None: see below

    def __post_init__(self) -> None:
        wanted = params_type(self.method)
        if self.params is None:
            object.__setattr__(self, "params", wanted())
        elif type(self.params) is not wanted:
            raise ExplainError(
                tr(
                    "The parameters of '{method_name}' mean nothing to '{method}'.",
                    method_name=self.params.method_name,
                    method=self.method,
                )
            )

    @property
    def has_layer(self) -> bool:
        """Whether the method asks for a layer."""
        return CATALOGUE[self.method].has_layer

    @property
    def wish(self) -> Wish:
        """What is asked of the photograph."""
        return Wish(self.method, self.target, self.layer if self.has_layer else None, self.params)

    def differences(self, other: Selection) -> frozenset[str]:
        """The names of the fields in which the two differ."""
        return frozenset(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))


class History:
    """Back and forward through past selections.

    Changes of the same kind that follow each other within a second are one step: walking through forty layers with an
    arrow key held is not forty steps back.
    """

    def __init__(self) -> None:
        self._past: list[Selection] = []
        self._future: list[Selection] = []
        self._last_kind: frozenset[str] = frozenset()
        self._last_s = 0.0

    @property
    def can_go_back(self) -> bool:
        """Whether there is something before."""
        return bool(self._past)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is something after."""
        return bool(self._future)

    def add(self, old: Selection, new: Selection) -> None:
        """Note that `old` was left for `new`."""
        kind, now_s = new.differences(old), time.monotonic()
        is_same_step = kind == self._last_kind and now_s - self._last_s < COALESCE_S and bool(self._past)
        self._last_kind, self._last_s = kind, now_s
        self._future.clear()
        if not is_same_step and old.photograph is not None:
            self._past.append(old)
            del self._past[:-HISTORY_LENGTH]

    def back(self, current: Selection) -> Selection:
        """The selection before `current`; `current` itself where there is none."""
        self._last_kind = frozenset()
        return self._move(current, self._past, self._future)

    def forward(self, current: Selection) -> Selection:
        """The selection that was left by going back."""
        self._last_kind = frozenset()
        return self._move(current, self._future, self._past)

    def forget_model(self, old: ModelId, new: ModelId) -> None:
        """A model's file was written again, with another card: the past speaks of the new one."""
        for steps in (self._past, self._future):
            steps[:] = [replace(step, model=new) if step.model == old else step for step in steps]

    @staticmethod
    def _move(current: Selection, source: list[Selection], target: list[Selection]) -> Selection:
        if not source:
            return current
        target.append(current)
        return source.pop()
