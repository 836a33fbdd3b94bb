"""The engine: what a network gives for many pictures that differ from one in a part each.

Exact: every operation gives what plain evaluation gives, up to the rounding of floating-point numbers, and the rounding
is that of the difference. Operation after operation only the rectangle that a position can change is computed, all
positions of a batch at once. Behind an operation that is not known to be local whole activations are computed.
"""

from __future__ import annotations

import torch
from torch import Tensor

from core.explain.windows.activations import Activations, computed, last_uses, shared
from core.explain.windows.graph import Graph, Node
from core.explain.windows.operations import Concatenation, Curve, Replay, Sum
from core.explain.windows.places import Patch, Place, everywhere, laid, middle
from core.explain.windows.recording import IMAGE
from core.jobs import CancelToken

Value = Patch | Tensor
NARROWED = (Curve, Sum, Concatenation)
"""Where what changes may be narrowed: behind what a convolution spreads, and before the next one does."""


class LocalEvaluator:
    """Answers about changed pictures for one graph and one picture, whose activations are computed once and kept."""

    def __init__(
        self, graph: Graph, image: Tensor, *, clean: Activations | None = None, margin: int | None = None
    ) -> None:
        """`clean`: the activations that another evaluator keeps of the same picture, where there is one.

        `margin`: for answers that need not be exact. Of what a part changes that is left out which lies beyond its own
        size on the grid and that many cells, half of them on either side: little changes so far away from it.
        """
        self.graph = graph
        self._margin = margin
        self._deaths = last_uses(graph)
        self._shared = shared(graph)
        with torch.no_grad():
            self.clean = Activations(graph, image) if clean is None else clean

    @torch.no_grad()
    def output(self, patch: Patch, *, token: CancelToken) -> Value:
        """The graph's output for the n pictures that `patch` makes of the one: (n, ...), or what of it changes.

        Raises Cancelled between two operations once `token` is cancelled.
        """
        values: dict[int, Value] = {IMAGE: patch}
        count = patch.change.shape[0]
        try:
            for number, node in enumerate(self.graph.nodes):
                token.check()
                self._step(node, values, count, set(self._deaths[number]) - self._shared)
                if self._margin is not None and isinstance(node, NARROWED):
                    values[node.target] = self._narrowed(values[node.target], patch.place, self._margin)
                for value in self._deaths[number]:
                    values.pop(value, None)
        finally:
            self.clean.forget_frames()
        return values[self.graph.output]

    @torch.no_grad()
    def move_on(self, patch: Patch, *, token: CancelToken) -> Tensor:
        """The graph's output for the one picture that `patch` makes, which is the unchanged one from here on.

        Raises Cancelled as `output` does; the unchanged picture is then as it was.
        """
        values: dict[int, Value] = {IMAGE: patch}
        try:
            for node in self.graph.nodes:
                token.check()
                self._step(node, values, 1, set())
        finally:
            self.clean.forget_frames()
        self.clean.move_on(values)
        return self.clean.whole(self.graph.output)

    def whole(self, value: int, patch: Patch) -> Tensor:
        """A value of n pictures, of which `patch` says what changes."""
        clean = self.clean.grid(value)
        pictures = clean.expand(patch.change.shape[0], *clean.shape[1:]).clone(memory_format=torch.channels_last)
        return laid(pictures, everywhere(patch), patch).reshape(-1, *self.clean.whole(value).shape[1:])

    def _narrowed(self, value: Value, begun: Place, margin: int) -> Value:
        if not isinstance(value, Patch):
            return value
        spans = ((begun.rows, value.place.rows), (begun.columns, value.place.columns))
        rows, columns = (-(-before.size * now.side // before.side) + margin for before, now in spans)
        return middle(value, (rows, columns))

    def _step(self, node: Node, values: dict[int, Value], count: int, spare: set[int]) -> None:
        patches = [value for source in node.sources if isinstance(value := values[source], Patch)]
        if len(patches) == len(node.sources) and not isinstance(node, Replay):
            place = node.place([patch.place for patch in patches])
            is_spare = [source in spare for source in node.sources]
            values[node.target] = Patch(node.change(patches, place, self.clean, spare=is_spare), place)
            return
        wholes: dict[int, Tensor] = {}
        for source in dict.fromkeys(node.sources):
            value = values[source]
            wholes[source] = values[source] = self.whole(source, value) if isinstance(value, Patch) else value
        values.update(computed(node, wholes, count, spare=spare))
