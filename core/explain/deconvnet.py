"""The deconvolutional network (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014).

What is explained is handed back to the input: through the transposed filters, to the places where max-pooling found its
maxima (the switches), and rectified at every ReLU, whatever the ReLU did on the way up (section 2.1). The map of a
pixel is the maximum over colour channels of the absolute value.

Deviation: the paper hands back the activation itself, here it is 1 for the strongest unit (or for every unit, with the
sum): the way back is linear in it but for the rectification, so the map is the same up to a factor.
"""

from __future__ import annotations

from core.explain.case import Case, Finding
from core.explain.guided_backpropagation import rectified_gradient
from core.explain.query import Query
from core.explain.rectified import Rule
from core.explain.saliency import strongest_channel

TITLE = "A deconvolutional network"


def deconvnet(case: Case, query: Query) -> Finding:
    """The map on the network's input, not below 0. One forward and one backward pass.

    Raises ExplainError for a network without ReLU.
    """
    gradient, notes = rectified_gradient(case, query, Rule.DECONVOLUTION, title=TITLE)
    return Finding(strongest_channel(gradient), notes=notes)
