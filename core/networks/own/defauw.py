"""De Fauw's two-eye network, fifth in Kaggle's diabetic retinopathy competition of 2015.

J. De Fauw, github.com/JeffreyDF/kaggle_diabetic_retinopathy, models/basic_model.py: thirteen convolutions with leaky
ReLU of slope 0.5 and a bias a position ("untied"), on 512 x 512; a dense layer of 1024 with maxout of 2; the size of
the original photograph is put beside it; the vectors of both eyes of a patient are joined, a second dense layer of 1024
with maxout of 2, and five grades an eye. 20,923,690 parameters.

Deviations: there the network answers for both eyes at once; here it is asked for one photograph and answers for that
one, as every network of this program. First weights are torch's own with biases of 0.1, not orthogonal ones. The last
step gives logits, not probabilities.
"""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import Tensor, nn

from core.networks.own.network import OwnNetwork

LEAKINESS = 0.5
SIZE_UNIT = 700.0
"""The sides of the original photograph are given in units of so many pixels, the longer one first."""
_SIZE = (512, 512)
_DENSE = 1024
_FIRST_BIAS = 0.1
_STAGES: tuple[tuple[int, ...], ...] = ((32,), (32, 32), (64, 64), (128,) * 4, (256,) * 4)
"""The feature maps of each convolution; a max-pooling of 3 with stride 2 and no padding ends each stage."""


class UntiedConv2d(nn.Module):
    """A convolution whose output keeps its size (but for the stride), with a bias of its own at every position."""

    def __init__(self, inputs: int, outputs: int, kernel: int, *, stride: int, grid: tuple[int, int]) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, padding=(kernel - 1) // 2, bias=False)
        self.bias = nn.Parameter(torch.empty(outputs, *grid))
        nn.init.constant_(self.bias, _FIRST_BIAS)

    def forward(self, images: Tensor) -> Tensor:
        """The convolution with its biases."""
        biased: Tensor = self.conv(images) + self.bias
        return biased


class Maxout(nn.Module):
    """The larger of each pair of neighbouring units: (n, 2 k) to (n, k)."""

    def forward(self, units: Tensor) -> Tensor:
        """The larger ones."""
        return units.reshape(len(units), -1, 2).amax(2)


class DeFauw(nn.Module):
    """The network. Takes (n, 3, height, width) of the size it was built for; gives (n, classes) logits."""

    def __init__(self, class_count: int, input_size: tuple[int, int]) -> None:
        super().__init__()
        self.features, positions = _features(input_size)
        self.dropout = nn.Dropout(0.5)
        self.eye = _dense(positions * _STAGES[-1][-1], _DENSE)
        self.both = _dense(2 * (_DENSE // 2 + 2), _DENSE)
        self.maxout = Maxout()
        # One layer of 10 in the source; the halves are apart so that the one that is not asked can be left alone.
        self.classifier = _dense(_DENSE // 2, class_count)
        self.other_classifier = _dense(_DENSE // 2, class_count)

    def forward(self, images: Tensor) -> Tensor:
        """The logits for photographs of which each stands for both eyes, the size of the input for their own."""
        eye = self._represent(images, None)
        logits: Tensor = self.classifier(self._join(eye, eye))
        return logits

    def forward_pair(self, left: Tensor, right: Tensor, sizes: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        """The logits for both eyes of each patient, as in the source: left first.

        `sizes` (n, 2 each) are the longer and the shorter side of the original photographs in units of 700 pixels.
        """
        joined = self._join(self._represent(left, sizes[0]), self._represent(right, sizes[1]))
        return self.classifier(joined), self.other_classifier(joined)

    def _join(self, left: Tensor, right: Tensor) -> Tensor:
        joined: Tensor = self.dropout(self.maxout(self.both(self.dropout(torch.cat([left, right], 1)))))
        return joined

    def _represent(self, images: Tensor, sizes: Tensor | None) -> Tensor:
        if sizes is None:
            sides = sorted((int(side) for side in images.shape[2:]), reverse=True)
            sizes = images.new_tensor(sides).div(SIZE_UNIT).expand(len(images), 2)
        features = torch.flatten(self.features(images), 1)
        return torch.cat([self.maxout(self.eye(self.dropout(features))), sizes], 1)


def _features(input_size: tuple[int, int]) -> tuple[nn.Sequential, int]:
    """The convolutions, and the number of positions of what they give."""
    steps: OrderedDict[str, nn.Module] = OrderedDict()
    channels, number = 3, 0
    height, width = ((side + 1) // 2 for side in input_size)
    for stage, widths in enumerate(_STAGES, start=1):
        for outputs in widths:
            number += 1
            kernel, stride = (7, 2) if number == 1 else (3, 1)
            steps[f"conv{number}"] = UntiedConv2d(channels, outputs, kernel, stride=stride, grid=(height, width))
            steps[f"relu{number}"] = nn.LeakyReLU(LEAKINESS)
            channels = outputs
        height, width = ((side - 1) // 2 for side in (height, width))
        if height < 1 or width < 1:
            raise ValueError(f"an input of {input_size[0]} x {input_size[1]} is too small for its five poolings")
        steps[f"pool{stage}"] = nn.MaxPool2d(3, 2)
    return nn.Sequential(steps), height * width


def _dense(inputs: int, outputs: int) -> nn.Linear:
    layer = nn.Linear(inputs, outputs)
    nn.init.constant_(layer.bias, _FIRST_BIAS)
    return layer


DE_FAUW_NETWORKS = {
    "defauw": OwnNetwork(
        "De Fauw: two eyes and their size, untied biases, maxout, on 512 x 512; 20,923,690 parameters with 5 classes.",
        DeFauw,
        _SIZE,
        is_size_fixed=True,
    )
}
