"""What a transformer attends to: the matrices of every attention, as they are computed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from torch.overrides import TorchFunctionMode

_SOFTMAX = (torch.softmax, functional.softmax, Tensor.softmax)
_MULTI_HEAD = functional.multi_head_attention_forward
_FUSED = functional.scaled_dot_product_attention


class Attending(TorchFunctionMode):
    """Within it every attention leaves its weights (n, heads, to, from) in `weights`, in the order of computation.

    Seen are torch's multi-head attention (torchvision), its fused kernel (timm), and a softmax over square matrices of
    several heads, as attention is spelt out by hand. Nothing of the network is changed; it holds for this thread alone.
    """

    def __init__(self) -> None:
        super().__init__()
        self.weights: list[Tensor] = []

    def __torch_function__(self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Any = None) -> Any:
        given = kwargs or {}
        if func is _MULTI_HEAD:
            return self._multi_head(args, given)
        output = func(*args, **given)
        if func is _FUSED:
            self.weights.append(_fused_weights(*args, **given).detach())
        elif func in _SOFTMAX and output.dim() == 4 and output.shape[2] == output.shape[3]:
            self.weights.append(output.detach())
        return output

    def _multi_head(self, args: Sequence[Any], given: dict[str, Any]) -> tuple[Tensor, Tensor | None]:
        asked = {**given, "need_weights": True, "average_attn_weights": False}
        output, weights = _MULTI_HEAD(*args, **asked)
        if weights is None:  # it was asked for them
            raise ValueError("attention without weights")
        self.weights.append(weights.detach())
        if not given.get("need_weights", True):
            return output, None
        return output, weights.mean(1) if given.get("average_attn_weights", True) else weights


def _fused_weights(
    query: Tensor,
    key: Tensor,
    _value: Tensor,
    attn_mask: Tensor | None = None,
    _dropout_p: float = 0.0,
    is_causal: bool = False,  # noqa: FBT001, FBT002 - torch's own signature
    *,
    scale: float | None = None,
    **_others: Any,
) -> Tensor:
    """The weights that the fused kernel multiplies the values with, by torch's own definition of it."""
    products = query @ key.transpose(-2, -1) * (scale if scale is not None else 1 / math.sqrt(query.shape[-1]))
    if is_causal:
        products = products.masked_fill(torch.ones_like(products, dtype=torch.bool).triu(1), -math.inf)
    if attn_mask is not None and attn_mask.dtype == torch.bool:
        products = products.masked_fill(~attn_mask, -math.inf)
    elif attn_mask is not None:
        products = products + attn_mask
    return products.softmax(-1)
