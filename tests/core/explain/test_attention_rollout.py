"""Attention rollout against a slow re-derivation, for torchvision's transformers and timm's."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torchvision
from torch import Tensor, nn
from torch.nn import functional

from core.errors import ExplainError
from core.explain.attention import Attending
from core.explain.attention_rollout import attention_rollout, fused, rollout
from core.explain.params import AttentionRolloutParams, HeadFusion
from core.explain.query import ChannelTarget, ClassTarget, Method


def torchvision_vit() -> nn.Module:
    torch.manual_seed(0)
    module = torchvision.models.VisionTransformer(
        image_size=48, patch_size=16, num_layers=3, num_heads=4, hidden_dim=32, mlp_dim=32, num_classes=4
    ).eval()
    for parameter in module.parameters():
        if parameter.dim() > 1:
            nn.init.normal_(parameter, std=0.3)
    return module.requires_grad_(False)


def timm_vit(**options: object) -> nn.Module:
    from timm.models.vision_transformer import VisionTransformer

    torch.manual_seed(0)
    given = {"img_size": 48, "patch_size": 16, "embed_dim": 32, "depth": 3, "num_heads": 4, "num_classes": 4}
    module = VisionTransformer(**{**given, **options}).eval()
    for parameter in module.parameters():
        if parameter.dim() > 1:
            nn.init.normal_(parameter, std=0.3)
    return module.requires_grad_(False)


def attention_by_hand(module: nn.Module, image: Tensor) -> list[np.ndarray]:
    """The matrices (heads, n, n) of each layer, from the inputs of the blocks and the weights alone."""
    inputs: list[Tensor] = []
    is_timm = hasattr(module, "blocks")
    blocks = list(module.blocks if is_timm else module.encoder.layers)
    handles = [block.register_forward_pre_hook(lambda _block, given: inputs.append(given[0])) for block in blocks]
    module(image)
    for handle in handles:
        handle.remove()
    found = []
    for block, tokens in zip(blocks, inputs, strict=True):
        normed = (block.norm1 if is_timm else block.ln_1)(tokens)[0]
        attention = block.attn if is_timm else block.self_attention
        weight, bias = (
            (attention.qkv.weight, attention.qkv.bias)
            if is_timm
            else (attention.in_proj_weight, attention.in_proj_bias)
        )
        query, key, _value = (normed @ weight.T + bias).split(32, 1)
        matrices = []
        for head in range(4):
            part = slice(8 * head, 8 * head + 8)
            matrices.append(functional.softmax(query[:, part] @ key[:, part].T / 8**0.5, 1).numpy())
        found.append(np.stack(matrices))
    return found


def rollout_by_hand(layers: list[np.ndarray]) -> np.ndarray:
    """Abnar and Zuidema, section 3: an entry is the sum over all paths of the products along them."""
    product = np.eye(layers[0].shape[-1])
    for heads in layers:
        mixed = 0.5 * heads.mean(0) + 0.5 * np.eye(len(product))
        product = mixed @ product
    return product


@pytest.mark.parametrize(
    ("make", "prefix", "rows"),
    [
        (torchvision_vit, 1, [0]),
        (timm_vit, 1, [0]),
        (lambda: timm_vit(class_token=False, global_pool="avg"), 0, list(range(9))),
        (lambda: timm_vit(global_pool="avg"), 1, list(range(1, 10))),
        (lambda: timm_vit(reg_tokens=3), 4, [0]),
    ],
)
def test_against_the_paper(
    make: Callable[[], nn.Module], prefix: int, rows: list[int], make_case: Callable, ask: Callable
) -> None:
    module, image = make(), torch.randn(1, 3, 48, 48)
    expected = rollout_by_hand(attention_by_hand(module, image))[rows].mean(0)[prefix:].reshape(3, 3)
    case = make_case(module, image)
    found = attention_rollout(case, ask(Method.ATTENTION_ROLLOUT, ClassTarget(0)))
    np.testing.assert_allclose(found.map, expected, rtol=1e-5)
    assert found.to_input.bounds(3, 3) == (0, 0, 48, 48)
    assert expected.max() > 1.05 * expected.min()
    other = attention_rollout(case, ask(Method.ATTENTION_ROLLOUT, ClassTarget(2)))
    np.testing.assert_array_equal(found.map, other.map)


def test_attention_spelt_out_by_hand_is_seen_as_well(make_case: Callable, ask: Callable) -> None:
    module, image = timm_vit(), torch.randn(1, 3, 48, 48)
    query = ask(Method.ATTENTION_ROLLOUT, ClassTarget(0))
    fast = attention_rollout(make_case(module, image), query).map
    for block in module.blocks:
        assert block.attn.fused_attn
        block.attn.fused_attn = False
    np.testing.assert_allclose(attention_rollout(make_case(module, image), query).map, fast, rtol=1e-5)


def test_the_weights_are_seen_and_the_answer_is_the_same() -> None:
    for module in (torchvision_vit(), timm_vit()):
        image = torch.randn(1, 3, 48, 48)
        with torch.no_grad():
            expected = module(image)
            with Attending() as attention:
                found = module(image)
        torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-5)
        assert [tuple(weights.shape) for weights in attention.weights] == [(1, 4, 10, 10)] * 3
        for weights, by_hand in zip(attention.weights, attention_by_hand(module, image), strict=True):
            np.testing.assert_allclose(weights[0], by_hand, rtol=1e-4, atol=1e-6)


def test_torchs_own_attention_keeps_what_it_was_asked_for() -> None:
    layer = nn.MultiheadAttention(8, 2, batch_first=True).eval()
    tokens = torch.randn(1, 5, 8)
    with torch.no_grad():
        for options in ({}, {"need_weights": False}, {"average_attn_weights": False}):
            expected = layer(tokens, tokens, tokens, **options)
            with Attending():
                found = layer(tokens, tokens, tokens, **options)
            torch.testing.assert_close(found[0], expected[0])
            assert (found[1] is None) == (expected[1] is None)
            if expected[1] is not None:
                torch.testing.assert_close(found[1], expected[1])


@pytest.mark.parametrize(
    "options", [{}, {"is_causal": True}, {"scale": 0.3}, {"attn_mask": "bool"}, {"attn_mask": "add"}]
)
def test_the_weights_of_the_fused_kernel_give_its_output(options: dict[str, object]) -> None:
    torch.manual_seed(0)
    query, key, value = torch.randn(3, 1, 2, 6, 4).unbind(0)
    if options.get("attn_mask") == "bool":
        options = {"attn_mask": torch.ones(6, 6, dtype=torch.bool).tril()}
    elif options.get("attn_mask") == "add":
        options = {"attn_mask": torch.randn(6, 6)}
    with Attending() as attention:
        expected = functional.scaled_dot_product_attention(query, key, value, **options)
    torch.testing.assert_close(attention.weights[0] @ value, expected)


def test_heads_by_hand() -> None:
    heads = torch.tensor([[[0.5, 0.5], [1.0, 0.0]], [[0.1, 0.9], [0.4, 0.6]]])
    np.testing.assert_allclose(fused(heads, HeadFusion.MEAN), [[0.3, 0.7], [0.7, 0.3]], rtol=1e-6)
    np.testing.assert_allclose(fused(heads, HeadFusion.MAX), [[0.5 / 1.4, 0.9 / 1.4], [1 / 1.6, 0.6 / 1.6]], rtol=1e-6)
    np.testing.assert_allclose(fused(heads, HeadFusion.MIN), [[0.1 / 0.6, 0.5 / 0.6], [1.0, 0.0]], rtol=1e-6)
    one = torch.tensor([[0.0, 1.0], [0.0, 1.0]])
    np.testing.assert_allclose(rollout([one, one]), [[0.25, 0.75], [0, 1]])


def test_the_way_of_fusing_changes_the_map(make_case: Callable, ask: Callable) -> None:
    case = make_case(timm_vit(), torch.randn(1, 3, 48, 48))
    maps = [
        attention_rollout(case, ask(Method.ATTENTION_ROLLOUT, ClassTarget(0), None, AttentionRolloutParams(heads))).map
        for heads in HeadFusion
    ]
    assert (maps[0] != maps[1]).any()
    assert (maps[0] != maps[2]).any()


def test_networks_without_attention_of_all_to_all_are_refused(make_case: Callable, ask: Callable) -> None:
    import timm

    query = ask(Method.ATTENTION_ROLLOUT, ClassTarget(0))
    convolutions = nn.Sequential(nn.Conv2d(3, 4, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    swin = timm.create_model(
        "swin_tiny_patch4_window7_224", num_classes=3, img_size=64, embed_dim=12, depths=(1, 1, 1, 1)
    )
    for module in (convolutions, swin):
        with pytest.raises(ExplainError, match="ransformer"):
            attention_rollout(make_case(module.eval().requires_grad_(False), torch.randn(1, 3, 64, 64)), query)
    case = make_case(timm_vit(), torch.randn(1, 3, 48, 48))
    with pytest.raises(ExplainError, match="not a channel"):
        attention_rollout(case, ask(Method.ATTENTION_ROLLOUT, ChannelTarget("blocks.0", 1)))
