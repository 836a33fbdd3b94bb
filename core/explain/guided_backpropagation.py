"""Guided backpropagation (Springenberg et al., "Striving for Simplicity", ICLR workshop 2015).

Gradients pass a ReLU only where they are positive and the ReLU was open (figure 1): what remains are the paths on which
everything speaks for the target. The map of a pixel is the maximum over colour channels of the absolute value. It is
sharp, and mostly shows edges whatever the target is (Adebayo et al., "Sanity Checks for Saliency Maps", NeurIPS 2018).
"""

from __future__ import annotations

from torch import Tensor

from core.explain.case import Case, Finding
from core.explain.passes import gradients
from core.explain.query import Query
from core.explain.rectified import Rectified, Rule
from core.explain.saliency import strongest_channel

TITLE = "Guided backpropagation"


def guided_backpropagation(case: Case, query: Query) -> Finding:
    """The map on the network's input, not below 0. One forward and one backward pass.

    Raises ExplainError for a network without ReLU.
    """
    gradient, notes = rectified_gradient(case, query, Rule.GUIDED, title=TITLE)
    return Finding(strongest_channel(gradient), notes=notes)


def rectified_gradient(case: Case, query: Query, rule: Rule, *, title: str) -> tuple[Tensor, tuple[str, ...]]:
    """The gradient (1, c, h, w) of the target by `rule`, and notes on the network's other activation functions."""
    with Rectified(rule) as relus:
        _values, gradient = gradients(case, case.image, query.target)
    return gradient, relus.check(title)
