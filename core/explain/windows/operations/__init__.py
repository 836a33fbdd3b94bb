"""The operations of a network, each computed twice: on whole activations, and on what changes of them.

What changes of an activation is held as the difference to that of the unchanged picture, 0 wherever nothing changes.
Through what is linear (convolution, average pooling, sums, concatenation) differences go by themselves: no border of
unchanged cells has to be gathered around them, padding with zeros is right in the inside as at the border of the
picture, and the rounding is that of the difference, not of the activation. What is not linear (ReLU, maximum pooling)
takes the unchanged activation from the one pass that is kept, adds, and subtracts again.

All operations have `sources` and `target`, the numbers of the values that they need and give, and

- `whole(values, spare=)`, the value for n pictures; of `values` those that are `spare` may be written to;
- `place(places)`, what the changed rectangles of the sources can change;
- `change(patches, place, clean, spare=)`, by how much `place` changes, (n, c, h, w).

Values without positions, (n, c), have a grid of one cell. A `Replay` is anything else, and gives whole values only.
"""

from core.explain.windows.operations.averaging import AveragePool, Flattening, Mean
from core.explain.windows.operations.bending import Curve, Mixture, Pointwise, Pooling
from core.explain.windows.operations.common import Clean
from core.explain.windows.operations.joining import Border, Channels, Concatenation, Sum
from core.explain.windows.operations.linear import Convolution, FullyConnected, Scaling
from core.explain.windows.operations.replaying import Replay

__all__ = [
    "AveragePool",
    "Border",
    "Channels",
    "Clean",
    "Concatenation",
    "Convolution",
    "Curve",
    "Flattening",
    "FullyConnected",
    "Mean",
    "Mixture",
    "Node",
    "Operation",
    "Pointwise",
    "Pooling",
    "Replay",
    "Scaling",
    "Sum",
    "targets",
]

Operation = (
    Convolution
    | Scaling
    | Sum
    | Concatenation
    | Channels
    | Border
    | AveragePool
    | Curve
    | Mixture
    | Mean
    | Flattening
    | FullyConnected
)
Node = Operation | Replay


def targets(node: Node) -> tuple[int, ...]:
    """The numbers of the values that a node gives."""
    return node.targets if isinstance(node, Replay) else (node.target,)
