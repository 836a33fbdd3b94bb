"""Anything that is not known to be local."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from torch import Tensor

from core.explain.windows.recording import Step, aten, is_flattening


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """Anything else, as it was written down."""

    step: Step

    @property
    def sources(self) -> tuple[int, ...]:
        """As in the step."""
        return self.step.sources

    @property
    def targets(self) -> tuple[int, ...]:
        """The numbers of the values that it gives."""
        return tuple(target for target in self.step.targets if target is not None)

    def results(self, values: Mapping[int, Tensor], count: int) -> dict[int, Tensor]:
        """The values that it gives for `count` pictures, by number."""
        if is_flattening(self.step):
            return {self.targets[0]: values[self.sources[0]].reshape(count, -1)}
        args, kwargs = self.step.arguments(values, count)
        func = aten.reshape.default if self.step.name in ("view", "_unsafe_view") else self.step.func
        found = func(*args, **kwargs)
        outputs = found if isinstance(found, (tuple, list)) else (found,)
        return {number: value for number, value in zip(self.step.targets, outputs, strict=True) if number is not None}
