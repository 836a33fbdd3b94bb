"""Network, optimiser, schedule and loss, put together for the loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from core.datasets.balance import class_weights
from core.datasets.splits import Split
from core.training.data import Photographs
from core.training.losses import Loss, make_loss
from core.training.network import Network, make_network
from core.training.optimisation import Average, Schedule, make_optimiser
from core.training.parts import Parts
from core.training.plan import batches_per_epoch
from core.training.settings import Balance, Precision, TrainingSettings
from core.training.together import Together

if TYPE_CHECKING:
    from lightning_fabric import Fabric


def network_of(settings: TrainingSettings, photographs: Photographs) -> Network:
    """The network of the settings for these classes, in the memory layout that convolutions like best."""
    network = make_network(
        settings.network,
        photographs.labelled.class_names,
        input_size=photographs.preparation.output_size,
        seed=settings.run.seed,
        head=settings.head,
    )
    network.module.to(memory_format=torch.channels_last)
    return network


def assemble(
    settings: TrainingSettings, network: Network, photographs: Photographs, split: Split, fabric: Fabric
) -> Parts:
    """What the loop works with, on the devices of `fabric`."""
    is_fused = not (settings.run.precision is Precision.FLOAT16 and settings.optimiser.gradient_clip)
    optimiser = make_optimiser(network, settings.optimiser, is_fused=is_fused)
    wrapped, wrapped_optimiser = fabric.setup(network.module, optimiser)
    decay = settings.optimiser.average_decay
    together = Together() if fabric.world_size > 1 else None
    return Parts(
        fabric=fabric,
        module=network.module,
        wrapped=wrapped,
        optimiser=optimiser,
        wrapped_optimiser=wrapped_optimiser,
        average=Average(network.module, decay) if decay else None,
        schedule=Schedule(
            settings.schedule,
            learning_rate=settings.optimiser.learning_rate,
            epochs=settings.run.epochs,
            batches=batches_per_epoch(photographs, split.training, settings),
        ),
        loss=_loss(settings, photographs, split, fabric, together),
        together=together,
    )


def _loss(
    settings: TrainingSettings, photographs: Photographs, split: Split, fabric: Fabric, together: Together | None
) -> Loss:
    weights = _class_weights(settings, photographs, split)
    if together is None:
        return make_loss(settings.loss, weights, fabric.device)
    return make_loss(settings.loss, weights, fabric.device, together.sum)


def _class_weights(settings: TrainingSettings, photographs: Photographs, split: Split) -> NDArray[np.float32] | None:
    balance, labelled = settings.balance, photographs.labelled
    if balance.method is not Balance.CLASS_WEIGHTS:
        return None
    labels = [labelled.samples[place].label for place in split.training]
    return class_weights(labels, len(labelled.class_names), strength=balance.strength)
