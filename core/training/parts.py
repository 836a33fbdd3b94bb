"""What a training holds: the network as its devices have it, and all that changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from torch import nn
from torch.optim import Optimizer

from core.training.losses import Loss
from core.training.optimisation import Average, Schedule
from core.training.together import Together

if TYPE_CHECKING:
    from lightning_fabric import Fabric


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What the loop works with. `wrapped` is `module` as Fabric has it: distributed, in its precision.

    `together` joins several devices; None: there is one.
    """

    fabric: Fabric
    module: nn.Module
    wrapped: nn.Module
    optimiser: Optimizer
    wrapped_optimiser: Any
    average: Average | None
    schedule: Schedule
    loss: Loss
    together: Together | None

    @property
    def rank(self) -> int:
        """The number of this device among all of them."""
        return int(self.fabric.global_rank)

    @property
    def world(self) -> int:
        """How many devices there are."""
        return int(self.fabric.world_size)
