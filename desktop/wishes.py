"""What the user wants to see of a photograph, before it is known what the network says of it."""

from __future__ import annotations

from dataclasses import dataclass

from core.explain.catalogue import CATALOGUE
from core.explain.params import MethodParams
from core.explain.query import ClassTarget, Method, Query, Target
from core.images.photograph import ImageId
from core.networks.card import ModelId


@dataclass(frozen=True, slots=True)
class Wish:
    """A question that can be put to any photograph and model. `target` None: whichever class the network predicts.

    `layer` None for methods that explain at the input; such a wish is complete, any other is not (`is_complete`).
    """

    method: Method
    target: Target | None
    layer: str | None
    params: MethodParams

    @property
    def is_complete(self) -> bool:
        """Whether a layer is named where the method asks for one."""
        return self.layer is not None or not CATALOGUE[self.method].has_layer

    @property
    def is_quick(self) -> bool:
        """Whether its answer costs one backward pass at most once the prediction is there."""
        return CATALOGUE[self.method].is_quick

    def query(self, image: ImageId, model: ModelId, predicted: int | None) -> Query | None:
        """The question of a photograph; None while it asks for the predicted class and that is not known."""
        target = self.target
        if target is None:
            if predicted is None:
                return None
            target = ClassTarget(predicted)
        return Query(image=image, model=model, method=self.method, target=target, layer=self.layer, params=self.params)
