"""Guided Grad-CAM (Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks", ICCV 2017, section 3.2).

Guided backpropagation times the Grad-CAM of a layer, enlarged bilinearly to the input's size: details from the one, the
class from the other. The map of a pixel is the maximum over colour channels of the absolute value. It can show nothing
that guided backpropagation does not show for any class, only leave out.
"""

from __future__ import annotations

import torch
from torch.nn import functional

from core.explain.case import Case, Finding
from core.explain.gradcam import grad_cam
from core.explain.guided_backpropagation import rectified_gradient
from core.explain.query import Query
from core.explain.rectified import Rule
from core.explain.saliency import strongest_channel

TITLE = "Guided Grad-CAM"


def guided_grad_cam(case: Case, query: Query) -> Finding:
    """The map on the network's input, not below 0, for the layer of the query.

    Raises ExplainError for a network without ReLU.
    """
    if query.layer is None:  # refused before
        raise ValueError("guided Grad-CAM without a layer")
    gradient, notes = rectified_gradient(case, query, Rule.GUIDED, title=TITLE)
    coarse = grad_cam(case.forward, query.target, [query.layer], token=case.token)[query.layer]
    size = (int(gradient.shape[2]), int(gradient.shape[3]))
    enlarged = functional.interpolate(
        torch.from_numpy(coarse)[None, None].to(gradient), size, mode="bilinear", align_corners=False
    )
    return Finding(strongest_channel(gradient * enlarged), notes=notes)
