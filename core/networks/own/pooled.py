"""VGG16 for few photographs: its convolutions with batch normalisation, global average pooling, one layer.

From random weights the thirteen convolutions of VGG16 alone need more steps than a processor has time for before they
begin to learn; with batch normalisation (torchvision's "vgg16_bn", the same configuration D) they learn at once. No
work used this network: it stands in for VGG16 where an experiment is repeated at small scale.
"""

from __future__ import annotations

from collections import OrderedDict

from torch import Tensor, nn

from core.networks.lean_import import torchvision_models
from core.networks.own.network import OwnNetwork

_SIZE = (224, 224)
_CHANNELS = 512


class PooledVgg16(nn.Module):
    """Takes (n, 3, height, width) from 32 pixels on; gives (n, classes) logits.

    The convolutions have torchvision's names ("features.…"), so that its weights can be loaded.
    """

    def __init__(self, class_count: int, _input_size: tuple[int, int]) -> None:
        super().__init__()
        self.features: nn.Module = torchvision_models().get_model("vgg16_bn", weights=None).features
        self.head = nn.Sequential(
            OrderedDict(
                pool=nn.AdaptiveAvgPool2d(1), flatten=nn.Flatten(), classifier=nn.Linear(_CHANNELS, class_count)
            )
        )

    def forward(self, images: Tensor) -> Tensor:
        """The logits."""
        logits: Tensor = self.head(self.features(images))
        return logits


POOLED_NETWORKS = {
    "vgg16_bn_pool": OwnNetwork(
        "VGG16 with batch normalisation, average pooling and one layer: it learns from few photographs. Of no work.",
        PooledVgg16,
        _SIZE,
        is_size_fixed=False,
    )
}
